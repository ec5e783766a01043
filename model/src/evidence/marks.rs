//! What pieces of evidence share, as marks, and how alike that makes them. A guess: nobody has measured it for evidence.

use super::MOST_PIECES;
use crate::params::MAX_RHO_BETWEEN;

/// What two pieces may have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Models with the same weights.
    Weights,
    /// Models that learned from the same data.
    Data,
    /// The same judge of what counts as a pass.
    Judge,
    /// The same method.
    Method,
}

impl Mark {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Mark::Weights => "weights",
            Mark::Data => "data",
            Mark::Judge => "judge",
            Mark::Method => "method",
        }
    }

    /// The mark of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Mark> {
        Mark::ALL.into_iter().find(|mark| mark.name() == name)
    }

    /// All of them, from what makes most alike to what makes least.
    pub const ALL: [Mark; 4] = [Mark::Weights, Mark::Data, Mark::Judge, Mark::Method];

    /// The latent correlation of two pieces that share this and nothing else, 0–1.
    #[must_use]
    pub const fn likeness(self) -> f64 {
        match self {
            Mark::Weights => 0.7,
            Mark::Data => 0.5,
            Mark::Judge => 0.3,
            Mark::Method => 0.2,
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The marks of one piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u8);

impl Marks {
    /// These marks.
    #[must_use]
    pub fn of(marks: &[Mark]) -> Marks {
        marks.iter().fold(Marks::default(), |all, &mark| all.with(mark, true))
    }

    /// Whether a mark is among them.
    #[must_use]
    pub fn has(self, mark: Mark) -> bool {
        self.0 & mark.bit() != 0
    }

    /// These with one mark set or taken away.
    #[must_use]
    pub fn with(self, mark: Mark, is_set: bool) -> Marks {
        Marks(if is_set { self.0 | mark.bit() } else { self.0 & !mark.bit() })
    }

    /// How alike a piece with these marks and one with others are, 0–1: what one thing in common leaves different, the next
    /// makes alike in part.
    pub(super) fn likeness(self, other: Marks) -> f64 {
        let common = Mark::ALL.into_iter().filter(|&mark| self.has(mark) && other.has(mark));
        1.0 - common.map(|mark| 1.0 - mark.likeness()).product::<f64>()
    }
}

/// The likeness of pieces with these marks, as [`Evidence`](super::Evidence) takes it, 0–.95: the mean over all pairs. Fewer than
/// two pieces share nothing.
#[must_use]
pub fn likeness(pieces: &[Marks]) -> f64 {
    let pieces = &pieces[..pieces.len().min(MOST_PIECES)];
    let pairs =
        pieces.iter().enumerate().flat_map(|(i, one)| pieces[..i].iter().map(move |other| one.likeness(*other)));
    let (count, sum) = pairs.fold((0.0, 0.0), |(count, sum), likeness| (count + 1.0, sum + likeness));
    if count > 0.0 { (sum / count).min(MAX_RHO_BETWEEN) } else { 0.0 }
}
