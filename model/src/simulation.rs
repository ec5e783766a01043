//! Monte Carlo of the same model: projects are done, reviewed and audited one by one.

mod review;

use review::{Outcome, Review};

use crate::dice::{self, Address, Purpose};
use crate::long_work::LongWork;
use crate::params::Params;
use crate::tally::Tally;

/// Projects after which a step of long work ends: well under a millisecond.
pub const PROJECTS_AT_ONCE: u64 = 100;

/// Everything about a setting and a bias that a project needs.
#[derive(Clone, Debug)]
struct Kernel {
    review: Review,
    steps: usize,
    calls: usize,
    labelled: f64,
    budget: usize,
    sensitivity: f64,
}

impl Kernel {
    fn new(params: &Params, bias: f64) -> Kernel {
        Kernel {
            review: Review::new(params, bias),
            steps: params.steps(),
            calls: params.judgement_calls(),
            labelled: params.modularity() * params.judgement_calls() as f64,
            budget: params.audit_budget(),
            sensitivity: params.audit_sensitivity(),
        }
    }

    /// Does one project and counts it.
    fn project(&self, address: Address, tally: &mut Tally) {
        let mut authors = address.stream(Purpose::Authors);
        let mut audits = address.stream(Purpose::Audits);
        let mut plan = self.audit_plan(dice::uniform(&mut audits));
        let (mut audited, mut undetected, mut found_any) = (0, 0, false);
        for call in 0..self.calls {
            let is_audited = plan.draws_next(call, dice::uniform(&mut audits));
            audited += u64::from(is_audited);
            let author = dice::normal(&mut authors);
            match self.review.published(address, call as u64, author, tally) {
                Some(Outcome::Wrong) => {
                    tally.surviving += 1;
                    let found = is_audited && self.is_found(address, call as u64);
                    undetected += u64::from(!found);
                    found_any |= found;
                }
                Some(Outcome::Right) => tally.published_right += 1,
                None => {}
            }
        }
        tally.projects += 1;
        tally.calls += self.calls as u64;
        tally.undetected += undetected;
        tally.audited += audited;
        tally.audited_squared += audited * audited;
        tally.intact += u64::from(undetected == 0);
        tally.found_out += u64::from(found_any);
    }

    /// Whether the audit of a wrong call finds the error.
    fn is_found(&self, address: Address, call: u64) -> bool {
        self.sensitivity >= 1.0 || dice::uniform(&mut address.stream(Purpose::Findings(call))) < self.sensitivity
    }

    // Counts are at most 2000.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn audit_plan(&self, luck: f64) -> AuditDraw {
        let whole = libm::floor(self.labelled);
        // Where μD is not whole, a project has one labelled call more or less at random.
        let labelled = whole as usize + usize::from(luck < self.labelled - whole);
        let aimed = self.budget.min(labelled);
        AuditDraw {
            labelled,
            labelled_steps: labelled,
            labelled_checks: aimed,
            other_steps: self.steps - labelled,
            other_checks: self.budget - aimed,
        }
    }
}

/// Sampling without replacement, one judgement call after the other: the next is audited with probability
/// checks left / steps left. The steps that are no judgement calls need not be drawn at all.
struct AuditDraw {
    labelled: usize,
    labelled_steps: usize,
    labelled_checks: usize,
    other_steps: usize,
    other_checks: usize,
}

impl AuditDraw {
    fn draws_next(&mut self, call: usize, luck: f64) -> bool {
        let (steps, checks) = if call < self.labelled {
            (&mut self.labelled_steps, &mut self.labelled_checks)
        } else {
            (&mut self.other_steps, &mut self.other_checks)
        };
        let audited = luck * (*steps as f64) < *checks as f64;
        *steps -= 1;
        *checks -= usize::from(audited);
        audited
    }
}

