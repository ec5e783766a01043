//! blindspot: an interactive explanation of correlated error.
//!
//! Rooms, imports pointing one way: `ui`, [`still`] and [`card`] → [`export`] → [`view`], [`workshop`] → [`chapter`] → [`figure`] →
//! [`chart`], [`chapter`] → [`link`], and all of them → the model crate. A frame is computed once and drawn, tabled and spoken from the
//! same values.

pub mod card;
pub mod catalogue;
pub mod chapter;
pub mod chart;
pub mod embedding;
pub mod export;
pub mod figure;
pub mod link;
pub mod look;
pub mod sandbox;
pub mod spelling;
pub mod still;
#[cfg(feature = "page")]
pub mod ui;
pub mod view;
pub mod workshop;
