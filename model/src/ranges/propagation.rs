//! From ranges of parameters to distributions of outputs.

use serde::Serialize;

use super::Ranges;
use super::hypercube::shares;
use crate::evidence::Evidence;
use crate::exact::JudgementCall;
use crate::feedback::Feedback;
use crate::long_work::LongWork;
use crate::measures::Measures;
use crate::order::ordered;
use crate::params::{Parameter, Params};
use crate::survival::LatestTable;

/// At which bias the outputs that describe one moment are taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Moment {
    /// At this one, in probits, in every draw.
    Bias(f64),
    /// At that of each draw's own first generation.
    FirstGeneration,
}

impl Moment {
    /// θ of a setting, in probits.
    #[must_use]
    pub fn bias(self, params: &Params) -> f64 {
        match self {
            Moment::Bias(bias) => bias,
            Moment::FirstGeneration => params.initial_bias(),
        }
    }
}

/// A distribution in a few numbers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Quantiles {
    /// One in twenty is lower.
    pub p05: f64,
    /// One in four is lower.
    pub p25: f64,
    /// The median.
    pub p50: f64,
    /// One in four is higher.
    pub p75: f64,
    /// One in twenty is higher.
    pub p95: f64,
    /// The mean.
    pub mean: f64,
    /// Draws at which the output is not defined; the numbers above are of the others.
    pub undefined: usize,
}

/// The model, solved at draws from ranges: one draw a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Propagation {
    base: Params,
    ranges: Ranges,
    moment: Moment,
    /// By range, the share of it at which each draw stands.
    shares: Vec<(Parameter, Vec<f64>)>,
    draws: usize,
    table: LatestTable,
    /// The names of the outputs, and their values by draw.
    names: Vec<&'static str>,
    values: Vec<Vec<Option<f64>>>,
}

impl Propagation {
    /// So many draws as the page makes: enough for two digits of a quantile.
    pub const DRAWS: usize = 400;

    /// A setting with these ranges, at so many draws with the dice of this seed.
    #[must_use]
    pub fn new(base: &Params, ranges: &Ranges, moment: Moment, draws: usize, seed: u64) -> Propagation {
        Propagation {
            base: *base,
            moment,
            shares: ranges.iter().map(|(parameter, _)| (parameter, shares(parameter, draws, seed))).collect(),
            ranges: ranges.clone(),
            draws,
            table: LatestTable::default(),
            names: Vec::new(),
            values: Vec::new(),
        }
    }

    /// The setting of a draw, counted from 0.
    #[must_use]
    pub fn setting(&self, draw: usize) -> Params {
        let share = |parameter: Parameter| {
            let shares = self.shares.iter().find(|(other, _)| *other == parameter);
            shares.and_then(|(_, shares)| shares.get(draw)).copied().unwrap_or_default()
        };
        self.ranges.at(&self.base, share)
    }

    /// The names of all outputs; none before the first draw.
    #[must_use]
    pub fn names(&self) -> &[&'static str] {
        &self.names
    }

    /// An output at every draw at which it is defined, from the lowest to the highest.
    #[must_use]
    pub fn sorted(&self, output: &str) -> Vec<f64> {
        let place = self.names.iter().position(|name| *name == output);
        let values: Vec<f64> = self.values.iter().filter_map(|values| values[place?]).collect();
        ordered(&values, |value| *value)
    }

    /// The distribution of an output; `None` where it is defined nowhere.
    #[must_use]
    pub fn quantiles(&self, output: &str) -> Option<Quantiles> {
        let sorted = self.sorted(output);
        if sorted.is_empty() {
            return None;
        }
        let [p05, p25, p50, p75, p95] = [0.05, 0.25, 0.5, 0.75, 0.95].map(|share| quantile(&sorted, share));
        let mean = sorted.iter().sum::<f64>() / sorted.len() as f64;
        Some(Quantiles { p05, p25, p50, p75, p95, mean, undefined: self.values.len() - sorted.len() })
    }

    /// Every output of a setting, under its name.
    fn outputs(&mut self, params: &Params) -> Vec<(&'static str, Option<f64>)> {
        let feedback = Feedback::of(params, self.table.of(&JudgementCall::of(params)));
        let fixed_point = feedback.fixed_point(params.supervision());
        let lasting = [
            ("fixed_point", Some(fixed_point.undetected_share)),
            ("fixed_point_bias", Some(fixed_point.bias)),
            ("reproduction_number", Some(feedback.reproduction_number(&fixed_point))),
            ("initial_bias", Some(params.initial_bias())),
        ];
        let now = Measures::of(params, self.moment.bias(params)).named();
        now.into_iter().chain(Evidence::named(params)).chain(lasting).collect()
    }
}

impl LongWork for Propagation {
    fn advance(&mut self) {
        if self.is_complete() {
            return;
        }
        let outputs = self.outputs(&self.setting(self.values.len()));
        if self.names.is_empty() {
            self.names = outputs.iter().map(|(name, _)| *name).collect();
        }
        self.values.push(outputs.into_iter().map(|(_, value)| value).collect());
    }

    fn is_complete(&self) -> bool {
        self.values.len() >= self.draws
    }

    fn progress(&self) -> f64 {
        self.values.len() as f64 / self.draws.max(1) as f64
    }
}

/// The quantile of sorted values, in between by the line from one to the next (the seventh definition of Hyndman and Fan 1996).
// A share of a length is one of its places.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
#[must_use]
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let at = share * last as f64;
    let below = at.floor() as usize;
    let (low, high) = (sorted[below.min(last)], sorted[(below + 1).min(last)]);
    low + (at - at.floor()) * (high - low)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_on_the_line_between_neighbours() {
        let sorted = [1.0, 2.0, 4.0, 8.0, 16.0];
        assert_eq!([0.0, 0.25, 0.5, 0.875, 1.0].map(|share| quantile(&sorted, share)), [1.0, 2.0, 4.0, 12.0, 16.0]);
        assert_eq!(quantile(&[3.0], 0.95), 3.0);
        assert!(quantile(&[], 0.5).is_nan());
    }
}
