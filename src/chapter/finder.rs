//! "Where does it break along this slider?" in words. The answer may be: nowhere.

use blindspot_model::tipping::{Course, Tip, TippingPoint};
use blindspot_model::{Crossing, Params};

use super::Control;
use super::control::Range;
use crate::text::number::percent;
use crate::text::spelling::{capitalized, uncapitalized};

/// What is asked.
pub const QUESTION: &str = "Where does it break along this slider?";

/// The tipping points along a control, as a sentence.
#[must_use]
pub fn sentence(control: Control, params: &Params, points: &[TippingPoint]) -> String {
    let name = uncapitalized(control.label);
    if points.is_empty() {
        return format!(
            "None along this slider: with the other settings as they are, {name} moves the field without a jump."
        );
    }
    let shown = |value: f64| control.shown(params, value);
    let told = points.iter().map(|point| {
        let way = if point.course == Course::Up { "rises" } else { "drops" };
        let what = match point.kind {
            Tip::Falls => "a sound field falls",
            Tip::Returns => "a fallen field returns",
        };
        format!("{what} as {name} {way} past {}", shown(f64::midpoint(point.low, point.high)))
    });
    format!("{}.", capitalized(&told.collect::<Vec<_>>().join("; ")))
}

/// The range of a limit, in percent.
#[must_use]
pub fn limit_range() -> Range {
    Range { min: 0.5, max: 99.0, step: 0.5, decimals: 1, unit: "%", default: 10.0 }
}

/// Where the undetected share crosses a limit along a control, as a sentence.
#[must_use]
pub fn crossings(control: Control, params: &Params, limit: f64, crossings: &[Crossing]) -> String {
    let (name, limit) = (uncapitalized(control.label), percent(limit));
    if crossings.is_empty() {
        return format!("None in this range: along {name} the undetected share does not cross {limit}.");
    }
    let told = crossings.iter().map(|crossing| {
        let way = if crossing.rises { "rises above" } else { "drops below" };
        let [low, high] = [crossing.low, crossing.high].map(|value| control.shown(params, value));
        let place = if low == high { format!("at {low}") } else { format!("between {low} and {high}") };
        format!("as {name} grows, the undetected share {way} {limit} {place}")
    });
    format!("{}.", capitalized(&told.collect::<Vec<_>>().join("; ")))
}
