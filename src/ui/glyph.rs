//! The marks of the charts as signs in text.

use leptos::prelude::*;

/// What a sign says of an error; the same shapes as in [`crate::chart`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// A hollow circle with a tick.
    Caught,
    /// A triangle.
    Private,
    /// A filled diamond.
    Shared,
}

/// A sign as large as the text beside it, which says the same in words.
pub fn sign(glyph: Glyph) -> impl IntoView {
    let (class, path) = match glyph {
        Glyph::Caught => ("glyph caught", "M5 8.3 7.2 10.5 11.2 5.8M14.5 8A6.5 6.5 0 1 1 1.5 8 6.5 6.5 0 0 1 14.5 8"),
        Glyph::Private => ("glyph private", "M8 2 15 14 1 14Z"),
        Glyph::Shared => ("glyph shared", "M8 1 15 8 8 15 1 8Z"),
    };
    view! { <svg class=class viewBox="0 0 16 16" aria-hidden="true"><path d=path /></svg> }
}
