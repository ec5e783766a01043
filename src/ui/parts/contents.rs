//! The list of chapters: where one is, and the way to any other.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::Array;
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use crate::chapters::contents::{Entry, entries};

/// The list, which stays in sight.
#[component]
pub fn Contents(
    /// Set once every chapter is there to be watched.
    is_ready: RwSignal<bool>,
) -> impl IntoView {
    let current = RwSignal::new(entries().first().map_or(String::new(), |first| first.id.to_owned()));
    Effect::new(move |_| {
        if is_ready.get() {
            watch(current);
        }
    });
    let links = entries()
        .into_iter()
        .map(|Entry { id, title, sign }| {
            let is_current = move || (current.get() == id).then_some("true");
            view! {
                <li>
                    <a href=format!("#{id}") aria-current=is_current data-chapter=id title=title>
                        <span class="sign">{sign}</span>
                        <span class="name">{title}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <nav class="contents" aria-label="Chapters"><ol>{links}</ol></nav> }
}

/// Sections that are not in the list: in them none of it is current.
const UNLISTED: [&str; 2] = ["teaching", "embedding"];

/// Keeps the place current that crosses the upper third of the screen.
fn watch(current: RwSignal<String>) {
    let crossed = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
        let entries = entries.iter().filter_map(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok());
        if let Some(entry) = entries.rev().find(IntersectionObserverEntry::is_intersecting) {
            current.set(entry.target().id());
        }
    });
    let options = IntersectionObserverInit::new();
    options.set_root_margin("-30% 0px -70% 0px");
    if let Ok(observer) = IntersectionObserver::new_with_options(crossed.as_ref().unchecked_ref(), &options) {
        let listed = entries().into_iter().map(|entry| entry.id);
        for id in listed.chain(UNLISTED) {
            if let Some(element) = document().get_element_by_id(id) {
                observer.observe(&element);
            }
        }
        crossed.forget();
    }
}
