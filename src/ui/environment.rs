//! What the browser says: colour scheme, printing, a pointer that is down, what is in view.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::Array;
use web_sys::{Event, IntersectionObserver, IntersectionObserverEntry};

use super::host;
use crate::chart::theme::{DARK, LIGHT, Palette};
use crate::look::Scheme;
use crate::spelling;

/// The palette that is in force; paper is always light.
#[derive(Clone, Copy)]
pub struct CurrentPalette(pub Signal<Palette>);

/// Provides the palette to every picture and keeps it current.
pub fn provide_palette() {
    let scheme = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
    let is_dark = RwSignal::new(scheme.as_ref().is_some_and(web_sys::MediaQueryList::matches));
    let is_printing = RwSignal::new(false);
    if let Some(list) = scheme {
        let query = list.clone();
        on_event(&list, "change", move |_| is_dark.set(query.matches()));
    }
    on_event(&window(), "beforeprint", move |_| is_printing.set(true));
    on_event(&window(), "afterprint", move |_| is_printing.set(false));
    let asked = host::scheme();
    let is_dark = move || match asked.get() {
        Scheme::Auto => is_dark.get(),
        Scheme::Light => false,
        Scheme::Dark => true,
    };
    let palette = move || if is_dark() && !is_printing.get() { DARK } else { LIGHT };
    provide_context(CurrentPalette(Signal::derive(palette)));
}

/// How much larger than usual charts and their text are: in a room as much as all other text (style/workshop.css).
pub fn magnification() -> f64 {
    let Some(root) = document().document_element().filter(|root| root.has_attribute("data-workshop")) else {
        return 1.0;
    };
    let style = window().get_computed_style(&root).ok().flatten();
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    size.and_then(|size| spelling::number(size.trim_end_matches("px"))).map_or(1.0, |size| size / USUAL_SIZE)
}

/// The size of text that browsers begin with, in pixels.
const USUAL_SIZE: f64 = 16.0;

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

/// Listens for as long as the page lives.
pub fn on_event(target: &web_sys::EventTarget, name: &str, handle: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(handle);
    // A target that takes no listeners leaves the page as it is.
    if target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref()).is_ok() {
        closure.forget();
    }
}

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
