//! Chapter 3, claim (a): different logos, same blind spots.

use blindspot_model::experiments::{REDUX_CORRELATIONS, VENDORS};
use blindspot_model::{Parameter, Params};

use crate::chapter::control::{DIVERSITY, KINSHIP, LINEAGES, REVIEWERS};
use crate::chapter::number::Told;
use crate::chapter::prediction::Asked;
use crate::chapter::{
    Chapter, Control, Form, Holds, Note, Number, Objection, Outline, Place, Prediction, Results, Room, Scene, Setting,
    Task, Words,
};
use crate::figure::coincidences::{Authors, Finding};
use crate::figure::families::{MOST_FAMILIES, with_families};
use crate::figure::{families, helm, joint_failures, vendors};
use crate::text::number::{about, grouped, independent_reviewers, percent, plainly};

/// The chapter.
pub struct Families;

const WORDS: Words = Words {
    id: "families",
    title: "Different logos, same blind spots",
    claim: Some('a'),
    lead: &[
        "@humans Does it help to mix models of different companies? Look at measurements first. [In one \
         experiment](https://doi.org/10.1109/TSE.1986.6312924), people wrote the same program separately. Where one \
         version failed, a second failed in {second_humans} of the cases: about {lift_humans} times as often as \
         independent versions would.",
        "@agents [AI agents did the same task](https://arxiv.org/abs/2606.20158). For their versions it is \
         {second_agents}. But look how seldom many fail at once: a smooth blind spot, as in our model, predicts more. \
         What they share is mostly *one fault*.",
        "@vendors Of {agents} versions, {most} have it. It occurs at several companies, but in no version from {clean_vendor}. \
         The researchers blame an unclear instruction, and they find that mixing helps.",
    ],
    why: &[
        "@benchmark [In a benchmark](https://proceedings.mlr.press/v267/kim25e.html), better models more often give the \
         *same* wrong answer: {same_wrong} of the time when one errs. A reviewer with the same answer does not object.",
        "@mix What are {=reviewers} reviewers from {=lineages} families worth, then? Read as a smooth blind spot, \
         {effective}. As one fault that some versions have, {worth_fault}. As traps that catch every model, \
         {worth_traps}. How often two fail together cannot tell these apart.",
    ],
    effect: "{catch} of the errors are caught; the reviewers are worth {effective}",
};

const OBJECTIONS: &[Objection] = &[Objection {
    id: "other-task",
    says: "That was one program. A benchmark asks many questions, and companies share less there.",
    switch: "Models as alike as in the benchmark",
    reply: "Then {catch_then} of the errors are caught instead of {catch_base}, about as {effective_then} would. These are the best \
            models. But exam questions are not research either.",
    changes: |params| {
        let (between, within) = helm::same_wrong_correlations();
        params.correlated(between, within)
    },
}];

const NOTE: Note = Note {
    say: &[
        "Let the class name vendors. Then ask what those models have read, and who graded them.",
        "Be fair with the data: it is one program, twice. Point at the circles that the smooth line misses: our smooth \
         model cannot draw the one fault that {most} versions share.",
    ],
    mistake: "Companies are counted as opinions. That works with newspapers, and with people from different schools.",
    talk: "How would you find out whether two models are really different, before you need them to be?",
};

/// Reviewers of the chapter.
const REVIEWERS_HERE: f64 = 7.0;
/// Families of the chapter.
const FAMILIES_HERE: f64 = 4.0;
/// Families that are simulated.
const SIMULATED: [u8; 5] = [1, 2, 3, 5, 8];
/// Projects of a simulation.
const PROJECTS: u64 = 400;

fn simulations(params: &Params) -> Vec<(u8, Task)> {
    SIMULATED.into_iter().map(|families| (families, Task::calls(with_families(params, families), PROJECTS))).collect()
}

/// The findings of both experiments; they depend on no setting.
fn findings() -> &'static (Finding, Finding) {
    static FINDINGS: std::sync::OnceLock<(Finding, Finding)> = std::sync::OnceLock::new();
    FINDINGS.get_or_init(|| (Authors::Humans.finding(), Authors::Agents.finding()))
}

/// Effective reviewers of a setting whose errors come as the agents' failures did: one fault, held by some.
fn as_the_fault(params: &Params) -> f64 {
    let missed = findings().1.missed_by_all(params.reviewers(), params.miss_rate());
    libm::log(missed) / libm::log(params.miss_rate()) + 0.0
}

/// A setting with the same pairs, whose blind spots are traps that catch every model.
fn trapped(params: &Params) -> Params {
    params.changed(Parameter::SharedFaults, 1.0)
}

/// Effective reviewers of that.
fn traps(params: &Params) -> f64 {
    Told::first(&trapped(params)).value("effective_reviewers").unwrap_or(0.0)
}

