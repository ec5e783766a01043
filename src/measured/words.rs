//! How raters and numbers are told.

use blindspot_measure::measures::Measured;

/// The longest name beside a picture, in letters.
const LONGEST: usize = 16;

/// A name that fits beside a picture: the last folder or the file, with its middle left out where it is long.
#[must_use]
pub fn short(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    if letters.len() <= LONGEST {
        return name.to_owned();
    }
    let (head, tail) = (LONGEST / 2, LONGEST - LONGEST / 2 - 1);
    let end = letters[letters.len() - tail..].iter();
    letters[..head].iter().chain(['…'].iter()).chain(end).collect()
}

/// A number to two decimals, with a minus sign that is one.
#[must_use]
pub fn decimal(value: f64) -> String {
    let text = format!("{value:.2}");
    match text.strip_prefix('-') {
        Some("0.00") => "0.00".to_owned(),
        Some(rest) => format!("−{rest}"),
        None => text,
    }
}

/// A measured number with its interval, or why there is none.
#[must_use]
pub fn measured(value: &Measured, show: impl Fn(f64) -> String) -> String {
    match (value.value, value.interval) {
        (Some(number), Some([low, high])) => format!("{} ({} to {})", show(number), show(low), show(high)),
        (Some(number), None) => show(number),
        (None, _) => value.reason.unwrap_or("undefined").to_owned(),
    }
}

/// So many of something.
#[must_use]
pub fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// A small number as a word, as a sentence begins with it.
#[must_use]
pub fn number_word(n: usize) -> String {
    const WORDS: [&str; 10] = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
    n.checked_sub(1).and_then(|at| WORDS.get(at)).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_keep_their_ends() {
        assert_eq!(short("gpt-3.5-turbo"), "gpt-3.5-turbo");
        assert_eq!(short("results/samples_2026-01-21.jsonl"), "results/…1.jsonl");
        assert_eq!(short("ρρρρρρρρρρρρρρρρρρ").chars().count(), 16);
    }

    #[test]
    fn minus_signs_are_of_numbers_that_are_shown() {
        assert_eq!([-0.001, -0.5, 0.25].map(decimal), ["0.00", "−0.50", "0.25"]);
        assert_eq!((number_word(3), number_word(12)), ("Three".to_owned(), "12".to_owned()));
    }
}
