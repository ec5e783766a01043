//! Whether an element is in view.

use leptos::html::ElementType;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::observers::on_crossing;

/// Whether an element is in view, for work that only it needs.
pub fn in_view<E>(element: NodeRef<E>) -> Signal<bool>
where
    E: ElementType,
    E::Output: AsRef<Element> + JsCast + Clone + 'static,
{
    let is_seen = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(element) = element.get() {
            watch_view(element.as_ref(), is_seen);
        }
    });
    is_seen.into()
}

/// Keeps `in_view` current for as long as the owner lives.
pub fn watch_view(element: &Element, in_view: RwSignal<bool>) {
    let is_watched = on_crossing(std::slice::from_ref(element), "0px", move |entries| {
        // The last entry is the newest.
        if let Some(entry) = entries.last() {
            in_view.try_set(entry.is_intersecting());
        }
    });
    if !is_watched {
        // Without the observer everything counts as in view.
        in_view.set(true);
    }
    // What is not there is not in view either, and work for it waits.
    on_cleanup(move || {
        in_view.try_set(false);
    });
}
