//! Chapter 5: what the lab reports.

use blindspot_model::{AuditPlan, JudgementCall, Parameter, Params, World};

use crate::chapter::control::{AUDIT_BUDGET, DIVERSITY, REVIEWERS};
use crate::chapter::number::Told;
use crate::chapter::prediction::Asked;
use crate::chapter::{
    Chapter, Control, Form, Guess, Holds, Mark, Note, Number, Objection, Outline, Place, Prediction, Results, Room,
    Scene, Setting, Task, Words, well_supervised,
};
use crate::figure::worlds::{self, CurvesKey};
use crate::figure::{integrity, known, planted};
use crate::text::number::{grouped, percent, percents};

/// The chapter.
pub struct Report;

const WORDS: Words = Words {
    id: "report",
    title: "What the lab reports",
    claim: None,
    lead: &[
        "@claimed A careful lab multiplies the chances as in the first chapter, and believes that its audits hit the \
         right steps. So it reports that {claimed} of its projects have no undetected error. At a model diversity of \
         {=diversity}, the truth is {true_integrity}. (It is more if errors come in groups.)",
        "@planted The lab did test its reviewers: it planted errors, and a reviewer caught {planted_caught}. But the \
         author’s own errors lie where the models are blind. Of these, the same reviewer catches {own_caught}.",
    ],
    why: &[
        "@capture A second test asks how often two reviewers catch the same errors. If often, few errors seem to be \
         left. But copies catch the same ones because they are alike. The test arrives at {seen} of the true number.",
        "@claimed The lab’s own audits give the warning. If the report were right, they would find {finds_claimed} \
         errors in a hundred projects. They find {finds}. So an honest lab can know: from {audited} audited projects it \
         estimates that {told_low} to {told_high} of all have no undetected error.",
    ],
    effect: "reported {claimed}, in truth {true_integrity}",
};

const OBJECTIONS: &[Objection] = &[Objection {
    id: "aimed",
    says: "A good lab knows where it used judgement, and audits there.",
    switch: "All of the judgement is labelled",
    reply: "Then {integrity_then} of the projects have no undetected error, instead of {integrity_base}. Independent reviewers \
            would reach {integrity_independent} even without labels. The report says {claimed} in each case.",
    changes: |params| params.changed(Parameter::Modularity, 1.0),
}];

const NOTE: Note = Note {
    say: &[
        "Nobody in this lab lies. Say so twice: the report follows from tests that the lab really made.",
        "Show the planted errors in all worlds: the same result everywhere. Then show the clean projects. A test that cannot \
         tell the worlds apart cannot tell you which one you are in. What random audits find can.",
    ],
    mistake: "The reported share is corrected a little downwards, out of general caution. That the report says next to nothing \
              is rarely considered.",
    talk: "Which test would have told this lab the truth? Who would have to make it?",
};

/// Projects of a simulation.
const PROJECTS: u64 = 600;

/// A count of things that come whole, though it is a mean.
fn whole(count: f64) -> String {
    if count > 0.0 && count < 0.5 { "less than one".to_owned() } else { grouped(count) }
}

fn simulations(params: &Params) -> Vec<Task> {
    planted::settings(params).into_iter().map(|(_, params, _)| Task::calls(params, PROJECTS)).collect()
}

impl Outline for Report {
    fn id(&self) -> &'static str {
        WORDS.id
    }

    fn title(&self) -> &'static str {
        WORDS.title
    }

    fn asks_for(&self) -> Form {
        Form::Count { range: (0.0, 100.0) }
    }

    fn start(&self) -> Params {
        well_supervised(World::OneModel)
    }

    fn controls(&self) -> &'static [Control] {
        &[DIVERSITY, AUDIT_BUDGET, REVIEWERS]
    }

    fn objections(&self) -> &'static [Objection] {
        OBJECTIONS
    }

    fn places(&self) -> &'static [Place] {
        const PLACES: &[Place] = &[
            Place::new("claimed", "Report and truth", Room::Full),
            Place::new("planted", "Planted errors", Room::Half),
            Place::new("capture", "Found twice", Room::Half),
        ];
        PLACES
    }
}

