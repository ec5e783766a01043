//! The decisions of the opening, and the order of their rows.

use blindspot_model::order::ordered;
use blindspot_model::{JudgedCall, Parameter, Params, SameCalls};

use super::{CALLS, DRAWN};

/// The decisions of the opening with all their luck.
#[derive(Clone, Debug)]
pub struct Calls {
    drawn: SameCalls,
    /// Every decision that some setting of the opening makes wrong, from the easiest to the hardest for models that err alike.
    /// No setting changes an author's draw, so the same decision stands in the same place in all of them.
    rows: Vec<usize>,
}

impl Calls {
    /// Draws them.
    #[must_use]
    pub fn drawn() -> Calls {
        let drawn = SameCalls::drawn(CALLS, DRAWN);
        let worst = [(Parameter::Diversity, 0.0), (Parameter::Supervision, 0.0)];
        let worst = Params::default().changed_all(worst);
        let mut wrong = drawn.judged(&worst, worst.initial_bias());
        wrong.retain(|call| call.is_wrong);
        let rows = ordered(&wrong, |call| call.field).into_iter().map(|call| call.index).collect();
        Calls { drawn, rows }
    }

    /// What becomes of the decisions that can be wrong, row by row, before any training has fed back.
    pub(super) fn judged(&self, params: &Params) -> (Vec<JudgedCall>, usize) {
        let judged = self.drawn.judged(params, params.initial_bias());
        let wrong = judged.iter().filter(|call| call.is_wrong).count();
        let rows = self.rows.iter().map(|&index| judged[index].clone()).collect();
        (rows, CALLS - wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_the_same_decision_in_every_setting() {
        let calls = Calls::drawn();
        for (diversity, supervision) in [(1.0, 1.0), (0.32, 0.5), (0.0, 0.0)] {
            let changes = [(Parameter::Diversity, diversity), (Parameter::Supervision, supervision)];
            let params = Params::default().with_all(changes).unwrap();
            let all = calls.drawn.judged(&params, params.initial_bias());
            let (rows, right) = calls.judged(&params);
            assert!(rows.iter().zip(&calls.rows).all(|(row, &index)| row.index == index));
            let wrong = all.iter().filter(|call| call.is_wrong).count();
            assert_eq!(rows.iter().filter(|row| row.is_wrong).count(), wrong, "every wrong decision has a row");
            assert_eq!(wrong + right, CALLS);
        }
    }
}
