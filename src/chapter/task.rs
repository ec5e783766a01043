//! Long work of a chapter: simulations, maps, searches. It is described by what it is for, done in small steps, and
//! kept for as long as the same is asked for.

use blindspot_model::budget::{BudgetSearch, Prices};
use blindspot_model::plausible::plausible;
use blindspot_model::selftest::{self, SelfTest};
use blindspot_model::tipping::{TippingPoint, TippingSearch};
use blindspot_model::{
    Crossing, CrossingSearch, Estimate, Feedback, History, JudgementCall, Parameter, Params, Simulation, SurvivalTable,
    Tally,
};

use crate::figure::generations::GENERATIONS;
use crate::figure::hero::SEED;
use crate::figure::known;
use crate::figure::phase_map::{self, Map};
use crate::figure::ramp::Ramp;
use crate::figure::ranking::repairs;

/// Projects in one step: well under a millisecond.
const STRIDE: u64 = 100;

/// Numbers of reviewers that are simulated.
const REVIEWERS: [f64; 6] = [0.0, 1.0, 3.0, 6.0, 10.0, 15.0];

/// Projects of a simulation by number of reviewers.
const PROJECTS: u64 = 400;

/// Simulations of a setting by number of reviewers.
#[must_use]
pub fn by_reviewers(params: &Params) -> Vec<(usize, Task)> {
    REVIEWERS
        .into_iter()
        .filter(|&reviewers| params.quorum() == 1 || reviewers >= params.quorum() as f64)
        .map(|reviewers| {
            let params = params.changed(Parameter::Reviewers, reviewers);
            (params.reviewers(), Task::calls(params, PROJECTS))
        })
        .collect()
}

/// A piece of long work.
#[derive(Clone, Debug, PartialEq)]
pub enum Task {
    /// So many projects of a setting at a bias, simulated.
    Calls {
        /// The setting.
        params: Params,
        /// θ in probits.
        bias: f64,
        /// Projects.
        projects: u64,
    },
    /// So many fields over all generations, simulated.
    Fields {
        /// The setting.
        params: Params,
        /// How many.
        count: usize,
        /// Of the first field's dice; the others have the next.
        seed: u64,
    },
    /// A field whose supervision is lowered and raised again, simulated.
    Ramp(Params),
    /// A phase map.
    Map(phase_map::Scene),
    /// So many plausible worlds around a setting.
    Plausible {
        /// The setting.
        params: Params,
        /// How many.
        count: usize,
        /// Of the worlds' dice.
        seed: u64,
    },
    /// x* of settings.
    FixedPoints(Vec<Params>),
    /// The best mix of diversity, audits and supervision for every spend.
    Budget {
        /// The setting, whose own mix is the reader's.
        params: Params,
        /// What they cost.
        prices: Prices,
    },
    /// The simulation against the exact solution, with the dice of this seed.
    SelfTest(u64),
    /// The tipping points along a parameter.
    Tipping {
        /// The setting; where it stands along the parameter does not matter.
        params: Params,
        /// The parameter.
        along: Parameter,
    },
    /// Where x* crosses a limit along a parameter.
    Crossing {
        /// The setting; where it stands along the parameter does not matter.
        params: Params,
        /// The parameter.
        along: Parameter,
        /// The limit, a share.
        limit: f64,
    },
}

impl Task {
    /// The tipping points of a setting along a parameter.
    #[must_use]
    pub fn tipping(params: Params, along: Parameter) -> Task {
        Task::Tipping { params: anywhere(params, along), along }
    }

    /// Where x* of a setting crosses a limit along a parameter.
    #[must_use]
    pub fn crossing(params: Params, along: Parameter, limit: f64) -> Task {
        Task::Crossing { params: anywhere(params, along), along, limit }
    }

    /// x* of a setting after each of its repairs.
    #[must_use]
    pub fn repairs(params: &Params) -> Task {
        Task::FixedPoints(repairs(params).into_iter().map(|repair| repair.params).collect())
    }

