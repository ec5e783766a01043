//! How many independent reviewers a set of models or judges is worth, from the results they left.
//!
//! A file's bytes go through [`read::Reader`] to a [`read::Part`], parts join to a [`choose::Reading`], and with
//! [`choose::Choices`] it becomes a [`table::Table`]: who was wrong on what. [`measures::Measurement`] gives the [`measures::Report`].
//! Nothing here knows a browser, a clock or a disk; randomness is a seed.

pub mod bits;
pub mod choose;
pub mod form;
mod forms;
pub mod groups;
pub mod ledger;
pub mod measures;
pub mod panel;
mod raw;
pub mod read;
pub mod receipt;
pub mod table;
pub mod weights;

/// The version that a receipt names.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
