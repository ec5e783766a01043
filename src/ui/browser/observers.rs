//! What the browser observes of elements, for as long as who asked for it is there.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::Array;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit, ResizeObserver};

use super::events::at_end;

/// Tells when the size of an element changes, for as long as the owner lives.
pub fn on_resize(element: &Element, tell: impl FnMut() + 'static) {
    let tell = Closure::<dyn FnMut()>::new(tell);
    if let Ok(observer) = ResizeObserver::new(tell.as_ref().unchecked_ref()) {
        observer.observe(element);
        at_end(move || {
            observer.disconnect();
            drop(tell);
        });
    }
}

/// Tells, oldest first, which elements come into the screen or leave it, for as long as the owner lives; `margin` is
/// added to the screen. False where the browser can't tell.
pub fn on_crossing(
    elements: &[Element],
    margin: &str,
    mut tell: impl FnMut(Vec<IntersectionObserverEntry>) + 'static,
) -> bool {
    let crossed = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
        tell(entries.iter().filter_map(|entry| entry.dyn_into().ok()).collect());
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin(margin);
    let Ok(observer) = IntersectionObserver::new_with_options(crossed.as_ref().unchecked_ref(), &options) else {
        return false;
    };
    for element in elements {
        observer.observe(element);
    }
    at_end(move || {
        observer.disconnect();
        // What it has noticed already would be told to nobody.
        observer.take_records();
        drop(crossed);
    });
    true
}
