//! What the reader sees and touches; Leptos lives here only.

mod address;
mod announcer;
mod app;
mod brush;
mod card;
mod chapters;
mod contents;
mod copying;
mod embedded;
mod environment;
mod finder;
mod glyph;
mod handle;
mod host;
mod motion;
mod objections;
mod one_call;
mod opening;
mod output;
mod picture;
mod prediction;
mod rest;
mod room;
mod sandbox;
mod self_test;
mod sketch;
mod sliced;
mod slider;
mod snippets;
mod stage;
mod stand;
mod standing;
mod surface;
mod sweep;
mod takeaway;
mod teaching;
mod words;
mod workshop;
mod world_card;
mod worlds;

pub use app::App;

use crate::chapter::{hero_words, prose};
