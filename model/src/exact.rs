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

/// How many reviewers the families of some panels have.
struct Sizes {
    /// By number: whether some author's family has so many, and some other family.
    all: Vec<(usize, [bool; 2])>,
}

impl Sizes {
    fn of(panels: &[Panel]) -> Sizes {
        let owns = panels.iter().map(|panel| panel.own);
        let others = || panels.iter().flat_map(|panel| panel.others.iter().copied());
        let most = owns.clone().chain(others()).max().unwrap_or(0);
        let is_own = |size: usize| owns.clone().any(|own| own == size);
        let kinds = (0..=most).map(|size| (size, [is_own(size), others().any(|other| other == size)]));
        Sizes { all: kinds.filter(|(_, is_any)| is_any.contains(&true)).collect() }
    }

    fn most(&self) -> usize {
        self.all.last().map_or(0, |&(size, _)| size)
    }
}

/// Probabilities of c catches among r reviewers of one family, given the field factor: a row for every r that some panel
/// has.
struct FamilyRows<'a> {
    /// Catch counts that are kept, 0 … limit−1.
    limit: usize,
    sizes: &'a Sizes,
    /// With the author erring, who is of this family.
    own: Vec<f64>,
    other: Vec<f64>,
}

impl<'a> FamilyRows<'a> {
    fn new(limit: usize, sizes: &'a Sizes) -> Self {
        let rows = || vec![0.0; (sizes.most() + 1) * limit];
        FamilyRows { limit, sizes, own: rows(), other: rows() }
    }

    /// Takes the rows at one value of the field's factor, by the shift −√ρ_b·F.
    fn fill(&mut self, models: &mut Models, shift: i64) {
        let FamilyRows { limit, sizes, own, other } = self;
        own.fill(0.0);
        other.fill(0.0);
        for node in &models.nested.family {
            let Model { error, catches } = models.at(shift - node.shift);
            for (&(size, [is_own, is_other]), row) in sizes.all.iter().zip(catches.chunks_exact(*limit)) {
                let place = size * *limit..(size + 1) * *limit;
                if is_own {
                    own[place.clone()].iter_mut().zip(row).for_each(|(sum, p)| *sum += node.weight * error * p);
                }
                if is_other {
                    other[place].iter_mut().zip(row).for_each(|(sum, p)| *sum += node.weight * p);
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

/// What models do where the factors shift them to.
struct Model {
    /// How often one errs as an author.
    error: f64,
    /// P(c catches among r of them), c = 0 … limit−1 for each r that is among the sizes.
    catches: Vec<f64>,
}

impl Model {
    fn new(error: f64, miss: f64, catch: f64, limit: usize, sizes: &Sizes) -> Model {
        let mut catches = Vec::with_capacity(sizes.all.len() * limit);
        let mut row = vec![0.0; limit];
        row[0] = 1.0;
        let mut reviewers = 0;
        for &(size, _) in &sizes.all {
            while reviewers < size {
                for c in (0..limit).rev() {
                    row[c] = row[c] * miss + if c > 0 { row[c - 1] * catch } else { 0.0 };
                }
                reviewers += 1;
            }
            catches.extend_from_slice(&row);
        }
        Model { error, catches }
    }
}

/// The models of a call by their shift, in units of a grid from `bias` on.
struct Models<'a> {
    call: &'a JudgementCall,
    bias: f64,
    author: Author,
    /// Catch counts that are kept, 0 … limit−1.
    limit: usize,
    sizes: &'a Sizes,
    nested: &'a Nested,
    /// By shift from `lowest` on, as far as they are worked out; none where few are visited twice. The last place is for
    /// the latest of those that are not kept.
    known: Vec<Option<Model>>,
    lowest: i64,
}

impl<'a> Models<'a> {
    /// The models of a call at a bias that are visited in going through all families' nodes at each of these shifts.
    fn new(
        call: &'a JudgementCall,
        (bias, author): (f64, Author),
        limit: usize,
        sizes: &'a Sizes,
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
        let kept = if points < visits { points } else { 0 };
        let known = std::iter::repeat_with(|| None).take(kept + 1).collect();
        Models { call, bias, author, limit, sizes, nested, known, lowest }
    }

    fn at(&mut self, shift: i64) -> &Model {
        let latest = self.known.len() - 1;
        let place = usize::try_from(shift - self.lowest).ok().filter(|&place| place < latest).unwrap_or(latest);
        if place == latest {
            self.known[latest] = None;
        }
        self.known[place].get_or_insert_with(|| {
            let [_, _, own] = self.call.correlation.loadings();
            let bias = self.bias + shift as f64 * self.nested.unit;
            let miss_at = (self.call.miss_threshold + bias) / own;
            let error = match self.author {
                Author::Errs => normal::cdf((self.call.error_threshold + bias) / own),
                Author::Whatever => 1.0,
            };
            // Where no catch is counted it does not matter how often a model catches.
            let catch = if self.limit > 1 { normal::cdf(-miss_at) } else { 0.0 };
            Model::new(error, normal::cdf(miss_at), catch, self.limit, self.sizes)
        })
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
        let nested = Nested::new(self.correlation.loadings());
        let shifts: Vec<i64> = nested.field.iter().map(|node| -node.shift).collect();
        let sizes = Sizes::of(panels);
        let mut models = Models::new(self, (bias, author), limit, &sizes, &nested, &shifts);
        let mut rows = FamilyRows::new(limit, &sizes);
        for (node, shift) in nested.field.iter().zip(shifts) {
            rows.fill(&mut models, shift);
            visit(node.weight, &rows);
        }
    }

    /// U(θ) for many biases: one by one, or where the field's factor enters enough on a grid that they share.
    #[must_use]
    pub fn surviving_shares(&self, biases: &[f64]) -> Vec<f64> {
        let nested = Nested::new(self.correlation.loadings());
        let sizes = Sizes::of(std::slice::from_ref(&self.panel));
        // The panel's survival, given everything but F: U(θ) = E G(θ − √ρ_b·F).
        let given_field = |grid: &[i64]| {
            let mut models = Models::new(self, (0.0, Author::Errs), self.quorum, &sizes, &nested, grid);
            let mut rows = FamilyRows::new(self.quorum, &sizes);
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
