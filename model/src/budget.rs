//! One budget for diversity, audits and supervision, at prices that the reader sets: what each spend can buy at best.
//!
//! A mix (d, B, σ) costs Σ price × amount and leads to x*, the undetected share at the [fixed
//! point](crate::Feedback::fixed_point); the rest of the setting is kept. x* never rises with audits or with
//! supervision, so whatever a spend leaves after diversity and audits goes to supervision, and two dimensions are left
//! to search. It may jump where a field falls, and may rise with diversity under a quorum above one, so no slope is
//! followed: every pair of [`DIVERSITY_CELLS`] and [`AUDIT_CELLS`] competes for every one of [`SPEND_CELLS`]. Around the
//! reader's own point the search then goes on to a thousandth of diversity and to single audits.

mod climb;
mod grid;
mod prices;
mod row;
mod spends;

pub use climb::FINEST_DIVERSITY;
use climb::{Aim, Climb};
use grid::Grid;
pub use grid::{AUDIT_CELLS, DIVERSITY_CELLS};
pub use prices::{MAX_PRICE, Mix, PriceError, Prices};
use row::{Row, makes_table};
pub use spends::SPEND_CELLS;
use spends::Spends;

use crate::long_work::LongWork;
use crate::order::ordered;
use crate::params::Params;
use crate::survival::LatestTable;

/// By how much of the cost of everything the frontier may lie behind: where diversity never harms (a quorum of one), no
/// mix is better than what the frontier has for so much more. It is the width of the cells: at most one of diversity or
/// audits, weighed by their prices, and one of spend.
pub const RESOLUTION: f64 = 1.0 / DIVERSITY_CELLS as f64 + 1.0 / SPEND_CELLS as f64;

/// The least share by which an x* must be lower to count as better: below it may be rounding.
pub const NOTICEABLE: f64 = 1e-6;

/// Numbers of audits that one step of the search goes through.
const ROWS_AT_ONCE: usize = 8;

/// Fixed points after which a step of the search ends earlier, a hundredth of a millisecond each.
const EVALUATIONS_AT_ONCE: u32 = 40;

/// A mix, what it costs and what it leads to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Offer {
    /// What is bought.
    pub mix: Mix,
    /// What it costs, in the unit of the prices.
    pub spend: f64,
    /// x*, the share of the judgement calls that are wrong and undetected once training has fed back, 0–1.
    pub undetected_share: f64,
}

impl Offer {
    fn of(row: &Row, supervision: f64, prices: &Prices) -> Offer {
        let mix = Mix { supervision, ..row.mix };
        Offer { mix, spend: prices.cost(&mix), undetected_share: row.share(supervision) }
    }
}

/// The reader's own mix beside the best that was found; each of them is a candidate for either best.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// The reader's own mix.
    pub own: Offer,
    /// The least x* that was found at its spend or below.
    pub best: Offer,
    /// The least spend that was found to reach its x* or less.
    pub cheapest: Offer,
}

impl Standing {
    /// By how much the reader's x* lies above the best at its spend, 0–1; never negative.
    #[must_use]
    pub fn excess_share(&self) -> f64 {
        self.own.undetected_share - self.best.undetected_share
    }

    /// By how much the reader's spend lies above the least that reaches its x*, in the unit of the prices; never
    /// negative.
    #[must_use]
    pub fn excess_spend(&self) -> f64 {
        self.own.spend - self.cheapest.spend
    }
}

/// A search for the best mix at every spend, a few evaluations at a time, so that it can be made between frames.
#[derive(Clone, Debug, PartialEq)]
pub struct BudgetSearch {
    setting: Params,
    prices: Prices,
    grid: Grid,
    /// How many pairs of the grid are done.
    done: usize,
    spends: Spends,
    own: Option<Offer>,
    climbs: Option<[Climb; 2]>,
    table: LatestTable,
}

impl BudgetSearch {
    /// Begins the search around a setting, whose own mix is the reader's. Nothing is evaluated yet.
    #[must_use]
    pub fn new(setting: &Params, prices: Prices) -> BudgetSearch {
        BudgetSearch {
            setting: *setting,
            prices,
            grid: Grid::new(setting, &prices),
            done: 0,
            spends: Spends::new(prices.cost_of_everything(setting)),
            own: None,
            climbs: None,
            table: LatestTable::default(),
        }
    }

    /// Goes on with another setting. Where only the mix differs, the frontier stays and only the reader's own point is
    /// looked at anew; otherwise the search begins again.
    pub fn move_to(&mut self, setting: &Params) {
        if Mix::of(setting).applied_to(&self.setting).as_ref() == Ok(setting) {
            self.setting = *setting;
            self.own = None;
            self.climbs = None;
        } else {
            *self = BudgetSearch::new(setting, self.prices);
        }
    }

    /// The prices.
    #[must_use]
    pub fn prices(&self) -> Prices {
        self.prices
    }

