//! U(θ) as a table: what the feedback between generations needs, tabulated once per structure.

use std::f64::consts::PI;
use std::sync::OnceLock;

use crate::exact::JudgementCall;
use crate::params::Parameter;

/// The largest bias the feedback can reach: full drift and contamination, all work wrong, no supervision.
pub const MAX_BIAS: f64 = Parameter::Drift.spec().max + Parameter::Contamination.spec().max;

/// The smallest bias that is tabulated: that of sixty generations of the fastest progress. A U below 1e-18 is only
/// about right there; below it U is integrated anew.
pub const MIN_BIAS: f64 = -12.0;

/// Tables for biases below 0, each as wide as the others.
const TABLES_BELOW: usize = 3;

/// U is analytic in θ, so the error falls geometrically with the nodes: 1e-10 relative with these.
const NODES: usize = 64;

/// U(θ) and its derivatives for θ in 0–[`MAX_BIAS`], by Chebyshev interpolation of ln U.
///
/// The table depends on who reviews whom and how alike they are; supervision, drift, contamination, modularity and
/// the audit budget only move along it.
#[derive(Clone, Debug)]
pub struct SurvivalTable {
    call: JudgementCall,
    /// For biases from 0 up: one piece, or as many as U has stretches without a kink.
    above: Vec<Piece>,
    /// For biases from 0 down to [`MIN_BIAS`], which only progress leads to: each made when it is first asked for.
    below: [OnceLock<[f64; NODES]>; TABLES_BELOW],
}

/// U over biases from `low` to `high`.
#[derive(Clone, Debug)]
struct Piece {
    low: f64,
    high: f64,
    coefficients: [f64; NODES],
}

impl PartialEq for SurvivalTable {
    /// What is tabulated follows from the call.
    fn eq(&self, other: &SurvivalTable) -> bool {
        self.call == other.call
    }
}

/// U and its first two derivatives with respect to θ, per probit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Survival {
    /// U(θ), a share of all judgement calls.
    pub share: f64,
    /// U′(θ).
    pub slope: f64,
    /// U″(θ).
    pub curvature: f64,
}

impl SurvivalTable {
    /// Tabulates U for this call.
    #[must_use]
    pub fn new(call: &JudgementCall) -> SurvivalTable {
        let breaks = call.breaks(MAX_BIAS);
        let ends: Vec<f64> = std::iter::once(0.0).chain(breaks).chain([MAX_BIAS]).collect();
        let piece = |ends: &[f64]| {
            let (low, high) = (ends[0], ends[1]);
            Piece { low, high, coefficients: tabulated(call, low, high) }
        };
        SurvivalTable {
            call: call.clone(),
            above: ends.windows(2).map(piece).collect(),
            below: std::array::from_fn(|_| OnceLock::new()),
        }
    }

    /// The call that was tabulated.
    #[must_use]
    pub fn call(&self) -> &JudgementCall {
        &self.call
    }

    /// U(θ); outside the table by quadrature.
    #[must_use]
    pub fn share(&self, bias: f64) -> f64 {
        if (0.0..=MAX_BIAS).contains(&bias) {
            return self.at(bias).share;
        }
        if !self.call.is_plain() {
            return self.call.surviving_share(bias);
        }
        let width = MIN_BIAS / TABLES_BELOW as f64;
        for (i, table) in self.below.iter().enumerate() {
            let (low, high) = (width * (i + 1) as f64, width * i as f64);
            if (low..high).contains(&bias) {
                let share = interpolated(table.get_or_init(|| tabulated(&self.call, low, high)), bias, low, high).share;
                if !share.is_nan() {
                    return share;
                }
            }
        }
        self.call.surviving_share(bias)
    }

    /// U and its derivatives at a bias in 0–[`MAX_BIAS`].
    #[must_use]
    pub fn at(&self, bias: f64) -> Survival {
        let [pieces @ .., last] = self.above.as_slice() else {
            return Survival { share: f64::NAN, slope: f64::NAN, curvature: f64::NAN };
        };
        let Piece { low, high, coefficients } = pieces.iter().find(|piece| bias < piece.high).unwrap_or(last);
        interpolated(coefficients, bias, *low, *high)
    }
}

/// The latest table, for who goes through settings of which many share one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LatestTable(Option<Box<SurvivalTable>>);

impl LatestTable {
    /// Whether asking for this call takes no new table.
    #[must_use]
    pub fn has(&self, call: &JudgementCall) -> bool {
        self.0.as_ref().is_some_and(|table| table.call == *call)
    }

    /// The table of a call.
    pub fn of(&mut self, call: &JudgementCall) -> &SurvivalTable {
        if !self.has(call) {
            self.0 = None;
        }
        self.0.get_or_insert_with(|| Box::new(SurvivalTable::new(call)))
    }
}

/// Chebyshev coefficients of ln U for biases from `low` to `high`; NaN where some U is 0.
fn tabulated(call: &JudgementCall, low: f64, high: f64) -> [f64; NODES] {
    let angle = |j: usize| PI * (j as f64 + 0.5) / NODES as f64;
    let biases: Vec<f64> = (0..NODES).map(|j| low + 0.5 * (high - low) * (1.0 + libm::cos(angle(j)))).collect();
    let logs: Vec<f64> = call.surviving_shares(&biases).into_iter().map(libm::log).collect();
    // So many reviewers let nothing through that has a logarithm.
    if logs.iter().any(|log| log.is_infinite()) {
        return [f64::NAN; NODES];
    }
    std::array::from_fn(|k| {
        let sum: f64 = logs.iter().enumerate().map(|(j, v)| v * libm::cos(k as f64 * angle(j))).sum();
        sum * if k == 0 { 1.0 } else { 2.0 } / NODES as f64
    })
}

/// U and its derivatives from the coefficients of ln U over `low`–`high`.
fn interpolated(coefficients: &[f64; NODES], bias: f64, low: f64, high: f64) -> Survival {
    // Clenshaw's recurrence, differentiated twice.
    let x = 2.0 * (bias - low) / (high - low) - 1.0;
    let (mut b1, mut b2) = (0.0, 0.0);
    let (mut d1, mut d2) = (0.0, 0.0);
    let (mut c1, mut c2) = (0.0, 0.0);
    for &a in coefficients[1..].iter().rev() {
        (c1, c2) = (4.0 * d1 + 2.0 * x * c1 - c2, c1);
        (d1, d2) = (2.0 * b1 + 2.0 * x * d1 - d2, d1);
        (b1, b2) = (a + 2.0 * x * b1 - b2, b1);
    }
    let scale = 2.0 / (high - low);
    let log = coefficients[0] + x * b1 - b2;
    let log_slope = (b1 + x * d1 - d2) * scale;
    let log_curvature = (2.0 * d1 + x * c1 - c2) * scale * scale;
    // Rounding must not lift a share over 1 where everything survives.
    let share = if log > 0.0 { 1.0 } else { libm::exp(log) };
    Survival { share, slope: share * log_slope, curvature: share * (log_curvature + log_slope * log_slope) }
}
