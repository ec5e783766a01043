//! One judgement call, solved by quadrature.
//!
//! Latent draws, all N(0,1): a field factor F, one factor `L_l` per family, one ε per model,
//!
//! ```text
//! Z_i = √ρ_b·F + √(ρ_w−ρ_b)·L_family(i) + √(1−ρ_w)·ε_i
//! the author errs      iff Z_author < Φ⁻¹(e) + θ
//! reviewer i misses it iff Z_i      < Φ⁻¹(m) + θ
//! ```
//!
//! This is the one-factor Gaussian model of Vasicek (2002) with families; Eckhardt and Lee (1985) and Littlewood and
//! Miller (1989) are its ancestors in software reliability. Given F and the family factors everybody is independent,
//! so every probability is an integral of products; families are independent given F, so it is nested, never
//! multiplied out.
//!
//! Beside this stands a second way of depending on each other ([`Traps`]), reviewers of [another kind](Outside), false
//! alarms (Z < Φ⁻¹(f) on a right call), and [tries](Published) until a call passes.

mod clean;
mod given;
mod kinds;
mod outside;
mod panel;
mod rows;
mod traps;
mod tries;

pub use outside::Outside;
pub use panel::{Correlation, Panel, family_of};
pub use traps::Traps;
pub use tries::Published;

use rows::{Author, FamilyRows, Model, Models, Sizes};
use tries::Rules;

use crate::normal;
use crate::params::Params;
use crate::quadrature::covariance_below;

/// The distribution of one judgement call: who errs and who misses it.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgementCall {
    error_threshold: f64,
    miss_threshold: f64,
    correlation: Correlation,
    lineages: usize,
    self_check: bool,
    panel: Panel,
    quorum: usize,
    outside: Outside,
    /// Φ⁻¹(f), which no bias moves.
    alarm_threshold: f64,
    attempts: usize,
    redone: bool,
    /// `a_m`, where models share whole faults.
    trap_miss_rate: Option<f64>,
    /// Whether reviewers miss as much more often as authors err more often, instead of sharing a bias in probits.
    recovered_gap: bool,
}

/// P(the author errs and nobody notices) for several panels: the checkers of one family are alike, so there are only two
/// kinds of them, of the author's family and of others, and four kinds of pairs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unnoticed {
    /// By the whole panel.
    pub by_all: f64,
    /// By one of the author's family, and by one of another.
    alone: [f64; 2],
    /// By two of the author's family, one of it and one of another, two of one other, and two of two others.
    pairs: [f64; 4],
}

impl Unnoticed {
    /// By one checker of this family.
    #[must_use]
    pub fn by_one(&self, family: usize) -> f64 {
        self.alone[usize::from(family != 0)]
    }

    /// By two checkers of these families.
    #[must_use]
    pub fn by_two(&self, first: usize, second: usize) -> f64 {
        self.pairs[match (first, second) {
            (0, 0) => 0,
            (0, _) | (_, 0) => 1,
            (first, second) if first == second => 2,
            _ => 3,
        }]
    }
}

impl JudgementCall {
    /// The call of this setting.
    #[must_use]
    pub fn of(params: &Params) -> JudgementCall {
        JudgementCall::correlated(params, Correlation::of(params))
    }

    /// The call as a lab would describe it that takes its reviewers for independent.
    #[must_use]
    pub fn claimed(params: &Params) -> JudgementCall {
        // Without likeness there is nothing to be shared, faults neither.
        JudgementCall { trap_miss_rate: None, ..JudgementCall::correlated(params, Correlation::NONE) }
    }

