//! How many wrong answers two models share in a benchmark, by how good they are.

use blindspot_model::experiments::{AccuracyBin, HELM_PAIRS};

use super::{Cell, Frame, Table, axes};
use crate::chart::axis::{Axis, Spread};
use crate::chart::line_chart::{Dash, Line, LineChart};
use crate::chart::{Picture, Tone};
use crate::text::number::{grouped, percent};

fn of_company(same: bool) -> impl Iterator<Item = &'static AccuracyBin> {
    HELM_PAIRS.iter().filter(move |bin| bin.same_company == same)
}

/// The pairs of a kind whose weaker model is best.
fn best(same_company: bool) -> Option<&'static AccuracyBin> {
    of_company(same_company).last()
}

/// The latent correlations of giving the same wrong answer, of different companies' models and of one company's, among the
/// pairs whose weaker model is best.
#[must_use]
pub fn same_wrong_correlations() -> (f64, f64) {
    let rho = |same: bool| best(same).map_or(0.0, |bin| bin.same_wrong_rho);
    (rho(false), rho(true))
}

/// The share of a model's errors that one of another company makes too, with the same wrong answer: of the pairs whose weaker
/// model is worst, and of those where it is best. A reviewer who would give that answer does not object to it.
#[must_use]
pub fn same_wrong() -> (f64, f64) {
    let share = |bin: Option<&AccuracyBin>| bin.map_or(0.0, |bin| bin.same_wrong_given_one_wrong);
    (share(of_company(false).next()), share(best(false)))
}

/// Pairs of models.
#[must_use]
pub fn pairs() -> f64 {
    HELM_PAIRS.iter().map(|bin| f64::from(bin.pairs)).sum()
}

/// The frame of the benchmark.
#[must_use]
pub fn frame() -> Frame {
    let (low, high) = same_wrong();
    let line = |same: bool, label: &str, tone, dash, of: fn(&AccuracyBin) -> f64| Line {
        points: of_company(same)
            .map(|bin| (f64::midpoint(bin.weaker_model_accuracy.0, bin.weaker_model_accuracy.1), of(bin)))
            .collect(),
        label: label.to_owned(),
        tone,
        dash,
        is_own: false,
    };
    let same_answer = |bin: &AccuracyBin| bin.same_wrong_given_one_wrong;
    Frame {
        title: "In a benchmark, better models share more wrong answers".to_owned(),
        subtitle: "Of one model’s errors, how many another makes too, by the weaker one’s accuracy".to_owned(),
        summary: format!(
            "Line chart: of the errors of one model, another company’s gives the same wrong answer to {} where the weaker one is \
             bad and {} where it is good; {} pairs of models on HELM MMLU (data of Kim et al. 2025). Upper bounds: hard and \
             mislabelled questions are in them, and only two models are in the lowest group.",
            percent(low),
            percent(high),
            grouped(pairs())
        ),
        table: Table::new(
            [
                "Accuracy of the weaker model",
                "companies",
                "pairs",
                "same wrong answer",
                "any wrong answer",
                "same answer when both err",
            ]
            .map(str::to_owned)
            .into(),
            HELM_PAIRS
                .iter()
                .map(|bin| {
                    let (from, to) = bin.weaker_model_accuracy;
                    vec![
                        Cell::name(format!("{}–{}", percent(from), percent(to))),
                        Cell::name(if bin.same_company { "same" } else { "different" }),
                        Cell::count(bin.pairs as usize),
                        Cell::percent(bin.same_wrong_given_one_wrong),
                        Cell::percent(bin.other_wrong_given_one_wrong),
                        Cell::percent(bin.agree_when_both_wrong),
                    ]
                })
                .collect(),
        ),
        picture: Picture::Lines(LineChart {
            x: Axis {
                low: 0.3,
                high: 0.9,
                spread: Spread::Linear,
                ticks: [0.3, 0.5, 0.7, 0.9].map(|at| (at, percent(at))).into(),
                name: "weaker model’s accuracy".to_owned(),
            },
            y: axes::shares("of one model’s errors"),
            band: None,
            lines: vec![
                line(false, "also wrong", Tone::Muted, Dash::Short, |bin| bin.other_wrong_given_one_wrong),
                line(true, "in one company", Tone::Undetected, Dash::Long, same_answer),
                line(false, "same answer", Tone::Ink, Dash::Solid, same_answer),
            ],
            dots: Vec::new(),
            ways: Vec::new(),
        }),
    }
}
