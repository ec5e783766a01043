//! Text in lines, measured by the table of widths that vector drawings use: a little wide for any font, so that a line that
//! fits by it fits.

use super::vector::text_width;

/// A text in lines that are no wider than this, in CSS pixels, where it can be broken: after a space, and after the signs that
/// part a link.
#[must_use]
pub fn broken(text: &str, width: f64, size: f64, is_bold: bool) -> Vec<String> {
    wrapped(text, width, |text| text_width(text, size, is_bold))
}

fn wrapped(text: &str, width: f64, measure: impl Fn(&str) -> f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in text.split_inclusive([' ', '&', ',']) {
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
        let broken = |text: &str, width: f64| wrapped(text, width, |text| text.chars().count() as f64);
        assert_eq!(broken("one two three", 7.0), ["one two ", "three"]);
        assert_eq!(broken("a=1&b=2&c=3", 8.0), ["a=1&b=2&", "c=3"]);
        assert_eq!(broken("unbreakable word", 4.0), ["unbreakable ", "word"]);
        assert_eq!(broken("", 4.0), [""]);
    }
}
