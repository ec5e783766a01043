//! The field against its objections: where it ends, in how many plausible worlds, and in a race with progress.

use std::sync::Arc;

use blindspot_model::order::ordered;
use blindspot_model::plausible::DRAWN;
use blindspot_model::{Feedback, Parameter, Params, World};

use super::generations::{self, GENERATIONS};
use super::simulated::counted;
use super::{Cell, Frame, Numbers, Table, axes, known};
use crate::chart::axis::{Axis, Spread, below};
use crate::chart::line_chart::{Band, Dash, Dot, Line, LineChart};
use crate::chart::{Picture, Tone};
use crate::text::number::{percent, percents, significant};

/// The warning line: as many errors as well-supervised authors would make if nobody checked them. Above it all the
/// reviewing and auditing is worth less than what weak supervision costs.
#[must_use]
pub fn warning_line() -> f64 {
    Parameter::ErrorRate.spec().default
}

/// x_0 … of a setting.
#[must_use]
pub fn trajectory(params: &Params) -> Vec<f64> {
    Feedback::of(params, &known::survival(params)).trajectory(GENERATIONS, |_| params.supervision())
}

fn points(trajectory: &[f64]) -> Vec<(f64, f64)> {
    trajectory.iter().enumerate().map(|(t, &x)| (t as f64, x)).collect()
}

fn last(trajectory: &[f64]) -> f64 {
    trajectory.last().copied().unwrap_or(0.0)
}

fn warning(from: f64, to: f64) -> Line {
    Line {
        points: vec![(from, warning_line()), (to, warning_line())],
        label: format!("warning {}", percent(warning_line())),
        tone: Tone::Muted,
        dash: Dash::Short,
        is_own: false,
    }
}

/// The lowest and the highest of the middle nine in ten.
#[must_use]
pub fn middle(values: &[f64]) -> Option<(f64, f64)> {
    let sorted = ordered(values, |&value| value);
    let cut = sorted.len() / 20;
    Some((*sorted.get(cut)?, *sorted.get(sorted.len() - 1 - cut)?))
}

/// A generation, with the lowest and the highest of the middle nine in ten worlds.
type Middle = (f64, f64, f64);

/// The field without and with the objections that are on; where there are plausible worlds, the middle nine in ten.
#[must_use]
pub fn outcome(before: &[f64], after: &[f64], plausible: &[Vec<f64>], is_changed: bool) -> Frame {
    let (from, to) = (last(before), last(after));
    let band: Vec<Middle> = (0..after.len())
        .filter_map(|t| {
            let values: Vec<f64> = plausible.iter().filter_map(|run| run.get(t).copied()).collect();
            middle(&values).map(|(low, high)| (t as f64, low, high))
        })
        .collect();
    let highest =
        before.iter().chain(after).copied().chain(band.iter().map(|band| band.2)).fold(warning_line(), f64::max);
    let y = axes::shares_up_to(highest, axes::UNDETECTED);
    let side = if to < warning_line() { "below" } else { "above" };
    let title = if is_changed {
        format!("Your switches: {} instead of {}, {side} the line", percent(to), percent(from))
    } else {
        format!("As it stands: {} undetected, {side} the warning line", percent(to))
    };
    let mut lines = vec![warning(0.0, GENERATIONS as f64)];
    if is_changed {
        lines.push(Line {
            points: below(points(before), y.high),
            label: format!("before {}", percent(from)),
            tone: Tone::Muted,
            dash: Dash::Long,
            is_own: false,
        });
    }
    lines.push(Line { points: points(after), label: percent(to), tone: Tone::Ink, dash: Dash::Solid, is_own: true });
    let rows = before.iter().zip(after).enumerate();
    let rows = rows.map(|(t, (before, after))| vec![Cell::count(t), Cell::share(*after), Cell::share(*before)]);
    let columns = ["Generation", "with the switches", "without"].map(str::to_owned);
    let mut table = Table::new(columns.into(), rows.collect());
    if !band.is_empty() {
        let [low, high]: [Vec<_>; 2] = [|band: &Middle| (band.0, band.1), |band: &Middle| (band.0, band.2)]
            .map(|end| band.iter().map(end).collect());
        table = table.beside("plausible from", &low, counted, Cell::share).beside("to", &high, counted, Cell::share);
    }
    Frame {
        title,
        subtitle: if band.is_empty() {
            "Share of the decisions that are wrong and undetected, by generation".to_owned()
        } else {
            "Share of the decisions wrong and undetected. Band: nine in ten plausible worlds".to_owned()
        },
        summary: format!(
            "Line chart: {} after {GENERATIONS} generations, {} without what is flipped; the warning line is at {}.",
            percent(to),
            percent(from),
            percent(warning_line())
        ),
        table: table.every(EVERY),
        picture: Picture::Lines(LineChart {
            x: generations::axis(),
            y,
            band: (!band.is_empty()).then_some(Band { points: band, tone: Tone::Undetected }),
            lines,
            dots: Vec::new(),
            ways: Vec::new(),
        }),
    }
}

/// How many of the plausible worlds end below the warning line; `None` before they are computed.
#[must_use]
pub fn below_warning(ends: &[f64]) -> Option<usize> {
    (!ends.is_empty()).then(|| ends.iter().filter(|&&share| share < warning_line()).count())
}

