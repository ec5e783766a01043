//! From rows to the canonical table.

use std::collections::HashMap;

use indexmap::IndexSet;

use crate::bits::Bits;
use crate::choose::meaning::{Meaning, meaning, missing};
use crate::choose::reading::FILE;
use crate::choose::{ChoiceError, Choices, Key, Kind, Layout, Question, Reading, Repeats};
use crate::ledger::{Fate, Ledger};
use crate::raw::{Column, EMPTY, Raw};
use crate::table::{Answers, Item, Missing, Rater, Table};

/// What one row says of one rater and item.
#[derive(Clone, Copy, Debug)]
struct Mark {
    rater: u32,
    item: u32,
    row: u32,
    says: Meaning,
    /// The answer's number, 0 for none.
    answer: u32,
}

/// All that rows say, with the names they use.
struct Marks {
    marks: Vec<Mark>,
    items: IndexSet<String>,
    raters: IndexSet<String>,
    answers: IndexSet<String>,
}

pub(super) fn table(reading: &Reading, choices: &Choices) -> Result<(Table, Ledger), ChoiceError> {
    let raw = &reading.raw;
    if choices.item.is_empty() && reading.files > 1
        && let Some(question) = reading.questions().iter().find(|question| question.must)
    {
        return Err(ChoiceError::Open(question.clone()));
    }
    let mut ledger = reading.ledger.clone();
    let mut marks = marks(raw, choices, &mut ledger)?;
    repeats(raw, choices, &mut marks, &mut ledger)?;
    let items = items(raw, choices, &mut marks, &mut ledger)?;
    let mut table = fill(&marks, items);
    hold_against_key(raw, choices, &mut table, &mut ledger)?;
    let said = |rater: &Rater| rater.observed.count() > 0 || rater.answers.as_ref().is_some_and(|a| a.given.count() > 0);
    if !table.raters.iter().any(said) {
        return Err(ChoiceError::Nothing("no cell has a verdict or an answer".to_owned()));
    }
    table.options = options(raw);
    tell_missing(&table, &mut ledger);
    recompute(reading, choices, &table, &mut ledger);
    Ok((table, ledger))
}

fn column<'a>(raw: &'a Raw, name: &str) -> Result<&'a Column, ChoiceError> {
    raw.column(name).ok_or_else(|| ChoiceError::NoColumn {
        name: name.to_owned(),
        columns: raw.columns.iter().map(|column| column.name.clone()).collect(),
    })
}

fn columns<'a>(raw: &'a Raw, names: &[String]) -> Result<Vec<&'a Column>, ChoiceError> {
    names.iter().map(|name| column(raw, name)).collect()
}

/// The texts of a row in these columns, joined.
fn joined(columns: &[&Column], row: usize) -> String {
    let texts: Vec<&str> = columns.iter().map(|column| column.at(row)).filter(|text| !text.is_empty()).collect();
    texts.join(" / ")
}

fn marks(raw: &Raw, choices: &Choices, ledger: &mut Ledger) -> Result<Marks, ChoiceError> {
    let item_columns = columns(raw, &choices.item)?;
    let rater_columns = columns(raw, &choices.rater)?;
    let only: Vec<(&Column, &str)> =
        choices.only.iter().map(|(name, text)| Ok((column(raw, name)?, &**text))).collect::<Result<_, ChoiceError>>()?;
    let why = raw.column("why");
    let answer_column = choices.answer.as_ref().map(|name| column(raw, name)).transpose()?;
    let values = match choices.layout {
        Layout::Wide => rater_columns.clone(),
        Layout::Long => {
            let name = choices.value.as_ref().ok_or_else(|| {
                ChoiceError::Open(Question {
                    text: "No column was recognised as the one that holds the verdicts.".to_owned(),
                    option: "--value",
                    answers: raw.columns.iter().map(|column| format!("'{}'", column.name)).collect(),
                    must: true,
                })
            })?;
            vec![column(raw, name)?]
        }
    };
    if choices.rater.is_empty() {
        return Err(ChoiceError::Open(Question {
            text: "No column was recognised as a rater's.".to_owned(),
            option: "--rater",
            answers: raw.columns.iter().map(|column| format!("'{}'", column.name)).collect(),
            must: true,
        }));
    }
    let mut found = Marks {
        marks: Vec::with_capacity(raw.rows() * values.len()),
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
        let readable = |text: &str| if missing(text).is_some() { String::new() } else { meant(choices, text).to_owned() };
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
            found.marks.push(Mark { rater, item, row: small(row), says: meaning, answer });
        }
    }
    let words = format!("scores that became right or wrong at {}", choices.cut);
    ledger.add(Fate::Cut, words, cut);
    Ok(found)
}

