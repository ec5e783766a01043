//! The figure that somebody wants for a page of their own.

use leptos::prelude::*;

use crate::address::catalogue::Figure;

/// The figure that a snippet is wanted of, for the buttons at the figures.
#[derive(Clone, Copy)]
pub struct Wanted(pub RwSignal<Option<Figure>>);
