//! Chapter 8: gradual, then sudden?

use std::rc::Rc;

use blindspot_model::{Outlook, Parameter, Params, World};

use crate::chapter::control::{AUDIT_BUDGET, DIVERSITY, SUPERVISION};
use crate::chapter::number::Told;
use crate::chapter::prediction::Asked;
use crate::chapter::task::Results;
use crate::chapter::{
    Chapter, Control, Form, Holds, Note, Number, Objection, Outline, Place, Prediction, Room, Scene, Setting, Task,
    Words,
};
use crate::figure::ahead::Ahead;
use crate::figure::generations::{FIELDS, GENERATIONS};
use crate::figure::phase_map::MapKey;
use crate::figure::ramp::Ramp;
use crate::figure::{generations, known, phase_map, ramp};
use crate::text::number::{grouped, percent};

/// The chapter.
pub struct Edge;

/// Performance gap recovered that lies between the worst and the best of the weak-to-strong experiments.
const MIDDLING_RECOVERY: f64 = 0.5;

const WORDS: Words = Words {
    id: "edge",
    title: "Gradual, then sudden?",
    claim: None,
    lead: &[
        "@course The next models learn from what the field accepts. If the analyst’s decision is accepted, they learn \
         to drop such outliers. With supervision at {=supervision} and a model diversity of {=diversity}, {first} of \
         the decisions are wrong and undetected at first, and {last} after {generations} generations.",
        "@phases One undetected error leads to {reproduction} others in the next generation: the *error reproduction \
         number*. Below one, what an error leads to dies out. Above one, it grows, and the field falls.",
    ],
    why: &[
        "@ramp-human Models that differ like people resist for long. But as supervision goes down, the field falls at \
         {falls}. As it goes up again, the field returns only at {returns}: the models now carry the errors \
         themselves.",
        "@ramp-model Copies of one model have no cliff. That is no comfort: with perfect supervision, {model_best} of \
         their decisions already stay wrong.",
        "*The cliff comes from a formula that we assume.* In a milder one, where models never do worse than their teaching, \
         models that differ like people do not fall.",
    ],
    effect: "{last} of the decisions wrong and undetected in the end",
};

const OBJECTIONS: &[Objection] = &[
    Objection {
        id: "weaker-feedback",
        says: "You take the worst case. [In other experiments](https://arxiv.org/abs/2312.09390), models made up {recovered} of what their \
               teaching lacked.",
        switch: "Errors teach less",
        reply: "Models that differ like people then fall at {falls_then} instead of {falls_base}. So the cliff moves a long way, \
                and it may disappear.",
        changes: |params| params.changed(Parameter::Contamination, weaker_feedback(&params)),
    },
    Objection {
        id: "recovered-gap",
        says: "Your models get worse than what they are taught. In those experiments, models did not.",
        switch: "Never worse than taught",
        reply: "Models that differ like people then have {cliff_gap}: they end at {people_gap} instead of {people_base}. Models of \
                four labs end at {labs_gap} instead of {labs_base}. Errors still add up, but slowly. This objection is the \
                strongest that we know.",
        changes: |params| params.changed(Parameter::RecoveredGap, 1.0),
    },
];

const NOTE: Note = Note {
    say: &[
        "Now errors teach. Trace one round with your hand: accepted, learned from, more bias, more accepted.",
        "Let somebody drive down the ramp and back up, and say when it falls and when it returns. Then show one model: no cliff, \
         and no comfort. Say that the cliff comes from a formula that we assume.",
    ],
    mistake: "A smooth decline is expected, and the same way back. Most things that we adjust do behave so.",
    talk: "What would you see in the last generation before the edge? Would it alarm you?",
};

/// γ where half of the gap is recovered: (1 − PGR)/φ(Φ⁻¹(e)), as the default is at a PGR of a tenth.
fn weaker_feedback(params: &Params) -> f64 {
    let threshold = blindspot_model::normal::quantile(params.error_rate());
    let spec = Parameter::Contamination.spec();
    ((1.0 - MIDDLING_RECOVERY) / blindspot_model::normal::density(threshold)).clamp(spec.min, spec.max)
}

/// The two fields whose ramps stand side by side.
const RAMPED: [World; 2] = [World::HumanLike, World::OneModel];

