//! Numbers that people or links spell, and how sentences begin.

/// The finite number that a text spells in decimal, the nearest double to it; `None` for anything else.
#[must_use]
pub fn number(text: &str) -> Option<f64> {
    let is_decimal = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    // −0 compares equal to 0 but prints differently.
    is_decimal.then(|| nearest(text) + 0.0).filter(|value| value.is_finite())
}

/// A number that somebody types: thousands may be set apart, by commas or spaces as in `1,000`, and decimals by a comma too,
/// as in `12,5`. `None` for what is no number.
#[must_use]
pub fn typed(text: &str) -> Option<f64> {
    const SPACES: [char; 5] = [' ', '\u{a0}', '\u{2009}', '\u{202f}', '’'];
    let text = text.trim().replace('−', "-");
    let end = text.find([',', '.']).unwrap_or(text.len());
    let (head, tail) = text.split_at(end);
    // Spaces set thousands apart and nothing else.
    let text = if head.contains(SPACES) {
        is_grouped(&head.replace(SPACES, ",")).then(|| head.replace(SPACES, "") + tail)?
    } else {
        text
    };
    let (before, decimals) = match (text.rfind(','), text.rfind('.')) {
        // Of two signs the last sets the decimals apart: 1,234.5 and 1.234,5.
        (Some(comma), Some(point)) => split(&text, comma.max(point)),
        (None, Some(point)) if text.matches('.').count() == 1 => split(&text, point),
        (Some(comma), None) if text.matches(',').count() == 1 && !is_grouped(&text) => split(&text, comma),
        _ => (text.as_str(), None),
    };
    let whole = if before.contains([',', '.']) {
        is_grouped(before).then(|| before.replace([',', '.'], ""))?
    } else {
        before.to_owned()
    };
    number(&decimals.map_or_else(|| whole.clone(), |decimals| format!("{whole}.{decimals}")))
}

/// The two ends of a range that somebody types: `0.3 to 0.7`, `30–70`, `30 % - 70 %`, `between 30 and 70`. `None` for what is no
/// range; what its ends are is not looked at.
#[must_use]
pub fn ends(text: &str) -> Option<(&str, &str)> {
    const SIGNS: [&str; 5] = ["–", "—", "…", "..", " to "];
    let text = text.trim();
    if let Some(between) = text.strip_prefix("between ") {
        return between.split_once(" and ").map(|(low, high)| (low.trim(), high.trim()));
    }
    let text = text.strip_prefix("from ").unwrap_or(text);
    let cut = SIGNS.iter().find_map(|sign| text.split_once(sign)).or_else(|| {
        // A hyphen or a minus parts two numbers where it stands behind one: not in −3 or 1e-3.
        let is_end = |c: char| c.is_ascii_digit() || ".,%".contains(c);
        let mut signs = text.match_indices(['-', '−']);
        let (at, sign) = signs.find(|(at, _)| text[..*at].trim_end().ends_with(is_end))?;
        Some((&text[..at], &text[at + sign.len()..]))
    });
    cut.map(|(low, high)| (low.trim(), high.trim()))
}

fn split(text: &str, at: usize) -> (&str, Option<&str>) {
    (&text[..at], text.get(at + 1..))
}

/// Whether digits stand in groups of three: `1,000`, not `0,125` or `12,5`.
fn is_grouped(text: &str) -> bool {
    let mut groups = text.trim_start_matches(['-', '+']).split([',', '.']);
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|group| group.len() == 3)
}

/// A number as short text that [`number`] reads to the same bits: decimal, and with an exponent below a millionth, where
/// zeros would fill a link.
#[must_use]
pub fn shortest(value: f64) -> String {
    let text = value.to_string();
    match text.strip_prefix("0.") {
        Some(decimals) if decimals.starts_with("000000") => {
            format!("{}e-{}", decimals.trim_start_matches('0'), decimals.len())
        }
        _ => text,
    }
}

/// The browser reads numbers to the same bits, and brings its own tables for it: the ones of the standard library would
/// be three percent of the page.
#[cfg(all(target_arch = "wasm32", feature = "page"))]
fn nearest(text: &str) -> f64 {
    wasm_bindgen::JsValue::from_str(text).unchecked_into_f64()
}

