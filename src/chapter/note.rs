//! What a presenter says of a chapter, what a class will expect, and what to let it talk about. Templates as in
//! [`text`](super::text): each number is one of the chapter's.

/// The notes for a chapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// What to say, step by step: before the question, then with the figures.
    pub say: &'static [&'static str],
    /// The mistake that most people make here, and why it is a sensible one.
    pub mistake: &'static str,
    /// What neighbours talk about between the two rounds.
    pub talk: &'static str,
}
