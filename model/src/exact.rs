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

use crate::normal;
use crate::params::Params;
use crate::quadrature::Nested;

/// Who checks a call: how many reviewers of each family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// Reviewers of the author's own family.
    own: usize,
    /// Reviewers of each other family, empty families left out.
    others: Vec<usize>,
}

impl Panel {
    /// The panel of `reviewers` drawn in turn from `lineages` families: reviewer i is of family (i+1) mod K, the author
    /// of family 0. A self-check is one more reviewer of family 0.
    #[must_use]
    pub fn of(reviewers: usize, lineages: usize, self_check: bool) -> Panel {
        let mut sizes = vec![0; lineages.max(1)];
        for reviewer in 0..reviewers {
            sizes[family_of(reviewer, lineages)] += 1;
        }
        sizes[0] += usize::from(self_check);
        Panel { own: sizes[0], others: sizes[1..].iter().copied().filter(|&n| n > 0).collect() }
    }

    /// Everybody who checks.
    #[must_use]
    pub fn size(&self) -> usize {
        self.own + self.others.iter().sum::<usize>()
    }
}

/// The family of a reviewer; the author is of family 0.
#[must_use]
pub fn family_of(reviewer: usize, lineages: usize) -> usize {
    (reviewer + 1) % lineages.max(1)
}

/// Latent correlations: `between` models of different families and `within` one family.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correlation {
    /// ρ_b, 0 ≤ ρ_b ≤ ρ_w.
    pub between: f64,
    /// ρ_w, ρ_b ≤ ρ_w < 1.
    pub within: f64,
}

impl Correlation {
    /// No shared blind spots at all.
    pub const NONE: Correlation = Correlation { between: 0.0, within: 0.0 };

    /// The correlations of a setting.
    #[must_use]
    pub fn of(params: &Params) -> Correlation {
        Correlation { between: params.rho_between(), within: params.rho_within() }
    }

    /// √ρ_b, √(ρ_w−ρ_b) and √(1−ρ_w): how strongly the field's factor, a family's and a model's own enter.
    #[must_use]
    pub fn loadings(self) -> [f64; 3] {
        [
            libm::sqrt(self.between.max(0.0)),
            libm::sqrt((self.within - self.between).max(0.0)),
            libm::sqrt((1.0 - self.within).max(0.0)),
        ]
    }
}

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
}

/// Whether the author's error is part of the event.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Author {
    Errs,
    Whatever,
}

/// Probabilities of c catches among r reviewers of one family, given the field factor: a row for every r.
struct FamilyRows {
    /// Catch counts that are kept, 0 … limit−1.
    limit: usize,
    /// With the author erring, who is of this family.
    own: Vec<f64>,
    other: Vec<f64>,
}

impl FamilyRows {
    fn new(limit: usize, most_own: usize, most_other: usize) -> Self {
        FamilyRows { limit, own: vec![0.0; (most_own + 1) * limit], other: vec![0.0; (most_other + 1) * limit] }
    }

    /// Takes the rows at one value of the field's factor, by the shift −√ρ_b·F.
    fn fill(&mut self, models: &mut Models, shift: i64) {
        let FamilyRows { limit, own, other } = self;
        let limit = *limit;
        own.fill(0.0);
        other.fill(0.0);
        let most_own = own.len() / limit - 1;
        let most_other = other.len() / limit - 1;
        let mut row = vec![0.0; limit];
        for node in &models.nested.family {
            let Model { miss, catch, error } = models.at(shift - node.shift);
            row.fill(0.0);
            row[0] = 1.0;
            for reviewers in 0..=most_own.max(most_other) {
                if reviewers > 0 {
                    for c in (0..limit).rev() {
                        row[c] = row[c] * miss + if c > 0 { row[c - 1] * catch } else { 0.0 };
                    }
                }
                for (c, &p) in row.iter().enumerate() {
                    if reviewers <= most_own {
                        own[reviewers * limit + c] += node.weight * error * p;
                    }
                    if reviewers <= most_other {
                        other[reviewers * limit + c] += node.weight * p;
                    }
                }
            }
        }
    }

    fn row(rows: &[f64], limit: usize, reviewers: usize) -> &[f64] {
        &rows[reviewers * limit..(reviewers + 1) * limit]
    }

    /// Distribution of the catches of a whole panel, kept below `limit`.
    fn panel(&self, panel: &Panel) -> Vec<f64> {
        let mut catches = Self::row(&self.own, self.limit, panel.own).to_vec();
        for &size in &panel.others {
            catches = convolve(&catches, Self::row(&self.other, self.limit, size));
        }
        catches
    }
}

