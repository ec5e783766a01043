//! Work that takes longer than a frame of a page may.

/// Long work in small steps, so that it can be done between frames. How it is sliced changes nothing of what it comes to.
pub trait LongWork {
    /// Takes one step, of a few milliseconds at most; nothing once it is complete.
    fn advance(&mut self);

    /// Whether all is done.
    fn is_complete(&self) -> bool;

    /// The share that is done, 0–1.
    fn progress(&self) -> f64;

    /// Does all that is left, at once.
    fn finish(&mut self) {
        while !self.is_complete() {
            self.advance();
        }
    }
}
