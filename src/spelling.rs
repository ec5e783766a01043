//! Numbers that people or links spell.

/// The finite number that a text spells in decimal, the nearest double to it; `None` for anything else.
#[must_use]
pub fn number(text: &str) -> Option<f64> {
    let is_decimal = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    is_decimal.then(|| nearest(text)).filter(|value| value.is_finite())
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

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn decimal_numbers_are_read_and_nothing_else() {
        assert_eq!(number("0.631578947368421"), Some(0.631_578_947_368_421));
        assert_eq!(["-2", "+.5", "1e-3", "7."].map(number), [-2.0, 0.5, 0.001, 7.0].map(Some));
        for text in ["", " ", "NaN", "inf", "0x10", "1_000", "1-2", "e5", ".", "1e999", "٣"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
