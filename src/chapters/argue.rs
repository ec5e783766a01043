//! Chapter 10: argue back.

use blindspot_model::{Parameter, Params, World};

use crate::chapter::control::{AUDIT_BUDGET, DIVERSITY, PROGRESS, SUPERVISION};
use crate::chapter::number::Told;
use crate::chapter::prediction::Asked;
use crate::chapter::task::Results;
use crate::chapter::{
    Chapter, Control, Form, Holds, Note, Number, Objection, Outline, Place, Prediction, Room, Scene, Setting, Task,
    Words,
};
use crate::figure::debate::{self, below_warning, trajectory, warning_line};
use crate::figure::hero::SEED;
use crate::text::number::{grouped, percent, percents};

/// The chapter.
pub struct Argue;

const WORDS: Words = Words {
    id: "argue",
    title: "Argue back",
    claim: None,
    lead: &[
        "@outcome Anybody can build a model that says what they want. So argue with this one: models of four labs, all \
         three claims, supervision at {=supervision}. It ends with {base} of the decisions wrong and undetected. The \
         *warning line* is {line}: what well-taught authors get wrong if nobody checks. Switch on what you find \
         fairer.",
        "@outcome With the switches that are on, it is {now}. Taken one at a time, {saving} switches bring it below \
         the line: \
         {saving_names}.",
    ],
    why: &[
        "@plausible Most of our numbers are guesses, so we let chance choose others. Of {worlds} plausible worlds, {below} end \
         below the line. That shows how open the question is. It is not a probability.",
        "@race Models improve while supervision gets weaker. The pace decides which one wins.",
        "So automated research does not have to fail. But good models alone are not enough for it to correct itself. It needs \
         different eyes, judgement that can be found, and good teaching.",
    ],
    effect: "{now} of the decisions wrong and undetected in the end",
};

/// How much less often better models err and miss.
const BETTER: f64 = 0.5;
/// Progress in probits a generation that the switch for progress assumes.
const PACE: f64 = 0.04;
/// Share of the judgement that a redesign makes crisp.
const CRISP: f64 = 0.5;
/// Catches that it takes to overturn a call where one dissent is not enough.
const CATCHES: f64 = 2.0;
/// How many times as many reviewers more of the same checking is.
const MORE_OF_THE_SAME: f64 = 3.0;
/// How often a reviewer objects to a right decision where false alarms are looked at.
const FALSE_ALARMS: f64 = 0.05;
/// Where the quorum's switch stands among the objections.
const DISSENT: usize = 4;
/// Where the plausible worlds' switch stands among the objections.
const UNCERTAIN: usize = 7;

const OBJECTIONS: &[Objection] = &[
    Objection {
        id: "recovered-gap",
        says: "In your model, errors teach models to be worse than their teaching. In experiments, they were not.",
        switch: "Never worse than taught",
        reply: "Alone: {gap}. This is the strongest objection that we know. It changes a formula and not only a number, and nobody \
                has measured either for research.",
        changes: |params| params.changed(Parameter::RecoveredGap, 1.0),
    },
    Objection {
        id: "more-reviewers",
        says: "Checking by models is cheap. Have much more of it.",
        switch: "Three times the reviewers",
        reply: "Alone: {more}. Four labs differ, so numbers help. Copies of one model end at {copies_more} instead of {copies}.",
        changes: more_of_the_same,
    },
    Objection {
        id: "better-models",
        says: "Better models err less, even if they err alike.",
        switch: "Half the errors and misses",
        reply: "Alone: {better}. Skill helps even where diversity is missing, as long as supervision keeps up with it.",
        changes: |params| {
            let halved = [(Parameter::ErrorRate, params.error_rate()), (Parameter::MissRate, params.miss_rate())];
            params.changed_all(halved.map(|(parameter, rate)| (parameter, (rate * BETTER).max(parameter.spec().min))))
        },
    },
    Objection {
        id: "progress",
        says: "Every generation of models is better than the last.",
        switch: "Models keep improving",
        reply: "Alone, at a pace that we assume: {progress}. The race shows how much depends on that pace when supervision gets \
                weaker.",
        changes: |params| params.changed(Parameter::Progress, params.progress().max(PACE)),
    },
    Objection {
        id: "disagreement",
        says: "Audits can look where reviewers disagree.",
        switch: "Two reviewers must object",
        reply: "The model does better already: one reviewer who objects stops an error. If it takes two, alone: {dissent}. It \
                spares right decisions, though. Say that, in a test, a reviewer objects to {alarms} of those. Then two who must agree \
                stop {stopped_two} of them, and one alone {stopped_one}. And do not choose reviewers by how often their objections \
                are right: with smooth blind spots, that is {precision} here, and {precision_copies} for copies, yet they catch little.",
        changes: |params| params.changed(Parameter::Quorum, CATCHES.min(params.limit(Parameter::Quorum))),
    },
    Objection {
        id: "redesign",
        says: "Work can be made clearer: plans written in advance, logs, formal proofs.",
        switch: "Half the judgement labelled",
        reply: "Alone: {crisp}. Audits that know where to look are among the strongest remedies here.",
        changes: |params| params.changed(Parameter::Modularity, params.modularity().max(CRISP)),
    },
    Objection {
        id: "humans",
        says: "People share blind spots too: the same textbooks, the same fashions.",
        switch: "Models only as alike as people",
        reply: "Alone: {humans}. True, and the model’s people share blind spots. They are not independent, but here they are \
                independent enough.",
        changes: |params| World::HumanLike.of(&params),
    },
    Objection {
        id: "uncertain",
        says: "Your numbers are uncertain. Others might say the opposite.",
        switch: "Show the plausible worlds",
        reply: "They do say different things. Nine in ten end between {plausible_low} and {plausible_high}, and {below} of \
                {worlds} below the line.",
        changes: |params| params,
    },
];

