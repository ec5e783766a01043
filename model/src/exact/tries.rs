//! Tries: a call that was stopped is tried again, up to k times, against the same panel.
//!
//! What is shared stays, everybody's own draws are made anew. With p = P(the author errs), W = P(wrong and passes) and
//! V = P(right and passes), given what is shared, and r = 1 − W − V,
//!
//! ```text
//! U_k = E W·(1−r^k)/(1−r)        V_k = E V·(1−r^k)/(1−r)
//! ```
//!
//! Where stopped work is redone by the author's model, unreviewed, E r^k·p is added to U_k and E r^k·(1−p) to V_k.
//!
//! Families are independent given the field's factor, so nothing but products can be averaged family by family: both sums
//! are multiplied out, (1−r^k)/(1−r) = Σ_n (−1)^n·C(k, n+1)·(W+V)^n, into moments E WᵃVᵇ, which are such products where one
//! objection stops a call. Under a larger quorum they are not: there a try draws the families' factors anew too, and
//! only the field's stays.

use super::given::{Chances, Family, Given};
use super::panel::Panel;
use super::rows::{binomial, convolve};

/// What becomes of a call: shares of all calls, 0–1. What is neither was stopped for good.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Published {
    /// U, wrong and published.
    pub wrong: f64,
    /// V, right and published.
    pub right: f64,
}

/// What becomes of calls that are stopped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rules {
    /// Objections that stop a call.
    pub quorum: usize,
    /// Tries, at least one.
    pub attempts: usize,
    /// Whether what is stopped for good is redone, unreviewed.
    pub redone: bool,
}

/// The right and the wrong calls that checkers look at.
type Side = fn(&Chances) -> [f64; 2];

const WRONG: Side = |chances| chances.wrong;
const RIGHT: Side = |chances| chances.right;

impl Rules {
    /// What becomes of a call, by all values of what is shared.
    pub fn published(&self, panel: &Panel, given: &[Given]) -> Published {
        given.iter().fold(Published::default(), |sum, here| {
            let Published { wrong, right } = self.published_given(panel, here);
            Published { wrong: sum.wrong + here.weight * wrong, right: sum.right + here.weight * right }
        })
    }

    pub fn published_given(&self, panel: &Panel, given: &Given) -> Published {
        // Whether only one family's factor is in play: then everything is a function of it.
        if given.families.len() == 1 || panel.others.is_empty() {
            return given.families.iter().fold(Published::default(), |sum, family| {
                let below = |side: Side| self.below(&family.model, panel, given, side);
                let [wrong, right] = [family.error * below(WRONG), (1.0 - family.error) * below(RIGHT)];
                let Published { wrong, right } = self.tried(wrong, right, family.error);
                Published { wrong: sum.wrong + family.weight * wrong, right: sum.right + family.weight * right }
            });
        }
        let errors: f64 = given.families.iter().map(|family| family.weight * family.error).sum();
        if self.attempts > 1 && self.quorum == 1 {
            return self.in_moments(panel, given, errors);
        }
        let mean = |of: &dyn Fn(&Family) -> f64, side: Side| self.passing(panel, given, of, side);
        let wrong = mean(&|family| family.error, WRONG);
        let right = mean(&|family| 1.0 - family.error, RIGHT);
        if self.attempts > 1 {
            return self.tried(wrong, right, errors);
        }
        if !self.redone {
            return Published { wrong, right };
        }
        // r·p = p − p·W − p·V, and r in all is 1 − W − V.
        let redone = errors
            - mean(&|family| family.error * family.error, WRONG)
            - mean(&|family| (1.0 - family.error) * family.error, RIGHT);
        Published { wrong: wrong + redone.max(0.0), right: 1.0 - wrong - redone.max(0.0) }
    }

    /// All tries, given everything that is shared.
    fn tried(&self, wrong: f64, right: f64, error: f64) -> Published {
        let stopped = (1.0 - wrong - right).max(0.0);
        let (mut tries, mut left) = (0.0, 1.0);
        for _ in 0..self.attempts {
            tries += left;
            left *= stopped;
        }
        let redone = if self.redone { left } else { 0.0 };
        Published { wrong: wrong * tries + redone * error, right: right * tries + redone * (1.0 - error) }
    }

    /// P(fewer than q objections), everything shared being given.
    fn below(&self, model: &Chances, panel: &Panel, given: &Given, side: Side) -> f64 {
        let [pass, object] = side(model);
        let [outside_pass, outside_object] = side(&given.outside);
        let models = binomial(panel.models(), pass, object, self.quorum);
        convolve(&models, &binomial(panel.outside, outside_pass, outside_object, self.quorum)).iter().sum()
    }

