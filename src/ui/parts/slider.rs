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
    let is_unset = move || unset.is_some_and(|unset| unset.is.get());
    let shown = move || range.get().show(value.get());
    let unit = move || range.with(|range| range.unit);
    // The box keeps what was typed while it is wrong.
    let in_box = move || if is_unset() { String::new() } else { shown().trim_end_matches(unit()).to_owned() };
    let change = move |next: f64| {
        problem.set(None);
        let range = range.get_untracked();
        set.run(next.clamp(range.min, range.max));
        // Whatever else stood there is answered, also by a value that stays the same.
        if let Some(input) = box_ref.get_untracked() {
            put(&input, &untrack(in_box));
        }
    };
    let typed = move |text: String| match range.get_untracked().parse(label, &text) {
        Ok(next) => change(next),
        Err(message) => problem.set(Some((message, value.get_untracked()))),
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
    // before it did is given back: a value, or nothing yet.
    let at_touch = StoredValue::new(None::<f64>);
    let give_back = move |_| match (at_touch.get_value(), unset) {
        (Some(before), _) => change(before),
        (None, Some(unset)) => unset.again.run(()),
        (None, None) => {}
    };
    let spoken = move || if is_unset() { NOT_YET.to_owned() } else { format!("{}: {}", shown(), effect.get()) };
    let meaning_id = format!("{id}-meaning");
    let problem_id = format!("{id}-problem");
    let described = format!("{meaning_id} {problem_id}");
    view! {
        <div class="slider" class:unset=is_unset data-slider=id.clone()>
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
                    <span class="unit">{unit}</span>
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
                aria-valuetext=spoken
                aria-describedby=meaning_id.clone()
                style:--place=move || format!("{}%", share(&range.get(), value.get()))
                prop:value=move || value.get().to_string()
                on:pointerdown=move |_| at_touch.set_value((!untrack(is_unset)).then(|| value.get_untracked()))
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

/// Measured values: marks under the track, buttons to jump to them, and where the chosen one comes from.
#[component]
fn Ticks(ticks: Vec<(f64, Tick)>, range: Signal<Range>, value: Signal<f64>, go: Callback<f64>) -> impl IntoView {
    let is_near = move |at: f64| range.with(|range| (value.get() - at).abs() <= NEAR * (range.max - range.min));
    // The mark that is pointed at says what it is, or the one that the value is at. Marks are for pointers: they stand too near
    // to each other to be stops of the keyboard, which comes by with the arrows and has the list.
    let pointed = RwSignal::new(None::<String>);
    let marks = ticks
        .iter()
        .map(|(at, tick)| {
            let at = *at;
            let name = named(tick);
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
        })
        .collect_view();
    let reached: Vec<(f64, String)> = ticks.iter().map(|(at, tick)| (*at, named(tick))).collect();
    let reached = Memo::new(move |_| reached.iter().find(|(at, _)| is_near(*at)).map(|(_, name)| name.clone()));
    let said = move || pointed.get().or_else(|| reached.get());
    let buttons = ticks
        .iter()
        .map(|(at, tick)| {
            let at = *at;
            view! {
                <button
                    type="button"
                    class="chip small"
                    data-tick=tick.name.clone()
                    title=tick.source.clone()
                    aria-pressed=move || is_near(at).to_string()
                    on:click=move |_| go.run(at)
                >
                    {tick.name.clone()} " " <span class="figure">{significant(tick.rho, 2)}</span>
                </button>
            }
        })
        .collect_view();
    let source = move || {
        let near = ticks.iter().find(|(at, _)| is_near(*at));
        near.map(|(_, tick)| format!("Latent correlation {}. {}", significant(tick.rho, 2), tick.source))
    };
    view! {
        <div class="ticks">
            <div class="marks">{marks}</div>
            <p class="named" class:reached=move || pointed.with(Option::is_none) hidden=move || said().is_none()>
                {said}
            </p>
            <details>
                <summary>"Measured values to jump to"</summary>
                <div class="chips">{buttons}</div>
                <p class="meaning source" data-source>{source}</p>
            </details>
        </div>
    }
}
