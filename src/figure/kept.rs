//! Results that are kept because they are asked for again.

/// The newest results by what they are of; the oldest make room.
pub struct Kept<K, V> {
    entries: Vec<(K, V)>,
    most: usize,
}

impl<K: PartialEq, V: Clone> Kept<K, V> {
    /// Keeps at most so many.
    #[must_use]
    pub const fn new(most: usize) -> Kept<K, V> {
        Kept { entries: Vec::new(), most }
    }

    /// What was kept of this.
    pub fn find(&mut self, of: &K) -> Option<V> {
        let at = self.entries.iter().rposition(|(kept, _)| kept == of)?;
        // What is asked for stays longest.
        let entry = self.entries.remove(at);
        let value = entry.1.clone();
        self.entries.push(entry);
        Some(value)
    }

    /// Keeps a value, in the place of the one that was longest not asked for.
    pub fn keep(&mut self, of: K, value: V) {
        if self.entries.len() >= self.most {
            self.entries.remove(0);
        }
        self.entries.push((of, value));
    }
}
