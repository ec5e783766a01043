//! The list of chapters: where one is, and the way to any other.

use leptos::prelude::*;

use crate::chapters::contents::{Entry, entries};
use crate::ui::browser::observers::on_crossing;

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
    let listed = entries().into_iter().map(|entry| entry.id).chain(UNLISTED);
    let sections: Vec<_> = listed.filter_map(|id| document().get_element_by_id(id)).collect();
    on_crossing(&sections, "-30% 0px -70% 0px", move |entries| {
        if let Some(entry) = entries.iter().rev().find(|entry| entry.is_intersecting()) {
            current.try_set(entry.target().id());
        }
    });
}
