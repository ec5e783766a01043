//! The ground of all words: numbers as people read them, their spelling, links as text.

pub mod link;
pub mod markup;
pub mod number;
pub mod spelling;
