//! What k reviewers of another's work are worth.

use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng, SeedableRng};
use serde::Serialize;

use crate::bits::Bits;
use crate::table::{Rater, Table};
use crate::weights::Weights;

/// Beyond so many combinations of an author and reviewers, so many are drawn.
const MOST: usize = 4000;

/// The largest panel.
const LARGEST: usize = 10;

/// What a number of reviewers is worth.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Worth {
    /// k.
    pub reviewers: usize,
    /// How many independent reviewers of their *advertised* error rates, those over all items, would let through as little:
    /// mean over authors and panels of ln P(all k err | the author errs) / mean ln P(one errs).
    pub advertised: Option<f64>,
    /// The same against their error rates *on the author's errors*.
    pub conditional: Option<f64>,
    /// 90 % bootstrap intervals of both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advertised_interval: Option<[f64; 2]>,
    /// See there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conditional_interval: Option<[f64; 2]>,
    /// The least that any combination is worth, advertised, of those in the mean.
    pub lowest: Option<f64>,
    /// The most.
    pub highest: Option<f64>,
    /// Combinations of an author and k reviewers that are in the means.
    pub combinations: usize,
    /// Combinations left out, since all k err on none or on all of the author's errors.
    pub left_out: usize,
    /// Whether combinations were drawn, for there are too many.
    pub drawn: bool,
    /// Why there is no number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
}

/// An author and reviewers, by their places in the table.
type Combination = (usize, Vec<usize>);

/// Every combination that is looked at, by the number of reviewers: the same for the data and for each bootstrap.
#[derive(Clone, Debug)]
pub(crate) struct Combinations {
    sizes: Vec<(Vec<Combination>, bool)>,
    /// Whether every verdict is known: then nobody's errors have to be cut to what others saw.
    complete: bool,
}

impl Combinations {
    pub fn of(table: &Table, seed: u64) -> Combinations {
        let n = table.raters.len();
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed ^ 0x77_6f72_7468);
        let size = |k: usize| {
            let all = n as f64 * choose(n - 1, k);
            if all <= MOST as f64 { (every(n, k), false) } else { (drawn(n, k, &mut random), true) }
        };
        let complete = table.raters.iter().all(|rater| rater.observed.count() == table.items.len());
        Combinations { sizes: (1..=n.saturating_sub(1).min(LARGEST)).map(size).collect(), complete }
    }
}

/// Combinations looked at before somebody may do something else.
const PORTION: usize = 200;

/// The worth of 1, 2, … reviewers, under way.
#[derive(Clone, Debug)]
pub(crate) struct Summing {
    rates: Vec<f64>,
    /// Where every verdict is known, what two share doesn't depend on who else is on the panel.
    joint: Vec<Vec<f64>>,
    found: Vec<Worth>,
    sums: Sums,
    /// Combinations of the present size that were looked at.
    at: usize,
}

#[derive(Clone, Copy, Debug)]
struct Sums {
    advertised: f64,
    conditional: f64,
    lowest: f64,
    highest: f64,
    used: usize,
}

impl Sums {
    const NONE: Sums =
        Sums { advertised: 0.0, conditional: 0.0, lowest: f64::INFINITY, highest: f64::NEG_INFINITY, used: 0 };

    fn worth(self, reviewers: usize, sets: usize, drawn: bool) -> Worth {
        let used = self.used;
        let mean = |sum: f64| (used > 0).then(|| sum / used as f64).filter(|mean| mean.is_finite());
        Worth {
            reviewers,
            advertised: mean(self.advertised),
            conditional: mean(self.conditional),
            lowest: Some(self.lowest).filter(|worth| worth.is_finite()),
            highest: Some(self.highest).filter(|worth| worth.is_finite()),
            combinations: used,
            left_out: sets - used,
            drawn,
            reason: (used == 0).then_some("undefined: every panel shares none, or all, of each author's errors"),
            ..Worth::default()
        }
    }
}

impl Summing {
    pub fn new(combinations: &Combinations, table: &Table, weights: &Weights) -> Summing {
        let rate = |rater: &Rater| weights.count(&rater.wrong) as f64 / weights.count(&rater.observed) as f64;
        let joint = if combinations.complete {
            let both = |a: &Rater, b: &Rater| {
                weights.count_words(a.wrong.words().iter().zip(b.wrong.words()).map(|(a, b)| a & b))
            };
            table.raters.iter().map(|a| table.raters.iter().map(|b| both(a, b) as f64).collect()).collect()
        } else {
            Vec::new()
        };
        Summing { rates: table.raters.iter().map(rate).collect(), joint, found: Vec::new(), sums: Sums::NONE, at: 0 }
    }

