//! Which raters are alike by birth: of one vendor, of one base model.

use std::collections::HashMap;

use crate::ledger::{Fate, Ledger};
use crate::read::{ReadError, Reader};
use crate::table::Table;

/// The group of each rater by its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grouping {
    groups: HashMap<String, String>,
}

impl Grouping {
    /// Reads a table of two columns, the first the rater's name, the second its group.
    ///
    /// # Errors
    ///
    /// If it can't be read as a table, or has fewer than two columns.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Grouping, ReadError> {
        let parts = Reader::read(name, None, bytes)?;
        let mut groups = HashMap::new();
        for part in &parts {
            let [rater, group, ..] = &part.found.raw.columns[..] else {
                return Err(ReadError::WrongForm("groups are a table of two columns, rater and group".to_owned()));
            };
            groups.extend((0..part.rows()).map(|row| (rater.at(row).to_owned(), group.at(row).to_owned())));
        }
        Ok(Grouping { groups })
    }

    /// The groups that the names themselves say: `vendor/model`. Empty unless every name has such a form.
    #[must_use]
    pub fn of_names(table: &Table) -> Grouping {
        let pairs: Option<HashMap<String, String>> = table
            .raters
            .iter()
            .map(|rater| Some((rater.name.clone(), rater.name.split_once('/')?.0.to_owned())))
            .collect();
        Grouping { groups: pairs.unwrap_or_default() }
    }

    /// Writes the groups into a table.
    pub fn apply(&self, table: &mut Table, ledger: &mut Ledger) {
        for rater in &mut table.raters {
            rater.group = self.groups.get(&rater.name).filter(|group| !group.is_empty()).cloned();
            if rater.group.is_none() && !self.groups.is_empty() {
                ledger.name(Fate::Noted, "raters without a group: in no comparison of groups", &rater.name);
            }
        }
    }
}
