//! "Where does it break along this slider?" in words. The answer may be: nowhere.

use blindspot_model::Params;
use blindspot_model::tipping::{Course, Tip, TippingPoint};

use super::Control;

/// What is asked.
pub const QUESTION: &str = "Where does it break along this slider?";

/// The tipping points along a control, as a sentence.
#[must_use]
pub fn sentence(control: Control, params: &Params, points: &[TippingPoint]) -> String {
    let name = control.label.to_lowercase();
    if points.is_empty() {
        return format!(
            "None along this slider: with the other settings as they are, {name} moves the field without a jump."
        );
    }
    let range = control.range(params, params);
    let shown = |value: f64| {
        let unit = control.value(params) / params.get(control.parameter);
        let unit = if unit.is_finite() { unit } else { range.max / params.limit(control.parameter) };
        range.show(value * unit)
    };
    let told = points.iter().map(|point| {
        let way = if point.course == Course::Up { "rises" } else { "drops" };
        let what = match point.kind {
            Tip::Falls => "a sound field falls",
            Tip::Returns => "a fallen field returns",
        };
        format!("{what} as {name} {way} past {}", shown(f64::midpoint(point.low, point.high)))
    });
    let text = told.collect::<Vec<_>>().join("; ");
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).chain(['.']).collect())
}
