//! What the browser observes of elements, for as long as who asked for it is there.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::set_timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::Array;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit, ResizeObserver};

use super::events::at_end;

/// Tells when the size of an element changes, for as long as the owner lives. It is told a moment later: what is changed while
/// sizes are being observed would have to be observed again, of which browsers complain.
pub fn on_resize(element: &Element, tell: impl FnMut() + 'static) {
    let tell = Rc::new(RefCell::new(tell));
    let [is_due, is_over] = [(); 2].map(|()| Rc::new(Cell::new(false)));
    let resized = Closure::<dyn FnMut()>::new({
        let is_over = Rc::clone(&is_over);
        move || {
            if is_due.replace(true) {
                return;
            }
            let (tell, is_due, is_over) = (Rc::clone(&tell), Rc::clone(&is_due), Rc::clone(&is_over));
            let later = move || {
                is_due.set(false);
                if !is_over.get()
                    && let Ok(mut tell) = tell.try_borrow_mut()
                {
                    tell();
                }
            };
            set_timeout(later, Duration::ZERO);
        }
    });
    if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
        observer.observe(element);
        at_end(move || {
            is_over.set(true);
            observer.disconnect();
            drop(resized);
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
