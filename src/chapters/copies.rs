//! Chapter 2, claim (a): more copies of one mind.

use blindspot_model::{JudgementCall, Parameter, Params, World};

use crate::chapter::control::{DIVERSITY, MISS_RATE, REVIEWERS};
use crate::chapter::number::Told;
use crate::chapter::prediction::{Asked, Curve, in_a_thousand};
use crate::chapter::task::by_reviewers;
use crate::chapter::{
    Chapter, Control, Guess, Mark, Note, Number, Objection, Place, Prediction, Results, Room, Scene, Setting, Task,
    Words, well_supervised,
};
use crate::chart::axis::{Axis, Spread};
use crate::figure::worlds::{Curves, MOST_REVIEWERS, Scene as Worlds};
use crate::figure::{axes, effective, reviewers};
use crate::text::number::{grouped, independent_reviewers, of_thousand};

/// The chapter.
pub struct Copies;

const WORDS: Words = Words {
    id: "copies",
    title: "More copies of one mind",
    claim: Some('a'),
    lead: &[
        "@crowd Now one AI model does the work, and copies of it check. On errors hidden in the work as a test, \
         each still misses \
         only {=miss_rate}. But models that learned the same things share *blind spots*: mistakes that none of them \
         can see. One copy drops the outlier, and the others find that right.",
        "@crowd *Model diversity* says how differently models err. At {=diversity}, {=reviewers} reviewers leave \
         {published} of 1,000 decisions wrong, and {most} reviewers leave {many}.",
    ],
    why: &[
        "@effective How many *independent* reviewers would do as well? We call that number *effective reviewers*. Here \
         it is {effective}.",
        "@effective So agreement among copies tells you little: the second opinion comes from the same mind as the \
         first. Of 1,000 decisions that all reviewers approve, {unanimous} are wrong.",
    ],
    effect: "the reviewers are worth {effective}, and {published} of 1,000 decisions stay wrong",
};

const OBJECTIONS: &[Objection] = &[Objection {
    id: "better-reviewers",
    says: "Models get better. One good reviewer is worth more than a crowd.",
    switch: "Reviewers who miss half as much",
    reply: "True: {published_base} of 1,000 become {published_then}. Where blind spots are shared, skill helps more than \
            numbers. But it must be a skill that the author, a copy, does not have.",
    changes: |params| params.changed(Parameter::MissRate, (params.miss_rate() / 2.0).max(0.01)),
}];

const NOTE: Note = Note {
    say: &[
        "Ask who has let one model check the work of another, and what they took its agreement for.",
        "Draw the human-like curve with your finger first, then the one of copies. Same skill, same number of \
         reviewers. What \
         does it mean to be worth {effective}?",
    ],
    mistake: "Most curves fall and go on falling: numbers are expected to help as they did in the chapter before. That is \
              right for reviewers who differ.",
    talk: "If a second copy agrees with the first, what have you learned? What if it disagrees?",
};

fn surviving(params: &Params) -> Vec<f64> {
    JudgementCall::of(params).surviving_by_reviewers(params.initial_bias(), MOST_REVIEWERS)
}

impl Chapter for Copies {
    fn words(&self) -> &'static Words {
        &WORDS
    }

    fn note(&self) -> &'static Note {
        &NOTE
    }

    fn start(&self) -> Params {
        // Audits come two chapters later: here every error that reviewers let through stays.
        well_supervised(World::OneModel).changed(Parameter::AuditBudget, 0.0)
    }

    fn controls(&self) -> &'static [Control] {
        &[DIVERSITY, REVIEWERS, MISS_RATE]
    }

    fn has_worlds(&self) -> bool {
        true
    }

    fn objections(&self) -> &'static [Objection] {
        OBJECTIONS
    }

    fn prediction(&self) -> Prediction {
        let truth = surviving(&self.start()).iter().enumerate().map(|(r, &u)| (r as f64, u)).collect();
        let ticks = [0.00001, 0.0001, 0.001, 0.01, 0.1];
        Prediction {
            question:
                "Copies of one model review another copy’s work. Draw how many wrong decisions get past them, from no \
                       reviewer to many."
                    .to_owned(),
            asked: Asked::Curve(Curve {
                x: axes::reviewers(),
                y: Axis {
                    low: 1e-5,
                    high: 0.1,
                    spread: Spread::Log,
                    ticks: ticks.map(|at| (at, format!("{}", at * 1000.0))).into(),
                    name: String::new(),
                },
                measure: "wrong decisions that get past, per 1,000 decisions",
                truth,
                show: in_a_thousand,
                place: |x| format!("with {x:.0} reviewers"),
                compared_at: MOST_REVIEWERS,
            }),
        }
    }

    fn mark(&self, guess: &Guess) -> Option<Mark> {
        // Drawn as shares, shown per 1,000.
        let points = self.prediction().drawn(guess)?.into_iter().map(|(reviewers, share)| (reviewers, share * 1000.0));
        Some(Mark { figure: 0, points: points.collect() })
    }

    fn places(&self) -> &'static [Place] {
        const PLACES: &[Place] = &[
            Place::new("crowd", "More reviewers", Room::Half),
            Place::new("effective", "What they are worth", Room::Half),
        ];
        PLACES
    }

    fn tasks(&self, setting: &Setting) -> Vec<Task> {
        by_reviewers(&setting.params).into_iter().map(|(_, task)| task).collect()
    }

    fn scene(&self, setting: &Setting, results: &Results) -> Scene {
        let params = &setting.params;
        let curves = Curves { worlds: Worlds::of(params).curves(), own: surviving(params) };
        let (now, base) = (Told::first(params), Told::first(&setting.base));
        let flipped = Told::first(&(OBJECTIONS[0].changes)(setting.base));
        let simulated = results.by_reviewers(&by_reviewers(params));
        let miss_rate = now.value("miss_rate_now").unwrap_or(0.5);
        Scene {
            frames: vec![
                reviewers::frame(params, &curves, &simulated),
                effective::frame(params, miss_rate, &curves, &simulated),
            ],
            numbers: vec![
                Number::plain("most", MOST_REVIEWERS as f64, grouped),
                Number::plain("many", curves.own[MOST_REVIEWERS], of_thousand),
                now.number("effective", "effective_reviewers", independent_reviewers),
                now.number("published", "surviving_share", of_thousand),
                now.number("unanimous", "unanimous_and_wrong", of_thousand),
                base.number("published_base", "surviving_share", of_thousand),
                flipped.number("published_then", "surviving_share", of_thousand),
            ],
        }
    }
}
