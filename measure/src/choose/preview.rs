//! What was understood, before anything is measured.

use serde::Serialize;

use crate::choose::{ChoiceError, Choices, Key, Kind, Question, Reading};
use crate::form::Form;
use crate::ledger::Ledger;

/// A column, to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ColumnSummary {
    /// Its name.
    pub name: String,
    /// Different texts in it, the empty one not counted.
    pub distinct: usize,
    /// The first of them.
    pub examples: Vec<String>,
}

/// What was understood with some choices.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Preview {
    /// It all in one sentence.
    pub sentence: String,
    /// The form of the files.
    pub form: Form,
    /// Other forms that they could be.
    pub also: Vec<Form>,
    /// The choices that it is the preview of.
    pub choices: Choices,
    /// Every column there is.
    pub columns: Vec<ColumnSummary>,
    /// Names of the raters.
    pub raters: Vec<String>,
    /// Items.
    pub items: usize,
    /// Cells without a verdict.
    pub missing: usize,
    /// What is open.
    pub questions: Vec<Question>,
    /// What became of rows so far.
    pub ledger: Ledger,
}

pub(super) fn preview(reading: &Reading, choices: &Choices) -> Result<Preview, ChoiceError> {
    let mut questions = reading.questions().to_vec();
    let built = match reading.table(choices) {
        Ok(built) => Some(built),
        Err(ChoiceError::Open(question)) => {
            questions.push(question);
            None
        }
        Err(ChoiceError::Nothing(_)) => None,
        Err(error @ ChoiceError::NoColumn { .. }) => return Err(error),
    };
    let columns = reading.raw.columns.iter().map(|column| ColumnSummary {
        name: column.name.clone(),
        distinct: column.texts().len() - 1,
        examples: column.texts().skip(1).take(5).map(str::to_owned).collect(),
    });
    let (raters, items, missing, ledger) = built.map_or_else(
        || (Vec::new(), 0, 0, reading.ledger.clone()),
        |(table, ledger)| {
            let raters = table.raters.iter().map(|rater| rater.name.clone()).collect();
            (raters, table.items.len(), table.missing_cells(), ledger)
        },
    );
    let sense = match (choices.kind, &choices.key) {
        (Kind::Verdicts, _) => format!("1 = {}", if choices.one_is_wrong { "wrong" } else { "correct" }),
        (Kind::Scores, _) => {
            format!("scores from {} on are {}", choices.cut, if choices.one_is_wrong { "wrong" } else { "correct" })
        }
        (Kind::Answers, Key::None) => "answers without a key".to_owned(),
        (Kind::Answers, Key::Column(key)) => format!("answers, right where they equal '{key}'"),
        (Kind::Answers, Key::Majority(raters)) => format!("answers, right where most of {} say so", raters.join(", ")),
    };
    let plural = |n: usize, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
    let sentence = format!(
        "{} of {}: {}, {}, {sense}, {missing} missing",
        plural(reading.files, "file"),
        reading.form,
        plural(raters.len(), "rater"),
        plural(items, "item"),
    );
    Ok(Preview {
        sentence,
        form: reading.form,
        also: reading.also.clone(),
        choices: choices.clone(),
        columns: columns.collect(),
        raters,
        items,
        missing,
        questions,
        ledger,
    })
}
