//! Shared faults: a second way in which models can depend on each other.
//!
//! With chance π a call is a trap, in which everybody errs and misses more often; given that, all are independent. The two
//! kinds of calls have the same rates e and m, and for any two models the same chance of failing together, as the
//! Gaussian factor gives them: what differs is how three and more fail together.
//!
//! ```text
//! c_e = P(author errs, a reviewer misses) − e·m          c_m = P(two reviewers miss) − m²
//! a_e = e + (c_e/c_m)·(a_m − m)                          π/(1−π) = c_m/(a_m − m)²
//! e₀ = (e − π·a_e)/(1−π)                                 m₀ = (m − π·a_m)/(1−π)
//! ```
//!
//! Eckhardt and Lee (1985) with a difficulty of two values.

/// Calls of two kinds. All are chances, 0–1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Traps {
    /// π, the share of the calls that are traps.
    pub share: f64,
    /// How often authors err in traps, `a_e`, and in other calls, e₀.
    pub error: [f64; 2],
    /// How often reviewers miss in traps, `a_m`, and in other calls, m₀.
    pub miss: [f64; 2],
}

/// Covariances below this share of the largest possible are rounding.
const NOTHING: f64 = 1e-9;

/// Rates and covariances of an author's error and a reviewer's miss.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pairs {
    /// e.
    pub error_rate: f64,
    /// m.
    pub miss_rate: f64,
    /// `c_e`.
    pub error_and_miss: f64,
    /// `c_m`.
    pub two_misses: f64,
}

impl Pairs {
    /// Whether models depend on each other at all, beyond rounding.
    fn depend(&self) -> bool {
        let largest = self.miss_rate * (1.0 - self.miss_rate);
        self.error_and_miss > 0.0 && self.two_misses > NOTHING * largest && largest > 1e-12
    }

    /// The least and the largest `a_m` at which e₀, m₀ and `a_e` are chances. By Cauchy and Schwarz there always is one.
    fn range(&self) -> [f64; 2] {
        let Pairs { error_rate, miss_rate, error_and_miss, two_misses } = *self;
        let least = (two_misses / miss_rate).max(error_and_miss / error_rate);
        [miss_rate + least, miss_rate + (1.0 - error_rate) * two_misses / error_and_miss]
    }

    /// The calls of two kinds that have these pairs, with `a_m` as wanted or as near as it can be.
    pub fn traps(&self, wanted: f64) -> Traps {
        let Pairs { error_rate, miss_rate, error_and_miss, two_misses } = *self;
        if !self.depend() {
            return Traps { share: 0.0, error: [error_rate; 2], miss: [miss_rate; 2] };
        }
        let [least, largest] = self.range();
        let miss = wanted.max(least).min(largest.min(1.0));
        let above = miss - miss_rate;
        Traps {
            share: two_misses / (two_misses + above * above),
            error: [
                (error_rate + error_and_miss / two_misses * above).min(1.0),
                (error_rate - error_and_miss / above).max(0.0),
            ],
            miss: [miss, (miss_rate - two_misses / above).max(0.0)],
        }
    }
}

impl Traps {
    /// What has these chances in traps and in other calls, over all calls.
    pub(super) fn mean(&self, [trap, other]: [f64; 2]) -> f64 {
        self.share * trap + (1.0 - self.share) * other
    }

    /// In traps and in other calls: how often happens what has this rate over all calls and this covariance with the
    /// author's error. As far as these are chances.
    pub(super) fn split(&self, rate: f64, covariance: f64) -> [f64; 2] {
        let spread = self.share * (1.0 - self.share) * (self.error[0] - self.error[1]);
        if spread <= 0.0 {
            return [rate; 2];
        }
        let most = ((1.0 - rate) / (1.0 - self.share)).min(rate / self.share);
        let apart = (covariance / spread).clamp(0.0, most);
        [(rate + (1.0 - self.share) * apart).min(1.0), (rate - self.share * apart).max(0.0)]
    }

    /// P(a call is a trap), given whether the author errs.
    #[must_use]
    pub fn share_given(&self, errs: bool) -> f64 {
        let chance = |error: f64| if errs { error } else { 1.0 - error };
        let [trap, other] = [self.share * chance(self.error[0]), (1.0 - self.share) * chance(self.error[1])];
        if trap + other > 0.0 { trap / (trap + other) } else { self.share }
    }
}
