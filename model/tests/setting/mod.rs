//! Settings for the tests.
#![allow(clippy::unwrap_used, reason = "a test that asks for an impossible setting is wrong")]

use blindspot_model::{Parameter, Params};

/// The defaults with these changes.
pub fn setting(changes: &[(Parameter, f64)]) -> Params {
    Params::default().with_all(changes.iter().copied()).unwrap()
}
