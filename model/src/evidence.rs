//! How sure may one be? Pieces of evidence that a system passed, when what fools one piece tends to fool the others.
//!
//! A piece passes an unsafe system with chance m (its miss rate) and fails a safe one with chance f (its false-alarm rate).
//! All were passed. With a prior π of being unsafe, the posterior odds are π/(1−π)·LR, and LR = P(all pass | unsafe)/P(all
//! pass | safe) depends on what the pieces share:
//!
//! ```text
//! naive      Π m_i/(1−f_i)
//! modelled   E Π Φ((Φ⁻¹(m_i) − √ρ·F)/√(1−ρ)) / E Π Φ((Φ⁻¹(1−f_i) − √ρ·F)/√(1−ρ))
//! worst      min m_i / max(0, 1 − Σ f_i)
//! best       max(0, Σ m_i − (n−1)) / min(1−f_i)
//! ```
//!
//! The last two are Fréchet's bounds (1935): whatever the pieces share, it lies between them. Claims that must all hold
//! go the other way ([`AllHold`]): there likeness helps.

mod error;
mod likeness;
mod marks;

pub use error::EvidenceError;
use likeness::Factors;
pub use marks::{Mark, Marks, likeness};

use crate::params::MAX_RHO_WITHIN;
use crate::{Params, normal, quadrature};

/// The most pieces, or claims.
pub const MOST_PIECES: usize = 50;

/// The least chance that a piece may have of passing an unsafe system.
pub const LEAST_MISS: f64 = 0.001;

/// The chance of each claim, where a setting is read as claims that must all hold.
pub const CLAIM: f64 = 0.98;

/// One piece of evidence: an evaluation, a review, an argument that was checked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Piece {
    /// m, the chance that it passes an unsafe system: [`LEAST_MISS`]–1.
    pub miss: f64,
    /// f, the chance that it fails a safe one: 0–1−m, so that to pass never speaks against a system.
    pub false_alarm: f64,
}

/// Some pieces of evidence, all of which a system passed.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    prior: f64,
    pieces: Vec<Piece>,
    likeness: Likeness,
}

/// How alike pieces are.
#[derive(Clone, Debug, PartialEq)]
enum Likeness {
    /// Any two of them: one factor.
    Equal(f64),
    /// By what each of them shares with which others.
    Marked(Factors),
}

impl Evidence {
    /// Pieces with a latent correlation between any two of them, 0–.97, for a system that is unsafe with chance `prior`
    /// before one has them.
    ///
    /// # Errors
    /// When a number is outside its range; the first problem is the one that is told.
    pub fn new(prior: f64, pieces: Vec<Piece>, likeness: f64) -> Result<Evidence, EvidenceError> {
        check_prior(prior)?;
        check_likeness(likeness)?;
        check_pieces(&pieces)?;
        Ok(Evidence { prior, pieces, likeness: Likeness::Equal(likeness) })
    }

    /// Pieces as alike as what they share makes them, for a system that is unsafe with chance `prior` before one has them. Pieces that
    /// hang together by what they share have a factor of their own; others are independent of them.
    ///
    /// # Errors
    /// As [`Evidence::new`].
    pub fn marked(prior: f64, pieces: Vec<(Piece, Marks)>) -> Result<Evidence, EvidenceError> {
        check_prior(prior)?;
        let (pieces, marks): (Vec<Piece>, Vec<Marks>) = pieces.into_iter().unzip();
        check_pieces(&pieces)?;
        Ok(Evidence { prior, pieces, likeness: Likeness::Marked(Factors::of_marks(&marks)) })
    }

    /// A setting read as evidence: what it says of decisions and their reviewers holds of a system and its pieces. The prior is
    /// the error rate e; the pieces are the reviewers, with their miss rate m and false-alarm rate f; their likeness is that
    /// of different families, ρ_b. Where m + f > 1 a pass speaks against the system.
    #[must_use]
    pub fn of(params: &Params) -> Evidence {
        Evidence::of_pieces(params, params.reviewers())
    }

    /// The same with this many pieces.
    #[must_use]
    pub fn of_pieces(params: &Params, pieces: usize) -> Evidence {
        let piece = Piece { miss: params.miss_rate(), false_alarm: params.false_alarm_rate() };
        Evidence {
            prior: params.error_rate(),
            pieces: vec![piece; pieces],
            likeness: Likeness::Equal(params.rho_between()),
        }
    }

