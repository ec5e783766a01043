//! Results of SWE-bench, one file an agent, in the four variants that are about.

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::forms::text;
use crate::ledger::Fate;
use crate::read::{Found, Published};

/// Sets of instances that have no verdict, and why.
const WITHOUT: &[(&str, &str)] = &[
    ("error_ids", "infrastructure"),
    ("install_fail", "infrastructure"),
    ("reset_failed", "infrastructure"),
    ("no_logs", "infrastructure"),
    ("test_errored", "infrastructure"),
    ("test_timeout", "infrastructure"),
    ("empty_patch_ids", "unparsed"),
    ("no_generation", "unparsed"),
    ("no_apply", "unparsed"),
    ("incomplete_ids", "absent"),
];

/// Sets of instances that were tried.
const TRIED: &[&str] =
    &["submitted_ids", "completed_ids", "generated", "with_logs", "applied", "unresolved_ids", "unresolved"];

pub(super) fn is_results(value: &Value) -> bool {
    let Some(map) = value.as_object() else { return false };
    let is_set = |key: &str| map.get(key).is_some_and(Value::is_array);
    is_set("resolved_ids")
        || is_set("resolved")
        || (!map.is_empty() && map.values().all(|one| one.get("resolved").is_some()))
}

pub(super) fn take(value: &Value, found: &mut Found) {
    let Some(map) = value.as_object() else {
        return found.ledger.add(Fate::Dropped, "records that are no objects", 1);
    };
    if map.get("resolved_ids").or_else(|| map.get("resolved")).is_some_and(Value::is_array) {
        sets(map, found);
    } else {
        map.iter().for_each(|(id, one)| verdict(id, one, found));
    }
}

/// `{id: {resolved, …}}`
fn verdict(id: &str, one: &Value, found: &mut Found) {
    let row = &mut found.raw;
    row.begin();
    row.write("item", id);
    let is = |key: &str, value: bool| one.get(key).and_then(Value::as_bool) == Some(value);
    if is("patch_is_None", true) || is("patch_exists", false) {
        row.write("why", "unparsed");
    } else if let Some(resolved) = one.get("resolved").filter(|resolved| resolved.is_boolean()) {
        row.write("score resolved", &text(resolved));
    } else {
        row.write("why", "unscored");
    }
}

/// `{resolved: […], …}`: what is in no set was never named. It becomes a row when all files are together.
fn sets(map: &Map<String, Value>, found: &mut Found) {
    let ids = |key: &str| map.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let mut written: HashSet<&str> = HashSet::new();
    let resolved: HashSet<&str> = ids("resolved_ids").chain(ids("resolved")).collect();
    for id in ids("resolved_ids").chain(ids("resolved")) {
        if written.insert(id) {
            row(id, Ok("true"), found);
        } else {
            found.ledger.name(Fate::Merged, "instances that one set names twice", id);
        }
    }
    for (set, why) in WITHOUT {
        for id in ids(set) {
            if resolved.contains(id) {
                found.ledger.name(
                    Fate::Mismatch,
                    "instances both resolved and in a set without verdicts: taken as resolved",
                    id,
                );
            } else if written.insert(id) {
                row(id, Err(why), found);
            }
        }
    }
    for id in TRIED.iter().flat_map(|set| ids(set)) {
        if written.insert(id) {
            row(id, Ok("false"), found);
        }
    }
    let stated = map.get("resolved_instances").and_then(Value::as_u64);
    if let Some(stated) = stated.filter(|&stated| stated != resolved.len() as u64) {
        let what = format!("the file states {stated} resolved instances and lists {}", resolved.len());
        found.ledger.add(Fate::Mismatch, what, 1);
    }
    if let (Some(stated), Some(total)) =
        (stated, map.get("submitted_instances").and_then(Value::as_u64).filter(|&n| n > 0))
    {
        let (rater, name) = (String::new(), "score resolved".to_owned());
        found.published.push(Published { rater, name, right: stated as f64 / total as f64 });
    }
    if !TRIED.iter().any(|set| map.contains_key(*set)) {
        found.raw.place("only resolved");
        found.ledger.add(
            Fate::Assumed,
            "files that list what is resolved and not what was tried: every instance that any file names, and this one \
             doesn't, is taken as tried and unresolved",
            1,
        );
    }
}

fn row(id: &str, verdict: Result<&str, &&str>, found: &mut Found) {
    found.raw.begin();
    found.raw.write("item", id);
    match verdict {
        Ok(resolved) => found.raw.write("score resolved", resolved),
        Err(why) => found.raw.write("why", why),
    }
}
