//! A slider with everything it needs to be used by anybody: native range, number box, step buttons, reset, spoken
//! meaning, and a message where what was typed can't be.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use web_sys::{Event, HtmlInputElement};

use crate::chapter::control::Range;
use crate::figure::correlations::Tick;
use crate::text::number::significant;
use crate::text::spelling;
use crate::ui::browser::events::while_there;
use crate::ui::state::own::OwnTick;

/// What is said of a slider at which nobody has said anything.
const NOT_YET: &str = "not set yet";

/// A labelled slider.
// A component's props are its own.
#[allow(clippy::needless_pass_by_value)]
#[component]
pub fn Slider(
    /// For tests and links.
    #[prop(into)]
    id: String,
    /// What is set.
    label: &'static str,
    /// What that means, in one line.
    meaning: &'static str,
    /// In which units and bounds.
    #[prop(into)]
    range: Signal<Range>,
    /// The value in those units.
    #[prop(into)]
    value: Signal<f64>,
    /// Takes a new value in those units.
    set: Callback<f64>,
    /// What the value comes to, said after it to who listens.
    #[prop(into)]
    effect: Signal<String>,
    /// Set while what was typed can't be.
    #[prop(optional)]
    is_wrong: Option<RwSignal<bool>>,
    /// Set while nothing has been said yet: then no value is shown, and saying the first one counts too.
    #[prop(optional)]
    unset: Option<Unset>,
    /// A range in place of the value, where one may be typed.
    #[prop(optional)]
    span: Option<Span>,
    /// Measured values to compare with.
    #[prop(optional)]
    ticks: Vec<(f64, Tick)>,
    /// Stands right over the track, as wide as it.
    #[prop(optional)]
    over: Option<AnyView>,
) -> impl IntoView {
    // With the value that it was told of: a value set elsewhere answers it.
    let problem = RwSignal::new(None::<(String, f64)>);
    let told = move || problem.get().filter(|&(_, at)| at == value.get()).map(|(message, _)| message);
    if let Some(is_wrong) = is_wrong {
        Effect::new(move |_| is_wrong.set(told().is_some()));
    }
    let box_ref = NodeRef::<html::Input>::new();
    let shown = Shown { range, value, span, unset };
    let is_unset = move || shown.is_unset();
    // The box keeps what was typed while it is wrong.
    let in_box = move || shown.in_box();
    let answered = move || {
        problem.set(None);
        // Whatever else stood there is answered, also by a value that stays the same.
        if let Some(input) = box_ref.get_untracked() {
            put(&input, &untrack(in_box));
        }
    };
    let change = move |next: f64| {
        let range = range.get_untracked();
        set.run(next.clamp(range.min, range.max));
        answered();
    };
    let typed = move |text: String| {
        let spanned = span.and_then(|span| span.typed(&text)).map(|spanned| spanned.map(|()| answered()));
        let read = spanned.unwrap_or_else(|| range.get_untracked().parse(label, &text).map(change));
        if let Err(message) = read {
            problem.set(Some((message, value.get_untracked())));
        }
    };
    let nudge = move |steps: f64| change(range.get_untracked().nudged(value.get_untracked(), steps));
    // The browser tells of changes only, and the first value may be the one that the thumb stands at.
    let confirm = move |event: Event| {
        if untrack(is_unset)
            && let Some(said) = spelling::number(&event_target_value(&event))
        {
            change(said);
        }
    };
    // A finger that lands on the slider to scroll the page has moved it before the browser knows better. What stood there
    // before it did is given back: a value, a range, or nothing yet.
    let at_touch = StoredValue::new(None::<(f64, Option<[f64; 2]>)>);
    let give_back = move |_| match (at_touch.get_value(), span, unset) {
        (Some((_, Some(ends))), Some(span), _) => span.set.run(ends),
        (Some((before, _)), ..) => change(before),
        (None, _, Some(unset)) => unset.again.run(()),
        (None, _, None) => {}
    };
    let meaning_id = format!("{id}-meaning");
    let problem_id = format!("{id}-problem");
    let described = format!("{meaning_id} {problem_id}");
    view! {
        <div class="slider" class:unset=is_unset class:spanned=move || shown.ends().is_some() data-slider=id.clone()>
            <div class="slider-head">
                <label for=id.clone()>{label}</label>
                <span class="slider-box">
                    <button type="button" aria-label=format!("{label}: less") on:click=move |_| nudge(-1.0)>"−"</button>
                    <input
                        type="text"
                        inputmode="decimal"
                        autocomplete="off"
                        aria-label=format!("{label}, as a number")
                        aria-describedby=described
                        aria-invalid=move || told().map(|_| "true")
                        prop:value=in_box
                        node_ref=box_ref
                        on:change=while_there(move |event| typed(event_target_value(&event)))
                    />
                    <span class="unit">{move || shown.unit()}</span>
                    <button type="button" aria-label=format!("{label}: more") on:click=move |_| nudge(1.0)>"+"</button>
                    <Reset label=label range=range set=Callback::new(change) />
                </span>
            </div>
            {over}
            <input
                id=id.clone()
                type="range"
                min=move || range.with(|range| range.min)
                max=move || range.with(|range| range.max)
                // Steps are taken here: the browser's would begin at the least value, miss the largest, and shift what
                // a link has set between two of them.
                step="any"
                aria-valuetext=move || shown.spoken(&effect.get())
                aria-describedby=meaning_id.clone()
                style:--from=move || shown.from()
                style:--place=move || shown.place()
                prop:value=move || value.get().to_string()
                on:pointerdown=move |_| at_touch.set_value(untrack(|| shown.held()))
                on:pointercancel=give_back
                on:click=move |event| confirm(event.into())
                on:keydown=move |event| {
                    if let Some(next) = range.with_untracked(|range| moved(range, value.get_untracked(), &event)) {
                        event.prevent_default();
                        change(next);
                    }
                }
                on:input=move |event| {
                    if let Some(next) = spelling::number(&event_target_value(&event)) {
                        change(range.with_untracked(|range| range.snapped(next)));
                        put(&event_target(&event), &value.get_untracked().to_string());
                    }
                }
            />
            {(!ticks.is_empty()).then(|| view! { <Ticks ticks=ticks range=range value=value go=Callback::new(change) /> })}
            <p class="meaning" id=meaning_id>{meaning}</p>
            <p class="problem" id=problem_id role="alert">{told}</p>
        </div>
    }
}

