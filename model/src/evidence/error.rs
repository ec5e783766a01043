//! What is wrong with evidence that cannot be.

use std::fmt;

use super::MOST_PIECES;
use crate::params::MAX_RHO_WITHIN;

/// Why evidence is impossible. The text names what is wrong, its value and what is allowed.
#[derive(Clone, Debug, PartialEq)]
pub enum EvidenceError {
    /// The prior is no chance, or leaves nothing open.
    Prior {
        /// What it was.
        value: f64,
    },
    /// The likeness is outside its range.
    Likeness {
        /// What it was.
        value: f64,
    },
    /// A rate of a piece is outside its range.
    OfPiece {
        /// Which piece, counted from 1.
        piece: usize,
        /// Which of its rates.
        name: &'static str,
        /// What it was.
        value: f64,
        /// Smallest allowed value.
        min: f64,
        /// Largest allowed value.
        max: f64,
    },
    /// A claim's chance is no chance.
    OfClaim {
        /// Which claim, counted from 1.
        claim: usize,
        /// What it was.
        value: f64,
    },
    /// There are too many pieces or claims.
    TooMany {
        /// Of what.
        name: &'static str,
        /// How many.
        count: usize,
    },
}

impl fmt::Display for EvidenceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EvidenceError::Prior { value } => {
                write!(f, "prior is {value}; it must lie between 0 and 1, neither included")
            }
            EvidenceError::Likeness { value } => {
                write!(f, "likeness is {value}; it must lie between 0 and {MAX_RHO_WITHIN}")
            }
            EvidenceError::OfPiece { piece, name: "false_alarm", value, min, max } => {
                write!(
                    f,
                    "false_alarm of piece {piece} is {value}; it must lie between {min} and 1 less its miss, {max}"
                )
            }
            EvidenceError::OfPiece { piece, name, value, min, max } => {
                write!(f, "{name} of piece {piece} is {value}; it must lie between {min} and {max}")
            }
            EvidenceError::OfClaim { claim, value } => {
                write!(f, "claim {claim} is {value}; it must lie between 0 and 1")
            }
            EvidenceError::TooMany { name, count } => {
                write!(f, "there are {count} {name}; at most {MOST_PIECES} are allowed")
            }
        }
    }
}

impl std::error::Error for EvidenceError {}