    /// What everything costs: the end of the frontier's axis, in the unit of the prices.
    #[must_use]
    pub fn cost_of_everything(&self) -> f64 {
        self.spends.everything()
    }

    /// The frontier as far as it is known: mixes by rising spend, each noticeably better than all that are cheaper.
    #[must_use]
    pub fn frontier(&self) -> Vec<Offer> {
        let offers: Vec<Offer> = self.offers().collect();
        // Of those that cost the same, the best comes first.
        let offers = ordered(&ordered(&offers, |offer| offer.undetected_share), |offer| offer.spend);
        let mut frontier: Vec<Offer> = Vec::new();
        for offer in offers {
            let is_better = |last: &Offer| offer.undetected_share < last.undetected_share * (1.0 - NOTICEABLE);
            if frontier.last().is_none_or(is_better) {
                frontier.push(offer);
            }
        }
        frontier
    }

    /// The best mix that was found for a spend: the last of the [frontier](BudgetSearch::frontier) that costs no more.
    /// `None` where there is none, as below a spend of 0 or before the search has begun.
    #[must_use]
    pub fn best_at(&self, spend: f64) -> Option<Offer> {
        self.frontier().into_iter().take_while(|offer| offer.spend <= spend).last()
    }

    /// The reader's own mix beside the best found so far; `None` before the first step.
    #[must_use]
    pub fn standing(&self) -> Option<Standing> {
        self.own.map(|own| self.standing_of(own))
    }

    fn standing_of(&self, own: Offer) -> Standing {
        let (mut best, mut cheapest) = (own, own);
        for offer in self.offers() {
            let is_tied = offer.undetected_share <= best.undetected_share && offer.spend < best.spend;
            let is_better = offer.undetected_share < best.undetected_share * (1.0 - NOTICEABLE);
            if offer.spend <= own.spend && (is_better || is_tied) {
                best = offer;
            }
            if offer.undetected_share <= own.undetected_share && offer.spend < cheapest.spend {
                cheapest = offer;
            }
        }
        Standing { own, best, cheapest }
    }

    /// Everything that was found worth keeping.
    fn offers(&self) -> impl Iterator<Item = Offer> {
        let climbed = self.climbs.iter().flatten().map(|climb| climb.best);
        self.spends.offers().chain(self.own).chain(climbed)
    }

    fn begun_climbs(&self, own: Offer) -> [Climb; 2] {
        let Standing { best, cheapest, .. } = self.standing_of(own);
        let steps = self.grid.half_cells();
        [
            Climb::new(Aim::Share { spend: own.spend }, best, steps),
            Climb::new(Aim::Spend { share: own.undetected_share }, cheapest, steps),
        ]
    }

    fn evaluated(&mut self, mix: Mix) -> Offer {
        let row = Row::of(&self.setting, mix, &mut self.table);
        Offer::of(&row, mix.supervision, &self.prices)
    }

    /// Makes the table of the next diversity, or goes through some numbers of audits at it.
    fn advance_grid(&mut self) {
        let (diversity, _) = self.grid.at(self.done);
        if makes_table(&self.setting, diversity, &mut self.table) {
            return;
        }
        let mut evaluations = 0;
        for _ in 0..ROWS_AT_ONCE {
            if self.done == self.grid.len() || evaluations >= EVALUATIONS_AT_ONCE {
                return;
            }
            let (here, audit_budget) = self.grid.at(self.done);
            if here != diversity {
                return;
            }
            let mix = Mix { diversity, audit_budget, supervision: 0.0 };
            let row = Row::of(&self.setting, mix, &mut self.table);
            evaluations += self.spends.try_row(&row, &self.prices);
            self.done += 1;
        }
    }
}

impl LongWork for BudgetSearch {
    /// Takes one step: the reader's own point, a table of the next diversity, some numbers of audits at it, or some
    /// neighbours of what is best for the reader.
    fn advance(&mut self) {
        let Some(own) = self.own else {
            self.own = Some(self.evaluated(Mix::of(&self.setting)));
            return;
        };
        if self.done < self.grid.len() {
            self.advance_grid();
            return;
        }
        let Some(climbs) = &mut self.climbs else {
            self.climbs = Some(self.begun_climbs(own));
            return;
        };
        if let Some(climb) = climbs.iter_mut().find(|climb| !climb.is_complete()) {
            climb.advance(&self.setting, &self.prices, &mut self.table);
        }
    }

    /// Whether the grid and the reader's neighbourhood are searched.
    fn is_complete(&self) -> bool {
        self.climbs.as_ref().is_some_and(|climbs| climbs.iter().all(Climb::is_complete))
    }

    /// The share of the search that is done, 0–1.
    fn progress(&self) -> f64 {
        let grid = self.done as f64 / self.grid.len() as f64;
        let climbs = self.climbs.as_ref().map_or(0.0, |climbs| climbs.iter().map(Climb::progress).sum::<f64>());
        if self.is_complete() { 1.0 } else { 0.8 * grid + 0.1 * climbs }
    }
}
