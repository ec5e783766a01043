//! What is told of a table once it is there.

use crate::choose::{Choices, Reading};
use crate::ledger::{Fate, Ledger};
use crate::raw::Raw;
use crate::table::{Missing, Table};

/// How many answers there were to choose from, where every row says the same.
pub(super) fn options(raw: &Raw) -> Option<u32> {
    let mut texts = raw.column("options")?.texts().skip(1);
    texts.next().filter(|_| texts.next().is_none()).and_then(|text| text.parse().ok())
}

pub(super) fn tell_missing(table: &Table, ledger: &mut Ledger) {
    for rater in &table.raters {
        let count = |why| rater.missing.iter().filter(|(_, reason)| *reason == why).count() as u64;
        let absent = (table.items.len() - rater.observed.count()).saturating_sub(rater.missing.len()) as u64;
        for (why, words) in [
            (Missing::Infrastructure, "cells where the machinery failed: no verdict"),
            (Missing::Unparsed, "cells that nobody could read: no verdict, and they agree with nothing"),
            (Missing::Unscored, "cells with an answer and no verdict"),
        ] {
            ledger.add(Fate::Missing, words, count(why));
        }
        ledger.add(Fate::Missing, "cells that are absent or empty: no verdict", absent + count(Missing::Absent));
        let observed = rater.observed.count();
        let constant = observed > 1 && (rater.wrong.count() == 0 || rater.wrong.count() == observed);
        if constant {
            ledger.name(Fate::Noted, "raters that are right, or wrong, on every item", &rater.name);
        }
    }
}

/// Holds what files state about themselves against their rows.
pub(super) fn recompute(reading: &Reading, choices: &Choices, table: &Table, ledger: &mut Ledger) {
    for rate in reading.published.iter().filter(|rate| choices.value.as_ref() == Some(&rate.name)) {
        let Some(rater) = table.raters.iter().find(|rater| rater.name == rate.rater) else { continue };
        let observed = rater.observed.count();
        let right = 1.0 - rater.wrong.count() as f64 / observed as f64;
        let over_all = (observed - rater.wrong.count()) as f64 / table.items.len() as f64;
        // Rates are stated over what has a verdict, or over everything.
        if observed > 0 && (right - rate.right).abs() > 1e-3 && (over_all - rate.right).abs() > 1e-3 {
            let example = format!("{}: states {:.4}, its rows give {right:.4}", rate.rater, rate.right);
            ledger.name(Fate::Mismatch, "rates that files state and their rows don't give", example);
        }
    }
}
