//! Any records: each scalar field is a column, named by its path.

use serde_json::Value;

use crate::forms::text;
use crate::ledger::Fate;
use crate::read::Found;

/// Longer arrays are data of their own, not fields of a record.
const LONGEST_ARRAY: usize = 8;

pub(super) fn take(value: &Value, found: &mut Found) {
    if value.is_object() {
        found.raw.begin();
        fields("", value, &mut |path, text| found.raw.write(path, text));
    } else {
        found.ledger.add(Fate::Dropped, "records that are no objects", 1);
    }
}

/// Every scalar of a value with its path, its steps joined by dots.
pub(super) fn fields(path: &str, value: &Value, each: &mut impl FnMut(&str, &str)) {
    let below = |step: &str| if path.is_empty() { step.to_owned() } else { format!("{path}.{step}") };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| fields(&below(key), value, each)),
        Value::Array(values) if values.len() <= LONGEST_ARRAY => {
            values.iter().enumerate().for_each(|(at, value)| fields(&below(&at.to_string()), value, each));
        }
        Value::Array(_) => {}
        scalar => each(path, &text(scalar)),
    }
}
