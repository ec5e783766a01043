//! One budget for diversity, audits and supervision, at prices that the reader sets: what each spend can buy at best.
//!
//! A mix (d, B, σ) costs Σ price × amount and leads to x*, the undetected share at the [fixed
//! point](crate::Feedback::fixed_point); the rest of the setting is kept. x* never rises with audits or with
//! supervision, so whatever a spend leaves after diversity and audits goes to supervision, and two dimensions are left
//! to search. It may jump where a field falls, and may rise with diversity under a quorum above one, so no slope is
//! followed: every pair of [`DIVERSITY_CELLS`] and [`AUDIT_CELLS`] is tried at every one of [`SPEND_CELLS`]. Around the
//! reader's own point the search then goes on to a thousandth of diversity and to single audits.

mod climb;
mod prices;
mod row;

pub use climb::FINEST_DIVERSITY;
use climb::{Aim, Climb};
pub use prices::{MAX_PRICE, Mix, PriceError, Prices};
use row::Row;

use crate::exact::JudgementCall;
use crate::params::{Parameter, Params};
use crate::survival::LatestTable;

/// Cells into which diversity is cut.
pub const DIVERSITY_CELLS: u32 = 64;

/// Cells into which the audits are cut, or into single steps where those are fewer.
pub const AUDIT_CELLS: u32 = 64;

/// Cells into which the spend from nothing to everything is cut.
pub const SPEND_CELLS: u32 = 256;

/// By how much of the cost of everything the frontier may lie behind: where diversity never harms (a quorum of one), no
/// mix is better than what the frontier has for so much more. It is the width of the cells: at most one of diversity or
/// audits, weighed by their prices, and one of spend.
pub const RESOLUTION: f64 = 1.0 / DIVERSITY_CELLS as f64 + 1.0 / SPEND_CELLS as f64;

/// The least share by which an x* must be lower to count as better: below it may be rounding.
pub const NOTICEABLE: f64 = 1e-6;

/// Numbers of audits that one step of the search goes through.
const ROWS_AT_ONCE: usize = 8;

/// Fixed points after which a step of the search ends earlier, a hundredth of a millisecond each.
const EVALUATIONS_AT_ONCE: u32 = 100;

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
    everything: f64,
    grid: Grid,
    /// Cells of the grid that are done, by rising diversity, and by rising audits within one.
    done: usize,
    /// The best of each cell of spend, where it is better than all that is cheaper.
    cells: Vec<Option<Offer>>,
    /// The least x* at each cell of spend or a cheaper one.
    least: Vec<f64>,
    own: Option<Offer>,
    climbs: Option<[Climb; 2]>,
    table: LatestTable,
}

/// The values of diversity and of audits that are tried.
#[derive(Clone, Debug, PartialEq)]
struct Grid {
    diversities: Vec<f64>,
    audits: Vec<f64>,
}

impl Grid {
    fn new(setting: &Params, prices: &Prices) -> Grid {
        let steps = setting.limit(Parameter::AuditBudget);
        let cell = |i: u32, cells: u32| f64::from(i) / f64::from(cells);
        let is_inert = setting.checkers() == 0;
        // Shared blind spots never help where one catch is enough, so free diversity is bought fully there.
        let diversities = if prices.diversity() == 0.0 && (is_inert || setting.quorum() == 1) {
            vec![1.0]
        } else if is_inert {
            vec![0.0]
        } else {
            (0..=DIVERSITY_CELLS).map(|i| cell(i, DIVERSITY_CELLS)).collect()
        };
        let mut audits: Vec<f64> = if prices.audited_step() == 0.0 {
            vec![steps]
        } else {
            (0..=AUDIT_CELLS).map(|i| libm::ceil(steps * cell(i, AUDIT_CELLS))).collect()
        };
        audits.dedup();
        Grid { diversities, audits }
    }

    fn len(&self) -> usize {
        self.diversities.len() * self.audits.len()
    }

    /// Diversity and audits of the cell of this number.
    fn at(&self, number: usize) -> (f64, f64) {
        let rows = self.audits.len();
        (self.diversities[number / rows], self.audits[number % rows])
    }

    /// Half the widths of the cells, 0 where there is only one.
    fn half_cells(&self, steps: f64) -> (f64, f64) {
        let diversity = if self.diversities.len() > 1 { 0.5 / f64::from(DIVERSITY_CELLS) } else { 0.0 };
        let audits = if self.audits.len() > 1 { libm::ceil(0.5 * steps / f64::from(AUDIT_CELLS)) } else { 0.0 };
        (diversity, audits)
    }
}

