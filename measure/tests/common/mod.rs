//! Tables made for tests.
#![allow(dead_code, reason = "not every test uses all of it")]

use blindspot_measure::bits::Bits;
use blindspot_measure::choose::{ChoiceError, Choices, Reading};
use blindspot_measure::ledger::Ledger;
use blindspot_measure::read::{Part, Reader};
use blindspot_measure::table::{Item, Rater, Table};

/// A table of rows, true where the rater errs.
pub fn table(rows: &[Vec<bool>]) -> Table {
    let raters = rows.first().map_or(0, Vec::len);
    let items = (0..rows.len()).map(|at| Item { id: at.to_string(), weight: 1, cluster: None, key: None }).collect();
    let rater = |at: usize| {
        let mut wrong = Bits::none(rows.len());
        rows.iter().enumerate().filter(|(_, row)| row[at]).for_each(|(item, _)| wrong.set(item));
        let (observed, missing) = (Bits::all(rows.len()), Vec::new());
        Rater { name: format!("r{at}"), group: None, observed, wrong, answers: None, missing }
    };
    Table { items, raters: (0..raters).map(rater).collect(), answers: Vec::new(), options: None }
}

/// One file, read.
pub fn part(name: &str, text: &str) -> Part {
    let mut parts = Reader::read(name, None, text.as_bytes()).unwrap();
    assert_eq!(parts.len(), 1);
    parts.remove(0)
}

/// Files as they are understood with changed choices.
pub fn built(files: &[(&str, &str)], change: impl FnOnce(&mut Choices)) -> Result<(Table, Ledger), ChoiceError> {
    let parts: Vec<Part> = files.iter().map(|(name, text)| part(name, text)).collect();
    let reading = Reading::join(&parts, None)?;
    let mut choices = reading.choices().clone();
    change(&mut choices);
    reading.table(&choices)
}

/// A rater's row of letters: right, wrong, or - for no verdict.
pub fn letters(table: &Table, rater: &str) -> String {
    let rater = table.raters.iter().find(|one| one.name == rater).unwrap_or_else(|| panic!("no rater {rater}"));
    let letter = |item| match (rater.observed.get(item), rater.wrong.get(item)) {
        (true, false) => 'r',
        (true, true) => 'w',
        (false, _) => '-',
    };
    (0..table.items.len()).map(letter).collect()
}

/// A share in [0, 1) from the generator of Park and Miller (1988).
pub struct Generator(pub u64);

impl Generator {
    pub fn next(&mut self) -> f64 {
        self.0 = self.0 * 48271 % 2_147_483_647;
        self.0 as f64 / 2_147_483_647.0
    }
}
