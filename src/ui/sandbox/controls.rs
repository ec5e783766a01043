//! The levers, all other parameters in groups, claims as switches, settings to begin from, undo, and A and B.

use blindspot_model::{Params, Ranges};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::state::{Moment, State};
use crate::address::view::MAX_SEED;
use crate::chapter::Control;
use crate::figure::generations::GENERATIONS;
use crate::sandbox::history::History;
use crate::sandbox::{Claim, GROUPS, HEADLINE, differences, presets};
use crate::text::number::{percent, significant};
use crate::text::spelling;
use crate::ui::browser::events::while_there;
use crate::ui::parts::slider::{Slider, Span};
use crate::ui::parts::worlds::Worlds;

/// The headline sliders, with the worlds above them and what was done below.
#[component]
pub fn Levers(state: State) -> impl IntoView {
    let params = state.params;
    view! {
        <div class="levers">
            <div class="chips" role="group" aria-label="How alike the models are">
                <Worlds params=params.into() choose=Callback::new(move |chosen| state.choose(chosen)) />
                <button type="button" class="chip quiet" data-reset="all" on:click=move |_| reset(state)>
                    "reset all"
                </button>
            </div>
            {HEADLINE.map(|control| one(state, control)).into_iter().collect_view()}
            <Steps state=state />
        </div>
    }
}

/// Undo, redo, and the setting that is compared with.
#[component]
fn Steps(state: State) -> impl IntoView {
    let State { pinned, history, .. } = state;
    let cannot = move |can: fn(&History<Moment>) -> bool| move || history.with(|history| !can(history));
    let is_pinned = move || pinned.with(Option::is_some);
    let swap = move |_| {
        if let Some(a) = pinned.get_untracked() {
            let ranges = state.pinned_ranges.get_untracked();
            state.pin(Some(state.own()));
            state.params.set(a);
            state.ranges.set(ranges);
        }
    };
    view! {
        <div class="chips" role="group" aria-label="What was set before, and what it is compared with">
            <button
                type="button"
                class="chip"
                data-undo
                disabled=cannot(History::can_undo)
                on:click=move |_| state.travel(History::undo)
            >
                "Undo"
            </button>
            <button
                type="button"
                class="chip"
                data-redo
                disabled=cannot(History::can_redo)
                on:click=move |_| state.travel(History::redo)
            >
                "Redo"
            </button>
            <button type="button" class="chip" data-pin on:click=move |_| state.pin(Some(state.own()))>
                {move || if is_pinned() { "Pin this as A instead" } else { "Pin as A and compare" }}
            </button>
            <button type="button" class="chip" data-swap hidden=move || !is_pinned() on:click=swap>"Swap A and B"</button>
            <button type="button" class="chip" data-unpin hidden=move || !is_pinned() on:click=move |_| state.pin(None)>
                "Clear A"
            </button>
        </div>
    }
}

/// Undo and redo by keyboard, where no text is being typed.
pub fn on_key(state: State, event: &KeyboardEvent) {
    // A field has an undo of its own.
    let is_typing = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|target| target.matches("[type=text], textarea").unwrap_or(false));
    if is_typing || !(event.ctrl_key() || event.meta_key()) {
        return;
    }
    match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
        ("z", false) => state.travel(History::undo),
        ("z", true) | ("y", false) => state.travel(History::redo),
        _ => return,
    }
    event.prevent_default();
}

/// All parameters but the headline ones.
#[component]
pub fn Groups(state: State) -> impl IntoView {
    let groups = GROUPS.map(|group| {
        view! {
            <fieldset class="group">
                <legend>{group.title}</legend>
                {group.controls.iter().map(|&control| one(state, control)).collect_view()}
            </fieldset>
        }
    });
    let another = move |_| state.seed.update(|seed| *seed = (*seed + 1) % (MAX_SEED + 1));
    view! {
        <details class="panel all">
            <summary>"All parameters, claims and settings to begin from"</summary>
            <div class="chips" role="group" aria-label="The three claims">
                <span class="chips-name">"Claims"</span>
                <Claims state=state />
            </div>
            <Presets state=state />
            <div class="groups">{groups.into_iter().collect_view()}</div>
            <p class="fine">
                "Dice of the simulations: " <data data-seed value=move || state.seed.get().to_string()>{state.seed}</data> " "
                <button type="button" class="chip small" data-redraw on:click=another>"Throw others"</button>
            </p>
        </details>
    }
}

