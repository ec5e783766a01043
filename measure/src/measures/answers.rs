//! How two raters' answers agree.

use std::collections::HashMap;

use crate::bits::Bits;
use crate::table::Rater;
use crate::weights::Weights;

/// What two raters' answers have in common. Answers that nobody could read are in no count.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Agreement {
    /// Items that both answered.
    pub both: Bits,
    /// Of these, those with the same answer.
    pub same: Bits,
    /// Items on which both err, with an answer of both.
    pub both_wrong: Bits,
    /// Of these, those with the same wrong answer.
    pub same_wrong: Bits,
}

impl Agreement {
    pub fn of(a: &Rater, b: &Rater) -> Option<Agreement> {
        let (x, y) = (a.answers.as_ref()?, b.answers.as_ref()?);
        let both = x.given.and(&y.given);
        let mut same = Bits::none(both.len());
        both.ones().filter(|&item| x.codes[item] == y.codes[item]).for_each(|item| same.set(item));
        let both_wrong = both.and(&a.wrong).and(&b.wrong);
        let same_wrong = both_wrong.and(&same);
        Some(Agreement { both, same, both_wrong, same_wrong })
    }

    /// Share of the items that both answered with the same answer.
    pub fn share(&self, weights: &Weights) -> Option<f64> {
        ratio(weights.count(&self.same), weights.count(&self.both))
    }

    /// Share of the items on which both err with the same wrong answer.
    pub fn when_both_wrong(&self, weights: &Weights) -> Option<f64> {
        ratio(weights.count(&self.same_wrong), weights.count(&self.both_wrong))
    }

    /// Cohen's κ of the answers (Cohen 1960).
    pub fn cohen(&self, a: &Rater, b: &Rater, weights: &Weights) -> Option<f64> {
        let (x, y) = (a.answers.as_ref()?, b.answers.as_ref()?);
        let mut counts: HashMap<u32, (u64, u64)> = HashMap::new();
        for item in self.both.ones() {
            counts.entry(x.codes[item]).or_default().0 += weights.get(item);
            counts.entry(y.codes[item]).or_default().1 += weights.get(item);
        }
        let n = weights.count(&self.both) as f64;
        // Whole numbers: their sum does not depend on the order of the map.
        let products: u128 = counts.values().map(|&(x, y)| u128::from(x) * u128::from(y)).sum();
        let expected = products as f64 / (n * n);
        self.share(weights).filter(|_| expected < 1.0).map(|agree| (agree - expected) / (1.0 - expected))
    }
}

fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// CAPA's κp of answers given for sure (Goel et al. 2025): agreement beyond what two raters of these accuracies, whose wrong
/// answers fall evenly on the other options, would have.
pub(crate) fn capa(agree: f64, right: (f64, f64), options: u32) -> Option<f64> {
    let others = f64::from(options) - 1.0;
    if others < 1.0 {
        return None;
    }
    let expected = right.0 * right.1 + (1.0 - right.0) * (1.0 - right.1) / others;
    (expected < 1.0).then(|| (agree - expected) / (1.0 - expected))
}
