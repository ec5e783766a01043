//! One project step by step: which steps are judgement calls, and which of them an audit meets.

use crate::dice::{self, Address, Purpose};
use crate::order::{order, ordered};
use crate::params::Params;

/// Where the judgement calls of a project stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// All in one stretch.
    Together,
    /// Threaded through the whole project.
    Threaded,
}

/// A step of a project.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Whether it is a judgement call.
    pub is_call: bool,
    /// Whether it gets a ground-truth check.
    pub is_audited: bool,
}

/// Draws the steps of one project.
///
/// Labelled calls are audited first, min(B, μD) of them at random, and the rest of the budget falls uniformly on the
/// other steps (where μD is not whole, it is rounded down). Each step has luck of its own, so a larger budget audits
/// the same steps and more.
// Counts are at most 2000.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
#[must_use]
pub fn drawn(params: &Params, layout: Layout, seed: u64) -> Vec<Step> {
    let (steps, calls) = (params.steps(), params.judgement_calls());
    let address = Address { seed, generation: 0, project: 0 };
    // Every step in the order of a luck of its own.
    let by_luck = |purpose: Purpose| -> Vec<usize> {
        let mut stream = address.stream(purpose);
        let luck: Vec<f64> = (0..steps).map(|_| dice::uniform(&mut stream)).collect();
        order(&luck)
    };
    let mut drawn = vec![Step::default(); steps];
    let first = (steps - calls) / 2;
    let call_steps: Vec<usize> = match layout {
        Layout::Together => (first..first + calls).collect(),
        Layout::Threaded => by_luck(Purpose::Authors)[..calls].to_vec(),
    };
    for &step in &call_steps {
        drawn[step].is_call = true;
    }
    let mut is_labelled = vec![false; steps];
    for &step in &call_steps[..(params.modularity() * calls as f64) as usize] {
        is_labelled[step] = true;
    }
    // The labelled calls come first; luck decides among them and among the rest.
    let audited = ordered(&by_luck(Purpose::Audits), |&step| if is_labelled[step] { 0.0 } else { 1.0 });
    for &step in &audited[..params.audit_budget()] {
        drawn[step].is_audited = true;
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::Parameter;

    fn counts(steps: &[Step]) -> [usize; 3] {
        let count = |of: fn(&Step) -> bool| steps.iter().filter(|step| of(step)).count();
        [count(|s| s.is_call), count(|s| s.is_audited), count(|s| s.is_call && s.is_audited)]
    }

    #[test]
    fn labelled_calls_are_audited_first() {
        let aimed = Params::default().with(Parameter::Modularity, 1.0).unwrap();
        assert_eq!(counts(&drawn(&aimed, Layout::Together, 1)), [50, 45, 45]);
        let half = Params::default().with(Parameter::Modularity, 0.5).unwrap();
        let [calls, audited, hits] = counts(&drawn(&half, Layout::Threaded, 1));
        assert_eq!([calls, audited], [50, 45]);
        assert!((25..=31).contains(&hits), "25 labelled calls and few others: {hits}");
    }

    #[test]
    fn untargeted_audits_hit_at_the_expected_rate() {
        let params = Params::default();
        let hits: usize = (0..400).map(|seed| counts(&drawn(&params, Layout::Threaded, seed))[2]).sum();
        // Hypergeometric: mean 4.5, variance 4.5·0.9·455/499 a project.
        let spread = libm::sqrt(400.0 * 4.5 * 0.9 * 455.0 / 499.0);
        assert!((hits as f64 - 400.0 * 4.5).abs() < 4.0 * spread, "{hits}");
    }

    #[test]
    fn a_larger_budget_audits_the_same_steps_and_more() {
        let small = drawn(&Params::default(), Layout::Threaded, 3);
        let large = drawn(&Params::default().with(Parameter::AuditBudget, 90.0).unwrap(), Layout::Threaded, 3);
        assert!(small.iter().zip(&large).all(|(s, l)| s.is_call == l.is_call && (!s.is_audited || l.is_audited)));
    }
}
