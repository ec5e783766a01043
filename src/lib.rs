//! blindspot: an interactive explanation of correlated error.
//!
//! Rooms, imports pointing one way: `ui`, [`still`] and [`card`] → [`export`] → [`view`], [`workshop`] → [`chapter`] → [`figure`] →
//! [`chart`], [`chapter`] → [`link`], and all of them → the model crate. A frame is computed once and drawn, tabled and spoken from the
//! same values.

pub mod address;
pub mod card;
pub mod chapter;
pub mod chapters;
pub mod chart;
pub mod export;
pub mod figure;
pub mod measured;
pub mod sandbox;
pub mod still;
pub mod text;
#[cfg(feature = "page")]
pub mod ui;
pub mod workshop;
