//! The opening's verdict in numbers.

use blindspot_model::{Feedback, Params};

use super::levers::Ground;
use super::reported;
use crate::figure::known;

/// What a setting comes to, as shares of all decisions but for the reviewers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Verdict {
    /// Wrong and undetected as the lab reports it.
    pub reported: f64,
    /// Wrong and undetected before training feeds back.
    pub first: f64,
    /// Wrong and undetected once the models train on their own record.
    pub settled: f64,
    /// Independent reviewers that would let as little through; `None` where a reviewer misses everything.
    pub worth: Option<f64>,
    /// Reviewers that there are.
    pub reviewers: usize,
}

impl Verdict {
    /// The verdict on a setting, on the [grid](Ground) of its reviewers.
    #[must_use]
    pub fn of(params: &Params, ground: &Ground) -> Verdict {
        let measures = known::first_generation(params);
        Verdict {
            reported: known::fixed_point(&reported(params)),
            first: measures.undetected_share,
            settled: Feedback::of(params, ground.table()).fixed_point(params.supervision()).undetected_share,
            worth: measures.effective_reviewers,
            reviewers: params.checkers(),
        }
    }
}
