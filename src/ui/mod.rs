//! What the reader sees and touches; Leptos lives here only.

mod address;
mod announcer;
mod app;
mod card;
mod environment;
mod evidence;
mod instrument;
mod levers;
mod opening;
mod output;
mod picture;
mod prose;
mod simulated;
mod sliced;
mod slider;
mod state;
mod surface;

pub use app::App;
