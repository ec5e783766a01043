//! The parameters of the model: names, symbols, ranges, defaults and units live here only.
//!
//! [`Params`] is a parsed type: a value of it cannot be out of range or contradict itself, so nothing
//! downstream checks again.

mod changes;
mod error;
mod table;

pub use error::ParamError;
pub use table::{Kind, Parameter, Spec};

use serde::{Serialize, Serializer};

use crate::training::Training;

/// Latent correlation between families when `diversity` is 0: two models of one field are never quite identical.
pub const MAX_RHO_BETWEEN: f64 = 0.95;
/// Latent correlation within a family when `kinship` is 1.
pub const MAX_RHO_WITHIN: f64 = 0.97;

/// A possible setting of all parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Params {
    values: [f64; Parameter::ALL.len()],
}

/// Every parameter under its name, in order; a count or a switch is a number too.
impl Serialize for Params {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Parameter::ALL.iter().map(|&parameter| (parameter.spec().name, self.get(parameter))))
    }
}

impl Default for Params {
    fn default() -> Self {
        let mut values = [0.0; Parameter::ALL.len()];
        for (slot, parameter) in values.iter_mut().zip(Parameter::ALL) {
            *slot = parameter.spec().default;
        }
        Params { values }
    }
}

/// Checks a value against its parameter's own range.
pub(crate) fn check(parameter: Parameter, value: f64) -> Result<(), ParamError> {
    let &Spec { name, kind, min, max, .. } = parameter.spec();
    if !value.is_finite() {
        Err(ParamError::NotFinite { name, value })
    } else if kind != Kind::Real && value != libm::trunc(value) {
        Err(ParamError::NotWhole { name, value, min, max })
    } else if value < min || value > max {
        Err(ParamError::OutOfRange { name, value, min, max })
    } else {
        Ok(())
    }
}

impl Params {
    /// This setting with one parameter changed.
    ///
    /// # Errors
    /// When the value is not finite, not whole where it must be, outside its range, or contradicts another parameter.
    pub fn with(self, parameter: Parameter, value: f64) -> Result<Params, ParamError> {
        self.with_all([(parameter, value)])
    }

    /// This setting with several parameters changed at once; contradictions are judged on the result.
    ///
    /// # Errors
    /// As [`Params::with`]; the first problem is the one that is told.
    pub fn with_all(self, changes: impl IntoIterator<Item = (Parameter, f64)>) -> Result<Params, ParamError> {
        let mut next = self;
        for (parameter, value) in changes {
            check(parameter, value)?;
            // −0 compares equal to 0 but prints differently.
            next.values[parameter as usize] = value + 0.0;
        }
        next.check_together()?;
        Ok(next)
    }

    fn check_together(&self) -> Result<(), ParamError> {
        for (parameter, other) in [
            (Parameter::Quorum, Parameter::Reviewers),
            (Parameter::JudgementCalls, Parameter::Steps),
            (Parameter::AuditBudget, Parameter::Steps),
            (Parameter::FalseAlarmRate, Parameter::MissRate),
        ] {
            let value = self.get(parameter);
            let limit = self.limit(parameter);
            if value > limit {
                return Err(ParamError::AboveOther {
                    name: parameter.spec().name,
                    value,
                    other: other.spec().name,
                    limit,
                });
            }
        }
        Ok(())
    }

    /// The largest value of a parameter, given the others.
    ///
    /// A quorum is at most the number of reviewers (1 when there are none, where it plays no part);
    /// judgement calls and audited steps are at most the steps; who objects to right calls more often than it misses wrong
    /// ones would do better to say the opposite.
    #[must_use]
    pub fn limit(&self, parameter: Parameter) -> f64 {
        match parameter {
            Parameter::Quorum => self.get(Parameter::Reviewers).max(1.0),
            Parameter::JudgementCalls | Parameter::AuditBudget => self.get(Parameter::Steps),
            Parameter::FalseAlarmRate => self.get(Parameter::MissRate).min(parameter.spec().max),
            _ => parameter.spec().max,
        }
    }

    /// The smallest value of a parameter, given the others: what does not push one of them over its [`Params::limit`].
    #[must_use]
    pub fn floor(&self, parameter: Parameter) -> f64 {
        match parameter {
            Parameter::Steps => {
                let spoken_for = self.get(Parameter::JudgementCalls).max(self.get(Parameter::AuditBudget));
                spoken_for.max(parameter.spec().min)
            }
            Parameter::MissRate => self.get(Parameter::FalseAlarmRate).max(parameter.spec().min),
            // Without reviewers a quorum of one is allowed.
            Parameter::Reviewers if self.quorum() > 1 => self.get(Parameter::Quorum),
            _ => parameter.spec().min,
        }
    }