    /// So many simulated fields of a setting, with the page's own dice.
    #[must_use]
    pub fn fields(params: Params, count: usize) -> Task {
        Task::Fields { params, count, seed: SEED }
    }

    /// The calls of a setting at the bias of its first generation.
    #[must_use]
    pub fn calls(params: Params, projects: u64) -> Task {
        Task::Calls { params, bias: params.initial_bias(), projects }
    }
}

/// The setting without its place along a parameter.
fn anywhere(params: Params, along: Parameter) -> Params {
    let default = along.spec().default.clamp(params.floor(along), params.limit(along));
    params.changed(along, default)
}

/// A task under way.
#[derive(Clone, Debug)]
enum Work {
    Calls { simulation: Box<Simulation>, projects: u64 },
    Fields { params: Params, count: usize, seed: u64, under_way: Option<Box<History>>, trajectories: Vec<Vec<f64>> },
    Ramp(Box<History>),
    Map(Map),
    Plausible { params: Params, count: usize, seed: u64, trajectories: Vec<Vec<f64>> },
    FixedPoints { settings: Vec<Params>, shares: Vec<f64> },
    Budget(Box<BudgetSearch>),
    SelfTest(Box<SelfTest>),
    Tipping(Box<TippingSearch>),
    Crossing(Box<CrossingSearch>),
}

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
    /// x_0 … of every plausible world.
    Plausible(Vec<Vec<f64>>),
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

impl Outcome {
    /// Whether it is of use to another task: a map stands in for the next one, and a search can go on from another.
    fn serves(&self) -> bool {
        matches!(self, Outcome::Map(_) | Outcome::Budget(_))
    }
}

impl Work {
    /// Begins a task, where that can be from what an earlier one came to.
    fn begin(task: &Task, earlier: &Results) -> Work {
        match task {
            Task::Calls { params, bias, projects } => {
                Work::Calls { simulation: Box::new(Simulation::new(params, *bias, SEED)), projects: *projects }
            }
            Task::Fields { params, count, seed } => {
                Work::Fields { params: *params, count: *count, seed: *seed, under_way: None, trajectories: Vec::new() }
            }
            Task::Ramp(params) => Work::Ramp(Box::new(Ramp::simulation(params, SEED))),
            Task::Map(scene) => Work::Map(Map::begin(scene)),
            Task::Plausible { params, count, seed } => {
                Work::Plausible { params: *params, count: *count, seed: *seed, trajectories: Vec::new() }
            }
            Task::Budget { params, prices } => {
                let mut search = earlier
                    .any_budget()
                    .filter(|search| search.prices() == *prices)
                    .map_or_else(|| Box::new(BudgetSearch::new(params, *prices)), |search| Box::new(search.clone()));
                // The best mixes stay where only the reader's own has moved.
                search.move_to(params);
                Work::Budget(search)
            }
            Task::SelfTest(seed) => Work::SelfTest(Box::new(SelfTest::new(*seed))),
            Task::FixedPoints(settings) => Work::FixedPoints { settings: settings.clone(), shares: Vec::new() },
            Task::Tipping { params, along } => Work::Tipping(Box::new(TippingSearch::begin(params, *along))),
            Task::Crossing { params, along, limit } => {
                Work::Crossing(Box::new(CrossingSearch::begin(params, *along, *limit)))
            }
        }
    }

