//! The two kinds of calls of a setting with shared faults.

use super::JudgementCall;
use super::traps::{Pairs, Traps};
use crate::normal;
use crate::quadrature::covariance_below;

/// What everybody does in one kind of calls; all are chances, 0–1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Kind {
    /// The share of the calls that are of this kind.
    pub weight: f64,
    pub error: f64,
    pub miss: f64,
    /// Of a model that objects to a right call.
    pub alarm: f64,
    pub outside_miss: f64,
    /// Of an outside reviewer that objects to a right call.
    pub outside_alarm: f64,
}

impl JudgementCall {
    /// Traps and other calls at bias θ; `None` without shared faults.
    ///
    /// Traps are traps for the whole field, so the pairs are those of two families: ρ_b. Which calls are traps is settled
    /// without bias; a bias then shifts every threshold alike, in traps and elsewhere. What happens to outside reviewers and
    /// to right calls has the covariance with the author's error that the Gaussian factor gives it.
    #[must_use]
    pub fn traps(&self, bias: f64) -> Option<Traps> {
        Some(self.biased(self.unbiased_traps()?, bias))
    }

    /// Traps that were settled without bias, at bias θ.
    fn biased(&self, traps: Traps, bias: f64) -> Traps {
        let [error_bias, miss_bias] = self.biases(bias);
        let shifted =
            |chance: f64, bias: f64| if bias == 0.0 { chance } else { normal::cdf(normal::quantile(chance) + bias) };
        Traps {
            error: traps.error.map(|chance| shifted(chance, error_bias)),
            miss: traps.miss.map(|chance| shifted(chance, miss_bias)),
            ..traps
        }
    }

    fn unbiased_traps(&self) -> Option<Traps> {
        let rho = self.correlation.between;
        let pairs = Pairs {
            error_rate: normal::cdf(self.error_threshold),
            miss_rate: normal::cdf(self.miss_threshold),
            error_and_miss: covariance_below(self.error_threshold, self.miss_threshold, rho),
            two_misses: covariance_below(self.miss_threshold, self.miss_threshold, rho),
        };
        self.trap_miss_rate.map(|wanted| pairs.traps(wanted))
    }

    /// Traps first, then other calls; `None` without shared faults.
    pub(crate) fn kinds_of_calls(&self, bias: f64) -> Option<[Kind; 2]> {
        let unbiased = self.unbiased_traps()?;
        let traps = self.biased(unbiased, bias);
        let rho = self.correlation.between;
        let split = |threshold: f64, rho: f64| {
            unbiased.split(normal::cdf(threshold), covariance_below(self.error_threshold, threshold, rho))
        };
        let outside_rho = self.outside.loading * libm::sqrt(rho);
        let alarm = split(self.alarm_threshold, rho);
        let outside_miss = split(self.outside.miss_threshold, outside_rho);
        let outside_alarm = split(self.alarm_threshold, outside_rho);
        let weights = [traps.share, 1.0 - traps.share];
        Some(std::array::from_fn(|i| Kind {
            weight: weights[i],
            error: traps.error[i],
            miss: traps.miss[i],
            alarm: alarm[i],
            outside_miss: outside_miss[i],
            outside_alarm: outside_alarm[i],
        }))
    }
}
