//! How often each item counts: once, as often as a table says, or as often as a bootstrap drew it.

use crate::bits::Bits;

/// Whole numbers of items, cut into planes of bits: counting a set of items is then one AND and one count of bits for each
/// plane, and a bootstrap costs no copy of the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    /// The planes of a word beside each other, the lowest first.
    words: Vec<u64>,
    planes: usize,
    total: u64,
}

impl Weights {
    /// Each of so many items once.
    #[must_use]
    pub fn ones(items: usize) -> Weights {
        Weights { words: Bits::all(items).words().to_vec(), planes: 1, total: items as u64 }
    }

    /// Each item as often as it says here.
    #[must_use]
    pub fn of(counts: &[u32]) -> Weights {
        let highest = counts.iter().copied().max().unwrap_or(0).max(1);
        let planes = (u32::BITS - highest.leading_zeros()) as usize;
        let mut words = vec![0_u64; counts.len().div_ceil(64) * planes];
        for (item, &count) in counts.iter().enumerate() {
            for plane in 0..planes {
                words[item / 64 * planes + plane] |= u64::from(count >> plane & 1) << (item % 64);
            }
        }
        Weights { words, planes, total: counts.iter().map(|&count| u64::from(count)).sum() }
    }

    /// Items counted in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Items counted among those whose bits these are.
    #[must_use]
    pub fn count(&self, bits: &Bits) -> u64 {
        self.count_words(bits.words().iter().copied())
    }

    /// Items counted among those that are set in these words.
    #[must_use]
    pub fn count_words(&self, words: impl Iterator<Item = u64>) -> u64 {
        if self.planes == 1 {
            return words.zip(&self.words).map(|(word, plane)| u64::from((word & plane).count_ones())).sum();
        }
        let mut sum = 0;
        for (word, planes) in words.zip(self.words.chunks_exact(self.planes)) {
            if word != 0 {
                for (plane, weights) in planes.iter().enumerate() {
                    sum += u64::from((word & weights).count_ones()) << plane;
                }
            }
        }
        sum
    }

    /// How often one item counts.
    #[must_use]
    pub fn get(&self, item: usize) -> u64 {
        let word = item / 64 * self.planes;
        (0..self.planes).map(|plane| (self.words[word + plane] >> (item % 64) & 1) << plane).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planes_count_what_a_loop_counts() {
        let counts: Vec<u32> = (0..200).map(|i| i * i % 37).collect();
        let weights = Weights::of(&counts);
        let mut bits = Bits::none(200);
        (0..200).step_by(3).for_each(|item| bits.set(item));
        let expected: u64 = (0..200).step_by(3).map(|item| u64::from(counts[item])).sum();
        assert_eq!(weights.count(&bits), expected);
        assert_eq!(weights.total(), counts.iter().map(|&n| u64::from(n)).sum::<u64>());
        assert_eq!(weights.get(36), u64::from(counts[36]));
        assert_eq!(Weights::ones(200).count(&bits), 67);
    }
}
