//! Chapter 2, claim (a): more copies of one mind.

use blindspot_model::{JudgementCall, Parameter, Params, World};

use crate::chapter::control::{DIVERSITY, MISS_RATE, REVIEWERS};
use crate::chapter::number::Told;
use crate::chapter::prediction::{Asked, Curve, in_a_thousand};
use crate::chapter::task::by_reviewers;
use crate::chapter::{
    Chapter, Control, Form, Guess, Holds, Mark, Note, Number, Objection, Outline, Place, Prediction, Results, Room,
    Scene, Setting, Task, Words, well_supervised,
};
use crate::chart::axis::{Axis, Spread};
use crate::figure::worlds::{Curves, CurvesKey, MOST_REVIEWERS};
use crate::figure::{axes, effective, reviewers};
use crate::text::number::{grouped, independent_reviewers, of_thousand};

/// The chapter.
pub struct Copies;

const WORDS: Words = Words {
    id: "copies",
    title: "More copies of one mind",
    claim: Some('a'),
    lead: &[
        "@crowd Now one AI model does the work, and copies of it check. In a test with planted errors, each \
         still misses only {=miss_rate}. But models that learned the same things share *blind spots*: mistakes that none of them \
         can see. One copy drops the outlier, and the others find that right.",
        "@crowd *Model diversity* says how differently models err. At {=diversity}, {=reviewers} reviewers leave \
         {published} of 1,000 decisions wrong, and {most} reviewers leave {many}.",
    ],
    why: &[
        "@effective How many *independent* reviewers would do as well? We call that number *effective reviewers*. Here \
         it is {effective}.",
        "@effective So agreement among copies tells you little: the second opinion comes from the same mind as the \
         first. Of 1,000 decisions, {unanimous} are wrong and all reviewers approve them.",
    ],
    effect: "the reviewers are worth {effective}, and {published} of 1,000 decisions stay wrong",
};

/// Tries that an author has where work is handed in until it passes.
const TRIES: f64 = 8.0;

const OBJECTIONS: &[Objection] = &[
    Objection {
        id: "better-reviewers",
        says: "Models get better. One good reviewer is worth more than a crowd.",
        switch: "Reviewers who miss half as much",
        reply: "True: {published_base} of 1,000 become {published_then}. Where blind spots are shared, skill helps more than \
                numbers. But the author is a copy too: it must be a skill that the author lacks.",
        changes: |params| params.changed(Parameter::MissRate, (params.miss_rate() / 2.0).max(0.01)),
    },
    Objection {
        id: "shared-faults",
        says: "Perhaps models do not share a vague blind spot, but a few exact mistakes.",
        switch: "Blind spots are shared faults",
        reply: "Then {published_faults} of 1,000 stay wrong instead of {published_base}, and more copies help even less. And models \
                that differ like people no longer gain from numbers: {few} leave {people_few}, {most} leave {people_most}. With \
                our smooth blind spots, it is {smooth_few} and {smooth_most}.",
        changes: |params| params.changed(Parameter::SharedFaults, 1.0),
    },
    Objection {
        id: "tries",
        says: "Work that is stopped comes back. With enough tries, something gets past any reviewer.",
        switch: "Try again until it passes",
        reply: "With up to {tries} tries, {published_tries} of 1,000 stay wrong instead of {published_base}. For copies little changes: \
                they are misled at the first try. Reviewers who differ like people let through {people_tries} instead of \
                {people_once}.",
        changes: |params| params.changed(Parameter::Attempts, TRIES),
    },
];

/// The lowest and the highest share that can be drawn.
const HEIGHT: (f64, f64) = (1e-5, 0.1);

/// Reviewers beside whom many are set in words.
const FEW: f64 = 3.0;

/// U of models that differ like people with so many reviewers, of a setting.
fn people(params: &Params, reviewers: f64) -> Told {
    Told::first(&World::HumanLike.of(params).changed(Parameter::Reviewers, reviewers))
}

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

