//! Parameters of which one knows a range instead of a value, and what that leaves open of the outcome.
//!
//! Within a range every value is taken for equally likely, each parameter by itself: [`Propagation`] solves the model at draws of
//! all of them together and has the distribution of every output.

mod hypercube;
mod propagation;

pub use propagation::{Moment, Propagation, Quantiles};

use std::fmt;

use serde::{Serialize, Serializer};

use crate::params::{Kind, ParamError, Parameter, Params};

/// Ranges of some parameters, in the order of [`Parameter::ALL`]; the others have the value of a setting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranges(Vec<(Parameter, [f64; 2])>);

/// Each range under its parameter's name.
impl Serialize for Ranges {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(parameter, ends)| (parameter.spec().name, ends)))
    }
}

/// Why a range is impossible.
#[derive(Clone, Debug, PartialEq)]
pub enum RangeError {
    /// One of its ends is.
    End(ParamError),
    /// Its first end lies above its second.
    Reversed {
        /// Of which parameter.
        name: &'static str,
        /// Its ends as they were given.
        ends: [f64; 2],
    },
}

impl fmt::Display for RangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RangeError::End(error) => write!(f, "one end of a range: {error}"),
            RangeError::Reversed { name, ends: [first, second] } => {
                write!(f, "{name} is a range from {first} to {second}; the lower end comes first")
            }
        }
    }
}

impl std::error::Error for RangeError {}

impl Ranges {
    /// No range at all.
    pub const NONE: Ranges = Ranges(Vec::new());

    /// These with a range of one parameter, from a lower to an upper end.
    ///
    /// # Errors
    /// When an end is outside the parameter's own range or not whole where it must be, or when the ends are the wrong way round.
    pub fn with(mut self, parameter: Parameter, ends: [f64; 2]) -> Result<Ranges, RangeError> {
        for end in ends {
            crate::params::check(parameter, end).map_err(RangeError::End)?;
        }
        // −0 compares equal to 0 but prints differently.
        let [low, high] = ends.map(|end| end + 0.0);
        if low > high {
            return Err(RangeError::Reversed { name: parameter.spec().name, ends });
        }
        self = self.without(parameter);
        let place = self.0.partition_point(|&(other, _)| other < parameter);
        self.0.insert(place, (parameter, [low, high]));
        Ok(self)
    }

    /// These without a range of this parameter.
    #[must_use]
    pub fn without(mut self, parameter: Parameter) -> Ranges {
        self.0.retain(|&(other, _)| other != parameter);
        self
    }

    /// The ends of a parameter's range, if it has one.
    #[must_use]
    pub fn of(&self, parameter: Parameter) -> Option<[f64; 2]> {
        self.0.iter().find(|&&(other, _)| other == parameter).map(|&(_, ends)| ends)
    }

