//! A parameter in a sentence: dragged sideways, typed, or moved with the arrow keys.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

use super::stage::Stage;
use crate::chapter::Control;
use crate::ui::browser::events::while_there;
use crate::ui::browser::hand::{is_held, is_primary};
use crate::ui::browser::refusals::harmless;
use crate::ui::parts::slider::put;

/// Pixels that a pointer moves before it drags.
const SLACK: f64 = 4.0;
/// Pixels that a drag takes from end to end, where the steps are not too many for that.
const PIXELS_A_RANGE: f64 = 240.0;
/// The fewest pixels that a drag takes for a step.
const PIXELS_A_STEP: f64 = 2.0;

/// A drag that may yet turn out to be a click.
#[derive(Clone, Copy)]
struct Grip {
    from_x: f64,
    from_value: f64,
    is_dragging: bool,
}

/// A number in a sentence that sets a parameter.
#[component]
pub fn Handle(
    /// What it sets.
    control: Control,
    /// Whose setting.
    stage: Stage,
) -> impl IntoView {
    let box_ref = NodeRef::<html::Input>::new();
    let start = stage.chapter.start();
    let range = Memo::new(move |_| stage.base.with(|params| control.range(params, &start)));
    // What is in force: an objection may have taken the parameter over.
    let value = Memo::new(move |_| stage.setting.with(|setting| control.value(&setting.params)));
    let shown = move || range.get().show(value.get());
    let problem = RwSignal::new(None::<(String, f64)>);
    let told = move || problem.get().filter(|&(_, at)| at == value.get()).map(|(message, _)| message);
    let change = move |next: f64| {
        problem.set(None);
        let range = range.get_untracked();
        stage.move_to(control, next.clamp(range.min, range.max));
        // Whatever else stood there is answered, also by a value that stays the same.
        if let Some(input) = box_ref.get_untracked() {
            put(&input, &untrack(shown));
        }
    };
    let typed = move |text: String| match range.get_untracked().parse(control.label, &text) {
        Ok(next) => change(next),
        Err(message) => problem.set(Some((message, value.get_untracked()))),
    };
    let nudge = move |steps: f64| change(range.get_untracked().nudged(value.get_untracked(), steps));
    let grip = StoredValue::new(None::<Grip>);

    let press = move |event: PointerEvent| {
        let is_typing = box_ref.get_untracked().is_some_and(|input| {
            let input: &web_sys::Element = &input;
            document().active_element().as_ref() == Some(input)
        });
        if is_typing || !is_primary(&event) {
            return;
        }
        // The caret comes with the click, not before: a drag must not select text.
        event.prevent_default();
        let from_value = value.get_untracked();
        grip.set_value(Some(Grip { from_x: f64::from(event.client_x()), from_value, is_dragging: false }));
        if let Some(input) = box_ref.get_untracked() {
            harmless(input.set_pointer_capture(event.pointer_id()), "without it a drag ends at the box's edge");
        }
    };
    let drag = move |event: PointerEvent| {
        let Some(mut held) = grip.get_value() else { return };
        if !is_held(&event) {
            grip.set_value(None);
            return;
        }
        let moved = f64::from(event.client_x()) - held.from_x;
        if held.is_dragging || moved.abs() > SLACK {
            held.is_dragging = true;
            grip.set_value(Some(held));
            let range = range.get_untracked();
            // A percentage has a hundred steps, a count few.
            let pixels = (PIXELS_A_RANGE * range.step / (range.max - range.min)).max(PIXELS_A_STEP);
            change(range.nudged(held.from_value, (moved / pixels).round()));
        }
    };
    let release = move |_: PointerEvent| {
        if let Some(held) = grip.get_value()
            && !held.is_dragging
            && let Some(input) = box_ref.get_untracked()
        {
            harmless(input.focus(), "the box can be pressed again");
            input.select();
        }
        grip.set_value(None);
    };
    let key = move |event: KeyboardEvent| {
        if let Some(steps) = steps(&event) {
            event.prevent_default();
            nudge(steps);
        }
    };
    view! {
        <span class="handle">
            <input
                node_ref=box_ref
                type="text"
                role="spinbutton"
                inputmode="decimal"
                autocomplete="off"
                data-handle=control.parameter.spec().name
                aria-label=control.label
                aria-valuenow=move || value.get().to_string()
                aria-valuetext=shown
                aria-valuemin=move || range.get().min.to_string()
                aria-valuemax=move || range.get().max.to_string()
                aria-invalid=move || told().map(|_| "true")
                title=format!("{}: drag sideways, type, or use the arrow keys", control.label)
                style:width=move || format!("{}ch", shown().chars().count() + 1)
                prop:value=shown
                on:change=while_there(move |event| typed(event_target_value(&event)))
                on:keydown=key
                on:pointerdown=press
                on:pointermove=drag
                on:pointerup=release
                on:pointercancel=move |_| {
                    if let Some(held) = grip.get_value().filter(|held| held.is_dragging) {
                        change(held.from_value);
                    }
                    grip.set_value(None);
                }
            />
            <span class="problem" role="alert">{told}</span>
        </span>
    }
}

/// How many steps a key asks for.
fn steps(event: &KeyboardEvent) -> Option<f64> {
    match event.key().as_str() {
        "ArrowUp" => Some(1.0),
        "ArrowDown" => Some(-1.0),
        "PageUp" => Some(10.0),
        "PageDown" => Some(-10.0),
        _ => None,
    }
}
