//! Chapter 7, claim (c): the shaky teacher.

use blindspot_model::{JudgementCall, Parameter, Params, World};

use crate::chapter::control::{DIVERSITY, REVIEWERS, SUPERVISION};
use crate::chapter::number::Told;
use crate::chapter::prediction::{Asked, Curve};
use crate::chapter::{
    Chapter, Control, Form, Guess, Holds, Mark, Note, Number, Objection, Outline, Place, Prediction, Results, Room,
    Scene, Setting, Task, Words,
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
        "@errors So far, models were taught perfectly. But they learn what good work is from people who judge it. When \
         work becomes too hard to judge, part of that teaching is wrong, *in the same way for every model*. \
         *Supervision quality* is the share that is right. At {=supervision}, authors get {error_now} of the decisions \
         wrong instead of {error_best}.",
        "@misses Reviewers had the same teacher. Each alone now misses {miss_now} of planted errors instead of {miss_best}.",
        "@undetected The two work together: {undetected_now} of the decisions end wrong and undetected, {factor} times \
         as many as with perfect teaching.",
    ],
    why: &[
        "A colleague can notice your personal mistake. A mistake that everybody was taught is hard to notice: now it looks \
         like good practice to drop the outlier. We assume how strong this effect is. Nobody has measured it.",
    ],
    effect: "authors get {error_now} wrong, {undetected_now} of the decisions stay wrong",
};

const OBJECTIONS: &[Objection] = &[Objection {
    id: "students-surpass",
    says: "Students can be better than teachers. [Strong models](https://arxiv.org/abs/2312.09390) closed up to {recovered} \
           of the gap to perfect teaching.",
    switch: "Models unlearn most of the bias",
    reply: "Then {undetected_then} of the decisions stay wrong instead of {undetected_base}. That is the best case, on \
            tasks with known answers. For learning what people prefer, the same paper found little gain.",
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

/// The lowest and the highest share that can be drawn.
const HEIGHT: (f64, f64) = (0.0, 0.3);

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

impl Outline for Teacher {
    fn id(&self) -> &'static str {
        WORDS.id
    }

    fn title(&self) -> &'static str {
        WORDS.title
    }

    fn asks_for(&self) -> Form {
        Form::Curve { points: teacher::POINTS, height: HEIGHT }
    }

    fn start(&self) -> Params {
        World::FourLabs.of(&Params::default())
    }

    fn controls(&self) -> &'static [Control] {
        &[SUPERVISION, DIVERSITY, REVIEWERS]
    }

    fn objections(&self) -> &'static [Objection] {
        OBJECTIONS
    }

    fn places(&self) -> &'static [Place] {
        const PLACES: &[Place] = &[
            Place::new("errors", "Errors made", Room::Third),
            Place::new("misses", "Errors missed", Room::Third),
            Place::new("undetected", "Both together", Room::Third),
        ];
        PLACES
    }
}

impl Chapter for Teacher {
    fn words(&self) -> &'static Words {
        &WORDS
    }

    fn note(&self) -> &'static Note {
        &NOTE
    }

    fn holds(&self) -> Holds {
        Holds { shared_faults: false, bounds: None }
    }

    fn has_worlds(&self) -> bool {
        true
    }

    fn prediction(&self) -> Prediction {
        let curve = teacher::curve(&self.start());
        let truth: Vec<(f64, f64)> = curve.iter().map(|point| (point.supervision, point.undetected)).collect();
        let highest = truth.iter().map(|point| point.1).fold(0.0, f64::max);
        Prediction {
            question:
                "Supervision gets worse, from the right end of the chart to the left. Draw the share of all decisions that \
                       ends wrong and undetected."
                    .to_owned(),
            asked: Asked::Curve(Curve {
                x: axes::shares("supervision quality"),
                y: axes::shares_up_to(1.5 * highest, axes::UNDETECTED),
                measure: "share of the decisions that is wrong and undetected",
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
                Number::plain("recovered", GAP_RECOVERED, percent),
                base.number("undetected_base", "undetected_share", percent),
                flipped.number("undetected_then", "undetected_share", percent),
            ],
        }
    }
}
