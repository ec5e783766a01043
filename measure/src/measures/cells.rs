//! How two raters err together: four counts and what follows from them.

use blindspot_model::normal;
use owens_t::biv_norm;
use serde::Serialize;

use crate::bits::Bits;
use crate::weights::Weights;

/// Items by who errs, among those on which both verdicts are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cells {
    /// Both err.
    pub n11: u64,
    /// Only the first errs.
    pub n10: u64,
    /// Only the second errs.
    pub n01: u64,
    /// Neither errs.
    pub n00: u64,
}

/// Which way an empty cell leaves the tetrachoric correlation open.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// At least this, at 95 %.
    AtLeast(f64),
    /// At most this, at 95 %.
    AtMost(f64),
}

/// A tetrachoric correlation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tetrachoric {
    /// ρ; with an empty cell, of the table with half an item moved into it.
    pub rho: f64,
    /// What is known of ρ where a cell is empty, and the table itself would give 1 or −1.
    pub bound: Option<Bound>,
}

/// Why a correlation of errors is not defined.
pub(crate) const NO_ITEMS: &str = "no item has both verdicts";
pub(crate) const NEVER: &str = "undefined: one of the two never errs";
pub(crate) const ALWAYS: &str = "undefined: one of the two always errs";

impl Cells {
    /// Counts the items.
    #[must_use]
    pub fn count(a: (&Bits, &Bits), b: (&Bits, &Bits), weights: &Weights) -> Cells {
        let ((observed_a, wrong_a), (observed_b, wrong_b)) = (a, b);
        let words =
            |x: &Bits, y: &Bits| -> u64 { weights.count_words(x.words().iter().zip(y.words()).map(|(x, y)| x & y)) };
        let (n, n11) = (words(observed_a, observed_b), words(wrong_a, wrong_b));
        let (a, b) = (words(wrong_a, observed_b), words(observed_a, wrong_b));
        Cells { n11, n10: a - n11, n01: b - n11, n00: n + n11 - a - b }
    }

    /// Items.
    #[must_use]
    pub fn total(self) -> u64 {
        self.n11 + self.n10 + self.n01 + self.n00
    }

    /// Why correlations are undefined here, if they are.
    ///
    /// # Errors
    ///
    /// If there is no item, or one of the two never or always errs.
    pub fn varying(self) -> Result<(), &'static str> {
        let n = self.total();
        let (a, b) = (self.n11 + self.n10, self.n11 + self.n01);
        match () {
            () if n == 0 => Err(NO_ITEMS),
            () if a == 0 || b == 0 => Err(NEVER),
            () if a == n || b == n => Err(ALWAYS),
            () => Ok(()),
        }
    }

    /// φ, the correlation of the two verdicts (Pearson 1900, Yule 1912).
    ///
    /// # Errors
    ///
    /// Says why it is undefined.
    pub fn phi(self) -> Result<f64, &'static str> {
        self.varying()?;
        let [n11, n10, n01, n00] = self.floats();
        Ok((n11 * n00 - n10 * n01) / libm::sqrt((n11 + n10) * (n01 + n00) * (n11 + n01) * (n10 + n00)))
    }

    /// The largest φ that two raters with these error rates can have: unequal accuracy caps it (Ferguson 1941).
    ///
    /// # Errors
    ///
    /// Says why it is undefined.
    pub fn phi_max(self) -> Result<f64, &'static str> {
        self.varying()?;
        let (p, q) = self.rates();
        let (low, high) = (p.min(q), p.max(q));
        Ok(libm::sqrt(low * (1.0 - high) / (high * (1.0 - low))))
    }

    /// Error consistency (Geirhos, Meding and Wichmann 2020): κ of right and wrong, 1 where verdicts always agree and 0 where they
    /// do as often as independent ones.
    ///
    /// # Errors
    ///
    /// Says why it is undefined.
    pub fn error_consistency(self) -> Result<f64, &'static str> {
        if self.total() == 0 {
            return Err(NO_ITEMS);
        }
        let (p, q) = self.rates();
        let [n11, _, _, n00] = self.floats();
        let expected = p * q + (1.0 - p) * (1.0 - q);
        let agree = (n11 + n00) / self.total() as f64;
        if expected >= 1.0 {
            Err("undefined: both always agree by their rates alone")
        } else {
            Ok((agree - expected) / (1.0 - expected))
        }
    }

    /// The correlation of two normal latent variables that fall below their thresholds as often as the two err, alone and
    /// together (Pearson 1900).
    ///
    /// # Errors
    ///
    /// Says why it is undefined.
    pub fn tetrachoric(self) -> Result<Tetrachoric, &'static str> {
        self.varying()?;
        let n = self.total() as f64;
        let (p, q) = self.rates();
        let both = self.n11 as f64 / n;
        let thresholds = (normal::quantile(p), normal::quantile(q));
        // Half an item moves into the empty cell and its opposite, so that both error rates stay (Brown and Benedetti 1977).
        let half = 0.5 / n;
        // The chance of an event that does not come up in n tries is below this with 95 %.
        let rare = 1.0 - libm::pow(0.05, 1.0 / n);
        let bounded = |both: f64| rho(thresholds, both.clamp((p + q - 1.0).max(0.0), p.min(q)));
        let (both, bound) = match self {
            Cells { n10: 0, .. } | Cells { n01: 0, .. } => {
                (both - half, Some(Bound::AtLeast(bounded(p.min(q) - rare))))
            }
            Cells { n11: 0, .. } => (half, Some(Bound::AtMost(bounded(rare)))),
            Cells { n00: 0, .. } => (both + half, Some(Bound::AtMost(bounded(p + q - 1.0 + rare)))),
            _ => (both, None),
        };
        Ok(Tetrachoric { rho: rho(thresholds, both), bound })
    }

    fn rates(self) -> (f64, f64) {
        let n = self.total() as f64;
        ((self.n11 + self.n10) as f64 / n, (self.n11 + self.n01) as f64 / n)
    }

    fn floats(self) -> [f64; 4] {
        [self.n11, self.n10, self.n01, self.n00].map(|n| n as f64)
    }
}

