//! One setting, solved and simulated.

use crate::audit::AuditPlan;
use crate::exact::JudgementCall;
use crate::feedback::{Feedback, State};
use crate::long_work::LongWork;
use crate::measures::Measures;
use crate::params::{Parameter, Params};
use crate::simulation::{History, Simulation};
use crate::survival::SurvivalTable;
use crate::tally::Estimate;

use super::point::{Outcome, Point};

/// Judgement calls that are simulated at the fixed point of a setting.
const CALLS: u64 = 1_500_000;

/// Judgement calls of each generation of a history, as far as [`Parameter::Projects`] allows.
const CALLS_A_GENERATION: u64 = 100_000;

/// The last generation of a history, counted from 0.
const LAST_GENERATION: usize = 4;

/// Events that are enough for a share of them to be nearly normal.
const FEWEST_EVENTS: f64 = 25.0;

/// Judgement calls after which a step ends.
const CALLS_AT_ONCE: u64 = 16_000;

/// The simulations of one setting beside what the exact solution expects of them.
#[derive(Clone, Debug)]
pub(super) struct Trial {
    setting: Params,
    /// The setting as it is solved.
    solved: Params,
    /// The bias of the fixed point, in probits.
    bias: f64,
    simulation: Simulation,
    history: History,
    projects_a_generation: f64,
    /// x_T and its variance in the history, as the exact solution expects them.
    later: (f64, f64),
}

impl Trial {
    /// Solves a setting, and begins to simulate what is to be compared with it.
    pub fn begin(setting: &Params, solved: &Params, seed: u64) -> Trial {
        let table = SurvivalTable::new(&JudgementCall::of(solved));
        let feedback = Feedback::of(solved, &table);
        let bias = feedback.fixed_point(solved.supervision()).bias;
        let most = Parameter::Projects.spec().max;
        let projects = (projects_of(setting, CALLS_A_GENERATION) as f64).min(most);
        Trial {
            setting: *setting,
            solved: *solved,
            bias,
            simulation: Simulation::new(setting, bias, seed),
            // A whole number from 1 to the most.
            history: History::new(
                &setting.changed(Parameter::Projects, projects),
                LAST_GENERATION,
                // Its first generation has luck of its own too.
                !seed,
            ),
            projects_a_generation: projects,
            later: later_undetected(&feedback, solved, &table, projects),
        }
    }

    /// Projects left of the first simulation.
    fn left(&self) -> u64 {
        projects_of(&self.setting, CALLS).saturating_sub(self.simulation.tally().projects)
    }

