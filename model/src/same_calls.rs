//! The same calls under every setting: for pictures in which only what a setting does may move.

use crate::audit::AuditPlan;
use crate::dice::{self, Address, Coupling, Purpose};
use crate::exact::{Correlation, JudgementCall, family_of};
use crate::normal;
use crate::params::Params;
use crate::tally::MOST_CHECKERS;

/// Families whose factors are drawn, whether a setting uses them or not.
const FAMILIES: usize = 8;

/// The draws of one call, before any setting couples them; all standard normal.
#[derive(Clone, Debug)]
struct Draws {
    /// The author's latent draw, which no setting touches.
    author: f64,
    field: f64,
    families: [f64; FAMILIES],
    own: [f64; MOST_CHECKERS],
    /// Whether audits find its error: uniform in [0, 1).
    audit: f64,
    /// Whether it is a trap: uniform in [0, 1).
    trap: f64,
}

/// A fixed set of calls with all their luck.
#[derive(Clone, Debug)]
pub struct SameCalls {
    calls: Vec<Draws>,
}

/// What became of a call under a setting, at its first try.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedCall {
    /// Which of the calls it is, 0 …; the same call in every setting.
    pub index: usize,
    /// Whether the author errs.
    pub is_wrong: bool,
    /// F, the factor that the whole field shares: the lower, the harder for everybody.
    pub field: f64,
    /// Whether a typical model of the author's family, its own draw at the median, errs here too. The error of a wrong
    /// call is then shared; otherwise it is private, made by this author's own draw. Where models share whole faults, whether
    /// the call is a trap.
    pub is_shared: bool,
    /// Whether each checker misses it; for a right call, whether it would if the call were wrong.
    pub misses: Vec<bool>,
    /// Whether audits would find the error if review let it through. Each call has its own chance κs here, where a project
    /// audits a fixed number of steps.
    pub is_found: bool,
}

impl SameCalls {
    /// Draws so many calls. The authors' draws are stratified, one from each n-th of the distribution, so that of
    /// 1,000 calls with an error rate of 10 % exactly 100 are wrong.
    #[must_use]
    pub fn drawn(calls: usize, seed: u64) -> SameCalls {
        let draw = |call: usize| {
            let address = Address { seed, generation: 0, project: call as u64 };
            let luck = dice::uniform(&mut address.stream(Purpose::Authors));
            let mut reviewers = address.stream(Purpose::Reviewers(0));
            let mut families = address.stream(Purpose::Families(0));
            let mut audits = address.stream(Purpose::Findings(0));
            Draws {
                author: normal::quantile((call as f64 + luck) / calls as f64),
                field: dice::normal(&mut reviewers),
                own: std::array::from_fn(|_| dice::normal(&mut reviewers)),
                families: std::array::from_fn(|_| dice::normal(&mut families)),
                audit: dice::uniform(&mut audits),
                trap: dice::uniform(&mut address.stream(Purpose::Trap(0))),
            }
        };
        SameCalls { calls: (0..calls).map(draw).collect() }
    }

    /// Every call under this setting at bias θ, in their order.
    #[must_use]
    pub fn judged(&self, params: &Params, bias: f64) -> Vec<JudgedCall> {
        let setting = Setting::of(params, bias);
        self.calls.iter().enumerate().map(|(index, draws)| setting.judge(index, draws)).collect()
    }

    /// One of the calls under this setting at bias θ; `None` past the last.
    #[must_use]
    pub fn judge(&self, index: usize, params: &Params, bias: f64) -> Option<JudgedCall> {
        self.calls.get(index).map(|draws| Setting::of(params, bias).judge(index, draws))
    }
}

/// What a setting does to the draws of any call.
struct Setting {
    coupling: Coupling,
    error_threshold: f64,
    /// Of models and of outside reviewers.
    miss_thresholds: [f64; 2],
    traps: Option<SharedFaults>,
    /// λ and √(1−λ²) of outside reviewers.
    outside_loadings: [f64; 2],
    outside: usize,
    /// κs, the chance that audits find an error.
    found: f64,
    /// The family of each model that checks.
    families: Vec<usize>,
}

/// Where models share whole faults.
struct SharedFaults {
    /// P(trap), given that the author errs and that it does not.
    chance: [f64; 2],
    /// In traps and in other calls, of models and of outside reviewers.
    miss_thresholds: [[f64; 2]; 2],
}

impl Setting {
    fn of(params: &Params, bias: f64) -> Setting {
        let call = JudgementCall::of(params);
        let [error_threshold, miss_threshold] = call.thresholds(bias);
        let outside = call.outside();
        let reviewers = (0..params.reviewers()).map(|reviewer| family_of(reviewer, params.lineages()));
        // A self-check is of the author's own family.
        let own = (params.reviewers()..params.models_that_check()).map(|_| 0);
        Setting {
            coupling: Coupling::new(Correlation::of(params)),
            error_threshold,
            miss_thresholds: [miss_threshold, outside.miss_threshold],
            traps: call.traps(bias).zip(call.kinds_of_calls(bias)).map(|(traps, kinds)| SharedFaults {
                chance: [true, false].map(|errs| traps.share_given(errs)),
                miss_thresholds: kinds.map(|kind| [kind.miss, kind.outside_miss].map(normal::quantile)),
            }),
            outside_loadings: [outside.loading, outside.rest()],
            outside: outside.reviewers,
            found: 1.0 - AuditPlan::of(params).unfound(),
            families: reviewers.chain(own).collect(),
        }
    }

