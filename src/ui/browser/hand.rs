//! Whether the reader's hand is down.

use leptos::prelude::*;

use super::events::on_event;

/// Whether a pointer is down: a drag that pauses is one drag.
#[derive(Clone, Copy)]
pub struct Hand(pub RwSignal<bool>);

/// Provides the hand to what waits until it is off.
pub fn provide_hand() -> Hand {
    let is_down = RwSignal::new(false);
    for (event, down) in [("pointerdown", true), ("pointerup", false), ("pointercancel", false)] {
        on_event(&window(), event, move |_| is_down.set(down));
    }
    provide_context(Hand(is_down));
    Hand(is_down)
}
