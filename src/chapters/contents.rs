//! The list of places on the page.

use crate::chapters::OUTLINES;

/// Places besides the chapters: name in links, title, sign in the list.
const BEFORE: (&str, &str, &str) = ("opening", "Report and truth", "◆");
const AFTER: [(&str, &str, &str); 3] = [
    ("sandbox", "Everything in your hands", "S"),
    ("models", "Your own models", "M"),
    ("about", "About the model", "?"),
];

/// A place that can be gone to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name in links.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// Its sign in the list.
    pub sign: String,
}

/// Every place, in order.
#[must_use]
pub fn entries() -> Vec<Entry> {
    let entry = |(id, title, sign): (&'static str, &'static str, &str)| Entry { id, title, sign: sign.to_owned() };
    let chapters = OUTLINES.iter().enumerate().map(|(i, chapter)| Entry {
        id: chapter.id(),
        title: chapter.title(),
        sign: (i + 1).to_string(),
    });
    std::iter::once(entry(BEFORE)).chain(chapters).chain(AFTER.map(entry)).collect()
}
