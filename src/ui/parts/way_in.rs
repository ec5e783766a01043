//! The way from a file to a room.

use leptos::prelude::*;

use crate::address::look::{Look, Workshop};
use crate::chapters::prose;
use crate::ui::browser::host::{Page, is_framed};

/// On the first screen of a page that was opened from a file: who carries it into a class need not look for the way.
#[component]
pub fn WayIn() -> impl IntoView {
    let Page(page) = expect_context();
    // A document without an address of its own has none for a room either.
    let is_file = window().location().protocol().is_ok_and(|protocol| protocol == "file:");
    let query = Look { workshop: Workshop::Present, ..Look::default() }.write();
    let [before, name, after] = prose::WAY_IN;
    (page.is_none() && is_file && !is_framed()).then(|| {
        view! { <p class="credit">{before} " " <a href=query data-way-in>{name}</a> {after}</p> }
    })
}
