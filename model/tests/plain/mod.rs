//! Settings of the first model, for searches over many of them.

use blindspot_model::{Parameter, Params};
use proptest::prelude::*;

use crate::possible::params;

/// Any possible setting of the first model. With what was added to it, a table of U takes up to a second, and a search takes a
/// hundred.
pub fn plain() -> impl Strategy<Value = Params> {
    const FIRST_ADDED: usize = Parameter::OutsideReviewers as usize;
    params().prop_map(|params| {
        params.changed_all(Parameter::ALL[FIRST_ADDED..].iter().map(|&added| (added, added.spec().default)))
    })
}
