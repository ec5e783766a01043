//! Logs of Inspect: the header names model and task, the samples carry a score for each scorer.

use serde_json::Value;

use crate::forms::{flat, text};
use crate::read::{Found, Published};

pub(super) fn is_log(value: &Value) -> bool {
    value.get("eval").is_some_and(|eval| eval.get("model").is_some() && eval.get("task").is_some())
}

pub(super) fn take(value: &Value, found: &mut Found) {
    for one in value.get("samples").and_then(Value::as_array).into_iter().flatten() {
        sample(value, one, found);
    }
    published(value, found);
}

/// One sample of a log with this header.
pub(crate) fn sample(header: &Value, sample: &Value, found: &mut Found) {
    let raw = &mut found.raw;
    let field = |key: &str| sample.get(key).map(text).unwrap_or_default();
    raw.begin();
    raw.write("rater", eval(header, "model").unwrap_or_default());
    raw.write("task", eval(header, "task").unwrap_or_default());
    raw.write("item", &field("id"));
    raw.write("epoch", &field("epoch"));
    raw.write("key", &field("target"));
    let input = sample.get("input").map(|input| if input.is_string() { text(input) } else { input.to_string() });
    raw.write("hash", &(field("target") + "\n" + &input.unwrap_or_default()));
    if let Some(choices) = sample.get("choices").and_then(Value::as_array).filter(|choices| !choices.is_empty()) {
        raw.write("options", &choices.len().to_string());
    }
    let scores = sample.get("scores").and_then(Value::as_object);
    if sample.get("error").is_some_and(|error| !error.is_null()) {
        raw.write("why", "infrastructure");
    } else if scores.is_none_or(serde_json::Map::is_empty) {
        raw.write("why", "unscored");
    }
    for (scorer, score) in scores.into_iter().flatten() {
        if let Some(answer) = score.get("answer").filter(|answer| answer.is_string()) {
            raw.write("answer", &text(answer));
        }
        flat::fields(&format!("score {scorer}"), score.get("value").unwrap_or(score), &mut |path, value| {
            raw.write(path, number(value));
        });
    }
}

/// The accuracy that the log states.
pub(crate) fn published(header: &Value, found: &mut Found) {
    let scores = header.get("results").and_then(|results| results.get("scores")).and_then(Value::as_array);
    for score in scores.into_iter().flatten() {
        let accuracy = score.get("metrics").and_then(|metrics| metrics.get("accuracy")).and_then(|m| m.get("value"));
        if let (Some(right), Some(name)) = (accuracy.and_then(Value::as_f64), score.get("name").map(text)) {
            let rater = eval(header, "model").unwrap_or_default().to_owned();
            found.published.push(Published { rater, name: format!("score {name}"), right });
        }
    }
}

fn eval<'a>(header: &'a Value, key: &str) -> Option<&'a str> {
    header.get("eval")?.get(key)?.as_str()
}

/// Inspect's own reading of its letters: correct, incorrect, partial, no answer.
fn number(value: &str) -> &str {
    match value {
        "C" => "1",
        "P" => "0.5",
        "I" | "N" => "0",
        other => other,
    }
}
