//! What the reader measured of their own models, for the sliders of diversity.

use leptos::prelude::*;

use crate::figure::correlations::Tick;

/// The measured correlation as a tick, where it stands in the units of the slider; none before anything was measured.
#[derive(Clone, Copy)]
pub struct OwnTick(pub RwSignal<Option<(f64, Tick)>>);
