//! Settings as text for an address, after `#`: `v=1&diversity=0.4&supervision=0.7`. What else of the page a link holds
//! is read and written by [`view`](crate::address::view).
//!
//! Reading is total: any text gives a possible setting, and a sentence for every part that was left out.

use std::fmt::Write as _;

use blindspot_model::{ParamError, Parameter, Params};
use percent_encoding::percent_decode_str;

use super::spelling;

/// The version of the format that is written.
pub const VERSION: &str = "1";

/// Longer text is no link of ours.
pub const MOST_BYTES: usize = 1024;

/// What is written leaves room for its [check](checked).
pub const MOST_WRITTEN: usize = MOST_BYTES - "&c=xx".len();

/// The name of the check in links.
const CHECK: &str = "c";

/// The named parts of a link, in their order, with a sentence for each that was left out, in plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Names with what they are set to.
    pub named: Vec<(String, String)>,
    /// What was wrong.
    pub notices: Vec<String>,
}

/// The place on the page that the text after `#` names, if it names one instead of a setting. What others have added to tell
/// their readers apart does not count.
#[must_use]
pub fn place(hash: &str) -> Option<&str> {
    let mut parts = hash.strip_prefix('#').unwrap_or(hash).split('&');
    let text = parts.next().unwrap_or_default();
    let is_name = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    (is_name && !text.is_empty() && parts.all(is_added)).then_some(text)
}

/// Whether a part of a link was added by who passed it on, to tell readers apart.
fn is_added(part: &str) -> bool {
    const NAMES: [&str; 18] = [
        "fbclid",
        "gclid",
        "gbraid",
        "wbraid",
        "dclid",
        "msclkid",
        "twclid",
        "ttclid",
        "li_fat_id",
        "igsh",
        "igshid",
        "yclid",
        "mc_cid",
        "mc_eid",
        "_hsenc",
        "_hsmi",
        "_gl",
        "_ga",
    ];
    let name = part.split_once('=').map_or(part, |(name, _)| name);
    name.starts_with("utm_") || NAMES.contains(&name)
}

/// Takes the text after `#`, with or without the sign, apart. The name of a place has no parts.
#[must_use]
pub fn parts(hash: &str) -> Parts {
    let text = hash.strip_prefix('#').unwrap_or(hash);
    let mut parts = Parts::default();
    if text.len() > MOST_BYTES {
        parts.notices.push(format!("The link is longer than {MOST_BYTES} bytes, so it was not read."));
        return parts;
    }
    if place(hash).is_some() {
        return parts;
    }
    // Mail and chat programs like to encode what they pass on.
    let text = percent_decode_str(text).decode_utf8_lossy().replace(is_unseen, "\u{fffd}");
    for part in text.split('&').filter(|part| !part.is_empty() && !is_added(part)) {
        match part.split_once('=') {
            // Of a name that is there twice the last counts.
            Some((name, value)) => {
                parts.named.retain(|(earlier, _)| earlier != name);
                parts.named.push((name.to_owned(), value.to_owned()));
            }
            None => parts.notices.push(format!("Left out of the link: “{part}” has no value.")),
        }
    }
    let mut take = |wanted: &str| {
        let at = parts.named.iter().position(|(name, _)| name == wanted)?;
        Some(parts.named.remove(at).1)
    };
    let (check, version) = (take(CHECK), take("v"));
    if check.is_some_and(|check| check != check_of(parts.named.iter().map(|(name, value)| (&**name, &**value)))) {
        parts.notices.push(ALTERED.to_owned());
    }
    if let Some(version) = version {
        // The format has had one version so far. What reads a later one translates the parts of this one here.
        if version != VERSION {
            parts.notices.push(format!(
                "The link is of version “{version}”; this page reads version {VERSION} and did its best."
            ));
        }
    }
    parts
}

/// Said of a link whose check does not agree.
const ALTERED: &str = "The link is not as it was written: it may have been cut on its way, or changed by hand. What it says \
    now is shown.";

/// A link as it is given away: with a check that tells when it was cut or changed. It stands in front, where who cuts a link
/// leaves it; links without one, as people write them, are read as well.
#[must_use]
pub fn checked(link: &str) -> String {
    let Some((version, rest)) = link.split_once('&') else { return link.to_owned() };
    let check = check_of(rest.split('&').filter_map(|part| part.split_once('=')));
    format!("{version}&{CHECK}={check}&{rest}")
}

/// Two letters of the parts, whatever their order: one in a thousand changes leaves them as they are.
fn check_of<'a>(parts: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    // FNV-1a, a sum over the parts.
    let sum = parts.fold(0_u32, |sum, (name, value)| {
        let bytes = name.bytes().chain([b'=']).chain(value.bytes());
        sum.wrapping_add(bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)))
    });
    let mixed = sum ^ sum >> 10 ^ sum >> 20;
    // Letters and digits that are not taken for each other.
    let letter = |bits: u32| char::from(b"abcdefghijkmnpqrstuvwxyz23456789"[(bits % 32) as usize]);
    [letter(mixed >> 5), letter(mixed)].iter().collect()
}

/// Whether a character is not seen itself, but may change how others are: a control, or one that turns the direction. No
/// part of ours has one, and a notice that quotes it would not read as it is meant.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A number of a link.
///
/// # Errors
/// A sentence that names what is no number.
pub fn number(name: &str, value: &str) -> Result<f64, String> {
    spelling::number(value).ok_or_else(|| format!("Left out of the link: {name} is “{value}”, which is not a number."))
}

/// A parameter of a link, with its value; whether that is possible, the whole setting decides.
///
/// # Errors
/// A sentence that names what is no parameter or no number.
pub fn change(name: &str, value: &str) -> Result<(Parameter, f64), String> {
    let parameter =
        Parameter::named(name).ok_or_else(|| format!("Left out of the link: “{name}” is not a parameter."))?;
    Ok((parameter, number(name, value)?))
}

/// A setting with these changes, as far as they are possible; a sentence for each that is not is added to `notices`.
pub fn changed(base: &Params, mut changes: Vec<(Parameter, f64)>, notices: &mut Vec<String>) -> Params {
    loop {
        match base.with_all(changes.iter().copied()) {
            Ok(params) => return params,
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

/// The change that an error speaks of, or the one that it collides with where the error names what was there before.
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

/// What a setting changes in another, each as `name` `is` `value`, one after the other with `between` between them.
#[must_use]
pub fn changes(base: &Params, params: &Params, is: char, between: char) -> String {
    let mut text = String::new();
    for &parameter in Parameter::ALL {
        let value = params.get(parameter);
        if value != base.get(parameter) {
            if !text.is_empty() {
                text.push(between);
            }
            // Writing to a String can't fail.
            let _ = write!(text, "{}{is}{}", parameter.spec().name, spelling::shortest(value));
        }
    }
    text
}

/// The setting as text for after `#`; what has its default is left out.
#[must_use]
pub fn write(params: &Params) -> String {
    match changes(&Params::default(), params, '=', '&').as_str() {
        "" => format!("v={VERSION}"),
        changes => format!("v={VERSION}&{changes}"),
    }
}
