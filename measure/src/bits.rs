//! A plane of bits, one an item.

/// One bit for each item, 64 to a word. Bits past the last item are never set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// So many items, none of them set.
    #[must_use]
    pub fn none(len: usize) -> Bits {
        Bits { words: vec![0; len.div_ceil(64)], len }
    }

    /// So many items, all of them set.
    #[must_use]
    pub fn all(len: usize) -> Bits {
        let mut words = vec![u64::MAX; len.div_ceil(64)];
        if let Some(last) = words.last_mut().filter(|_| !len.is_multiple_of(64)) {
            *last = (1 << (len % 64)) - 1;
        }
        Bits { words, len }
    }

    /// Items.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no items.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Sets the bit of an item.
    ///
    /// # Panics
    ///
    /// Past the last item.
    pub fn set(&mut self, item: usize) {
        assert!(item < self.len, "item {item} of {}", self.len);
        self.words[item / 64] |= 1 << (item % 64);
    }

    /// The bit of an item; false past the last.
    #[must_use]
    pub fn get(&self, item: usize) -> bool {
        self.words.get(item / 64).is_some_and(|word| word >> (item % 64) & 1 == 1)
    }

    /// Set bits.
    #[must_use]
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The words, item 0 in the lowest bit of the first.
    #[must_use]
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// What is set in both.
    #[must_use]
    pub fn and(&self, other: &Bits) -> Bits {
        self.zip(other, |a, b| a & b)
    }

    /// What is set here and not there.
    #[must_use]
    pub fn and_not(&self, other: &Bits) -> Bits {
        self.zip(other, |a, b| a & !b)
    }

    /// Keeps what is set in the other, too.
    pub fn keep(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(a, b)| *a &= b);
    }

    /// The set items, in their order.
    pub fn ones(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(at, &word)| {
            std::iter::successors((word != 0).then_some(word), |rest| {
                let rest = rest & (rest - 1);
                (rest != 0).then_some(rest)
            })
            .map(move |rest| at * 64 + rest.trailing_zeros() as usize)
        })
    }

    fn zip(&self, other: &Bits, f: impl Fn(u64, u64) -> u64) -> Bits {
        let words = self.words.iter().zip(&other.words).map(|(&a, &b)| f(a, b)).collect();
        Bits { words, len: self.len.min(other.len) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_counts_and_lists() {
        let mut bits = Bits::none(130);
        for item in [0, 63, 64, 129] {
            bits.set(item);
        }
        assert_eq!(bits.count(), 4);
        assert_eq!(bits.ones().collect::<Vec<_>>(), [0, 63, 64, 129]);
        assert!(bits.get(64) && !bits.get(65) && !bits.get(1000));
        assert_eq!(Bits::all(130).and_not(&bits).count(), 126);
        assert_eq!(Bits::all(128).count(), 128);
        assert_eq!(Bits::all(0).count(), 0);
    }
}