    /// One step; what came of the task, once it is done.
    fn advance(&mut self) -> Option<Outcome> {
        match self {
            Work::Calls { simulation, projects } => {
                let left = *projects - simulation.tally().projects;
                simulation.advance(left.min(STRIDE));
                (left <= STRIDE).then(|| Outcome::Calls(simulation.tally().clone()))
            }
            Work::Fields { params, count, seed, under_way, trajectories } => {
                // Every field has luck of its own.
                let seed = *seed + trajectories.len() as u64;
                let field = under_way.get_or_insert_with(|| Box::new(History::new(params, GENERATIONS, seed)));
                if field.advance(STRIDE) {
                    trajectories.push(field.trajectory().to_vec());
                    *under_way = None;
                }
                (trajectories.len() >= *count).then(|| Outcome::Fields(std::mem::take(trajectories)))
            }
            Work::Ramp(history) => history.advance(STRIDE).then(|| Outcome::Ramp(Ramp::simulated(history))),
            Work::Map(map) => {
                map.advance();
                map.is_complete().then(|| Outcome::Map(map.clone()))
            }
            Work::Plausible { params, count, seed, trajectories } => {
                let world = plausible(params, *seed, trajectories.len() as u64);
                // Nobody asks for this table again, so it is not kept.
                let table = SurvivalTable::new(&JudgementCall::of(&world));
                let supervision = world.supervision();
                trajectories.push(Feedback::of(&world, &table).trajectory(GENERATIONS, |_| supervision));
                (trajectories.len() >= *count).then(|| Outcome::Plausible(std::mem::take(trajectories)))
            }
            Work::FixedPoints { settings, shares } => {
                if let Some(params) = settings.get(shares.len()) {
                    shares.push(known::fixed_point(params));
                }
                (shares.len() >= settings.len()).then(|| Outcome::FixedPoints(std::mem::take(shares)))
            }
            Work::Budget(search) => {
                search.advance();
                search.is_complete().then(|| Outcome::Budget(search.clone()))
            }
            Work::SelfTest(test) => {
                test.advance();
                test.is_complete().then(|| Outcome::SelfTest(test.points().to_vec()))
            }
            Work::Tipping(search) => {
                search.advance();
                search.is_complete().then(|| Outcome::Tipping(search.tipping_points().to_vec()))
            }
            Work::Crossing(search) => {
                search.advance();
                search.is_complete().then(|| Outcome::Crossing(search.crossings().to_vec()))
            }
        }
    }

    /// The share that is done, 0–1.
    fn progress(&self) -> f64 {
        let part = |done: usize, all: usize| done as f64 / all.max(1) as f64;
        match self {
            Work::Calls { simulation, projects } => simulation.tally().projects as f64 / *projects as f64,
            Work::Fields { count, trajectories, .. } | Work::Plausible { count, trajectories, .. } => {
                part(trajectories.len(), *count)
            }
            Work::Ramp(history) => history.progress(),
            Work::Map(map) => map.progress(),
            Work::FixedPoints { settings, shares } => part(shares.len(), settings.len()),
            Work::Budget(search) => search.progress(),
            Work::SelfTest(test) => test.progress(),
            Work::Tipping(search) => search.progress(),
            Work::Crossing(search) => search.progress(),
        }
    }
}

