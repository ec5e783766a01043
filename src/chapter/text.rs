//! The words of a chapter: plain text with places for numbers and for what the reader can change.
//!
//! ```text
//! {name}            a number of the model
//! {=name}           a parameter that is dragged or typed right there
//! *words*           stressed
//! [words](address)  a link
//! @figure           at the very beginning: which figure the paragraph speaks of
//! ```
//!
//! Words hold no digits of their own (a test says so): every number comes from the model or from data.

/// A part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Plain(&'a str),
    /// Stressed words.
    Stressed(&'a str),
    /// The place of a number, by its name in the chapter.
    Number(&'a str),
    /// The place of a parameter, by its name in the model.
    Handle(&'a str),
    /// Words that lead to an address.
    Link(&'a str, &'a str),
}

/// The figure that a paragraph speaks of, if it names one, and the paragraph's words.
#[must_use]
pub fn speaks_of(text: &str) -> (Option<&str>, &str) {
    let named = text.strip_prefix('@').and_then(|rest| rest.split_once(' '));
    named.map_or((None, text), |(figure, words)| (Some(figure), words))
}

/// The parts of a text, in order. What is not closed is taken as it stands.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = speaks_of(text).1;
    while let Some(at) = rest.find(['{', '*', '[']) {
        let (before, from) = rest.split_at(at);
        let Some((piece, after)) = marked(from) else {
            // A lone sign is a word like any other.
            let end = at + 1;
            pieces.push(Piece::Plain(&rest[..end]));
            rest = &rest[end..];
            continue;
        };
        if !before.is_empty() {
            pieces.push(Piece::Plain(before));
        }
        pieces.push(piece);
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Plain(rest));
    }
    pieces
}

/// The marked part that a text begins with, and what follows it.
fn marked(text: &str) -> Option<(Piece<'_>, &str)> {
    let inside = &text[1..];
    if text.starts_with('{') {
        let (name, after) = inside.split_once('}')?;
        let piece = name.strip_prefix('=').map_or(Piece::Number(name), Piece::Handle);
        Some((piece, after))
    } else if text.starts_with('*') {
        let (words, after) = inside.split_once('*')?;
        Some((Piece::Stressed(words), after))
    } else {
        let (words, after) = inside.split_once("](")?;
        let (address, after) = after.split_once(')')?;
        Some((Piece::Link(words, address), after))
    }
}

/// A text without its marks, each number and each parameter as `shown` has it.
#[must_use]
pub fn spoken(text: &str, shown: impl Fn(&str) -> String) -> String {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(words) | Piece::Stressed(words) | Piece::Link(words, _) => words.to_owned(),
            Piece::Number(name) | Piece::Handle(name) => shown(name),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cut_at_their_marks() {
        assert_eq!(
            pieces("With {=reviewers} copies, {published} *pass*: [why](https://a.b)."),
            [
                Piece::Plain("With "),
                Piece::Handle("reviewers"),
                Piece::Plain(" copies, "),
                Piece::Number("published"),
                Piece::Plain(" "),
                Piece::Stressed("pass"),
                Piece::Plain(": "),
                Piece::Link("why", "https://a.b"),
                Piece::Plain("."),
            ]
        );
    }

    #[test]
    fn a_paragraph_may_name_its_figure() {
        assert_eq!(speaks_of("@crowd Now {n}."), (Some("crowd"), "Now {n}."));
        assert_eq!(spoken("@crowd Now {n}.", |_| "five".to_owned()), "Now five.");
        assert_eq!(speaks_of("mail@home"), (None, "mail@home"));
    }

    #[test]
    fn lone_signs_are_words() {
        assert_eq!(spoken("a { b", |_| String::new()), "a { b");
        assert_eq!(spoken("2 * 2 [x", |_| String::new()), "2 * 2 [x");
        assert_eq!(spoken("{n} of *many*", |name| format!("<{name}>")), "<n> of many");
    }
}