    /// This setting with the latent correlations given directly instead of through `diversity` and `kinship`.
    ///
    /// # Errors
    /// When `between` is outside 0–0.95 or `within` is outside `between`–0.97.
    pub fn with_correlations(self, between: f64, within: f64) -> Result<Params, ParamError> {
        let name = "rho_between";
        if !between.is_finite() {
            return Err(ParamError::NotFinite { name, value: between });
        }
        if !(0.0..=MAX_RHO_BETWEEN).contains(&between) {
            return Err(ParamError::OutOfRange { name, value: between, min: 0.0, max: MAX_RHO_BETWEEN });
        }
        let name = "rho_within";
        if !within.is_finite() {
            return Err(ParamError::NotFinite { name, value: within });
        }
        if !(between..=MAX_RHO_WITHIN).contains(&within) {
            return Err(ParamError::OutOfRange { name, value: within, min: between, max: MAX_RHO_WITHIN });
        }
        self.with_all([
            (Parameter::Diversity, 1.0 - between / MAX_RHO_BETWEEN),
            (Parameter::Kinship, ((within - between) / (MAX_RHO_WITHIN - between)).min(1.0)),
        ])
    }

    /// The value of any parameter; a switch is 0 or 1.
    #[must_use]
    pub fn get(&self, parameter: Parameter) -> f64 {
        self.values[parameter as usize]
    }

    // `check` has let only whole numbers between 0 and 2000 in here.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn count(&self, parameter: Parameter) -> usize {
        self.get(parameter) as usize
    }

    /// Everybody who checks a call: the reviewers, where it is switched on the self-check, and the outside reviewers.
    #[must_use]
    pub fn checkers(&self) -> usize {
        self.models_that_check() + self.outside_reviewers()
    }

    /// The checkers that are models: the reviewers and, where it is switched on, the self-check.
    #[must_use]
    pub fn models_that_check(&self) -> usize {
        self.reviewers() + usize::from(self.self_check())
    }

    /// ρ_b, the latent correlation between models of different families, 0–0.95.
    #[must_use]
    pub fn rho_between(&self) -> f64 {
        MAX_RHO_BETWEEN * (1.0 - self.diversity())
    }

    /// ρ_w, the latent correlation between models of one family, ρ_b–0.97; ρ_b when there is one family only.
    #[must_use]
    pub fn rho_within(&self) -> f64 {
        let between = self.rho_between();
        if self.lineages() == 1 { between } else { between + self.kinship() * (MAX_RHO_WITHIN - between) }
    }

    /// The bias in probits of models trained, under supervision σ, on work of which the share x is wrong and undetected:
    /// (1−σ)·(θ₀ + γ·x), or what a recovered gap leaves of the signal ([`Training`](crate::training::Training)).
    #[must_use]
    pub fn bias_after(&self, supervision: f64, undetected_share: f64) -> f64 {
        Training::of(self).bias_after(supervision, undetected_share)
    }

    /// The bias in probits of the first generation, (1−σ)·θ₀ unless a gap is recovered, before any wrong work was accepted.
    #[must_use]
    pub fn initial_bias(&self) -> f64 {
        self.bias_after(self.supervision(), 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_possible() {
        let defaults = Parameter::ALL.iter().map(|&p| (p, p.spec().default));
        assert_eq!(Params::default().with_all(defaults), Ok(Params::default()));
    }

    #[test]
    fn contradictions_are_judged_on_the_result() {
        let smaller = [(Parameter::Steps, 20.0), (Parameter::JudgementCalls, 5.0), (Parameter::AuditBudget, 20.0)];
        assert!(Params::default().with_all(smaller).is_ok());
        assert!(Params::default().with(Parameter::Steps, 20.0).is_err());
        assert!(Params::default().with(Parameter::Reviewers, 0.0).is_ok());
    }

    #[test]
    fn floor_and_limit_are_the_last_that_are_possible() {
        let params = Params::default()
            .with_all([(Parameter::Reviewers, 5.0), (Parameter::Quorum, 2.0), (Parameter::AuditBudget, 60.0)])
            .unwrap();
        assert_eq!((params.floor(Parameter::Steps), params.floor(Parameter::Reviewers)), (60.0, 2.0));
        assert_eq!(Params::default().floor(Parameter::Reviewers), 0.0);
        let alarmed = Params::default().with(Parameter::FalseAlarmRate, 0.15).unwrap();
        assert_eq!((alarmed.floor(Parameter::MissRate), alarmed.limit(Parameter::FalseAlarmRate)), (0.15, 0.2));
        for &parameter in Parameter::ALL {
            let (floor, limit) = (params.floor(parameter), params.limit(parameter));
            assert!(params.with(parameter, floor).is_ok() && params.with(parameter, limit).is_ok());
            assert!(params.with(parameter, floor - 1.0).is_err() && params.with(parameter, limit + 1.0).is_err());
        }
    }

    #[test]
    fn correlations_come_back() {
        let params = Params::default().with(Parameter::Lineages, 4.0).unwrap();
        for (between, within) in [(0.0, 0.0), (0.6, 0.8), (0.95, 0.95), (0.95, 0.97), (0.0, 0.97)] {
            let params = params.with_correlations(between, within).unwrap();
            assert!((params.rho_between() - between).abs() < 1e-12);
            assert!((params.rho_within() - within).abs() < 1e-12);
        }
    }
}
