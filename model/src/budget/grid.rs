//! The values of diversity and of audits that are tried.

use crate::order::order;
use crate::params::{Parameter, Params};

use super::prices::Prices;

/// Cells into which diversity is cut.
pub const DIVERSITY_CELLS: u32 = 64;

/// Cells into which the audits are cut, or into single steps where those are fewer.
pub const AUDIT_CELLS: u32 = 64;

/// Every pair of a diversity and a number of audits. Diversities come coarse ones first: what is good is met early, and
/// most of the rest is then seen at a glance to be no better. Audits come by rising number, so that audits that achieve
/// nothing are not bought.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grid {
    diversities: Vec<f64>,
    audits: Vec<f64>,
    /// Steps of a project: the most audits.
    steps: f64,
}

impl Grid {
    /// The grid of a setting. What is free and never harms is bought fully, and what has no effect not at all.
    pub fn new(setting: &Params, prices: &Prices) -> Grid {
        let steps = setting.limit(Parameter::AuditBudget);
        let is_inert = setting.checkers() == 0;
        // Shared blind spots never help where one catch is enough.
        let never_harms = is_inert || setting.quorum() == 1;
        let diversities = if prices.diversity() == 0.0 && never_harms {
            vec![1.0]
        } else if is_inert {
            vec![0.0]
        } else {
            cut(DIVERSITY_CELLS)
        };
        let audits = if prices.audited_step() == 0.0 {
            vec![steps]
        } else {
            let mut audits: Vec<f64> = cut(AUDIT_CELLS).into_iter().map(|share| libm::ceil(steps * share)).collect();
            audits.dedup();
            audits
        };
        Grid { diversities: coarse_first(&diversities), audits, steps }
    }

    /// How many pairs there are.
    pub fn len(&self) -> usize {
        self.diversities.len() * self.audits.len()
    }

    /// Diversity and audits of the pair of this number: all audits of one diversity, then those of the next.
    pub fn at(&self, number: usize) -> (f64, f64) {
        let audits = self.audits.len();
        (self.diversities[number / audits], self.audits[number % audits])
    }

    /// Half the widths of the cells of diversity and of audits, 0 where there is no choice.
    pub fn half_cells(&self) -> (f64, f64) {
        let diversity = if self.diversities.len() > 1 { 0.5 / f64::from(DIVERSITY_CELLS) } else { 0.0 };
        let audits = if self.audits.len() > 1 { libm::ceil(0.5 * self.steps / f64::from(AUDIT_CELLS)) } else { 0.0 };
        (diversity, audits)
    }
}

/// The ends of so many cells of 0–1.
fn cut(cells: u32) -> Vec<f64> {
    (0..=cells).map(|i| f64::from(i) / f64::from(cells)).collect()
}

/// The values with the ends first, then what halves them, and so on.
fn coarse_first(values: &[f64]) -> Vec<f64> {
    // The more often an index can be halved, the earlier a grid that is halved again and again meets it.
    let keys: Vec<f64> = (0..values.len()).map(|i| -f64::from(i.trailing_zeros())).collect();
    order(&keys).into_iter().map(|i| values[i]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coarse_values_come_first() {
        assert_eq!(coarse_first(&cut(8)), [0.0, 1.0, 0.5, 0.25, 0.75, 0.125, 0.375, 0.625, 0.875]);
        assert_eq!(coarse_first(&[3.0]), [3.0]);
    }

    #[test]
    fn few_steps_are_all_tried() {
        let few = [(Parameter::Steps, 10.0), (Parameter::JudgementCalls, 2.0), (Parameter::AuditBudget, 0.0)];
        let setting = Params::default().with_all(few).unwrap();
        let grid = Grid::new(&setting, &Prices::new(1.0, 1.0, 1.0).unwrap());
        assert_eq!((grid.audits.len(), grid.len(), grid.half_cells()), (11, 65 * 11, (1.0 / 128.0, 1.0)));
    }
}
