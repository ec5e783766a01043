//! The parameters of the model: names, symbols, ranges, defaults and units live here only.
//!
//! [`Params`] is a parsed type: a value of it cannot be out of range or contradict itself, so nothing
//! downstream checks again.

use std::fmt;

use serde::{Serialize, Serializer};

/// Latent correlation between families when `diversity` is 0: two models of one field are never quite identical.
pub const MAX_RHO_BETWEEN: f64 = 0.95;
/// Latent correlation within a family when `kinship` is 1.
pub const MAX_RHO_WITHIN: f64 = 0.97;

/// What values a parameter takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any real number in the range.
    Real,
    /// A whole number in the range.
    Whole,
    /// Off (0) or on (1).
    Switch,
}

/// Everything that is to be said of a parameter without knowing its value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spec {
    /// Its name in code, in JSON and in links.
    pub name: &'static str,
    /// Its symbol in the formulas.
    pub symbol: &'static str,
    /// What values it takes.
    pub kind: Kind,
    /// The value it has when nothing is said.
    pub default: f64,
    /// Smallest allowed value.
    pub min: f64,
    /// Largest allowed value; some are limited further by another parameter (see [`ParamError::AboveOther`]).
    pub max: f64,
    /// The unit, empty for a pure number or a probability.
    pub unit: &'static str,
    /// Its meaning in one line.
    pub meaning: &'static str,
}

macro_rules! parameters {
    ($($variant:ident $name:ident $symbol:literal $kind:ident $default:literal $min:literal $max:literal $unit:literal $meaning:literal;)*) => {
        /// The parameters of the model, in the order of its documentation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Parameter { $(#[doc = $meaning] $variant,)* }

        impl Parameter {
            /// Every parameter, in order.
            pub const ALL: &'static [Parameter] = &[$(Parameter::$variant),*];

            /// Name, symbol, range, default, unit and meaning.
            #[must_use]
            pub const fn spec(self) -> &'static Spec {
                match self {
                    $(Parameter::$variant => &Spec {
                        name: stringify!($name), symbol: $symbol, kind: Kind::$kind,
                        default: $default, min: $min, max: $max, unit: $unit, meaning: $meaning,
                    },)*
                }
            }
        }
    };
}

parameters! {
    ErrorRate error_rate "e" Real 0.10 0.001 0.5 "" "chance that an author errs on a judgement call under perfect supervision";
    MissRate miss_rate "m" Real 0.20 0.01 0.95 "" "chance that a reviewer misses an error with which it shares no blind spot";
    Reviewers reviewers "R" Whole 3.0 0.0 15.0 "reviewers" "reviewers per judgement call";
    Lineages lineages "K" Whole 1.0 1.0 8.0 "families" "model families the reviewers are drawn from";
    Diversity diversity "d" Real 0.32 0.0 1.0 "" "how differently two families err: latent correlation between families is 0.95·(1−d)";
    Kinship kinship "" Real 0.0 0.0 1.0 "" "how much more alike two models of one family are";
    Quorum quorum "q" Whole 1.0 1.0 15.0 "catches" "catches needed to overturn a call";
    SelfCheck self_check "" Switch 0.0 0.0 1.0 "" "one more reviewer of the author's own family";
    Steps steps "N" Whole 500.0 10.0 2000.0 "steps" "steps of a project";
    JudgementCalls judgement_calls "D" Whole 50.0 1.0 2000.0 "calls" "steps that are fuzzy judgement calls";
    Modularity modularity "μ" Real 0.0 0.0 1.0 "" "share of the judgement calls that are labelled, so that audits can be aimed at them";
    AuditBudget audit_budget "B" Whole 45.0 0.0 2000.0 "steps" "steps per project that get a ground-truth check";
    AuditSensitivity audit_sensitivity "s" Real 1.0 0.0 1.0 "" "chance that an audit of a wrong call finds it";
    Supervision supervision "σ" Real 0.5 0.0 1.0 "" "supervision quality: how much of a training signal is right";
    Drift drift "θ₀" Real 0.75 0.0 2.0 "probits" "shared bias that fully unreliable supervision induces";
    Contamination contamination "γ" Real 5.0 0.0 8.0 "probits" "bias per unit of wrong accepted work in the training signal";
    Progress progress "" Real 0.0 0.0 0.2 "probits" "probits by which every model improves per generation";
    Projects projects "" Whole 200.0 1.0 2000.0 "projects" "projects per generation (Monte Carlo only)";
}