/// The answer that a text stands for.
fn meant<'a>(choices: &'a Choices, text: &'a str) -> &'a str {
    choices.same.iter().rev().find(|(word, _)| word == text).map_or(text, |(_, answer)| answer)
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

/// A count as it is kept; more than four thousand million do not fit into memory.
fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// One mark for each rater and item.
fn repeats(raw: &Raw, choices: &Choices, found: &mut Marks, ledger: &mut Ledger) -> Result<(), ChoiceError> {
    let key = |mark: &Mark| (mark.rater, mark.item);
    if !found.marks.is_sorted_by_key(key) {
        found.marks.sort_by_key(key);
    }
    if found.marks.windows(2).all(|pair| key(&pair[0]) != key(&pair[1])) {
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
            for mark in &mut found.marks {
                let name = &found.raters[mark.rater as usize];
                let name = format!("{name} ({})", joined(&columns, mark.row as usize));
                mark.rater = small(found.raters.insert_full(name).0);
            }
            compact_raters(found);
            found.marks.sort_by_key(key);
            merge(found, ledger, "repeats that nothing tells apart: the first counts", |marks| marks[0]);
        }
    }
    Ok(())
}

/// Rows that are the same in every column are one row. Whether no other repeats are left.
fn drop_copies(raw: &Raw, found: &mut Marks, ledger: &mut Ledger) -> bool {
    let same = |a: u32, b: u32| raw.columns.iter().filter(|c| c.name != FILE).all(|c| c.cells[a as usize] == c.cells[b as usize]);
    let before = found.marks.len();
    found.marks.dedup_by(|b, a| (a.rater, a.item) == (b.rater, b.item) && same(a.row, b.row));
    ledger.add(Fate::Merged, "rows that are the same in every column", (before - found.marks.len()) as u64);
    found.marks.windows(2).all(|pair| (pair[0].rater, pair[0].item) != (pair[1].rater, pair[1].item))
}

/// The columns in which repeats differ: those known for it first, else any that are not the verdict.
fn telling_apart(raw: &Raw, choices: &Choices, found: &Marks) -> Vec<String> {
    let pairs = || found.marks.windows(2).filter(|pair| (pair[0].rater, pair[0].item) == (pair[1].rater, pair[1].item));
    let differs = |column: &Column| pairs().any(|pair| column.cells[pair[0].row as usize] != column.cells[pair[1].row as usize]);
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
        !is_value(&column.name) && pairs().all(|pair| column.cells[pair[0].row as usize] != column.cells[pair[1].row as usize])
    };
    raw.columns.iter().filter(tells).take(1).map(|column| column.name.clone()).collect()
}

