//! How many versions fail on the same input: the Gaussian factor model fitted to an experiment.
//!
//! Each version i fails on a share `p_i` of the inputs. In the model it fails where √ρ·F + √(1−ρ)·`ε_i` < Φ⁻¹(`p_i`) with one
//! F per input: the model of the reviewers, with an input for a call. One correlation is fitted, so that as many inputs
//! fail two versions or more as did in the experiment; what the model then says of three, four, … is its test.

use crate::normal;
use crate::quadrature;

/// What was counted in an experiment with many versions of one program.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Experiment {
    /// Inputs tried.
    pub tests: f64,
    /// Failures of each version.
    pub version_failures: &'static [f64],
    /// (k, inputs on which exactly k versions failed), k ≥ 2, by rising k.
    pub coincident: &'static [(usize, f64)],
}

/// The largest correlation that a fit can give.
const MAX_RHO: f64 = 0.999;

impl Experiment {
    /// Versions written.
    #[must_use]
    pub fn versions(&self) -> usize {
        self.version_failures.len()
    }

    /// Inputs on which two versions or more failed.
    #[must_use]
    pub fn coincidences(&self) -> f64 {
        self.coincident.iter().map(|(_, inputs)| inputs).sum()
    }

    /// P(a second version fails | a first one failed) over all ordered pairs of versions.
    #[must_use]
    pub fn second_failure_given_first(&self) -> f64 {
        let pairs: f64 = self.coincident.iter().map(|&(k, inputs)| (k * (k - 1)) as f64 * inputs).sum();
        let failures: f64 = self.version_failures.iter().sum();
        pairs / (failures * (self.versions() as f64 - 1.0))
    }

    /// P(a second version fails | a first one failed) if versions failed independently of each other.
    #[must_use]
    pub fn second_failure_if_independent(&self) -> f64 {
        let failures: f64 = self.version_failures.iter().sum();
        let squares: f64 = self.version_failures.iter().map(|n| n * n).sum();
        (failures * failures - squares) / (failures * self.tests * (self.versions() as f64 - 1.0))
    }

    /// Knight and Leveson's z: how many standard deviations the coincidences lie above what independence predicts.
    #[must_use]
    pub fn z_score(&self) -> f64 {
        let rates = || self.version_failures.iter().map(|n| n / self.tests);
        let none: f64 = rates().map(|p| 1.0 - p).product();
        let one: f64 = rates().map(|p| p / (1.0 - p)).sum::<f64>() * none;
        let two_or_more = 1.0 - none - one;
        (self.coincidences() - self.tests * two_or_more) / libm::sqrt(self.tests * two_or_more * (1.0 - two_or_more))
    }

    /// Inputs on which exactly k = 0 … n versions fail, as the model with this correlation expects.
    #[must_use]
    pub fn expected(&self, rho: f64) -> Vec<f64> {
        let (loading, rest) = (libm::sqrt(rho), libm::sqrt(1.0 - rho));
        let thresholds: Vec<f64> = self
            .version_failures
            .iter()
            .filter(|&&failures| failures > 0.0)
            .map(|failures| normal::quantile(failures / self.tests))
            .collect();
        let mut expected = vec![0.0; self.versions() + 1];
        let mut failing = vec![0.0; thresholds.len() + 1];
        for node in quadrature::gaussian(loading, rest) {
            // Poisson–binomial distribution of the number of failing versions, given F.
            failing.fill(0.0);
            failing[0] = 1.0;
            for (done, threshold) in thresholds.iter().enumerate() {
                let p = normal::cdf((threshold - loading * node.at) / rest);
                for k in (0..=done).rev() {
                    failing[k + 1] += failing[k] * p;
                    failing[k] *= 1.0 - p;
                }
            }
            for (sum, p) in expected.iter_mut().zip(&failing) {
                *sum += self.tests * node.weight * p;
            }
        }
        expected
    }

    /// The correlation at which the model expects as many coincidences (two failures or more) as there were.
    #[must_use]
    pub fn fitted_rho(&self) -> f64 {
        solve_rho(self.coincidences(), |rho| self.expected(rho)[2..].iter().sum())
    }

    /// The correlation at which two versions of average quality fail together as often as two versions of the
    /// experiment did: the figure by which experiments are compared, since it asks for pairs only.
    #[must_use]
    pub fn exchangeable_rho(&self) -> f64 {
        let versions = self.versions() as f64;
        let mean = self.version_failures.iter().sum::<f64>() / (versions * self.tests);
        let threshold = normal::quantile(mean);
        solve_rho(mean * self.second_failure_given_first(), |rho| {
            let (loading, rest) = (libm::sqrt(rho), libm::sqrt(1.0 - rho));
            quadrature::gaussian(loading, rest)
                .into_iter()
                .map(|node| (node.weight, normal::cdf((threshold - loading * node.at) / rest)))
                .map(|(weight, p)| weight * p * p)
                .sum()
        })
    }
}

/// The smallest correlation at which a count that first rises with it reaches what was observed; the largest that a
/// fit can give where it never does.
///
/// Coincidences of unequal versions rise and then fall again, as versions come to fail only together.
fn solve_rho(observed: f64, expected: impl Fn(f64) -> f64) -> f64 {
    const STEPS: u32 = 32;
    let grid = |i: u32| MAX_RHO * f64::from(i) / f64::from(STEPS);
    let Some(above) = (1..=STEPS).find(|&i| expected(grid(i)) >= observed) else {
        return MAX_RHO;
    };
    let (mut low, mut high) = (grid(above - 1), grid(above));
    for _ in 0..40 {
        let middle = 0.5 * (low + high);
        if expected(middle) < observed {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}