    fn judge(&self, index: usize, draws: &Draws) -> JudgedCall {
        let coupling = &self.coupling;
        let field = coupling.field(draws.author, draws.field);
        let mut factors = draws.families;
        factors[0] = coupling.own_family(draws.author, field, draws.families[0]);
        let is_wrong = draws.author < self.error_threshold;
        let is_trap = self.traps.as_ref().map(|traps| draws.trap < traps.chance[usize::from(!is_wrong)]);
        let [model_threshold, outside_threshold] = match (&self.traps, is_trap) {
            (Some(traps), Some(is_trap)) => traps.miss_thresholds[usize::from(!is_trap)],
            _ => self.miss_thresholds,
        };
        let [loading, rest] = self.outside_loadings;
        let models = self.families.iter().zip(draws.own).map(|(&family, own)| {
            let latent = if is_trap.is_some() { own } else { coupling.latent(field, factors[family], own) };
            latent < model_threshold
        });
        // Outside reviewers' draws are the last, whoever else checks.
        let outside = draws.own[MOST_CHECKERS - self.outside..].iter().map(|own| {
            let latent = if is_trap.is_some() { *own } else { loading * field + rest * own };
            latent < outside_threshold
        });
        JudgedCall {
            index,
            is_wrong,
            field,
            is_shared: is_trap.unwrap_or(coupling.latent(field, factors[0], 0.0) < self.error_threshold),
            misses: models.chain(outside).collect(),
            is_found: draws.audit < self.found,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that asks for an impossible setting is wrong")]
mod tests {
    use super::*;
    use crate::params::Parameter;

    /// P(the author errs, and a typical model of its family too): given the family's common part √ρ_w·X, the author's
    /// own draw decides. Midpoint rule.
    fn shared_errors(params: &Params) -> f64 {
        const STEPS: u32 = 20_000;
        let threshold = normal::quantile(params.error_rate());
        let (common, own) = (params.rho_within().sqrt(), (1.0 - params.rho_within()).sqrt());
        let end = threshold / common;
        let step = (end + 9.0) / f64::from(STEPS);
        let at = |i: u32| {
            let x = -9.0 + (f64::from(i) + 0.5) * step;
            normal::density(x) * normal::cdf((threshold - common * x) / own) * step
        };
        (0..STEPS).map(at).sum()
    }

    #[test]
    fn as_many_errors_are_shared_as_integrals_say() {
        const CALLS: usize = 40_000;
        let drawn = SameCalls::drawn(CALLS, 3);
        for (between, within) in [(0.3, 0.3), (0.7, 0.7), (0.95, 0.95), (0.2, 0.8)] {
            let params = Params::default().with_correlations(between, within).unwrap();
            let judged = drawn.judged(&params, 0.0);
            let shared = judged.iter().filter(|call| call.is_wrong && call.is_shared).count() as f64;
            let expected = CALLS as f64 * shared_errors(&params);
            assert!((shared - expected).abs() < 4.0 * expected.sqrt(), "{between}, {within}: {shared}, not {expected}");
        }
    }

    #[test]
    fn independent_models_share_no_error() {
        let apart = Params::default().with_correlations(0.0, 0.0).unwrap();
        assert!(SameCalls::drawn(1000, 3).judged(&apart, 0.0).iter().all(|call| !call.is_shared));
    }

    #[test]
    fn audits_find_as_many_as_they_cover_and_the_same_ones_again() {
        const CALLS: usize = 40_000;
        let drawn = SameCalls::drawn(CALLS, 3);
        let found = |budget: f64, modularity: f64| -> Vec<bool> {
            let changes = [(Parameter::AuditBudget, budget), (Parameter::Modularity, modularity)];
            let params = Params::default().with_all(changes).unwrap();
            let judged = drawn.judged(&params, 0.0);
            let found: Vec<bool> = judged.iter().map(|call| call.is_found).collect();
            let (counted, expected) = (
                found.iter().filter(|&&found| found).count() as f64 / CALLS as f64,
                1.0 - AuditPlan::of(&params).unfound(),
            );
            assert!((counted - expected).abs() < 4.0 * (0.25 / CALLS as f64).sqrt(), "{counted}, not {expected}");
            found
        };
        let (few, many) = (found(45.0, 0.0), found(45.0, 1.0));
        assert!(few.iter().zip(&many).all(|(few, many)| !few || *many), "a larger share finds what a smaller one does");
        assert!(found(0.0, 0.0).iter().all(|found| !found));
    }

    #[test]
    fn a_call_is_judged_alone_as_among_all() {
        let params = [(Parameter::Lineages, 3.0), (Parameter::Kinship, 0.5), (Parameter::SelfCheck, 1.0)];
        let params = Params::default().with_all(params).unwrap();
        let drawn = SameCalls::drawn(50, 3);
        let judged = drawn.judged(&params, 0.4);
        for call in &judged {
            assert_eq!(drawn.judge(call.index, &params, 0.4).as_ref(), Some(call));
        }
        assert_eq!(drawn.judge(50, &params, 0.4), None);
        assert_eq!(judged[0].misses.len(), params.checkers());
    }
}