/// The ρ at which P(X < h, Y < k) is what it says, by Newton's method between bounds that close in.
fn rho((h, k): (f64, f64), both: f64) -> f64 {
    let (mut low, mut high) = (-1.0, 1.0);
    let mut rho = 0.0;
    for _ in 0..80 {
        let excess = biv_norm(-h, -k, rho) - both;
        if excess > 0.0 {
            high = rho;
        } else {
            low = rho;
        }
        // Plackett's identity: dP/dρ is the density at the corner.
        let rest = 1.0 - rho * rho;
        let density =
            libm::exp(-(h * h - 2.0 * rho * h * k + k * k) / (2.0 * rest)) / (std::f64::consts::TAU * libm::sqrt(rest));
        let next = rho - excess / density;
        let next = if next > low && next < high { next } else { 0.5 * (low + high) };
        if (next - rho).abs() < 1e-14 {
            return next;
        }
        rho = next;
    }
    rho
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degenerate_pairs_say_why() {
        assert_eq!(Cells { n01: 5, n00: 5, ..Cells::default() }.phi(), Err(NEVER));
        assert_eq!(Cells { n11: 5, n10: 5, ..Cells::default() }.tetrachoric(), Err(ALWAYS));
        assert_eq!(Cells::default().error_consistency(), Err(NO_ITEMS));
    }

    #[test]
    fn thresholds_at_the_median_have_a_closed_form() {
        // Sheppard 1899: P = ¼ + asin(ρ)/2π.
        let cells = Cells { n11: 40, n10: 10, n01: 10, n00: 40 };
        let expected = libm::sin((0.4 - 0.25) * std::f64::consts::TAU);
        assert!((cells.tetrachoric().unwrap().rho - expected).abs() < 1e-13);
    }

    #[test]
    fn an_empty_cell_gives_a_bound_and_half_an_item() {
        let cells = Cells { n11: 10, n10: 0, n01: 20, n00: 70 };
        let Tetrachoric { rho, bound: Some(Bound::AtLeast(bound)) } = cells.tetrachoric().unwrap() else {
            panic!("a bound")
        };
        assert!(bound < rho && rho < 1.0, "{bound} {rho}");
        let never_together = Cells { n11: 0, n10: 10, n01: 10, n00: 80 };
        assert!(matches!(never_together.tetrachoric().unwrap().bound, Some(Bound::AtMost(bound)) if bound > -1.0));
    }
}
