//! Undetected errors over generations: the exact line, and simulated fields as a band.

use blindspot_model::{Outlook, Params};

use super::number::percent;
use super::{Frame, Table};
use crate::chart::axis::{Axis, Spread};
use crate::chart::line_chart::{Band, Dash, Line, LineChart};
use crate::chart::{Picture, Tone};

/// Generations that the page shows.
pub const GENERATIONS: usize = 60;

/// Simulated fields behind the band.
pub const FIELDS: usize = 40;

/// The frame of a setting with its exact outlook and as many simulated trajectories as are done.
#[must_use]
pub fn frame(params: &Params, outlook: &Outlook, simulated: &[Vec<f64>]) -> Frame {
    let exact = &outlook.trajectory;
    let (first, last) = (exact.first().copied().unwrap_or(0.0), exact.last().copied().unwrap_or(0.0));
    let unreviewed = params.error_rate();
    let band: Vec<(f64, f64, f64)> = (0..exact.len())
        .filter_map(|t| {
            let values = simulated.iter().map(|run| run[t]);
            let low = values.clone().reduce(f64::min)?;
            Some((t as f64, low, values.reduce(f64::max)?))
        })
        .collect();

    let highest = band.iter().map(|b| b.2).chain(exact.iter().copied()).fold(unreviewed, f64::max);
    let (top, ticks) = scale(highest);
    let title = if last > unreviewed {
        format!("Correction fails: {} of the calls are wrong and accepted", percent(last))
    } else if last > 1.25 * first {
        format!("Correction holds, but slips: from {} undetected to {}", percent(first), percent(last))
    } else {
        format!("Correction holds: {} undetected, generation after generation", percent(last))
    };
    let tips = match outlook.tipping_points.as_slice() {
        [] => "no tipping point along supervision quality".to_owned(),
        folds => {
            let at: Vec<String> = folds.iter().map(|fold| percent(fold.supervision)).collect();
            format!("tipping points at a supervision quality of {}", at.join(" and "))
        }
    };
    Frame {
        title,
        subtitle: format!(
            "Share of all judgement calls that are wrong and undetected. Line: exact. Band: lowest to highest of \
             {} simulated fields",
            simulated.len().max(1)
        ),
        summary: format!(
            "Line chart over {GENERATIONS} generations: the undetected share goes from {} to {}; an author whom nobody \
             reviews errs on {} under perfect supervision. There is {tips}.",
            percent(first),
            percent(last),
            percent(unreviewed),
        ),
        table: table(exact, &band),
        picture: Picture::Lines(LineChart {
            x: Axis {
                low: 0.0,
                high: GENERATIONS as f64,
                spread: Spread::Linear,
                ticks: [0_u8, 20, 40, 60].map(|t| (f64::from(t), t.to_string())).into(),
                name: "generation".to_owned(),
            },
            y: Axis { low: 0.0, high: top, spread: Spread::Linear, ticks, name: String::new() },
            band: (!band.is_empty()).then_some(Band { points: band, tone: Tone::Undetected }),
            lines: vec![
                Line {
                    points: vec![(0.0, unreviewed), (GENERATIONS as f64, unreviewed)],
                    label: "no review".to_owned(),
                    tone: Tone::Muted,
                    dash: Dash::Short,
                    is_own: false,
                },
                Line {
                    points: exact.iter().enumerate().map(|(t, &x)| (t as f64, x)).collect(),
                    label: percent(last),
                    tone: Tone::Ink,
                    dash: Dash::Solid,
                    is_own: true,
                },
            ],
        }),
    }
}

fn table(exact: &[f64], band: &[(f64, f64, f64)]) -> Table {
    Table {
        columns: ["Generation", "exact", "lowest simulated", "highest simulated"].map(str::to_owned).into(),
        rows: exact
            .iter()
            .enumerate()
            .map(|(t, &x)| {
                let simulated = band.get(t).map_or([String::new(), String::new()], |b| [fixed(b.1), fixed(b.2)]);
                [t.to_string(), fixed(x)].into_iter().chain(simulated).collect()
            })
            .collect(),
    }
}

fn fixed(share: f64) -> String {
    format!("{share:.5}")
}

/// The top of an axis of shares that holds `highest`, and its labels.
fn scale(highest: f64) -> (f64, Vec<(f64, String)>) {
    let tops = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0];
    let top = tops.into_iter().find(|&top| highest <= top * 0.98).unwrap_or(1.0);
    let parts: u8 = if top.to_string().contains('2') { 4 } else { 5 };
    let decimals = if top >= 0.05 { 0 } else { 1 + usize::from(top < 0.005) };
    let ticks = (0..=parts)
        .map(|i| top * f64::from(i) / f64::from(parts))
        .map(|at| (at, format!("{:.decimals$}%", at * 100.0)))
        .collect();
    (top, ticks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_holds_its_values_and_labels_are_exact() {
        for highest in [0.0011, 0.0049, 0.012, 0.1, 0.19, 0.5, 0.97, 1.0] {
            let (top, ticks) = scale(highest);
            assert!(highest <= top);
            for (at, text) in ticks {
                let told: f64 = text.trim_end_matches('%').parse().unwrap();
                assert!((told / 100.0 - at).abs() < 1e-9, "{text} stands at {at}");
            }
        }
    }
}
