//! Changes that are known to be possible: constants, and values that come from ranges or from possible settings.

use super::{ParamError, Parameter, Params};

impl Params {
    /// This setting with one parameter changed to a value that is known to be possible; [`Params::with`] is for any
    /// other.
    ///
    /// Should it be impossible after all, a debug build stops and says why; a release leaves the setting as it is.
    #[must_use]
    #[track_caller]
    pub fn changed(self, parameter: Parameter, value: f64) -> Params {
        self.or_stop(self.with(parameter, value))
    }

    /// As [`Params::changed`], several parameters at once; contradictions are judged on the result.
    #[must_use]
    #[track_caller]
    pub fn changed_all(self, changes: impl IntoIterator<Item = (Parameter, f64)>) -> Params {
        self.or_stop(self.with_all(changes))
    }

    /// As [`Params::changed`], the latent correlations as in [`Params::with_correlations`].
    #[must_use]
    #[track_caller]
    pub fn correlated(self, between: f64, within: f64) -> Params {
        self.or_stop(self.with_correlations(between, within))
    }

    /// This setting without reviewers. Every error then survives, whatever the correlations, so they are 0 here too.
    #[must_use]
    pub fn without_reviewers(self) -> Params {
        self.changed_all([
            (Parameter::Reviewers, 0.0),
            (Parameter::Quorum, 1.0),
            (Parameter::SelfCheck, 0.0),
            (Parameter::OutsideReviewers, 0.0),
        ])
        .correlated(0.0, 0.0)
    }

    #[track_caller]
    fn or_stop(self, changed: Result<Params, ParamError>) -> Params {
        debug_assert!(changed.is_ok(), "a change that is impossible: {}", told(&changed));
        changed.unwrap_or(self)
    }
}

/// What is wrong with a change, if anything is.
fn told(changed: &Result<Params, ParamError>) -> String {
    changed.as_ref().err().map(ParamError::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_possible_change_is_made() {
        let params = Params::default();
        assert_eq!(Ok(params.changed(Parameter::Supervision, 1.0)), params.with(Parameter::Supervision, 1.0));
        assert_eq!(Ok(params.correlated(0.2, 0.4)), params.with_correlations(0.2, 0.4));
    }

    #[test]
    #[cfg(debug_assertions)]
    #[should_panic(expected = "a change that is impossible: miss_rate is 1.5; it must lie between 0.01 and 0.95")]
    fn an_impossible_constant_is_told() {
        let _ = Params::default().changed(Parameter::MissRate, 1.5);
    }

    #[test]
    #[cfg(not(debug_assertions))]
    fn an_impossible_constant_changes_nothing() {
        assert_eq!(Params::default().changed(Parameter::MissRate, 1.5), Params::default());
    }
}
