//! Events of the browser's own objects, heard for as long as who asked for them is there.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget};

/// Listens for as long as the owner lives.
pub fn on_event(target: &EventTarget, name: &'static str, handle: impl FnMut(Event) + 'static) {
    listen(target.clone(), name, false, Closure::new(handle));
}

/// Listens likewise, and hears of an event before the element does that it happens at.
pub fn on_event_first(target: &EventTarget, name: &'static str, handle: impl FnMut(Event) + 'static) {
    listen(target.clone(), name, true, Closure::new(handle));
}

fn listen(target: EventTarget, name: &'static str, is_first: bool, heard: Closure<dyn FnMut(Event)>) {
    // A target that takes no listeners leaves the page as it is.
    if target.add_event_listener_with_callback_and_bool(name, heard.as_ref().unchecked_ref(), is_first).is_ok() {
        at_end(move || {
            // What took the listener gives it back.
            target.remove_event_listener_with_callback_and_bool(name, heard.as_ref().unchecked_ref(), is_first).ok();
        });
    }
}

/// Lets go of what belongs to the browser once the owner is gone: `on_cleanup` for what can't be sent to other threads.
/// Without an owner it is held for as long as the page lives.
pub fn at_end(release: impl FnOnce() + 'static) {
    StoredValue::new_local(AtEnd(Some(Box::new(release))));
}

struct AtEnd(Option<Box<dyn FnOnce()>>);

impl Drop for AtEnd {
    fn drop(&mut self) {
        if let Some(release) = self.0.take() {
            release();
        }
    }
}

/// A handler that is silent once its owner is gone. What it would read goes before its element does, and an element that
/// is taken out with a text that was not confirmed, or with the focus, still tells of it.
pub fn while_there<E>(mut handle: impl FnMut(E) + 'static) -> impl FnMut(E) + 'static {
    let here = StoredValue::new(());
    move |event| {
        if !here.is_disposed() {
            handle(event);
        }
    }
}
