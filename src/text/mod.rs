//! The ground of all words: numbers as people read them, their spelling, links as text.

pub mod link;
pub mod number;
pub mod spelling;

/// A text that says in HTML or SVG what it says, in an attribute too.
pub use html_escape::encode_double_quoted_attribute as escaped;
