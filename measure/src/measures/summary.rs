//! All raters together, in a few numbers.

use blindspot_model::bounds;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::measures::Worth;
use crate::measures::pairs::Pair;
use crate::measures::report::Measured;

/// Means over the pairs inside groups and between them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Groups {
    /// Pairs inside a group whose φ is defined.
    pub pairs_within: usize,
    /// Their mean φ.
    pub phi_within: Option<f64>,
    /// Their mean ρ.
    pub tetrachoric_within: Option<f64>,
    /// Pairs between groups whose φ is defined.
    pub pairs_between: usize,
    /// Their mean φ.
    pub phi_between: Option<f64>,
    /// Their mean ρ.
    pub tetrachoric_between: Option<f64>,
}

/// Items on which two or more fail (Knight and Leveson 1986).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coincidences {
    /// K, as many as there are.
    pub observed: f64,
    /// As many as independent raters of these rates would have.
    pub expected: f64,
    /// How many standard deviations lie between.
    pub z: Option<f64>,
    /// P(a second fails | a first failed), over all ordered pairs.
    pub second_given_first: Option<f64>,
    /// The same for independent raters.
    pub second_if_independent: Option<f64>,
}

/// P(all k of others err | one errs), pooled over everybody, and between which bounds two reviewers already put it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AllErr {
    /// k.
    pub reviewers: usize,
    /// As it is.
    pub observed: f64,
    /// The least, given what one and two reviewers miss, among as many raters.
    pub low: f64,
    /// The most.
    pub high: f64,
}

/// What two reviewers' catches say of the errors that both missed, per error made (Lincoln 1930, Petersen 1896).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CaptureRecapture {
    /// Errors missed by both, as estimated from their catches.
    pub estimated_missed: f64,
    /// Errors missed by both, in truth.
    pub truly_missed: f64,
}

/// α and β of the beta-binomial.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BetaBinomial {
    /// α.
    pub alpha: Option<f64>,
    /// β.
    pub beta: Option<f64>,
    /// 90 % interval of α.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alpha_interval: Option<[f64; 2]>,
    /// 90 % interval of β.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beta_interval: Option<[f64; 2]>,
    /// Why there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'static str>,
}

/// The shared-fault model as it was fitted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SharedFault {
    /// Share of the items that are traps for all.
    pub traps: f64,
    /// Chance to fail on a trap.
    pub fail_on_trap: f64,
    /// Chance to fail elsewhere.
    pub fail_elsewhere: f64,
}

/// Items on which everybody fails: a broken key, or difficulty that all share. Look at them first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suspects {
    /// Rows that are such.
    pub items: usize,
    /// The first of them.
    pub ids: Vec<String>,
    /// Mean φ without them.
    pub mean_phi_without: Option<f64>,
    /// Mean ρ without them.
    pub mean_tetrachoric_without: Option<f64>,
}

/// All raters together.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Mean φ of the pairs that have one.
    pub mean_phi: Measured,
    /// Mean tetrachoric ρ of the pairs that have one.
    pub mean_tetrachoric: Measured,
    /// Pairs that have none, left out of both means.
    pub undefined_pairs: usize,
    /// n/(1+(n−1)φ), independent votes in a poll of all (Kish 1965).
    pub kish_votes: Measured,
    /// What 1, 2, … reviewers of another's work are worth.
    pub worth: Vec<Worth>,
    /// How often all k err where one errs, with sharp bounds.
    pub all_err: Vec<AllErr>,
    /// ρ of the one-factor model.
    pub one_factor_rho: Measured,
    /// The beta-binomial.
    pub beta_binomial: BetaBinomial,
    /// The shared-fault model.
    pub shared_fault: Option<SharedFault>,
    /// Items on which two or more fail.
    pub coincidences: Option<Coincidences>,
    /// What two reviewers would estimate.
    pub capture_recapture: Option<CaptureRecapture>,
    /// Pairs inside groups against pairs between them, where there are groups.
    pub groups: Option<Groups>,
    /// Whether the matrix of pairwise ρ is one that normal draws can have; `None` where a pair has no ρ.
    pub tetrachoric_matrix_is_positive_definite: Option<bool>,
    /// Items on which everybody fails.
    pub suspects: Option<Suspects>,
}

impl Serialize for Summary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.mean_phi.entries("mean_phi", &mut map)?;
        self.mean_tetrachoric.entries("mean_tetrachoric", &mut map)?;
        map.serialize_entry("undefined_pairs", &self.undefined_pairs)?;
        self.kish_votes.entries("kish_votes", &mut map)?;
        map.serialize_entry("worth", &self.worth)?;
        map.serialize_entry("all_err", &self.all_err)?;
        self.one_factor_rho.entries("one_factor_rho", &mut map)?;
        map.serialize_entry("beta_binomial", &self.beta_binomial)?;
        map.serialize_entry("shared_fault", &self.shared_fault)?;
        map.serialize_entry("coincidences", &self.coincidences)?;
        map.serialize_entry("capture_recapture", &self.capture_recapture)?;
        map.serialize_entry("groups", &self.groups)?;
        let definite = &self.tetrachoric_matrix_is_positive_definite;
        map.serialize_entry("tetrachoric_matrix_is_positive_definite", definite)?;
        map.serialize_entry("suspects", &self.suspects)?;
        map.end()
    }
}

