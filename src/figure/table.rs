//! The values behind a figure, as they are shown and exactly.

use serde::{Serialize, Serializer};

use crate::text::number::percent;

/// Values of a figure, row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Column heads.
    pub columns: Vec<String>,
    /// Rows, the first cell heading each.
    pub rows: Vec<Vec<Cell>>,
}

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

    /// A number that is shown in its own way; what is not finite is not known.
    #[must_use]
    pub fn number(value: f64, show: impl FnOnce(f64) -> String) -> Cell {
        if value.is_finite() { Cell { text: show(value), value: Some(value) } } else { Cell::name("–") }
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

/// As files hold it: a number as the shortest decimal that reads back to the same bits, anything else as it is shown.
impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.value {
            Some(value) => serializer.collect_str(&value),
            None => serializer.serialize_str(&self.text),
        }
    }
}
