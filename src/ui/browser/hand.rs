//! Whether the reader's hand is down.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, PointerEvent};

use super::events::{on_event, on_event_first};
use super::timers::Timer;

/// Whether a gesture is under way, by pointer, by a key that is held, or by a wheel: one gesture is one change.
#[derive(Clone, Copy)]
pub struct Hand(pub RwSignal<bool>);

/// How long a slider must rest that moves though no pointer and no key is down: a wheel turns in many small steps.
const REST: Duration = Duration::from_millis(300);

/// Keys that move a control, or press one, again and again while they are held.
const HELD: [&str; 10] =
    ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", "Enter", " "];

/// Provides the hand to what waits until it is off.
pub fn provide_hand() -> Hand {
    let is_down = RwSignal::new(false);
    let timer = Timer::new();
    let set = move |down: bool| {
        timer.clear();
        if is_down.get_untracked() != down {
            is_down.set(down);
        }
    };
    // It is down before anything moves, and off once all has heard of the end.
    let begins = move |name: &'static str, does: fn(&Event) -> bool| {
        on_event_first(&window(), name, move |event| {
            if does(&event) {
                set(true);
            }
        });
    };
    begins("pointerdown", |event| is_primary(event.unchecked_ref()));
    begins("keydown", |event| HELD.contains(&event.unchecked_ref::<KeyboardEvent>().key().as_str()));
    for end in ["pointerup", "pointercancel", "keyup", "contextmenu", "blur"] {
        on_event(&window(), end, move |_| set(false));
    }
    // A press may end outside of the window, or under a menu.
    on_event(&window(), "pointermove", move |event| {
        let event = event.unchecked_ref::<PointerEvent>();
        if event.is_primary() && !is_held(event) && event.pointer_type() == "mouse" {
            set(false);
        }
    });
    on_event_first(&window(), "input", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let slides = target.is_some_and(|target| target.matches("[type=range]").unwrap_or(false));
        if slides && !is_down.get_untracked() {
            is_down.set(true);
            timer.set(REST, move || is_down.set(false));
        }
    });
    provide_context(Hand(is_down));
    Hand(is_down)
}

/// Whether a press is one by the first finger or the main button: only these move anything.
pub fn is_primary(event: &PointerEvent) -> bool {
    event.button() == 0 && event.is_primary()
}

/// Whether the main button, or a finger, is still down.
pub fn is_held(event: &PointerEvent) -> bool {
    event.buttons() & 1 == 1
}
