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
    /// Traps are traps for the whole field, so the pairs are those of two families: ρ_b. What happens to outside reviewers
    /// and to right calls has the covariance with the author's error that the Gaussian factor gives it.
    #[must_use]
    pub fn traps(&self, bias: f64) -> Option<Traps> {
        let wanted = self.trap_miss_rate?;
        Some(self.pairs(bias).traps(wanted))
    }

    /// How far what is wanted of traps is from what there can be, at bias θ: positive where there can.
    pub(crate) fn slack(&self, bias: f64) -> Option<[f64; 2]> {
        let wanted = self.trap_miss_rate?;
        Some(self.pairs(bias).slack(wanted))
    }

    fn pairs(&self, bias: f64) -> Pairs {
        let [error_at, miss_at] = self.thresholds(bias);
        let rho = self.correlation.between;
        let (error_rate, miss_rate) = self.rates(bias);
        Pairs {
            error_rate,
            miss_rate,
            error_and_miss: covariance_below(error_at, miss_at, rho),
            two_misses: covariance_below(miss_at, miss_at, rho),
        }
    }

    /// Traps first, then other calls; `None` without shared faults.
    pub(crate) fn kinds_of_calls(&self, bias: f64) -> Option<[Kind; 2]> {
        let traps = self.traps(bias)?;
        let [error_at, _] = self.thresholds(bias);
        let rho = self.correlation.between;
        let split =
            |threshold: f64, rho: f64| traps.split(normal::cdf(threshold), covariance_below(error_at, threshold, rho));
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
