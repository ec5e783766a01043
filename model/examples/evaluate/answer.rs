//! A line that is written: every output of the model for a question.

use blindspot_model::measures::JointMissBounds;
use blindspot_model::{
    AuditEstimate, AuditOutlook, AuditPlan, Estimate, Evidence, History, JudgementCall, Measures, Outlook, Params,
    Simulation, State, SurvivalTable,
};
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::question::{Bias, Count, Question, Within};

/// Everything that is known of a setting.
#[derive(Serialize)]
pub struct Answer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a Value>,
    #[serde(flatten)]
    measures: Measures,
    #[serde(flatten)]
    evidence: Named,
    joint_miss_bounds: Option<JointMissBounds>,
    audit_estimate: AuditOutlook,
    #[serde(skip_serializing_if = "Option::is_none")]
    budget_for_target: Option<Budget>,
    fixed_point: f64,
    fixed_point_bias: f64,
    reproduction_number: f64,
    tipping_points: Vec<State>,
    initial_bias: f64,
    trajectory: Vec<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    monte_carlo: Option<Simulated>,
}

/// Audited steps that reach the target; `null` where none are enough.
#[derive(Serialize)]
struct Budget(Option<f64>);

impl Answer<'_> {
    /// Works it out.
    pub fn to(question: &Question) -> Answer<'_> {
        let Question { params, bias: Bias(moment), seed: Count(seed), target, .. } = question;
        let bias = &moment.bias(params);
        let call = JudgementCall::of(params);
        let budget = |Within(target): &Within<0, 1>| {
            Budget(AuditPlan::of(params).budget_for(*target, call.surviving_share(*bias)))
        };
        let generations = question.generations();
        let outlook = Outlook::of(params, &SurvivalTable::new(&call), generations);
        let measures = Measures::of(params, *bias);
        Answer {
            id: question.id.as_ref(),
            joint_miss_bounds: measures.joint_miss_bounds,
            audit_estimate: measures.audit_estimate,
            measures,
            evidence: Named(*params),
            budget_for_target: target.as_ref().map(budget),
            fixed_point: outlook.fixed_point.undetected_share,
            fixed_point_bias: outlook.fixed_point.bias,
            reproduction_number: outlook.reproduction_number,
            tipping_points: outlook.tipping_points,
            initial_bias: params.initial_bias(),
            trajectory: outlook.trajectory,
            monte_carlo: question.monte_carlo.0.then(|| Simulated::of(params, *bias, generations, *seed)),
        }
    }
}

/// The setting read as evidence.
struct Named(Params);

impl Serialize for Named {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Evidence::named(&self.0))
    }
}

/// What simulations estimate of a setting.
#[derive(Serialize)]
struct Simulated {
    seed: u64,
    projects: u64,
    judgement_calls: u64,
    error_rate_now: Option<Estimate>,
    surviving_share: Option<Estimate>,
    undetected_share: Option<Estimate>,
    coverage: Option<Estimate>,
    integrity: Option<Estimate>,
    right_calls_stopped: Option<Estimate>,
    objection_precision: Option<Estimate>,
    wrong_given_passed: Option<Estimate>,
    published_right: Option<Estimate>,
    audit_estimate: Option<AuditEstimate>,
    miss_histogram: Vec<u64>,
    trajectory: Vec<f64>,
}

impl Simulated {
    fn of(params: &Params, bias: f64, generations: usize, seed: u64) -> Simulated {
        let mut simulation = Simulation::new(params, bias, seed);
        simulation.advance(params.projects() as u64);
        let tally = simulation.tally();
        let mut history = History::new(params, generations, seed);
        while !history.advance(params.projects() as u64) {}
        Simulated {
            seed,
            projects: tally.projects,
            judgement_calls: tally.calls,
            error_rate_now: tally.error_rate(),
            surviving_share: tally.surviving_share(),
            undetected_share: tally.undetected_share(),
            coverage: tally.coverage(),
            integrity: tally.integrity(),
            right_calls_stopped: tally.right_calls_stopped(),
            objection_precision: tally.objection_precision(),
            wrong_given_passed: tally.wrong_given_passed(),
            published_right: tally.published_right(),
            audit_estimate: tally.audit_estimate(params.audit_sensitivity()),
            miss_histogram: tally.misses[..=params.checkers()].to_vec(),
            trajectory: history.trajectory().to_vec(),
        }
    }
}
