//! The dice: every random number of the model comes from here, addressed by seed, generation, project and call.
//!
//! A call's draws do not depend on what happens elsewhere, so a changed setting meets the same luck (common random
//! numbers), and work can be sliced anywhere without changing a bit of the result.

use rand::rngs::Xoshiro256PlusPlus;
use rand::{Rng, SeedableRng};
use rand_distr::{Distribution, StandardNormal};

use crate::exact::Correlation;

/// What a stream of random numbers is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Latent draws of the authors of a project, one a call.
    Authors,
    /// Which judgement calls of a project are audited.
    Audits,
    /// The field's factor and every reviewer's own draw on one call.
    Reviewers(u64),
    /// The families' factors on one call.
    Families(u64),
    /// Whether an audit of one call finds the error.
    Findings(u64),
    /// The uncertain parameters of a plausible world, one world a project.
    World,
    /// Where the draws from a parameter's range stand in it, one parameter a project.
    Range,
    /// Whether a call is a trap.
    Trap(u64),
    /// Outside reviewers' own draws on one call.
    Outside(u64),
    /// All that is drawn anew when a call is tried for the so-manieth time, from the second on.
    Retry(u64, u64),
}

/// Where a project stands: its draws are a function of this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    pub seed: u64,
    pub generation: u64,
    pub project: u64,
}

impl Address {
    pub(crate) fn stream(self, purpose: Purpose) -> Xoshiro256PlusPlus {
        let (kind, call) = match purpose {
            Purpose::Authors => (0, 0),
            Purpose::Audits => (1, 0),
            Purpose::Reviewers(call) => (2, call),
            Purpose::Families(call) => (3, call),
            Purpose::Findings(call) => (4, call),
            Purpose::World => (5, 0),
            Purpose::Range => (5, 1),
            Purpose::Trap(call) => (6, call),
            // The first try is that of the other streams.
            Purpose::Outside(call) => (7, call),
            Purpose::Retry(call, attempt) => (7, attempt << 32 | call),
        };
        let words = [self.generation, self.project, call << 3 | kind];
        Xoshiro256PlusPlus::seed_from_u64(words.into_iter().fold(self.seed, |hash, word| mix(hash ^ mix(word))))
    }
}

/// The finalizer of `SplitMix64` (Steele, Lea and Flood 2014) after one step of its counter.
fn mix(word: u64) -> u64 {
    let mut z = word.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A standard normal draw.
pub(crate) fn normal(stream: &mut Xoshiro256PlusPlus) -> f64 {
    StandardNormal.sample(stream)
}

/// A uniform draw from [0, 1) with 53 bits.
pub(crate) fn uniform(stream: &mut Xoshiro256PlusPlus) -> f64 {
    const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
    (stream.next_u64() >> 11) as f64 * STEP
}

/// Latent draws conditioned on the author's, so that a change of correlation leaves the author's draw alone.
///
/// With loadings b = √ρ_b, s = √(ρ_w−ρ_b), w = √(1−ρ_w) and Z_author = A: F | A ~ N(bA, 1−ρ_b), and L_0 given both is
/// N(s/(1−ρ_b)·(A−bF), w²/(1−ρ_b)).
#[derive(Clone, Copy, Debug)]
pub struct Coupling {
    loadings: [f64; 3],
    field_noise: f64,
    family_slope: f64,
    family_noise: f64,
}

impl Coupling {
    /// The coupling of these correlations.
    #[must_use]
    pub fn new(correlation: Correlation) -> Coupling {
        let loadings = correlation.loadings();
        let rest = 1.0 - correlation.between;
        Coupling {
            loadings,
            field_noise: libm::sqrt(rest),
            family_slope: loadings[1] / rest,
            family_noise: loadings[2] / libm::sqrt(rest),
        }
    }

    /// F from the author's latent draw and a standard normal.
    #[must_use]
    pub fn field(&self, author: f64, noise: f64) -> f64 {
        self.loadings[0] * author + self.field_noise * noise
    }

    /// L_0, the factor of the author's family, from the author's latent draw, F and a standard normal.
    #[must_use]
    pub fn own_family(&self, author: f64, field: f64, noise: f64) -> f64 {
        self.family_slope * (author - self.loadings[0] * field) + self.family_noise * noise
    }

    /// Z of a reviewer from F, its family's factor and its own draw.
    #[must_use]
    pub fn latent(&self, field: f64, family: f64, own: f64) -> f64 {
        self.loadings[0] * field + self.loadings[1] * family + self.loadings[2] * own
    }

    /// Whether the families' factors enter at all.
    #[must_use]
    pub fn has_families(&self) -> bool {
        self.loadings[1] > 0.0
    }
}