    /// A setting read as evidence, with these pieces instead of its reviewers; as alike as its families are, or as what the pieces
    /// share makes them. Where a piece's m + f > 1 a pass speaks against the system.
    #[must_use]
    pub fn of_unlike(params: &Params, pieces: Vec<Piece>, marks: Option<&[Marks]>) -> Evidence {
        let likeness = marks.map_or_else(
            || Likeness::Equal(params.rho_between()),
            |marks| Likeness::Marked(Factors::of_marks(&marks[..pieces.len().min(marks.len())])),
        );
        Evidence { prior: params.error_rate(), pieces, likeness }
    }

    /// What a setting comes to if it is read as evidence, each output under the name that it has everywhere; `None` where it
    /// is not defined.
    #[must_use]
    pub fn named(params: &Params) -> [(&'static str, Option<f64>); 7] {
        let (evidence, claims) = (Evidence::of(params), AllHold::of_pieces(params, params.reviewers()));
        [
            ("unsafe_naive", Some(evidence.naive())),
            ("unsafe_modelled", Some(evidence.modelled())),
            ("unsafe_worst", Some(evidence.worst())),
            ("pieces_worth", evidence.worth()),
            ("all_hold_naive", Some(claims.naive)),
            ("all_hold_modelled", Some(claims.modelled)),
            ("all_hold_worst", Some(claims.worst)),
        ]
    }

    /// P(unsafe | all passed) if the pieces were independent.
    #[must_use]
    pub fn naive(&self) -> f64 {
        self.posterior(libm::exp(self.naive_log_ratio()))
    }

    /// P(unsafe | all passed) at the pieces' likeness.
    #[must_use]
    pub fn modelled(&self) -> f64 {
        self.posterior(self.modelled_ratio())
    }

    /// The largest P(unsafe | all passed), whatever the pieces share.
    #[must_use]
    pub fn worst(&self) -> f64 {
        let unsafe_pass = self.pieces.iter().map(|piece| piece.miss).fold(1.0, f64::min);
        let safe_pass = 1.0 - self.pieces.iter().map(|piece| piece.false_alarm).sum::<f64>();
        if safe_pass > 0.0 { self.posterior(unsafe_pass / safe_pass) } else { 1.0 }
    }

    /// The least P(unsafe | all passed), whatever the pieces share.
    #[must_use]
    pub fn best(&self) -> f64 {
        let missing: f64 = self.pieces.iter().map(|piece| 1.0 - piece.miss).sum();
        let safe_pass = self.pieces.iter().map(|piece| 1.0 - piece.false_alarm).fold(1.0, f64::min);
        // A piece that a safe system never passes says nothing when it is passed.
        if safe_pass > 0.0 { self.posterior((1.0 - missing).max(0.0) / safe_pass) } else { 0.0 }
    }

    /// How many independent pieces of this kind they are worth: their number times ln LR over ln LR of as many independent
    /// ones. Unlike pieces are counted by what one of them says on average. `None` where they say nothing even so.
    #[must_use]
    pub fn worth(&self) -> Option<f64> {
        let independent = self.naive_log_ratio();
        (independent < -1e-12).then(|| self.pieces.len() as f64 * libm::log(self.modelled_ratio()) / independent)
    }

    fn naive_log_ratio(&self) -> f64 {
        self.pieces.iter().map(|piece| libm::log(piece.miss / (1.0 - piece.false_alarm))).sum()
    }

    fn modelled_ratio(&self) -> f64 {
        if self.likeness == Likeness::Equal(0.0) {
            return libm::exp(self.naive_log_ratio());
        }
        let miss: Vec<f64> = self.pieces.iter().map(|piece| normal::quantile(piece.miss)).collect();
        // Φ⁻¹(1−f) is −Φ⁻¹(f), which keeps the digits of a small f.
        let pass: Vec<f64> = self.pieces.iter().map(|piece| -normal::quantile(piece.false_alarm)).collect();
        match &self.likeness {
            Likeness::Equal(likeness) => all_below(&miss, *likeness) / all_below(&pass, *likeness),
            Likeness::Marked(factors) => factors.all_below(&miss) / factors.all_below(&pass),
        }
    }

    fn posterior(&self, ratio: f64) -> f64 {
        let odds = self.prior / (1.0 - self.prior) * ratio;
        if odds.is_finite() { odds / (1.0 + odds) } else { 1.0 }
    }
}

/// How sure one may be that several claims all hold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AllHold {
    /// If they were independent: the product.
    pub naive: f64,
    /// At their likeness. Never below the naive figure: likeness makes claims fail together instead of one by one.
    pub modelled: f64,
    /// The least, whatever they share: max(0, Σ p_i − (n−1)).
    pub worst: f64,
    /// The largest: the weakest claim's.
    pub best: f64,
}

