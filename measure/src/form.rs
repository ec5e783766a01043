//! The forms in which results come.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// The form of a file, recognised by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// A table whose rows are items and whose columns are raters.
    Wide,
    /// A table, or records, of one verdict a row: item, rater, value.
    Long,
    /// Results of SWE-bench: sets of resolved instances, or a verdict for each.
    SweBench,
    /// `samples_*.jsonl` of the lm-evaluation-harness.
    LmEval,
    /// A log of Inspect, `.eval` or `.json`.
    Inspect,
    /// `per_instance_stats.json` of HELM.
    Helm,
    /// Results of promptfoo, JSON or CSV.
    Promptfoo,
    /// Other JSON records: of a log that is known by its fields, or any, whose fields are chosen.
    Records,
}

impl Form {
    /// All of them.
    pub const ALL: [Form; 8] = [
        Form::Wide,
        Form::Long,
        Form::SweBench,
        Form::LmEval,
        Form::Inspect,
        Form::Helm,
        Form::Promptfoo,
        Form::Records,
    ];

    /// Its name as options write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Form::Wide => "wide",
            Form::Long => "long",
            Form::SweBench => "swe-bench",
            Form::LmEval => "lm-eval",
            Form::Inspect => "inspect",
            Form::Helm => "helm",
            Form::Promptfoo => "promptfoo",
            Form::Records => "records",
        }
    }

    /// Whether the reader itself knows which column means what.
    pub(crate) fn is_log(self) -> bool {
        matches!(self, Form::SweBench | Form::LmEval | Form::Inspect | Form::Helm)
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Form {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// No form has this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownForm(String);

impl fmt::Display for UnknownForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = Form::ALL.iter().map(|form| form.name()).collect();
        write!(f, "There is no form '{}'; forms are {}.", self.0, names.join(", "))
    }
}

impl std::error::Error for UnknownForm {}

impl FromStr for Form {
    type Err = UnknownForm;

    fn from_str(name: &str) -> Result<Form, UnknownForm> {
        Form::ALL.into_iter().find(|form| form.name() == name).ok_or_else(|| UnknownForm(name.to_owned()))
    }
}