    /// Looks at some more; false once there is nothing left.
    pub fn advance(&mut self, combinations: &Combinations, table: &Table, weights: &Weights) -> bool {
        let Some((sets, drawn)) = combinations.sizes.get(self.found.len()) else { return false };
        let end = sets.len().min(self.at + PORTION);
        for (author, reviewers) in &sets[self.at..end] {
            self.add(combinations.complete, table, weights, *author, reviewers);
        }
        self.at = end;
        if end == sets.len() {
            let sums = std::mem::replace(&mut self.sums, Sums::NONE);
            self.found.push(sums.worth(self.found.len() + 1, sets.len(), *drawn));
            self.at = 0;
        }
        true
    }

    fn add(&mut self, complete: bool, table: &Table, weights: &Weights, author: usize, reviewers: &[usize]) {
        let mut errors = table.raters[author].wrong.clone();
        if !complete {
            for &reviewer in reviewers {
                errors.keep(&table.raters[reviewer].observed);
            }
        }
        let count = |bits: &Bits| weights.count(bits) as f64;
        let by_author = count(&errors);
        let mut shared = errors.clone();
        for &reviewer in reviewers {
            shared.keep(&table.raters[reviewer].wrong);
        }
        let by_all = count(&shared);
        if by_all == 0.0 || by_all == by_author {
            return;
        }
        let all = libm::log(by_all / by_author);
        let k = reviewers.len() as f64;
        let mean = |rate: &dyn Fn(usize) -> f64| reviewers.iter().map(|&r| libm::log(rate(r))).sum::<f64>() / k;
        let worth = all / mean(&|reviewer| self.rates[reviewer]);
        let with_author = |reviewer: usize| match self.joint.get(author) {
            Some(row) => row[reviewer],
            None => count(&errors.and(&table.raters[reviewer].wrong)),
        };
        let conditional = all / mean(&|reviewer| with_author(reviewer) / by_author);
        let sums = &mut self.sums;
        sums.advertised += worth;
        sums.conditional += conditional;
        (sums.lowest, sums.highest) = (sums.lowest.min(worth), sums.highest.max(worth));
        sums.used += 1;
    }

    pub fn finish(self) -> Vec<Worth> {
        self.found
    }
}

/// n over k.
fn choose(n: usize, k: usize) -> f64 {
    (0..k).map(|i| (n - i) as f64 / (i + 1) as f64).product()
}

/// Every author with every set of k others.
fn every(n: usize, k: usize) -> Vec<Combination> {
    let mut all = Vec::new();
    for author in 0..n {
        let others: Vec<usize> = (0..n).filter(|&rater| rater != author).collect();
        let mut places: Vec<usize> = (0..k).collect();
        loop {
            all.push((author, places.iter().map(|&place| others[place]).collect()));
            // The next set in order: the last place that can still move does, and those behind it follow.
            let Some(at) = (0..k).rev().find(|&at| places[at] < others.len() - k + at) else { break };
            places[at] += 1;
            for behind in at + 1..k {
                places[behind] = places[behind - 1] + 1;
            }
        }
    }
    all
}

/// Some authors with some sets of k others, each as likely as any other.
fn drawn(n: usize, k: usize, random: &mut Xoshiro256PlusPlus) -> Vec<Combination> {
    let mut raters: Vec<usize> = (0..n).collect();
    let one = |_| {
        for at in 0..=k {
            raters.swap(at, at + below(n - at, random));
        }
        (raters[0], raters[1..=k].to_vec())
    };
    (0..MOST).map(one).collect()
}

/// A number below n, each as likely but for a bias of n/2^64 (Lemire 2019).
// The product of two 64-bit numbers, shifted down by 64 bits, is below n.
#[allow(clippy::cast_possible_truncation)]
pub(crate) fn below(n: usize, random: &mut Xoshiro256PlusPlus) -> usize {
    ((u128::from(random.next_u64()) * n as u128) >> 64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_comes_up_once() {
        let all = every(5, 2);
        assert_eq!(all.len(), 30);
        let mut unique = all.clone();
        unique.sort();
        unique.dedup();
        assert_eq!(unique.len(), 30);
        assert!(all.iter().all(|(author, set)| set.len() == 2 && !set.contains(author) && set[0] < set[1]));
        assert_eq!(choose(47, 3), 16215.0);
    }
}