fn more_of_the_same(params: Params) -> Params {
    let wanted = params.reviewers() as f64 * MORE_OF_THE_SAME;
    params.changed(Parameter::Reviewers, wanted.min(params.limit(Parameter::Reviewers)))
}

/// A setting whose reviewers object to right decisions too, as often as they can at their miss rate.
fn alarmed(params: &Params) -> Params {
    params.changed(Parameter::FalseAlarmRate, FALSE_ALARMS.min(params.limit(Parameter::FalseAlarmRate)))
}

const NOTE: Note = Note {
    say: &[
        "This chapter belongs to the class. Flip what it asks for, in its order, and let it see what adds up.",
        "End on what is known and what is not: the shape follows from the assumptions, and nothing that was \
         measured says where \
         the edge is.",
    ],
    mistake: "Either no objection is expected to matter, since the case was made so well, or any of them is.",
    talk: "Which assumption would you most like to see measured, and how?",
};

/// Plausible worlds that are drawn.
const PLAUSIBLE: usize = 50;

fn plausible(params: &Params) -> Task {
    Task::Plausible { params: *params, count: PLAUSIBLE, seed: SEED }
}

/// Where the field ends with each objection that changes it, taken alone.
fn alone(base: &Params) -> Vec<Told> {
    let ends = OBJECTIONS[..UNCERTAIN].iter().map(|objection| (objection.changes)(*base));
    ends.map(|params| Told::run(&params, &trajectory(&params))).collect()
}

impl Outline for Argue {
    fn id(&self) -> &'static str {
        WORDS.id
    }

    fn title(&self) -> &'static str {
        WORDS.title
    }

    fn asks_for(&self) -> Form {
        Form::Count { range: (0.0, OBJECTIONS.len() as f64 - 1.0) }
    }

    fn start(&self) -> Params {
        World::FourLabs.of(&Params::default())
    }

    fn controls(&self) -> &'static [Control] {
        &[SUPERVISION, DIVERSITY, AUDIT_BUDGET, PROGRESS]
    }

    fn objections(&self) -> &'static [Objection] {
        OBJECTIONS
    }

    fn places(&self) -> &'static [Place] {
        const PLACES: &[Place] = &[
            Place::new("outcome", "Over generations", Room::Half),
            Place::new("plausible", "Plausible worlds", Room::Half),
            Place::new("race", "Skill against supervision", Room::Full),
        ];
        PLACES
    }
}

