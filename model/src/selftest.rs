//! Monte Carlo against the exact solution, in settings from one end of the model to the other.
//!
//! A setting is solved exactly and simulated at the bias of its [fixed point](crate::Feedback::fixed_point), i.e. where
//! training leads it; what both have is compared, [outcome](Outcome) by outcome. A second simulation lets some
//! generations train on each other and is compared with the exact [trajectory](crate::Feedback::trajectory).
//!
//! Standard errors are those that the exact solution expects, not estimates from the sample. Calls at one bias are
//! independent but for the audits of a project, and projects are independent, so
//!
//! - a share of n calls, or of n projects, has the variance p(1−p)/n of a binomial count; a share of the wrong or of the
//!   approved calls has it given how many of them there are;
//! - coverage and undetected share, where the audits of a project depend on each other, have the variance over projects
//!   of [`AuditPlan`](crate::AuditPlan::undetected_variance), over n projects;
//! - `x_T` adds up, generation by generation, v_t = g_t²·v_{t−1} + (that variance at θ_t), g_t being how strongly a
//!   generation follows the one before (the delta method; [`Feedback`](crate::Feedback::reproduction_number)).
//!
//! By chance alone a figure lies beyond four standard errors about once in 16,000.

mod point;
mod settings;
mod trial;

pub use point::{Outcome, Point, TOLERANCE, described, differences};

use crate::long_work::LongWork;
use crate::params::Params;

use trial::Trial;

/// A self-test, a few projects at a time, so that it can be made between frames. It depends on the seed alone.
#[derive(Clone, Debug)]
pub struct SelfTest {
    seed: u64,
    /// Every setting as it is simulated and as it is solved. They differ only where the test itself is tested.
    settings: Vec<(Params, Params)>,
    /// Settings that are done.
    done: usize,
    /// The one that is being simulated.
    trial: Option<Trial>,
    points: Vec<Point>,
}

impl SelfTest {
    /// Begins the test of every setting. Nothing is evaluated yet.
    #[must_use]
    pub fn new(seed: u64) -> SelfTest {
        SelfTest::of(seed, settings::settings().into_iter().map(|setting| (setting, setting)))
    }

    /// Begins a test of other settings, each as it is simulated and as it is solved: for these to differ, it must find
    /// them out.
    #[must_use]
    pub fn of(seed: u64, settings: impl IntoIterator<Item = (Params, Params)>) -> SelfTest {
        SelfTest { seed, settings: settings.into_iter().collect(), done: 0, trial: None, points: Vec::new() }
    }

    /// How many settings there are.
    #[must_use]
    pub fn settings(&self) -> usize {
        self.settings.len()
    }

    /// What was compared so far, setting by setting.
    #[must_use]
    pub fn points(&self) -> &[Point] {
        &self.points
    }
}

impl LongWork for SelfTest {
    /// Takes one step: solves a setting, simulates some projects of it, or compares.
    fn advance(&mut self) {
        let Some((simulated, solved)) = self.settings.get(self.done) else { return };
        match &mut self.trial {
            None => {
                // Every setting has luck of its own.
                let seed = self.seed ^ ((self.done as u64) << 32);
                self.trial = Some(Trial::begin(simulated, solved, seed));
            }
            Some(trial) if !trial.is_complete() => trial.advance(),
            Some(trial) => {
                self.points.extend(trial.points());
                self.trial = None;
                self.done += 1;
            }
        }
    }

    /// Whether every setting is compared.
    fn is_complete(&self) -> bool {
        self.done == self.settings.len()
    }

    /// The share of the test that is done, 0–1.
    fn progress(&self) -> f64 {
        if self.is_complete() {
            return 1.0;
        }
        (self.done as f64 + self.trial.as_ref().map_or(0.0, Trial::progress)) / self.settings.len() as f64
    }
}
