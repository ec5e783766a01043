//! Which answers are right.

use std::collections::HashMap;

use indexmap::IndexSet;

use crate::choose::{ChoiceError, Choices, Key, Kind};
use crate::ledger::{Fate, Ledger};
use crate::raw::Raw;
use crate::table::{Missing, Table};

/// Makes verdicts of answers.
pub(super) fn hold(raw: &Raw, choices: &Choices, table: &mut Table, ledger: &mut Ledger) -> Result<(), ChoiceError> {
    if choices.kind != Kind::Answers {
        return Ok(());
    }
    if let Key::Majority(names) = &choices.key {
        // Who is named twice has one voice.
        let names: IndexSet<&String> = names.iter().collect();
        let makers: Vec<usize> = names
            .iter()
            .map(|name| {
                table.raters.iter().position(|rater| rater.name == **name).ok_or_else(|| ChoiceError::NoColumn {
                    name: (*name).clone(),
                    columns: table.raters.iter().map(|rater| rater.name.clone()).collect(),
                })
            })
            .collect::<Result<_, _>>()?;
        for item in 0..table.items.len() {
            table.items[item].key =
                majority_answer(table, &makers, item).map(|code| table.answers[code as usize].clone());
        }
        ledger.add(Fate::Noted, "raters that made the key, and are not rated by it", names.len() as u64);
        table.raters.retain(|rater| !names.contains(&rater.name));
    }
    let codes: HashMap<&str, u32> = table.answers.iter().zip(0..).map(|(text, code)| (&**text, code)).collect();
    // A key that nobody gave is still a key: everybody who answered is wrong.
    let keys: Vec<Option<u32>> = table
        .items
        .iter()
        .map(|item| item.key.as_ref().map(|key| codes.get(&**key).copied().unwrap_or(u32::MAX)))
        .collect();
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
