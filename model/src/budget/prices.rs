//! What diversity, audits and supervision cost.

use std::fmt;

use crate::params::{ParamError, Parameter, Params};

/// The highest price that can be set, in whatever unit the prices are in: sums of such prices stay finite.
pub const MAX_PRICE: f64 = 1e12;

/// How much of each purchase a setting has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mix {
    /// d, diversity, 0–1.
    pub diversity: f64,
    /// B, steps per project that are audited: a whole number, at most the steps of a project.
    pub audit_budget: f64,
    /// σ, supervision quality, 0–1.
    pub supervision: f64,
}

impl Mix {
    /// What this setting has.
    #[must_use]
    pub fn of(params: &Params) -> Mix {
        Mix {
            diversity: params.get(Parameter::Diversity),
            audit_budget: params.get(Parameter::AuditBudget),
            supervision: params.supervision(),
        }
    }

    /// The setting with this mix, everything else kept.
    ///
    /// # Errors
    /// When one of the three is not possible in the setting.
    pub fn applied_to(&self, params: &Params) -> Result<Params, ParamError> {
        params.with_all(self.changes())
    }

    /// What of a setting it says.
    pub(super) fn changes(&self) -> [(Parameter, f64); 3] {
        [
            (Parameter::Diversity, self.diversity),
            (Parameter::AuditBudget, self.audit_budget),
            (Parameter::Supervision, self.supervision),
        ]
    }
}

/// Prices of the three purchases, all in one unit that the reader chooses: finite, from 0, which makes a purchase free,
/// to [`MAX_PRICE`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prices {
    diversity: f64,
    audited_step: f64,
    supervision: f64,
}

impl Prices {
    /// All for nothing.
    pub const FREE: Prices = Prices { diversity: 0.0, audited_step: 0.0, supervision: 0.0 };

    /// The prices of diversity from 0 to 1, of one audited step per project, and of supervision from 0 to 1. A share of
    /// diversity or supervision costs that share of its price.
    ///
    /// # Errors
    /// When a price is not finite, is below 0 or above [`MAX_PRICE`]; the first of them is the one that is told.
    pub fn new(diversity: f64, audited_step: f64, supervision: f64) -> Result<Prices, PriceError> {
        let checked = |name: &'static str, value: f64| {
            if !value.is_finite() {
                Err(PriceError::NotFinite { name, value })
            } else if (0.0..=MAX_PRICE).contains(&value) {
                // −0 compares equal to 0 but prints differently.
                Ok(value + 0.0)
            } else {
                Err(PriceError::OutOfRange { name, value })
            }
        };
        Ok(Prices {
            diversity: checked("diversity", diversity)?,
            audited_step: checked("an audited step", audited_step)?,
            supervision: checked("supervision", supervision)?,
        })
    }

    /// The price of diversity from 0 to 1.
    #[must_use]
    pub fn diversity(&self) -> f64 {
        self.diversity
    }

    /// The price of one audited step per project.
    #[must_use]
    pub fn audited_step(&self) -> f64 {
        self.audited_step
    }

    /// The price of supervision from 0 to 1.
    #[must_use]
    pub fn supervision(&self) -> f64 {
        self.supervision
    }

    /// What a mix costs: Σ price × amount.
    #[must_use]
    pub fn cost(&self, mix: &Mix) -> f64 {
        self.diversity * mix.diversity + self.audited_step * mix.audit_budget + self.supervision * mix.supervision
    }

    /// What everything costs that can be bought in a setting: full diversity, every step audited, full supervision.
    #[must_use]
    pub fn cost_of_everything(&self, params: &Params) -> f64 {
        self.cost(&Mix { diversity: 1.0, audit_budget: params.limit(Parameter::AuditBudget), supervision: 1.0 })
    }

    /// The most supervision that can be added to a mix for a spend in all; `None` where the rest of it costs more already.
    pub(super) fn supervision_for(&self, spend: f64, mix: Mix) -> Option<f64> {
        let with = |supervision: f64| self.cost(&Mix { supervision, ..mix });
        let rest = with(0.0);
        if rest > spend {
            return None;
        }
        if self.supervision == 0.0 {
            return Some(1.0);
        }
        let mut supervision = ((spend - rest) / self.supervision).min(1.0);
        // Rounding must not overspend. Two units of the last place at once, so that it ends soon.
        while with(supervision) > spend {
            supervision = (supervision - 2.0 * (with(supervision) - spend) / self.supervision).max(0.0);
        }
        Some(supervision)
    }
}

/// Why a price is impossible. The text names the purchase, the price and what is allowed.
#[derive(Clone, Debug, PartialEq)]
pub enum PriceError {
    /// The price is NaN or infinite.
    NotFinite {
        /// Of what.
        name: &'static str,
        /// What it was set to.
        value: f64,
    },
    /// The price is below 0 or above [`MAX_PRICE`].
    OutOfRange {
        /// Of what.
        name: &'static str,
        /// What it was set to.
        value: f64,
    },
}

impl fmt::Display for PriceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PriceError::NotFinite { name, value } => {
                write!(f, "the price of {name} is {value}; it must be a finite number")
            }
            PriceError::OutOfRange { name, value } => {
                write!(f, "the price of {name} is {value}; it must lie between 0 and {MAX_PRICE}")
            }
        }
    }
}

impl std::error::Error for PriceError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_purchase_price_and_range() {
        let told = |prices: [f64; 3]| Prices::new(prices[0], prices[1], prices[2]).unwrap_err().to_string();
        assert_eq!(told([-1.0, 0.0, 0.0]), "the price of diversity is -1; it must lie between 0 and 1000000000000");
        assert_eq!(told([0.0, f64::NAN, 0.0]), "the price of an audited step is NaN; it must be a finite number");
        assert_eq!(told([0.0, 0.0, f64::INFINITY]), "the price of supervision is inf; it must be a finite number");
        assert!(Prices::new(0.0, MAX_PRICE, -0.0).is_ok());
    }

    #[test]
    fn what_is_left_is_never_overspent() {
        for i in 1..2000 {
            let part = f64::from(i) / 7.0;
            for price in [1e-9, 0.1, 3.0, 1e9] {
                let prices = Prices::new(part, 0.3, price).unwrap();
                let mix = Mix { diversity: 0.7, audit_budget: f64::from(i), supervision: 0.0 };
                for more in [0.0, 1e-12, 0.05, 0.3, 2.0] {
                    let spend = prices.cost(&mix) + price * more;
                    let supervision = prices.supervision_for(spend, mix).unwrap();
                    assert!((0.0..=1.0).contains(&supervision));
                    assert!(prices.cost(&Mix { supervision, ..mix }) <= spend);
                    let left = spend - prices.cost(&Mix { supervision, ..mix });
                    assert!(supervision == 1.0 || left <= 1e-14 * spend, "{left} of {spend} left");
                }
                assert_eq!(prices.supervision_for(0.5 * prices.cost(&mix), mix), None);
            }
        }
    }
}
