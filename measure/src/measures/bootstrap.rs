//! The same data drawn again: how often each item counts in each draw.

use std::collections::HashMap;

use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use rand_distr::{Binomial, Distribution};

use crate::measures::below;
use crate::table::Table;
use crate::weights::Weights;

/// Draws items, or whole clusters of them, with replacement (Efron 1979).
#[derive(Clone, Debug)]
pub(crate) struct Bootstrap {
    weights: Vec<u32>,
    /// The cluster of each item, where items have clusters; those without one are clusters of their own.
    clusters: Option<(Vec<usize>, usize)>,
    random: Xoshiro256PlusPlus,
}

impl Bootstrap {
    pub fn new(table: &Table, seed: u64) -> Bootstrap {
        let weights = table.items.iter().map(|item| item.weight).collect();
        let clusters = table.items.iter().any(|item| item.cluster.is_some()).then(|| {
            let mut numbers: HashMap<(bool, &str), usize> = HashMap::new();
            let number = |item: &crate::table::Item| {
                (item.cluster.is_some(), item.cluster.as_deref().unwrap_or(&item.id).to_owned())
            };
            let keys: Vec<(bool, String)> = table.items.iter().map(number).collect();
            let places = keys
                .iter()
                .map(|(named, key)| {
                    let next = numbers.len();
                    *numbers.entry((*named, key)).or_insert(next)
                })
                .collect();
            (places, numbers.len())
        });
        Bootstrap { weights, clusters, random: Xoshiro256PlusPlus::seed_from_u64(seed) }
    }

    /// How often each item counts in the next draw.
    pub fn draw(&mut self) -> Weights {
        if let Some((places, clusters)) = &self.clusters {
            let mut drawn = vec![0_u32; *clusters];
            (0..*clusters).for_each(|_| drawn[below(*clusters, &mut self.random)] += 1);
            let counts: Vec<u32> =
                places.iter().zip(&self.weights).map(|(&place, &weight)| drawn[place].saturating_mul(weight)).collect();
            return Weights::of(&counts);
        }
        if self.weights.iter().all(|&weight| weight == 1) {
            let n = self.weights.len();
            let mut counts = vec![0; n];
            (0..n).for_each(|_| counts[below(n, &mut self.random)] += 1);
            return Weights::of(&counts);
        }
        self.multinomial()
    }

    /// A row that stands for many items: their number is drawn at once, row by row given those before.
    fn multinomial(&mut self) -> Weights {
        let total: u64 = self.weights.iter().map(|&weight| u64::from(weight)).sum();
        let (mut open, mut left) = (total, total);
        let mut counts = Vec::with_capacity(self.weights.len());
        for &weight in &self.weights {
            let share = if left == 0 { 0.0 } else { (f64::from(weight) / left as f64).min(1.0) };
            // A share within 0–1 is what a binomial asks for.
            let drawn = Binomial::new(open, share).map_or(0, |binomial| binomial.sample(&mut self.random));
            // What is too many to be counted is held at the most.
            counts.push(u32::try_from(drawn).unwrap_or(u32::MAX));
            open -= drawn;
            left -= u64::from(weight);
        }
        Weights::of(&counts)
    }
}

/// The middle 90 % of what draws gave; `None` where fewer than half of them gave anything.
pub(crate) fn interval(mut values: Vec<f64>) -> Option<[f64; 2]> {
    let drawn = values.len();
    values.retain(|value| value.is_finite());
    if values.len() * 2 < drawn || values.len() < 2 {
        return None;
    }
    values.sort_unstable_by(f64::total_cmp);
    Some([0.05, 0.95].map(|share| {
        // Between two values, as numpy's default does.
        let at = share * (values.len() - 1) as f64;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let low = libm::floor(at) as usize;
        let high = (low + 1).min(values.len() - 1);
        values[low] + (at - low as f64) * (values[high] - values[low])
    }))
}