impl Parameter {
    /// The parameter of this name, if there is one.
    #[must_use]
    pub fn named(name: &str) -> Option<Parameter> {
        Parameter::ALL.iter().copied().find(|p| p.spec().name == name)
    }
}

/// Why a parameter set is impossible. The text names the parameter, its value and what is allowed.
#[derive(Clone, Debug, PartialEq)]
pub enum ParamError {
    /// The value is NaN or infinite.
    NotFinite {
        /// Which parameter.
        name: &'static str,
        /// What it was set to.
        value: f64,
    },
    /// The value is outside its range.
    OutOfRange {
        /// Which parameter.
        name: &'static str,
        /// What it was set to.
        value: f64,
        /// Smallest allowed value.
        min: f64,
        /// Largest allowed value.
        max: f64,
    },
    /// A count or a switch was given a fraction.
    NotWhole {
        /// Which parameter.
        name: &'static str,
        /// What it was set to.
        value: f64,
        /// Smallest allowed value.
        min: f64,
        /// Largest allowed value.
        max: f64,
    },
    /// The value is in its own range but above what another parameter allows.
    AboveOther {
        /// Which parameter.
        name: &'static str,
        /// What it was set to.
        value: f64,
        /// The parameter that limits it.
        other: &'static str,
        /// The largest value that the other parameter allows.
        limit: f64,
    },
}

impl fmt::Display for ParamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParamError::NotFinite { name, value } => {
                write!(f, "{name} is {value}; it must be a finite number")
            }
            ParamError::OutOfRange { name, value, min, max } => {
                write!(f, "{name} is {value}; it must lie between {min} and {max}")
            }
            ParamError::NotWhole { name, value, min, max } => {
                write!(f, "{name} is {value}; it must be a whole number between {min} and {max}")
            }
            ParamError::AboveOther { name, value, other, limit } => {
                write!(f, "{name} is {value}; {other} allows at most {limit}")
            }
        }
    }
}

