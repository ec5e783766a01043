//! Two real experiments with many versions of one program, by people and by AI agents, and what they say in numbers.

use blindspot_model::experiments::{KNIGHT_LEVESON_1986, KNIGHT_LEVESON_REDUX_2026};
use blindspot_model::{Experiment, JointFailure, SharedFault};

/// Further versions that are looked at beside one that fails.
pub const FURTHER: usize = 6;

/// Which experiment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authors {
    /// 27 human programmers, 1986.
    Humans,
    /// 48 versions by AI agents, 2026.
    Agents,
}

/// What an experiment says, for figures and text.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Versions written.
    pub versions: usize,
    /// P(a second version fails | a first one failed).
    pub second_given_first: f64,
    /// The same if versions failed independently.
    pub if_independent: f64,
    /// How often a version fails, 0–1.
    pub failure_rate: f64,
    /// The most versions that failed on one input, and on how many inputs.
    pub worst: (usize, f64),
    /// The fault that versions share.
    pub fault: SharedFault,
    /// The share of all failures that it accounts for, 0–1.
    pub share_of_failures: f64,
    /// By further versions, 0 … [`FURTHER`]: how often all of them fail with one that does.
    pub joint: Vec<JointFailure>,
}

impl Authors {
    /// The measured data.
    #[must_use]
    pub const fn experiment(self) -> &'static Experiment {
        match self {
            Authors::Humans => &KNIGHT_LEVESON_1986,
            Authors::Agents => &KNIGHT_LEVESON_REDUX_2026,
        }
    }

    /// Fits what has to be fitted; some milliseconds, so once.
    #[must_use]
    pub fn finding(self) -> Finding {
        let experiment = self.experiment();
        let fault = match self {
            // People share many faults, each held by a few: as often as fits best.
            Authors::Humans => experiment.fitted_fault(),
            // Agents share one, which is counted.
            Authors::Agents => experiment.largest_fault(),
        };
        let versions = experiment.versions();
        Finding {
            versions,
            second_given_first: experiment.second_failure_given_first(),
            if_independent: experiment.second_failure_if_independent(),
            failure_rate: experiment.version_failures.iter().sum::<f64>() / (versions as f64 * experiment.tests),
            worst: experiment.coincident.last().copied().unwrap_or((0, 0.0)),
            fault,
            share_of_failures: experiment.share_of_failures(&fault),
            joint: experiment.joint_failures(&fault, FURTHER),
        }
    }
}

impl Finding {
    /// P(all of so many reviewers miss | the author errs) if errors come as the failures of these versions do: a share of them
    /// from the fault, which a reviewer holds as often as a version did, and the others missed independently at this rate.
    #[must_use]
    pub fn missed_by_all(&self, reviewers: usize, miss_rate: f64) -> f64 {
        let all = |missed: f64| libm::pow(missed, reviewers as f64);
        self.share_of_failures * all(self.fault.adoption) + (1.0 - self.share_of_failures) * all(miss_rate)
    }
}