impl AllHold {
    /// The chance that all these claims hold, each of which does with its chance, 0–1, at a latent correlation between any
    /// two of them, 0–.97.
    ///
    /// # Errors
    /// When a number is outside its range; the first problem is the one that is told.
    pub fn of(claims: &[f64], likeness: f64) -> Result<AllHold, EvidenceError> {
        check_likeness(likeness)?;
        check_count("claims", claims.len())?;
        for (index, &value) in claims.iter().enumerate() {
            if !(0.0..=1.0).contains(&value) {
                return Err(EvidenceError::OfClaim { claim: index + 1, value });
            }
        }
        Ok(AllHold::of_possible(claims, likeness))
    }

    /// A setting read as this many claims, each of which holds with the chance [`CLAIM`]: as alike as its pieces of evidence.
    #[must_use]
    pub fn of_pieces(params: &Params, claims: usize) -> AllHold {
        AllHold::of_possible(&vec![CLAIM; claims], params.rho_between())
    }

    fn of_possible(claims: &[f64], likeness: f64) -> AllHold {
        let thresholds: Vec<f64> = claims.iter().map(|&claim| normal::quantile(claim)).collect();
        let naive = claims.iter().product();
        let failing: f64 = claims.iter().map(|claim| 1.0 - claim).sum();
        AllHold {
            naive,
            modelled: if likeness == 0.0 { naive } else { all_below(&thresholds, likeness) },
            worst: (1.0 - failing).max(0.0),
            best: claims.iter().copied().fold(1.0, f64::min),
        }
    }
}

/// Checks how many pieces there are, and the rates of each.
fn check_pieces(pieces: &[Piece]) -> Result<(), EvidenceError> {
    check_count("pieces", pieces.len())?;
    for (index, &Piece { miss, false_alarm }) in pieces.iter().enumerate() {
        let is_within = |value: f64, min: f64, max: f64| (min..=max).contains(&value);
        if !is_within(miss, LEAST_MISS, 1.0) {
            return Err(EvidenceError::OfPiece {
                piece: index + 1,
                name: "miss",
                value: miss,
                min: LEAST_MISS,
                max: 1.0,
            });
        }
        // Rounding must not part a piece from its bound.
        let most = (1.0 - miss) + f64::EPSILON;
        if !is_within(false_alarm, 0.0, most) {
            let max = 1.0 - miss;
            return Err(EvidenceError::OfPiece {
                piece: index + 1,
                name: "false_alarm",
                value: false_alarm,
                min: 0.0,
                max,
            });
        }
    }
    Ok(())
}

/// The most that one factor may enter a piece.
fn highest_loading() -> f64 {
    libm::sqrt(MAX_RHO_WITHIN)
}

/// P(latent draws with this correlation all lie below their thresholds).
fn all_below(thresholds: &[f64], rho: f64) -> f64 {
    let (loading, rest) = (libm::sqrt(rho), libm::sqrt(1.0 - rho));
    let given = |node: quadrature::Node| {
        let below = |threshold: &f64| normal::cdf((threshold - loading * node.at) / rest);
        node.weight * thresholds.iter().map(below).product::<f64>()
    };
    quadrature::gaussian(loading, rest).into_iter().map(given).sum::<f64>().min(1.0)
}

fn check_prior(value: f64) -> Result<(), EvidenceError> {
    if value > 0.0 && value < 1.0 { Ok(()) } else { Err(EvidenceError::Prior { value }) }
}

fn check_likeness(value: f64) -> Result<(), EvidenceError> {
    if (0.0..=MAX_RHO_WITHIN).contains(&value) { Ok(()) } else { Err(EvidenceError::Likeness { value }) }
}

fn check_count(name: &'static str, count: usize) -> Result<(), EvidenceError> {
    if count <= MOST_PIECES { Ok(()) } else { Err(EvidenceError::TooMany { name, count }) }
}
