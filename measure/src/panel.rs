//! Which k of n to ask.

use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use serde::Serialize;

use crate::bits::Bits;
use crate::measures::below;
use crate::table::Table;
use crate::weights::Weights;

/// Up to so many raters every panel is looked at.
const EXACT: usize = 20;

/// The largest panel that is looked for.
const LARGEST: usize = 7;

/// Half-splits of the items on which choices are held against each other.
const SPLITS: u32 = 20;

/// When a panel fails on an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// When all of it err.
    AllErr,
    /// When more than half of it err.
    Majority,
}

/// A panel and how often it fails.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Panel {
    /// Names.
    pub members: Vec<String>,
    /// Share of the items on which it fails, in 0–1.
    pub fails: f64,
}

/// The best panel of one size, beside what one would take without looking at correlations.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PanelChoice {
    /// Members.
    pub size: usize,
    /// When it fails.
    pub rule: Rule,
    /// Whether every panel was looked at, or members were added one at a time.
    pub exact: bool,
    /// The panel that fails least on these items.
    pub best: Panel,
    /// The most accurate raters.
    pub most_accurate: Panel,
    /// The most accurate rater alone.
    pub best_single: Panel,
    /// By how much the chosen panel fails less than the most accurate raters on the items it was chosen on: flattering.
    pub gain_in_sample: f64,
    /// The same with both chosen on one half of the items and held against each other on the other, the mean over splits;
    /// `None` below four items.
    pub gain_held_out: Option<f64>,
}

/// The best panels of 1, 2, … raters by both rules, over the items with every verdict; none where there is no such item.
#[must_use]
pub fn choose(table: &Table, seed: u64) -> Vec<PanelChoice> {
    let complete = table.complete();
    let weights = table.weights();
    let (n, all) = (table.raters.len(), weights.count(&complete));
    if all == 0 {
        return Vec::new();
    }
    let search = Search { table, weights: &weights };
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed ^ 0x70_616e_656c);
    let splits = if complete.count() < 4 { 0 } else { SPLITS };
    // Items may weigh nothing, and a half of such says nothing.
    let splits: Vec<[Bits; 2]> = (0..splits)
        .map(|_| halves(&complete, &mut random))
        .filter(|halves| halves.iter().all(|half| weights.count(half) > 0))
        .collect();
    let by_accuracy: Vec<Vec<usize>> = splits.iter().map(|[train, _]| search.most_accurate(train)).collect();
    let accurate_first = search.most_accurate(&complete);
    // Panels of one are those of the single best; larger than all there are none.
    let sizes: Vec<usize> = (2..=n.min(LARGEST)).collect();
    let mut choices = Vec::new();
    for rule in [Rule::AllErr, Rule::Majority] {
        let best = search.best(&complete, rule, &sizes);
        let trained: Vec<Vec<Vec<usize>>> = splits.iter().map(|[train, _]| search.best(train, rule, &sizes)).collect();
        for (at, &size) in sizes.iter().enumerate() {
            let named = |members: &[usize], items: &Bits, rule: Rule| Panel {
                members: members.iter().map(|&rater| table.raters[rater].name.clone()).collect(),
                fails: search.fails(members, items, rule),
            };
            let accurate = &accurate_first[..size];
            let held_out: Vec<f64> = splits
                .iter()
                .zip(&trained)
                .zip(&by_accuracy)
                .map(|(([_, test], best), accurate)| {
                    search.fails(&accurate[..size], test, rule) - search.fails(&best[at], test, rule)
                })
                .collect();
            let (chosen, accurate_panel) = (named(&best[at], &complete, rule), named(accurate, &complete, rule));
            choices.push(PanelChoice {
                size,
                rule,
                exact: n <= EXACT,
                gain_in_sample: accurate_panel.fails - chosen.fails,
                best: chosen,
                most_accurate: accurate_panel,
                best_single: named(&accurate[..1], &complete, rule),
                gain_held_out: (!held_out.is_empty()).then(|| held_out.iter().sum::<f64>() / held_out.len() as f64),
            });
        }
    }
    choices
}

/// Two halves of some items, drawn.
fn halves(items: &Bits, random: &mut Xoshiro256PlusPlus) -> [Bits; 2] {
    let mut order: Vec<usize> = items.ones().collect();
    for at in (1..order.len()).rev() {
        order.swap(at, below(at + 1, random));
    }
    let (first, second) = order.split_at(order.len() / 2);
    [first, second].map(|half| {
        let mut bits = Bits::none(items.len());
        for &item in half {
            bits.set(item);
        }
        bits
    })
}

