//! Several rows for one rater and item.

use indexmap::IndexSet;

use super::marks::{Mark, Marks};
use super::{joined, small};
use crate::choose::meaning::Meaning;
use crate::choose::reading::FILE;
use crate::choose::{ChoiceError, Choices, Layout, Question, Repeats};
use crate::ledger::{Fate, Ledger};
use crate::raw::{Column, Raw};
use crate::table::Missing;

/// One mark for each rater and item.
pub(super) fn settle(raw: &Raw, choices: &Choices, found: &mut Marks, ledger: &mut Ledger) -> Result<(), ChoiceError> {
    let key = |mark: &Mark| (mark.rater, mark.item);
    if !found.rows.is_sorted_by_key(key) {
        found.rows.sort_by_key(key);
    }
    if found.rows.windows(2).all(|pair| key(&pair[0]) != key(&pair[1])) {
        return Ok(());
    }
    if drop_copies(raw, found, ledger) {
        return Ok(());
    }
    let tells = telling_apart(raw, choices, found);
    match choices.repeats {
        Repeats::Ask => return Err(ask_about_repeats(raw, found, &tells)),
        Repeats::First => merge(found, ledger, "repeats of one rater and item: the first counts", |marks| marks[0]),
        Repeats::Majority => merge(found, ledger, "repeats of one rater and item: the majority counts", majority),
        Repeats::Raters => {
            let columns: Vec<&Column> = tells.iter().filter_map(|name| raw.column(name)).collect();
            for mark in &mut found.rows {
                let name = &found.raters[mark.rater as usize];
                let name = format!("{name} ({})", joined(&columns, mark.row as usize));
                mark.rater = small(found.raters.insert_full(name).0);
            }
            compact_raters(found);
            found.rows.sort_by_key(key);
            merge(found, ledger, "repeats that nothing tells apart: the first counts", |marks| marks[0]);
        }
    }
    Ok(())
}

/// Rows that are the same in every column are one row. Whether no other repeats are left.
fn drop_copies(raw: &Raw, found: &mut Marks, ledger: &mut Ledger) -> bool {
    let same = |a: u32, b: u32| {
        raw.columns.iter().filter(|c| c.name != FILE).all(|c| c.cells[a as usize] == c.cells[b as usize])
    };
    let before = found.rows.len();
    found.rows.dedup_by(|b, a| (a.rater, a.item) == (b.rater, b.item) && same(a.row, b.row));
    ledger.add(Fate::Merged, "rows that are the same in every column", (before - found.rows.len()) as u64);
    found.rows.windows(2).all(|pair| (pair[0].rater, pair[0].item) != (pair[1].rater, pair[1].item))
}

/// The columns in which repeats differ: those known for it first, else any that are not the verdict.
fn telling_apart(raw: &Raw, choices: &Choices, found: &Marks) -> Vec<String> {
    let pairs = || found.rows.windows(2).filter(|pair| (pair[0].rater, pair[0].item) == (pair[1].rater, pair[1].item));
    let differs =
        |column: &Column| pairs().any(|pair| column.cells[pair[0].row as usize] != column.cells[pair[1].row as usize]);
    let known: Vec<String> =
        choices.trial.iter().filter(|name| raw.column(name).is_some_and(differs)).cloned().collect();
    if !known.is_empty() {
        return known;
    }
    let is_value = |name: &str| {
        choices.value.as_deref() == Some(name)
            || choices.answer.as_deref() == Some(name)
            || name.starts_with("score")
            || (choices.layout == Layout::Wide && choices.rater.iter().any(|rater| rater == name))
    };
    let tells = |column: &&Column| {
        !is_value(&column.name)
            && pairs().all(|pair| column.cells[pair[0].row as usize] != column.cells[pair[1].row as usize])
    };
    raw.columns.iter().filter(tells).take(1).map(|column| column.name.clone()).collect()
}

fn ask_about_repeats(raw: &Raw, found: &Marks, tells: &[String]) -> ChoiceError {
    let key = |mark: &Mark| (mark.rater, mark.item);
    let repeated = found.rows.windows(2).filter(|pair| key(&pair[0]) == key(&pair[1])).count();
    let (how, mut answers) = match tells.first().and_then(|name| raw.column(name)) {
        Some(column) => {
            let first = column.texts().nth(1).unwrap_or_default();
            (
                format!("They differ in '{}'", tells.join("', '")),
                vec![format!("raters, or take one: --only '{}={first}'", column.name)],
            )
        }
        None => ("Nothing tells them apart".to_owned(), Vec::new()),
    };
    answers.extend(["majority".to_owned(), "first".to_owned()]);
    ChoiceError::Open(Question {
        text: format!("{repeated} rows repeat an item that the same rater already has; trials are no items. {how}."),
        option: "--repeats",
        answers,
        must: true,
    })
}

fn merge(found: &mut Marks, ledger: &mut Ledger, what: &str, one: impl Fn(&[Mark]) -> Mark) {
    let before = found.rows.len();
    found.rows = found.rows.chunk_by(|a, b| (a.rater, a.item) == (b.rater, b.item)).map(one).collect();
    ledger.add(Fate::Merged, what, (before - found.rows.len()) as u64);
}

fn majority(marks: &[Mark]) -> Mark {
    let mut one = marks[0];
    let count = |says: Meaning| marks.iter().filter(|mark| mark.says == says).count();
    let most_common = |answers: Vec<u32>| {
        answers
            .iter()
            .copied()
            .find(|answer| answers.iter().filter(|other| *other == answer).count() * 2 > answers.len())
    };
    one.answer = most_common(marks.iter().map(|mark| mark.answer).filter(|&answer| answer != 0).collect()).unwrap_or(0);
    one.says = match (count(Meaning::Right), count(Meaning::Wrong)) {
        (0, 0) if one.answer != 0 => Meaning::Answer,
        (right, wrong) if right > wrong => Meaning::Right,
        (right, wrong) if wrong > right => Meaning::Wrong,
        (0, 0) if matches!(one.says, Meaning::Missing(_)) => one.says,
        _ => Meaning::Missing(Missing::Unscored),
    };
    one
}

fn compact_raters(found: &mut Marks) {
    let mut kept = IndexSet::new();
    for mark in &mut found.rows {
        mark.rater = small(kept.insert_full(found.raters[mark.rater as usize].clone()).0);
    }
    found.raters = kept;
}
