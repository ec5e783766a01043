//! Audits: ground-truth checks of some steps of a project.
//!
//! Labelled judgement calls are checked first, min(B, μD) of them at random; the rest of the budget falls uniformly on
//! the other N−μD steps, (1−μ)D of which are judgement calls that nobody can tell from the rest.

use crate::params::Params;

/// Who gets audited in a project.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AuditPlan {
    steps: f64,
    calls: f64,
    modularity: f64,
    budget: f64,
    sensitivity: f64,
}

impl AuditPlan {
    /// The plan of this setting.
    #[must_use]
    pub fn of(params: &Params) -> AuditPlan {
        AuditPlan {
            steps: params.steps() as f64,
            calls: params.judgement_calls() as f64,
            modularity: params.modularity(),
            budget: params.audit_budget() as f64,
            sensitivity: params.audit_sensitivity(),
        }
    }

    /// The plan as a lab would describe it that can isolate every judgement call.
    #[must_use]
    pub fn claimed(params: &Params) -> AuditPlan {
        AuditPlan { modularity: 1.0, ..AuditPlan::of(params) }
    }

    /// κ, the expected share of the judgement calls that is audited:
    /// [min(B, μD) + rest·(1−μ)D/(N−μD)]/D with rest = B − min(B, μD), which is at most N − μD since B is at most N.
    ///
    /// Where μD is not whole this is the smooth reading of the formula.
    #[must_use]
    pub fn coverage(&self) -> f64 {
        let labelled = self.modularity * self.calls;
        let others = self.steps - labelled;
        let aimed = self.budget.min(labelled);
        let rest = self.budget - aimed;
        let hits = if others > 0.0 { rest * (self.calls - labelled) / others } else { 0.0 };
        ((aimed + hits) / self.calls).min(1.0)
    }

    /// 1 − κs, the share of the surviving errors that audits leave in place.
    #[must_use]
    pub fn unfound(&self) -> f64 {
        1.0 - self.coverage() * self.sensitivity
    }

    /// The budget B, in steps, at which (1−κs)·U falls to a target share; `None` where no budget does.
    #[must_use]
    pub fn budget_for(&self, target: f64, surviving: f64) -> Option<f64> {
        if surviving <= target {
            return Some(0.0);
        }
        let coverage = (1.0 - target / surviving) / self.sensitivity;
        // Rounding must not put a target out of reach that full coverage meets exactly.
        if coverage.is_nan() || coverage > 1.0 + 1e-12 {
            return None;
        }
        let coverage = coverage.min(1.0);
        let labelled = self.modularity * self.calls;
        Some(if coverage <= self.modularity {
            coverage * self.calls
        } else {
            labelled + (coverage - self.modularity) / (1.0 - self.modularity) * (self.steps - labelled)
        })
    }

    /// W, the chance that a project of this plan has no undetected error when a call survives wrongly with
    /// probability U: exact over the number of audited calls.
    ///
    /// Where μD is not whole, a project has one labelled call more or less at random.
    #[must_use]
    pub fn integrity(&self, surviving: f64) -> f64 {
        self.all_clean(1.0 - surviving * (1.0 - self.sensitivity), 1.0 - surviving)
    }

    /// The chance that audits of a project find something when a call survives wrongly with probability U.
    #[must_use]
    pub fn chance_of_a_find(&self, surviving: f64) -> f64 {
        1.0 - self.all_clean(1.0 - surviving * self.sensitivity, 1.0)
    }

    /// The chance that all calls of a project are clean if one is with these chances, audited and not.
    fn all_clean(&self, clean_audited: f64, clean: f64) -> f64 {
        let labelled = self.modularity * self.calls;
        let whole = libm::floor(labelled);
        let fraction = labelled - whole;
        let given = |labelled: f64| {
            let aimed = self.budget.min(labelled);
            audit_hits(self.steps - labelled, self.calls - labelled, self.budget - aimed)
                .map(|(hits, p)| {
                    let audited = aimed + hits;
                    p * libm::pow(clean_audited, audited) * libm::pow(clean, self.calls - audited)
                })
                .sum::<f64>()
        };
        let low = given(whole);
        let mean = if fraction == 0.0 { low } else { low + fraction * (given(whole + 1.0) - low) };
        // Rounding must not lift a chance over 1.
        mean.min(1.0)
    }

