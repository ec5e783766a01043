//! Chapter 3, claim (a): different logos, same blind spots.

use blindspot_model::experiments::{REDUX_CORRELATIONS, VENDORS};
use blindspot_model::{Parameter, Params};

use crate::chapter::control::{DIVERSITY, KINSHIP, LINEAGES, REVIEWERS};
use crate::chapter::number::Told;
use crate::chapter::prediction::Asked;
use crate::chapter::{
    Chapter, Control, Note, Number, Objection, Place, Prediction, Results, Room, Scene, Setting, Task, Words,
};
use crate::figure::coincidences::{self, Authors, Finding};
use crate::figure::families::{MOST_FAMILIES, with_families};
use crate::figure::{families, helm, vendors};
use crate::text::number::{about, grouped, independent_reviewers, percent};

/// The chapter.
pub struct Families;

const WORDS: Words = Words {
    id: "families",
    title: "Different logos, same blind spots",
    claim: Some('a'),
    lead: &[
        "@humans Does it help to mix models of different companies? Look at measurements first. [In one \
         experiment](https://doi.org/10.1109/TSE.1986.6312924), people wrote the same program separately. When one \
         version failed, a second failed on {second_humans} of the same inputs, about {lift_humans} times what chance \
         predicts.",
        "@agents [AI agents did the same task](https://arxiv.org/abs/2606.20158). For their versions it is \
         {second_agents}. Of {agents} versions, {most} share one single fault.",
        "@vendors That fault crosses company names. But {clean_vendor} has {clean_versions} versions, and none of them \
         has it. The authors blame an unclear instruction, and they find that mixing helps.",
    ],
    why: &[
        "@benchmark [In a benchmark](https://proceedings.mlr.press/v267/kim25e.html), two good models that are both \
         wrong choose the same wrong answer {same_wrong} of the time. By chance it would be a third.",
        "@mix What does it mean for review? By one reading, {=reviewers} reviewers from {=lineages} families catch \
         {catch} of the errors, and unrelated families would catch {catch_hoped}. This may be too dark: our smooth \
         model cannot contain one big shared fault. If a few big faults cause the likeness, the same reviewers \
         catch much \
         more.",
    ],
    effect: "{catch} of the errors are caught; the reviewers are worth {effective}",
};

const OBJECTIONS: &[Objection] = &[Objection {
    id: "other-task",
    says: "That was one program. In the benchmark, pairs with a weak model share far less.",
    switch: "Models as unlike as the weakest pairs",
    reply: "Then {catch_then} of the errors are caught instead of {catch_base}, as {effective_then} would. But very few models \
            are that weak, and one of them almost guesses. Take it as a limit.",
    changes: |params| {
        let (low, _) = helm::extremes();
        params.correlated(low.0, low.1.max(low.0))
    },
}];

const NOTE: Note = Note {
    say: &[
        "Let the class name vendors. Then ask what those models have read, and who graded them.",
        "Be fair with the data: it is one program, twice. Point at the diamonds that the circles miss: our smooth \
         model cannot \
         draw the one fault that {most} versions share.",
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

impl Chapter for Families {
    fn words(&self) -> &'static Words {
        &WORDS
    }

    fn note(&self) -> &'static Note {
        &NOTE
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
                    "There they are worth {}. Read in another way, the same data give more.",
                    independent_reviewers(worth)
                ),
            },
        }
    }

    fn places(&self) -> &'static [Place] {
        const PLACES: &[Place] = &[
            Place::new("mix", "Mixing vendors", Room::Half),
            Place::new("vendors", "Who shares a fault", Room::Half),
            Place::new("humans", "People, measured", Room::Half),
            Place::new("agents", "Agents, measured", Room::Half),
            Place::new("benchmark", "Benchmarks", Room::Full),
        ];
        PLACES
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
        let hoped = families::unrelated(&setting.params);
        let clean = VENDORS.iter().filter(|vendor| vendor.sharing_one_fault == 0).max_by_key(|vendor| vendor.versions);
        Scene {
            frames: vec![
                families::frame(&setting.params, &simulated),
                vendors::frame(agents),
                coincidences::frame(Authors::Humans, humans),
                coincidences::frame(Authors::Agents, agents),
                helm::frame(),
            ],
            numbers: vec![
                Number::plain("catch_hoped", families::catch_rate(&hoped), percent),
                now.number("catch", "catch_rate", percent),
                now.number("effective", "effective_reviewers", independent_reviewers),
                base.number("catch_base", "catch_rate", percent),
                flipped.number("catch_then", "catch_rate", percent),
                flipped.number("effective_then", "effective_reviewers", independent_reviewers),
                Number::plain("second_humans", humans.second_given_first, percent),
                Number::plain("lift_humans", humans.second_given_first / humans.if_independent, about),
                Number::plain("second_agents", agents.second_given_first, percent),
                Number::words("clean_vendor", clean.map_or("no company", |vendor| vendors::spelled(vendor.name))),
                Number::plain("clean_versions", clean.map_or(0.0, |vendor| f64::from(vendor.versions)), grouped),
                Number::plain("agents", agents.versions as f64, grouped),
                Number::plain("most", agents.worst.0 as f64, grouped),
                Number::plain("same_wrong", helm::same_wrong(), percent),
            ],
        }
    }
}
