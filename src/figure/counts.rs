//! Wrong calls that pass by number of reviewers, as counts: how checks multiply.

use blindspot_model::{Estimate, Params};

use super::simulated::{beside, counted, dot};
use super::{Cell, Frame, Table, axes};
use crate::chart::axis::{Axis, Spread};
use crate::chart::line_chart::{Dash, Dot, Line, LineChart};
use crate::chart::{Picture, Tone};
use crate::text::number::{grouped, of_thousand, per_thousand, percent, significant};

/// The frame of a setting: U by number of reviewers, exact and simulated.
#[must_use]
pub fn frame(params: &Params, surviving: &[f64], simulated: &[(usize, Estimate)]) -> Frame {
    let top = (params.error_rate() * 10.0).ceil() / 10.0 * 1000.0;
    let ticks = (0_u8..=5).map(|i| top * f64::from(i) / 5.0).map(|at| (at, grouped(at))).collect();
    let reviewers = params.reviewers();
    let now = surviving[reviewers];
    let dots: Vec<Dot> = simulated.iter().map(|&(r, share)| dot(r as f64, share, 1000.0, Tone::Caught)).collect();
    let shown = |count: f64| Cell::number(count, |n| significant(n, 3));
    Frame {
        title: if params.redone() {
            // Then the errors of repairs come on top.
            format!("With unchecked repairs, {} of 1,000 stay wrong", of_thousand(now))
        } else {
            format!("Each independent reviewer leaves {} of the errors", part(params.miss_rate()))
        },
        subtitle: "Decisions that stay wrong per 1,000, by number of reviewers. Circles: simulated".to_owned(),
        summary: format!(
            "Line chart: of 1,000 decisions {} are wrong without reviewers, {} with {reviewers}.",
            per_thousand(surviving[0]),
            per_thousand(now)
        ),
        table: beside(
            Table::new(
                ["Reviewers", "wrong decisions per 1,000"].map(str::to_owned).into(),
                surviving.iter().enumerate().map(|(r, &share)| vec![Cell::count(r), shown(share * 1000.0)]).collect(),
            ),
            &dots,
            counted,
            shown,
        ),
        picture: Picture::Lines(LineChart {
            x: axes::reviewers(),
            y: Axis { low: 0.0, high: top, spread: Spread::Linear, ticks, name: axes::PER_THOUSAND.to_owned() },
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
            dots,
            ways: Vec::new(),
        }),
    }
}

/// "a fifth", "a third", or a percentage where no word is short enough.
fn part(share: f64) -> String {
    let words =
        ["", "", "half", "a third", "a quarter", "a fifth", "a sixth", "a seventh", "an eighth", "a ninth", "a tenth"];
    let (n, near) = (1.0 / share, (1.0 / share).round());
    let word =
        words.iter().enumerate().find(|&(i, word)| !word.is_empty() && i as f64 == near && (n - near).abs() < 0.02);
    word.map_or_else(|| percent(share), |(_, word)| (*word).to_owned())
}
