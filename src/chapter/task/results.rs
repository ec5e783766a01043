//! What came of long work.

use blindspot_model::selftest;
use blindspot_model::{BudgetSearch, Crossing, Estimate, Params, Propagation, Tally, TippingPoint};

use super::Task;
use crate::figure::phase_map::Map;
use crate::figure::ramp::Ramp;

/// What came of a task.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// What was counted.
    Calls(Tally),
    /// x_0 … of every field.
    Fields(Vec<Vec<f64>>),
    /// The ramp.
    Ramp(Ramp),
    /// The map.
    Map(Map),
    /// The plausible worlds.
    Plausible(Plausible),
    /// The model at every draw.
    Ranges(Box<Propagation>),
    /// x* of every setting.
    FixedPoints(Vec<f64>),
    /// The best mixes.
    Budget(Box<BudgetSearch>),
    /// What was compared.
    SelfTest(Vec<selftest::Point>),
    /// Where the field tips.
    Tipping(Vec<TippingPoint>),
    /// Where the limit is crossed.
    Crossing(Vec<Crossing>),
}

/// Plausible worlds, and what comes of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plausible {
    /// Each as a setting.
    pub worlds: Vec<Params>,
    /// x_0 … of each.
    pub trajectories: Vec<Vec<f64>>,
}

impl Outcome {
    /// Whether it is of use to another task: a map stands in for the next one, and a search can go on from another.
    pub(super) fn serves(&self) -> bool {
        matches!(self, Outcome::Map(_) | Outcome::Budget(_))
    }
}

/// What is done of the tasks that were asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    pub(super) done: Vec<(Task, Outcome)>,
}

impl Results {
    /// What came of a task; `None` while it is not done.
    #[must_use]
    pub fn of(&self, task: &Task) -> Option<&Outcome> {
        self.done.iter().find(|(done, _)| done == task).map(|(_, outcome)| outcome)
    }

    /// What was counted in a simulation of calls.
    #[must_use]
    pub fn tally(&self, task: &Task) -> Option<&Tally> {
        match self.of(task) {
            Some(Outcome::Calls(tally)) => Some(tally),
            _ => None,
        }
    }

    /// The trajectories of simulated fields, none while they are under way.
    #[must_use]
    pub fn fields(&self, task: &Task) -> &[Vec<f64>] {
        match self.of(task) {
            Some(Outcome::Fields(trajectories)) => trajectories,
            _ => &[],
        }
    }

    /// x_0 … of every plausible world, none while they are under way.
    #[must_use]
    pub fn trajectories(&self, task: &Task) -> &[Vec<f64>] {
        match self.of(task) {
            Some(Outcome::Plausible(plausible)) => &plausible.trajectories,
            _ => &[],
        }
    }

    /// Every plausible world as a setting, none while they are under way.
    #[must_use]
    pub fn worlds(&self, task: &Task) -> &[Params] {
        match self.of(task) {
            Some(Outcome::Plausible(plausible)) => &plausible.worlds,
            _ => &[],
        }
    }

    /// Where every plausible world ends, none while they are under way.
    #[must_use]
    pub fn ends(&self, task: &Task) -> Vec<f64> {
        self.trajectories(task).iter().filter_map(|run| run.last().copied()).collect()
    }

    /// x* of every setting; `None` while they are looked for.
    #[must_use]
    pub fn fixed_points(&self, task: &Task) -> Option<&[f64]> {
        match self.of(task) {
            Some(Outcome::FixedPoints(shares)) => Some(shares),
            _ => None,
        }
    }

    /// What the ranges leave open; `None` while that is under way.
    #[must_use]
    pub fn ranges(&self, task: &Task) -> Option<&Propagation> {
        match self.of(task) {
            Some(Outcome::Ranges(propagation)) => Some(propagation),
            _ => None,
        }
    }

    /// The best mixes of whatever task.
    pub(super) fn any_budget(&self) -> Option<&BudgetSearch> {
        self.done.iter().rev().find_map(|(_, outcome)| match outcome {
            Outcome::Budget(search) => Some(search.as_ref()),
            _ => None,
        })
    }

    /// The best mixes; `None` while they are looked for.
    #[must_use]
    pub fn budget(&self, task: &Task) -> Option<&BudgetSearch> {
        match self.of(task) {
            Some(Outcome::Budget(search)) => Some(search),
            _ => None,
        }
    }

    /// What was compared; `None` while that is under way.
    #[must_use]
    pub fn self_test(&self, task: &Task) -> Option<&[selftest::Point]> {
        match self.of(task) {
            Some(Outcome::SelfTest(points)) => Some(points),
            _ => None,
        }
    }

    /// The simulated ramp; `None` while it is under way.
    #[must_use]
    pub fn ramp(&self, task: &Task) -> Option<&Ramp> {
        match self.of(task) {
            Some(Outcome::Ramp(ramp)) => Some(ramp),
            _ => None,
        }
    }

    /// Where the field tips; `None` while it is looked for.
    #[must_use]
    pub fn tipping_points(&self, task: &Task) -> Option<&[TippingPoint]> {
        match self.of(task) {
            Some(Outcome::Tipping(points)) => Some(points),
            _ => None,
        }
    }

    /// Where the limit is crossed; `None` while it is looked for.
    #[must_use]
    pub fn crossings(&self, task: &Task) -> Option<&[Crossing]> {
        match self.of(task) {
            Some(Outcome::Crossing(crossings)) => Some(crossings),
            _ => None,
        }
    }

    /// Simulated U by number of reviewers, as far as it is done.
    #[must_use]
    pub fn by_reviewers(&self, simulations: &[(usize, Task)]) -> Vec<(usize, Estimate)> {
        let estimate = |(reviewers, task): &(usize, Task)| Some((*reviewers, self.tally(task)?.surviving_share()?));
        simulations.iter().filter_map(estimate).collect()
    }

    /// The map of the present scene or, while that is under way, of an earlier one.
    #[must_use]
    pub fn map(&self) -> Option<&Map> {
        self.done.iter().rev().find_map(|(_, outcome)| match outcome {
            Outcome::Map(map) => Some(map),
            _ => None,
        })
    }
}
