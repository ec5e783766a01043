//! Undetected errors against the number of reviewers, a line a world.

use blindspot_model::{AuditPlan, Estimate, Params};

use super::simulated::{beside, counted, dot};
use super::worlds::{self, Curves, MOST_REVIEWERS};
use super::{Cell, Frame, axes};
use crate::chart::axis::{Axis, Spread, above};
use crate::chart::line_chart::{Dot, LineChart};
use crate::chart::{Picture, Tone};
use crate::text::number::{grouped, per_thousand, significant};

/// The lowest value shown: one undetected error in 100,000 judgement calls, per 1,000.
const LOWEST: f64 = 0.01;

/// The frame of a setting, with simulated counts of it by number of reviewers where there are some.
#[must_use]
pub fn frame(params: &Params, curves: &Curves, simulated: &[(usize, Estimate)]) -> Frame {
    let unfound = AuditPlan::of(params).unfound();
    // Per 1,000 judgement calls, after audits.
    let scaled = |curve: &[f64]| -> Vec<f64> { curve.iter().map(|u| u * unfound * 1000.0).collect() };
    let own = scaled(&curves.own);
    let worlds = curves.worlds.each_ref().map(|curve| scaled(curve));

    let highest = worlds.iter().flatten().chain(&own).copied().fold(1.0, f64::max);
    let decades = [0.01, 0.1, 1.0, 10.0, 100.0, 1000.0];
    let top = decades.into_iter().find(|&d| d >= highest * 0.999).unwrap_or(1000.0);
    let ticks = decades
        .into_iter()
        .filter(|&d| d <= top)
        .map(|d| (d, if d < 1.0 { significant(d, 1) } else { grouped(d) }))
        .collect();

    let mut lines = worlds::lines(params, &worlds, &own, visible);
    // The reader's own line never goes missing: where nothing is left it lies on the floor.
    if let Some(own) = lines.last_mut().filter(|own| own.points.is_empty()) {
        own.points = vec![(0.0, LOWEST), (MOST_REVIEWERS as f64, LOWEST)];
    }

    let dots: Vec<Dot> =
        simulated.iter().map(|&(r, share)| dot(r as f64, share, unfound * 1000.0, Tone::Ink)).collect();

    let (few, many) = (own[3], own[MOST_REVIEWERS]);
    let title = if own[0] < 1e-9 {
        "Audits find every error that reviewers let through".to_owned()
    } else {
        format!("{MOST_REVIEWERS} reviewers instead of 3: {} undetected errors become {}", show(few), show(many))
    };
    Frame {
        title,
        subtitle: "Decisions that stay wrong per 1,000 (log scale), by number of reviewers".to_owned(),
        summary: format!(
            "Line chart. With 0, 3 and {MOST_REVIEWERS} reviewers your setting leaves {}, {} and {} undetected errors per \
             1,000 decisions; independent reviewers would leave {}, {} and {}.",
            show(own[0]),
            show(few),
            show(many),
            show(worlds[0][0]),
            show(worlds[0][3]),
            show(worlds[0][MOST_REVIEWERS]),
        ),
        table: beside(worlds::table(&worlds, &own, shown), &dots, counted, shown),
        picture: Picture::Lines(
            LineChart {
                x: axes::reviewers(),
                y: Axis { low: LOWEST, high: top, spread: Spread::Log, ticks, name: axes::PER_THOUSAND.to_owned() },
                band: None,
                lines,
                dots,
                ways: Vec::new(),
            }
            .plumbed((params.reviewers() as f64, own[params.reviewers()])),
        ),
    }
}

fn shown(count: f64) -> Cell {
    Cell::number(count, |n| significant(n, 3))
}

fn show(per_1000: f64) -> String {
    per_thousand(per_1000 / 1000.0)
}

/// A curve by number of reviewers, as far as it is on the chart.
fn visible(curve: &[f64]) -> Vec<(f64, f64)> {
    above(curve.iter().enumerate().map(|(r, &y)| (r as f64, y)), LOWEST)
}
