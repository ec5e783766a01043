//! Measuring the reader's own models, without its looks: what is read, every choice about it, and what is said and drawn of what
//! was measured. The crate [`blindspot_measure`] reads and measures; no browser is known here.

pub mod desk;
pub mod example;
pub mod field;
pub mod headline;
pub mod intake;
pub mod likeness;
pub mod pairs;
pub mod panels;
pub mod receipt;
pub mod sandbox;
pub mod sizes;
pub mod together;
pub mod words;
