//! A fault that many versions of a program share: the second way of depending on each other, fitted to an experiment.
//!
//! A share λ of the inputs meets a fault that each version has with chance a. On those inputs the number of failing
//! versions is binomial; elsewhere versions fail alone. It is the mixture of [`Traps`](crate::exact::Traps), with failing
//! for both erring and missing.

use crate::bounds;
use crate::coincidence::Experiment;
use crate::normal;
use crate::quadrature;

/// A fault that versions share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SharedFault {
    /// λ, the share of the inputs on which it shows.
    pub share: f64,
    /// a, the chance that a version has it.
    pub adoption: f64,
}

/// P(so many further versions all fail | one fails), measured and by what pairs alone would say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JointFailure {
    /// Further versions, drawn from those of the experiment without repetition.
    pub further: usize,
    /// As counted.
    pub measured: f64,
    /// By the Gaussian factor that has the same pairs ([`Experiment::exchangeable_rho`]).
    pub gaussian: f64,
    /// By the shared fault.
    pub shared_fault: f64,
    /// The least that fits what one and two further versions do.
    pub low: f64,
    /// The largest that does.
    pub high: f64,
}

impl SharedFault {
    /// Inputs of so many on which exactly k = 0 … n versions fail for this fault.
    #[must_use]
    pub fn expected(&self, tests: f64, versions: usize) -> Vec<f64> {
        let mut chances = vec![0.0; versions + 1];
        chances[0] = 1.0;
        for done in 0..versions {
            for k in (0..=done).rev() {
                chances[k + 1] += chances[k] * self.adoption;
                chances[k] *= 1.0 - self.adoption;
            }
        }
        chances.into_iter().map(|chance| tests * self.share * chance).collect()
    }
}

impl Experiment {
    /// The shared fault that makes the coincidences (two failures or more) likeliest: as many of them as there were, with as
    /// many failing versions on average.
    #[must_use]
    pub fn fitted_fault(&self) -> SharedFault {
        let failing: f64 = self.coincident.iter().map(|&(k, inputs)| k as f64 * inputs).sum();
        let mean = failing / self.coincidences();
        let coincident = |adoption: f64| {
            let expected = SharedFault { share: 1.0, adoption }.expected(1.0, self.versions());
            let weighted = |(k, share): (usize, &f64)| k as f64 * share;
            let failing: f64 = expected.iter().enumerate().skip(2).map(weighted).sum();
            (failing, expected[2..].iter().sum::<f64>())
        };
        let (mut low, mut high) = (1e-6, 1.0);
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            let (failing, inputs) = coincident(middle);
            if failing < mean * inputs {
                low = middle;
            } else {
                high = middle;
            }
        }
        let (_, inputs) = coincident(low);
        SharedFault { share: self.coincidences() / (inputs * self.tests), adoption: low }
    }

    /// The fault on which most versions fail together, as counted.
    #[must_use]
    pub fn largest_fault(&self) -> SharedFault {
        let &(versions, inputs) = self.coincident.last().unwrap_or(&(0, 0.0));
        SharedFault { share: inputs / self.tests, adoption: versions as f64 / self.versions() as f64 }
    }

    /// P(so many further versions all fail | one fails), over all ordered choices of versions.
    #[must_use]
    pub fn further_failures_given_first(&self, further: usize) -> f64 {
        if further == 0 {
            return 1.0;
        }
        let failures: f64 = self.version_failures.iter().sum();
        let others = |k: usize| (1..=further).map(|i| k.saturating_sub(i) as f64).product::<f64>();
        let together: f64 = self.coincident.iter().map(|&(k, inputs)| inputs * k as f64 * others(k)).sum();
        together / (failures * others(self.versions()))
    }

    /// How often 0 … `most` further versions fail with one, measured, and by a shared fault, the Gaussian factor and the
    /// bounds that have the same pairs.
    #[must_use]
    pub fn joint_failures(&self, fault: &SharedFault, most: usize) -> Vec<JointFailure> {
        let mean = self.version_failures.iter().sum::<f64>() / (self.versions() as f64 * self.tests);
        let rho = self.exchangeable_rho();
        let (loading, rest) = (libm::sqrt(rho), libm::sqrt(1.0 - rho));
        let threshold = normal::quantile(mean);
        let fails: Vec<(f64, f64)> = quadrature::gaussian(loading, rest)
            .into_iter()
            .map(|node| (node.weight, normal::cdf((threshold - loading * node.at) / rest)))
            .collect();
        let [one, two] = [1, 2].map(|further| self.further_failures_given_first(further));
        let by = |further: usize| {
            let power = |base: f64| libm::pow(base, (further + 1) as f64);
            let gaussian: f64 = fails.iter().map(|(weight, p)| weight * power(*p)).sum();
            // What is left of the failures is nobody else's.
            let alone = if further == 0 { mean - fault.share * fault.adoption } else { 0.0 };
            let (low, high) = bounds::joint_failure(one, two, further, self.versions() - 1);
            JointFailure {
                further,
                measured: self.further_failures_given_first(further),
                gaussian: gaussian / mean,
                shared_fault: (fault.share * power(fault.adoption) + alone) / mean,
                low,
                high,
            }
        };
        (0..=most).map(by).collect()
    }

    /// The share of all failures that a fault accounts for.
    #[must_use]
    pub fn share_of_failures(&self, fault: &SharedFault) -> f64 {
        let failures: f64 = self.version_failures.iter().sum();
        fault.share * fault.adoption * self.versions() as f64 * self.tests / failures
    }
}