    /// The call of this setting with other correlations, 0 ≤ ρ_b ≤ ρ_w < 1.
    #[must_use]
    pub fn correlated(params: &Params, correlation: Correlation) -> JudgementCall {
        let panel = Panel::of(params.reviewers(), params.lineages(), params.self_check());
        JudgementCall {
            error_threshold: normal::quantile(params.error_rate()),
            miss_threshold: normal::quantile(params.miss_rate()),
            correlation,
            lineages: params.lineages(),
            self_check: params.self_check(),
            panel: panel.beside(params.outside_reviewers()),
            quorum: params.quorum(),
            outside: Outside::of(params, correlation),
            alarm_threshold: normal::quantile(params.false_alarm_rate()),
            attempts: params.attempts(),
            redone: params.redone(),
            trap_miss_rate: params.shared_faults().then_some(params.trap_miss_rate()),
            recovered_gap: params.recovered_gap(),
        }
    }

    /// The biases of authors and of reviewers in probits where authors have bias θ: the same, unless training recovers a
    /// gap; then m rises by as much as e does. Progress, i.e. a bias below 0, is in probits either way.
    fn biases(&self, bias: f64) -> [f64; 2] {
        if !self.recovered_gap || bias <= 0.0 {
            return [bias; 2];
        }
        let more = normal::cdf(self.error_threshold + bias) - normal::cdf(self.error_threshold);
        let catch_rate = normal::cdf(-self.miss_threshold) - more;
        [bias, -normal::quantile(catch_rate.max(0.0)) - self.miss_threshold]
    }

    /// The biases in 0–`most` between which U(θ) is smooth, by rising bias. It has a kink where reviewers come to miss
    /// everything, and of many tries or in traps it rises too steeply for one piece.
    pub(crate) fn breaks(&self, most: f64) -> Vec<f64> {
        if self.is_plain() {
            return Vec::new();
        }
        let mut kinks = vec![0.3 * most];
        if self.recovered_gap {
            // m + Φ(c_e + θ) − e = 1.
            let above = normal::cdf(self.miss_threshold) - normal::cdf(self.error_threshold);
            let kink = -normal::quantile(above.max(0.0)) - self.error_threshold;
            // The nearer to the kink, the less smooth U is.
            kinks.extend([0.6, 0.95, 1.0].map(|share| share * kink));
        }
        kinks.retain(|kink| (1e-6..most - 1e-6).contains(kink));
        kinks.sort_by(f64::total_cmp);
        kinks
    }

    /// Whether U is that of one try under the Gaussian factors, with models only and one bias for all.
    pub(crate) fn is_plain(&self) -> bool {
        self.panel.outside == 0 && !self.is_tried_again() && self.trap_miss_rate.is_none() && !self.recovered_gap
    }

    /// Φ⁻¹(f), below which a reviewer objects to a right call.
    pub(crate) fn alarm_threshold(&self) -> f64 {
        self.alarm_threshold
    }

    /// Whether families' factors are drawn anew at each try: under a quorum above one, where families differ.
    pub(crate) fn redraws_families(&self) -> bool {
        self.attempts > 1 && self.quorum > 1 && !self.panel.others.is_empty()
    }

    /// Whether anything becomes of a call that was stopped.
    fn is_tried_again(&self) -> bool {
        self.attempts > 1 || self.redone
    }

    /// The thresholds of authors and of reviewers at bias θ, over all calls.
    pub(crate) fn thresholds(&self, bias: f64) -> [f64; 2] {
        if bias != 0.0
            && let Some(traps) = self.traps(bias)
        {
            let at = |chances: [f64; 2]| {
                let catches = traps.mean(chances.map(|chance| 1.0 - chance));
                if catches < 0.5 { -normal::quantile(catches) } else { normal::quantile(traps.mean(chances)) }
            };
            return [at(traps.error), at(traps.miss)];
        }
        let [error_bias, miss_bias] = self.biases(bias);
        [self.error_threshold + error_bias, self.miss_threshold + miss_bias]
    }

    /// The rates e and m at bias θ: of the author's errors, and of one reviewer's misses over all calls.
    #[must_use]
    pub fn rates(&self, bias: f64) -> (f64, f64) {
        let [error_at, miss_at] = self.thresholds(bias);
        (normal::cdf(error_at), normal::cdf(miss_at))
    }

