//! How it breaks, one claim at a time.

use blindspot_model::{Claims, Parameter, Params};

/// Steps from the lab's report to how things are.
pub const STEPS: usize = 4;

/// The setting of a step: at 0 none of the claims holds, and each step adds the next one as it is in the defaults.
#[must_use]
pub fn step(number: usize) -> Params {
    let claims =
        Claims { correlated_error: number >= 1, non_modularity: number >= 2, unreliable_supervision: number >= 3 };
    claims.applied_to(&Params::default())
}

/// The step that a setting is, if it is one.
#[must_use]
pub fn recognized(params: &Params) -> Option<usize> {
    (0..STEPS).find(|&number| {
        let step = step(number);
        super::SET.iter().all(|&parameter| (step.get(parameter) - params.get(parameter)).abs() < 1e-9)
    })
}

/// A setting on the way from one to another, 0–1; whole percents and whole steps, as the levers have them.
#[must_use]
pub fn between(from: &Params, to: &Params, share: f64) -> Params {
    let along = |parameter: Parameter| {
        let value = from.get(parameter) + share.clamp(0.0, 1.0) * (to.get(parameter) - from.get(parameter));
        let rounded = match parameter {
            Parameter::AuditBudget => libm::round(value),
            _ => libm::round(value * 100.0) / 100.0,
        };
        // At its end a way is where it leads, whatever rounding says.
        (parameter, if share >= 1.0 { to.get(parameter) } else { rounded })
    };
    to.changed_all(super::SET.map(along))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::known;

    #[test]
    fn each_step_adds_a_claim_and_the_last_one_is_the_default() {
        assert_eq!(step(3), Params::default());
        assert_eq!((0..STEPS).map(|number| recognized(&step(number))).collect::<Vec<_>>(), [0, 1, 2, 3].map(Some));
        let outcomes: Vec<f64> = (0..STEPS).map(|number| known::fixed_point(&step(number))).collect();
        for (outcome, published) in outcomes.iter().zip([0.00008, 0.0038, 0.035, 0.17]) {
            assert!((outcome / published - 1.0).abs() < 0.03, "{outcome}, not {published}");
        }
        assert_eq!(recognized(&step(1).with(Parameter::Diversity, 0.4).unwrap()), None);
    }

    #[test]
    fn a_way_leads_from_end_to_end_in_whole_percents() {
        let (from, to) = (step(0), step(3));
        assert_eq!(between(&from, &to, 0.0), from);
        assert_eq!(between(&from, &to, 1.0), to);
        let half = between(&from, &to, 0.5);
        assert!((half.get(Parameter::Diversity) - 0.66).abs() < 1e-9 && (half.supervision() - 0.75).abs() < 1e-9);
    }
}