fn outlook(params: &Params) -> Outlook {
    Outlook::of(params, &known::survival(params), GENERATIONS)
}

fn ramp_of(world: World, params: &Params) -> Rc<Ramp> {
    ramp::known(&world.of(params))
}

/// Its simulation, wherever the setting stands along what a ramp does not depend on.
fn simulated_ramp(world: World, params: &Params) -> Task {
    let still = [(Parameter::Supervision, Parameter::Supervision.spec().default), (Parameter::Progress, 0.0)];
    Task::Ramp(world.of(params).changed_all(still))
}

fn step(at: Option<f64>) -> String {
    at.map_or_else(|| "no step".to_owned(), percent)
}

fn cliff(at: Option<f64>) -> String {
    at.map_or_else(|| "no cliff".to_owned(), |at| format!("a cliff at {}", percent(at)))
}

fn fields(params: &Params) -> Task {
    Task::fields(*params, FIELDS)
}

/// Parameters along which a tipping point can be looked for.
pub const PROBES: [Control; 3] = [SUPERVISION, DIVERSITY, AUDIT_BUDGET];

impl Outline for Edge {
    fn id(&self) -> &'static str {
        WORDS.id
    }

    fn title(&self) -> &'static str {
        WORDS.title
    }

    fn asks_for(&self) -> Form {
        Form::Choice { options: 3 }
    }

    fn start(&self) -> Params {
        World::HumanLike.of(&Params::default())
    }

    fn controls(&self) -> &'static [Control] {
        &[SUPERVISION, DIVERSITY, AUDIT_BUDGET]
    }

    fn objections(&self) -> &'static [Objection] {
        OBJECTIONS
    }

    fn places(&self) -> &'static [Place] {
        const PLACES: &[Place] = &[
            Place::new("phases", "Map", Room::Half),
            Place::new("course", "Over generations", Room::Half),
            Place::new("ramp-human", "People: down and up", Room::Half),
            Place::new("ramp-model", "One model: down and up", Room::Half),
        ];
        PLACES
    }
}

