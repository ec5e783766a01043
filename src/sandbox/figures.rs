//! The figures of the sandbox, from what a setting comes to and as much of the long work as is done. The page shows them
//! live; cards for sharing show them as they begin.

use blindspot_model::{Parameter, Params, Ranges};

use super::Solved;
use crate::chapter::Task;
use crate::figure::generations::{self, FIELDS};
use crate::figure::phase_map::{self, Axes, Map};
use crate::figure::ranking::{self, repairs};
use crate::figure::{Frame, assumptions, integrity, reviewers};

/// Plausible worlds that are drawn.
const PLAUSIBLE: usize = 50;

/// The fields that are simulated behind the exact line.
#[must_use]
pub fn fields(params: Params, seed: u64) -> Task {
    Task::Fields { params, count: FIELDS, seed }
}

/// The map that a setting lies in.
#[must_use]
pub fn map_around(params: &Params, axes: Axes) -> Task {
    Task::Map(phase_map::MapKey::along(params, axes))
}

/// The plausible worlds around a setting.
#[must_use]
pub fn plausible(params: Params, seed: u64) -> Task {
    Task::Plausible { params, count: PLAUSIBLE, seed }
}

/// What the ranges of a setting leave open.
#[must_use]
pub fn ranges(params: Params, ranges: &Ranges, seed: u64) -> Task {
    Task::Ranges { params, ranges: ranges.clone(), seed }
}

/// Ranges for who has typed none: supervision and drift, of which nobody knows more.
#[must_use]
pub fn ranges_to_show() -> Ranges {
    let spread = [(Parameter::Supervision, [0.3, 0.7]), (Parameter::Drift, [0.5, 1.0])];
    spread
        .into_iter()
        .fold(Ranges::default(), |all, (parameter, ends)| all.clone().with(parameter, ends).unwrap_or(all))
}

/// What is left undetected, generation after generation, and the fields that were simulated.
#[must_use]
pub fn by_generation(outcome: &Solved, simulated: &[Vec<f64>]) -> Frame {
    generations::frame(&outcome.outlook, &outcome.unreviewed, simulated)
}

/// What more reviewers of the same kind catch.
#[must_use]
pub fn by_reviewers(outcome: &Solved) -> Frame {
    reviewers::frame(&outcome.params, &outcome.curves(), &[])
}

/// What a lab claims, and what is true.
#[must_use]
pub fn claimed_and_true(outcome: &Solved) -> Frame {
    integrity::frame(&outcome.params, &outcome.measures, &outcome.curves().worlds, &[])
}

/// Where correction holds, over two parameters.
#[must_use]
pub fn field_map(outcome: &Solved, axes: Axes, map: Option<&Map>) -> Frame {
    phase_map::frame(&outcome.params, axes, &outcome.outlook, map)
}

/// The repairs of a setting, and the share that is left after each.
#[must_use]
pub fn ranked(outcome: &Solved, shares: &[f64]) -> Frame {
    let result = |(repair, &share): (ranking::Repair, &f64)| ranking::Result {
        name: repair.name,
        share,
        range: None,
        simulated: None,
    };
    let results: Vec<_> = repairs(&outcome.params).into_iter().zip(shares).map(result).collect();
    ranking::frame(outcome.outlook.fixed_point.undetected_share, &results)
}

/// What each assumption does to where a setting ends, from x* at both ends of each.
#[must_use]
pub fn assumed(outcome: &Solved, shares: &[f64]) -> Frame {
    assumptions::frame(&outcome.params, outcome.outlook.fixed_point.undetected_share, shares)
}
