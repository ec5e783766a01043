//! JSON values without what is never kept: prompts, completions, events.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::read::ReadError;
use crate::read::names::numbered;

/// What holds conversations and other bulk in the logs that are read; passed over without being built.
const BULK: &[&str] = &[
    "arguments",
    "attachments",
    "events",
    "logprobs",
    "messages",
    "model_usage",
    "resps",
    "store",
    "test_output",
    "timeline",
    "user_prompt",
    "conversation_a",
    "conversation_b",
];

/// Parses one record. Bare NaN and infinities become null; how many there were is the second value.
pub(crate) fn parse(record: &[u8]) -> Result<(Value, u64), ReadError> {
    let (text, bare) = mended(record);
    let mut deserializer = serde_json::Deserializer::from_slice(&text);
    let value = Pruned.deserialize(&mut deserializer).and_then(|value| deserializer.end().map(|()| value));
    value.map(|value| (value, bare)).map_err(|error| {
        if error.to_string().contains("recursion limit") {
            ReadError::TooDeep
        } else {
            ReadError::Json(error.to_string())
        }
    })
}

/// Python writes NaN and Infinity where JSON has no such word.
fn mended(record: &[u8]) -> (Cow<'_, [u8]>, u64) {
    const WORDS: [&[u8]; 3] = [b"-Infinity", b"Infinity", b"NaN"];
    if !WORDS[1..].iter().any(|word| memchr::memmem::find(record, word).is_some()) {
        return (Cow::Borrowed(record), 0);
    }
    let (mut mended, mut count, mut at) = (Vec::with_capacity(record.len()), 0, 0);
    let (mut quoted, mut escaped) = (false, false);
    while let Some(&byte) = record.get(at) {
        if !quoted && let Some(word) = WORDS.iter().find(|word| record[at..].starts_with(word)) {
            mended.extend(b"null");
            count += 1;
            at += word.len();
            continue;
        }
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ => {}
        }
        mended.push(byte);
        at += 1;
    }
    (Cow::Owned(mended), count)
}

/// Builds a value without its bulk. Of an object that names a key twice, both stay: the second gets a number.
struct Pruned;

impl<'de> DeserializeSeed<'de> for Pruned {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Pruned {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = sequence.next_element_seed(Pruned)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            if BULK.contains(&&*key) {
                access.next_value::<IgnoredAny>()?;
                continue;
            }
            let value = access.next_value_seed(Pruned)?;
            map.insert(numbered(&key, |name| map.contains_key(name)), value);
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_words_of_python_become_null() {
        let (value, bare) = parse(br#"{"a": NaN, "b": -Infinity, "c": "NaN \" Infinity", "d": [Infinity]}"#).unwrap();
        assert_eq!(bare, 3);
        assert_eq!(value, serde_json::json!({"a": null, "b": null, "c": "NaN \" Infinity", "d": [null]}));
    }

    #[test]
    fn bulk_is_passed_over_and_double_keys_stay() {
        let (value, _) = parse(br#"{"messages": [{"deep": [1]}], "id": 1, "id": 2}"#).unwrap();
        assert_eq!(value, serde_json::json!({"id": 1, "id (2)": 2}));
    }

    #[test]
    fn deep_json_is_refused() {
        let deep = "[".repeat(200) + &"]".repeat(200);
        assert_eq!(parse(deep.as_bytes()), Err(ReadError::TooDeep));
        assert!(matches!(parse(b"{\"a\": 1} x"), Err(ReadError::Json(_))));
    }
}
