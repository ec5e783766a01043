//! Room for text that changes while a slider moves.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::Array;
use web_sys::{HtmlElement, IntersectionObserver, IntersectionObserverEntry, ResizeObserver};

/// Whether an element is in view, for work that only it needs.
pub fn in_view(element: NodeRef<leptos::html::Div>) -> Signal<bool> {
    let is_seen = RwSignal::new(false);
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        let seen = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            let entry = entries.iter().last().and_then(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok());
            if let Some(entry) = entry {
                is_seen.try_set(entry.is_intersecting());
            }
        });
        match IntersectionObserver::new(seen.as_ref().unchecked_ref()) {
            Ok(observer) => {
                observer.observe(&element);
                seen.forget();
            }
            // Without the observer everything counts as in view.
            Err(_) => is_seen.set(true),
        }
    });
    is_seen.into()
}

/// Keeps in `room` the pixels that a text once needed at its width, so that what stands below does not jump each time
/// it gets a line more or less. The caller makes that its least height, through a style, and leaves padding out.
pub fn keep(text: &HtmlElement, room: RwSignal<i32>) {
    let grow = {
        let text = text.clone();
        move || {
            let height = text.offset_height();
            if room.try_get_untracked().is_some_and(|before| before < height) {
                room.set(height);
            }
        }
    };
    let mut width = 0;
    let resized = Closure::<dyn FnMut()>::new({
        let text = text.clone();
        move || {
            if text.offset_width() == width {
                grow();
            } else {
                // Lines of another width are another number of lines.
                width = text.offset_width();
                room.try_set(0);
                request_animation_frame(grow.clone());
            }
        }
    });
    if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
        observer.observe(text);
        resized.forget();
    }
}