    /// Variance over projects of the share of the judgement calls that is audited, whose mean is κ.
    #[must_use]
    pub fn coverage_variance(&self) -> f64 {
        let (_, variance) = self.audited_calls();
        variance / (self.calls * self.calls)
    }

    /// Variance over projects of the share of the judgement calls that is wrong and undetected when a call survives
    /// wrongly with probability U; its mean is (1−κs)·U.
    ///
    /// The calls of a project depend on each other through what is left of the budget only. Given h audited calls they
    /// are independent, h of them undetected with probability q = (1−s)·U and the others with U, so the variance of
    /// their number is E h·q(1−q) + E(D−h)·U(1−U) + (s·U)²·Var h.
    #[must_use]
    pub fn undetected_variance(&self, surviving: f64) -> f64 {
        let (mean, variance) = self.audited_calls();
        let if_audited = (1.0 - self.sensitivity) * surviving;
        let found = self.sensitivity * surviving;
        let within = mean * if_audited * (1.0 - if_audited) + (self.calls - mean) * surviving * (1.0 - surviving);
        (within + found * found * variance) / (self.calls * self.calls)
    }

    /// Mean and variance over projects of the number of audited calls.
    ///
    /// Where μD is not whole, a project has one labelled call more or less at random.
    fn audited_calls(&self) -> (f64, f64) {
        let labelled = self.modularity * self.calls;
        let whole = libm::floor(labelled);
        let fraction = labelled - whole;
        let given = |labelled: f64| {
            let aimed = self.budget.min(labelled);
            let (others, draws) = (self.steps - labelled, self.budget - aimed);
            // The hypergeometric distribution's; of one step or none there is nothing to draw.
            let share = if others > 0.0 { (self.calls - labelled) / others } else { 0.0 };
            let left = if others > 1.0 { (others - draws) / (others - 1.0) } else { 0.0 };
            (aimed + draws * share, draws * share * (1.0 - share) * left)
        };
        let (low, low_variance) = given(whole);
        if fraction == 0.0 {
            return (low, low_variance);
        }
        let (high, high_variance) = given(whole + 1.0);
        let apart = high - low;
        let within = low_variance + fraction * (high_variance - low_variance);
        (low + fraction * apart, within + fraction * (1.0 - fraction) * apart * apart)
    }
}

/// The hypergeometric distribution of hits when `draws` of `steps` steps are checked, `calls` of which are judgement
/// calls: every possible number of hits with its probability. The arguments are whole numbers.
// Counts are at most 2000.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn audit_hits(steps: f64, calls: f64, draws: f64) -> impl Iterator<Item = (f64, f64)> {
    let lowest = (draws + calls - steps).max(0.0);
    let highest = draws.min(calls);
    // p(h+1)/p(h); started at the mode and normalized, so that nothing overflows.
    let ratio = move |h: f64| (calls - h) * (draws - h) / ((h + 1.0) * (steps - calls - draws + h + 1.0));
    let mode = libm::floor((draws + 1.0) * (calls + 1.0) / (steps + 2.0)).clamp(lowest, highest);
    let mut weights = vec![0.0; (highest - lowest) as usize + 1];
    let at_mode = (mode - lowest) as usize;
    weights[at_mode] = 1.0;
    for i in at_mode + 1..weights.len() {
        weights[i] = weights[i - 1] * ratio(lowest + i as f64 - 1.0);
    }
    for i in (0..at_mode).rev() {
        weights[i] = weights[i + 1] / ratio(lowest + i as f64);
    }
    let total: f64 = weights.iter().sum();
    weights.into_iter().enumerate().map(move |(i, w)| (lowest + i as f64, w / total))
}
