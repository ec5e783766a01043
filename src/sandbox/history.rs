//! Undo and redo.

/// States that can be gone back to.
const MOST: usize = 200;

/// What was, what is, and what was undone.
#[derive(Clone, Debug, PartialEq)]
pub struct History<T> {
    past: Vec<T>,
    present: T,
    future: Vec<T>,
}

impl<T: Clone + PartialEq> History<T> {
    /// A history that begins here.
    #[must_use]
    pub fn new(present: T) -> History<T> {
        History { past: Vec::new(), present, future: Vec::new() }
    }

    /// What is.
    #[must_use]
    pub fn present(&self) -> &T {
        &self.present
    }

    /// What was before the last change, if anything was.
    #[must_use]
    pub fn before(&self) -> Option<&T> {
        self.past.last()
    }

    /// Whether nothing has changed since it began.
    #[must_use]
    pub fn is_new(&self) -> bool {
        !self.can_undo() && !self.can_redo()
    }

    /// Whether there is something to go back to.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to go forward to.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Takes a change down; what was undone before it is gone.
    pub fn note(&mut self, next: &T) {
        if *next == self.present {
            return;
        }
        if self.past.len() >= MOST {
            self.past.remove(0);
        }
        self.past.push(std::mem::replace(&mut self.present, next.clone()));
        self.future.clear();
    }

    /// Goes back a change and says to what.
    pub fn undo(&mut self) -> Option<T> {
        let before = self.past.pop()?;
        self.future.push(std::mem::replace(&mut self.present, before));
        Some(self.present.clone())
    }

    /// Goes forward a change and says to what.
    pub fn redo(&mut self) -> Option<T> {
        let after = self.future.pop()?;
        self.past.push(std::mem::replace(&mut self.present, after));
        Some(self.present.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_is_undone_and_redone() {
        let mut history = History::new(0);
        for i in 1..=60 {
            history.note(&i);
            history.note(&i);
        }
        for i in (0..60).rev() {
            assert_eq!(history.undo(), Some(i));
        }
        assert_eq!((history.undo(), history.can_undo()), (None, false));
        assert_eq!([history.redo(), history.redo()], [Some(1), Some(2)]);
        assert_eq!(history.before(), Some(&1));
        history.note(&100);
        assert_eq!((history.redo(), history.undo()), (None, Some(2)));
    }

    #[test]
    fn the_oldest_states_make_room() {
        let mut history = History::new(0);
        (1..=1000).for_each(|i| history.note(&i));
        let undone = std::iter::from_fn(|| history.undo()).count();
        assert_eq!(undone, MOST);
    }
}