/// A simulation of one generation at a given bias. It depends on setting, bias, seed and the number of projects alone:
/// `advance(n)` twice equals `advance(2n)`.
#[derive(Clone, Debug)]
pub struct Simulation {
    kernel: Kernel,
    seed: u64,
    generation: u64,
    tally: Tally,
}

impl Simulation {
    /// Begins a simulation at bias θ.
    #[must_use]
    pub fn new(params: &Params, bias: f64, seed: u64) -> Simulation {
        Simulation::of_generation(params, bias, seed, 0)
    }

    fn of_generation(params: &Params, bias: f64, seed: u64, generation: u64) -> Simulation {
        Simulation { kernel: Kernel::new(params, bias), seed, generation, tally: Tally::default() }
    }

    /// Does so many more projects.
    pub fn advance(&mut self, projects: u64) {
        let done = self.tally.projects;
        for project in done..done + projects {
            let address = Address { seed: self.seed, generation: self.generation, project };
            self.kernel.project(address, &mut self.tally);
        }
    }

    /// What was counted so far.
    #[must_use]
    pub fn tally(&self) -> &Tally {
        &self.tally
    }
}

/// A simulated field over generations: each is trained on what the one before accepted.
#[derive(Clone, Debug)]
pub struct History {
    params: Params,
    seed: u64,
    generations: usize,
    /// Supervision by generation; the setting's own where there is none.
    schedule: Vec<f64>,
    trajectory: Vec<f64>,
    current: Simulation,
}

impl History {
    /// Begins the history of a field from generation 0 to `generations`, `projects` projects each.
    #[must_use]
    pub fn new(params: &Params, generations: usize, seed: u64) -> History {
        History {
            params: *params,
            seed,
            generations,
            schedule: Vec::new(),
            trajectory: Vec::with_capacity(generations + 1),
            current: Simulation::new(params, params.initial_bias(), seed),
        }
    }

    /// Begins the history of a field whose supervision, 0–1, is that of each generation; it has as many generations as
    /// there are values, and at least one.
    #[must_use]
    pub fn scheduled(params: &Params, schedule: Vec<f64>, seed: u64) -> History {
        let first = schedule.first().map_or(params.initial_bias(), |&supervision| params.bias_after(supervision, 0.0));
        let history = History::new(params, schedule.len().saturating_sub(1), seed);
        History { schedule, current: Simulation::new(params, first, seed), ..history }
    }

    /// Does at most so many more projects; true when the last generation is complete.
    pub fn advance(&mut self, projects: u64) -> bool {
        let mut left = projects;
        let per_generation = self.params.projects() as u64;
        while !self.is_complete() && left > 0 {
            let step = left.min(per_generation - self.current.tally.projects);
            self.current.advance(step);
            left -= step;
            if self.current.tally.projects == per_generation {
                self.complete_generation();
            }
        }
        self.is_complete()
    }

    fn complete_generation(&mut self) {
        let tally = &self.current.tally;
        let accepted = tally.undetected as f64 / tally.calls as f64;
        self.trajectory.push(accepted);
        let t = self.trajectory.len();
        let params = &self.params;
        let supervision = self.schedule.get(t).copied().unwrap_or(params.supervision());
        let bias = params.bias_after(supervision, accepted) - params.progress() * t as f64;
        self.current = Simulation::of_generation(params, bias, self.seed, t as u64);
    }

    /// x_0 … of the generations that are done.
    #[must_use]
    pub fn trajectory(&self) -> &[f64] {
        &self.trajectory
    }
}

impl LongWork for History {
    /// Does some more projects.
    fn advance(&mut self) {
        self.advance(PROJECTS_AT_ONCE);
    }

    /// Whether every generation is done.
    fn is_complete(&self) -> bool {
        self.trajectory.len() > self.generations
    }

    /// The share of the generations that is done, 0–1.
    fn progress(&self) -> f64 {
        self.trajectory.len() as f64 / (self.generations + 1) as f64
    }
}
