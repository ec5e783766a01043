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
    /// The same in a few words, beside a heading. The standing panels say what they mean.
    #[must_use]
    pub const fn told(self) -> &'static str {
        match (self.shared_faults, self.bounds) {
            (true, Some(true)) => "Holds with shared faults and within bounds",
            (true, Some(false)) => "Holds with shared faults, not within bounds",
            (true, None) => "Holds with shared faults",
            // What bounds allow holds shared faults, so these do not hold within bounds either.
            (false, _) => "Does not hold with shared faults",
        }
    }
}