    /// 1 − m at bias θ, which keeps its digits where m is nearly 1.
    #[must_use]
    pub fn lone_catch_rate(&self, bias: f64) -> f64 {
        let [_, miss_at] = self.thresholds(bias);
        normal::cdf(-miss_at)
    }

    /// The latent correlations.
    #[must_use]
    pub fn correlation(&self) -> Correlation {
        self.correlation
    }

    /// Everybody who checks.
    #[must_use]
    pub fn panel(&self) -> &Panel {
        &self.panel
    }

    /// The reviewers of another kind.
    #[must_use]
    pub fn outside(&self) -> &Outside {
        &self.outside
    }

    /// U(θ), the share of all judgement calls that are wrong and survive: fewer than q catches, at one of the tries.
    #[must_use]
    pub fn surviving_share(&self, bias: f64) -> f64 {
        if self.is_tried_again() {
            return self.rules(self.quorum).published(&self.panel, &self.given(bias)).wrong.min(1.0);
        }
        self.passing_wrong(bias, self.quorum)
    }

    /// P(the author errs at the first try and fewer than `quorum` checkers catch it) at bias θ.
    #[must_use]
    pub fn passing_wrong(&self, bias: f64, quorum: usize) -> f64 {
        // Rounding must not lift a share over 1 where everything survives.
        self.integrate(bias, Author::Errs, &self.panel, quorum).iter().sum::<f64>().min(1.0)
    }

    /// P(the author is right at the first try and fewer than `quorum` checkers object) at bias θ.
    #[must_use]
    pub fn passing_right(&self, bias: f64, quorum: usize) -> f64 {
        if self.alarm_threshold == f64::NEG_INFINITY {
            return 1.0 - self.rates(bias).0;
        }
        self.integrate(bias, Author::IsRight, &self.panel, quorum).iter().sum::<f64>().min(1.0)
    }

    /// What becomes of a call at bias θ, after all tries.
    #[must_use]
    pub fn published(&self, bias: f64) -> Published {
        if self.is_tried_again() {
            let Published { wrong, right } = self.rules(self.quorum).published(&self.panel, &self.given(bias));
            // Rounding must not lift a share over 1.
            return Published { wrong: wrong.min(1.0), right: right.min(1.0) };
        }
        Published { wrong: self.passing_wrong(bias, self.quorum), right: self.passing_right(bias, self.quorum) }
    }

    /// What becomes of a call at bias θ after all tries; of the first, it is known already.
    pub(crate) fn published_after(&self, bias: f64, first: Published) -> Published {
        if self.is_tried_again() { self.published(bias) } else { first }
    }

    /// Whether any reviewer could take another's place, and the author's beside it: families do not matter.
    pub(crate) fn are_reviewers_alike(&self) -> bool {
        self.trap_miss_rate.is_some() || self.correlation.within <= self.correlation.between
    }

    /// U of all tries at bias θ if one objection stopped a call and nothing were redone.
    #[must_use]
    pub fn unnoticed_at_last(&self, bias: f64) -> f64 {
        if self.attempts == 1 {
            return self.unnoticed_share(bias);
        }
        Rules { redone: false, ..self.rules(1) }.published(&self.panel, &self.given(bias)).wrong.min(1.0)
    }

    /// P(some of so many tries passes) at bias θ where all of them are wrong: E[1 − (1−M)ᵏ], one catch being enough. What is
    /// shared stays, everybody's own draws are made anew. `None` where families share something of their own: then M is
    /// no function of one factor.
    #[must_use]
    pub fn some_wrong_try_passes(&self, bias: f64, tries: u32) -> Option<f64> {
        let passes = |given: &given::Given| {
            let of = |family: &given::Family| {
                let models = libm::pow(family.doing.model.wrong[0], self.panel.models() as f64);
                let all = models * libm::pow(given.outside.wrong[0], self.panel.outside as f64);
                family.weight * -libm::expm1(f64::from(tries) * libm::log1p(-all.min(1.0)))
            };
            given.families.iter().map(of).sum::<f64>()
        };
        let given = self.given(bias);
        let is_one_factor = given.iter().all(|given| given.families.len() == 1);
        is_one_factor.then(|| given.iter().map(|given| given.weight * passes(given)).sum::<f64>().min(1.0))
    }

