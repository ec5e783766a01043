//! What the reader sees and touches; Leptos lives here only.

mod about;
mod app;
mod browser;
mod canvas;
mod chapter;
mod embedded;
mod figure;
mod measure;
mod opening;
mod parts;
mod rest;
mod sandbox;
mod state;
mod workshop;

pub use app::App;
