//! The forms of JSON: which a record has, and its rows.
//!
//! Every form leaves the same columns, where it has them: `task`, `item`, `rater`, `score NAME`, `answer`, `key`, `options`,
//! `hash` of the content, `why` a verdict is missing, and what tells repeats apart: `filter`, `epoch`, `trial` …

mod flat;
mod helm;
pub(crate) mod inspect;
mod lm_eval;
mod presets;
mod promptfoo;
mod swe_bench;

use serde_json::Value;

use crate::form::Form;
use crate::read::{Found, ReadError};

/// How the records of a file are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reads {
    SweBench,
    LmEval,
    Inspect,
    Helm,
    Promptfoo,
    /// Records of a log known by its fields: rows with the columns of all forms.
    Preset(presets::Preset),
    /// Any records: a column for each field.
    Fields,
}

/// The form of a file as its first record shows it.
#[derive(Clone, Debug)]
pub(crate) struct Recognised {
    pub form: Form,
    pub also: Vec<Form>,
    pub reads: Reads,
}

/// What a record leaves for the ones after it.
#[derive(Clone, Debug, Default)]
pub(crate) struct State {
    /// The rater that the first record named.
    pub rater: String,
}

/// The form of a record.
pub(crate) fn recognise(first: &Value, wanted: Option<Form>) -> Result<Recognised, ReadError> {
    let mut matching = Vec::new();
    if lm_eval::is_record(first) {
        matching.push((Form::LmEval, Reads::LmEval));
    }
    if inspect::is_log(first) {
        matching.push((Form::Inspect, Reads::Inspect));
    }
    if helm::is_record(first) {
        matching.push((Form::Helm, Reads::Helm));
    }
    if promptfoo::is_log(first) {
        matching.push((Form::Promptfoo, Reads::Promptfoo));
    }
    if swe_bench::is_results(first) {
        matching.push((Form::SweBench, Reads::SweBench));
    }
    if let Some(preset) = presets::Preset::of(first) {
        matching.push((Form::Records, Reads::Preset(preset)));
    }
    let reads = match wanted {
        None => matching.first().copied().unwrap_or((Form::Records, Reads::Fields)),
        Some(form @ (Form::Wide | Form::Long)) => (form, Reads::Fields),
        Some(Form::Records) => {
            matching.iter().copied().find(|(form, _)| *form == Form::Records).unwrap_or((Form::Records, Reads::Fields))
        }
        Some(wanted) => matching
            .iter()
            .copied()
            .find(|(form, _)| *form == wanted)
            .ok_or_else(|| ReadError::WrongForm(format!("its first record isn't one of {wanted}")))?,
    };
    let also = matching.iter().map(|(form, _)| *form).filter(|form| *form != reads.0).collect();
    Ok(Recognised { form: reads.0, also, reads: reads.1 })
}

/// Reads one record into rows.
pub(crate) fn take(reads: Reads, name: &str, value: &Value, state: &mut State, found: &mut Found) {
    match reads {
        Reads::SweBench => swe_bench::take(value, found),
        Reads::LmEval => lm_eval::take(name, value, found),
        Reads::Inspect => inspect::take(value, found),
        Reads::Helm => helm::take(name, value, found),
        Reads::Promptfoo => promptfoo::take(value, found),
        Reads::Preset(preset) => preset.take(value, state, found),
        Reads::Fields => flat::take(value, found),
    }
}

/// A scalar as text; empty for null and for what has parts.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
    }
}