/// Goes back to the value that a slider begins with.
#[component]
fn Reset(label: &'static str, range: Signal<Range>, set: Callback<f64>) -> impl IntoView {
    let text = move || range.with(|range| format!("back to {}", range.show(range.default)));
    view! {
        <button
            type="button"
            class="reset"
            aria-label=move || format!("{label}: {}", text())
            title=text
            on:click=move |_| set.run(range.with_untracked(|range| range.default))
        >
            "↺"
        </button>
    }
}

/// What is in force at a slider, as it is shown.
#[derive(Clone, Copy)]
struct Shown {
    range: Signal<Range>,
    value: Signal<f64>,
    span: Option<Span>,
    unset: Option<Unset>,
}

impl Shown {
    fn is_unset(self) -> bool {
        self.unset.is_some_and(|unset| unset.is.get())
    }

    fn ends(self) -> Option<[f64; 2]> {
        self.span.and_then(|span| span.ends.get())
    }

    fn unit(self) -> &'static str {
        self.range.with(|range| range.unit)
    }

    /// What there is to be given back; nothing where nothing has been said.
    fn held(self) -> Option<(f64, Option<[f64; 2]>)> {
        (!self.is_unset()).then(|| (self.value.get(), self.ends()))
    }

    fn text(self, value: f64) -> String {
        self.range.with(|range| range.show(value))
    }

    /// The value without its unit, or the range.
    fn in_box(self) -> String {
        let bare = |value: f64| self.text(value).trim_end_matches(self.unit()).to_owned();
        match self.ends() {
            Some(ends) => ends.map(bare).join("–"),
            None if self.is_unset() => String::new(),
            None => bare(self.value.get()),
        }
    }

    /// What is said of it, with what it comes to.
    fn spoken(self, effect: &str) -> String {
        if self.is_unset() {
            return NOT_YET.to_owned();
        }
        let value = self.text(self.value.get());
        match self.ends() {
            Some(ends) => format!("{}, in the middle {value}: {effect}", ends.map(|end| self.text(end)).join(" to ")),
            None => format!("{value}: {effect}"),
        }
    }

    /// Where what is filled of the track begins, if it is a range.
    fn from(self) -> Option<String> {
        self.ends().map(|[low, _]| format!("{}%", share(&self.range.get(), low)))
    }

    /// Where it ends.
    fn place(self) -> String {
        let end = self.ends().map_or_else(|| self.value.get(), |[_, high]| high);
        format!("{}%", share(&self.range.get(), end))
    }
}

/// A range that may be typed instead of a value.
#[derive(Clone, Copy)]
pub struct Span {
    /// Its ends, in the slider's units, while there is one.
    pub ends: Signal<Option<[f64; 2]>>,
    /// Takes other ends.
    pub set: Callback<[f64; 2]>,
    /// The ends that a text says, or what is wrong with them; nothing of a text that is no range.
    pub read: Callback<String, Option<Result<[f64; 2], String>>>,
}

