//! What each row says of each rater and item.

use indexmap::IndexSet;

use super::{column, columns, joined, meant, small};
use crate::choose::meaning::{Meaning, meaning, missing};
use crate::choose::{ChoiceError, Choices, Kind, Layout, Question};
use crate::ledger::{Fate, Ledger};
use crate::raw::{Column, EMPTY, Raw};
use crate::table::Missing;

/// What one row says of one rater and item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub rater: u32,
    pub item: u32,
    pub row: u32,
    pub says: Meaning,
    /// The answer's number, 0 for none.
    pub answer: u32,
}

/// All that rows say, with the names they use.
pub(super) struct Marks {
    pub rows: Vec<Mark>,
    pub items: IndexSet<String>,
    pub raters: IndexSet<String>,
    pub answers: IndexSet<String>,
}

pub(super) fn marks(raw: &Raw, choices: &Choices, ledger: &mut Ledger) -> Result<Marks, ChoiceError> {
    let item_columns = columns(raw, &choices.item)?;
    let rater_columns = columns(raw, &choices.rater)?;
    let only: Vec<(&Column, &str)> = choices
        .only
        .iter()
        .map(|(name, text)| Ok((column(raw, name)?, &**text)))
        .collect::<Result<_, ChoiceError>>()?;
    let why = raw.column("why");
    let answer_column = choices.answer.as_ref().map(|name| column(raw, name)).transpose()?;
    let values = values(raw, choices, &rater_columns)?;
    let mut found = Marks {
        rows: Vec::with_capacity(raw.rows() * values.len()),
        items: IndexSet::new(),
        raters: IndexSet::new(),
        answers: IndexSet::from_iter([String::new()]),
    };
    // Once a text, not once a cell.
    let says: Vec<Vec<(Meaning, bool)>> = values
        .iter()
        .map(|column| {
            column.texts().map(|text| meaning(text, choices.kind, choices.one_is_wrong, choices.cut)).collect()
        })
        .collect();
    let mut number_answers = |column: &Column| -> Vec<u32> {
        let readable =
            |text: &str| if missing(text).is_some() { String::new() } else { meant(choices, text).to_owned() };
        column.texts().map(|text| small(found.answers.insert_full(readable(text)).0)).collect()
    };
    let answers: Vec<Vec<u32>> = match (choices.kind, answer_column) {
        (Kind::Answers, _) => values.iter().map(|column| number_answers(column)).collect(),
        (_, Some(column)) => vec![number_answers(column)],
        (_, None) => Vec::new(),
    };
    if choices.layout == Layout::Wide {
        found.raters.extend(rater_columns.iter().map(|column| column.name.clone()));
    }
    let mut cut = 0;
    for row in 0..raw.rows() {
        if only.iter().any(|(column, text)| column.at(row) != *text) {
            ledger.add(Fate::Dropped, "rows that were not asked for", 1);
            continue;
        }
        let id = if item_columns.is_empty() { format!("row {}", row + 1) } else { joined(&item_columns, row) };
        if id.is_empty() {
            ledger.name(Fate::Dropped, "rows without an item", format!("row {}", row + 1));
            continue;
        }
        let item = small(found.items.insert_full(id).0);
        let long_rater = match choices.layout {
            Layout::Wide => 0,
            Layout::Long => {
                let name = joined(&rater_columns, row);
                if name.is_empty() {
                    ledger.name(Fate::Dropped, "rows without a rater", format!("row {}", row + 1));
                    continue;
                }
                small(found.raters.insert_full(name).0)
            }
        };
        for (at, column) in values.iter().enumerate() {
            // Of files side by side, most cells of a row are other files': they are no repeats of nothing.
            if choices.layout == Layout::Wide && column.cells[row] == EMPTY {
                continue;
            }
            let cell = column.cells[row] as usize;
            let (mut meaning, was_cut) = says[at][cell];
            if let (Meaning::Missing(_), Some(why)) = (meaning, why) {
                meaning = reason(why.at(row)).map_or(meaning, Meaning::Missing);
            }
            cut += u64::from(was_cut);
            let answer = match (choices.kind, answer_column) {
                (Kind::Answers, _) => answers[at][cell],
                (_, Some(column)) => answers[0][column.cells[row] as usize],
                (_, None) => 0,
            };
            let rater = if choices.layout == Layout::Wide { small(at) } else { long_rater };
            found.rows.push(Mark { rater, item, row: small(row), says: meaning, answer });
        }
    }
    let words = format!("scores that became right or wrong at {}", choices.cut);
    ledger.add(Fate::Cut, words, cut);
    Ok(found)
}

/// The columns that hold verdicts, scores or answers.
fn values<'a>(raw: &'a Raw, choices: &Choices, raters: &[&'a Column]) -> Result<Vec<&'a Column>, ChoiceError> {
    let ask = |text: &str, option: &'static str| {
        let answers = raw.columns.iter().map(|column| format!("'{}'", column.name)).collect();
        ChoiceError::Open(Question { text: text.to_owned(), option, answers, must: true })
    };
    if raters.is_empty() {
        return Err(ask("No column was recognised as a rater's.", "--rater"));
    }
    match (choices.layout, &choices.value) {
        (Layout::Wide, _) => Ok(raters.to_vec()),
        (Layout::Long, Some(name)) => Ok(vec![column(raw, name)?]),
        (Layout::Long, None) => Err(ask("No column was recognised as the one that holds the verdicts.", "--value")),
    }
}

fn reason(text: &str) -> Option<Missing> {
    match text {
        "infrastructure" => Some(Missing::Infrastructure),
        "unparsed" => Some(Missing::Unparsed),
        "unscored" => Some(Missing::Unscored),
        "absent" => Some(Missing::Absent),
        _ => None,
    }
}