/// Plausible worlds, each a setting, by where they end, from the best to the worst.
#[must_use]
pub fn worlds(ends: &[f64], drawn: &[Params]) -> Frame {
    let sorted = ordered(ends, |&end| end);
    let drawn: Vec<(f64, &Params)> = ends.iter().copied().zip(drawn).collect();
    let drawn = ordered(&drawn, |world| world.0);
    let names = DRAWN.map(|parameter| parameter.spec().name);
    let numbers = Numbers::by(
        ["world", "undetected at the end"].into_iter().chain(names).map(str::to_owned).collect(),
        drawn.into_iter().enumerate().map(|(i, (end, world))| {
            [i as f64 + 1.0, end].into_iter().chain(DRAWN.map(|parameter| world.get(parameter))).collect()
        }),
    );
    let n = sorted.len();
    let title = match below_warning(ends) {
        Some(below) => format!("{below} of {n} plausible worlds end below the line"),
        None => "Plausible worlds are being computed".to_owned(),
    };
    let dots = sorted
        .iter()
        .enumerate()
        .map(|(i, &share)| Dot {
            x: i as f64 + 1.0,
            y: share,
            spread: 0.0,
            tone: if share < warning_line() { Tone::Caught } else { Tone::Undetected },
        })
        .collect();
    let range = middle(ends);
    let highest = (n.max(2)) as f64;
    Frame {
        title,
        subtitle: "Undetected share in the end. Each circle: this field with other plausible numbers".to_owned(),
        summary: range.map_or_else(
            || "Nothing is computed yet.".to_owned(),
            |(low, high)| format!("Nine in ten plausible worlds end between {}.", percents(low, high).join(" and ")),
        ),
        table: Table::new(
            ["World", "undetected at the end"].map(str::to_owned).into(),
            sorted.iter().enumerate().map(|(i, share)| vec![Cell::count(i + 1), Cell::share(*share)]).collect(),
        )
        .excerpt_of(Arc::new(numbers)),
        picture: Picture::Lines(LineChart {
            x: Axis {
                low: 0.0,
                high: highest + 1.0,
                spread: Spread::Linear,
                ticks: vec![(1.0, "best".to_owned()), (highest, "worst".to_owned())],
                name: "plausible worlds".to_owned(),
            },
            y: axes::shares(axes::UNDETECTED),
            band: None,
            lines: vec![warning(0.0, highest + 1.0)],
            dots,
            ways: Vec::new(),
        }),
    }
}

/// Generations between two rows that people read.
const EVERY: usize = 5;

/// Supervision in the race: perfect until this generation, then halved every so many.
const PERFECT_UNTIL: usize = 5;
const HALVED_EVERY: f64 = 4.0;

/// Progress per generation of the lines that the race is compared with.
const PACES: [f64; 3] = [0.0, 0.02, 0.04];

/// Four labs whose supervision decays, with so much progress per generation: x_0 ….
#[must_use]
pub fn race_trajectory(params: &Params, progress: f64) -> Vec<f64> {
    let supervision = |t: usize| (-(t.saturating_sub(PERFECT_UNTIL) as f64) / HALVED_EVERY).exp2();
    let labs = World::FourLabs.of(params).changed(Parameter::Progress, progress);
    Feedback::of(&labs, &known::survival(&labs)).trajectory(GENERATIONS, supervision)
}

/// The race between progress and drift.
#[must_use]
pub fn race(params: &Params) -> Frame {
    let own = race_trajectory(params, params.progress());
    let others: Vec<(f64, Vec<f64>)> = PACES
        .into_iter()
        .filter(|&pace| pace != params.progress())
        .map(|pace| (pace, race_trajectory(params, pace)))
        .collect();
    let mut lines: Vec<Line> = others
        .iter()
        .map(|(pace, run)| Line {
            points: points(run),
            label: format!("progress {}", significant(*pace, 1)),
            tone: if last(run) > warning_line() { Tone::Undetected } else { Tone::Caught },
            dash: if *pace == 0.0 { Dash::Long } else { Dash::Short },
            is_own: false,
        })
        .collect();
    lines.push(Line {
        points: points(&own),
        label: format!("yours {}", significant(params.progress(), 2)),
        tone: Tone::Ink,
        dash: Dash::Solid,
        is_own: true,
    });
    let peak = own.iter().copied().fold(0.0, f64::max);
    let end = last(&own);
    let verdict = if end < warning_line() && peak > warning_line() {
        format!("progress wins after a peak of {}", percent(peak))
    } else if end < warning_line() {
        "progress wins at this pace".to_owned()
    } else {
        format!("weaker supervision wins, {} undetected", percent(end))
    };
    Frame {
        title: format!("The race: {verdict}"),
        subtitle: format!(
            "Undetected share, four labs. From generation {PERFECT_UNTIL}, supervision halves every {HALVED_EVERY}"
        ),
        summary: format!(
            "Line chart: with your progress {} in the end. {}.",
            percent(end),
            others
                .iter()
                .map(|(pace, run)| format!("With progress {} {}", significant(*pace, 1), percent(last(run))))
                .collect::<Vec<_>>()
                .join("; ")
        ),
        table: Table::new(
            std::iter::once("Generation".to_owned())
                .chain(std::iter::once("yours".to_owned()))
                .chain(others.iter().map(|(pace, _)| format!("progress {}", significant(*pace, 1))))
                .collect(),
            (0..=GENERATIONS)
                .map(|t| {
                    let cells = others.iter().map(|(_, run)| Cell::share(run[t]));
                    [Cell::count(t), Cell::share(own[t])].into_iter().chain(cells).collect()
                })
                .collect(),
        )
        .every(EVERY),
        picture: Picture::Lines(LineChart {
            x: generations::axis(),
            y: axes::shares(axes::UNDETECTED),
            band: None,
            lines,
            dots: Vec::new(),
            ways: Vec::new(),
        }),
    }
}
