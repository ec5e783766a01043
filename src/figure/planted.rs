//! Tests that a lab makes of its own reviewers, and what they can't see.

use blindspot_model::{Estimate, Params, World};

use super::known::first_generation;
use super::simulated::beside_rows;
use super::worlds::own_name;
use super::{Cell, Frame, Table, axes};
use crate::chart::Picture;
use crate::chart::dumbbells::{Dumbbell, Dumbbells, PINNED};
use crate::text::number::percent;

/// The reader's setting first, then the worlds that it is not.
#[must_use]
pub fn settings(params: &Params) -> Vec<(String, Params, bool)> {
    let mut settings = vec![(own_name(params), *params, true)];
    let others = World::ALL.into_iter().filter(|world| World::recognize(params) != Some(*world));
    settings.extend(others.map(|world| (world.name().to_owned(), world.of(params), false)));
    settings
}

fn dumbbells(rows: Vec<Dumbbell>, claimed_name: String, actual_name: &str) -> Picture {
    Picture::Dumbbells(Dumbbells {
        axis: axes::shares(""),
        rows,
        claimed_name,
        actual_name: format!("◆ {actual_name}"),
        pinned_name: PINNED.to_owned(),
    })
}

fn table(columns: [&str; 3], rows: &[Dumbbell]) -> Table {
    let cells = rows.iter().map(|row| vec![Cell::name(&row.label), Cell::share(row.claimed), Cell::share(row.actual)]);
    beside_rows(Table::new(columns.map(str::to_owned).into(), cells.collect()), rows)
}

fn spread(estimate: Option<Estimate>) -> Option<(f64, f64)> {
    estimate.map(|estimate| (estimate.value, 2.0 * estimate.standard_error))
}

/// One reviewer, tested with errors planted at random, and on the errors that the author makes. `simulated` has, for
/// each of [`settings`], the share of the author's errors that the first reviewer caught.
#[must_use]
pub fn planted(params: &Params, simulated: &[Option<Estimate>]) -> Frame {
    let rows: Vec<Dumbbell> = settings(params)
        .into_iter()
        .enumerate()
        .map(|(i, (label, params, is_own))| {
            let measures = first_generation(&params);
            let (miss_rate, caught) = (measures.miss_rate_now, measures.caught_by_first);
            Dumbbell {
                label,
                claimed: 1.0 - miss_rate,
                actual: caught,
                value: percent(caught),
                is_own,
                simulated: simulated.get(i).copied().flatten().and_then(|e| spread(Some(e))),
                range: None,
                estimated: None,
                pinned: None,
            }
        })
        .collect();
    let (claimed, own) = (rows[0].claimed, rows[0].actual);
    Frame {
        title: if percent(claimed) == percent(own) {
            format!("Caught: {} of planted errors and of real ones", percent(claimed))
        } else {
            format!("Caught: {} of planted errors, {} of real ones", percent(claimed), percent(own))
        },
        subtitle: "Errors that one reviewer catches: planted at random, and the author’s own. Bars: simulated"
            .to_owned(),
        summary: format!(
            "Dot chart. Of planted errors {} are caught in every world. Of the author’s own: {}.",
            percent(claimed),
            rows.iter().map(|row| format!("{} {}", row.label, row.value)).collect::<Vec<_>>().join(", ")
        ),
        table: table(["World", "planted errors caught", "own errors caught"], &rows),
        picture: dumbbells(rows, format!("○ planted {}", percent(claimed)), "own errors"),
    }
}

/// Capture–recapture: the errors that two reviewers both missed, as estimated from their overlap and in truth.
/// `simulated` has, for each of [`settings`], the true share as counted.
#[must_use]
pub fn capture(params: &Params, simulated: &[Option<Estimate>]) -> Frame {
    let rows: Vec<Dumbbell> = settings(params)
        .into_iter()
        .enumerate()
        .filter_map(|(i, (label, params, is_own))| {
            let remaining = first_generation(&params).capture_recapture?;
            Some(Dumbbell {
                label,
                claimed: remaining.estimated_remaining,
                actual: remaining.true_remaining,
                value: percent(remaining.true_remaining),
                is_own,
                simulated: spread(simulated.get(i).copied().flatten()),
                range: None,
                estimated: None,
                pinned: None,
            })
        })
        .collect();
    let title = match rows.first() {
        Some(row) if percent(row.claimed) == percent(row.actual) => {
            "Comparing two reviewers shows what both missed".to_owned()
        }
        Some(_) => "Comparing two reviewers hides what both missed".to_owned(),
        None => "With fewer than two reviewers there is nothing to compare".to_owned(),
    };
    let claimed_name = rows.first().map_or_else(String::new, |row| format!("○ estimated {}", percent(row.claimed)));
    Frame {
        title,
        subtitle: "Share of errors that both missed: estimated from their overlap, and true. Bars: simulated"
            .to_owned(),
        summary: format!(
            "Dot chart of remaining errors, estimated and true: {}.",
            rows.iter()
                .map(|row| format!("{} {} and {}", row.label, percent(row.claimed), row.value))
                .collect::<Vec<_>>()
                .join(", ")
        ),
        table: table(["World", "remaining as estimated", "remaining in truth"], &rows),
        picture: dumbbells(rows, claimed_name, "true"),
    }
}