impl BudgetSearch {
    /// Begins the search around a setting, whose own mix is the reader's. Nothing is evaluated yet.
    #[must_use]
    pub fn new(setting: &Params, prices: Prices) -> BudgetSearch {
        let cells = SPEND_CELLS as usize + 1;
        BudgetSearch {
            setting: *setting,
            prices,
            everything: prices.cost_of_everything(setting),
            grid: Grid::new(setting, &prices),
            done: 0,
            cells: vec![None; cells],
            least: vec![f64::INFINITY; cells],
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
        self.everything
    }

    /// Whether the grid and the reader's neighbourhood are searched.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.climbs.as_ref().is_some_and(|climbs| climbs.iter().all(Climb::is_complete))
    }

    /// The share of the search that is done, 0–1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        let grid = self.done as f64 / self.grid.len() as f64;
        let climbs = self.climbs.as_ref().map_or(0.0, |climbs| climbs.iter().map(Climb::progress).sum::<f64>());
        if self.is_complete() { 1.0 } else { 0.8 * grid + 0.1 * climbs }
    }

    /// Takes one step: the reader's own point, some numbers of audits at one diversity, or some neighbours of what is
    /// best for the reader. A step takes one table at most, and about a millisecond besides.
    pub fn advance(&mut self) {
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

    /// The frontier as far as it is known: mixes by rising spend, each noticeably better than all that are cheaper.
    #[must_use]
    pub fn frontier(&self) -> Vec<Offer> {
        let mut offers: Vec<Offer> = self.offers().collect();
        offers.sort_by(|a, b| a.spend.total_cmp(&b.spend).then(a.undetected_share.total_cmp(&b.undetected_share)));
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
        self.cells.iter().flatten().copied().chain(self.own).chain(climbed)
    }

    fn begun_climbs(&self, own: Offer) -> [Climb; 2] {
        let Standing { best, cheapest, .. } = self.standing_of(own);
        let steps = self.grid.half_cells(self.setting.limit(Parameter::AuditBudget));
        [
            Climb::new(Aim::Share { spend: own.spend }, best, steps),
            Climb::new(Aim::Spend { share: own.undetected_share }, cheapest, steps),
        ]
    }

    fn evaluated(&mut self, mix: Mix) -> Offer {
        let params = mix.applied_to(&self.setting).unwrap_or(self.setting);
        let row = Row::new(&params, self.table.of(&JudgementCall::of(&params)));
        Offer::of(&row, mix.supervision, &self.prices)
    }

    fn advance_grid(&mut self) {
        let (first, _) = self.grid.at(self.done);
        let mut evaluations = 0;
        for _ in 0..ROWS_AT_ONCE {
            if self.done == self.grid.len() || evaluations >= EVALUATIONS_AT_ONCE {
                return;
            }
            let (diversity, audit_budget) = self.grid.at(self.done);
            if diversity != first {
                return;
            }
            evaluations += self.try_row(Mix { diversity, audit_budget, supervision: 0.0 });
            self.done += 1;
        }
    }

    /// Tries one diversity and one number of audits without supervision, with what ends each cell of spend, and with all
    /// of it. Tells how many fixed points that took.
    fn try_row(&mut self, mix: Mix) -> u32 {
        let params = mix.applied_to(&self.setting).unwrap_or(self.setting);
        let row = Row::new(&params, self.table.of(&JudgementCall::of(&params)));
        let rest = self.prices.cost(&mix);
        let all = self.prices.cost(&Mix { supervision: 1.0, ..mix });
        let cells = cell_of(rest, self.everything)..=cell_of(all, self.everything);
        let end = |cell: usize| self.everything * (cell as f64 / f64::from(SPEND_CELLS));
        let mut evaluations = 0;
        // None at all comes first, so that supervision that achieves nothing is not bought.
        for (cell, spend) in std::iter::once((*cells.start(), rest)).chain(cells.map(|cell| (cell, end(cell)))) {
            let limit = self.least[cell] * (1.0 - NOTICEABLE);
            // What rounding puts beyond the end of its cell is offered at the end of the next.
            let Some(supervision) = self.prices.supervision_for(spend, mix) else { continue };
            if row.surely_reaches(supervision, limit) {
                continue;
            }
            evaluations += 1;
            let offer = Offer::of(&row, supervision, &self.prices);
            if offer.undetected_share < limit {
                self.cells[cell] = Some(offer);
                for least in &mut self.least[cell..] {
                    *least = least.min(offer.undetected_share);
                }
            }
        }
        evaluations
    }
}

/// The cell of spend that a spend lies in: it costs no more than the end of it.
// A share of the cells, of which there are few.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn cell_of(spend: f64, everything: f64) -> usize {
    let share = if everything > 0.0 { spend / everything } else { 0.0 };
    libm::ceil(share * f64::from(SPEND_CELLS)).clamp(0.0, f64::from(SPEND_CELLS)) as usize
}
