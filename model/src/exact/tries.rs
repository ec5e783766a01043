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

use super::given::{Chances, Doing, Given};
use super::panel::Panel;
use super::rows::{binomial, convolve};

mod moments;
mod passing;

use moments::{Binomials, Moments};
use passing::{Passing, Row};

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
    /// These rules before a panel.
    pub fn before(self, panel: &Panel) -> Tries<'_> {
        Tries { rules: self, panel, passing: Passing::of(panel), binomials: Binomials::up_to(self.attempts) }
    }

    /// What becomes of a call, by all values of what is shared.
    pub fn published(self, panel: &Panel, given: &[Given]) -> Published {
        let mut tries = self.before(panel);
        given.iter().fold(Published::default(), |sum, here| {
            let Published { wrong, right } = tries.published(here);
            Published { wrong: sum.wrong + here.weight * wrong, right: sum.right + here.weight * right }
        })
    }
}

/// Calls before a panel. What is the same at many values of what is shared is worked out once, so all of them are to be of
/// one list.
pub(super) struct Tries<'a> {
    rules: Rules,
    panel: &'a Panel,
    passing: Passing,
    binomials: Binomials,
}

impl Tries<'_> {
    /// What becomes of a call at one value of what the field shares.
    pub fn published(&mut self, given: &Given) -> Published {
        // Whether only one family's factor is in play: then everything is a function of it.
        if given.families.len() == 1 || self.panel.others.is_empty() {
            return given.families.iter().fold(Published::default(), |sum, family| {
                let Doing { error, ref model, .. } = family.doing;
                let below = |side: Side| self.below(model, given, side);
                let [wrong, right] = [error * below(WRONG), (1.0 - error) * below(RIGHT)];
                let Published { wrong, right } = self.tried(wrong, right, error);
                Published { wrong: sum.wrong + family.weight * wrong, right: sum.right + family.weight * right }
            });
        }
        let errors: f64 = given.families.iter().map(|family| family.weight * family.doing.error).sum();
        let Rules { quorum, attempts, redone } = self.rules;
        if attempts > 1 && quorum == 1 {
            return self.in_moments(given, errors);
        }
        let [wrong, right] = self.pass_once(given, [&|error| error, &|error| 1.0 - error]);
        if attempts > 1 {
            return self.tried(wrong, right, errors);
        }
        if !redone {
            return Published { wrong, right };
        }
        // r·p = p − p·W − p·V, and r in all is 1 − W − V.
        let [wrong_again, right_again] =
            self.pass_once(given, [&|error| error * error, &|error| (1.0 - error) * error]);
        let redone = (errors - wrong_again - right_again).max(0.0);
        Published { wrong: wrong + redone, right: 1.0 - wrong - redone }
    }

    /// All tries, given everything that is shared.
    fn tried(&self, wrong: f64, right: f64, error: f64) -> Published {
        let stopped = (1.0 - wrong - right).max(0.0);
        let (mut tries, mut left) = (0.0, 1.0);
        for _ in 0..self.rules.attempts {
            tries += left;
            left *= stopped;
        }
        let redone = if self.rules.redone { left } else { 0.0 };
        Published { wrong: wrong * tries + redone * error, right: right * tries + redone * (1.0 - error) }
    }

    /// P(fewer than q objections), everything shared being given.
    fn below(&self, model: &Chances, given: &Given, side: Side) -> f64 {
        let quorum = self.rules.quorum;
        let [pass, object] = side(model);
        let models = binomial(self.panel.models(), pass, object, quorum);
        convolve(&models, &self.outside(given, side)).iter().sum()
    }

    /// P(c objections of outside reviewers), c = 0 … q−1.
    fn outside(&self, given: &Given, side: Side) -> Vec<f64> {
        let [pass, object] = side(&given.outside);
        binomial(self.panel.outside, pass, object, self.rules.quorum)
    }

    /// E(author·P(fewer than q objections)) over the families' factors, of wrong and of right calls, for something that the
    /// author's error rate gives.
    fn pass_once(&mut self, given: &Given, author: [&dyn Fn(f64) -> f64; 2]) -> [f64; 2] {
        let quorum = self.rules.quorum;
        let row = |passing: &mut Passing, size: usize, weights: [&dyn Fn(f64) -> f64; 2]| {
            let mut sums: Row = [vec![0.0; quorum], vec![0.0; quorum]];
            for family in &given.families {
                let [of_wrong, of_right] = weights.map(|weight| family.weight * weight(family.doing.error));
                let [wrong, right] = passing.rows(&family.doing, size, quorum);
                sums[0].iter_mut().zip(wrong).for_each(|(sum, p)| *sum += of_wrong * p);
                sums[1].iter_mut().zip(right).for_each(|(sum, p)| *sum += of_right * p);
            }
            sums
        };
        let own = row(&mut self.passing, 0, author);
        let mut all = [convolve(&own[0], &self.outside(given, WRONG)), convolve(&own[1], &self.outside(given, RIGHT))];
        // Families are of two sizes at most, one after the other.
        let mut latest: Option<(usize, Row)> = None;
        for &models in &self.panel.others {
            let size = self.passing.place(models);
            let (_, other) = latest
                .take()
                .filter(|&(known, _)| known == size)
                .unwrap_or_else(|| (size, row(&mut self.passing, size, [&|_| 1.0, &|_| 1.0])));
            all = [convolve(&all[0], &other[0]), convolve(&all[1], &other[1])];
            latest = Some((size, other));
        }
        all.map(|row| row.iter().sum())
    }

    /// All tries where one objection stops a call, by moments; `errors` is E p.
    fn in_moments(&mut self, given: &Given, errors: f64) -> Published {
        let Rules { attempts, redone, .. } = self.rules;
        let all = Moments::new(attempts, self.panel, given, &mut self.passing, |_| 1.0);
        let wrong = self.binomials.sum(1, |n, a| all.at(a + 1, n - a));
        let right = self.binomials.sum(1, |n, a| all.at(a, n - a + 1));
        if !redone {
            return Published { wrong, right };
        }
        let author = Moments::new(attempts, self.panel, given, &mut self.passing, |error| error);
        let redone = self.binomials.sum(0, |n, a| author.at(a, n - a)).clamp(0.0, errors);
        Published { wrong: wrong + redone, right: 1.0 - wrong - redone }
    }
}
