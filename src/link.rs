//! A setting as the part of an address after `#`: `v=1&diversity=0.4&supervision=0.7`.
//!
//! Reading is total: any text gives a possible setting, and a sentence for every part that was left out.

use std::fmt::Write as _;

use blindspot_model::{ParamError, Parameter, Params};
use percent_encoding::percent_decode_str;

use crate::spelling;

/// The version of the format that is written.
const VERSION: &str = "1";

/// Longer text is no link of ours.
const MOST_BYTES: usize = 512;

/// What a link says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The setting; the default for all that is not said.
    pub params: Params,
    /// A sentence for each part that was left out, in plain text.
    pub notices: Vec<String>,
}

/// The place on the page that the text after `#` names, if it names one instead of a setting.
#[must_use]
pub fn place(hash: &str) -> Option<&str> {
    let text = hash.strip_prefix('#').unwrap_or(hash);
    let is_name = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (is_name && !text.is_empty()).then_some(text)
}

/// Reads the text after `#`, with or without the sign.
#[must_use]
pub fn read(hash: &str) -> Reading {
    let text = hash.strip_prefix('#').unwrap_or(hash);
    if text.len() > MOST_BYTES {
        let notice = format!("The link is longer than {MOST_BYTES} bytes, so it was not read.");
        return Reading { notices: vec![notice], ..Reading::default() };
    }
    // Mail and chat programs like to encode what they pass on.
    let text = &percent_decode_str(text).decode_utf8_lossy();
    if place(hash).is_some() {
        return Reading::default();
    }
    let mut notices = Vec::new();
    let mut changes: Vec<(Parameter, f64)> = Vec::new();
    for part in text.split('&').filter(|part| !part.is_empty()) {
        match read_part(part) {
            Ok(Some((parameter, value))) => {
                changes.retain(|&(earlier, _)| earlier != parameter);
                changes.push((parameter, value));
            }
            Ok(None) => {}
            Err(notice) => notices.push(notice),
        }
    }
    loop {
        match Params::default().with_all(changes.iter().copied()) {
            Ok(params) => return Reading { params, notices },
            Err(error) => {
                let guilty = guilty(&changes, &error);
                notices.push(format!("Left {guilty} out of the link: {error}."));
                let before = changes.len();
                changes.retain(|(parameter, _)| parameter.spec().name != guilty);
                // A setting without changes is possible, so this ends; a guard costs nothing.
                if changes.len() == before {
                    changes.clear();
                }
            }
        }
    }
}

/// The change that an error speaks of, or the one that it collides with where the error names a default.
fn guilty(changes: &[(Parameter, f64)], error: &ParamError) -> &'static str {
    let is_changed = |wanted: &str| changes.iter().any(|(parameter, _)| parameter.spec().name == wanted);
    match *error {
        ParamError::AboveOther { name, other, .. } if !is_changed(name) => other,
        ParamError::NotFinite { name, .. }
        | ParamError::OutOfRange { name, .. }
        | ParamError::NotWhole { name, .. }
        | ParamError::AboveOther { name, .. } => name,
    }
}

fn read_part(part: &str) -> Result<Option<(Parameter, f64)>, String> {
    let (name, value) = part.split_once('=').ok_or_else(|| format!("Left out of the link: “{part}” has no value."))?;
    if name == "v" {
        return if value == VERSION {
            Ok(None)
        } else {
            Err(format!("The link is of version “{value}”; this page reads version {VERSION} and did its best."))
        };
    }
    let parameter =
        Parameter::named(name).ok_or_else(|| format!("Left out of the link: “{name}” is not a parameter."))?;
    spelling::number(value)
        .map(|value| Some((parameter, value)))
        .ok_or_else(|| format!("Left out of the link: {name} is “{value}”, which is not a number."))
}

/// The setting as text for after `#`; what has its default is left out.
#[must_use]
pub fn write(params: &Params) -> String {
    let mut text = format!("v={VERSION}");
    for &parameter in Parameter::ALL {
        let value = params.get(parameter);
        if value != parameter.spec().default {
            // Writing to a String can't fail.
            let _ = write!(text, "&{}={value}", parameter.spec().name);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let params = Params::default()
            .with_all([(Parameter::Diversity, 0.631_578_947_368_421), (Parameter::AuditBudget, 120.0)])
            .unwrap();
        assert_eq!(write(&params), "v=1&diversity=0.631578947368421&audit_budget=120");
        assert_eq!(read(&write(&params)), Reading { params, notices: vec![] });
        assert_eq!(read(""), Reading::default());
    }

    #[test]
    fn each_bad_part_is_left_out_and_told_once() {
        let reading = read("#diversity=0.5&supervision=abc&miss_rate=2&nonsense=1&<img>&quorum=9&v=3");
        assert_eq!(reading.params, Params::default().with(Parameter::Diversity, 0.5).unwrap());
        assert_eq!(reading.notices.len(), 6);
        for told in ["supervision is “abc”", "miss_rate is 2", "“nonsense”", "“<img>”", "quorum is 9", "version “3”"]
        {
            assert_eq!(reading.notices.iter().filter(|n| n.contains(told)).count(), 1, "{told}: {:?}", reading.notices);
        }
    }

    #[test]
    fn contradictions_leave_the_rest_standing() {
        // 20 steps contradict the default of 50 judgement calls; 900 audits contradict 500 steps.
        let reading = read("steps=20");
        assert_eq!(reading.params, Params::default());
        assert!(reading.notices[0].starts_with("Left steps out of the link: judgement_calls is 50"), "{reading:?}");
        let reading = read("steps=20&judgement_calls=5&audit_budget=10&supervision=0.7");
        assert!(reading.notices.is_empty());
        assert_eq!(read("audit_budget=900&supervision=0.7").params.supervision(), 0.7);
        assert_eq!(read("supervision=NaN&drift=inf").params, Params::default());
    }

    #[test]
    fn encoded_links_and_names_of_places_are_no_trouble() {
        assert_eq!(read("#diversity=0%2E5").params.get(Parameter::Diversity), 0.5);
        assert_eq!(read("v%3D1%26supervision%3D0.7").params.supervision(), 0.7);
        assert_eq!(read("#integrity"), Reading::default());
        assert_eq!([place("#integrity"), place("#v=1"), place("")], [Some("integrity"), None, None]);
        assert_eq!(read("%ff=%").notices.len(), 1);
    }

    #[test]
    fn long_text_is_refused_whole() {
        let reading = read(&"x=1&".repeat(1000));
        assert_eq!((reading.params, reading.notices.len()), (Params::default(), 1));
    }
}