/// What is done of the tasks that were asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    done: Vec<(Task, Outcome)>,
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
            Some(Outcome::Plausible(trajectories)) => trajectories,
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

    /// The best mixes of whatever task.
    fn any_budget(&self) -> Option<&BudgetSearch> {
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

/// The tasks of one setting, being done one after the other.
#[derive(Clone, Debug)]
pub struct Queue {
    waiting: Vec<Task>,
    under_way: Option<(Task, Work)>,
    /// Tasks that this queue has done.
    completed: usize,
    results: Results,
}

impl Queue {
    /// Begins these tasks. What `earlier` has of them is kept; of the rest only what can [serve](Outcome::serves) is.
    #[must_use]
    pub fn begin(tasks: &[Task], earlier: Results) -> Queue {
        let is_kept = |(task, outcome): &(Task, Outcome)| tasks.contains(task) || outcome.serves();
        let done: Vec<(Task, Outcome)> = earlier.done.into_iter().filter(is_kept).collect();
        let mut waiting: Vec<Task> =
            tasks.iter().filter(|task| done.iter().all(|(other, _)| other != *task)).cloned().collect();
        // Taken from the end.
        waiting.reverse();
        Queue { waiting, under_way: None, completed: 0, results: Results { done } }
    }

    /// One step of a millisecond or so.
    pub fn advance(&mut self) {
        let Some((task, mut work)) = self
            .under_way
            .take()
            .or_else(|| self.waiting.pop().map(|task| (task.clone(), Work::begin(&task, &self.results))))
        else {
            return;
        };
        match work.advance() {
            Some(outcome) => {
                if outcome.serves() {
                    let kind = std::mem::discriminant(&outcome);
                    self.results.done.retain(|(_, earlier)| std::mem::discriminant(earlier) != kind);
                }
                self.results.done.push((task, outcome));
                self.completed += 1;
            }
            None => self.under_way = Some((task, work)),
        }
    }

    /// The share of the tasks that is done, 0–1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        let open = self.waiting.len() + usize::from(self.under_way.is_some());
        let under_way = self.under_way.as_ref().map_or(0.0, |(_, work)| work.progress());
        let done = self.completed as f64;
        if open == 0 { 1.0 } else { (done + under_way) / (done + open as f64) }
    }

    /// Whether nothing is left to do.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.waiting.is_empty() && self.under_way.is_none()
    }

    /// What is done so far.
    #[must_use]
    pub fn results(&self) -> &Results {
        &self.results
    }

    /// Does all that is left, at once.
    #[must_use]
    pub fn finished(mut self) -> Results {
        while !self.is_complete() {
            self.advance();
        }
        self.results
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::budget::usual_prices;
    use blindspot_model::Parameter;

    #[test]
    fn a_search_for_the_best_budget_goes_on_where_only_the_readers_mix_moved() {
        let task = |params: Params| Task::Budget { params, prices: usual_prices() };
        let steps = |task: &Task, earlier: Results| {
            let mut queue = Queue::begin(std::slice::from_ref(task), earlier);
            let mut steps = 0;
            while !queue.is_complete() {
                queue.advance();
                steps += 1;
            }
            (steps, queue.finished())
        };
        let here = task(Params::default());
        let there = task(Params::default().with(Parameter::Supervision, 0.7).unwrap());
        let elsewhere = task(Params::default().with(Parameter::Reviewers, 5.0).unwrap());
        let (all, results) = steps(&here, Results::default());
        let (few, moved) = steps(&there, results.clone());
        assert!(few < all / 4, "{few} steps instead of {all}");
        assert!(moved.budget(&here).is_none());
        let (_, other) = steps(&elsewhere, results);
        for (task, results) in [(there, moved), (elsewhere, other)] {
            let found = |results: &Results| results.budget(&task).map(|search| (search.frontier(), search.standing()));
            let fresh = Queue::begin(std::slice::from_ref(&task), Results::default()).finished();
            assert!(found(&results).is_some() && found(&results) == found(&fresh));
        }
    }

    #[test]
    fn tasks_are_done_once_and_dropped_when_no_longer_asked_for() {
        let params = Params::default();
        let (small, large) = (Task::calls(params, 150), Task::calls(params, 250));
        let results = Queue::begin(&[small.clone(), large.clone()], Results::default()).finished();
        assert_eq!(results.tally(&small).map(|tally| tally.projects), Some(150));
        assert_eq!(results.tally(&large).map(|tally| tally.projects), Some(250));

        let mut queue = Queue::begin(std::slice::from_ref(&large), results);
        assert!(queue.is_complete(), "what is done is not done again");
        queue.advance();
        assert_eq!(queue.results().of(&small), None);

        let other = Task::fields(params.with(Parameter::Projects, 3.0).unwrap(), 2);
        let results = Queue::begin(std::slice::from_ref(&other), queue.finished()).finished();
        assert_eq!(results.fields(&other).len(), 2);
        assert_eq!(results.of(&large), None);
    }
}
