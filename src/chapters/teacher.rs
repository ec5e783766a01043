//! Chapter 6, claim (c): the shaky teacher.

use blindspot_model::{JudgementCall, Parameter, Params, World};

use crate::chapter::control::{DIVERSITY, REVIEWERS, SUPERVISION};
use crate::chapter::number::Told;
use crate::chapter::prediction::{Asked, Curve};
use crate::chapter::{
    Chapter, Control, Guess, Mark, Note, Number, Objection, Place, Prediction, Results, Room, Scene, Setting, Task,
    Words,
};
use crate::figure::{axes, teacher};
use crate::text::number::{factor, percent};

/// The chapter.
pub struct Teacher;

/// Share of the gap between a weak teacher and the truth that a strong student closed at best in the experiments on
/// weak-to-strong generalization (performance gap recovered; Burns et al. 2023).
const GAP_RECOVERED: f64 = 0.8;

const WORDS: Words = Words {
    id: "teacher",
    title: "The shaky teacher",
    claim: Some('c'),
    lead: &[
        "Until here supervision was perfect. But models learn what good work is from people who judge it, and the further \
         the work goes past what people can judge, the more of that signal is wrong, *in the same way for every model*. We \
         assume that this shifts authors and reviewers alike. At a supervision quality of {=supervision} an author errs on \
         {error_now} of the calls instead of {error_best}, and a reviewer alone misses {miss_now} instead of {miss_best}.",
        "Both move, and they multiply through every filter: {undetected_now} of the calls end up wrong and undetected, \
         {factor} times as many as under perfect supervision.",
    ],
    why: &[
        "A bias that everybody learned is no private mistake that a colleague could notice. It makes the wrong call more \
         likely *and* makes it look right. So the checks weaken at the very moment when there is more to catch, and they \
         weaken together.",
        "How large the shift is, is an assumption: {drift} probits where supervision is worthless. Its form is one too.",
    ],
    effect: "authors err on {error_now}, {undetected_now} of the calls stay wrong",
};

const OBJECTIONS: &[Objection] = &[Objection {
    id: "students-surpass",
    says: "But students surpass their teachers. [Strong models trained by weak ones](https://arxiv.org/abs/2312.09390) \
           recovered up to {recovered} of what the weak labels lacked.",
    switch: "Let models shed that much of the shared bias",
    reply: "Then {undetected_then} stays undetected instead of {undetected_base}: a large part of the problem is gone. \
            That was the best case, on tasks with known answers; for the very signal that trains reviewers, reward \
            modelling, the same paper found little recovery.",
    changes: |params| params.changed(Parameter::Drift, params.drift() * (1.0 - GAP_RECOVERED)),
}];

const NOTE: Note = Note {
    say: &[
        "Until here teaching was perfect. Ask how anybody would notice that it is not, if the graders share the mistake.",
        "Go through the three small charts from left to right: more errors, more misses, and their product.",
    ],
    mistake: "Only the error rate is expected to move. That reviewers learned from the same teacher, and so miss more at the \
              same time, is left out.",
    talk: "Where in your field is the work already past what those who grade it can judge?",
};

/// Supervision qualities that are simulated.
const SIMULATED: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];
/// Projects of a simulation.
const PROJECTS: u64 = 400;

fn simulations(params: &Params) -> Vec<(f64, Task)> {
    let at = |supervision| params.changed(Parameter::Supervision, supervision);
    SIMULATED.into_iter().map(|supervision| (supervision, Task::calls(at(supervision), PROJECTS))).collect()
}

/// The place of the figure in which errors made and errors missed come together.
const UNDETECTED: usize = 2;

impl Chapter for Teacher {
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
        &[SUPERVISION, DIVERSITY, REVIEWERS]
    }

    fn has_worlds(&self) -> bool {
        true
    }

    fn objections(&self) -> &'static [Objection] {
        OBJECTIONS
    }

    fn prediction(&self) -> Prediction {
        let curve = teacher::curve(&self.start());
        let truth: Vec<(f64, f64)> = curve.iter().map(|point| (point.supervision, point.undetected)).collect();
        let highest = truth.iter().map(|point| point.1).fold(0.0, f64::max);
        Prediction {
            question:
                "Supervision gets worse: from the right end of the chart to the left. Draw which share of all calls \
                       ends up wrong and undetected."
                    .to_owned(),
            asked: Asked::Curve(Curve {
                x: axes::shares("supervision quality"),
                y: axes::shares_up_to(1.5 * highest),
                measure: "share of the calls that is wrong and undetected",
                truth,
                show: percent,
                place: |x| format!("at a supervision quality of {}", percent(x)),
                compared_at: 0,
            }),
        }
    }

    fn opens_on(&self) -> usize {
        UNDETECTED
    }

    fn mark(&self, guess: &Guess) -> Option<Mark> {
        Some(Mark { figure: UNDETECTED, points: self.prediction().drawn(guess)? })
    }

    fn places(&self) -> &'static [Place] {
        const PLACES: &[Place] = &[
            Place::new("errors", "Errors made", Room::Third),
            Place::new("misses", "Errors missed", Room::Third),
            Place::new("undetected", "Both together", Room::Third),
        ];
        PLACES
    }

    fn tasks(&self, setting: &Setting) -> Vec<Task> {
        simulations(&setting.params).into_iter().map(|(_, task)| task).collect()
    }

    fn scene(&self, setting: &Setting, results: &Results) -> Scene {
        let params = &setting.params;
        let curve = teacher::curve(params);
        let simulated: Vec<teacher::Simulated> = simulations(params)
            .iter()
            .filter_map(|(supervision, task)| {
                let tally = results.tally(task)?;
                Some((*supervision, tally.error_rate(), tally.undetected_share()))
            })
            .collect();
        let best = teacher::at(params, &JudgementCall::of(params), 1.0);
        let (now, base) = (Told::first(params), Told::first(&setting.base));
        let flipped = Told::first(&(OBJECTIONS[0].changes)(setting.base));
        let undetected = now.value("undetected_share").unwrap_or(0.0);
        Scene {
            frames: teacher::frames(params, &curve, &simulated).into(),
            numbers: vec![
                now.number("error_now", "error_rate_now", percent),
                now.number("miss_now", "miss_rate_now", percent),
                now.number("undetected_now", "undetected_share", percent),
                Number::plain("error_best", best.error_rate, percent),
                Number::plain("miss_best", best.miss_rate, percent),
                Number::plain("factor", undetected / best.undetected, factor),
                Number::plain("drift", params.drift(), |drift| format!("{drift:.2}")),
                Number::plain("recovered", GAP_RECOVERED, percent),
                base.number("undetected_base", "undetected_share", percent),
                flipped.number("undetected_then", "undetected_share", percent),
            ],
        }
    }
}
