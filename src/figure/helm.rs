//! How alike the errors of two models are in a benchmark, by how good they are.

use blindspot_model::experiments::{AccuracyBin, HELM_PAIRS};

use super::{Cell, Frame, Table, axes};
use crate::chart::axis::{Axis, Spread};
use crate::chart::line_chart::{Dash, Line, LineChart};
use crate::chart::{Picture, Tone};
use crate::text::number::{grouped, percent};

fn of_company(same: bool) -> impl Iterator<Item = &'static AccuracyBin> {
    HELM_PAIRS.iter().filter(move |bin| bin.same_company == same)
}

/// The latent correlations of different companies' and of one company's models, where the weaker model of a pair is
/// worst and where it is best.
#[must_use]
pub fn extremes() -> ((f64, f64), (f64, f64)) {
    let end = |same: bool, last: bool| {
        let mut bins = of_company(same);
        let bin = if last { bins.last() } else { bins.next() };
        bin.map_or(0.0, |bin| bin.both_wrong_rho)
    };
    ((end(false, false), end(true, false)), (end(false, true), end(true, true)))
}

/// How often two models of different companies give the same wrong answer when both are wrong, where both are good.
#[must_use]
pub fn same_wrong() -> f64 {
    of_company(false).last().map_or(0.0, |bin| bin.agree_when_both_wrong)
}

/// Pairs of models.
#[must_use]
pub fn pairs() -> f64 {
    HELM_PAIRS.iter().map(|bin| f64::from(bin.pairs)).sum()
}

/// The frame of the benchmark.
#[must_use]
pub fn frame() -> Frame {
    let ((low, _), (high, same_high)) = extremes();
    let line = |same: bool, label: &str, tone, dash| Line {
        points: of_company(same)
            .map(|bin| (f64::midpoint(bin.weaker_model_accuracy.0, bin.weaker_model_accuracy.1), bin.both_wrong_rho))
            .collect(),
        label: label.to_owned(),
        tone,
        dash,
        is_own: false,
    };
    Frame {
        title: "In a benchmark, better models err more alike".to_owned(),
        subtitle: "Correlation of two models’ errors, by the accuracy of the weaker one".to_owned(),
        summary: format!(
            "Line chart: from {low:.2} to {high:.2} for models of different companies, up to {same_high:.2} within one; {} pairs \
             of models on HELM MMLU (Kim et al. 2025). Upper bounds: hard and mislabelled questions are in them.",
            grouped(pairs())
        ),
        table: Table {
            columns: [
                "Accuracy of the weaker model",
                "companies",
                "pairs",
                "correlation of errors",
                "same answer when both err",
            ]
            .map(str::to_owned)
            .into(),
            rows: HELM_PAIRS
                .iter()
                .map(|bin| {
                    let (from, to) = bin.weaker_model_accuracy;
                    vec![
                        Cell::name(format!("{}–{}", percent(from), percent(to))),
                        Cell::name(if bin.same_company { "same" } else { "different" }),
                        Cell::count(bin.pairs as usize),
                        Cell::number(bin.both_wrong_rho, |rho| format!("{rho:.3}")),
                        Cell::percent(bin.agree_when_both_wrong),
                    ]
                })
                .collect(),
        },
        picture: Picture::Lines(LineChart {
            x: Axis {
                low: 0.3,
                high: 0.9,
                spread: Spread::Linear,
                ticks: [0.3, 0.5, 0.7, 0.9].map(|at| (at, percent(at))).into(),
                name: "weaker model’s accuracy".to_owned(),
            },
            y: Axis { ticks: [0.0, 0.25, 0.5, 0.75, 1.0].map(|at| (at, format!("{at}"))).into(), ..axes::shares("") },
            band: None,
            lines: vec![
                line(true, "one company", Tone::Undetected, Dash::Long),
                line(false, "two companies", Tone::Ink, Dash::Solid),
            ],
            dots: Vec::new(),
        }),
    }
}
