//! What is wrong with an impossible setting.

use std::fmt;

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

#[cfg(test)]
mod tests {
    use crate::{Parameter, Params};

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
        assert_eq!(told(Parameter::FalseAlarmRate, 0.3), "false_alarm_rate is 0.3; miss_rate allows at most 0.2");
        assert_eq!(told(Parameter::Attempts, 13.0), "attempts is 13; it must lie between 1 and 12");
        let correlated = Params::default().with_correlations(0.6, 0.5).unwrap_err().to_string();
        assert_eq!(correlated, "rho_within is 0.5; it must lie between 0.6 and 0.97");
    }
}
