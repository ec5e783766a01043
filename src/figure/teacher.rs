//! What supervision quality does to authors, to reviewers, and to what slips past both.

use blindspot_model::{AuditPlan, Estimate, JudgementCall, Params};

use super::simulated::{beside, dot};
use super::{Cell, Frame, Table, axes, known};
use crate::chart::axis::Axis;
use crate::chart::line_chart::{Dash, Line, LineChart};
use crate::chart::{Picture, Tone};
use crate::text::number::{factor, percent};

/// Supervision qualities that the curves are computed at, evenly from 0 to 1.
const STEPS: u8 = 20;

/// How many they are.
pub const POINTS: usize = STEPS as usize + 1;

/// What the first generation comes to at one supervision quality.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// σ.
    pub supervision: f64,
    /// P(the author errs).
    pub error_rate: f64,
    /// P(a reviewer alone misses).
    pub miss_rate: f64,
    /// x.
    pub undetected: f64,
}

/// The first generation of a setting at another supervision quality.
#[must_use]
pub fn at(params: &Params, call: &JudgementCall, supervision: f64) -> Point {
    let bias = params.bias_after(supervision, 0.0);
    let (error_rate, miss_rate) = call.rates(bias);
    let undetected = AuditPlan::of(params).unfound() * call.surviving_share(bias);
    Point { supervision, error_rate, miss_rate, undetected }
}

/// The whole range of supervision, from none to perfect.
#[must_use]
pub fn curve(params: &Params) -> Vec<Point> {
    let call = JudgementCall::of(params);
    let (table, unfound) = (known::survival(params), AuditPlan::of(params).unfound());
    (0..=STEPS)
        .map(|i| {
            let supervision = f64::from(i) / f64::from(STEPS);
            let bias = params.bias_after(supervision, 0.0);
            let (error_rate, miss_rate) = call.rates(bias);
            Point { supervision, error_rate, miss_rate, undetected: unfound * table.share(bias) }
        })
        .collect()
}

/// What was simulated at one supervision: σ, the error rate and the undetected share.
pub type Simulated = (f64, Option<Estimate>, Option<Estimate>);

/// The three frames of a setting: error rate, miss rate, undetected share.
#[must_use]
pub fn frames(params: &Params, curve: &[Point], simulated: &[Simulated]) -> [Frame; 3] {
    let now = at(params, &JudgementCall::of(params), params.supervision());
    let best = curve.last().copied().unwrap_or(now);
    // One axis for all three, so that they can be compared.
    let all = curve.iter().flat_map(|point| [point.error_rate, point.miss_rate, point.undetected]);
    let y = axes::shares_up_to(all.fold(0.0, f64::max), "share of the decisions");
    let frame = |name: &str, what: &str, get: fn(&Point) -> f64, tone: Tone, dots: Vec<_>| {
        let (from, to) = (get(&best), get(&now));
        let change = if percent(from) == percent(to) {
            format!("{name} {}", percent(to))
        } else {
            format!("{name} {}, {} times as often", percent(to), factor(to / from))
        };
        Frame {
            title: change,
            subtitle: what.to_owned(),
            summary: format!(
                "Line chart by supervision quality: {} at perfect supervision, {} at {}.",
                percent(from),
                percent(to),
                percent(params.supervision())
            ),
            table: beside(
                Table::new(
                    vec!["Supervision quality".to_owned(), name.to_owned()],
                    curve.iter().map(|point| vec![Cell::percent(point.supervision), Cell::share(get(point))]).collect(),
                ),
                &dots,
                Cell::percent,
                Cell::share,
            ),
            picture: Picture::Lines(LineChart {
                x: Axis {
                    ticks: [0.0, 0.5, 1.0].map(|at| (at, percent(at))).into(),
                    ..axes::shares("supervision quality")
                },
                y: y.clone(),
                band: None,
                lines: vec![
                    Line {
                        points: curve.iter().map(|point| (point.supervision, get(point))).collect(),
                        label: percent(from),
                        tone,
                        dash: Dash::Solid,
                        is_own: false,
                    },
                    Line {
                        points: vec![(params.supervision(), to)],
                        label: if percent(from) == percent(to) { String::new() } else { percent(to) },
                        tone: Tone::Ink,
                        dash: Dash::Solid,
                        is_own: true,
                    },
                ],
                dots,
                ways: Vec::new(),
            }),
        }
    };
    let dots = |tone: Tone, get: fn(&Simulated) -> Option<Estimate>| {
        simulated.iter().filter_map(|point| get(point).map(|share| dot(point.0, share, 1.0, tone))).collect::<Vec<_>>()
    };
    [
        frame(
            "Authors err on",
            "Share of the decisions that an author gets wrong",
            |point| point.error_rate,
            Tone::Private,
            dots(Tone::Private, |point| point.1),
        ),
        frame(
            "A reviewer misses",
            "Share of the errors that one reviewer alone misses",
            |point| point.miss_rate,
            Tone::Caught,
            Vec::new(),
        ),
        frame(
            "Undetected in the end:",
            "Share of the decisions that end wrong and undetected. Circles: simulated",
            |point| point.undetected,
            Tone::Undetected,
            dots(Tone::Undetected, |point| point.2),
        ),
    ]
}