    /// Whether every parameter has a value.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every range with its parameter.
    pub fn iter(&self) -> impl Iterator<Item = (Parameter, [f64; 2])> + '_ {
        self.0.iter().copied()
    }

    /// What of these ranges fits a setting: as far as each lies within what the setting's other values allow of its parameter and
    /// has the setting's own value in it; one of which nothing but a point is left is none.
    #[must_use]
    pub fn fitted(&self, params: &Params) -> Ranges {
        let fit = |(parameter, [low, high]): (Parameter, [f64; 2])| {
            let high = high.min(params.limit(parameter));
            let own = params.get(parameter);
            (low < high && (low..=high).contains(&own)).then_some((parameter, [low, high]))
        };
        Ranges(self.iter().filter_map(fit).collect())
    }

    /// The setting in which each parameter stands the share of its range that is given, 0–1, from the lower end on: whole
    /// numbers and switches each take an equal part of the range. Where such values contradict each other, what is limited by another
    /// is held at its limit ([`Params::limit`]).
    #[must_use]
    pub fn at(&self, base: &Params, share: impl Fn(Parameter) -> f64) -> Params {
        let drawn = |parameter: Parameter| {
            let Some([low, high]) = self.of(parameter) else { return base.get(parameter) };
            let share = share(parameter);
            match parameter.spec().kind {
                Kind::Real => (low + share * (high - low)).clamp(low, high),
                Kind::Whole | Kind::Switch => (low + (share * (high - low + 1.0)).floor()).clamp(low, high),
            }
        };
        let limited = [
            (Parameter::Quorum, drawn(Parameter::Reviewers).max(1.0)),
            (Parameter::JudgementCalls, drawn(Parameter::Steps)),
            (Parameter::AuditBudget, drawn(Parameter::Steps)),
            (Parameter::FalseAlarmRate, drawn(Parameter::MissRate)),
        ];
        let value = |&parameter: &Parameter| {
            let limit =
                limited.iter().find(|(other, _)| *other == parameter).map_or(f64::INFINITY, |(_, limit)| *limit);
            (parameter, drawn(parameter).min(limit))
        };
        base.changed_all(Parameter::ALL.iter().map(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn impossible_ranges_are_told() {
        let refused = |parameter, ends| Ranges::default().with(parameter, ends).unwrap_err().to_string();
        assert_eq!(
            refused(Parameter::Supervision, [0.7, 0.3]),
            "supervision is a range from 0.7 to 0.3; the lower end comes first"
        );
        assert_eq!(
            refused(Parameter::Supervision, [0.7, 1.3]),
            "one end of a range: supervision is 1.3; it must lie between 0 and 1"
        );
        assert_eq!(
            refused(Parameter::Reviewers, [1.5, 3.0]),
            "one end of a range: reviewers is 1.5; it must be a whole number between 0 and 15"
        );
        assert!(Ranges::default().with(Parameter::Drift, [f64::NAN, 1.0]).is_err());
    }

    #[test]
    fn a_parameter_has_one_range_and_they_keep_their_order() {
        let one = Ranges::default().with(Parameter::Supervision, [0.3, 0.7]).unwrap();
        let both = one.clone().with(Parameter::ErrorRate, [0.1, 0.2]).unwrap();
        let narrower = both.clone().with(Parameter::Supervision, [0.4, 0.5]).unwrap();
        let parameters: Vec<Parameter> = narrower.iter().map(|(parameter, _)| parameter).collect();
        assert_eq!(parameters, [Parameter::ErrorRate, Parameter::Supervision]);
        assert_eq!(narrower.of(Parameter::Supervision), Some([0.4, 0.5]));
        assert_eq!(both.without(Parameter::ErrorRate), one);
        assert!(one.without(Parameter::Supervision).is_empty());
    }

    #[test]
    fn whole_numbers_take_equal_parts_and_contradictions_are_held() {
        let ranges = Ranges::default().with(Parameter::Reviewers, [0.0, 3.0]).unwrap();
        let base = Params::default().changed(Parameter::Quorum, 2.0);
        let at = |share: f64| ranges.at(&base, |_| share);
        assert_eq!([0.0, 0.26, 0.5, 0.99].map(|share| at(share).reviewers()), [0, 1, 2, 3]);
        assert_eq!([0.0, 0.3, 0.6].map(|share| at(share).quorum()), [1, 1, 2]);
    }

    #[test]
    fn a_range_ends_where_the_setting_leaves_it() {
        let ranges = Ranges::default().with(Parameter::AuditBudget, [20.0, 60.0]).unwrap();
        let of = |changes: &[(Parameter, f64)]| ranges.fitted(&Params::default().changed_all(changes.iter().copied()));
        assert_eq!(of(&[]), ranges);
        let short = [(Parameter::Steps, 50.0), (Parameter::JudgementCalls, 50.0)];
        assert_eq!(of(&short).of(Parameter::AuditBudget), Some([20.0, 50.0]));
        assert!(of(&[(Parameter::AuditBudget, 61.0)]).is_empty());
    }
}
