//! Chapter 9: argue back.

use blindspot_model::{Parameter, Params, World};

use crate::chapter::control::{AUDIT_BUDGET, DIVERSITY, PROGRESS, SUPERVISION};
use crate::chapter::number::Told;
use crate::chapter::prediction::Asked;
use crate::chapter::task::Results;
use crate::chapter::{Chapter, Control, Note, Number, Objection, Place, Prediction, Room, Scene, Setting, Task, Words};
use crate::figure::debate::{self, below_warning, trajectory, warning_line};
use crate::figure::hero::SEED;
use crate::text::number::{grouped, percent, significant};

/// The chapter.
pub struct Argue;

const WORDS: Words = Words {
    id: "argue",
    title: "Argue back",
    claim: None,
    lead: &[
        "A model like this can be rigged. So here it stands for trial: models of four labs, all three claims on, supervision at \
         {=supervision}. It ends with {base} of the calls wrong and undetected, above a *warning line* of {line}: as many \
         errors as well-supervised authors would make if nobody checked them. Flip what you think was unfair; flips add up.",
        "With what is on now it is {now}. Taken one at a time, {saving} of the switches bring it below the line.",
    ],
    why: &[
        "What brings it below the line: {saving_names}. So the warning is no law of nature: it follows from choices, and \
         other choices avoid it. Plain skill is one of them. The others put back something that correlation took away: other \
         eyes, judgement that can be pointed at. None is more of the same checking.",
        "The parameters are guesses within ranges. The feedback is taken from the case in which weak supervision generalized worst, and the plausible worlds lie to both sides of it. Of {worlds} plausible worlds around this setting {below} end below the line. \
         Read that as how open the question is, not as odds.",
    ],
    effect: "{now} of the calls wrong and undetected in the end",
};

/// How much less often better models err and miss.
const BETTER: f64 = 0.5;
/// Progress in probits a generation that the race's switch assumes.
const PACE: f64 = 0.04;
/// Share of the judgement that a redesign makes crisp.
const CRISP: f64 = 0.5;
/// Catches that it takes to overturn a call where one dissent is not enough.
const CATCHES: f64 = 2.0;
/// Where the plausible worlds' switch stands among the objections.
const UNCERTAIN: usize = 5;

const OBJECTIONS: &[Objection] = &[
    Objection {
        id: "better-models",
        says: "Better models err less, even if they err alike.",
        switch: "Halve what authors get wrong and reviewers miss",
        reply: "Alone: {better}. Skill helps even where diversity is missing, as long as supervision does not fall behind it.",
        changes: |params| {
            let halved = [(Parameter::ErrorRate, params.error_rate()), (Parameter::MissRate, params.miss_rate())];
            params.changed_all(halved.map(|(parameter, rate)| (parameter, (rate * BETTER).max(parameter.spec().min))))
        },
    },
    Objection {
        id: "progress",
        says: "Progress outruns drift: every generation is better than the last.",
        switch: "Let models improve every generation",
        reply: "Alone, at {pace} probits a generation: {progress}. The race below shows how much depends on that pace when \
                supervision decays.",
        changes: |params| params.changed(Parameter::Progress, params.progress().max(PACE)),
    },
    Objection {
        id: "disagreement",
        says: "Audits can be aimed at disagreement.",
        switch: "See what that is worth: let a single dissent no longer stop a call",
        reply: "It is in the model already, at its best: here one dissenting reviewer stops a call, as if every disagreement \
                were audited. Without that, alone: {dissent}. What is left is where nobody dissents, and there is no \
                disagreement to aim at.",
        changes: |params| params.changed(Parameter::Quorum, CATCHES.min(params.limit(Parameter::Quorum))),
    },
    Objection {
        id: "redesign",
        says: "Redesign makes fuzzy work crisp: preregistration, logs, formal methods.",
        switch: "Let half of the judgement be labelled",
        reply: "Alone: {crisp}. Audits that can be aimed are among the strongest levers here.",
        changes: |params| params.changed(Parameter::Modularity, params.modularity().max(CRISP)),
    },
    Objection {
        id: "humans",
        says: "Human science is correlated too: the same textbooks, the same fashions.",
        switch: "Make the models as alike as people",
        reply: "Alone: {humans}. Yes, and it is in the model: people’s correlation is not zero but {rho_humans}. The \
                argument is not that people are independent, but that they were independent enough.",
        changes: |params| World::HumanLike.of(&params),
    },
    Objection {
        id: "uncertain",
        says: "The parameters are uncertain. Another draw of them might say the opposite.",
        switch: "Show the plausible worlds around this setting",
        reply: "In nine of ten the share lies between {plausible_low} and {plausible_high}. {below} of {worlds} stay below \
                the line.",
        changes: |params| params,
    },
];

const NOTE: Note = Note {
    say: &[
        "This chapter belongs to the class. Flip what it asks for, in its order, and let it see what adds up.",
        "End on what is known and what is not: the shape follows from the assumptions, the place of the edge does not follow \
         from anything that was measured.",
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

impl Chapter for Argue {
    fn words(&self) -> &'static Words {
        &WORDS
    }

    fn note(&self) -> &'static Note {
        &NOTE
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

    fn asks_after(&self) -> usize {
        1
    }

    fn prediction(&self) -> Prediction {
        let start = self.start();
        let saving = saving(&alone(&start)).len();
        let tried = OBJECTIONS.len() - 1;
        Prediction {
            question: format!(
                "{tried} objections change the model. How many of them, taken alone, bring it below the warning line?"
            ),
            asked: Asked::Count { range: (0.0, tried as f64), unit: "objections", truth: saving as f64, show: grouped },
        }
    }

    fn shows_before(&self) -> bool {
        true
    }

    fn places(&self) -> &'static [Place] {
        const PLACES: &[Place] = &[
            Place::new("outcome", "Over generations", Room::Half),
            Place::new("plausible", "Plausible worlds", Room::Half),
            Place::new("race", "Skill against supervision", Room::Full),
        ];
        PLACES
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
        let range = debate::middle(&ends);
        let below = below_warning(&ends);
        Scene {
            frames: vec![
                debate::outcome(&before, &after, band, params != base),
                debate::worlds(&ends),
                debate::race(params),
            ],
            numbers: vec![
                Told::run(base, &before).number("base", "undetected_share_at_last", percent),
                Told::run(params, &after).number("now", "undetected_share_at_last", percent),
                Number::plain("line", warning_line(), percent),
                Number::plain("saving", saving.len() as f64, grouped),
                Number::words("saving_names", if saving.is_empty() { "none".to_owned() } else { saving.join(", ") }),
                alone("better", 0),
                alone("progress", 1),
                alone("dissent", 2),
                alone("crisp", 3),
                alone("humans", 4),
                Number::plain("pace", PACE, |pace| significant(pace, 1)),
                Number::plain("rho_humans", World::HumanLike.structure().0, |rho| format!("{rho:.2}")),
                Number::plain("worlds", PLAUSIBLE as f64, grouped),
                Number::words("below", below.map_or_else(pending, |below| below.to_string())),
                Number::words("plausible_low", range.map_or_else(pending, |range| percent(range.0))),
                Number::words("plausible_high", range.map_or_else(pending, |range| percent(range.1))),
            ],
        }
    }
}

/// What the objections are called that, taken alone, end below the warning line.
fn saving(alone: &[Told]) -> Vec<&'static str> {
    const NAMES: [&str; UNCERTAIN] =
        ["better models", "progress", "a needed second dissent", "redesign", "human-like differences"];
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
        assert!(!saving.contains(&"a needed second dissent"));
    }
}
