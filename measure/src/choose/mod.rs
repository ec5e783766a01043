//! From rows to the canonical table: what every column means, and every choice open to change.

mod build;
mod infer;
mod meaning;
mod preview;
mod reading;

use std::fmt;

use serde::Serialize;

pub use preview::{ColumnSummary, Preview};
pub use reading::Reading;

/// How verdicts lie in the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// A row is an item, a column a rater.
    Wide,
    /// A row is one rater's verdict on one item.
    Long,
}

/// What the values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Right or wrong, in one of their many spellings.
    Verdicts,
    /// Numbers that become right or wrong at a cut-off.
    Scores,
    /// Answers, right where they equal the key.
    Answers,
}

/// What says which answer is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// Nothing: answers are compared with each other only.
    None,
    /// A column.
    Column(String),
    /// What more than half of these raters say. They made the key, so they are not rated by it.
    Majority(Vec<String>),
}

/// What becomes of several rows for one rater and item. None is ever chosen by its place alone without being told to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Repeats {
    /// Ask: it is an error to have some.
    Ask,
    /// The first one counts.
    First,
    /// What more than half of those with a verdict say; a draw has no verdict.
    Majority,
    /// Each is a rater of its own, named with what tells the repeats apart.
    Raters,
}

/// Every choice about what rows mean. [`Reading::choices`] makes a first guess.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Choices {
    /// How verdicts lie in the rows.
    pub layout: Layout,
    /// Columns that together name an item; none: each row of the one file is an item.
    pub item: Vec<String>,
    /// Wide: the raters' columns. Long: columns that together name the rater.
    pub rater: Vec<String>,
    /// Long: the column of the verdict, score or answer.
    pub value: Option<String>,
    /// Long: a column of answers beside verdicts or scores.
    pub answer: Option<String>,
    /// What the values are.
    pub kind: Kind,
    /// What says which answer is right.
    pub key: Key,
    /// Texts of answers that mean the same as another text: (Tie, 0).
    pub same: Vec<(String, String)>,
    /// Whether 1, true and yes mean wrong.
    pub one_is_wrong: bool,
    /// Scores from here on are right.
    pub cut: f64,
    /// What becomes of repeats.
    pub repeats: Repeats,
    /// Columns that tell repeats apart.
    pub trial: Vec<String>,
    /// Only rows with this text in that column.
    pub only: Vec<(String, String)>,
    /// A column that must be the same in all rows of an item.
    pub hash: Option<String>,
    /// A column of clusters.
    pub cluster: Option<String>,
    /// A column that says how often a row counts.
    pub weight: Option<String>,
}

impl Choices {
    /// Takes what says which answer is right; the values are then answers, and a column of keys is no rater.
    pub fn set_key(&mut self, key: Key) {
        if let Key::Column(name) = &key
            && self.layout == Layout::Wide
        {
            self.rater.retain(|rater| rater != name);
        }
        self.kind = if key == Key::None { self.kind } else { Kind::Answers };
        self.key = key;
    }

    /// Takes a cut-off; the values are then scores.
    pub fn set_cut(&mut self, cut: f64) {
        self.kind = Kind::Scores;
        self.cut = cut;
    }

    /// Takes the columns that name an item; they are then no raters.
    pub fn set_item(&mut self, columns: Vec<String>) {
        if self.layout == Layout::Wide {
            self.rater.retain(|rater| !columns.contains(rater));
        }
        self.item = columns;
    }
}

/// Something that the data leaves open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The question, with what was taken for now, in one or two sentences.
    pub text: String,
    /// Which choice answers it, by the name of the command's option.
    pub option: &'static str,
    /// Answers that would fit.
    pub answers: Vec<String>,
    /// Whether nothing can be measured before it is answered.
    pub must: bool,
}

/// Why there is no table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChoiceError {
    /// No column has this name.
    NoColumn {
        /// The name.
        name: String,
        /// The names that there are.
        columns: Vec<String>,
    },
    /// A question must be answered first.
    Open(Question),
    /// Nothing is left to measure.
    Nothing(String),
}

impl fmt::Display for ChoiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ChoiceError::NoColumn { name, columns } => {
                write!(f, "There is no column '{name}'; there are {}.", columns.join(", "))
            }
            ChoiceError::Open(Question { text, option, answers, .. }) => {
                write!(f, "{text} Answer with {option} {}.", answers.join(&format!(" or {option} ")))
            }
            ChoiceError::Nothing(why) => write!(f, "Nothing is left to measure: {why}."),
        }
    }
}

impl std::error::Error for ChoiceError {}
