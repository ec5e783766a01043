//! What a report was made from.

use serde::Serialize;

use crate::VERSION;
use crate::choose::Choices;
use crate::form::Form;
use crate::ledger::Ledger;
use crate::measures::{Options, Report};
use crate::read::Part;

/// One input, by its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Input {
    /// The file's name.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its bytes.
    pub bytes: u64,
}

/// What a report was made from: the same inputs, choices, options and version give the same report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Receipt {
    /// The version of this program.
    pub version: &'static str,
    /// The files.
    pub inputs: Vec<Input>,
    /// The form they were read as.
    pub form: Form,
    /// What every column was taken to mean.
    pub choices: Choices,
    /// How it was measured.
    pub options: Options,
}

impl Receipt {
    /// The receipt of these files; what was in one archive is one input.
    #[must_use]
    pub fn new(parts: &[Part], form: Form, choices: Choices, options: Options) -> Receipt {
        let mut inputs: Vec<Input> = Vec::new();
        for part in parts {
            let name = part.name.split('!').next().unwrap_or(&part.name).to_owned();
            if !inputs.iter().any(|input| input.name == name && input.sha256 == part.sha256) {
                inputs.push(Input { name, sha256: part.sha256.clone(), bytes: part.bytes });
            }
        }
        Receipt { version: VERSION, inputs, form, choices, options }
    }
}

/// A report with all that led to it: what the command prints.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// What was measured.
    #[serde(flatten)]
    pub report: Report,
    /// What became of every row that did not simply count.
    pub ledger: Ledger,
    /// What it was made from.
    pub receipt: Receipt,
}