impl Chapter for Edge {
    fn words(&self) -> &'static Words {
        &WORDS
    }

    fn note(&self) -> &'static Note {
        &NOTE
    }

    fn holds(&self) -> Holds {
        Holds { shared_faults: true, bounds: None }
    }

    fn has_worlds(&self) -> bool {
        true
    }

    fn asks_after(&self) -> usize {
        1
    }

    fn prediction(&self) -> Prediction {
        let human = ramp_of(World::HumanLike, &self.start());
        let (right, because) = match (human.falls(), human.returns()) {
            (Some(falls), Some(returns)) if returns > falls => {
                (2, format!("The field falls at {}, and returns only at {}.", percent(falls), percent(returns)))
            }
            (Some(falls), _) => (1, format!("The field falls at {}.", percent(falls))),
            _ => (0, "It has no cliff.".to_owned()),
        };
        Prediction {
            question:
                "Models differ like people. Supervision goes down to nothing step by step, and then up again. What happens to \
                       the number of undetected errors?"
                    .to_owned(),
            asked: Asked::Choice {
                options: [
                    "it grows a little with each step, and goes back the same way",
                    "it stays small for long, then jumps, and goes back at the same place",
                    "it stays small for long, then jumps, and goes back much later",
                ]
                .map(str::to_owned)
                .into(),
                right,
                because,
            },
        }
    }

    fn headlines(&self) -> usize {
        2
    }

    fn tasks(&self, setting: &Setting) -> Vec<Task> {
        let params = &setting.params;
        let ramps = RAMPED.map(|world| simulated_ramp(world, params));
        let tasks = [Task::Map(MapKey::of(params)), Task::tipping(*params, setting.probe), fields(params)];
        tasks.into_iter().chain(ramps).collect()
    }

    fn ahead(&self) -> Vec<Ahead> {
        let start = self.start();
        let ramps = RAMPED.map(|world| (world, start)).into_iter();
        let flipped = OBJECTIONS.iter().take(2).map(|objection| (World::HumanLike, (objection.changes)(start)));
        let ramps = ramps.chain(flipped).map(|(world, params)| Ahead::Ramp(world.of(&params)));
        let gap = (OBJECTIONS[1].changes)(start);
        let ends = [World::FourLabs, World::HumanLike].map(|world| [start, gap].map(|params| world.of(&params)));
        let ends = ends.into_iter().flatten().chain([start.without_reviewers()]).map(Ahead::FixedPoint);
        ramps.chain(ends).collect()
    }

    fn scene(&self, setting: &Setting, results: &Results) -> Scene {
        let params = &setting.params;
        let outlook = outlook(params);
        let unreviewed = generations::without_reviewers(params);
        let [human, model] = RAMPED.map(|world| (world, ramp_of(world, params)));
        let ramp_frame = |(world, ramp): &(World, Rc<Ramp>)| {
            ramp::frame(world.name(), ramp, results.ramp(&simulated_ramp(*world, params)))
        };
        let [flipped, gap] = [0, 1].map(|i: usize| (OBJECTIONS[i].changes)(setting.base));
        let ends =
            |world: World, params: &Params, name| Told::field(&world.of(params)).number(name, "fixed_point", percent);
        let now = Told::outlook(params, &outlook);
        let first = Told::first(params);
        let human_at = |params: &Params| ramp_of(human.0, params);
        Scene {
            frames: vec![
                phase_map::frame(params, phase_map::Axes::default(), &outlook, results.map()),
                generations::frame(&outlook, &unreviewed, results.fields(&fields(params))),
                ramp_frame(&human),
                ramp_frame(&model),
            ],
            numbers: vec![
                Number::plain("generations", GENERATIONS as f64, grouped),
                first.number("first", "undetected_share", percent),
                Told::last(params, &outlook).number("last", "undetected_share_at_last", percent),
                now.number("reproduction", "reproduction_number", |number| format!("{number:.2}")),
                Number::words("falls", step(human.1.falls())),
                Number::words("returns", step(human.1.returns())),
                Number::plain("model_best", model.1.best(), percent),
                Number::plain("recovered", MIDDLING_RECOVERY, percent),
                Number::words("falls_base", step(human_at(&setting.base).falls())),
                Number::words("falls_then", step(human_at(&flipped).falls())),
                Number::words("cliff_gap", cliff(human_at(&gap).falls())),
                ends(World::HumanLike, &gap, "people_gap"),
                ends(World::HumanLike, &setting.base, "people_base"),
                ends(World::FourLabs, &gap, "labs_gap"),
                ends(World::FourLabs, &setting.base, "labs_base"),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use blindspot_model::Feedback;

    /// "Below one, what an error leads to dies out": a little more undetected error than where a field settles leads to so much more in
    /// the next generation, whatever kind of blind spots there are, and the errors themselves stay.
    #[test]
    fn what_an_error_leads_to_dies_out_below_one() {
        let start = Edge.start();
        for params in [start, start.changed(Parameter::SharedFaults, 1.0), World::HumanLike.of(&start)] {
            let table = known::survival(&params);
            let feedback = Feedback::of(&params, &table);
            let settled = feedback.fixed_point(params.supervision());
            let reproduction = feedback.reproduction_number(&settled);
            assert!(reproduction < 1.0 && settled.undetected_share > 0.0);
            let unfound = settled.undetected_share / table.share(settled.bias);
            let more = 1e-6;
            let next = unfound * table.share(params.bias_after(params.supervision(), settled.undetected_share + more));
            let led_to = (next - settled.undetected_share) / more;
            assert!((led_to / reproduction - 1.0).abs() < 1e-3, "{led_to} instead of {reproduction}");
        }
    }

    /// "The cliff comes from a formula that we assume": in the milder one, models that differ like people do not fall, and every
    /// field ends with fewer errors.
    #[test]
    fn the_milder_formula_has_no_cliff() {
        let start = Edge.start();
        let gap = (OBJECTIONS[1].changes)(start);
        assert!(ramp_of(World::HumanLike, &start).falls().is_some());
        assert_eq!(ramp_of(World::HumanLike, &gap).falls(), None);
        for world in World::ALL {
            assert!(known::fixed_point(&world.of(&gap)) < known::fixed_point(&world.of(&start)), "{}", world.name());
        }
    }
}
