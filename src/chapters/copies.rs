//! Chapter 2, claim (a): more copies of one mind.

use blindspot_model::{JudgementCall, Parameter, Params, World};

use crate::chapter::control::{DIVERSITY, MISS_RATE, REVIEWERS};
use crate::chapter::number::Told;
use crate::chapter::prediction::{Asked, Curve, in_a_thousand};
use crate::chapter::task::by_reviewers;
use crate::chapter::{
    Chapter, Control, Note, Number, Objection, Place, Prediction, Results, Room, Scene, Setting, Task, Words,
    well_supervised,
};
use crate::chart::axis::{Axis, Spread};
use crate::figure::worlds::{Curves, MOST_REVIEWERS, Scene as Worlds};
use crate::figure::{axes, effective, reviewers};
use crate::text::number::{factor, grouped, per_thousand, significant};

/// The chapter.
pub struct Copies;

const WORDS: Words = Words {
    id: "copies",
    title: "More copies of one mind",
    claim: Some('a'),
    lead: &[
        "Now let one model check another. Each still misses {=miss_rate} of the errors that are planted for it: nobody got \
         worse. But what the author gets wrong, a model that learned from the same data tends to get wrong too. Going \
         from {few} reviewers to {most} divides the errors that slip through by {human_factor} in a human-like field, and \
         by {model_factor} among copies of one model.",
        "Here {=reviewers} reviewers at a model diversity of {=diversity} are worth {effective} independent ones, and leave \
         {published} of 1,000 calls wrong.",
    ],
    why: &[
        "*Effective reviewers* is how many independent ones would let as little through. Agreement among copies says little: \
         the second signature comes from the mind that gave the first. Where all of them approve, {unanimous} of the calls \
         are wrong all the same.",
        "Counting how the reviewers’ misses correlate with each other, as one would with survey answers, gives {kish} votes. \
         That is too kind: it cannot see that they also share the author’s blind spot.",
    ],
    effect: "{effective} effective reviewers, {published} of 1,000 calls stay wrong",
};

const OBJECTIONS: &[Objection] = &[Objection {
    id: "better-reviewers",
    says: "But models get better. A reviewer that misses half as much is worth more than a crowd.",
    switch: "Halve the miss rate of every reviewer",
    reply: "It is: {published_base} of 1,000 become {published_then}. Where blind spots are shared, skill pays and numbers do \
            not. But note what skill would have to mean here: seeing what the author of the same make did not see.",
    changes: |params| params.changed(Parameter::MissRate, (params.miss_rate() / 2.0).max(0.01)),
}];

const NOTE: Note = Note {
    say: &[
        "Ask who has let one model check the work of another, and what they took its agreement for.",
        "Draw the human-like curve with your finger first, then the one of copies. Same skill, same number of reviewers. What \
         is {effective} of a reviewer?",
    ],
    mistake: "Most curves fall and go on falling: numbers are expected to help as they did in the chapter before. That is \
              right for reviewers who differ.",
    talk: "If a second copy agrees with the first, what have you learned? What if it disagrees?",
};

/// Reviewers that the chapter's factors go from.
const FEW: usize = 3;

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
                "Copies of one model review another copy’s work. Draw how many wrong calls get past them, from no \
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
                measure: "wrong calls that get past, per 1,000 judgement calls",
                truth,
                show: in_a_thousand,
                place: |x| format!("with {x:.0} reviewers"),
                compared_at: MOST_REVIEWERS,
            }),
        }
    }

    fn places(&self) -> &'static [Place] {
        const PLACES: &[Place] = &[Place::new("crowd", Room::Half), Place::new("effective", Room::Half)];
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
        let divided = |world: World| {
            let curve = World::ALL.iter().position(|&other| other == world).map_or(&curves.own, |i| &curves.worlds[i]);
            curve[FEW] / curve[MOST_REVIEWERS]
        };
        Scene {
            frames: vec![
                reviewers::frame(params, &curves, &simulated),
                effective::frame(params, miss_rate, &curves, &simulated),
            ],
            numbers: vec![
                Number::plain("few", FEW as f64, grouped),
                Number::plain("most", MOST_REVIEWERS as f64, grouped),
                Number::plain("human_factor", divided(World::HumanLike), factor),
                Number::plain("model_factor", divided(World::OneModel), |n| significant(n, 2)),
                now.number("effective", "effective_reviewers", |r| significant(r, 2)),
                now.number("published", "surviving_share", per_thousand),
                now.number("unanimous", "unanimous_and_wrong", crate::text::number::percent),
                now.number("kish", "kish_votes_on_errors", |votes| significant(votes, 2)),
                base.number("published_base", "surviving_share", per_thousand),
                flipped.number("published_then", "surviving_share", per_thousand),
            ],
        }
    }
}
