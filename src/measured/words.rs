//! How raters and numbers are told.

use blindspot_measure::choose::Preview;
use blindspot_measure::form::Form;
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

/// What was understood, the counts first and then how it was read.
#[must_use]
pub fn understood(preview: &Preview) -> String {
    let form = match preview.form {
        Form::Wide => "a table with a row for each item",
        Form::Long => "a table with a row for each verdict",
        Form::SweBench => "results of SWE-bench",
        Form::LmEval => "samples of lm-eval",
        Form::Inspect => "logs of Inspect",
        Form::Helm => "results of HELM",
        Form::Promptfoo => "results of promptfoo",
        Form::Records => "records",
    };
    let (files, counts) = preview.sentence.split_once(": ").unwrap_or(("", &preview.sentence));
    let files = files.split(" of ").next().unwrap_or_default();
    format!("{counts}. {files}, read as {form}.")
}

/// A step between labels of an axis from 0: one that people count in, and at most five of them.
#[must_use]
pub fn step(span: f64) -> f64 {
    const STEPS: [f64; 9] = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1.0, 2.0];
    STEPS.into_iter().find(|step| span / step <= 5.001).unwrap_or(span / 5.0)
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
    fn steps_are_those_that_people_count_in() {
        assert_eq!([0.05, 0.3, 0.5, 1.0, 7.0, 40.0].map(step), [0.01, 0.1, 0.1, 0.2, 2.0, 8.0]);
    }

    #[test]
    fn minus_signs_are_of_numbers_that_are_shown() {
        assert_eq!([-0.001, -0.5, 0.25].map(decimal), ["0.00", "−0.50", "0.25"]);
        assert_eq!((number_word(3), number_word(12)), ("Three".to_owned(), "12".to_owned()));
    }
}
