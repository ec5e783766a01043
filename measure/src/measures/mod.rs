//! What a table says: how raters err alone, in pairs, and all together.

mod answers;
mod bootstrap;
mod cells;
mod measurement;
mod pairs;
mod report;
mod summary;
mod together;
mod worth;

pub use cells::{Bound, Cells, Tetrachoric};
pub use measurement::{Measurement, Options, TooMany};
pub use pairs::{KappaKind, Pair};
pub use report::{Fits, Measured, RaterReport, Report, Together};
pub use summary::{AllErr, BetaBinomial, CaptureRecapture, Coincidences, Groups, SharedFault, Summary, Suspects};
pub use worth::Worth;

pub(crate) use worth::below;
