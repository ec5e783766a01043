//! `per_instance_stats.json` of HELM: a file for each run, its folder names the model.

use serde_json::Value;

use crate::forms::text;
use crate::read::Found;

/// What is measured of the run and not of the answer.
const BESIDES: &[&str] =
    &["num_", "training_", "inference_", "batch_size", "finish_reason_", "max_prob", "logprob", "bits_per", "prompt_"];

pub(super) fn is_record(value: &Value) -> bool {
    value.get("instance_id").is_some() && value.get("stats").is_some_and(Value::is_array)
}

pub(super) fn take(name: &str, value: &Value, found: &mut Found) {
    let raw = &mut found.raw;
    let field = |key: &str| value.get(key).map(text).unwrap_or_default();
    raw.begin();
    let run = name.split(['/', '!']).find(|part| part.contains("model=")).unwrap_or_default();
    let part = |key: &str| run.split([',', ':']).find_map(|part| part.strip_prefix(key)).unwrap_or_default();
    raw.write("rater", part("model="));
    raw.write("task", &run.split(',').filter(|part| !part.starts_with("model=")).collect::<Vec<_>>().join(","));
    raw.write("item", &field("instance_id"));
    raw.write("trial", &field("train_trial_index"));
    if let Some(perturbation) = value.get("perturbation") {
        raw.write("perturbation", &perturbation.get("name").map(text).unwrap_or_default());
    }
    for stat in value.get("stats").and_then(Value::as_array).into_iter().flatten() {
        let name = stat.get("name").and_then(|name| name.get("name")).map(text).unwrap_or_default();
        if let Some(mean) = stat.get("mean").filter(|_| !BESIDES.iter().any(|start| name.starts_with(start))) {
            raw.write(&format!("score {name}"), &text(mean));
        }
    }
}