impl Span {
    /// Takes a text that is a range, or says what is wrong with it; nothing of a text that is none.
    fn typed(self, text: &str) -> Option<Result<(), String>> {
        self.read.run(text.to_owned()).map(|ends| ends.map(|ends| self.set.run(ends)))
    }
}

/// A slider at which nothing has been said yet.
#[derive(Clone, Copy)]
pub struct Unset {
    /// Set until something is said.
    pub is: Signal<bool>,
    /// Takes back what was said.
    pub again: Callback<()>,
}

/// Where a key moves a slider to; `None` where it moves none.
fn moved(range: &Range, value: f64, event: &KeyboardEvent) -> Option<f64> {
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return None;
    }
    match event.key().as_str() {
        "ArrowRight" | "ArrowUp" => Some(range.nudged(value, 1.0)),
        "ArrowLeft" | "ArrowDown" => Some(range.nudged(value, -1.0)),
        "PageUp" => Some(range.nudged(value, 10.0)),
        "PageDown" => Some(range.nudged(value, -10.0)),
        "Home" => Some(range.min),
        "End" => Some(range.max),
        _ => None,
    }
}

/// Shows what is in force where something else was asked for: a value that stays the same is not written again by itself.
pub fn put(input: &HtmlInputElement, text: &str) {
    if input.value() != text {
        input.set_value(text);
    }
}

/// Where a value stands on the track, in percent.
fn share(range: &Range, value: f64) -> f64 {
    let length = range.max - range.min;
    // Where only one value is possible, it is all of the track.
    if length > 0.0 { (value - range.min) / length * 100.0 } else { 100.0 }
}

/// How near a value is to a tick that counts as chosen, as a share of the range.
const NEAR: f64 = 0.005;

/// What a mark says.
fn named(tick: &Tick) -> String {
    format!("{}: correlation of errors {}", tick.name, significant(tick.rho, 2))
}

/// Measured values, the reader's own among them: marks under the track, buttons to jump to them, and where the chosen one comes
/// from.
#[component]
fn Ticks(ticks: Vec<(f64, Tick)>, range: Signal<Range>, value: Signal<f64>, go: Callback<f64>) -> impl IntoView {
    let is_near = move |at: f64| range.with(|range| (value.get() - at).abs() <= NEAR * (range.max - range.min));
    let own = use_context::<OwnTick>();
    let all = Memo::new(move |_| {
        let own = own.and_then(|OwnTick(own)| own.get());
        ticks.iter().cloned().chain(own).collect::<Vec<_>>()
    });
    // The mark that is pointed at says what it is, or the one that the value is at. Marks are for pointers: they stand too near
    // to each other to be stops of the keyboard, which comes by with the arrows and has the list.
    let pointed = RwSignal::new(None::<String>);
    let mark = move |(at, tick): (f64, Tick)| {
        let name = named(&tick);
        let entered = name.clone();
        view! {
            <button
                type="button"
                class="mark"
                tabindex="-1"
                aria-label=name
                style:left=move || format!("{}%", share(&range.get(), at))
                on:pointerenter=move |_| pointed.set(Some(entered.clone()))
                on:pointerleave=move |_| pointed.set(None)
                on:click=move |_| go.run(at)
            ></button>
        }
    };
    let near = move || all.with(|all| all.iter().find(|(at, _)| is_near(*at)).map(|(_, tick)| tick.clone()));
    let reached = Memo::new(move |_| near().as_ref().map(named));
    let said = move || pointed.get().or_else(|| reached.get());
    let button = move |(at, tick): (f64, Tick)| {
        view! {
            <button
                type="button"
                class="chip small"
                data-tick=tick.name.clone()
                title=tick.source
                aria-pressed=move || is_near(at).to_string()
                on:click=move |_| go.run(at)
            >
                {tick.name.clone()} " " <span class="figure">{significant(tick.rho, 2)}</span>
            </button>
        }
    };
    let source = move || near().map(|tick| format!("Latent correlation {}. {}", significant(tick.rho, 2), tick.source));
    view! {
        <div class="ticks">
            <div class="marks">{move || all.get().into_iter().map(mark).collect_view()}</div>
            <p class="named" class:reached=move || pointed.with(Option::is_none) hidden=move || said().is_none()>
                {said}
            </p>
            <details>
                <summary>"Measured values to jump to"</summary>
                <div class="chips">{move || all.get().into_iter().map(button).collect_view()}</div>
                <p class="meaning source" data-source>{source}</p>
            </details>
        </div>
    }
}