    /// The mean correlation of two checkers' misses over all calls, as planted errors show it; `None` below two checkers,
    /// or where one of them misses (numerically) everything or nothing.
    pub(crate) fn correlation_on_all_calls(&self, bias: f64) -> Option<f64> {
        let [_, at] = self.thresholds(bias);
        let Correlation { between, within } = self.correlation;
        let Outside { reviewers, miss_threshold, loading } = self.outside;
        let choose = |n: usize| (n * n.saturating_sub(1)) as f64 / 2.0;
        let (models, own) = (self.panel.models(), self.panel.own);
        let in_families = choose(own) + self.panel.others.iter().map(|&n| choose(n)).sum::<f64>();
        // How many pairs there are of each kind, their thresholds and their latent correlation.
        let pairs = [
            (in_families, [at, at], within),
            (choose(models) - in_families, [at, at], between),
            ((models * reviewers) as f64, [at, miss_threshold], loading * libm::sqrt(between)),
            (choose(reviewers), [miss_threshold; 2], loading * loading),
        ];
        let kinds = self.kinds_of_calls(bias);
        let (mut sum, mut all) = (0.0, 0.0);
        for (i, (count, [first, second], rho)) in pairs.into_iter().enumerate().filter(|(_, pair)| pair.0 > 0.0) {
            let spread = |at: f64| normal::cdf(at) * normal::cdf(-at);
            let spread = spread(first) * spread(second);
            if spread < 1e-18 {
                return None;
            }
            let covariance = match &kinds {
                None => covariance_below(first, second, rho),
                Some([trap, other]) => {
                    let apart = [trap.miss - other.miss, trap.outside_miss - other.outside_miss];
                    let [one, two] = [[0, 0], [0, 0], [0, 1], [1, 1]][i];
                    trap.weight * other.weight * apart[one] * apart[two]
                }
            };
            sum += count * covariance / libm::sqrt(spread);
            all += count;
        }
        (all > 0.0).then(|| sum / all)
    }

    fn rules(&self, quorum: usize) -> Rules {
        Rules { quorum, attempts: self.attempts, redone: self.redone }
    }

    /// P(the author errs and no checker notices) at bias θ: U for a quorum of one.
    #[must_use]
    pub fn unnoticed_share(&self, bias: f64) -> f64 {
        self.integrate(bias, Author::Errs, &self.panel, 1)[0]
    }

    /// P(the author errs and exactly c checkers miss it) for c = 0 … number of checkers.
    #[must_use]
    pub fn miss_histogram(&self, bias: f64) -> Vec<f64> {
        let mut by_catches = self.integrate(bias, Author::Errs, &self.panel, self.panel.size() + 1);
        by_catches.reverse();
        by_catches
    }

    /// U(θ) for every number of reviewers 0 … `most`, the rest of the setting kept; one pass over the factors.
    ///
    /// A quorum above the number of reviewers can't be met: then every error survives.
    #[must_use]
    pub fn surviving_by_reviewers(&self, bias: f64, most: usize) -> Vec<f64> {
        let outside = self.panel.outside;
        let panels: Vec<Panel> =
            (0..=most).map(|n| Panel::of(n, self.lineages, self.self_check).beside(outside)).collect();
        self.surviving_each(bias, &panels, self.quorum)
    }

    /// U(θ) for the same reviewers drawn from 1 … `most` families, likeness kept; one pass over the factors.
    ///
    /// From one family all of them are as alike as its models are.
    #[must_use]
    pub fn surviving_by_lineages(&self, bias: f64, most: usize) -> Vec<f64> {
        let reviewers = self.panel.models() - usize::from(self.self_check);
        let outside = self.panel.outside;
        let panels: Vec<Panel> =
            (1..=most).map(|lineages| Panel::of(reviewers, lineages, self.self_check).beside(outside)).collect();
        self.surviving_each(bias, &panels, self.quorum)
    }

