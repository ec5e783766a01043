//! Single repairs of one field, ranked by what they leave undetected.

use blindspot_model::order::ordered;
use blindspot_model::{Parameter, Params, World};

use super::simulated::beside_rows;
use super::{Cell, Frame, Table, axes};
use crate::chart::Picture;
use crate::chart::dumbbells::{Dumbbell, Dumbbells, PINNED};
use crate::text::number::percent;

/// Reviewers that the repair by numbers ends with.
const MANY_REVIEWERS: f64 = 9.0;
/// Supervision quality that the repair by supervision ends with, at least.
const BETTER_SUPERVISION: f64 = 0.7;

/// A repair: what it is called, and the setting with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// What is done.
    pub name: String,
    /// The setting with it.
    pub params: Params,
}

/// The repairs of a setting.
#[must_use]
pub fn repairs(params: &Params) -> Vec<Repair> {
    let set = |parameter: Parameter, value: f64| params.changed(parameter, value.min(params.limit(parameter)));
    let at_least = |parameter: Parameter, value: f64| set(parameter, value.max(params.get(parameter)));
    let budget = params.audit_budget() as f64;
    let labs = World::FourLabs.of(params);
    let humans = World::HumanLike.of(params);
    let better = at_least(Parameter::Supervision, BETTER_SUPERVISION);
    [
        (format!("{MANY_REVIEWERS} reviewers of the same kind"), at_least(Parameter::Reviewers, MANY_REVIEWERS)),
        (
            "a person among the reviewers".to_owned(),
            set(Parameter::OutsideReviewers, 1.0 + params.outside_reviewers() as f64),
        ),
        ("four times the audits".to_owned(), set(Parameter::AuditBudget, 4.0 * budget)),
        (format!("supervision at {}", percent(better.supervision())), better),
        ("models of four labs".to_owned(), labs),
        ("models as unlike as people".to_owned(), humans),
        ("half of the judgement labelled".to_owned(), at_least(Parameter::Modularity, 0.5)),
        ("all of the judgement labelled".to_owned(), set(Parameter::Modularity, 1.0)),
    ]
    .into_iter()
    .map(|(name, params)| Repair { name, params })
    .collect()
}

/// A repair with what comes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Result {
    /// What is done.
    pub name: String,
    /// x*.
    pub share: f64,
    /// Between which values nine in ten plausible worlds lie, once they are computed.
    pub range: Option<(f64, f64)>,
    /// The share of the last generation, as simulated.
    pub simulated: Option<f64>,
}

/// The frame of a field that ends at `before`, with its repairs.
#[must_use]
pub fn frame(before: f64, results: &[Result]) -> Frame {
    let ranked = ordered(results, |result| result.share);
    let title = match ranked.first() {
        Some(best) => format!("From {} to {}: {}", percent(before), percent(best.share), best.name),
        None => "Repairs are ranked once the sliders rest".to_owned(),
    };
    let rows: Vec<Dumbbell> = ranked
        .iter()
        .map(|result| Dumbbell {
            label: result.name.clone(),
            claimed: before,
            actual: result.share,
            value: percent(result.share),
            is_own: false,
            simulated: result.simulated.map(|share| (share, 0.0)),
            range: result.range,
            estimated: None,
            pinned: None,
        })
        .collect();
    Frame {
        title,
        subtitle: "Undetected share before and after each repair. Pale: plausible worlds. Bars: simulated".to_owned(),
        summary: format!(
            "Dot chart. Without repairs {}. {}.",
            percent(before),
            rows.iter().map(|row| format!("{}: {}", row.label, row.value)).collect::<Vec<_>>().join("; ")
        ),
        table: beside_rows(
            Table::new(
                ["Repair", "undetected", "before", "plausible from", "to"].map(str::to_owned).into(),
                ranked
                    .iter()
                    .map(|result| {
                        let end = |get: fn((f64, f64)) -> f64| {
                            result.range.map_or_else(Cell::nothing, |range| Cell::share(get(range)))
                        };
                        let shares = [result.share, before].map(Cell::share);
                        [Cell::name(&result.name)]
                            .into_iter()
                            .chain(shares)
                            .chain([end(|r| r.0), end(|r| r.1)])
                            .collect()
                    })
                    .collect(),
            ),
            &rows,
        ),
        picture: Picture::Dumbbells(Dumbbells {
            axis: axes::shares(""),
            rows,
            claimed_name: format!("○ before {}", percent(before)),
            actual_name: "◆ after".to_owned(),
            pinned_name: PINNED.to_owned(),
        }),
    }
}
