//! Tasks under way: searches of the model as they are, and what is made of several simulations or settings.

use blindspot_model::ranges::Moment;
use blindspot_model::simulation::PROJECTS_AT_ONCE;
use blindspot_model::{
    BudgetSearch, CrossingSearch, Feedback, History, JudgementCall, LongWork, Params, Propagation, SelfTest,
    Simulation, SurvivalTable, TippingSearch, plausible,
};

use super::{Outcome, Plausible, Results, Task};
use crate::figure::generations::GENERATIONS;
use crate::figure::hero::SEED;
use crate::figure::known;
use crate::figure::phase_map::Map;
use crate::figure::ramp::Ramp;

/// Long work that comes to an outcome.
pub(super) trait Work: LongWork + Send + Sync {
    /// What came of it, once it is complete.
    fn outcome(&self) -> Outcome;
}

/// Begins a task, where that can be from what an earlier one came to.
pub(super) fn begin(task: &Task, earlier: &Results) -> Box<dyn Work> {
    match task {
        Task::Calls { params, bias, projects } => {
            Box::new(Calls { simulation: Simulation::new(params, *bias, SEED), projects: *projects })
        }
        Task::Fields { params, count, seed } => {
            Box::new(Fields { params: *params, count: *count, seed: *seed, under_way: None, trajectories: Vec::new() })
        }
        Task::Ramp(params) => Box::new(Ramp::simulation(params, SEED)),
        Task::Map(scene) => Box::new(Map::begin(scene)),
        Task::Plausible { params, count, seed } => {
            Box::new(Worlds { params: *params, count: *count, seed: *seed, found: Plausible::default() })
        }
        Task::Budget { params, prices } => {
            let mut search = earlier
                .any_budget()
                .filter(|search| search.prices() == *prices)
                .map_or_else(|| BudgetSearch::new(params, *prices), BudgetSearch::clone);
            // The best mixes stay where only the reader's own has moved.
            search.move_to(params);
            Box::new(search)
        }
        Task::Ranges { params, ranges, seed } => {
            Box::new(Propagation::new(params, ranges, Moment::FirstGeneration, Propagation::DRAWS, *seed))
        }
        Task::SelfTest(seed) => Box::new(SelfTest::new(*seed)),
        Task::FixedPoints(settings) => Box::new(FixedPoints { settings: settings.clone(), shares: Vec::new() }),
        Task::Tipping { params, along } => Box::new(TippingSearch::begin(params, *along)),
        Task::Crossing { params, along, limit } => Box::new(CrossingSearch::begin(params, *along, *limit)),
    }
}

fn part(done: usize, all: usize) -> f64 {
    done as f64 / all.max(1) as f64
}

/// So many projects of one setting.
struct Calls {
    simulation: Simulation,
    projects: u64,
}

impl Calls {
    fn left(&self) -> u64 {
        self.projects.saturating_sub(self.simulation.tally().projects)
    }
}

impl LongWork for Calls {
    fn advance(&mut self) {
        self.simulation.advance(self.left().min(PROJECTS_AT_ONCE));
    }

    fn is_complete(&self) -> bool {
        self.left() == 0
    }

    fn progress(&self) -> f64 {
        self.simulation.tally().projects as f64 / self.projects as f64
    }
}

impl Work for Calls {
    fn outcome(&self) -> Outcome {
        Outcome::Calls(self.simulation.tally().clone())
    }
}

/// Fields, one after the other.
struct Fields {
    params: Params,
    count: usize,
    seed: u64,
    under_way: Option<History>,
    trajectories: Vec<Vec<f64>>,
}

impl LongWork for Fields {
    fn advance(&mut self) {
        // Every field has luck of its own.
        let seed = self.seed + self.trajectories.len() as u64;
        let field = self.under_way.get_or_insert_with(|| History::new(&self.params, GENERATIONS, seed));
        LongWork::advance(field);
        if field.is_complete() {
            self.trajectories.push(field.trajectory().to_vec());
            self.under_way = None;
        }
    }

    fn is_complete(&self) -> bool {
        self.trajectories.len() >= self.count
    }

    fn progress(&self) -> f64 {
        part(self.trajectories.len(), self.count)
    }
}

impl Work for Fields {
    fn outcome(&self) -> Outcome {
        Outcome::Fields(self.trajectories.clone())
    }
}

/// Plausible worlds, one a step.
struct Worlds {
    params: Params,
    count: usize,
    seed: u64,
    found: Plausible,
}

impl LongWork for Worlds {
    fn advance(&mut self) {
        let world = plausible(&self.params, self.seed, self.found.worlds.len() as u64);
        // Nobody asks for this table again, so it is not kept.
        let table = SurvivalTable::new(&JudgementCall::of(&world));
        let supervision = world.supervision();
        self.found.trajectories.push(Feedback::of(&world, &table).trajectory(GENERATIONS, |_| supervision));
        self.found.worlds.push(world);
    }

    fn is_complete(&self) -> bool {
        self.found.worlds.len() >= self.count
    }

    fn progress(&self) -> f64 {
        part(self.found.worlds.len(), self.count)
    }
}

impl Work for Worlds {
    fn outcome(&self) -> Outcome {
        Outcome::Plausible(self.found.clone())
    }
}

/// x* of settings, one a step.
struct FixedPoints {
    settings: Vec<Params>,
    shares: Vec<f64>,
}

impl LongWork for FixedPoints {
    fn advance(&mut self) {
        if let Some(params) = self.settings.get(self.shares.len()) {
            self.shares.push(known::fixed_point(params));
        }
    }

    fn is_complete(&self) -> bool {
        self.shares.len() >= self.settings.len()
    }

    fn progress(&self) -> f64 {
        part(self.shares.len(), self.settings.len())
    }
}

impl Work for FixedPoints {
    fn outcome(&self) -> Outcome {
        Outcome::FixedPoints(self.shares.clone())
    }
}

/// The only history that is a task by itself goes down a ramp and up again.
impl Work for History {
    fn outcome(&self) -> Outcome {
        Outcome::Ramp(Ramp::simulated(self))
    }
}

impl Work for Map {
    fn outcome(&self) -> Outcome {
        Outcome::Map(self.clone())
    }
}

impl Work for BudgetSearch {
    fn outcome(&self) -> Outcome {
        Outcome::Budget(Box::new(self.clone()))
    }
}

impl Work for Propagation {
    fn outcome(&self) -> Outcome {
        Outcome::Ranges(Box::new(self.clone()))
    }
}

impl Work for SelfTest {
    fn outcome(&self) -> Outcome {
        Outcome::SelfTest(self.points().to_vec())
    }
}

impl Work for TippingSearch {
    fn outcome(&self) -> Outcome {
        Outcome::Tipping(self.tipping_points().to_vec())
    }
}

impl Work for CrossingSearch {
    fn outcome(&self) -> Outcome {
        Outcome::Crossing(self.crossings().to_vec())
    }
}
