//! From rows to the canonical table.

mod checks;
mod items;
mod key;
mod marks;
mod repeats;

use indexmap::IndexSet;

use crate::bits::Bits;
use crate::choose::meaning::Meaning;
use crate::choose::{ChoiceError, Choices, Reading};
use crate::ledger::Ledger;
use crate::raw::{Column, Raw};
use crate::table::{Answers, Item, Rater, Table};
use marks::Marks;

pub(super) fn table(reading: &Reading, choices: &Choices) -> Result<(Table, Ledger), ChoiceError> {
    let raw = &reading.raw;
    if choices.item.is_empty()
        && reading.files > 1
        && let Some(question) = reading.questions().iter().find(|question| question.must)
    {
        return Err(ChoiceError::Open(question.clone()));
    }
    let mut ledger = reading.ledger.clone();
    let mut marks = marks::marks(raw, choices, &mut ledger)?;
    repeats::settle(raw, choices, &mut marks, &mut ledger)?;
    let items = items::items(raw, choices, &mut marks, &mut ledger)?;
    let mut table = fill(&marks, items);
    key::hold(raw, choices, &mut table, &mut ledger)?;
    let said =
        |rater: &Rater| rater.observed.count() > 0 || rater.answers.as_ref().is_some_and(|a| a.given.count() > 0);
    if !table.raters.iter().any(said) {
        return Err(ChoiceError::Nothing("no cell has a verdict or an answer".to_owned()));
    }
    table.options = checks::options(raw);
    checks::tell_missing(&table, &mut ledger);
    checks::recompute(reading, choices, &table, &mut ledger);
    Ok((table, ledger))
}

fn column<'a>(raw: &'a Raw, name: &str) -> Result<&'a Column, ChoiceError> {
    raw.column(name).ok_or_else(|| ChoiceError::NoColumn {
        name: name.to_owned(),
        columns: raw.columns.iter().map(|column| column.name.clone()).collect(),
    })
}

/// The columns of these names, each once however often it is named.
fn columns<'a>(raw: &'a Raw, names: &[String]) -> Result<Vec<&'a Column>, ChoiceError> {
    let distinct: IndexSet<&String> = names.iter().collect();
    distinct.into_iter().map(|name| column(raw, name)).collect()
}

/// The texts of a row in these columns, joined.
fn joined(columns: &[&Column], row: usize) -> String {
    let texts: Vec<&str> = columns.iter().map(|column| column.at(row)).filter(|text| !text.is_empty()).collect();
    texts.join(" / ")
}

fn fill(found: &Marks, items: Vec<Item>) -> Table {
    let n = items.len();
    let has_answers = found.rows.iter().any(|mark| mark.answer != 0);
    let mut raters: Vec<Rater> = found
        .raters
        .iter()
        .map(|name| Rater {
            name: name.clone(),
            group: None,
            observed: Bits::none(n),
            wrong: Bits::none(n),
            answers: has_answers.then(|| Answers { codes: vec![0; n], given: Bits::none(n) }),
            missing: Vec::new(),
        })
        .collect();
    for mark in &found.rows {
        let (rater, item) = (&mut raters[mark.rater as usize], mark.item as usize);
        match mark.says {
            Meaning::Right => rater.observed.set(item),
            Meaning::Wrong => {
                rater.observed.set(item);
                rater.wrong.set(item);
            }
            Meaning::Answer => {}
            Meaning::Missing(why) => rater.missing.push((item, why)),
        }
        if let Some(answers) = rater.answers.as_mut().filter(|_| mark.answer != 0) {
            answers.given.set(item);
            answers.codes[item] = mark.answer;
        }
    }
    Table { items, raters, answers: found.answers.iter().cloned().collect(), options: None }
}

/// The answer that a text stands for.
fn meant<'a>(choices: &'a Choices, text: &'a str) -> &'a str {
    choices.same.iter().rev().find(|(word, _)| word == text).map_or(text, |(_, answer)| answer)
}

/// A count as it is kept; more than four thousand million do not fit into memory.
fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