/// How often one model misses, catches and errs where the factors shift it to.
#[derive(Clone, Copy, PartialEq)]
struct Model {
    miss: f64,
    catch: f64,
    error: f64,
}

/// The models of a call by their shift, in units of a grid from `bias` on.
struct Models<'a> {
    call: &'a JudgementCall,
    bias: f64,
    author: Author,
    /// Whether it matters how often a model catches.
    counts_catches: bool,
    nested: &'a Nested,
    /// By shift from `lowest` on, as far as they are worked out; empty where few are visited twice.
    known: Vec<Option<Model>>,
    lowest: i64,
}

impl<'a> Models<'a> {
    /// The models of a call that are visited in going through all families' nodes at each of these shifts.
    fn new(
        call: &'a JudgementCall,
        bias: f64,
        author: Author,
        limit: usize,
        nested: &'a Nested,
        shifts: &[i64],
    ) -> Models<'a> {
        let ends = |shifts: &mut dyn Iterator<Item = i64>| {
            shifts.fold((i64::MAX, i64::MIN), |(low, high), shift| (low.min(shift), high.max(shift)))
        };
        let (low, high) = ends(&mut shifts.iter().copied());
        let (nearest, farthest) = ends(&mut nested.family.iter().map(|node| node.shift));
        let lowest = low - farthest;
        let points = usize::try_from(high - nearest - lowest + 1).unwrap_or(usize::MAX);
        let visits = shifts.len() * nested.family.len();
        let known = if points < visits { vec![None; points] } else { Vec::new() };
        Models { call, bias, author, counts_catches: limit > 1, nested, known, lowest }
    }

    fn at(&mut self, shift: i64) -> Model {
        let place = usize::try_from(shift - self.lowest).ok().filter(|&place| place < self.known.len());
        if let Some(model) = place.and_then(|place| self.known[place]) {
            return model;
        }
        let [_, _, own] = self.call.correlation.loadings();
        let bias = self.bias + shift as f64 * self.nested.unit;
        let miss_at = (self.call.miss_threshold + bias) / own;
        let model = Model {
            miss: normal::cdf(miss_at),
            catch: if self.counts_catches { normal::cdf(-miss_at) } else { 0.0 },
            error: match self.author {
                Author::Errs => normal::cdf((self.call.error_threshold + bias) / own),
                Author::Whatever => 1.0,
            },
        };
        if let Some(place) = place {
            self.known[place] = Some(model);
        }
        model
    }
}

