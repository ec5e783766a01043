//! Where along any parameter the undetected share, once training has fed back, crosses a limit.
//!
//! The range is cut into 64 cells, or into whole numbers where there are fewer. A cell whose ends lie on different sides
//! of the limit is halved, down to [`RESOLUTION`] of the range or to neighbouring whole numbers. A share that crosses
//! *and* comes back within one cell leaves no trace at its ends and is not found.

use crate::along::Along;
pub use crate::along::RESOLUTION;
use crate::exact::JudgementCall;
use crate::feedback::Feedback;
use crate::long_work::LongWork;
use crate::params::{Parameter, Params};
use crate::survival::LatestTable;

/// A crossing along a parameter, between two values of it, in its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crossing {
    /// A value just before it; for counts a whole number.
    pub low: f64,
    /// A value just behind it, at most [`RESOLUTION`] of the range away; for counts the next whole number.
    pub high: f64,
    /// Whether the share comes to lie above the limit as the parameter rises.
    pub rises: bool,
}

/// A search for the crossings along one parameter, an evaluation at a time, so that it can be made between frames.
#[derive(Clone, Debug, PartialEq)]
pub struct CrossingSearch {
    along: Along,
    limit: f64,
    /// Where the search looks next; `None` when it is complete.
    next: Option<f64>,
    /// How many of the first cells are begun.
    begun: u32,
    /// Up to where the search is through, and whether the share is above the limit there.
    behind: Option<(f64, bool)>,
    /// What was looked at beyond that, the nearest last.
    ahead: Vec<(f64, bool)>,
    table: LatestTable,
    crossings: Vec<Crossing>,
}

impl CrossingSearch {
    /// Begins the search for where x*, the [fixed point](Feedback::fixed_point), crosses `limit`, a share 0–1, along a
    /// parameter. Nothing is evaluated yet.
    #[must_use]
    pub fn begin(setting: &Params, parameter: Parameter, limit: f64) -> CrossingSearch {
        let along = Along::new(setting, parameter);
        CrossingSearch {
            along,
            limit,
            next: Some(along.range().0),
            begun: 0,
            behind: None,
            ahead: Vec::new(),
            table: LatestTable::default(),
            crossings: Vec::new(),
        }
    }

    /// The crossings found so far, by rising value.
    #[must_use]
    pub fn crossings(&self) -> &[Crossing] {
        &self.crossings
    }

    fn share(&mut self, value: f64) -> f64 {
        let params = self.along.at(value);
        let table = self.table.of(&JudgementCall::of(&params));
        Feedback::of(&params, table).fixed_point(params.supervision()).undetected_share
    }
}

impl LongWork for CrossingSearch {
    /// Looks at one value of the parameter: as dear as a step of a [`TippingSearch`](crate::TippingSearch).
    fn advance(&mut self) {
        let Some(value) = self.next else { return };
        let is_above = self.share(value) > self.limit;
        self.ahead.push((value, is_above));
        while let Some(here) = self.ahead.pop() {
            if let Some(behind) = self.behind.filter(|behind| behind.1 != here.1) {
                if let Some(middle) = self.along.middle(behind.0, here.0) {
                    self.next = Some(middle);
                    self.ahead.push(here);
                    return;
                }
                self.crossings.push(Crossing { low: behind.0, high: here.0, rises: here.1 });
            }
            self.behind = Some(here);
        }
        self.begun += 1;
        self.next = self.along.cell_end(self.begun);
    }

    /// Whether the whole range is searched.
    fn is_complete(&self) -> bool {
        self.next.is_none()
    }

    /// The share of the range that is searched, 0–1.
    fn progress(&self) -> f64 {
        if self.is_complete() { 1.0 } else { self.behind.map_or(0.0, |(value, _)| self.along.share(value)) }
    }
}
