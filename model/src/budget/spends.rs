//! The best offer for each spend.

use super::prices::{Mix, Prices};
use super::row::Row;
use super::{NOTICEABLE, Offer};

/// Cells into which the spend from nothing to everything is cut.
pub const SPEND_CELLS: u32 = 256;

/// The best that was found in each cell of spend. A cell ends at a spend and holds what costs no more, but more than
/// the end of the cell before.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spends {
    everything: f64,
    /// The best of each cell, where it is noticeably better than all that is cheaper was when it was found.
    best: Vec<Option<Offer>>,
    /// The least x* in each cell or a cheaper one.
    least: Vec<f64>,
}

impl Spends {
    /// No offers yet, up to the cost of everything.
    pub fn new(everything: f64) -> Spends {
        let cells = SPEND_CELLS as usize + 1;
        Spends { everything, best: vec![None; cells], least: vec![f64::INFINITY; cells] }
    }

    /// What everything costs.
    pub fn everything(&self) -> f64 {
        self.everything
    }

    /// The offers that were kept.
    pub fn offers(&self) -> impl Iterator<Item = Offer> {
        self.best.iter().flatten().copied()
    }

    /// Tries a row without supervision, with what ends each cell of spend, and with all of it. Tells how many fixed points
    /// that took.
    pub fn try_row(&mut self, row: &Row, prices: &Prices) -> u32 {
        let rest = prices.cost(&row.mix);
        let (first, last) = (self.cell_of(rest), self.cell_of(prices.cost(&Mix { supervision: 1.0, ..row.mix })));
        // None at all comes first, so that supervision that achieves nothing is not bought.
        self.try_spend(row, prices, first, rest) + self.try_cells(row, prices, first, last)
    }

    /// Tries what ends each cell from the first to the last.
    fn try_cells(&mut self, row: &Row, prices: &Prices, first: usize, last: usize) -> u32 {
        if first == last {
            return self.try_spend(row, prices, first, self.end_of(first));
        }
        // x* falls with supervision: if the last cell is no better than what the first has, none of them is.
        let is_hopeless = prices
            .supervision_for(self.end_of(last), row.mix)
            .is_none_or(|supervision| row.surely_reaches(supervision, self.to_beat(first)));
        if is_hopeless {
            return 0;
        }
        let middle = usize::midpoint(first, last);
        self.try_cells(row, prices, first, middle) + self.try_cells(row, prices, middle + 1, last)
    }

    /// Tries all the supervision that a spend in this cell leaves for.
    fn try_spend(&mut self, row: &Row, prices: &Prices, cell: usize, spend: f64) -> u32 {
        let to_beat = self.to_beat(cell);
        // What rounding puts beyond the end of its cell is offered at the end of the next.
        let Some(supervision) = prices.supervision_for(spend, row.mix) else { return 0 };
        if row.surely_reaches(supervision, to_beat) {
            return 0;
        }
        let offer = Offer::of(row, supervision, prices);
        if offer.undetected_share < to_beat {
            self.best[cell] = Some(offer);
            for least in &mut self.least[cell..] {
                *least = least.min(offer.undetected_share);
            }
        }
        1
    }

    /// What an x* in this cell must lie below to be noticeably better.
    fn to_beat(&self, cell: usize) -> f64 {
        self.least[cell] * (1.0 - NOTICEABLE)
    }

    fn end_of(&self, cell: usize) -> f64 {
        self.everything * (cell as f64 / f64::from(SPEND_CELLS))
    }

    /// The cell that a spend lies in: it costs no more than the end of it.
    // A share of the cells, of which there are few.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn cell_of(&self, spend: f64) -> usize {
        let share = if self.everything > 0.0 { spend / self.everything } else { 0.0 };
        libm::ceil(share * f64::from(SPEND_CELLS)).clamp(0.0, f64::from(SPEND_CELLS)) as usize
    }
}