#[cfg(not(all(target_arch = "wasm32", feature = "page")))]
fn nearest(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

/// A sentence with its first letter made large. The page's own sentences begin with ASCII; the tables of all other
/// letters would be two percent of the page.
#[must_use]
pub fn capitalized(sentence: &str) -> String {
    begun(sentence, str::make_ascii_uppercase)
}

/// A sentence with its first letter made small.
#[must_use]
pub fn uncapitalized(sentence: &str) -> String {
    begun(sentence, str::make_ascii_lowercase)
}

fn begun(sentence: &str, change: fn(&mut str)) -> String {
    let mut sentence = sentence.to_owned();
    if let Some(first) = sentence.get_mut(..1) {
        change(first);
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::{capitalized, ends, number, shortest, typed, uncapitalized};

    #[test]
    fn ranges_are_parted_and_numbers_are_not() {
        for (text, parted) in [
            ("0.3 to 0.7", ("0.3", "0.7")),
            ("from 0.3 to 0.7", ("0.3", "0.7")),
            (" between 30 and 70 ", ("30", "70")),
            ("0.3–0.7", ("0.3", "0.7")),
            ("30 % – 70 %", ("30 %", "70 %")),
            ("30%-70%", ("30%", "70%")),
            ("0.3 - 0.7", ("0.3", "0.7")),
            ("1e-3-2e-3", ("1e-3", "2e-3")),
            ("1..5", ("1", "5")),
            ("3−5", ("3", "5")),
            ("0.3 to", ("0.3", "")),
            ("3 to -5", ("3", "-5")),
        ] {
            // What stands behind the first sign is the other end, whatever it is.
            let parted = if text == "0.3 to" { None } else { Some(parted) };
            assert_eq!(ends(text), parted, "{text}");
        }
        for text in ["", "-3", "−3", "1e-3", "0.5", "1,000", "abc", "a-b", "12,5"] {
            assert_eq!(ends(text), None, "{text}");
        }
    }

    #[test]
    fn typed_numbers_are_read_as_they_are_meant() {
        for (text, value) in [
            ("1,000", 1000.0),
            ("1,500", 1500.0),
            ("12,345,678", 12_345_678.0),
            ("1 000", 1000.0),
            ("1\u{202f}000", 1000.0),
            ("1.234.567", 1_234_567.0),
            ("1,234.5", 1234.5),
            ("1.234,5", 1234.5),
            ("12,5", 12.5),
            ("0,125", 0.125),
            ("1.000", 1.0),
            ("−3", -3.0),
            ("1e3", 1000.0),
        ] {
            assert_eq!(typed(text), Some(value), "{text}");
        }
        for text in ["", "abc", "1,00,000", "1,2,3", "1.2.3", "1 2", "1,,000", "12,3456,7", ",", "."] {
            assert_eq!(typed(text), None, "{text}");
        }
    }

    #[test]
    fn sentences_begin_large() {
        assert_eq!(["a b", "", "é"].map(capitalized), ["A b", "", "é"]);
        assert_eq!(["A B", "", "É"].map(uncapitalized), ["a B", "", "É"]);
    }

    #[test]
    fn decimal_numbers_are_read_and_nothing_else() {
        assert_eq!(number("0.631578947368421"), Some(0.631_578_947_368_421));
        assert_eq!(["-2", "+.5", "1e-3", "7."].map(number), [-2.0, 0.5, 0.001, 7.0].map(Some));
        for text in ["", " ", "NaN", "inf", "0x10", "1_000", "1-2", "e5", ".", "1e999", "٣"] {
            assert_eq!(number(text), None, "{text}");
        }
        assert_eq!(number("-0").map(f64::to_bits), Some(0));
    }

    #[test]
    fn numbers_are_spelled_shortly_and_to_the_bit() {
        let spelled = [0.0, 2000.0, 0.631_578_947_368_421, 0.000_001, 0.000_000_12, 1e-300].map(shortest);
        assert_eq!(spelled, ["0", "2000", "0.631578947368421", "0.000001", "12e-8", "1e-300"]);
        for value in [f64::MIN_POSITIVE, 5e-324, 1.234_567_890_123_456_7e-9, 9.9e-7] {
            assert_eq!(number(&shortest(value)), Some(value));
            assert!(shortest(value).len() <= 24);
        }
    }
}
