//! A local search around one mix, for what the grid is too coarse to see.

use crate::params::{Parameter, Params};
use crate::survival::LatestTable;

use super::prices::{Mix, Prices};
use super::row::{Row, makes_table};
use super::{NOTICEABLE, Offer};

/// The finest step of diversity.
pub const FINEST_DIVERSITY: f64 = 1.0 / 1024.0;

/// Rounds after which a search that still moves is ended.
const MOST_ROUNDS: u32 = 32;

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Aim {
    /// The least x* at a spend.
    Share {
        /// The spend that must not be passed.
        spend: f64,
    },
    /// The least spend that reaches an x*.
    Spend {
        /// The x* that must not be passed.
        share: f64,
    },
}

/// A pattern search over diversity and audits, supervision solved for at each: the eight neighbours of the best mix at
/// the present steps, then at half of them, down to [`FINEST_DIVERSITY`] and one audited step.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Climb {
    aim: Aim,
    /// The best offer so far.
    pub best: Offer,
    centre: Mix,
    /// Steps of diversity and of audits; 0 where there is no choice.
    steps: (f64, f64),
    first_steps: (f64, f64),
    /// Which diversity of the pattern comes next: that of the centre, the one below, the one above.
    next: usize,
    rounds: u32,
}

impl Climb {
    /// A search from an offer that meets the aim, with first steps of diversity and of audits.
    pub fn new(aim: Aim, from: Offer, steps: (f64, f64)) -> Climb {
        Climb { aim, best: from, centre: from.mix, steps, first_steps: steps, next: 0, rounds: 0 }
    }

    /// Whether the neighbourhood is searched to the finest steps.
    pub fn is_complete(&self) -> bool {
        let (diversity, audits) = self.steps;
        self.rounds >= MOST_ROUNDS || (diversity < FINEST_DIVERSITY && audits < 1.0)
    }

    /// The share of the halvings that are done, 0–1.
    pub fn progress(&self) -> f64 {
        let halvings =
            |(diversity, audits): (f64, f64)| libm::log2((diversity / FINEST_DIVERSITY).max(audits)).max(-1.0) + 1.0;
        let all = halvings(self.first_steps);
        if self.is_complete() || all == 0.0 { 1.0 } else { 1.0 - halvings(self.steps) / all }
    }

    /// Looks at one diversity of the pattern: makes its table, or looks at three numbers of audits.
    pub fn advance(&mut self, setting: &Params, prices: &Prices, table: &mut LatestTable) {
        if self.is_complete() {
            return;
        }
        let (diversity, audits) = self.steps;
        if let Some(diversity) = neighbours(self.centre.diversity, diversity, 1.0)[self.next] {
            if makes_table(setting, diversity, table) {
                return;
            }
            let limit = setting.limit(Parameter::AuditBudget);
            for audit_budget in neighbours(self.centre.audit_budget, audits, limit).into_iter().flatten() {
                self.look_at(&Row::of(setting, Mix { diversity, audit_budget, supervision: 0.0 }, table), prices);
            }
        }
        self.next = (self.next + 1) % 3;
        if self.next == 0 {
            self.end_round();
        }
    }

    fn look_at(&mut self, row: &Row, prices: &Prices) {
        for supervision in self.supervisions(row, prices).into_iter().flatten() {
            let offer = Offer::of(row, supervision, prices);
            if self.is_better(&offer) {
                self.best = offer;
            }
        }
    }

    fn end_round(&mut self) {
        let place = |mix: Mix| (mix.diversity, mix.audit_budget);
        let has_moved = place(self.best.mix) != place(self.centre);
        self.centre = self.best.mix;
        self.rounds += 1;
        if !has_moved {
            self.steps = (0.5 * self.steps.0, libm::floor(0.5 * self.steps.1));
        }
    }

    /// The supervisions of this row that may be better than what is best so far, the least first, so that supervision
    /// that achieves nothing is not bought.
    fn supervisions(&self, row: &Row, prices: &Prices) -> [Option<f64>; 2] {
        // What is free is bought fully.
        let lowest = if prices.supervision() == 0.0 { 1.0 } else { 0.0 };
        match self.aim {
            Aim::Share { spend } => {
                let highest = prices
                    .supervision_for(spend, row.mix)
                    .filter(|&highest| !row.surely_reaches(highest, self.best.undetected_share));
                [highest.and(Some(lowest)), highest]
            }
            Aim::Spend { share } => {
                let highest = prices.supervision_for(self.best.spend, row.mix);
                [highest.and_then(|highest| row.least_supervision(share, lowest, highest)), None]
            }
        }
    }

    fn is_better(&self, offer: &Offer) -> bool {
        match self.aim {
            Aim::Share { .. } => offer.undetected_share < self.best.undetected_share * (1.0 - NOTICEABLE),
            Aim::Spend { .. } => offer.spend < self.best.spend * (1.0 - NOTICEABLE),
        }
    }
}

/// A value, the one below and the one above, both between 0 and the limit, where there are such.
fn neighbours(value: f64, step: f64, limit: f64) -> [Option<f64>; 3] {
    let other = |other: f64| Some(other.clamp(0.0, limit)).filter(|&other| other != value);
    [Some(value), other(value - step), other(value + step)]
}
