//! Counts of a simulation and the estimates they give.

use serde::Serialize;

use crate::audit_estimate::AuditEstimate;
use crate::params::Parameter;

/// The most checkers a call can have: reviewers, a self-check and outside reviewers.
pub const MOST_CHECKERS: usize =
    Parameter::Reviewers.most() + Parameter::SelfCheck.most() + Parameter::OutsideReviewers.most();

/// What was counted over a number of projects. Tallies of disjoint projects merge by addition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Projects done.
    pub projects: u64,
    /// Judgement calls made.
    pub calls: u64,
    /// Calls that the author got wrong, at the first try.
    pub wrong: u64,
    /// Wrong calls that are published.
    pub surviving: u64,
    /// Surviving errors that no audit found.
    pub undetected: u64,
    /// Judgement calls that were audited.
    pub audited: u64,
    /// Sum over projects of the squared number of audited calls.
    pub audited_squared: u64,
    /// Projects without an undetected error.
    pub intact: u64,
    /// Wrong calls by the number of checkers that missed them.
    pub misses: [u64; MOST_CHECKERS + 1],
    /// Wrong calls caught by the first reviewer, by the second, and by both.
    pub first_two: [u64; 3],
    /// Wrong calls, and right ones, that checkers let pass at the first try.
    pub passed_first: [u64; 2],
    /// Right calls to which nobody objects at the first try.
    pub approved_right: u64,
    /// Right calls that are published.
    pub published_right: u64,
    /// Projects in which audits found an error.
    pub found_out: u64,
}

/// An estimated share with its standard error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its standard error, itself estimated from the sample.
    pub standard_error: f64,
}

impl Estimate {
    fn share(count: u64, of: u64) -> Option<Estimate> {
        (of > 0).then(|| {
            let value = count as f64 / of as f64;
            Estimate { value, standard_error: libm::sqrt(value * (1.0 - value) / of as f64) }
        })
    }
}

impl Tally {
    /// Adds the counts of other projects.
    pub fn merge(&mut self, other: &Tally) {
        let Tally {
            projects,
            calls,
            wrong,
            surviving,
            undetected,
            audited,
            audited_squared,
            intact,
            misses,
            first_two,
            passed_first,
            approved_right,
            published_right,
            found_out,
        } = other;
        self.projects += projects;
        self.calls += calls;
        self.wrong += wrong;
        self.surviving += surviving;
        self.undetected += undetected;
        self.audited += audited;
        self.audited_squared += audited_squared;
        self.intact += intact;
        self.misses.iter_mut().zip(misses).for_each(|(sum, n)| *sum += n);
        self.first_two.iter_mut().zip(first_two).for_each(|(sum, n)| *sum += n);
        self.passed_first.iter_mut().zip(passed_first).for_each(|(sum, n)| *sum += n);
        self.approved_right += approved_right;
        self.published_right += published_right;
        self.found_out += found_out;
    }

    /// P(the author errs); `None` before the first project, like the other estimates.
    #[must_use]
    pub fn error_rate(&self) -> Option<Estimate> {
        Estimate::share(self.wrong, self.calls)
    }

    /// U, the share of all calls that are wrong and survive.
    #[must_use]
    pub fn surviving_share(&self) -> Option<Estimate> {
        Estimate::share(self.surviving, self.calls)
    }

    /// The share of the wrong calls that review caught.
    #[must_use]
    pub fn catch_rate(&self) -> Option<Estimate> {
        Estimate::share(self.wrong - self.surviving, self.wrong)
    }

    /// The share of the wrong calls that the first reviewer caught.
    #[must_use]
    pub fn caught_by_first(&self) -> Option<Estimate> {
        Estimate::share(self.first_two[0], self.wrong)
    }

    /// The share of the wrong calls that the first two reviewers both missed.
    #[must_use]
    pub fn missed_by_first_two(&self) -> Option<Estimate> {
        let [first, second, both] = self.first_two;
        Estimate::share(self.wrong + both - first - second, self.wrong)
    }

    /// P(the call is wrong | all checkers approve it), with so many checkers.
    #[must_use]
    pub fn unanimous_and_wrong(&self, checkers: usize) -> Option<Estimate> {
        let approved_wrong = self.misses[checkers.min(MOST_CHECKERS)];
        Estimate::share(approved_wrong, self.approved_right + approved_wrong)
    }

    /// The share of the right calls that checkers stop at the first try.
    #[must_use]
    pub fn right_calls_stopped(&self) -> Option<Estimate> {
        let right = self.calls - self.wrong;
        Estimate::share(right - self.passed_first[1], right)
    }

    /// The share of what checkers stop at the first try that is wrong.
    #[must_use]
    pub fn objection_precision(&self) -> Option<Estimate> {
        let [wrong, right] = self.passed_first;
        Estimate::share(self.wrong - wrong, self.calls - wrong - right)
    }

    /// The share of what is published that is wrong.
    #[must_use]
    pub fn wrong_given_passed(&self) -> Option<Estimate> {
        Estimate::share(self.surviving, self.surviving + self.published_right)
    }

    /// V, the share of all calls that are right and published.
    #[must_use]
    pub fn published_right(&self) -> Option<Estimate> {
        Estimate::share(self.published_right, self.calls)
    }

    /// What the audits of these projects say of U when an audit of a wrong call finds it with probability s; `None` where
    /// they can find nothing.
    #[must_use]
    pub fn audit_estimate(&self, sensitivity: f64) -> Option<AuditEstimate> {
        AuditEstimate::from_records((self.surviving - self.undetected) as f64, self.audited as f64, sensitivity)
    }

    /// x, the share of all calls that are wrong and stay undetected.
    #[must_use]
    pub fn undetected_share(&self) -> Option<Estimate> {
        Estimate::share(self.undetected, self.calls)
    }

    /// W, the share of projects without an undetected error.
    #[must_use]
    pub fn integrity(&self) -> Option<Estimate> {
        Estimate::share(self.intact, self.projects)
    }

    /// κ, the share of the judgement calls that were audited. Audits of one project depend on each other, so the
    /// standard error is taken over projects; `None` before the second.
    #[must_use]
    pub fn coverage(&self) -> Option<Estimate> {
        if self.projects < 2 {
            return None;
        }
        let n = self.projects as f64;
        let per_project = self.calls as f64 / n;
        let mean = self.audited as f64 / n;
        let variance = (self.audited_squared as f64 / n - mean * mean).max(0.0) * n / (n - 1.0);
        Some(Estimate { value: mean / per_project, standard_error: libm::sqrt(variance / n) / per_project })
    }

    /// P(the author errs and exactly c checkers miss it), c = 0 ….
    #[must_use]
    pub fn miss_histogram(&self, checkers: usize) -> Option<Vec<Estimate>> {
        self.misses[..=checkers.min(MOST_CHECKERS)].iter().map(|&n| Estimate::share(n, self.calls)).collect()
    }
}
