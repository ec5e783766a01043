//! All files together.

use std::collections::{HashMap, HashSet};

use crate::choose::{ChoiceError, Choices, Preview, Question, build, infer, preview};
use crate::form::Form;
use crate::ledger::{Fate, Ledger};
use crate::raw::Raw;
use crate::read::{Part, Published, distinct_names};
use crate::table::Table;

/// The column that names the file of a row.
pub(crate) const FILE: &str = "(file)";

/// The rows of all files, and what is known of them before anything is chosen.
#[derive(Clone, Debug)]
pub struct Reading {
    pub(crate) raw: Raw,
    pub(crate) ledger: Ledger,
    pub(crate) published: Vec<Published>,
    pub(crate) form: Form,
    pub(crate) also: Vec<Form>,
    pub(crate) files: usize,
    choices: Choices,
    questions: Vec<Question>,
}

impl Reading {
    /// Puts the files' rows below each other. With a form, tables are taken to be wide or long.
    ///
    /// # Errors
    ///
    /// If there is no file, or if files are of different forms, whose columns mean different things.
    pub fn join(parts: &[Part], wanted: Option<Form>) -> Result<Reading, ChoiceError> {
        let Some(first) = parts.first() else {
            return Err(ChoiceError::Nothing("there is no file".to_owned()));
        };
        if let Some(other) = parts.iter().find(|part| part.form != first.form) {
            let (a, b) = (format!("{} ({})", first.name, first.form), format!("{} ({})", other.name, other.form));
            return Err(ChoiceError::Nothing(format!(
                "the files are of different forms, {a} and {b}; measure them one by one"
            )));
        }
        let names = distinct_names(&parts.iter().map(|part| &*part.name).collect::<Vec<_>>());
        let (mut raw, mut ledger, mut published) = (Raw::default(), Ledger::default(), Vec::new());
        for (part, name) in parts.iter().zip(&names) {
            let mut rows = part.found.raw.clone();
            rows.fill(FILE, name);
            // Of a table every column is the reader's own.
            let is_table = matches!(part.form, Form::Wide | Form::Long);
            if part.form.is_log() || part.form == Form::Promptfoo || (!is_table && rows.column("item").is_some()) {
                rows.fill_empty("rater", name);
            }
            raw.append(&rows);
            ledger.merge(&part.found.ledger);
            published.extend(part.found.published.iter().cloned().map(|mut rate| {
                if rate.rater.is_empty() {
                    rate.rater.clone_from(name);
                }
                rate
            }));
        }
        if first.form == Form::SweBench {
            complete_sets(&mut raw, &mut ledger);
        }
        let (choices, mut questions, form) = infer::choices(&raw, first.form, wanted, parts.len());
        if !first.also.is_empty() && wanted.is_none() {
            questions.push(Question {
                text: format!("The file could be {form}, and also {}; it is read as {form}.", list(&first.also)),
                option: "--form",
                answers: first.also.iter().map(|form| form.name().to_owned()).collect(),
                must: false,
            });
        }
        let also = first.also.clone();
        Ok(Reading { raw, ledger, published, form, also, files: parts.len(), choices, questions })
    }

    /// The form of the files.
    #[must_use]
    pub fn form(&self) -> Form {
        self.form
    }

    /// The first guess of what every column means.
    #[must_use]
    pub fn choices(&self) -> &Choices {
        &self.choices
    }

    /// What the data leaves open, whatever is chosen.
    #[must_use]
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// What was understood with these choices, before anything is measured.
    ///
    /// # Errors
    ///
    /// If a chosen column does not exist.
    pub fn preview(&self, choices: &Choices) -> Result<Preview, ChoiceError> {
        preview::preview(self, choices)
    }

    /// The table with these choices, and the ledger of all that did not simply count.
    ///
    /// # Errors
    ///
    /// If a chosen column does not exist, a question must be answered first, or no cell has a verdict or an answer.
    pub fn table(&self, choices: &Choices) -> Result<(Table, Ledger), ChoiceError> {
        build::table(self, choices)
    }
}

fn list(forms: &[Form]) -> String {
    forms.iter().map(|form| form.name()).collect::<Vec<_>>().join(", ")
}

/// Of files that list only what is resolved, the other instances become rows: every one that any file names.
fn complete_sets(raw: &mut Raw, ledger: &mut Ledger) {
    let Some(file) = raw.column(FILE) else { return };
    if raw.column("only resolved").is_none() {
        return;
    }
    let Some(item) = raw.column("item") else { return };
    let (mut all, mut known) = (Vec::new(), HashSet::new());
    let mut named: HashMap<String, HashSet<String>> = HashMap::new();
    for row in 0..raw.rows() {
        let id = item.at(row).to_owned();
        named.entry(file.at(row).to_owned()).or_default().insert(id.clone());
        if known.insert(id.clone()) {
            all.push(id);
        }
    }
    let mut files: Vec<_> = named.into_iter().collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    for (name, named) in files {
        for id in all.iter().filter(|id| !named.contains(*id)) {
            raw.begin();
            for (column, text) in [(FILE, &name), ("rater", &name), ("item", id)] {
                raw.write(column, text);
            }
            raw.write("score resolved", "false");
            ledger.add(Fate::Assumed, "instances in no set of a file: taken as tried and unresolved", 1);
        }
    }
}
