//! The ways to take the whole page elsewhere: into a room, or along as one file.

use leptos::prelude::*;

use crate::address::look::{Look, Workshop};
use crate::chapters::prose;

/// What leads to the page for a room, and to the single file where the site has one.
#[component]
pub fn Teaching() -> impl IntoView {
    let query = |workshop| Look { workshop, ..Look::default() }.write();
    // A document without an address of its own has none for a room either.
    let has_address = window().location().protocol().is_ok_and(|protocol| protocol != "about:");
    let file = document()
        .query_selector("link[data-single]")
        .ok()
        .flatten()
        .and_then(|link| link.get_attribute("href"))
        .map(|address| {
            view! { <a class="chip" href=address download="blindspot.html" data-file>"The whole page in one file"</a> }
        });
    view! {
        <section class="standing" id="teaching" aria-labelledby="teaching-title">
            <h2 id="teaching-title">{prose::TEACHING_TITLE}</h2>
            <p>{prose::TEACHING}</p>
            <p class="chips">
                {has_address
                    .then(|| {
                        view! {
                            <a class="chip strong" href=query(Workshop::Present) data-workshop-link>"Open as a workshop"</a>
                            <a class="chip" href=query(Workshop::Lesson)>"By the plan for 45 minutes"</a>
                            <a class="chip" href=query(Workshop::Double)>"For 90"</a>
                        }
                    })}
                {file}
            </p>
        </section>
    }
}
