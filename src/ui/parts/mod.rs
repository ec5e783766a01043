//! Parts that several places of the page have.

pub mod chip;
pub mod contents;
pub mod leaves;
pub mod notices;
pub mod one_by_one;
pub mod output;
pub mod plain;
pub mod slider;
pub mod way_in;
pub mod worlds;