impl Chapter for Argue {
    fn words(&self) -> &'static Words {
        &WORDS
    }

    fn note(&self) -> &'static Note {
        &NOTE
    }

    fn holds(&self) -> Holds {
        Holds { shared_faults: false, bounds: None }
    }

    fn asks_after(&self) -> usize {
        1
    }

    fn prediction(&self) -> Prediction {
        let start = self.start();
        let saving = saving(&alone(&start)).len();
        let tried = OBJECTIONS.len() - 1;
        Prediction {
            question: format!(
                "{tried} objections change the model. How many of them, each alone, bring it below the warning line?"
            ),
            asked: Asked::Count { range: (0.0, tried as f64), unit: "objections", truth: saving as f64, show: grouped },
        }
    }

    fn shows_before(&self) -> bool {
        true
    }

    fn tasks(&self, setting: &Setting) -> Vec<Task> {
        vec![plausible(&setting.params)]
    }

    fn scene(&self, setting: &Setting, results: &Results) -> Scene {
        let (params, base) = (&setting.params, &setting.base);
        let (before, after) = (trajectory(base), trajectory(params));
        let worlds = plausible(params);
        let ends = results.ends(&worlds);
        let band = if setting.is_on(UNCERTAIN) { results.trajectories(&worlds) } else { &[] };
        let ends_alone = alone(base);
        let alone = |name, i: usize| ends_alone[i].number(name, "undetected_share_at_last", percent);
        let saving = saving(&ends_alone);
        let pending = || "…".to_owned();
        let copies = World::OneModel.of(base);
        let ended = |params: &Params, name| {
            Told::run(params, &trajectory(params)).number(name, "undetected_share_at_last", percent)
        };
        let with_alarms = Told::first(&alarmed(base));
        let two = Told::first(&(OBJECTIONS[DISSENT].changes)(alarmed(base)));
        let range = debate::middle(&ends);
        let plausible = |end: usize| range.map_or_else(pending, |(low, high)| percents(low, high)[end].clone());
        let below = below_warning(&ends);
        Scene {
            frames: vec![
                debate::outcome(&before, &after, band, params != base),
                debate::worlds(&ends, results.worlds(&worlds)),
                debate::race(params),
            ],
            numbers: vec![
                Told::run(base, &before).number("base", "undetected_share_at_last", percent),
                Told::run(params, &after).number("now", "undetected_share_at_last", percent),
                Number::plain("line", warning_line(), percent),
                Number::plain("saving", saving.len() as f64, grouped),
                Number::words("saving_names", if saving.is_empty() { "none".to_owned() } else { saving.join(", ") }),
                alone("gap", 0),
                alone("more", 1),
                ended(&copies, "copies"),
                ended(&more_of_the_same(copies), "copies_more"),
                alone("better", 2),
                alone("progress", 3),
                alone("dissent", DISSENT),
                Number::plain("alarms", FALSE_ALARMS, percent),
                with_alarms.number("stopped_one", "right_calls_stopped", percent),
                two.number("stopped_two", "right_calls_stopped", percent),
                with_alarms.number("precision", "objection_precision", percent),
                Told::first(&alarmed(&copies)).number("precision_copies", "objection_precision", percent),
                alone("crisp", 5),
                alone("humans", 6),
                Number::plain("worlds", PLAUSIBLE as f64, grouped),
                Number::words("below", below.map_or_else(pending, |below| below.to_string())),
                Number::words("plausible_low", plausible(0)),
                Number::words("plausible_high", plausible(1)),
            ],
        }
    }
}

/// What the objections are called that, taken alone, end below the warning line.
fn saving(alone: &[Told]) -> Vec<&'static str> {
    const NAMES: [&str; UNCERTAIN] = [
        "the milder formula",
        "more reviewers",
        "better models",
        "progress",
        "two who object",
        "labels",
        "models only as alike as people",
    ];
    let is_below = |told: &Told| told.value("undetected_share_at_last").is_some_and(|share| share < warning_line());
    NAMES.into_iter().zip(alone).filter(|(_, told)| is_below(told)).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::generations::GENERATIONS;

    #[test]
    fn it_stands_above_the_line_and_at_least_two_switches_bring_it_below() {
        let start = Argue.start();
        assert!(trajectory(&start)[GENERATIONS] > warning_line());
        let saving = saving(&alone(&start));
        assert!(saving.len() >= 2, "{saving:?}");
        assert!(!saving.contains(&"two who object"));
        assert!(saving.contains(&"the milder formula") && saving.contains(&"more reviewers"), "{saving:?}");
    }

    /// What is said of copies and of panels in words: more copies are no help, and precision tells nothing.
    #[test]
    fn a_panel_is_not_known_by_its_precision() {
        let start = Argue.start();
        let copies = World::OneModel.of(&start);
        let end = |params: &Params| trajectory(params)[GENERATIONS];
        assert!(end(&more_of_the_same(copies)) > 0.95 * end(&copies));
        assert_eq!(more_of_the_same(start).reviewers(), 3 * start.reviewers(), "as the switch says");
        let told = [start, copies].map(|params| Told::first(&alarmed(&params)));
        let [labs, copies] = told.each_ref().map(|told| told.value("objection_precision").unwrap());
        assert!(copies > labs - 0.1, "copies’ objections are right as often, or more: {labs} {copies}");
        // With shared faults it does tell: hence "with smooth blind spots".
        let faults = |params: &Params| alarmed(&params.changed(Parameter::SharedFaults, 1.0));
        let [labs, copies] = [start, World::OneModel.of(&start)]
            .map(|params| Told::first(&faults(&params)).value("objection_precision").unwrap());
        assert!(copies < 0.5 * labs, "{labs} {copies}");
        let told = [start, World::OneModel.of(&start)].map(|params| Told::first(&alarmed(&params)));
        let [labs, copies] = told.each_ref().map(|told| told.value("catch_rate").unwrap());
        assert!(labs > 5.0 * copies, "{labs} {copies}");
        // Two who must agree spare right decisions.
        let two = Told::first(&(OBJECTIONS[DISSENT].changes)(alarmed(&start)));
        let stopped = |told: &Told| told.value("right_calls_stopped").unwrap();
        assert!(stopped(&two) < 0.5 * stopped(&told[0]));
    }
}
