//! Whether a finding hangs on how blind spots are modelled. `tests/holds.rs` works each out from the model.

/// With which other readings of the same likeness a chapter's finding holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holds {
    /// With shared faults, where a decision is a trap for all models or for none, in place of the smooth factor.
    pub shared_faults: bool,
    /// With all that fits how often one and two reviewers miss; `None` where pairs bound nothing, since training feeds back or
    /// families differ.
    pub bounds: Option<bool>,
}

impl Holds {
    /// The same in a sentence.
    #[must_use]
    pub const fn told(self) -> &'static str {
        match (self.shared_faults, self.bounds) {
            (true, Some(true)) => "This holds for shared faults too, and for all that fits the same pairs.",
            (true, Some(false)) => "This holds for shared faults too, but not for all that fits the same pairs.",
            (true, None) => "This holds for shared faults too.",
            (false, Some(true)) => "This does not hold for shared faults, though it fits the same pairs.",
            (false, _) => "This does not hold for shared faults.",
        }
    }
}
