//! Chapter 5: what the lab reports.

use blindspot_model::{Parameter, Params, World};

use crate::chapter::control::{AUDIT_BUDGET, DIVERSITY, REVIEWERS};
use crate::chapter::number::Told;
use crate::chapter::prediction::Asked;
use crate::chapter::{
    Chapter, Control, Note, Number, Objection, Place, Prediction, Results, Room, Scene, Setting, Task, Words,
    well_supervised,
};
use crate::figure::worlds::{self, Scene as Worlds};
use crate::figure::{integrity, known, planted};
use crate::text::number::{factor, percent};

/// The chapter.
pub struct Report;

const WORDS: Words = Words {
    id: "report",
    title: "What the lab reports",
    claim: None,
    lead: &[
        "A lab can do everything by the book and still be misled. It plants errors and finds that a reviewer catches \
         {planted_caught}. It multiplies, as in the first chapter, takes its audits for aimed, and reports that \
         {claimed} of its projects are free of undetected errors. With {=reviewers} reviewers at a model diversity of \
         {=diversity} and {=audit_budget} of the steps audited, it is {true_integrity}.",
        "Its second test is worse than none. Two reviewers are compared: the more their catches overlap, the fewer errors \
         both should have missed. The lab concludes that {estimated} of the errors remain. In truth {remaining} do.",
    ],
    why: &[
        "Planted errors are not the author’s errors. They are spread over all calls, so the test measures the skill that \
         is the same in every world. What matters is the miss rate on those calls that the author got wrong: there the same \
         reviewer catches {own_caught}. No test with planted errors shows the difference, however large; and agreement, \
         which the second test takes for thoroughness, is just what shared blind spots produce.",
        "So undetected errors are {overconfidence} times as many as claimed, and nothing in the lab’s own records says so.",
    ],
    effect: "claimed {claimed}, true {true_integrity}",
};

const OBJECTIONS: &[Objection] = &[Objection {
    id: "aimed",
    says: "But a good lab knows where its judgement calls are, and audits those.",
    switch: "Let every judgement call be labelled",
    reply: "Then {integrity_then} of the projects are clean instead of {integrity_base}. Reviewers who share no blind spot \
            would have brought it to {integrity_independent}, without a label. Each claim alone makes the report wrong, and \
            it still says {claimed}.",
    changes: |params| params.changed(Parameter::Modularity, 1.0),
}];

const NOTE: Note = Note {
    say: &[
        "Nobody in this lab lies. Say so twice: the report follows from tests that the lab really made.",
        "Show the planted errors in all worlds: the same result everywhere. Then show the clean projects. A test that cannot \
         tell the worlds apart cannot tell you which one you are in.",
    ],
    mistake: "The reported share is corrected a little downwards, out of general caution. That the report says next to nothing \
              is rarely considered.",
    talk: "Which test would have told this lab the truth? Who would have to make it?",
};

/// Projects of a simulation.
const PROJECTS: u64 = 600;

fn simulations(params: &Params) -> Vec<Task> {
    planted::settings(params).into_iter().map(|(_, params, _)| Task::calls(params, PROJECTS)).collect()
}

impl Chapter for Report {
    fn words(&self) -> &'static Words {
        &WORDS
    }

    fn note(&self) -> &'static Note {
        &NOTE
    }

    fn start(&self) -> Params {
        well_supervised(World::OneModel)
    }

    fn controls(&self) -> &'static [Control] {
        &[DIVERSITY, AUDIT_BUDGET, REVIEWERS]
    }

    fn has_worlds(&self) -> bool {
        true
    }

    fn objections(&self) -> &'static [Objection] {
        OBJECTIONS
    }

    fn prediction(&self) -> Prediction {
        let start = self.start();
        let measures = known::first_generation(&start);
        Prediction {
            question: format!(
                "The lab reports that {} of its projects have no undetected error. Its reviewers are copies of the model \
                 that did the work. How many projects in 100 are really clean?",
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

    fn places(&self) -> &'static [Place] {
        const PLACES: &[Place] =
            &[Place::new("claimed", Room::Full), Place::new("planted", Room::Half), Place::new("capture", Room::Half)];
        PLACES
    }

    fn tasks(&self, setting: &Setting) -> Vec<Task> {
        simulations(&setting.params)
    }

    fn scene(&self, setting: &Setting, results: &Results) -> Scene {
        let params = &setting.params;
        let measures = known::first_generation(params);
        let worlds = worlds::known(&Worlds::of(params));
        let tallies: Vec<_> = simulations(params).iter().map(|task| results.tally(task).cloned()).collect();
        let simulated = |get: fn(&blindspot_model::Tally) -> Option<blindspot_model::Estimate>| -> Vec<_> {
            tallies.iter().map(|tally| tally.as_ref().and_then(get)).collect()
        };
        let (now, base) = (Told::first(params), Told::first(&setting.base));
        let flipped = Told::first(&(OBJECTIONS[0].changes)(setting.base));
        let independent = Told::first(&World::Independent.of(&setting.base));
        Scene {
            frames: vec![
                integrity::frame(params, &measures, &worlds, &simulated(blindspot_model::Tally::integrity)),
                planted::planted(params, &simulated(blindspot_model::Tally::caught_by_first)),
                planted::capture(params, &simulated(blindspot_model::Tally::missed_by_first_two)),
            ],
            numbers: vec![
                Number::plain("planted_caught", 1.0 - measures.miss_rate_now, percent),
                now.number("own_caught", "caught_by_first", percent),
                now.number("claimed", "claimed_integrity", percent),
                now.number("true_integrity", "integrity", percent),
                now.number("estimated", "estimated_unseen", percent).or("an unknown share"),
                now.number("remaining", "true_remaining", percent).or("some share"),
                now.number("overconfidence", "overconfidence", factor),
                base.number("integrity_base", "integrity", percent),
                flipped.number("integrity_then", "integrity", percent),
                independent.number("integrity_independent", "integrity", percent),
            ],
        }
    }
}
