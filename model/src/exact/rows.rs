//! What the models of one family do, given the factors.

use super::JudgementCall;
use super::panel::Panel;
use crate::normal;
use crate::quadrature::Nested;

/// What the author does in an event, and so what checkers do: let a wrong call pass or a right one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Author {
    /// The call is wrong: checkers catch it or miss it.
    Errs,
    /// The call is right: checkers object to it, which counts as a catch, or approve it.
    IsRight,
    /// Whatever the author does, checkers would catch an error or miss it.
    Whatever,
}

/// How many reviewers the families of some panels have.
pub(super) struct Sizes {
    /// By number: whether some author's family has so many, and some other family.
    all: Vec<(usize, [bool; 2])>,
}

impl Sizes {
    pub fn of(panels: &[Panel]) -> Sizes {
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
pub(super) struct FamilyRows<'a> {
    /// Catch counts that are kept, 0 … limit−1.
    limit: usize,
    sizes: &'a Sizes,
    /// With what the author does, who is of this family.
    own: Vec<f64>,
    other: Vec<f64>,
}

impl<'a> FamilyRows<'a> {
    pub fn new(limit: usize, sizes: &'a Sizes) -> Self {
        let rows = || vec![0.0; (sizes.most() + 1) * limit];
        FamilyRows { limit, sizes, own: rows(), other: rows() }
    }

    /// Takes the rows at one value of the field's factor, by the shift −√ρ_b·F.
    pub fn fill(&mut self, models: &mut Models, shift: i64) {
        let FamilyRows { limit, sizes, own, other } = self;
        own.fill(0.0);
        other.fill(0.0);
        for node in &models.nested.family {
            add(node.weight, models.at(shift - node.shift), (*limit, sizes), own, other);
        }
    }

    /// Takes the rows of models that do the same in every family.
    pub fn fill_alike(&mut self, model: &Model) {
        let FamilyRows { limit, sizes, own, other } = self;
        own.fill(0.0);
        other.fill(0.0);
        add(1.0, model, (*limit, sizes), own, other);
    }

    fn row(rows: &[f64], limit: usize, reviewers: usize) -> &[f64] {
        &rows[reviewers * limit..(reviewers + 1) * limit]
    }

    /// Distribution of the catches of a whole panel, kept below `limit`; outside reviewers miss and catch with these
    /// chances.
    pub fn panel(&self, panel: &Panel, [miss, catch]: [f64; 2]) -> Vec<f64> {
        let mut catches = Self::row(&self.own, self.limit, panel.own).to_vec();
        for &size in &panel.others {
            catches = convolve(&catches, Self::row(&self.other, self.limit, size));
        }
        if panel.outside > 0 {
            catches = convolve(&catches, &binomial(panel.outside, miss, catch, self.limit));
        }
        catches
    }
}

/// Adds what models do at one value of their family's factor to the rows of the author's family and of others.
// Called for every pair of nodes: a table of U takes twice as long where this is a call.
#[inline(always)]
#[allow(clippy::inline_always, reason = "measured")]
fn add(weight: f64, model: &Model, (limit, sizes): (usize, &Sizes), own: &mut [f64], other: &mut [f64]) {
    let Model { error, catches } = model;
    for (&(size, [is_own, is_other]), row) in sizes.all.iter().zip(catches.chunks_exact(limit)) {
        let place = size * limit..(size + 1) * limit;
        if is_own {
            own[place.clone()].iter_mut().zip(row).for_each(|(sum, p)| *sum += weight * error * p);
        }
        if is_other {
            other[place].iter_mut().zip(row).for_each(|(sum, p)| *sum += weight * p);
        }
    }
}

/// What models do where the factors shift them to.
pub(super) struct Model {
    /// How often one errs as an author.
    error: f64,
    /// P(c catches among r of them), c = 0 … limit−1 for each r that is among the sizes.
    catches: Vec<f64>,
}

impl Model {
    pub fn new(error: f64, miss: f64, catch: f64, limit: usize, sizes: &Sizes) -> Model {
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

/// The models of a call by their shift, in units of a grid from the biases on.
pub(super) struct Models<'a> {
    call: &'a JudgementCall,
    /// Of authors and of reviewers.
    biases: [f64; 2],
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
    pub fn new(
        call: &'a JudgementCall,
        (biases, author): ([f64; 2], Author),
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
        Models { call, biases, author, limit, sizes, nested, known, lowest }
    }

    fn at(&mut self, shift: i64) -> &Model {
        let latest = self.known.len() - 1;
        let place = usize::try_from(shift - self.lowest).ok().filter(|&place| place < latest).unwrap_or(latest);
        if place == latest {
            self.known[latest] = None;
        }
        self.known[place].get_or_insert_with(|| {
            let [_, _, own] = self.call.correlation.loadings();
            let shift = shift as f64 * self.nested.unit;
            let [error_bias, miss_bias] = self.biases;
            let wrong_below = (self.call.error_threshold + (error_bias + shift)) / own;
            let (miss_at, error) = match self.author {
                Author::Errs => ((self.call.miss_threshold + (miss_bias + shift)) / own, normal::cdf(wrong_below)),
                Author::Whatever => ((self.call.miss_threshold + (miss_bias + shift)) / own, 1.0),
                // To approve a right call is not to object to it.
                Author::IsRight => (-(self.call.alarm_threshold + shift) / own, normal::cdf(-wrong_below)),
            };
            // Where no catch is counted it does not matter how often a model catches.
            let catch = if self.limit > 1 { normal::cdf(-miss_at) } else { 0.0 };
            Model::new(error, normal::cdf(miss_at), catch, self.limit, self.sizes)
        })
    }
}

/// P(c catches among so many checkers alike), c = 0 … limit−1.
pub(super) fn binomial(checkers: usize, miss: f64, catch: f64, limit: usize) -> Vec<f64> {
    let mut row = vec![0.0; limit];
    row[0] = 1.0;
    for _ in 0..checkers {
        for c in (0..limit).rev() {
            row[c] = row[c] * miss + if c > 0 { row[c - 1] * catch } else { 0.0 };
        }
    }
    row
}

/// Distribution of a sum of two independent counts, kept below the length of the first.
pub(super) fn convolve(a: &[f64], b: &[f64]) -> Vec<f64> {
    (0..a.len()).map(|total| (0..=total).map(|i| a[i] * b[total - i]).sum()).collect()
}
