//! What panels of each size are worth: on average, the best and the worst.

use blindspot_measure::measures::{Report, Worth};

use super::headline::sentence;
use super::words::decimal;
use crate::chart::axis::{Axis, Spread};
use crate::chart::line_chart::{Band, Dash, Dot, Line, LineChart};
use crate::chart::{Picture, Tone};
use crate::figure::{Cell, Frame, Table};

/// The frame; `reviewers` is the size that is told of. `None` where fewer than two sizes have a number.
#[must_use]
pub fn frame(report: &Report, reviewers: usize) -> Option<Frame> {
    let told: Vec<&Worth> = report.summary.worth.iter().filter(|worth| worth.advertised.is_some()).collect();
    let most = told.last().filter(|_| told.len() > 1)?.reviewers as f64;
    let at = |worth: &Worth, value: Option<f64>| value.map(|value| (worth.reviewers as f64, value));
    let mean: Vec<(f64, f64)> = told.iter().filter_map(|worth| at(worth, worth.advertised)).collect();
    let conditional: Vec<(f64, f64)> = told.iter().filter_map(|worth| at(worth, worth.conditional)).collect();
    let band = told.iter().filter_map(|worth| Some((worth.reviewers as f64, worth.lowest?, worth.highest?)));
    let band: Vec<(f64, f64, f64)> = band.collect();
    let highest = band.iter().map(|band| band.2).fold(most, f64::max);
    let high = highest.min(2.0 * most).ceil().max(1.0);
    let held: Vec<(f64, f64, f64)> = band.iter().map(|&(k, low, top)| (k, low.min(high), top.min(high))).collect();
    let line = |points: &[(f64, f64)], label: &str, tone, dash, is_own| Line {
        points: points.to_vec(),
        label: label.to_owned(),
        tone,
        dash,
        is_own,
    };
    let spread = told.iter().filter_map(|worth| {
        let ([low, top], value) = (worth.advertised_interval?, worth.advertised?);
        let (x, tone) = (worth.reviewers as f64, Tone::Ink);
        Some(Dot { x, y: value, spread: ((top - low) / 2.0).min(high), tone })
    });
    let step = (high / 5.0).ceil();
    let rows = report.summary.worth.iter().map(|worth| {
        let number = |value: Option<f64>| Cell::number(value.unwrap_or(f64::NAN), decimal);
        let end = |which: usize| number(worth.advertised_interval.map(|interval| interval[which]));
        vec![
            Cell::count(worth.reviewers),
            number(worth.advertised),
            end(0),
            end(1),
            number(worth.lowest),
            number(worth.highest),
            number(worth.conditional),
            Cell::count(worth.combinations),
            Cell::count(worth.left_out),
        ]
    });
    Some(Frame {
        title: sentence(report, reviewers),
        subtitle: "Independent reviewers that would miss as much. Pale: from the worst panel to the best".to_owned(),
        summary: format!("Line chart. {}", sentence(report, reviewers)),
        table: Table::new(
            [
                "Reviewers",
                "worth",
                "from (90%)",
                "to",
                "worst panel",
                "best panel",
                "against rates on the author’s errors",
                "combinations",
                "left out",
            ]
            .map(str::to_owned)
            .into(),
            rows.collect(),
        ),
        picture: Picture::Lines(LineChart {
            x: Axis {
                low: 1.0,
                high: most.max(2.0),
                spread: Spread::Linear,
                ticks: (1..=told.last()?.reviewers.max(2)).map(|k| (k as f64, k.to_string())).collect(),
                name: "reviewers of another’s work".to_owned(),
            },
            y: Axis {
                low: 0.0,
                high,
                spread: Spread::Linear,
                ticks: (0..=5)
                    .map(|i| f64::from(i) * step)
                    .filter(|at| *at <= high)
                    .map(|at| (at, format!("{at}")))
                    .collect(),
                name: "worth in independent reviewers".to_owned(),
            },
            band: (held.len() > 1).then_some(Band { points: held, tone: Tone::Muted }),
            lines: vec![
                line(&[(1.0, 1.0), (most.min(high), most.min(high))], "independent", Tone::Caught, Dash::Short, false),
                line(&conditional, "on the author’s errors", Tone::Muted, Dash::Long, false),
                line(&mean, "on average", Tone::Ink, Dash::Solid, true),
            ],
            dots: spread.collect(),
            ways: Vec::new(),
        }),
    })
}