impl Chapter for Report {
    fn words(&self) -> &'static Words {
        &WORDS
    }

    fn note(&self) -> &'static Note {
        &NOTE
    }

    fn holds(&self) -> Holds {
        Holds { shared_faults: true, bounds: Some(true) }
    }

    fn has_worlds(&self) -> bool {
        true
    }

    fn prediction(&self) -> Prediction {
        let start = self.start();
        let measures = known::first_generation(&start);
        Prediction {
            question: format!(
                "The lab reports that {} of its projects have no undetected error. Its reviewers are copies of the model \
                 that did the work. How many projects in 100 really have none?",
                percent(measures.claimed_integrity)
            ),
            asked: Asked::Count {
                range: (0.0, 100.0),
                unit: "in 100",
                truth: measures.integrity * 100.0,
                show: |count| percent(count / 100.0).trim_end_matches('%').to_owned(),
            },
        }
    }

    fn mark(&self, guess: &Guess) -> Option<Mark> {
        let Guess::Count(clean) = guess else { return None };
        Some(Mark::level(0, clean / 100.0))
    }

    fn tasks(&self, setting: &Setting) -> Vec<Task> {
        simulations(&setting.params)
    }

    fn scene(&self, setting: &Setting, results: &Results) -> Scene {
        let params = &setting.params;
        let measures = known::first_generation(params);
        let worlds = worlds::known(&CurvesKey::of(params));
        let tallies: Vec<_> = simulations(params).iter().map(|task| results.tally(task).cloned()).collect();
        let simulated = |get: fn(&blindspot_model::Tally) -> Option<blindspot_model::Estimate>| -> Vec<_> {
            tallies.iter().map(|tally| tally.as_ref().and_then(get)).collect()
        };
        let sensitivity = params.audit_sensitivity();
        let estimates: Vec<_> =
            tallies.iter().map(|tally| tally.as_ref().and_then(|tally| tally.audit_estimate(sensitivity))).collect();
        let told = estimates.first().copied().flatten().map(|estimate| integrity::told_by_audits(params, &estimate));
        // While the projects are simulated nobody knows, and without audits nobody ever does.
        let unknown = if params.audit_budget() == 0 { "an unknown part" } else { "…" };
        let bound = |i: usize| told.map_or_else(|| unknown.to_owned(), |[low, _, high]| percents(low, high)[i].clone());
        let (now, base) = (Told::first(params), Told::first(&setting.base));
        let flipped = Told::first(&(OBJECTIONS[0].changes)(setting.base));
        let independent = Told::first(&World::Independent.of(&setting.base));
        // Errors that the audits of a hundred projects find: as they are, and as they would be if the report were right.
        let found = |audits: AuditPlan, surviving: f64| {
            100.0 * params.judgement_calls() as f64 * (1.0 - audits.unfound()) * surviving
        };
        let claimed_surviving = JudgementCall::claimed(params).surviving_share(0.0);
        let seen = measures.capture_recapture.as_ref().map(|two| two.estimated_remaining + 1.0 - two.true_remaining);
        Scene {
            frames: vec![
                integrity::with_audits(
                    integrity::frame(params, &measures, &worlds, &simulated(blindspot_model::Tally::integrity)),
                    params,
                    &estimates,
                ),
                planted::planted(params, &simulated(blindspot_model::Tally::caught_by_first)),
                planted::capture(params, &simulated(blindspot_model::Tally::missed_by_first_two)),
            ],
            numbers: vec![
                Number::plain("planted_caught", 1.0 - measures.miss_rate_now, percent),
                now.number("own_caught", "caught_by_first", percent),
                now.number("claimed", "claimed_integrity", percent),
                now.number("true_integrity", "integrity", percent),
                seen.map_or_else(
                    || Number::words("seen", "an unknown part"),
                    |seen| Number::plain("seen", seen, percent),
                ),
                Number::plain("finds_claimed", found(AuditPlan::claimed(params), claimed_surviving), whole),
                Number::plain("finds", found(AuditPlan::of(params), measures.surviving_share), whole),
                Number::plain("audited", PROJECTS as f64, grouped),
                Number::words("told_low", bound(0)),
                Number::words("told_high", bound(1)),
                base.number("integrity_base", "integrity", percent),
                flipped.number("integrity_then", "integrity", percent),
                independent.number("integrity_independent", "integrity", percent),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chapter::task::Queue;

    /// An honest lab can know: what its audits say holds the truth in every world, and not what it claims where it is wrong.
    #[test]
    fn the_labs_own_audits_tell_the_truth() {
        let start = Report.start();
        for world in World::ALL {
            let setting = Setting::start(&Report).with(&Report, world.of(&start), 0);
            let results = Queue::begin(&Report.tasks(&setting), Results::default()).finished();
            let scene = Report.scene(&setting, &results);
            let value = |name: &str| scene.number(name).unwrap().value.unwrap();
            let (truth, claimed) = (value("true_integrity"), value("claimed"));
            let crate::chart::Picture::Dumbbells(rows) = &scene.frames[0].picture else { panic!() };
            assert!(rows.rows.iter().all(|row| row.estimated.is_some()));
            let [low, _, high] = rows.rows[0].estimated.unwrap();
            assert!(low <= truth && truth <= high, "{}: {low} {truth} {high}", world.name());
            assert!(high < claimed, "{}: {high} {claimed}", world.name());
            let told = ["told_low", "told_high"].map(|name| scene.number(name).unwrap().text.clone());
            assert_eq!(told, percents(low, high));
        }
        // Without audits nobody can know.
        let blind = start.changed(Parameter::AuditBudget, 0.0);
        let setting = Setting::start(&Report).with(&Report, blind, 0);
        let results = Queue::begin(&Report.tasks(&setting), Results::default()).finished();
        assert_eq!(Report.scene(&setting, &results).number("told_low").unwrap().text, "an unknown part");
    }
}
