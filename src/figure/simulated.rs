//! Simulated values as dots over exact curves.

use blindspot_model::Estimate;

use crate::chart::Tone;
use crate::chart::line_chart::Dot;

/// Standard errors that a whisker reaches to either side.
const WHISKER: f64 = 2.0;

/// An estimate as a dot, in units of which one share is `unit`.
#[must_use]
pub fn dot(x: f64, estimate: Estimate, unit: f64, tone: Tone) -> Dot {
    Dot { x, y: estimate.value * unit, spread: WHISKER * estimate.standard_error * unit, tone }
}
