//! The chapters, one idea each, and the words of the page around them.

pub mod argue;
pub mod claims_words;
pub mod contents;
pub mod copies;
pub mod edge;
pub mod evidence;
pub mod families;
pub mod hero_words;
pub mod independent;
pub mod judgement;
pub mod ledger;
pub mod panels;
pub mod prose;
pub mod repairs;
pub mod report;
pub mod teacher;

use crate::chapter::{Chapter, Outline};

/// The list, as long as it is.
macro_rules! in_order {
    ($($chapter:expr,)*) => {
        /// All chapters, in order.
        pub const CHAPTERS: [&dyn Chapter; [$(stringify!($chapter)),*].len()] = [$($chapter),*];

        /// Of each of them what addresses have to know: the first program has no more.
        pub const OUTLINES: [&dyn Outline; CHAPTERS.len()] = [$($chapter),*];
    };
}

in_order![
    &independent::Independent,
    &copies::Copies,
    &families::Families,
    &judgement::Judgement,
    &report::Report,
    &evidence::Evidence,
    &teacher::Teacher,
    &edge::Edge,
    &repairs::Repairs,
    &argue::Argue,
];