    /// E(author·P(fewer than q objections)) over the families' factors, for something that the author's family gives.
    fn passing(&self, panel: &Panel, given: &Given, author: &dyn Fn(&Family) -> f64, side: Side) -> f64 {
        let row = |models: usize, weight: &dyn Fn(&Family) -> f64| {
            let mut sum = vec![0.0; self.quorum];
            for family in &given.families {
                let [pass, object] = side(&family.model);
                for (sum, p) in sum.iter_mut().zip(binomial(models, pass, object, self.quorum)) {
                    *sum += family.weight * weight(family) * p;
                }
            }
            sum
        };
        let [outside_pass, outside_object] = side(&given.outside);
        let outside = binomial(panel.outside, outside_pass, outside_object, self.quorum);
        let own = convolve(&row(panel.own, author), &outside);
        panel.others.iter().fold(own, |all, &models| convolve(&all, &row(models, &|_| 1.0))).iter().sum()
    }

    /// All tries where one objection stops a call, by moments; `errors` is E p.
    fn in_moments(&self, panel: &Panel, given: &Given, errors: f64) -> Published {
        let of_author = |author: &dyn Fn(&Family) -> f64| Moments::new(self.attempts, panel, given, author);
        let all = of_author(&|_| 1.0);
        let k = self.attempts;
        let sum = |terms: &dyn Fn(usize, usize) -> f64, from: usize| -> f64 {
            (0..=k - from).map(|n| sign(n) * choose(k, n + from) * (0..=n).map(|a| terms(n, a)).sum::<f64>()).sum()
        };
        let wrong = sum(&|n, a| choose(n, a) * all.at(a + 1, n - a), 1);
        let right = sum(&|n, a| choose(n, a) * all.at(a, n - a + 1), 1);
        if !self.redone {
            return Published { wrong, right };
        }
        let author = of_author(&|family| family.error);
        let redone = sum(&|n, a| choose(n, a) * author.at(a, n - a), 0).clamp(0.0, errors);
        Published { wrong: wrong + redone, right: 1.0 - wrong - redone }
    }
}

/// E(author·WᵃVᵇ) over the families' factors for a + b ≤ k, where one objection stops a call.
struct Moments {
    order: usize,
    moments: Vec<f64>,
}

impl Moments {
    fn new(order: usize, panel: &Panel, given: &Given, author: &dyn Fn(&Family) -> f64) -> Moments {
        let power = |base: f64, exponent: usize| libm::pow(base, exponent as f64);
        let passes = |chances: &Chances, n: usize| [chances.wrong[0], chances.right[0]].map(|pass| power(pass, n));
        let outside = passes(&given.outside, panel.outside);
        let mut all = Moments::of(order, given, &|family| {
            let [wrong, right] = passes(&family.model, panel.own);
            (author(family), [family.error * wrong * outside[0], (1.0 - family.error) * right * outside[1]])
        });
        // Families are of two sizes at most, one after the other.
        let mut latest: Option<(usize, Moments)> = None;
        for &models in &panel.others {
            let (_, factor) = latest
                .take()
                .filter(|&(size, _)| size == models)
                .unwrap_or_else(|| (models, Moments::of(order, given, &|family| (1.0, passes(&family.model, models)))));
            all.moments.iter_mut().zip(&factor.moments).for_each(|(product, factor)| *product *= factor);
            latest = Some((models, factor));
        }
        all
    }

    /// The moments of one family, which has a weight and two bases for every value of its factor.
    fn of(order: usize, given: &Given, family: &dyn Fn(&Family) -> (f64, [f64; 2])) -> Moments {
        let mut moments = vec![0.0; (order + 1) * (order + 1)];
        for here in &given.families {
            let (weight, [wrong, right]) = family(here);
            let mut first = here.weight * weight;
            for a in 0..=order {
                let mut term = first;
                for b in 0..=order - a {
                    moments[a * (order + 1) + b] += term;
                    term *= right;
                }
                first *= wrong;
            }
        }
        Moments { order, moments }
    }

    fn at(&self, a: usize, b: usize) -> f64 {
        self.moments[a * (self.order + 1) + b]
    }
}

fn sign(n: usize) -> f64 {
    if n.is_multiple_of(2) { 1.0 } else { -1.0 }
}

/// C(n, k) for small n.
fn choose(n: usize, k: usize) -> f64 {
    (0..k).map(|i| (n - i) as f64 / (i + 1) as f64).product()
}
