//! The setting in the address, so that a link shows what its sender saw.

use std::time::Duration;

use blindspot_model::Params;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::environment::on_event;
use super::state::State;
use crate::link::{self, Reading};

/// How long a setting must rest before it is written: browsers limit how often an address may change.
const REST: Duration = Duration::from_millis(400);

/// What the address says now.
pub fn read() -> Reading {
    window().location().hash().map_or_else(|_| Reading::default(), |hash| link::read(&hash))
}

/// Brings the place that the address names into view; the browser looked for it before the page was there.
pub fn go_to_place() {
    let hash = window().location().hash().unwrap_or_default();
    if let Some(element) = link::place(&hash).and_then(|place| document().get_element_by_id(place)) {
        element.scroll_into_view();
    }
}

/// Keeps the address and the setting together, in both directions.
pub fn keep(state: State) {
    let params = state.params;
    let pending = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |before: Option<Params>| {
        let now = params.get();
        if before.is_some_and(|before| before != now) {
            if let Some(timer) = pending.get_value() {
                timer.clear();
            }
            pending.set_value(set_timeout_with_handle(move || write(&params.get_untracked()), REST).ok());
        }
        now
    });
    // Who leaves within the rest does not lose the last move.
    on_event(&window(), "pagehide", move |_| {
        if let Some(timer) = pending.get_value() {
            timer.clear();
            write(&params.get_untracked());
        }
    });
    on_event(&window(), "hashchange", move |_| {
        // A jump to a place on the page leaves the setting alone.
        if window().location().hash().is_ok_and(|hash| link::place(&hash).is_some()) {
            return;
        }
        let Reading { params: linked, notices } = read();
        state.notices.set(notices);
        if params.get_untracked() != linked {
            params.set(linked);
        }
    });
}

/// Replaces the address without a new entry in the history. A host that forbids it (a sandboxed frame) loses nothing
/// but the address.
fn write(params: &Params) {
    if let Ok(history) = window().history() {
        let address = format!("#{}", link::write(params));
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}
