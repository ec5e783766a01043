//! What training on partly wrong work does to models: the two forms of the feedback.
//!
//! ```text
//! bias            θ = (1−σ)·(θ₀ + γ·x), added to every threshold
//! recovered gap   w = (1−σ)·(w₀ + x), e(w) = e + (1−PGR)·w, m(w) = m + (1−PGR)·w
//! ```
//!
//! In the second, w is the wrong share of the training signal, and models recover a constant share PGR of the gap between
//! their signal and the truth, as weak-to-strong training does at its worst (Burns et al. 2023: PGR ≥ 0, reward models .1).
//! w₀ is the share at which a field without supervision errs as often as drift makes it err in the first form:
//! w₀ = (Φ(Φ⁻¹(e) + θ₀) − e)/(1−PGR), .219 at the defaults. γ plays no part.
//!
//! Either way a state of the field has one number, the author's bias in probits; for a recovered gap it is
//! Φ⁻¹(e(w)) − Φ⁻¹(e), and reviewers miss as much more often as authors err more often.

use crate::normal;
use crate::params::Params;
use crate::survival::{MAX_BIAS, Survival};

/// PGR, the share of the gap that training recovers in the second form: that of reward models (Burns et al. 2023).
pub const RECOVERED: f64 = 0.1;

/// The feedback's form with its constants.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Training {
    /// What is wrong in the signal adds to a bias in probits.
    Bias {
        /// θ₀, probits.
        drift: f64,
        /// γ, probits.
        contamination: f64,
    },
    /// A constant share of what is wrong in the signal is learned.
    RecoveredGap {
        /// Φ⁻¹(e), probits.
        error_threshold: f64,
        /// e.
        error_rate: f64,
        /// w₀, a share.
        wrong_without_supervision: f64,
    },
}

impl Training {
    /// The form of this setting.
    #[must_use]
    pub fn of(params: &Params) -> Training {
        if !params.recovered_gap() {
            return Training::Bias { drift: params.drift(), contamination: params.contamination() };
        }
        let error_rate = params.error_rate();
        let error_threshold = normal::quantile(error_rate);
        let without_supervision = normal::cdf(error_threshold + params.drift());
        Training::RecoveredGap {
            error_threshold,
            error_rate,
            wrong_without_supervision: (without_supervision - error_rate).max(0.0) / (1.0 - RECOVERED),
        }
    }

    /// The bias in probits of models trained, under supervision σ, on work of which the share x is wrong and undetected.
    #[must_use]
    pub fn bias_after(&self, supervision: f64, undetected_share: f64) -> f64 {
        self.bias_of((1.0 - supervision) * self.pull(undetected_share))
    }

    /// What pulls a field that accepts the share x without any supervision: θ₀ + γ·x in probits, or the share w₀ + x.
    pub(crate) fn pull(&self, undetected_share: f64) -> f64 {
        match self {
            Training::Bias { drift, contamination } => drift + contamination * undetected_share,
            Training::RecoveredGap { wrong_without_supervision, .. } => wrong_without_supervision + undetected_share,
        }
    }

    /// By how much the pull grows with the share x.
    pub(crate) fn gain(&self) -> f64 {
        match self {
            Training::Bias { contamination, .. } => *contamination,
            Training::RecoveredGap { .. } => 1.0,
        }
    }

    /// The bias in probits under a load, i.e. under what supervision leaves of the pull.
    pub(crate) fn bias_of(&self, load: f64) -> f64 {
        match self {
            Training::Bias { .. } => load,
            Training::RecoveredGap { error_threshold, error_rate, .. } => {
                let error_rate = error_rate + (1.0 - RECOVERED) * load;
                // All work wrong is an infinite bias; a table ends before.
                (normal::quantile(error_rate.min(1.0)) - error_threshold).clamp(0.0, MAX_BIAS)
            }
        }
    }

    /// The bias up to which a load is told from the next: where a gap is recovered, all but a billionth of the work is wrong
    /// there, and U rises with the load in a straight line before.
    pub(crate) fn last_bias(&self) -> f64 {
        match self {
            Training::Bias { .. } => MAX_BIAS,
            Training::RecoveredGap { error_threshold, .. } => -normal::quantile(1e-9) - error_threshold,
        }
    }

    /// The load that leads to a bias of 0 or more.
    pub(crate) fn load_of(&self, bias: f64) -> f64 {
        match self {
            Training::Bias { .. } => bias,
            Training::RecoveredGap { error_threshold, error_rate, .. } => {
                (normal::cdf(error_threshold + bias) - error_rate) / (1.0 - RECOVERED)
            }
        }
    }

    /// U and its derivatives with respect to the load, from those with respect to the bias.
    pub(crate) fn along_load(&self, bias: f64, survival: Survival) -> Survival {
        match self {
            Training::Bias { .. } => survival,
            // Where all work is wrong, more of it makes no difference.
            Training::RecoveredGap { .. } if bias > self.last_bias() => {
                Survival { slope: 0.0, curvature: 0.0, ..survival }
            }
            Training::RecoveredGap { error_threshold, .. } => {
                // dw/dθ = φ(c+θ)/(1−PGR), and its derivative is −(c+θ) times that.
                let at = error_threshold + bias;
                let speed = normal::density(at) / (1.0 - RECOVERED);
                Survival {
                    share: survival.share,
                    slope: survival.slope / speed,
                    curvature: (survival.curvature + at * survival.slope) / speed / speed,
                }
            }
        }
    }
}