fn one(state: State, control: Control) -> impl IntoView + use<> {
    let params = state.params;
    let range = Memo::new(move |_| params.with(|params| control.range(params, &Params::default())));
    let value = Memo::new(move |_| params.with(|params| control.value(params)));
    let set = Callback::new(move |value| state.move_to(control, value));
    let span = move || {
        state.ranges.with(|ranges| params.with(|params| Some(control.span(params, ranges.of(control.parameter)?))))
    };
    // A text that is no range is read as a value.
    let read = move |text: String| {
        let ends = spelling::ends(&text)?;
        Some(range.with_untracked(|range| range.parse_ends(control.label, ends)))
    };
    let effect = Signal::derive(move || summary(state));
    view! {
        <Slider
            id=control.parameter.spec().name
            label=control.label
            meaning=control.meaning
            range=range
            value=value
            set=set
            effect=effect
            span=Span {
                ends: Signal::derive(span),
                set: Callback::new(move |ends| state.span(control, ends)),
                read: Callback::new(read),
            }
        />
    }
}

/// Everything at its default, and no ranges.
fn reset(state: State) {
    state.choose(Params::default());
    state.ranges.set(Ranges::NONE);
}

/// What the setting comes to, in half a sentence.
fn summary(state: State) -> String {
    state.now.with(|now| {
        let reviewers = now.measures.effective_reviewers.map_or("no".to_owned(), |r| significant(r, 2));
        let last = now.outlook.trajectory.last().copied().unwrap_or(0.0);
        format!("about {reviewers} effective reviewers, {} undetected after {GENERATIONS} generations", percent(last))
    })
}

/// The three claims as switches.
#[component]
fn Claims(state: State) -> impl IntoView {
    let params = state.params;
    let switches = Claim::ALL.map(|claim| {
        // Where it comes to hold again, it does so as it last did.
        let earlier = StoredValue::new(params.get_untracked());
        let holds = move || params.with(|params| claim.holds(params));
        let flip = move |_| {
            let now = params.get_untracked();
            let before = earlier.get_value();
            if claim.holds(&now) {
                earlier.set_value(now);
            }
            state.choose(claim.flipped(&now, &before));
        };
        view! {
            <button type="button" class="switch" role="switch" data-claim=claim.label() aria-checked=move || holds().to_string() on:click=flip>
                <span class="knob" aria-hidden="true"></span>
                <span>{claim.label()}</span>
            </button>
        }
    });
    switches.into_iter().collect_view()
}

/// Settings to begin from.
#[component]
fn Presets(state: State) -> impl IntoView {
    let all = StoredValue::new(presets());
    let choose = move |event| {
        let chosen = event_target_value(&event);
        let preset = all.with_value(|all| all.iter().find(|preset| preset.name == chosen).map(|preset| preset.params));
        if let Some(preset) = preset {
            state.choose(preset);
        }
    };
    let in_force = move |params: Params| state.params.with(|now| *now == params);
    let options = all.with_value(|all| {
        all.iter()
            .map(|preset| {
                let params = preset.params;
                view! { <option value=preset.name.clone() selected=move || in_force(params)>{preset.name.clone()}</option> }
            })
            .collect_view()
    });
    let is_none = move || all.with_value(|all| all.iter().all(|preset| !in_force(preset.params)));
    view! {
        <p>
            <label>
                "Begin with " <select data-presets on:change=while_there(choose)>
                    <option value="" selected=is_none>"a setting of your own"</option>
                    {options}
                </select>
            </label>
        </p>
    }
}

/// What of A differs from B, so that nothing is in force unseen.
#[component]
pub fn Differences(state: State) -> impl IntoView {
    let told = move || {
        state.pinned.get().map(|a| {
            state.params.with(|b| match differences(b, &a).as_str() {
                "" => "A is the same setting as B so far: move something.".to_owned(),
                in_a => format!("B is your setting. In A: {in_a}. In B: {}.", differences(&a, b)),
            })
        })
    };
    view! { <p class="fine" data-differences hidden=move || state.pinned.with(Option::is_none)>{told}</p> }
}
