//! Moments of what passes, and the sums over tries that are made of them.

use super::passing::Passing;
use crate::exact::given::{Family, Given};
use crate::exact::panel::Panel;

/// E(author·WᵃVᵇ) over the families' factors for a + b ≤ k, where one objection stops a call.
pub(super) struct Moments {
    order: usize,
    /// By b, then a.
    moments: Vec<f64>,
}

impl Moments {
    /// The moments before a panel, of something that the author's error rate gives.
    pub fn new(
        order: usize,
        panel: &Panel,
        given: &Given,
        passing: &mut Passing,
        author: impl Fn(f64) -> f64,
    ) -> Moments {
        let outside =
            [given.outside.wrong[0], given.outside.right[0]].map(|pass| libm::pow(pass, panel.outside as f64));
        let mut all = Moments::none(order);
        let mut own = |family: &Family| {
            let error = family.doing.error;
            let [wrong, right] = passing.pass(&family.doing, 0);
            let bases = [error * wrong * outside[0], (1.0 - error) * right * outside[1]];
            (family.weight * author(error), bases)
        };
        all.add(&given.families.iter().map(&mut own).collect::<Vec<_>>());
        // Families are of two sizes at most, one after the other.
        let mut latest: Option<(usize, Moments)> = None;
        for &models in &panel.others {
            let place = passing.place(models);
            let (_, factor) = latest.take().filter(|&(known, _)| known == place).unwrap_or_else(|| {
                let mut of_family = Moments::none(order);
                let node = |family: &Family| (family.weight, passing.pass(&family.doing, place));
                of_family.add(&given.families.iter().map(node).collect::<Vec<_>>());
                (place, of_family)
            });
            all.moments.iter_mut().zip(&factor.moments).for_each(|(product, factor)| *product *= factor);
            latest = Some((place, factor));
        }
        all
    }

    fn none(order: usize) -> Moments {
        Moments { order, moments: vec![0.0; (order + 1) * (order + 1)] }
    }

    /// Adds weight·WᵃVᵇ of every node, a weight with two bases. Four nodes' powers are worked out side by side, since each waits for the one before; they
    /// are added in the nodes' order.
    fn add(&mut self, nodes: &[(f64, [f64; 2])]) {
        let width = self.order + 1;
        for four in nodes.chunks(LANES) {
            let mut terms = [[0.0; LANES]; MOST_TERMS];
            let (mut term, mut wrong, mut right) = ([0.0; LANES], [0.0; LANES], [0.0; LANES]);
            for (lane, &(weight, bases)) in four.iter().enumerate() {
                (term[lane], [wrong[lane], right[lane]]) = (weight, bases);
            }
            for slot in &mut terms[..width] {
                *slot = term;
                for lane in 0..LANES {
                    term[lane] *= wrong[lane];
                }
            }
            for (b, row) in self.moments.chunks_exact_mut(width).enumerate() {
                for (sum, term) in row[..width - b].iter_mut().zip(&mut terms) {
                    *sum = (((*sum + term[0]) + term[1]) + term[2]) + term[3];
                    for lane in 0..LANES {
                        term[lane] *= right[lane];
                    }
                }
            }
        }
    }

    pub fn at(&self, a: usize, b: usize) -> f64 {
        self.moments[b * (self.order + 1) + a]
    }
}

/// One more than the most tries.
const MOST_TERMS: usize = 13;

const LANES: usize = 4;

/// Binomial coefficients of so many tries.
pub(super) struct Binomials {
    tries: usize,
    /// C(n, a) by n and a.
    choose: Vec<f64>,
}

impl Binomials {
    pub fn up_to(tries: usize) -> Binomials {
        let places = (0..=tries).flat_map(|n| (0..=tries).map(move |a| (n, a)));
        Binomials { tries, choose: places.map(|(n, a)| if a <= n { choose(n, a) } else { 0.0 }).collect() }
    }

    fn at(&self, n: usize, a: usize) -> f64 {
        self.choose[n * (self.tries + 1) + a]
    }

    /// Σ_n (−1)ⁿ·C(k, n + from)·Σ_a C(n, a)·term(n, a) over n = 0 … k − from.
    pub fn sum(&self, from: usize, term: impl Fn(usize, usize) -> f64) -> f64 {
        let k = self.tries;
        let inner = |n: usize| (0..=n).map(|a| self.at(n, a) * term(n, a)).sum::<f64>();
        (0..=k - from).map(|n| sign(n) * self.at(k, n + from) * inner(n)).sum()
    }
}

fn sign(n: usize) -> f64 {
    if n.is_multiple_of(2) { 1.0 } else { -1.0 }
}

/// C(n, k) for small n.
fn choose(n: usize, k: usize) -> f64 {
    (0..k).map(|i| (n - i) as f64 / (i + 1) as f64).product()
}
