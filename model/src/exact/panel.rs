//! Who checks a call, and how alike models are.

use crate::params::Params;

/// Who checks a call: how many reviewers of each family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Panel {
    /// Reviewers of the author's own family.
    pub(super) own: usize,
    /// Reviewers of each other family, empty families left out.
    pub(super) others: Vec<usize>,
    /// Reviewers of another kind than the models.
    pub(super) outside: usize,
}

impl Panel {
    /// The panel of `reviewers` drawn in turn from `lineages` families: reviewer i is of family (i+1) mod K, the author
    /// of family 0. A self-check is one more reviewer of family 0.
    #[must_use]
    pub fn of(reviewers: usize, lineages: usize, self_check: bool) -> Panel {
        let mut sizes = vec![0; lineages.max(1)];
        for reviewer in 0..reviewers {
            sizes[family_of(reviewer, lineages)] += 1;
        }
        sizes[0] += usize::from(self_check);
        Panel::of_families(&sizes)
    }

    /// The panel of so many models of each family, the author's first.
    pub(super) fn of_families(sizes: &[usize]) -> Panel {
        Panel { own: sizes[0], others: sizes[1..].iter().copied().filter(|&n| n > 0).collect(), outside: 0 }
    }

    /// This panel with so many outside reviewers beside it.
    #[must_use]
    pub fn beside(self, outside: usize) -> Panel {
        Panel { outside, ..self }
    }

    /// The models that check.
    #[must_use]
    pub fn models(&self) -> usize {
        self.own + self.others.iter().sum::<usize>()
    }

    /// Everybody who checks.
    #[must_use]
    pub fn size(&self) -> usize {
        self.models() + self.outside
    }
}

/// The family of a reviewer; the author is of family 0.
#[must_use]
pub fn family_of(reviewer: usize, lineages: usize) -> usize {
    (reviewer + 1) % lineages.max(1)
}

/// Latent correlations: `between` models of different families and `within` one family.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correlation {
    /// ρ_b, 0 ≤ ρ_b ≤ ρ_w.
    pub between: f64,
    /// ρ_w, ρ_b ≤ ρ_w < 1.
    pub within: f64,
}

impl Correlation {
    /// No shared blind spots at all.
    pub const NONE: Correlation = Correlation { between: 0.0, within: 0.0 };

    /// The correlations of a setting.
    #[must_use]
    pub fn of(params: &Params) -> Correlation {
        Correlation { between: params.rho_between(), within: params.rho_within() }
    }

    /// √ρ_b, √(ρ_w−ρ_b) and √(1−ρ_w): how strongly the field's factor, a family's and a model's own enter.
    #[must_use]
    pub fn loadings(self) -> [f64; 3] {
        [
            libm::sqrt(self.between.max(0.0)),
            libm::sqrt((self.within - self.between).max(0.0)),
            libm::sqrt((1.0 - self.within).max(0.0)),
        ]
    }
}
