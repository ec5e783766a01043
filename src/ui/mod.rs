//! What the reader sees and touches; Leptos lives here only.

mod address;
mod announcer;
mod app;
mod card;
mod chapters;
mod contents;
mod environment;
mod finder;
mod handle;
mod instrument;
mod levers;
mod objections;
mod opening;
mod output;
mod picture;
mod prediction;
mod prose;
mod simulated;
mod sketch;
mod sliced;
mod slider;
mod stage;
mod stand;
mod standing;
mod state;
mod surface;
mod words;

pub use app::App;
