//! Chapter 1: independent checks multiply.

use blindspot_model::{JudgementCall, Parameter, Params, World};

use crate::chapter::control::{MISS_RATE, REVIEWERS};
use crate::chapter::number::Told;
use crate::chapter::prediction::Asked;
use crate::chapter::task::by_reviewers;
use crate::chapter::{
    Chapter, Control, Form, Guess, Holds, Mark, Note, Number, Objection, Outline, Place, Prediction, Results, Room,
    Scene, Setting, Task, Words, well_supervised,
};
use crate::figure::worlds::MOST_REVIEWERS;
use crate::figure::{counts, one_world};
use crate::text::number::{grouped, of_thousand, per_thousand, percent, significant};

/// Planted major errors that reviewers of a medical journal found, of how many: Schroter et al. 2008, J R Soc Med.
const SCHROTER: (f64, f64) = (2.6, 9.0);

/// The chapter.
pub struct Independent;

const WORDS: Words = Words {
    id: "independent",
    title: "Independent checks multiply",
    claim: None,
    lead: &[
        "@walls Begin with a world in which checking works. An analyst sees an outlier, a point far from the others, \
         and drops it. No rule says whether that is right: it is a decision that needs judgement. {=reviewers} \
         reviewers check each decision, and each alone misses {=miss_rate} of the errors. Their mistakes have nothing \
         to do with each other: they are *independent*.",
        "@counts An error stays only if all miss it. They err separately, so the chances multiply. Of 1,000 decisions, {wrong} are \
         wrong at first, and {published} after review.",
    ],
    why: &[
        "No reviewer here is very good. Checking works because each overlooks different things. The next chapters keep \
         everybody’s skill and change how alike the mistakes are. (One simplification: a caught error is always \
         repaired well.)",
    ],
    effect: "{published} of 1,000 decisions stay wrong",
};

const OBJECTIONS: &[Objection] = &[
    Objection {
        id: "worse-reviewers",
        says: "Real reviewers can be worse. [In a test](https://doi.org/10.1258/jrsm.2008.080062), they found {found} of {planted} \
               planted errors on average.",
        switch: "Reviewers as weak as in a test",
        reply: "Each reviewer then misses {miss_then}, and {published_then} of 1,000 decisions stay wrong instead of \
                {published_base}. The chances still multiply, only more slowly.",
        changes: |params| params.changed(Parameter::MissRate, 1.0 - SCHROTER.0 / SCHROTER.1),
    },
    Objection {
        id: "redone",
        says: "Who repairs a caught error? The author, who may err again, and nobody checks the repair.",
        switch: "Repairs are not checked",
        reply: "Then {published_redone} of 1,000 decisions stay wrong instead of {published_base}. Now the author limits the \
                result, and more reviewers hardly help. So check repairs like any other work.",
        changes: |params| params.changed(Parameter::Redone, 1.0),
    },
];

const NOTE: Note = Note {
    say: &[
        "This chapter is the good case. Everything after it takes one assumption away, so be sure that it is understood.",
        "Count aloud along the figure: of 1,000 decisions {wrong} are wrong, then each reviewer stops the same part of what is \
         left. No reviewer here is very good. It works because they overlook different things.",
    ],
    mistake: "People subtract where they should multiply: each further check seems to take away a bit less than it does. \
              Some say that nothing can get past so many.",
    talk: "What would two people have to have in common so that they overlook the same thing?",
};

impl Outline for Independent {
    fn id(&self) -> &'static str {
        WORDS.id
    }

    fn title(&self) -> &'static str {
        WORDS.title
    }

    fn asks_for(&self) -> Form {
        Form::Count { range: (0.0, 1000.0 * self.start().error_rate()) }
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

    fn places(&self) -> &'static [Place] {
        const PLACES: &[Place] = &[
            Place::new("walls", "Errors meet reviewers", Room::Half),
            Place::new("counts", "More reviewers", Room::Half),
        ];
        PLACES
    }
}

impl Chapter for Independent {
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
        let told = Told::first(&start);
        Prediction {
            question: format!(
                "Of 1,000 decisions {} are wrong. Each of {} independent reviewers misses {} of the errors. How many wrong \
                 decisions get past all of them?",
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

    fn tasks(&self, setting: &Setting) -> Vec<Task> {
        by_reviewers(&setting.params).into_iter().map(|(_, task)| task).collect()
    }

    fn scene(&self, setting: &Setting, results: &Results) -> Scene {
        let params = &setting.params;
        let (now, base) = (Told::first(params), Told::first(&setting.base));
        let [flipped, redone] = [0, 1].map(|i: usize| Told::first(&(OBJECTIONS[i].changes)(setting.base)));
        let surviving = JudgementCall::of(params).surviving_by_reviewers(params.initial_bias(), MOST_REVIEWERS);
        let simulated = results.by_reviewers(&by_reviewers(params));
        Scene {
            frames: vec![one_world::frame(params), counts::frame(params, &surviving, &simulated)],
            numbers: vec![
                now.number("wrong", "error_rate_now", per_thousand),
                now.number("published", "surviving_share", of_thousand),
                base.number("published_base", "surviving_share", of_thousand),
                flipped.number("published_then", "surviving_share", of_thousand),
                redone.number("published_redone", "surviving_share", of_thousand),
                flipped.number("miss_then", "miss_rate_now", percent),
                Number::plain("found", SCHROTER.0, |n| significant(n, 2)),
                Number::plain("planted", SCHROTER.1, grouped),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "More reviewers hardly help" where repairs go unchecked, and help as ever where they are right.
    #[test]
    fn unchecked_repairs_limit_what_reviewers_do() {
        let start = Independent.start();
        let redone = (OBJECTIONS[1].changes)(start);
        let surviving = |params: &Params, reviewers: f64| {
            Told::first(&params.changed(Parameter::Reviewers, reviewers)).value("surviving_share").unwrap()
        };
        let gain = |params: &Params| surviving(params, 3.0) / surviving(params, 15.0);
        assert!(gain(&redone) < 1.2 && gain(&start) > 1000.0, "{} {}", gain(&redone), gain(&start));
        assert!(surviving(&redone, 3.0) > 10.0 * surviving(&start, 3.0));
    }
}
