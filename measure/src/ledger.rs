//! What became of every row that did not simply count.

use serde::Serialize;

/// What happened to rows or items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Left out of everything.
    Dropped,
    /// Several became one.
    Merged,
    /// A score became right or wrong at a cut-off.
    Cut,
    /// There, but with no verdict.
    Missing,
    /// Read with an assumption that may be wrong.
    Assumed,
    /// What the file says of itself is not what its rows say.
    Mismatch,
    /// Worth a look; it changed nothing.
    Noted,
}

/// One line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// What happened.
    pub fate: Fate,
    /// To what and why, in words.
    pub what: String,
    /// Rows, items or cells it happened to, as the words say.
    pub count: u64,
    /// Some of them by name, the first ones.
    pub examples: Vec<String>,
}

/// How many examples an entry names.
const EXAMPLES: usize = 10;

/// Every row dropped, merged or cut, and every assumption.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Ledger {
    entries: Vec<Entry>,
}

impl Ledger {
    /// Counts more of the same; the same words make one entry.
    pub fn add(&mut self, fate: Fate, what: impl Into<String>, count: u64) {
        if count > 0 {
            self.entry(fate, what.into()).count += count;
        }
    }

    /// Counts one and names it.
    pub fn name(&mut self, fate: Fate, what: impl Into<String>, example: impl Into<String>) {
        let entry = self.entry(fate, what.into());
        entry.count += 1;
        if entry.examples.len() < EXAMPLES {
            entry.examples.push(example.into());
        }
    }

    /// Adds what another ledger holds.
    pub fn merge(&mut self, other: &Ledger) {
        for theirs in &other.entries {
            let ours = self.entry(theirs.fate, theirs.what.clone());
            ours.count += theirs.count;
            let room = EXAMPLES - ours.examples.len().min(EXAMPLES);
            ours.examples.extend(theirs.examples.iter().take(room).cloned());
        }
    }

    /// The entries, in the order in which they came up.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many things had this fate.
    #[must_use]
    pub fn count(&self, fate: Fate) -> u64 {
        self.entries.iter().filter(|entry| entry.fate == fate).map(|entry| entry.count).sum()
    }

    fn entry(&mut self, fate: Fate, what: String) -> &mut Entry {
        let at = self.entries.iter().position(|entry| entry.fate == fate && entry.what == what).unwrap_or_else(|| {
            self.entries.push(Entry { fate, what, count: 0, examples: Vec::new() });
            self.entries.len() - 1
        });
        &mut self.entries[at]
    }
}