    /// What was simulated beside what was expected.
    pub fn points(&self) -> Vec<Point> {
        let exact = Measures::of(&self.solved, self.bias);
        let audits = AuditPlan::of(&self.solved);
        let both_missed = JudgementCall::of(&self.solved).missed_by_all(self.bias, &[0, 1]) / exact.error_rate_now;
        let tally = self.simulation.tally();
        let (calls, projects) = (tally.calls as f64, tally.projects as f64);
        let checkers = self.setting.checkers();
        let approved = tally.approved_right + tally.misses[checkers];
        let [passed_wrong, passed_right] = tally.passed_first;
        let (right, stopped) = (tally.calls - tally.wrong, tally.calls - passed_wrong - passed_right);
        let binomial = |p: f64, trials: f64| p * (1.0 - p) / trials;
        let counted = |outcome, exact: f64, simulated: Option<Estimate>, trials: f64| {
            self.point(outcome, exact, simulated?.value, binomial(exact, trials), trials)
        };
        let over_projects = |outcome, exact: f64, simulated: Option<Estimate>, variance: f64| {
            self.point(outcome, exact, simulated?.value, variance / projects, calls)
        };
        let by_two = |simulated: Option<Estimate>| simulated.filter(|_| self.setting.reviewers() >= 2);
        let undetected_variance = audits.undetected_variance(exact.surviving_share);
        let [first, both] = [by_two(tally.caught_by_first()), by_two(tally.missed_by_first_two())];
        let unanimous = tally.unanimous_and_wrong(checkers);
        let wrong = tally.wrong as f64;
        [
            counted(Outcome::ErrorRate, exact.error_rate_now, tally.error_rate(), calls),
            counted(Outcome::SurvivingShare, exact.surviving_share, tally.surviving_share(), calls),
            over_projects(
                Outcome::UndetectedShare,
                exact.undetected_share,
                tally.undetected_share(),
                undetected_variance,
            ),
            over_projects(Outcome::Coverage, exact.coverage, tally.coverage(), audits.coverage_variance()),
            counted(Outcome::Integrity, exact.integrity, tally.integrity(), projects),
            counted(Outcome::CaughtByFirst, exact.caught_by_first, first, wrong),
            counted(Outcome::MissedByFirstTwo, both_missed, both, wrong),
            counted(Outcome::UnanimousAndWrong, exact.unanimous_and_wrong, unanimous, approved as f64),
            counted(Outcome::RightCallsStopped, exact.right_calls_stopped, tally.right_calls_stopped(), right as f64),
            exact.objection_precision.and_then(|precision| {
                counted(Outcome::ObjectionPrecision, precision, tally.objection_precision(), stopped as f64)
            }),
            counted(Outcome::PublishedRight, exact.published_right, tally.published_right(), calls),
            self.later_point(),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn later_point(&self) -> Option<Point> {
        let calls = self.projects_a_generation * self.setting.judgement_calls() as f64;
        let simulated = *self.history.trajectory().last()?;
        self.point(Outcome::LaterUndetectedShare, self.later.0, simulated, self.later.1, calls)
    }

    /// A point; `None` where so few events, or so few of their opposite, were to be expected of these trials *and* were
    /// counted that a standard error says nothing. Where nothing is left to chance it says all.
    fn point(&self, outcome: Outcome, exact: f64, simulated: f64, variance: f64, trials: f64) -> Option<Point> {
        // Rounding can take a variance below 0.
        let standard_error = libm::sqrt(variance.max(0.0));
        let events = |share: f64| trials * share.min(1.0 - share);
        let is_rare = events(exact).max(events(simulated)) < FEWEST_EVENTS;
        let point = Point { setting: self.setting, outcome, exact, simulated, standard_error };
        (standard_error == 0.0 || !is_rare).then_some(point)
    }
}

impl LongWork for Trial {
    /// Simulates some projects.
    fn advance(&mut self) {
        let projects = projects_of(&self.setting, CALLS_AT_ONCE);
        let left = self.left();
        if left > 0 {
            self.simulation.advance(projects.min(left));
        } else {
            self.history.advance(projects);
        }
    }

    /// Whether everything is simulated.
    fn is_complete(&self) -> bool {
        self.left() == 0 && self.history.is_complete()
    }

    /// The share of the simulations that is done, 0–1.
    fn progress(&self) -> f64 {
        let first = 1.0 - self.left() as f64 / projects_of(&self.setting, CALLS) as f64;
        0.5 * (first + self.history.progress())
    }
}

/// So many projects that they have at least so many judgement calls.
fn projects_of(setting: &Params, calls: u64) -> u64 {
    calls.div_ceil(setting.judgement_calls() as u64)
}

/// x_T and its variance in a history of so many projects a generation.
fn later_undetected(feedback: &Feedback, solved: &Params, table: &SurvivalTable, projects: f64) -> (f64, f64) {
    let audits = AuditPlan::of(solved);
    let supervision = solved.supervision();
    let trajectory = feedback.trajectory(LAST_GENERATION, |_| supervision);
    let (mut accepted, mut variance) = (0.0, 0.0);
    for (t, undetected_share) in trajectory.into_iter().enumerate() {
        let bias = solved.bias_after(supervision, accepted) - solved.progress() * t as f64;
        let follows = feedback.reproduction_number(&State { supervision, bias, undetected_share });
        // Nothing was simulated before the first generation: its variance is 0 until here.
        variance = follows * follows * variance + audits.undetected_variance(table.share(bias)) / projects;
        accepted = undetected_share;
    }
    (accepted, variance)
}