impl Outline for Families {
    fn id(&self) -> &'static str {
        WORDS.id
    }

    fn title(&self) -> &'static str {
        WORDS.title
    }

    fn asks_for(&self) -> Form {
        Form::Choice { options: 4 }
    }

    fn start(&self) -> Params {
        let redux = REDUX_CORRELATIONS;
        Params::default()
            .changed_all([
                (Parameter::Supervision, 1.0),
                (Parameter::Reviewers, REVIEWERS_HERE),
                (Parameter::Lineages, FAMILIES_HERE),
            ])
            .correlated(redux.different_vendor, redux.same_vendor)
    }

    fn controls(&self) -> &'static [Control] {
        &[LINEAGES, DIVERSITY, KINSHIP, REVIEWERS]
    }

    fn objections(&self) -> &'static [Objection] {
        OBJECTIONS
    }

    fn places(&self) -> &'static [Place] {
        const PLACES: &[Place] = &[
            Place::new("humans", "People, measured", Room::Half),
            Place::new("agents", "Agents, measured", Room::Half),
            Place::new("vendors", "Who shares a fault", Room::Half),
            Place::new("benchmark", "Benchmarks", Room::Half),
            Place::new("mix", "Mixing vendors", Room::Full),
        ];
        PLACES
    }
}

impl Chapter for Families {
    fn words(&self) -> &'static Words {
        &WORDS
    }

    fn note(&self) -> &'static Note {
        &NOTE
    }

    fn holds(&self) -> Holds {
        Holds { shared_faults: true, bounds: None }
    }

    fn prediction(&self) -> Prediction {
        let start = self.start();
        let worth = Told::first(&start).value("effective_reviewers").unwrap_or(0.0);
        let answers = [start.reviewers() as f64, start.lineages() as f64, 2.0, 1.0];
        let distance = |answer: f64| libm::log(answer / worth).abs();
        let right =
            (0..answers.len()).min_by(|&a, &b| distance(answers[a]).total_cmp(&distance(answers[b]))).unwrap_or(0);
        Prediction {
            question: format!(
                "In our model, {} reviewers come from {} companies whose models are as alike as in one experiment. \
         How many \
                 independent reviewers are they worth?",
                start.reviewers(),
                start.lineages()
            ),
            asked: Asked::Choice {
                options: vec![
                    format!("about {}, one each", answers[0]),
                    format!("about {}, one per company", answers[1]),
                    "about two".to_owned(),
                    "about one".to_owned(),
                ],
                right,
                because: format!(
                    "In our smooth model they are worth {}. Read in other ways, the same data give from {} to {}.",
                    independent_reviewers(worth),
                    plainly(traps(&start)).0,
                    independent_reviewers(as_the_fault(&start)),
                ),
            },
        }
    }

    fn tasks(&self, setting: &Setting) -> Vec<Task> {
        simulations(&setting.params).into_iter().map(|(_, task)| task).collect()
    }

    fn scene(&self, setting: &Setting, results: &Results) -> Scene {
        let params = &with_families(&setting.params, u8::try_from(setting.params.lineages()).unwrap_or(MOST_FAMILIES));
        let (humans, agents) = findings();
        let simulated: Vec<_> = simulations(&setting.params)
            .iter()
            .filter_map(|(families, task)| Some((*families, results.tally(task)?.catch_rate()?)))
            .collect();
        let (now, base) = (Told::first(params), Told::first(&setting.base));
        let flipped = Told::first(&(OBJECTIONS[0].changes)(setting.base));
        let clean = VENDORS.iter().filter(|vendor| vendor.sharing_one_fault == 0).max_by_key(|vendor| vendor.versions);
        Scene {
            frames: vec![
                joint_failures::frame(Authors::Humans, humans),
                joint_failures::frame(Authors::Agents, agents),
                vendors::frame(agents),
                helm::frame(),
                families::frame(&setting.params, &simulated),
            ],
            numbers: vec![
                now.number("catch", "catch_rate", percent),
                now.number("effective", "effective_reviewers", independent_reviewers),
                Number::plain("worth_fault", as_the_fault(params), independent_reviewers),
                Told::first(&trapped(params)).number("worth_traps", "effective_reviewers", independent_reviewers),
                base.number("catch_base", "catch_rate", percent),
                flipped.number("catch_then", "catch_rate", percent),
                flipped.number("effective_then", "effective_reviewers", independent_reviewers),
                Number::plain("second_humans", humans.second_given_first, percent),
                Number::plain("lift_humans", humans.second_given_first / humans.if_independent, about),
                Number::plain("second_agents", agents.second_given_first, percent),
                Number::words("clean_vendor", clean.map_or("no company", |vendor| vendors::spelled(vendor.name))),
                Number::plain("agents", agents.versions as f64, grouped),
                Number::plain("most", agents.worst.0 as f64, grouped),
                Number::plain("same_wrong", helm::same_wrong().1, percent),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the words say of the readings and of the benchmark.
    #[test]
    fn the_same_pairs_give_a_range_of_worths() {
        let start = Families.start();
        let smooth = Told::first(&start).value("effective_reviewers").unwrap();
        assert!(traps(&start) < smooth && smooth < as_the_fault(&start));
        assert!((smooth - 0.74).abs() < 0.01 && (as_the_fault(&start) - 4.8).abs() < 0.05, "{smooth}");
        let (_, agents) = findings();
        let last = agents.joint.last().unwrap();
        assert!(last.gaussian > 10.0 * last.measured, "a smooth blind spot predicts too many: {last:?}");
        // As often wrong on the same questions, and more often alike.
        let (low, high) = helm::same_wrong();
        assert!(high > 2.0 * low);
        let (between, within) = helm::same_wrong_correlations();
        assert!(between < start.rho_between() && within < start.rho_within(), "companies share less there");
    }
}
