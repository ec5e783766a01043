//! Reviewers of another kind than the models: people, or tools.

use super::panel::Correlation;
use crate::normal;
use crate::params::{MAX_RHO_WITHIN, Params};

/// What sets outside reviewers apart: Z_h = λ·F + √(1−λ²)·ε_h with λ = ρ_h/√ρ_b, so that ρ_h is their latent correlation
/// with any model, and λ² the one among themselves. They learn nothing from what the field accepts: no bias moves them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outside {
    /// How many there are.
    pub reviewers: usize,
    /// Φ⁻¹(m_h), probits.
    pub miss_threshold: f64,
    /// λ, how strongly the field's factor enters. It stops where two of them are as alike as models ever are
    /// (λ² = .97), and is 0 where models share nothing.
    pub loading: f64,
}

impl Outside {
    /// Nobody.
    pub const NOBODY: Outside = Outside { reviewers: 0, miss_threshold: 0.0, loading: 0.0 };

    /// The outside reviewers of a setting whose models are so alike.
    #[must_use]
    pub fn of(params: &Params, correlation: Correlation) -> Outside {
        let reviewers = params.outside_reviewers();
        if reviewers == 0 {
            return Outside::NOBODY;
        }
        let field = correlation.loadings()[0];
        let loading =
            if field > 0.0 { (params.outside_likeness() / field).min(libm::sqrt(MAX_RHO_WITHIN)) } else { 0.0 };
        Outside { reviewers, miss_threshold: normal::quantile(params.outside_miss_rate()), loading }
    }

    /// √(1−λ²), how strongly their own draw enters.
    #[must_use]
    pub fn rest(&self) -> f64 {
        libm::sqrt(1.0 - self.loading * self.loading)
    }

    /// P(Z_h < threshold), and of the opposite, given F.
    pub(super) fn below(&self, threshold: f64, field: f64) -> [f64; 2] {
        let at = (threshold - self.loading * field) / self.rest();
        [normal::cdf(at), normal::cdf(-at)]
    }
}