/// Distribution of a sum of two independent counts, kept below the length of the first.
fn convolve(a: &[f64], b: &[f64]) -> Vec<f64> {
    (0..a.len()).map(|total| (0..=total).map(|i| a[i] * b[total - i]).sum()).collect()
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
        JudgementCall::correlated(params, Correlation::NONE)
    }

    /// The call of this setting with other correlations, 0 ≤ ρ_b ≤ ρ_w < 1.
    #[must_use]
    pub fn correlated(params: &Params, correlation: Correlation) -> JudgementCall {
        JudgementCall {
            error_threshold: normal::quantile(params.error_rate()),
            miss_threshold: normal::quantile(params.miss_rate()),
            correlation,
            lineages: params.lineages(),
            self_check: params.self_check(),
            panel: Panel::of(params.reviewers(), params.lineages(), params.self_check()),
            quorum: params.quorum(),
        }
    }

    /// The rates e and m at bias θ: of the author's errors, and of one reviewer's misses over all calls.
    #[must_use]
    pub fn rates(&self, bias: f64) -> (f64, f64) {
        (normal::cdf(self.error_threshold + bias), normal::cdf(self.miss_threshold + bias))
    }

    /// 1 − m at bias θ, which keeps its digits where m is nearly 1.
    #[must_use]
    pub fn lone_catch_rate(&self, bias: f64) -> f64 {
        normal::cdf(-(self.miss_threshold + bias))
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

    /// U(θ), the share of all judgement calls that are wrong and survive: fewer than q catches.
    #[must_use]
    pub fn surviving_share(&self, bias: f64) -> f64 {
        // Rounding must not lift a share over 1 where everything survives.
        self.integrate(bias, Author::Errs, &self.panel, self.quorum).iter().sum::<f64>().min(1.0)
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
        let panels: Vec<Panel> = (0..=most).map(|n| Panel::of(n, self.lineages, self.self_check)).collect();
        self.surviving_each(bias, &panels, self.quorum)
    }

    /// U(θ) for the same reviewers drawn from 1 … `most` families, likeness kept; one pass over the factors.
    ///
    /// From one family all of them are as alike as its models are.
    #[must_use]
    pub fn surviving_by_lineages(&self, bias: f64, most: usize) -> Vec<f64> {
        let reviewers = self.panel.size() - usize::from(self.self_check);
        let panels: Vec<Panel> = (1..=most).map(|lineages| Panel::of(reviewers, lineages, self.self_check)).collect();
        self.surviving_each(bias, &panels, self.quorum)
    }

    /// U(θ) with each of these panels and this quorum.
    fn surviving_each(&self, bias: f64, panels: &[Panel], quorum: usize) -> Vec<f64> {
        let mut shares = vec![0.0; panels.len()];
        self.add_surviving(bias, panels, quorum, &mut shares);
        shares
    }

    /// Adds U(θ) with each of these panels and this quorum to what is there.
    fn add_surviving(&self, bias: f64, panels: &[Panel], quorum: usize, shares: &mut [f64]) {
        self.over_field(bias, Author::Errs, panels, quorum, |weight, rows| {
            for (share, panel) in shares.iter_mut().zip(panels) {
                *share += weight * rows.panel(panel).iter().sum::<f64>();
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
        Panel { own: sizes[0], others: sizes[1..].iter().copied().filter(|&n| n > 0).collect() }
    }

    /// What nobody notices, for the whole panel and for one or two of its kinds of checkers: one pass over the factors.
    #[must_use]
    pub fn unnoticed(&self, bias: f64) -> Unnoticed {
        let kind = |own: usize, others: &[usize]| Panel { own, others: others.to_vec() };
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

    /// The mean correlation φ between the misses of two checkers, on the calls that the author got wrong.
    ///
    /// `None` with fewer than two checkers, or where somebody misses (practically) everything or nothing.
    #[must_use]
    pub fn miss_correlation(&self, bias: f64) -> Option<f64> {
        self.correlation_of_misses(bias, &self.unnoticed(bias))
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

    /// ∫ over the field's factor; calls `visit(weight, rows)` at each node.
    fn over_field(
        &self,
        bias: f64,
        author: Author,
        panels: &[Panel],
        limit: usize,
        mut visit: impl FnMut(f64, &FamilyRows),
    ) {
        let most_own = panels.iter().map(|p| p.own).max().unwrap_or(0);
        let most_other = panels.iter().flat_map(|p| p.others.iter().copied()).max().unwrap_or(0);
        let nested = Nested::new(self.correlation.loadings());
        let shifts: Vec<i64> = nested.field.iter().map(|node| -node.shift).collect();
        let mut models = Models::new(self, bias, author, limit, &nested, &shifts);
        let mut rows = FamilyRows::new(limit, most_own, most_other);
        for (node, shift) in nested.field.iter().zip(shifts) {
            rows.fill(&mut models, shift);
            visit(node.weight, &rows);
        }
    }

    /// U(θ) for many biases: one by one, or where the field's factor enters enough on a grid that they share.
    #[must_use]
    pub fn surviving_shares(&self, biases: &[f64]) -> Vec<f64> {
        let nested = Nested::new(self.correlation.loadings());
        let most_other = self.panel.others.iter().copied().max().unwrap_or(0);
        // The panel's survival, given everything but F: U(θ) = E G(θ − √ρ_b·F).
        let given_field = |grid: &[i64]| {
            let mut models = Models::new(self, 0.0, Author::Errs, self.quorum, &nested, grid);
            let mut rows = FamilyRows::new(self.quorum, self.panel.own, most_other);
            let at = |&shift: &i64| {
                rows.fill(&mut models, shift);
                rows.panel(&self.panel).iter().sum()
            };
            grid.iter().map(at).collect()
        };
        let shared = nested.expectations(biases, given_field);
        shared.unwrap_or_else(|| biases.iter().map(|&bias| self.surviving_share(bias)).collect())
    }

    fn integrate(&self, bias: f64, author: Author, panel: &Panel, limit: usize) -> Vec<f64> {
        let mut catches = vec![0.0; limit];
        self.over_field(bias, author, std::slice::from_ref(panel), limit, |weight, rows| {
            for (sum, p) in catches.iter_mut().zip(rows.panel(panel)) {
                *sum += weight * p;
            }
        });
        catches
    }
}
