//! The values behind a figure, as they are shown and exactly.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::text::number::percent;

/// Values of a figure, row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Column heads.
    pub columns: Vec<String>,
    /// Rows, the first cell heading each.
    pub rows: Vec<Vec<Cell>>,
    /// What files hold instead, where all that is drawn is too much to be read.
    pub whole: Option<Arc<Numbers>>,
}

impl Table {
    /// A table that says all.
    #[must_use]
    pub fn new(columns: Vec<String>, rows: Vec<Vec<Cell>>) -> Table {
        Table { columns, rows, whole: None }
    }

    /// The same table for people to read; files hold these numbers instead.
    #[must_use]
    pub fn excerpt_of(self, whole: Arc<Numbers>) -> Table {
        Table { whole: Some(whole), ..self }
    }

    /// Every so many of its rows for people to read; files hold them all.
    #[must_use]
    pub fn every(self, step: usize) -> Table {
        let values = self.rows.iter().flatten().map(|cell| cell.value).collect();
        let whole = Numbers { columns: self.columns.clone(), values };
        let rows = self.rows.into_iter().step_by(step).collect();
        Table { columns: self.columns, rows, whole: Some(Arc::new(whole)) }
    }

    /// Adds a column, a cell for each row.
    #[must_use]
    pub fn with(mut self, name: &str, cells: Vec<Cell>) -> Table {
        self.columns.push(name.to_owned());
        debug_assert_eq!(cells.len(), self.rows.len(), "a cell for each row");
        self.rows.iter_mut().zip(cells).for_each(|(row, cell)| row.push(cell));
        self
    }

    /// Adds a column of values that are known at some of the numbers that head the rows. A value without a row gets one of its
    /// own, at its place in their order and with this head.
    #[must_use]
    pub fn beside(mut self, name: &str, values: &[(f64, f64)], head: fn(f64) -> Cell, show: fn(f64) -> Cell) -> Table {
        let width = self.columns.len();
        let heads = |row: &Vec<Cell>, at: f64| row.first().and_then(|cell| cell.value) == Some(at);
        for &(at, _) in values {
            if !self.rows.iter().any(|row| heads(row, at)) {
                let lower = |row: &&Vec<Cell>| row.first().and_then(|cell| cell.value).is_some_and(|value| value < at);
                let place = self.rows.iter().take_while(lower).count();
                let nothing = std::iter::repeat_n(Cell::nothing(), width.saturating_sub(1));
                self.rows.insert(place, std::iter::once(head(at)).chain(nothing).collect());
            }
        }
        let cell = |row| {
            let value = values.iter().find(|(at, _)| heads(row, *at));
            value.map_or_else(Cell::nothing, |&(_, value)| show(value))
        };
        let cells: Vec<Cell> = self.rows.iter().map(cell).collect();
        self.with(name, cells)
    }
}

/// Numbers alone, row by row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    /// Column heads.
    pub columns: Vec<String>,
    /// Row after row, a value for each column; `None` where there is none.
    pub values: Vec<Option<f64>>,
}

impl Numbers {
    /// What is known at each of some places, which head the rows.
    #[must_use]
    pub fn by(columns: Vec<String>, rows: impl IntoIterator<Item = Vec<f64>>) -> Numbers {
        let known = |value: f64| value.is_finite().then_some(value);
        Numbers { columns, values: rows.into_iter().flatten().map(known).collect() }
    }

    /// These and another's, row by row, whose columns get `mark` before their names; the column that heads both stands once.
    #[must_use]
    pub fn beside(&self, mark: &str, other: &Numbers) -> Numbers {
        let others = other.columns.iter().skip(1);
        let columns = self.columns.iter().cloned().chain(others.map(|name| format!("{mark}{name}"))).collect();
        let nothing = vec![None; other.columns.len()];
        let rows = self.rows().zip(other.rows().chain(std::iter::repeat(nothing.as_slice())));
        let values = rows.flat_map(|(own, other)| own.iter().chain(other.iter().skip(1)).copied()).collect();
        Numbers { columns, values }
    }

    /// Its rows.
    pub fn rows(&self) -> impl Iterator<Item = &[Option<f64>]> {
        self.values.chunks(self.columns.len().max(1))
    }
}

/// Stands where there is no number.
const NOTHING: &str = "–";

/// One value of a table. Two may be shown alike and differ.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// As it is shown; empty where there is nothing.
    pub text: String,
    /// The number itself, if it is one: shares stand from 0 to 1.
    pub value: Option<f64>,
}

impl Cell {
    /// What is no number.
    #[must_use]
    pub fn name(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), value: None }
    }

    /// Where others of its column have a number and this one has none.
    #[must_use]
    pub fn nothing() -> Cell {
        Cell::name(NOTHING)
    }

    /// A number that is shown in its own way; what is not finite is not known.
    #[must_use]
    pub fn number(value: f64, show: impl FnOnce(f64) -> String) -> Cell {
        if value.is_finite() { Cell { text: show(value), value: Some(value) } } else { Cell::nothing() }
    }

    /// A count.
    #[must_use]
    pub fn count(count: usize) -> Cell {
        Cell::number(count as f64, |_| count.to_string())
    }

    /// A share, 0–1, of which five decimals are shown.
    #[must_use]
    pub fn share(share: f64) -> Cell {
        Cell::number(share, |share| format!("{share:.5}"))
    }

    /// A share, 0–1, that is shown in percent.
    #[must_use]
    pub fn percent(share: f64) -> Cell {
        Cell::number(share, percent)
    }
}

/// As files hold it: a number as the shortest decimal that reads back to the same bits, nothing as nothing, anything else as
/// it is shown.
impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.value {
            Some(value) => serializer.collect_str(&value),
            None if self.text == NOTHING => serializer.serialize_str(""),
            None => serializer.serialize_str(&self.text),
        }
    }
}
