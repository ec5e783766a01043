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

/// The best panels of 2, 3, … raters by both rules, over the items with every verdict; none where there is no such item.
#[must_use]
pub fn choose(table: &Table, seed: u64) -> Vec<PanelChoice> {
    let mut choosing = Choosing::new(table, seed);
    while choosing.advance() {}
    choosing.finish()
}

/// Panels looked at before somebody may do something else, times the words of a plane.
const PORTION: usize = 40_000;

/// The search for the best panels, under way.
#[derive(Clone, Debug)]
pub struct Choosing<'a> {
    table: &'a Table,
    weights: Weights,
    complete: Bits,
    /// Half-splits: one half to choose on, the other to try it on.
    splits: Vec<[Bits; 2]>,
    sizes: Vec<usize>,
    /// For each rule, on all items and then on each first half: the best panel of each size.
    found: Vec<Vec<Vec<usize>>>,
    /// What is found of the one under way.
    sought: Vec<Vec<usize>>,
    exact: Option<Exact>,
}

/// The rules, in the order in which panels are looked for.
const RULES: [Rule; 2] = [Rule::AllErr, Rule::Majority];

impl<'a> Choosing<'a> {
    /// Begins.
    #[must_use]
    pub fn new(table: &'a Table, seed: u64) -> Choosing<'a> {
        let (complete, weights) = (table.complete(), table.weights());
        let n = table.raters.len();
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed ^ 0x70_616e_656c);
        let splits = if complete.count() < 4 { 0 } else { SPLITS };
        // Items may weigh nothing, and a half of such says nothing.
        let splits: Vec<[Bits; 2]> = (0..splits)
            .map(|_| halves(&complete, &mut random))
            .filter(|halves| halves.iter().all(|half| weights.count(half) > 0))
            .collect();
        // Panels of one are those of the single best; larger than all there are none.
        let sizes = if weights.count(&complete) == 0 { Vec::new() } else { (2..=n.min(LARGEST)).collect() };
        Choosing { table, weights, complete, splits, sizes, found: Vec::new(), sought: Vec::new(), exact: None }
    }

    /// Every search there is: a rule, and the items that it is on.
    fn searches(&self) -> usize {
        if self.sizes.is_empty() { 0 } else { RULES.len() * (1 + self.splits.len()) }
    }

    /// The share that is done.
    #[must_use]
    pub fn progress(&self) -> f64 {
        let done = self.found.len() as f64 + self.sought.len() as f64 / self.sizes.len().max(1) as f64;
        if self.searches() == 0 { 1.0 } else { done / self.searches() as f64 }
    }

    fn search(&self) -> Search<'_> {
        Search { table: self.table, weights: &self.weights }
    }

    /// Looks at some more panels; false once there are none left.
    pub fn advance(&mut self) -> bool {
        if self.found.len() >= self.searches() {
            return false;
        }
        let on = 1 + self.splits.len();
        let rule = RULES[self.found.len() / on];
        let items = match self.found.len() % on {
            0 => &self.complete,
            split => &self.splits[split - 1][0],
        };
        let search = Search { table: self.table, weights: &self.weights };
        if self.table.raters.len() > EXACT {
            let found = search.greedy(items, rule, &self.sizes);
            self.found.push(found);
            return true;
        }
        let size = self.sizes[self.sought.len()];
        let mut exact = self.exact.take().unwrap_or_else(|| Exact::new(size));
        if search.exact(items, rule, &mut exact, PORTION / items.words().len().max(1) + 1) {
            self.exact = Some(exact);
            return true;
        }
        self.sought.push(exact.best.1);
        if self.sought.len() == self.sizes.len() {
            self.found.push(std::mem::take(&mut self.sought));
        }
        true
    }

    /// The best panels; looks at what is left first.
    #[must_use]
    pub fn finish(mut self) -> Vec<PanelChoice> {
        while self.advance() {}
        let search = self.search();
        let by_accuracy: Vec<Vec<usize>> = self.splits.iter().map(|[train, _]| search.most_accurate(train)).collect();
        let accurate_first = search.most_accurate(&self.complete);
        let mut choices = Vec::new();
        for (rule, found) in RULES.into_iter().zip(self.found.chunks(1 + self.splits.len())) {
            let [best, trained @ ..] = found else { continue };
            for (at, &size) in self.sizes.iter().enumerate() {
                let named = |members: &[usize], rule: Rule| Panel {
                    members: members.iter().map(|&rater| self.table.raters[rater].name.clone()).collect(),
                    fails: search.fails(members, &self.complete, rule),
                };
                let accurate = &accurate_first[..size];
                let held_out: Vec<f64> = self
                    .splits
                    .iter()
                    .zip(trained)
                    .zip(&by_accuracy)
                    .map(|(([_, test], best), accurate)| {
                        search.fails(&accurate[..size], test, rule) - search.fails(&best[at], test, rule)
                    })
                    .collect();
                let (chosen, accurate_panel) = (named(&best[at], rule), named(accurate, rule));
                choices.push(PanelChoice {
                    size,
                    rule,
                    exact: self.table.raters.len() <= EXACT,
                    gain_in_sample: accurate_panel.fails - chosen.fails,
                    best: chosen,
                    most_accurate: accurate_panel,
                    best_single: named(&accurate[..1], rule),
                    gain_held_out: (!held_out.is_empty()).then(|| held_out.iter().sum::<f64>() / held_out.len() as f64),
                });
            }
        }
        choices
    }
}

/// Every panel of one size, one after the other.
#[derive(Clone, Debug)]
struct Exact {
    members: Vec<usize>,
    /// How often the best one so far fails, and who it is.
    best: (u64, Vec<usize>),
}

impl Exact {
    fn new(size: usize) -> Exact {
        let members: Vec<usize> = (0..size).collect();
        Exact { best: (u64::MAX, members.clone()), members }
    }
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

    /// Looks at so many panels; false once that was the last.
    fn exact(&self, items: &Bits, rule: Rule, exact: &mut Exact, panels: usize) -> bool {
        let planes: Vec<&[u64]> = self.table.raters.iter().map(|rater| rater.wrong.words()).collect();
        let Exact { members, best } = exact;
        let size = members.len();
        for _ in 0..panels {
            let panel: Vec<&[u64]> = members.iter().map(|&member| planes[member]).collect();
            let fails = self.count(&panel, items, rule);
            if fails < best.0 {
                *best = (fails, members.clone());
            }
            let Some(at) = (0..size).rev().find(|&at| members[at] < planes.len() - size + at) else { return false };
            members[at] += 1;
            for behind in at + 1..size {
                members[behind] = members[behind - 1] + 1;
            }
        }
        true
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
