//! Monte Carlo of the same model: projects are done, reviewed and audited one by one.

use crate::dice::{self, Address, Coupling, Purpose};
use crate::exact::{Correlation, family_of};
use crate::long_work::LongWork;
use crate::normal;
use crate::params::Params;
use crate::tally::{MOST_CHECKERS, Tally};

/// Projects after which a step of long work ends: well under a millisecond.
pub const PROJECTS_AT_ONCE: u64 = 100;

/// The most families a setting can have.
const MOST_FAMILIES: usize = 8;

/// Everything about a setting and a bias that a project needs.
#[derive(Clone, Debug)]
struct Kernel {
    error_threshold: f64,
    miss_threshold: f64,
    coupling: Coupling,
    lineages: usize,
    reviewers: usize,
    checkers: usize,
    /// More misses than this and fewer than q catch.
    tolerated_misses: usize,
    steps: usize,
    calls: usize,
    labelled: f64,
    budget: usize,
    sensitivity: f64,
}

impl Kernel {
    fn new(params: &Params, bias: f64) -> Kernel {
        let checkers = params.checkers();
        Kernel {
            error_threshold: normal::quantile(params.error_rate()) + bias,
            miss_threshold: normal::quantile(params.miss_rate()) + bias,
            coupling: Coupling::new(Correlation::of(params)),
            lineages: params.lineages(),
            reviewers: params.reviewers(),
            checkers,
            tolerated_misses: checkers.saturating_sub(params.quorum()),
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
        let (mut audited, mut undetected) = (0, 0);
        for call in 0..self.calls {
            let is_audited = plan.draws_next(call, dice::uniform(&mut audits));
            audited += u64::from(is_audited);
            let author = dice::normal(&mut authors);
            if author < self.error_threshold {
                tally.wrong += 1;
                if self.survives(address, call as u64, author, tally) {
                    tally.surviving += 1;
                    let found = is_audited && self.is_found(address, call as u64);
                    undetected += u64::from(!found);
                }
            }
        }
        tally.projects += 1;
        tally.calls += self.calls as u64;
        tally.undetected += undetected;
        tally.audited += audited;
        tally.audited_squared += audited * audited;
        tally.intact += u64::from(undetected == 0);
    }

    /// Lets the reviewers look at a wrong call; true when it survives.
    fn survives(&self, address: Address, call: u64, author: f64, tally: &mut Tally) -> bool {
        let mut stream = address.stream(Purpose::Reviewers(call));
        let field = self.coupling.field(author, dice::normal(&mut stream));
        let mut families = [0.0; MOST_FAMILIES];
        if self.coupling.has_families() {
            let mut stream = address.stream(Purpose::Families(call));
            families[0] = self.coupling.own_family(author, field, dice::normal(&mut stream));
            for family in &mut families[1..self.lineages] {
                *family = dice::normal(&mut stream);
            }
        }
        let mut misses = 0;
        let mut first_two = [0; 2];
        for checker in 0..self.checkers {
            // The last checker of a panel with self-check is of the author's own family.
            let family = if checker < self.reviewers { family_of(checker, self.lineages) } else { 0 };
            let latent = self.coupling.latent(field, families[family], dice::normal(&mut stream));
            let missed = latent < self.miss_threshold;
            misses += usize::from(missed);
            if let Some(caught) = first_two.get_mut(checker) {
                *caught = u64::from(!missed);
            }
        }
        debug_assert!(misses <= MOST_CHECKERS);
        tally.misses[misses] += 1;
        if self.reviewers >= 2 {
            let [first, second] = first_two;
            for (count, caught) in tally.first_two.iter_mut().zip([first, second, first * second]) {
                *count += caught;
            }
        }
        self.checkers == 0 || misses > self.tolerated_misses
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