fn ask_about_repeats(raw: &Raw, found: &Marks, tells: &[String]) -> ChoiceError {
    let key = |mark: &Mark| (mark.rater, mark.item);
    let repeated = found.marks.windows(2).filter(|pair| key(&pair[0]) == key(&pair[1])).count();
    let (how, mut answers) = match tells.first().and_then(|name| raw.column(name)) {
        Some(column) => {
            let first = column.texts().nth(1).unwrap_or_default();
            (format!("They differ in '{}'", tells.join("', '")), vec![format!("raters, or take one: --only '{}={first}'", column.name)])
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
    let before = found.marks.len();
    found.marks = found.marks.chunk_by(|a, b| (a.rater, a.item) == (b.rater, b.item)).map(one).collect();
    ledger.add(Fate::Merged, what, (before - found.marks.len()) as u64);
}

fn majority(marks: &[Mark]) -> Mark {
    let mut one = marks[0];
    let count = |says: Meaning| marks.iter().filter(|mark| mark.says == says).count();
    let most_common = |answers: Vec<u32>| {
        answers.iter().copied().find(|answer| answers.iter().filter(|other| *other == answer).count() * 2 > answers.len())
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
    for mark in &mut found.marks {
        mark.rater = small(kept.insert_full(found.raters[mark.rater as usize].clone()).0);
    }
    found.raters = kept;
}

/// The items; those whose rows contradict each other about what they are lose their marks.
fn items(raw: &Raw, choices: &Choices, found: &mut Marks, ledger: &mut Ledger) -> Result<Vec<Item>, ChoiceError> {
    let optional = |name: &Option<String>| name.as_ref().map(|name| column(raw, name)).transpose();
    let (hash, cluster, weight) = (optional(&choices.hash)?, optional(&choices.cluster)?, optional(&choices.weight)?);
    let key = match &choices.key {
        Key::Column(name) => Some(column(raw, name)?),
        Key::None | Key::Majority(_) => None,
    };
    let mut items: Vec<Item> = found
        .items
        .iter()
        .map(|id| Item { id: id.clone(), weight: 1, cluster: None, key: None })
        .collect();
    let (mut first, mut conflicting) = (vec![None; items.len()], Bits::none(items.len()));
    for mark in &found.marks {
        let (at, row) = (mark.item as usize, mark.row as usize);
        let Some(begun) = first[at] else {
            first[at] = Some(row);
            let text = |column: Option<&Column>| column.map(|c| c.at(row).to_owned()).filter(|text| !text.is_empty());
            items[at].cluster = text(cluster);
            items[at].key = text(key).filter(|key| missing(key).is_none()).map(|key| meant(choices, &key).to_owned());
            if let Some(count) = text(weight) {
                items[at].weight = count.parse().map_err(|_| {
                    ChoiceError::Nothing(format!("'{count}' in the column of weights is no whole number below 2^32"))
                })?;
            }
            continue;
        };
        let differ = |column: Option<&Column>| {
            column.is_some_and(|c| c.cells[row] != EMPTY && c.cells[begun] != EMPTY && c.cells[row] != c.cells[begun])
        };
        if differ(hash) || differ(key) {
            conflicting.set(at);
        }
    }
    for at in conflicting.ones() {
        let what = "items whose content or key differs between raters: the same name for different things";
        ledger.name(Fate::Dropped, what, &items[at].id);
    }
    if conflicting.count() > 0 {
        let mut place = vec![u32::MAX; items.len()];
        let kept: Vec<usize> = (0..items.len()).filter(|&at| !conflicting.get(at)).collect();
        kept.iter().enumerate().for_each(|(new, &old)| place[old] = small(new));
        found.marks.retain(|mark| !conflicting.get(mark.item as usize));
        found.marks.iter_mut().for_each(|mark| mark.item = place[mark.item as usize]);
        items = kept.into_iter().map(|at| items[at].clone()).collect();
    }
    Ok(items)
}

fn fill(found: &Marks, items: Vec<Item>) -> Table {
    let n = items.len();
    let has_answers = found.marks.iter().any(|mark| mark.answer != 0);
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
    for mark in &found.marks {
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

/// Makes verdicts of answers.
fn hold_against_key(raw: &Raw, choices: &Choices, table: &mut Table, ledger: &mut Ledger) -> Result<(), ChoiceError> {
    if choices.kind != Kind::Answers {
        return Ok(());
    }
    if let Key::Majority(names) = &choices.key {
        let makers: Vec<usize> = names
            .iter()
            .map(|name| {
                table.raters.iter().position(|rater| rater.name == *name).ok_or_else(|| ChoiceError::NoColumn {
                    name: name.clone(),
                    columns: table.raters.iter().map(|rater| rater.name.clone()).collect(),
                })
            })
            .collect::<Result<_, _>>()?;
        for item in 0..table.items.len() {
            table.items[item].key = majority_answer(table, &makers, item).map(|code| table.answers[code as usize].clone());
        }
        ledger.add(Fate::Noted, "raters that made the key, and are not rated by it", names.len() as u64);
        table.raters.retain(|rater| !names.contains(&rater.name));
    }
    let codes: HashMap<&str, u32> = table.answers.iter().zip(0..).map(|(text, code)| (&**text, code)).collect();
    // A key that nobody gave is still a key: everybody who answered is wrong.
    let keys: Vec<Option<u32>> =
        table.items.iter().map(|item| item.key.as_ref().map(|key| codes.get(&**key).copied().unwrap_or(u32::MAX))).collect();
    if choices.key != Key::None {
        let keyless = keys.iter().filter(|key| key.is_none()).count();
        ledger.add(Fate::Missing, "items without a key: nobody is right or wrong on them", keyless as u64);
    }
    for rater in &mut table.raters {
        let Some(answers) = &rater.answers else { continue };
        for item in answers.given.ones() {
            match keys[item] {
                Some(key) => {
                    rater.observed.set(item);
                    if answers.codes[item] != key {
                        rater.wrong.set(item);
                    }
                }
                None => rater.missing.push((item, Missing::Unscored)),
            }
        }
    }
    if let Key::Column(name) = &choices.key
        && raw.column(name).is_some()
        && table.raters.iter().all(|rater| rater.observed == rater.wrong)
    {
        ledger.add(Fate::Mismatch, format!("no answer ever equals '{name}': are both written alike?"), 1);
    }
    Ok(())
}

/// What more than half of those who answered say.
fn majority_answer(table: &Table, makers: &[usize], item: usize) -> Option<u32> {
    let given = |rater: &usize| {
        let answers = table.raters[*rater].answers.as_ref()?;
        answers.given.get(item).then(|| answers.codes[item])
    };
    let codes: Vec<u32> = makers.iter().filter_map(given).collect();
    codes.iter().copied().find(|code| codes.iter().filter(|other| *other == code).count() * 2 > codes.len())
}

/// How many answers there were to choose from, where every row says the same.
fn options(raw: &Raw) -> Option<u32> {
    let mut texts = raw.column("options")?.texts().skip(1);
    texts.next().filter(|_| texts.next().is_none()).and_then(|text| text.parse().ok())
}

fn tell_missing(table: &Table, ledger: &mut Ledger) {
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
fn recompute(reading: &Reading, choices: &Choices, table: &Table, ledger: &mut Ledger) {
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