impl std::error::Error for ParamError {}

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
fn check(parameter: Parameter, value: f64) -> Result<(), ParamError> {
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
        for parameter in [Parameter::Quorum, Parameter::JudgementCalls, Parameter::AuditBudget] {
            let value = self.get(parameter);
            let limit = self.limit(parameter);
            if value > limit {
                let other = if parameter == Parameter::Quorum { Parameter::Reviewers } else { Parameter::Steps };
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
    /// judgement calls and audited steps are at most the steps.
    #[must_use]
    pub fn limit(&self, parameter: Parameter) -> f64 {
        match parameter {
            Parameter::Quorum => self.get(Parameter::Reviewers).max(1.0),
            Parameter::JudgementCalls | Parameter::AuditBudget => self.get(Parameter::Steps),
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

    /// This setting without reviewers. Every error then survives, whatever the correlations, so they are 0 here too.
    ///
    /// # Errors
    /// Never: what is set here is in range.
    pub fn without_reviewers(self) -> Result<Params, ParamError> {
        self.with_all([(Parameter::Reviewers, 0.0), (Parameter::Quorum, 1.0), (Parameter::SelfCheck, 0.0)])?
            .with_correlations(0.0, 0.0)
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

    /// e, the chance that an author errs on a judgement call under perfect supervision.
    #[must_use]
    pub fn error_rate(&self) -> f64 {
        self.get(Parameter::ErrorRate)
    }

    /// m, the chance that a reviewer misses, over all calls.
    #[must_use]
    pub fn miss_rate(&self) -> f64 {
        self.get(Parameter::MissRate)
    }

    /// R, reviewers per judgement call, the self-check not counted.
    #[must_use]
    pub fn reviewers(&self) -> usize {
        self.count(Parameter::Reviewers)
    }

    /// Everybody who checks a call: the reviewers and, where it is switched on, the self-check.
    #[must_use]
    pub fn checkers(&self) -> usize {
        self.reviewers() + usize::from(self.self_check())
    }

    /// K, the number of model families.
    #[must_use]
    pub fn lineages(&self) -> usize {
        self.count(Parameter::Lineages)
    }

    /// q, catches needed to overturn a call.
    #[must_use]
    pub fn quorum(&self) -> usize {
        self.count(Parameter::Quorum)
    }

    /// Whether one more reviewer of the author's own family checks.
    #[must_use]
    pub fn self_check(&self) -> bool {
        self.get(Parameter::SelfCheck) != 0.0
    }

    /// ρ_b, the latent correlation between models of different families, 0–0.95.
    #[must_use]
    pub fn rho_between(&self) -> f64 {
        MAX_RHO_BETWEEN * (1.0 - self.get(Parameter::Diversity))
    }

    /// ρ_w, the latent correlation between models of one family, ρ_b–0.97; ρ_b when there is one family only.
    #[must_use]
    pub fn rho_within(&self) -> f64 {
        let between = self.rho_between();
        if self.lineages() == 1 { between } else { between + self.get(Parameter::Kinship) * (MAX_RHO_WITHIN - between) }
    }

    /// N, steps of a project.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.count(Parameter::Steps)
    }

    /// D, steps that are judgement calls.
    #[must_use]
    pub fn judgement_calls(&self) -> usize {
        self.count(Parameter::JudgementCalls)
    }

    /// μ, the share of the judgement calls that are labelled.
    #[must_use]
    pub fn modularity(&self) -> f64 {
        self.get(Parameter::Modularity)
    }

    /// B, steps per project that are audited.
    #[must_use]
    pub fn audit_budget(&self) -> usize {
        self.count(Parameter::AuditBudget)
    }

    /// s, the chance that an audit of a wrong call finds it.
    #[must_use]
    pub fn audit_sensitivity(&self) -> f64 {
        self.get(Parameter::AuditSensitivity)
    }

    /// σ, supervision quality.
    #[must_use]
    pub fn supervision(&self) -> f64 {
        self.get(Parameter::Supervision)
    }

    /// θ₀, the bias that fully unreliable supervision induces, in probits.
    #[must_use]
    pub fn drift(&self) -> f64 {
        self.get(Parameter::Drift)
    }

    /// γ, probits of bias per unit of wrong accepted work.
    #[must_use]
    pub fn contamination(&self) -> f64 {
        self.get(Parameter::Contamination)
    }

    /// Probits by which every model improves per generation.
    #[must_use]
    pub fn progress(&self) -> f64 {
        self.get(Parameter::Progress)
    }

    /// Projects per generation, Monte Carlo only.
    #[must_use]
    pub fn projects(&self) -> usize {
        self.count(Parameter::Projects)
    }

    /// (1−σ)·(θ₀ + γ·x), the bias in probits of models trained, under supervision σ, on work of which the share x is
    /// wrong and undetected.
    #[must_use]
    pub fn bias_after(&self, supervision: f64, undetected_share: f64) -> f64 {
        (1.0 - supervision) * (self.drift() + self.contamination() * undetected_share)
    }

    /// (1−σ)·θ₀, the bias in probits of the first generation, before any wrong work was accepted.
    #[must_use]
    pub fn initial_bias(&self) -> f64 {
        self.bias_after(self.supervision(), 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_found_again() {
        for &parameter in Parameter::ALL {
            assert_eq!(Parameter::named(parameter.spec().name), Some(parameter));
        }
        assert_eq!(Parameter::named("nonsense"), None);
    }

    #[test]
    fn defaults_are_possible() {
        let defaults = Parameter::ALL.iter().map(|&p| (p, p.spec().default));
        assert_eq!(Params::default().with_all(defaults), Ok(Params::default()));
    }

    #[test]
    fn an_error_names_parameter_value_and_range() {
        let told = |parameter, value| Params::default().with(parameter, value).unwrap_err().to_string();
        assert_eq!(told(Parameter::MissRate, 1.5), "miss_rate is 1.5; it must lie between 0.01 and 0.95");
        assert_eq!(told(Parameter::Supervision, f64::NAN), "supervision is NaN; it must be a finite number");
        assert_eq!(told(Parameter::Drift, f64::INFINITY), "drift is inf; it must be a finite number");
        assert_eq!(told(Parameter::Reviewers, 2.5), "reviewers is 2.5; it must be a whole number between 0 and 15");
        assert_eq!(told(Parameter::AuditBudget, 501.0), "audit_budget is 501; steps allows at most 500");
        assert_eq!(told(Parameter::JudgementCalls, 600.0), "judgement_calls is 600; steps allows at most 500");
        assert_eq!(told(Parameter::Quorum, 4.0), "quorum is 4; reviewers allows at most 3");
        let correlated = Params::default().with_correlations(0.6, 0.5).unwrap_err().to_string();
        assert_eq!(correlated, "rho_within is 0.5; it must lie between 0.6 and 0.97");
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
