//! What an address says: its part after `#` is what is shown, its query how that looks.

pub mod catalogue;
pub mod embedding;
pub mod look;
mod ranged;
pub mod said;
pub mod view;
