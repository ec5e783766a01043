//! Chapter 4, claim (b): judgement is everywhere.

use blindspot_model::{AuditPlan, Measures, Parameter, Params, World};

use crate::chapter::control::{AUDIT_BUDGET, JUDGEMENT_CALLS, MODULARITY, STEPS};
use crate::chapter::number::Told;
use crate::chapter::prediction::Asked;
use crate::chapter::{
    Chapter, Control, Form, Holds, Note, Number, Objection, Outline, Place, Prediction, Results, Room, Scene, Setting,
    Task, Words, well_supervised,
};
use crate::figure::hero::SEED;
use crate::figure::{audit_strip, coverage};
use crate::text::number::{grouped, per_thousand, percent, significant};

/// The chapter.
pub struct Judgement;

const WORDS: Words = Words {
    id: "judgement",
    title: "Judgement is everywhere",
    claim: Some('b'),
    lead: &[
        "@strips If reviewers share blind spots, check against the world: measure again, run it again, prove it. Such a \
         check is an *audit*. A project has {=steps} steps. {=judgement_calls} of them are decisions that need \
         judgement: what to plot, which outlier to drop, what to report.",
        "@strips There is money for {checks} audits. If we knew where the judgement is, they would cover \
         {covered_aimed} of it. But these decisions are everywhere, and from outside they look like any other step. So \
         the audits cover {covered}.",
    ],
    why: &[
        "@coverage Audits at random hit judgement no more often than anything else. With {=audit_budget} of all steps \
         audited, {left} of 1,000 decisions stay wrong. There are two ways out: audit nearly everything, or mark where \
         judgement was used.",
    ],
    effect: "{covered} of the judgement is audited, {left} of 1,000 decisions stay wrong",
};

const OBJECTIONS: &[Objection] = &[Objection {
    id: "labelled",
    says: "Some judgement is easy to mark. Log every choice, and let the model say where it was unsure.",
    switch: "Half of the judgement is labelled",
    reply: "The same audits then cover {covered_then} instead of {covered_base}, and {left_then} of 1,000 decisions stay wrong \
            instead of {left_base}. The other half stays hidden: a model labels only the judgement that it notices.",
    changes: |params| params.changed(Parameter::Modularity, params.modularity().max(0.5)),
}];

const NOTE: Note = Note {
    say: &[
        "Ask for decisions in the class’s own work that needed judgement: the outlier that was dropped, the moment when a result \
         looked good enough to stop.",
        "Both strips get the same {checks} checks. Count the marks that hit judgement, above and below.",
    ],
    mistake: "Audits are expected to find what they are meant to find. Whoever audits knows a place to look, and forgets how \
              many places there are.",
    talk: "Which steps of your last project would you have marked as judgement at the time?",
};

/// Budgets that are simulated, as shares of the steps.
const SIMULATED: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];
/// Projects of a simulation.
const PROJECTS: u64 = 400;

fn simulations(params: &Params) -> Vec<(f64, Task)> {
    SIMULATED
        .into_iter()
        .map(|share| {
            let budget = (share * params.steps() as f64).round();
            let params = params.changed(Parameter::AuditBudget, budget);
            (budget / params.steps() as f64, Task::calls(params, PROJECTS))
        })
        .collect()
}

impl Outline for Judgement {
    fn id(&self) -> &'static str {
        WORDS.id
    }

    fn title(&self) -> &'static str {
        WORDS.title
    }

    fn asks_for(&self) -> Form {
        Form::Count { range: (0.0, self.start().judgement_calls() as f64) }
    }

    fn start(&self) -> Params {
        well_supervised(World::FourLabs)
    }

    fn controls(&self) -> &'static [Control] {
        &[AUDIT_BUDGET, MODULARITY, STEPS, JUDGEMENT_CALLS]
    }

    fn objections(&self) -> &'static [Objection] {
        OBJECTIONS
    }

    fn places(&self) -> &'static [Place] {
        const PLACES: &[Place] = &[
            Place::new("strips", "Where audits land", Room::Full),
            Place::new("coverage", "How much they reach", Room::Full),
        ];
        PLACES
    }
}

impl Chapter for Judgement {
    fn words(&self) -> &'static Words {
        &WORDS
    }

    fn note(&self) -> &'static Note {
        &NOTE
    }

    fn holds(&self) -> Holds {
        Holds { shared_faults: true, bounds: Some(true) }
    }

    fn prediction(&self) -> Prediction {
        let start = self.start();
        let calls = start.judgement_calls() as f64;
        Prediction {
            question: format!(
                "{} audits fall on a project of {} steps. {} of the steps are decisions that need judgement, but nobody can tell \
                 which. How many of these decisions get an audit?",
                start.audit_budget(),
                start.steps(),
                start.judgement_calls()
            ),
            asked: Asked::Count {
                range: (0.0, calls),
                unit: "decisions",
                truth: AuditPlan::of(&start).coverage() * calls,
                show: |count| significant(count, if count < 10.0 { 2 } else { 3 }).trim_end_matches(".0").to_owned(),
            },
        }
    }

    fn tasks(&self, setting: &Setting) -> Vec<Task> {
        simulations(&setting.params).into_iter().map(|(_, task)| task).collect()
    }

    fn scene(&self, setting: &Setting, results: &Results) -> Scene {
        let params = &setting.params;
        let measures = Measures::of(params, params.initial_bias());
        let aimed = params.changed(Parameter::Modularity, 1.0);
        let flipped = (OBJECTIONS[0].changes)(setting.base);
        let simulated: Vec<_> = simulations(params)
            .iter()
            .filter_map(|(share, task)| Some((*share, results.tally(task)?.undetected_share()?)))
            .collect();
        let (now, base, then) = (Told::first(params), Told::first(&setting.base), Told::first(&flipped));
        Scene {
            frames: vec![audit_strip::frame(params, SEED), coverage::frame(params, &measures, &simulated)],
            numbers: vec![
                Number::plain("checks", params.audit_budget() as f64, grouped),
                Told::first(&aimed).number("covered_aimed", "coverage", percent),
                now.number("covered", "coverage", percent),
                now.number("left", "undetected_share", per_thousand),
                base.number("covered_base", "coverage", percent),
                then.number("covered_then", "coverage", percent),
                base.number("left_base", "undetected_share", per_thousand),
                then.number("left_then", "undetected_share", per_thousand),
            ],
        }
    }
}