    /// U(θ) with each of these panels and this quorum.
    fn surviving_each(&self, bias: f64, panels: &[Panel], quorum: usize) -> Vec<f64> {
        if self.is_tried_again() {
            let given = self.given(bias);
            return panels.iter().map(|panel| self.rules(quorum).published(panel, &given).wrong).collect();
        }
        let mut shares = vec![0.0; panels.len()];
        self.add_surviving(bias, panels, quorum, &mut shares);
        shares
    }

    /// Adds U(θ) with each of these panels and this quorum to what is there.
    fn add_surviving(&self, bias: f64, panels: &[Panel], quorum: usize, shares: &mut [f64]) {
        self.over_field(bias, Author::Errs, panels, quorum, |weight, rows, outside| {
            for (share, panel) in shares.iter_mut().zip(panels) {
                *share += weight * rows.panel(panel, outside).iter().sum::<f64>();
            }
        });
    }

    /// P(the author errs and all these reviewers miss it), reviewers by index 0 …; none gives P(error).
    #[must_use]
    pub fn missed_by_all(&self, bias: f64, reviewers: &[usize]) -> f64 {
        self.integrate(bias, Author::Errs, &self.panel_of(reviewers), 1)[0]
    }

    /// P(all these reviewers would miss), whatever the author does.
    #[must_use]
    pub fn would_miss_all(&self, bias: f64, reviewers: &[usize]) -> f64 {
        self.integrate(bias, Author::Whatever, &self.panel_of(reviewers), 1)[0]
    }

    fn panel_of(&self, reviewers: &[usize]) -> Panel {
        let mut sizes = vec![0; self.lineages];
        for &reviewer in reviewers {
            sizes[family_of(reviewer, self.lineages)] += 1;
        }
        Panel::of_families(&sizes)
    }

    /// What nobody notices, for the whole panel and for one or two of its kinds of checkers: one pass over the factors.
    #[must_use]
    pub fn unnoticed(&self, bias: f64) -> Unnoticed {
        let kind = |own: usize, others: &[usize]| Panel { own, others: others.to_vec(), outside: 0 };
        let panels = [
            self.panel.clone(),
            kind(1, &[]),
            kind(0, &[1]),
            kind(2, &[]),
            kind(1, &[1]),
            kind(0, &[2]),
            kind(0, &[1, 1]),
        ];
        let mut shares = [0.0; 7];
        self.add_surviving(bias, &panels, 1, &mut shares);
        let [by_all, own, other, pairs @ ..] = shares;
        // Rounding must not lift a share over 1 where everything survives.
        Unnoticed { by_all: by_all.min(1.0), alone: [own, other], pairs }
    }

    /// φ from what was already integrated at this bias.
    pub(crate) fn correlation_of_misses(&self, bias: f64, unnoticed: &Unnoticed) -> Option<f64> {
        let families: Vec<usize> = std::iter::repeat_n(0, self.panel.own)
            .chain(self.panel.others.iter().enumerate().flat_map(|(i, &n)| std::iter::repeat_n(i + 1, n)))
            .collect();
        if families.len() < 2 {
            return None;
        }
        let (error_rate, _) = self.rates(bias);
        let mut sum = 0.0;
        let mut pairs = 0.0;
        for (i, &a) in families.iter().enumerate() {
            for &b in &families[i + 1..] {
                let both = unnoticed.by_two(a, b) / error_rate;
                let (first, second) = (unnoticed.by_one(a) / error_rate, unnoticed.by_one(b) / error_rate);
                let spread = first * (1.0 - first) * second * (1.0 - second);
                if spread < 1e-18 {
                    return None;
                }
                sum += (both - first * second) / libm::sqrt(spread);
                pairs += 1.0;
            }
        }
        Some(sum / pairs)
    }

