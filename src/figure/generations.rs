//! Undetected errors over generations: the exact line, and simulated fields as a band.

use blindspot_model::{Feedback, Outlook, Params};

use super::axes::{UNDETECTED, shares_up_to};
use super::{Cell, Frame, Table, known};
use crate::chart::axis::{Axis, Spread, below};
use crate::chart::line_chart::{Band, Dash, Line, LineChart};
use crate::chart::{Picture, Tone};
use crate::text::number::percent;

/// Generations that the page shows.
pub const GENERATIONS: usize = 60;

/// Simulated fields behind the band.
pub const FIELDS: usize = 40;

/// x_0 … of the same field without reviewers.
#[must_use]
pub fn without_reviewers(params: &Params) -> Vec<f64> {
    let params = params.without_reviewers();
    Feedback::of(&params, &known::survival(&params)).trajectory(GENERATIONS, |_| params.supervision())
}

/// The frame of a setting: its exact outlook, what the same field would come to without reviewers, and the
/// trajectories of all simulated fields, or none while they are under way.
#[must_use]
pub fn frame(outlook: &Outlook, unreviewed: &[f64], simulated: &[Vec<f64>]) -> Frame {
    let exact = &outlook.trajectory;
    let (first, last) = ends(exact);
    let (_, without) = ends(unreviewed);
    let band: Vec<(f64, f64, f64)> = (0..exact.len())
        .filter_map(|t| {
            let values = simulated.iter().map(|run| run[t]);
            let low = values.clone().reduce(f64::min)?;
            Some((t as f64, low, values.reduce(f64::max)?))
        })
        .collect();

    // The axis fits the reader's field, with room for the band, so that nothing jumps when it arrives; without
    // reviewers, errors may rise out of it, and the label says where to.
    let starts = unreviewed.first().copied();
    let peak = exact.iter().copied().fold(0.0, f64::max);
    let y = shares_up_to(starts.into_iter().fold(1.12 * peak, f64::max), UNDETECTED);
    let top = y.high;
    let course = if peak > 1.1 * first.max(last) {
        format!("climb from {} to {}, then fall to {}", percent(first), percent(peak), percent(last))
    } else if last > 1.1 * first {
        format!("climb from {} to {}", percent(first), percent(last))
    } else if last < first / 1.1 {
        format!("fall from {} to {}", percent(first), percent(last))
    } else {
        format!("stay at {}", percent(last))
    };
    let title = format!("Undetected errors {course}; unreviewed: {}", percent(without));
    Frame {
        title,
        subtitle: format!("Share of the decisions that are wrong and undetected. Band: {FIELDS} simulated fields"),
        summary: format!(
            "Line chart: over {GENERATIONS} generations the undetected errors {course}; without reviewers the same field \
             would end at {}. {}",
            percent(without),
            tipping_points(outlook),
        ),
        table: table(exact, unreviewed, &band),
        picture: Picture::Lines(LineChart {
            x: axis(),
            y,
            band: (!band.is_empty()).then_some(Band { points: band, tone: Tone::Undetected }),
            lines: vec![
                Line {
                    points: below(points(unreviewed), top),
                    // How much that is, the title says: a longer label would leave a phone no room for the curves.
                    label: "no reviewers".to_owned(),
                    tone: Tone::Muted,
                    dash: Dash::Short,
                    is_own: false,
                },
                Line { points: points(exact), label: percent(last), tone: Tone::Ink, dash: Dash::Solid, is_own: true },
            ],
            dots: Vec::new(),
            ways: Vec::new(),
        }),
    }
}

/// The axis of the generations.
#[must_use]
pub fn axis() -> Axis {
    Axis {
        low: 0.0,
        high: GENERATIONS as f64,
        spread: Spread::Linear,
        ticks: [0_u8, 20, 40, 60].map(|t| (f64::from(t), t.to_string())).into(),
        name: "generation".to_owned(),
    }
}

/// Where the field tips along supervision quality, as a sentence.
#[must_use]
pub fn tipping_points(outlook: &Outlook) -> String {
    match outlook.tipping_points.as_slice() {
        [] => "There is no tipping point along supervision quality.".to_owned(),
        // The one fold in reach is that of the fallen branch: the other lies below no supervision at all.
        [returns] => format!(
            "A sound field does not fall at any supervision quality; a fallen one returns only above {}.",
            percent(returns.supervision)
        ),
        // The fold of smaller bias is where a sound field falls, the other where a fallen one returns.
        _ => {
            let (falls, returns) = edges(outlook).unwrap_or_default();
            format!(
                "A sound field falls when supervision quality drops below {falls}, and returns only above {returns}."
            )
        }
    }
}

/// Below which supervision quality a sound field falls, and above which a fallen one returns; `None` where there is no edge.
#[must_use]
pub fn edges(outlook: &Outlook) -> Option<(String, String)> {
    match outlook.tipping_points.as_slice() {
        [falls, returns, ..] => Some(told_apart(falls.supervision, returns.supervision)),
        _ => None,
    }
}

/// Two percentages, with a decimal where they would read the same without.
fn told_apart(a: f64, b: f64) -> (String, String) {
    if percent(a) == percent(b) {
        (format!("{:.2}%", a * 100.0), format!("{:.2}%", b * 100.0))
    } else {
        (percent(a), percent(b))
    }
}

fn ends(trajectory: &[f64]) -> (f64, f64) {
    (trajectory.first().copied().unwrap_or(0.0), trajectory.last().copied().unwrap_or(0.0))
}

fn points(trajectory: &[f64]) -> Vec<(f64, f64)> {
    trajectory.iter().enumerate().map(|(t, &x)| (t as f64, x)).collect()
}

fn table(exact: &[f64], unreviewed: &[f64], band: &[(f64, f64, f64)]) -> Table {
    let columns = ["Generation", "exact", "without reviewers", "lowest simulated", "highest simulated"];
    Table::new(
        columns.map(str::to_owned).into(),
        exact
            .iter()
            .zip(unreviewed)
            .enumerate()
            .map(|(t, (&x, &without))| {
                let simulated = band.get(t).map_or_else(Default::default, |b| [b.1, b.2].map(Cell::share));
                [Cell::count(t), Cell::share(x), Cell::share(without)].into_iter().chain(simulated).collect()
            })
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_told_apart() {
        assert_eq!(told_apart(0.46, 0.47), ("46%".to_owned(), "47%".to_owned()));
        assert_eq!(told_apart(0.4679, 0.4741), ("46.79%".to_owned(), "47.41%".to_owned()));
    }
}
