//! The list of chapters: where one is, and the way to any other.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::js_sys::Array;
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use crate::chapter::CHAPTERS;

/// Places besides the chapters: name in links, title, sign in the list.
const BEFORE: (&str, &str, &str) = ("opening", "The same reviewers, the same skill", "◆");
const AFTER: [(&str, &str, &str); 2] = [("sandbox", "The whole field", "S"), ("about", "About the model", "?")];

/// Every place: name, title and sign.
fn places() -> Vec<(&'static str, &'static str, String)> {
    let chapters = CHAPTERS
        .iter()
        .enumerate()
        .map(|(i, chapter)| (chapter.words().id, chapter.words().title, (i + 1).to_string()));
    let owned = |(id, title, sign): (&'static str, &'static str, &str)| (id, title, sign.to_owned());
    std::iter::once(owned(BEFORE)).chain(chapters).chain(AFTER.map(owned)).collect()
}

/// The list, which stays in sight.
#[component]
pub fn Contents(
    /// Set once every chapter is there to be watched.
    is_ready: RwSignal<bool>,
) -> impl IntoView {
    let current = RwSignal::new(BEFORE.0.to_owned());
    Effect::new(move |_| {
        if is_ready.get() {
            watch(current);
        }
    });
    let links = places()
        .into_iter()
        .map(|(id, title, sign)| {
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
        for (id, ..) in places() {
            if let Some(element) = document().get_element_by_id(id) {
                observer.observe(&element);
            }
        }
        crossed.forget();
    }
}
