//! Wrong calls that pass by number of reviewers, as counts: how checks multiply.

use blindspot_model::{Estimate, Params};

use super::simulated::dot;
use super::{Cell, Frame, Table, axes};
use crate::chart::axis::{Axis, Spread};
use crate::chart::line_chart::{Dash, Line, LineChart};
use crate::chart::{Picture, Tone};
use crate::text::number::{factor, grouped, per_thousand, significant};

/// The frame of a setting: U by number of reviewers, exact and simulated.
#[must_use]
pub fn frame(params: &Params, surviving: &[f64], simulated: &[(usize, Estimate)]) -> Frame {
    let top = (params.error_rate() * 10.0).ceil() / 10.0 * 1000.0;
    let ticks = (0_u8..=5).map(|i| top * f64::from(i) / 5.0).map(|at| (at, grouped(at))).collect();
    let reviewers = params.reviewers();
    let now = surviving[reviewers];
    Frame {
        title: format!("Every independent reviewer leaves a {} part", ordinal(1.0 / params.miss_rate())),
        subtitle:
            "Wrong calls that stay in the record, per 1,000 judgement calls, by number of reviewers. Line: exact. \
                   Circles: simulated, with two standard errors"
                .to_owned(),
        summary: format!(
            "Line chart: of 1,000 judgement calls {} are wrong without reviewers, {} with {reviewers}.",
            per_thousand(surviving[0]),
            per_thousand(now)
        ),
        table: Table {
            columns: ["Reviewers", "wrong calls per 1,000"].map(str::to_owned).into(),
            rows: surviving
                .iter()
                .enumerate()
                .map(|(r, &share)| vec![Cell::count(r), Cell::number(share * 1000.0, |n| significant(n, 3))])
                .collect(),
        },
        picture: Picture::Lines(LineChart {
            x: axes::reviewers(),
            y: Axis { low: 0.0, high: top, spread: Spread::Linear, ticks, name: String::new() },
            band: None,
            lines: vec![
                Line {
                    points: surviving.iter().enumerate().map(|(r, &share)| (r as f64, share * 1000.0)).collect(),
                    label: String::new(),
                    tone: Tone::Caught,
                    dash: Dash::Solid,
                    is_own: true,
                },
                Line {
                    points: vec![(reviewers as f64, now * 1000.0)],
                    label: format!("{} with {reviewers}", per_thousand(now)),
                    tone: Tone::Ink,
                    dash: Dash::Solid,
                    is_own: false,
                },
            ],
            dots: simulated.iter().map(|&(r, share)| dot(r as f64, share, 1000.0, Tone::Caught)).collect(),
        }),
    }
}

/// "fifth", "third", "0.71th" where no word is short enough: `1/n` in words.
fn ordinal(n: f64) -> String {
    let words = ["", "", "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let near = n.round();
    let word =
        words.iter().enumerate().find(|&(i, word)| !word.is_empty() && i as f64 == near && (n - near).abs() < 0.02);
    word.map_or_else(|| format!("1/{}", factor(n)), |(_, word)| (*word).to_owned())
}