    /// ∫ over the field's factor, or over the kinds of calls; calls `visit(weight, rows, outside)` at each node, the last
    /// being how often an outside reviewer misses and catches.
    fn over_field(
        &self,
        bias: f64,
        author: Author,
        panels: &[Panel],
        limit: usize,
        mut visit: impl FnMut(f64, &FamilyRows, [f64; 2]),
    ) {
        let sizes = Sizes::of(panels);
        let mut rows = FamilyRows::new(limit, &sizes);
        if let Some(kinds) = self.kinds_of_calls(bias) {
            for kind in kinds {
                let (error, miss, outside) = match author {
                    Author::Errs => (kind.error, kind.miss, kind.outside_miss),
                    Author::Whatever => (1.0, kind.miss, kind.outside_miss),
                    Author::IsRight => (1.0 - kind.error, 1.0 - kind.alarm, 1.0 - kind.outside_alarm),
                };
                rows.fill_alike(&Model::new(error, miss, 1.0 - miss, limit, &sizes));
                visit(kind.weight, &rows, [outside, 1.0 - outside]);
            }
            return;
        }
        let with_outside = panels.iter().any(|panel| panel.outside > 0);
        let nested = self.nested(with_outside);
        let shifts: Vec<i64> = nested.field.iter().map(|node| -node.shift).collect();
        let mut models = Models::new(self, (self.biases(bias), author), limit, &sizes, &nested, &shifts);
        let field_loading = self.correlation.loadings()[0];
        for (node, shift) in nested.field.iter().zip(shifts) {
            rows.fill(&mut models, shift);
            let outside = if with_outside {
                // Where the field's factor does not enter, outside reviewers do not depend on it.
                let field = if field_loading > 0.0 { node.shift as f64 * nested.unit / field_loading } else { 0.0 };
                let threshold =
                    if author == Author::IsRight { self.alarm_threshold } else { self.outside.miss_threshold };
                let [below, above] = self.outside.below(threshold, field);
                // Below its threshold a reviewer misses a wrong call, or objects to a right one.
                if author == Author::IsRight { [above, below] } else { [below, above] }
            } else {
                [1.0, 0.0]
            };
            visit(node.weight, &rows, outside);
        }
    }

    /// U(θ) for many biases: one by one, or where the field's factor enters enough on a grid that they share.
    #[must_use]
    pub fn surviving_shares(&self, biases: &[f64]) -> Vec<f64> {
        let shared = if self.is_plain() { self.shared_shares(biases) } else { None };
        shared.unwrap_or_else(|| biases.iter().map(|&bias| self.surviving_share(bias)).collect())
    }

    /// U(θ) on a grid that many biases share.
    fn shared_shares(&self, biases: &[f64]) -> Option<Vec<f64>> {
        let nested = self.nested(false);
        let sizes = Sizes::of(std::slice::from_ref(&self.panel));
        // The panel's survival, given everything but F: U(θ) = E G(θ − √ρ_b·F).
        let given_field = |grid: &[i64]| {
            let mut models = Models::new(self, ([0.0; 2], Author::Errs), self.quorum, &sizes, &nested, grid);
            let mut rows = FamilyRows::new(self.quorum, &sizes);
            let at = |&shift: &i64| {
                rows.fill(&mut models, shift);
                rows.panel(&self.panel, [1.0, 0.0]).iter().sum()
            };
            grid.iter().map(at).collect()
        };
        nested.expectations(biases, given_field)
    }

    fn integrate(&self, bias: f64, author: Author, panel: &Panel, limit: usize) -> Vec<f64> {
        let mut catches = vec![0.0; limit];
        self.over_field(bias, author, std::slice::from_ref(panel), limit, |weight, rows, outside| {
            for (sum, p) in catches.iter_mut().zip(rows.panel(panel, outside)) {
                *sum += weight * p;
            }
        });
        catches
    }
}
