//! What the reader sees and touches; Leptos lives here only.

mod address;
mod announcer;
mod app;
mod card;
mod environment;
mod evidence;
mod glyph;
mod hero_words;
mod instrument;
mod levers;
mod motion;
mod one_call;
mod opening;
mod output;
mod picture;
mod prose;
mod simulated;
mod sliced;
mod slider;
mod state;
mod surface;
mod sweep;
mod world_card;

pub use app::App;
