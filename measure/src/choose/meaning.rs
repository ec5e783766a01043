//! What one cell says.

use crate::choose::Kind;
use crate::table::Missing;

/// What a cell says, before a key is held against it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Meaning {
    Right,
    Wrong,
    Answer,
    Missing(Missing),
}

/// Words of right and wrong whose sense no polarity changes.
const RIGHT: &[&str] = &["c", "correct", "right", "pass", "passed", "resolved", "success", "ok"];
const WRONG: &[&str] = &["i", "incorrect", "wrong", "fail", "failed", "unresolved", "failure"];

/// Words of yes and no: what they mean depends on the question.
const YES: &[&str] = &["1", "1.0", "true", "t", "yes", "y"];
const NO: &[&str] = &["0", "0.0", "false", "f", "no", "n"];

const ABSENT: &[&str] = &["", "na", "n/a", "nan", "null", "none", "-", "--", "?", "missing", "absent"];
const BROKEN: &[&str] = &["error", "timeout", "timed out", "crash", "infrastructure", "exception"];
const UNPARSED: &[&str] =
    &["unparsed", "garbage", "unparseable", "unparsable", "parse_error", "invalid", "[invalid]", "$error$"];

/// Why a text is no verdict and no answer.
pub(crate) fn missing(text: &str) -> Option<Missing> {
    let word = text.trim().to_ascii_lowercase();
    let is = |words: &[&str]| words.contains(&&*word);
    if is(ABSENT) {
        Some(Missing::Absent)
    } else if is(BROKEN) {
        Some(Missing::Infrastructure)
    } else if is(UNPARSED) {
        Some(Missing::Unparsed)
    } else if word == "unscored" {
        Some(Missing::Unscored)
    } else {
        None
    }
}

/// Whether a text is right or wrong; `None` where it is neither.
pub(crate) fn verdict(text: &str, one_is_wrong: bool) -> Option<bool> {
    let word = text.trim().to_ascii_lowercase();
    let is = |words: &[&str]| words.contains(&&*word);
    if is(RIGHT) {
        Some(true)
    } else if is(WRONG) {
        Some(false)
    } else if is(YES) {
        Some(!one_is_wrong)
    } else if is(NO) {
        Some(one_is_wrong)
    } else {
        None
    }
}

/// A finite number.
pub(crate) fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// What a text says where values are of this kind; the second is whether it was cut from a score.
pub(crate) fn meaning(text: &str, kind: Kind, one_is_wrong: bool, cut: f64) -> (Meaning, bool) {
    let judged = |right: bool| if right { Meaning::Right } else { Meaning::Wrong };
    // An answer may be "none" or "error"; what is empty or not readable is none in any kind.
    if let Some(why) = missing(text) {
        return (Meaning::Missing(why), false);
    }
    match kind {
        Kind::Answers => (Meaning::Answer, false),
        Kind::Verdicts => (verdict(text, one_is_wrong).map_or(Meaning::Missing(Missing::Unparsed), judged), false),
        Kind::Scores => match (number(text), verdict(text, one_is_wrong)) {
            (Some(score), _) => (judged((score >= cut) != one_is_wrong), score != 0.0 && score != 1.0),
            (None, Some(right)) => (judged(right), false),
            (None, None) => (Meaning::Missing(Missing::Unparsed), false),
        },
    }
}
