//! Text in lines, measured by the table of widths that vector drawings use: a little wide for any font, so that a line that
//! fits by it fits.

use super::vector::text_width;

/// After which signs words are broken.
pub const WORDS: &[char] = &[' '];

/// After which signs a link is broken too.
pub const LINK: &[char] = &[' ', '&', ','];

/// A text in lines that are no wider than this, in CSS pixels, where it can be broken: after one of these signs.
#[must_use]
pub fn broken(text: &str, width: f64, signs: &[char], (size, is_bold): (f64, bool)) -> Vec<String> {
    wrapped(text, width, signs, |text| text_width(text, size, is_bold))
}

fn wrapped(text: &str, width: f64, signs: &[char], measure: impl Fn(&str) -> f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in text.split_inclusive(signs) {
        if !line.is_empty() && measure(&format!("{line}{}", piece.trim_end())) > width {
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(piece);
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_where_they_can_be() {
        let broken = |text: &str, width: f64, signs| wrapped(text, width, signs, |text| text.chars().count() as f64);
        assert_eq!(broken("one two three", 7.0, WORDS), ["one two ", "three"]);
        assert_eq!(broken("a=1&b=2&c=3", 8.0, LINK), ["a=1&b=2&", "c=3"]);
        assert_eq!(broken("of 1,000 calls", 5.0, WORDS), ["of ", "1,000 ", "calls"]);
        assert_eq!(broken("unbreakable word", 4.0, WORDS), ["unbreakable ", "word"]);
        assert_eq!(broken("", 4.0, WORDS), [""]);
    }
}
