//! Whether an element is in view.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::Array;
use web_sys::{IntersectionObserver, IntersectionObserverEntry};

/// Whether an element is in view, for work that only it needs.
pub fn in_view(element: NodeRef<leptos::html::Div>) -> Signal<bool> {
    let is_seen = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            watch_view(&element, is_seen);
        }
    });
    is_seen.into()
}

/// Keeps `in_view` current for as long as the page lives.
pub fn watch_view(element: &web_sys::Element, in_view: RwSignal<bool>) {
    let seen = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
        // The last entry is the newest.
        let entry = entries.iter().last().and_then(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok());
        if let Some(entry) = entry {
            in_view.try_set(entry.is_intersecting());
        }
    });
    match IntersectionObserver::new(seen.as_ref().unchecked_ref()) {
        Ok(observer) => {
            observer.observe(element);
            seen.forget();
        }
        // Without the observer everything counts as in view.
        Err(_) => in_view.set(true),
    }
}
