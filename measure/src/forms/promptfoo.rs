//! Results of promptfoo as JSON: one result for each test, prompt and provider.

use serde_json::Value;

use crate::forms::text;
use crate::read::Found;

pub(super) fn is_log(value: &Value) -> bool {
    results(value).and_then(|results| results.first()).is_some_and(|first| {
        first.get("success").is_some() && (first.get("provider").is_some() || first.get("promptIdx").is_some())
    })
}

fn results(value: &Value) -> Option<&Vec<Value>> {
    let results = value.get("results")?;
    results.as_array().or_else(|| results.get("results")?.as_array())
}

pub(super) fn take(value: &Value, found: &mut Found) {
    for result in results(value).into_iter().flatten() {
        let raw = &mut found.raw;
        let field = |key: &str| result.get(key).map(text).unwrap_or_default();
        raw.begin();
        let provider = result.get("provider");
        let id = provider.and_then(|provider| provider.get("label").or_else(|| provider.get("id"))).or(provider);
        raw.write("rater", &id.map(text).unwrap_or_default());
        let vars = result.get("vars").map(Value::to_string).unwrap_or_default();
        raw.write("item", &if field("testIdx").is_empty() { vars.clone() } else { field("testIdx") });
        raw.write("hash", &vars);
        raw.write("prompt", &field("promptIdx"));
        raw.write("trial", &field("repeatIndex"));
        // 2 is promptfoo's code for an error of the provider, 1 for a failed assertion.
        let failed = result.get("error").is_some_and(|error| error.as_str().is_some_and(|text| !text.is_empty()));
        let code = result.get("failureReason").and_then(Value::as_u64);
        if code == Some(2) || (code.is_none() && failed) {
            raw.write("why", "infrastructure");
        } else {
            raw.write("score success", &field("success"));
        }
    }
}