struct Search<'a> {
    table: &'a Table,
    weights: &'a Weights,
}

impl Search<'_> {
    /// Raters by rising error rate on some items; of equals the first in the table.
    fn most_accurate(&self, items: &Bits) -> Vec<usize> {
        let mut order: Vec<(u64, usize)> = self
            .table
            .raters
            .iter()
            .enumerate()
            .map(|(at, rater)| (self.weights.count(&rater.wrong.and(items)), at))
            .collect();
        order.sort_unstable();
        order.into_iter().map(|(_, at)| at).collect()
    }

    fn fails(&self, members: &[usize], items: &Bits, rule: Rule) -> f64 {
        let planes: Vec<&[u64]> = members.iter().map(|&rater| self.table.raters[rater].wrong.words()).collect();
        self.count(&planes, items, rule) as f64 / self.weights.count(items) as f64
    }

    /// Items on which a panel fails.
    fn count(&self, planes: &[&[u64]], items: &Bits, rule: Rule) -> u64 {
        let words = items.words().iter().enumerate().map(|(at, items)| match rule {
            Rule::AllErr => planes.iter().fold(*items, |word, plane| word & plane[at]),
            Rule::Majority => {
                // For each item of the word, how many err: at most seven, in three digits.
                let mut digits = [0_u64; 3];
                for plane in planes {
                    let mut carry = plane[at];
                    for digit in &mut digits {
                        (*digit, carry) = (*digit ^ carry, *digit & carry);
                    }
                }
                at_least(digits, planes.len() / 2 + 1) & items
            }
        });
        self.weights.count_words(words)
    }

    /// The best panel of each size.
    fn best(&self, items: &Bits, rule: Rule, sizes: &[usize]) -> Vec<Vec<usize>> {
        if self.table.raters.len() > EXACT {
            return self.greedy(items, rule, sizes);
        }
        sizes.iter().map(|&size| self.exact(items, rule, size)).collect()
    }

    fn exact(&self, items: &Bits, rule: Rule, size: usize) -> Vec<usize> {
        let planes: Vec<&[u64]> = self.table.raters.iter().map(|rater| rater.wrong.words()).collect();
        let mut members: Vec<usize> = (0..size).collect();
        let mut best = (u64::MAX, members.clone());
        loop {
            let panel: Vec<&[u64]> = members.iter().map(|&member| planes[member]).collect();
            let fails = self.count(&panel, items, rule);
            if fails < best.0 {
                best = (fails, members.clone());
            }
            let Some(at) = (0..size).rev().find(|&at| members[at] < planes.len() - size + at) else { break };
            members[at] += 1;
            for behind in at + 1..size {
                members[behind] = members[behind - 1] + 1;
            }
        }
        best.1
    }

    /// One member after the other, each the one that helps most; of equals the more accurate.
    fn greedy(&self, items: &Bits, rule: Rule, sizes: &[usize]) -> Vec<Vec<usize>> {
        let by_accuracy = self.most_accurate(items);
        let mut members: Vec<usize> = Vec::new();
        let mut found = Vec::new();
        while members.len() < sizes.last().copied().unwrap_or(0) {
            let fails = |&rater: &usize| {
                let panel: Vec<&[u64]> =
                    members.iter().chain([&rater]).map(|&member| self.table.raters[member].wrong.words()).collect();
                self.count(&panel, items, rule)
            };
            let open = by_accuracy.iter().copied().filter(|rater| !members.contains(rater));
            let Some(next) = open.min_by_key(fails) else { break };
            members.push(next);
            if sizes.contains(&members.len()) {
                found.push(members.clone());
            }
        }
        found
    }
}

/// Where a number of three binary digits is at least so high.
fn at_least(digits: [u64; 3], least: usize) -> u64 {
    let [ones, twos, fours] = digits;
    match least {
        0 => u64::MAX,
        1 => ones | twos | fours,
        2 => twos | fours,
        3 => (ones & twos) | fours,
        4 => fours,
        5 => fours & (ones | twos),
        6 => fours & twos,
        7 => fours & twos & ones,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_compare_as_numbers() {
        for number in 0..8_usize {
            let digits = [0, 1, 2].map(|place| if number >> place & 1 == 1 { u64::MAX } else { 0 });
            for least in 0..9 {
                assert_eq!(at_least(digits, least) == u64::MAX, number >= least, "{number} {least}");
            }
        }
    }
}
