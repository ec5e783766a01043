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
use crate::text::number::{about, factor, grouped, percent, significant};

/// The chapter.
pub struct Families;

const WORDS: Words = Words {
    id: "families",
    title: "Different logos, same blind spots",
    claim: Some('a'),
    lead: &[
        "The obvious repair is to mix vendors: {=reviewers} reviewers from {=lineages} model families. If families shared \
         nothing they would catch {catch_hoped} of the errors. As alike as AI models were when they were \
         [measured](https://arxiv.org/abs/2606.20158), they catch {catch} and are worth {effective} independent reviewers.",
        "The measurement repeats an [experiment of the nineteen-eighties](https://doi.org/10.1109/TSE.1986.6312924) in \
         which people wrote one program many times over, independently of each other. When one human version failed, a second \
         failed on {second_humans} of the same inputs, about {lift_humans} times what independence predicts. Of {agents} \
         versions by AI agents a second failed on {second_agents} of them, and {most} share one fault that fails the identical \
         {inputs} inputs; not all vendors’ do: of {clean_vendor}’s {clean_versions} versions none has it.",
    ],
    why: &[
        "Vendors differ in name more than in what they learned from. As a latent correlation of pairs, failures of different \
         vendors’ versions go together at {rho_other}, those of one vendor at {rho_same}, people’s at {rho_humans}. In \
         benchmarks the better two models are, the more alike they err: from {helm_low} where the weaker one is poor to \
         {helm_high} where it is good.",
        "*The model misses something here.* Circles in the two charts are its best fit, diamonds what happened. The fit \
         to the agents (correlation {rho_fit}) expects {expected_worst} that fails {most} versions, where {inputs} did; the \
         correlation of pairs ({rho_pairs}; in nine of ten resamplings {rho_low} to {rho_high}) expects {expected_pairs} \
         inputs failing two or more, where {observed_pairs} did. Shared faults come in lumps that a smooth curve cannot \
         make: trust the shape of these curves, not their size. And the benchmark figures are upper bounds, since hard and \
         mislabelled questions are shared too.",
    ],
    effect: "{catch} of the errors are caught, {effective} effective reviewers",
};

const OBJECTIONS: &[Objection] = &[Objection {
    id: "other-task",
    says: "But that was one program. On other tasks, models of different companies differ more: in a benchmark of {helm_pairs} \
           pairs, weak ones correlated at {helm_low} only.",
    switch: "Use the lowest correlation of that benchmark",
    reply: "Then {reviewers} reviewers catch {catch_then} instead of {catch_base}, and are worth {effective_then} independent \
            ones. That is what real diversity buys. It was measured where the weaker model errs on most questions; where both \
            are good the same benchmark says {helm_high}.",
    changes: |params| {
        let (low, _) = helm::extremes();
        params.correlated(low.0, low.1.max(low.0))
    },
}];

const NOTE: Note = Note {
    say: &[
        "Let the class name vendors. Then ask what those models have read, and who graded them.",
        "Be fair with the data: it is one program, twice. Point at the diamonds that the circles miss: the model cannot make \
         lumps as large as the {inputs} inputs that {most} versions fail together.",
    ],
    mistake: "Vendors are counted as opinions. It is what works with newspapers, and with people from different schools.",
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
                "{} reviewers come from {} vendors, as alike as they were measured to be. How many independent reviewers \
                 are they worth?",
                start.reviewers(),
                start.lineages()
            ),
            asked: Asked::Choice {
                options: vec![
                    format!("about {}, one each", answers[0]),
                    format!("about {}, one per vendor", answers[1]),
                    "about two".to_owned(),
                    "about one".to_owned(),
                ],
                right,
                because: format!("It is {} in the model.", significant(worth, 2)),
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
        let redux = REDUX_CORRELATIONS;
        let (rho_low, rho_high) = redux.all_90_percent;
        let (helm_low, helm_high) = helm::extremes();
        let rho = |value: f64| format!("{value:.2}");
        let expected = agents.worst.2;
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
                now.number("effective", "effective_reviewers", |r| significant(r, 2)),
                base.number("catch_base", "catch_rate", percent),
                flipped.number("catch_then", "catch_rate", percent),
                flipped.number("effective_then", "effective_reviewers", |r| significant(r, 2)),
                Number::plain("reviewers", params.reviewers() as f64, grouped),
                Number::plain("second_humans", humans.second_given_first, percent),
                Number::plain("lift_humans", humans.second_given_first / humans.if_independent, about),
                Number::plain("second_agents", agents.second_given_first, percent),
                Number::words("clean_vendor", clean.map_or("no vendor", |vendor| vendor.name)),
                Number::plain("clean_versions", clean.map_or(0.0, |vendor| f64::from(vendor.versions)), grouped),
                Number::plain("agents", agents.versions as f64, grouped),
                Number::plain("most", agents.worst.0 as f64, grouped),
                Number::plain("inputs", agents.worst.1, grouped),
                Number::plain("rho_other", redux.different_vendor, rho),
                Number::plain("rho_same", redux.same_vendor, rho),
                Number::plain("rho_humans", humans.pair_rho, rho),
                Number::plain("rho_fit", agents.fitted_rho, rho),
                Number::plain("rho_pairs", agents.pair_rho, rho),
                Number::plain("rho_low", rho_low, rho),
                Number::plain("rho_high", rho_high, rho),
                Number::plain("helm_low", helm_low.0, rho),
                Number::plain("helm_high", helm_high.0, rho),
                Number::plain("helm_pairs", helm::pairs(), grouped),
                Number::plain("expected_worst", expected, |n| if n < 0.5 { "none".to_owned() } else { factor(n) }),
                Number::plain("expected_pairs", agents.coincidences.1, grouped),
                Number::plain("observed_pairs", agents.coincidences.0, grouped),
            ],
        }
    }
}