impl Outline for Copies {
    fn id(&self) -> &'static str {
        WORDS.id
    }

    fn title(&self) -> &'static str {
        WORDS.title
    }

    fn asks_for(&self) -> Form {
        Form::Curve { points: MOST_REVIEWERS + 1, height: HEIGHT }
    }

    fn start(&self) -> Params {
        // Audits come two chapters later: here every error that reviewers let through stays.
        well_supervised(World::OneModel).changed(Parameter::AuditBudget, 0.0)
    }

    fn controls(&self) -> &'static [Control] {
        &[DIVERSITY, REVIEWERS, MISS_RATE]
    }

    fn objections(&self) -> &'static [Objection] {
        OBJECTIONS
    }

    fn places(&self) -> &'static [Place] {
        const PLACES: &[Place] = &[
            Place::new("crowd", "More reviewers", Room::Half),
            Place::new("effective", "What they are worth", Room::Half),
        ];
        PLACES
    }
}

impl Chapter for Copies {
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
                    low: HEIGHT.0,
                    high: HEIGHT.1,
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

    fn tasks(&self, setting: &Setting) -> Vec<Task> {
        by_reviewers(&setting.params).into_iter().map(|(_, task)| task).collect()
    }

    fn scene(&self, setting: &Setting, results: &Results) -> Scene {
        let params = &setting.params;
        let curves = Curves { worlds: CurvesKey::of(params).curves(), own: surviving(params) };
        let (now, base) = (Told::first(params), Told::first(&setting.base));
        let [flipped, faults, tries] = [0, 1, 2].map(|i: usize| (OBJECTIONS[i].changes)(setting.base));
        let share = |told: Told, name| told.number(name, "surviving_share", of_thousand);
        let most = MOST_REVIEWERS as f64;
        let now_many = setting.base.reviewers() as f64;
        let simulated = results.by_reviewers(&by_reviewers(params));
        Scene {
            frames: vec![reviewers::frame(params, &curves, &simulated), effective::frame(params, &simulated)],
            numbers: vec![
                Number::plain("most", MOST_REVIEWERS as f64, grouped),
                Number::plain("many", curves.own[MOST_REVIEWERS], of_thousand),
                now.number("effective", "effective_reviewers", independent_reviewers),
                now.number("published", "surviving_share", of_thousand),
                now.number("unanimous", "unanimous_and_wrong", of_thousand),
                base.number("published_base", "surviving_share", of_thousand),
                share(Told::first(&flipped), "published_then"),
                share(Told::first(&faults), "published_faults"),
                Number::plain("few", FEW, grouped),
                share(people(&faults, FEW), "people_few"),
                share(people(&faults, most), "people_most"),
                share(people(&setting.base, FEW), "smooth_few"),
                share(people(&setting.base, most), "smooth_most"),
                Number::plain("tries", TRIES, grouped),
                share(Told::first(&tries), "published_tries"),
                share(people(&tries, now_many), "people_tries"),
                share(people(&setting.base, now_many), "people_once"),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surviving(told: &Told) -> f64 {
        told.value("surviving_share").unwrap()
    }

    /// "No longer gain from numbers", "even less": what the reply says in words.
    #[test]
    fn shared_faults_make_numbers_useless() {
        let start = Copies.start();
        let faults = (OBJECTIONS[1].changes)(start);
        let gain = |params: &Params| surviving(&people(params, FEW)) / surviving(&people(params, 15.0));
        assert!(gain(&start) > 10.0 && gain(&faults) < 1.05, "{} {}", gain(&start), gain(&faults));
        let copies =
            |params: &Params, reviewers| surviving(&Told::first(&params.changed(Parameter::Reviewers, reviewers)));
        let gain = |params: &Params| copies(params, FEW) / copies(params, 15.0);
        assert!(gain(&faults) < gain(&start));
        assert!(copies(&faults, FEW) > copies(&start, FEW));
    }

    /// "For copies little changes", and for who differs much does.
    #[test]
    fn tries_get_past_those_who_differ() {
        let start = Copies.start();
        let tries = (OBJECTIONS[2].changes)(start);
        let ratio = |once: Told, often: Told| surviving(&often) / surviving(&once);
        assert!(ratio(Told::first(&start), Told::first(&tries)) < 1.05);
        assert!(ratio(people(&start, FEW), people(&tries, FEW)) > 1.2);
    }
}