pub(super) fn coincidences(observed: &[f64], independent: &[f64], rates: &[f64]) -> Option<Coincidences> {
    let items: f64 = observed.iter().sum();
    if observed.len() < 3 || items == 0.0 {
        return None;
    }
    let (together, chance): (f64, f64) = (observed[2..].iter().sum(), independent[2..].iter().sum());
    let others = rates.len() as f64 - 1.0;
    let moment = |power: fn(f64) -> f64| observed.iter().zip(0..).map(|(n, k)| n * power(f64::from(k))).sum::<f64>();
    let failures = moment(|k| k);
    let sum: f64 = rates.iter().sum();
    let squares: f64 = rates.iter().map(|p| p * p).sum();
    let spread = libm::sqrt(items * chance * (1.0 - chance));
    Some(Coincidences {
        observed: together,
        expected: items * chance,
        z: (spread > 0.0).then(|| (together - items * chance) / spread),
        second_given_first: (failures > 0.0).then(|| moment(|k| k * (k - 1.0)) / (failures * others)),
        second_if_independent: (sum > 0.0).then(|| (sum * sum - squares) / (sum * others)),
    })
}

/// Pooled chances that all k of others err where one errs: k = 1, 2, …
pub(super) fn all_err(observed: &[f64]) -> Vec<AllErr> {
    let raters = observed.len() - 1;
    let failures: f64 = observed.iter().zip(0..).map(|(n, k)| n * f64::from(k)).sum();
    if failures == 0.0 {
        return Vec::new();
    }
    let share = |k: usize| {
        let sets = |count: usize| {
            (0..k).map(|i| (count - 1).saturating_sub(i) as f64 / (raters - 1 - i) as f64).product::<f64>()
        };
        observed.iter().enumerate().skip(1).map(|(count, n)| n * count as f64 * sets(count)).sum::<f64>() / failures
    };
    let shares: Vec<f64> = (1..raters.min(11)).map(share).collect();
    let [one, two, ..] = shares[..] else { return Vec::new() };
    let row = |(at, &observed): (usize, &f64)| {
        let (low, high) = bounds::joint_failure(one, two, at + 1, raters - 1);
        // Rounding may reach a little below nothing.
        AllErr { reviewers: at + 1, observed, low: low.max(0.0), high: high.max(0.0) }
    };
    shares.iter().enumerate().map(row).collect()
}

pub(super) fn capture_recapture(all_err: &[AllErr]) -> Option<CaptureRecapture> {
    let [one, two, ..] = all_err else { return None };
    let (caught, by_both) = (1.0 - one.observed, 1.0 - 2.0 * one.observed + two.observed);
    let estimated_missed = caught * caught / by_both - (1.0 - two.observed);
    (by_both > 0.0).then_some(CaptureRecapture { estimated_missed, truly_missed: two.observed })
}

pub(super) fn groups(pairs: &[Pair]) -> Option<Groups> {
    let of = |same: bool, value: fn(&Pair) -> Option<f64>| -> Vec<f64> {
        pairs.iter().filter(|pair| pair.same_group == Some(same)).filter_map(value).collect()
    };
    pairs.iter().any(|pair| pair.same_group.is_some()).then(|| Groups {
        pairs_within: of(true, |pair| pair.phi.value).len(),
        phi_within: mean(&of(true, |pair| pair.phi.value)),
        tetrachoric_within: mean(&of(true, |pair| pair.tetrachoric.value)),
        pairs_between: of(false, |pair| pair.phi.value).len(),
        phi_between: mean(&of(false, |pair| pair.phi.value)),
        tetrachoric_between: mean(&of(false, |pair| pair.tetrachoric.value)),
    })
}

pub(super) fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Whether the matrix of ρ has a Cholesky factor.
pub(super) fn is_positive_definite(raters: usize, pairs: &[Pair]) -> Option<bool> {
    let mut matrix = vec![vec![0.0; raters]; raters];
    for pair in pairs {
        matrix[pair.b][pair.a] = pair.tetrachoric.value?;
    }
    for i in 0..raters {
        for j in 0..=i {
            let entry = if i == j { 1.0 } else { matrix[i][j] };
            let rest = entry - (0..j).map(|k| matrix[i][k] * matrix[j][k]).sum::<f64>();
            if i == j && rest <= 1e-12 {
                return Some(false);
            }
            matrix[i][j] = if i == j { libm::sqrt(rest) } else { rest / matrix[j][j] };
        }
    }
    Some(true)
}
