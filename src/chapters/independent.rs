//! Chapter 1: independent checks multiply.

use blindspot_model::{JudgementCall, Measures, Parameter, Params, World};

use crate::chapter::control::{MISS_RATE, REVIEWERS};
use crate::chapter::number::Told;
use crate::chapter::prediction::Asked;
use crate::chapter::task::by_reviewers;
use crate::chapter::{
    Chapter, Control, Guess, Mark, Note, Number, Objection, Place, Prediction, Results, Room, Scene, Setting, Task,
    Words, well_supervised,
};
use crate::figure::worlds::MOST_REVIEWERS;
use crate::figure::{counts, one_world};
use crate::text::number::{grouped, per_thousand, percent, significant};

/// Planted major errors that reviewers of a medical journal found, of how many: Schroter et al. 2008, J R Soc Med.
const SCHROTER: (f64, f64) = (2.6, 9.0);

/// The chapter.
pub struct Independent;

const WORDS: Words = Words {
    id: "independent",
    title: "Independent checks multiply",
    claim: None,
    lead: &["Begin with a world in which checking works. An author gets {error_rate} of the judgement calls wrong. A \
         reviewer, tested alone, misses {=miss_rate} of the errors it is shown. With {=reviewers} reviewers whose \
         mistakes have nothing to do with each other, an error reaches the record only if every one of them misses it, \
         so the chances multiply: of 1,000 calls {wrong} are wrong, and {published} stay wrong."],
    why: &[
        "Nobody here is careful. What does the work is that the holes are in different places: a call that slips past \
         one reviewer meets another who trips over other things. This is what peer review, replication and second \
         opinions count on, and why a field can be more trustworthy than anybody in it.",
        "The next chapters keep everybody’s skill and take away the one thing that this picture assumes.",
    ],
    effect: "{published} of 1,000 calls stay wrong",
};

const OBJECTIONS: &[Objection] = &[Objection {
    id: "worse-reviewers",
    says: "But real reviewers are worse than that. Asked to find {planted} major errors planted in a paper, reviewers of \
           a medical journal found [on average](https://doi.org/10.1258/jrsm.2008.080062) {found}.",
    switch: "Give every reviewer the miss rate of that experiment",
    reply: "Each then misses {miss_then}, and {published_then} of 1,000 calls stay wrong instead of {published_base}. They \
            still multiply: slowly, but every further reviewer takes its part of what is left.",
    changes: |params| params.changed(Parameter::MissRate, 1.0 - SCHROTER.0 / SCHROTER.1),
}];

const NOTE: Note = Note {
    say: &[
        "This chapter is the good case. Everything after it takes one assumption away, so be sure that it is understood.",
        "Count aloud along the figure: of 1,000 calls {wrong} are wrong, then each reviewer takes the same part of what is \
         left. Nobody in this picture is careful; what works is that the holes are in different places.",
    ],
    mistake: "People subtract where they should multiply: each further check seems to take away a bit less than it does. \
              Some say that nothing can get past so many.",
    talk: "What would two people have to have in common so that they overlook the same thing?",
};

impl Chapter for Independent {
    fn words(&self) -> &'static Words {
        &WORDS
    }

    fn note(&self) -> &'static Note {
        &NOTE
    }

    fn start(&self) -> Params {
        well_supervised(World::Independent)
    }

    fn controls(&self) -> &'static [Control] {
        &[REVIEWERS, MISS_RATE]
    }

    fn objections(&self) -> &'static [Objection] {
        OBJECTIONS
    }

    fn prediction(&self) -> Prediction {
        let start = self.start();
        let told = Told::first(&start);
        Prediction {
            question: format!(
                "Of 1,000 judgement calls {} are wrong. Each of {} independent reviewers misses {} of the errors it sees. \
                 How many wrong calls get past all of them?",
                grouped(1000.0 * start.error_rate()),
                start.reviewers(),
                percent(start.miss_rate())
            ),
            asked: Asked::Count {
                range: (0.0, 1000.0 * start.error_rate()),
                unit: "of 1,000",
                truth: told.value("surviving_share").unwrap_or(0.0) * 1000.0,
                show: |count| significant(count, if count < 10.0 { 1 } else { 2 }),
            },
        }
    }

    fn mark(&self, guess: &Guess) -> Option<Mark> {
        let Guess::Count(count) = guess else { return None };
        Some(Mark::level(1, *count))
    }

    fn places(&self) -> &'static [Place] {
        const PLACES: &[Place] = &[
            Place::new("walls", "Errors meet reviewers", Room::Half),
            Place::new("counts", "More reviewers", Room::Half),
        ];
        PLACES
    }

    fn tasks(&self, setting: &Setting) -> Vec<Task> {
        by_reviewers(&setting.params).into_iter().map(|(_, task)| task).collect()
    }

    fn scene(&self, setting: &Setting, results: &Results) -> Scene {
        let params = &setting.params;
        let (now, base) = (Told::first(params), Told::first(&setting.base));
        let flipped = Told::first(&(OBJECTIONS[0].changes)(setting.base));
        let surviving = JudgementCall::of(params).surviving_by_reviewers(params.initial_bias(), MOST_REVIEWERS);
        let simulated = results.by_reviewers(&by_reviewers(params));
        let wrong = Measures::of(params, params.initial_bias()).error_rate_now;
        Scene {
            frames: vec![one_world::frame(params), counts::frame(params, &surviving, &simulated)],
            numbers: vec![
                now.number("error_rate", "error_rate_now", percent),
                Number::plain("wrong", wrong, per_thousand),
                now.number("published", "surviving_share", per_thousand),
                base.number("published_base", "surviving_share", per_thousand),
                flipped.number("published_then", "surviving_share", per_thousand),
                flipped.number("miss_then", "miss_rate_now", percent),
                Number::plain("found", SCHROTER.0, |n| significant(n, 2)),
                Number::plain("planted", SCHROTER.1, grouped),
            ],
        }
    }
}
