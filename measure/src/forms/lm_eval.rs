//! `samples_*.jsonl` of the lm-evaluation-harness: a file for each model and task, a row for each item and filter.

use serde_json::Value;

use crate::forms::text;
use crate::read::Found;

pub(super) fn is_record(value: &Value) -> bool {
    value.get("doc_id").is_some() && ["filter", "filtered_resps", "doc_hash"].iter().any(|key| value.get(key).is_some())
}

pub(super) fn take(name: &str, value: &Value, found: &mut Found) {
    let (folder, task) = folder_and_task(name);
    let raw = &mut found.raw;
    raw.begin();
    raw.write("rater", folder);
    raw.write("task", task);
    let field = |key: &str| value.get(key).map(text).unwrap_or_default();
    raw.write("item", &field("doc_id"));
    raw.write("filter", &field("filter"));
    raw.write("hash", &(field("doc_hash") + &field("target_hash")));
    raw.write("key", &field("target"));
    raw.write("answer", &answer(value.get("filtered_resps")));
    let named = value.get("metrics").and_then(Value::as_array);
    let metrics: Vec<&str> = match named {
        Some(names) => names.iter().filter_map(Value::as_str).collect(),
        // Older versions don't list them.
        None => ["acc", "acc_norm", "exact_match", "pass@1", "em"]
            .into_iter()
            .filter(|key| value.get(*key).is_some())
            .collect(),
    };
    for metric in metrics {
        raw.write(&format!("score {metric}"), &field(metric));
    }
}

/// The folder of a file, which the harness names by the model, and the task in its name.
fn folder_and_task(name: &str) -> (&str, &str) {
    let (folders, file) = name.rsplit_once(['/', '!']).unwrap_or(("", name));
    let folder = folders.rsplit(['/', '!']).next().unwrap_or(folders);
    let stem = file.strip_suffix(".jsonl").unwrap_or(file);
    let stem = stem.find("samples_").map_or(stem, |at| &stem[at + "samples_".len()..]);
    // The date follows the last `_`: 2026-01-21T03-44-18.458309.
    let dated = |date: &str| date.len() >= 10 && date.starts_with("20") && date.as_bytes().get(4) == Some(&b'-');
    let task = stem.rsplit_once('_').filter(|(_, date)| dated(date)).map_or(stem, |(task, _)| task);
    (folder, task)
}

/// A text as it is; of log-likelihoods the place of the highest.
fn answer(responses: Option<&Value>) -> String {
    let Some(Value::Array(responses)) = responses else { return responses.map(text).unwrap_or_default() };
    let likelihood = |value: &Value| match value {
        Value::Array(pair) => pair.first().and_then(|value| value.as_f64().or_else(|| value.as_str()?.parse().ok())),
        _ => None,
    };
    let likelihoods: Vec<f64> = responses.iter().filter_map(likelihood).collect();
    if likelihoods.len() < 2 || likelihoods.len() != responses.len() {
        return responses.first().map(text).unwrap_or_default();
    }
    let best = (0..likelihoods.len()).max_by(|&a, &b| likelihoods[a].total_cmp(&likelihoods[b]));
    best.map_or_else(String::new, |best| best.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_models_and_names_are_tasks() {
        let name = "out/org__model/samples_math_500_2026-01-21T03-44-18.458309.jsonl";
        assert_eq!(folder_and_task(name), ("org__model", "math_500"));
        assert_eq!(folder_and_task("samples_math.jsonl"), ("", "math"));
    }

    #[test]
    fn the_likeliest_choice_is_the_answer() {
        assert_eq!(answer(Some(&serde_json::json!([["-3.5", "False"], [-1.2, true]]))), "1");
        assert_eq!(answer(Some(&serde_json::json!(["42"]))), "42");
    }
}
