//! The marks of the charts as signs in text.

use leptos::prelude::*;

use crate::chart::marks::Mark;

/// A sign as large as the text beside it, which says the same in words.
pub fn sign(mark: Mark) -> impl IntoView {
    let (class, path) = match mark {
        Mark::Caught => ("glyph caught", "M5 8.3 7.2 10.5 11.2 5.8M14.5 8A6.5 6.5 0 1 1 1.5 8 6.5 6.5 0 0 1 14.5 8"),
        Mark::Private => ("glyph private", "M8 2 15 14 1 14Z"),
        Mark::Shared => ("glyph shared", "M8 1 15 8 8 15 1 8Z"),
    };
    view! { <svg class=class viewBox="0 0 16 16" aria-hidden="true"><path d=path /></svg> }
}
