//! The sandbox without its looks: its parameters in groups, settings to begin from, claims as switches, what a setting
//! comes to, its figures, and how two settings differ in words.

mod exhibit;
pub mod figures;
pub mod history;

pub use exhibit::Exhibit;

use std::sync::Arc;

use blindspot_model::params::Kind;
use blindspot_model::{Claims, JudgementCall, Measures, Outlook, Parameter, Params, World};

use crate::chapter::Control;
use crate::chapter::control::{
    ATTEMPTS, AUDIT_BUDGET, AUDIT_SENSITIVITY, CONTAMINATION, DIVERSITY, DRIFT, ERROR_RATE, FALSE_ALARM_RATE,
    JUDGEMENT_CALLS, KINSHIP, LINEAGES, MISS_RATE, MODULARITY, OUTSIDE_LIKENESS, OUTSIDE_MISS_RATE, OUTSIDE_REVIEWERS,
    PROGRESS, PROJECTS, QUORUM, RECOVERED_GAP, REDONE, REVIEWERS, SELF_CHECK, SHARED_FAULTS, STEPS, SUPERVISION,
    TRAP_MISS_RATE,
};
use crate::chapters::CHAPTERS;
use crate::figure::generations::{GENERATIONS, without_reviewers};
use crate::figure::known;
use crate::figure::worlds::{self, Curves, CurvesKey, MOST_REVIEWERS};
use crate::text::number::{factor, grouped, significant};

/// The headline sliders.
pub const HEADLINE: [Control; 3] = [DIVERSITY, SUPERVISION, AUDIT_BUDGET];

/// Parameters that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// What they are about.
    pub title: &'static str,
    /// The parameters.
    pub controls: &'static [Control],
}

/// All parameters but the headline ones.
pub const GROUPS: [Group; 7] = [
    Group {
        title: "Authors and reviewers",
        controls: &[ERROR_RATE, MISS_RATE, FALSE_ALARM_RATE, REVIEWERS, QUORUM, SELF_CHECK],
    },
    Group { title: "How alike the models are", controls: &[LINEAGES, KINSHIP, SHARED_FAULTS, TRAP_MISS_RATE] },
    Group { title: "Reviewers of another kind", controls: &[OUTSIDE_REVIEWERS, OUTSIDE_MISS_RATE, OUTSIDE_LIKENESS] },
    Group { title: "After an objection", controls: &[ATTEMPTS, REDONE] },
    Group { title: "Projects and audits", controls: &[STEPS, JUDGEMENT_CALLS, MODULARITY, AUDIT_SENSITIVITY] },
    Group { title: "What training feeds back", controls: &[DRIFT, CONTAMINATION, RECOVERED_GAP, PROGRESS] },
    Group { title: "Simulation", controls: &[PROJECTS] },
];

/// The parameters that the exact solution knows, in the order of the sandbox: maps and edges can be along them.
pub fn exact_parameters() -> impl Iterator<Item = Parameter> {
    controls().map(|control| control.parameter).filter(|&parameter| parameter != Parameter::Projects)
}

/// All controls, in the order of the sandbox.
pub fn controls() -> impl Iterator<Item = Control> {
    HEADLINE.into_iter().chain(GROUPS.into_iter().flat_map(|group| group.controls.iter().copied()))
}

/// A setting to begin from.
#[derive(Clone, Debug, PartialEq)]
pub struct Preset {
    /// Its name.
    pub name: String,
    /// The setting.
    pub params: Params,
}

/// The defaults, the optimist's case, and where each chapter about decisions begins. The worlds are presets too, for one part of a setting.
#[must_use]
pub fn presets() -> Vec<Preset> {
    let preset = |name: &str, params| Preset { name: name.to_owned(), params };
    let of_decisions = CHAPTERS.iter().enumerate().filter(|(_, chapter)| chapter.marks().is_none());
    let chapters = of_decisions.map(|(i, &chapter)| Preset {
        name: format!("chapter {}: {}", i + 1, chapter.words().title),
        params: chapter.start(),
    });
    [preset("the defaults", Params::default()), preset("the optimist’s case", optimists_case())]
        .into_iter()
        .chain(chapters)
        .collect()
}

/// Skilled models of four labs that get better, well supervised, in work of which half can be pointed at.
fn optimists_case() -> Params {
    World::FourLabs.of(&Params::default()).changed_all([
        (Parameter::ErrorRate, 0.05),
        (Parameter::MissRate, 0.1),
        (Parameter::Supervision, 0.9),
        (Parameter::Modularity, 0.5),
        (Parameter::Progress, 0.02),
    ])
}

/// A claim of the argument as a switch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// (a) Models share blind spots.
    CorrelatedError,
    /// (b) Judgement can't be told from the rest.
    NonModularity,
    /// (c) Supervision is unreliable.
    UnreliableSupervision,
}

impl Claim {
    /// (a), (b), (c).
    pub const ALL: [Claim; 3] = [Claim::CorrelatedError, Claim::NonModularity, Claim::UnreliableSupervision];

    /// What it claims.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Claim::CorrelatedError => "(a) Models share blind spots",
            Claim::NonModularity => "(b) Judgement is threaded through the work",
            Claim::UnreliableSupervision => "(c) Supervision is unreliable",
        }
    }

    /// The parameters that it is about.
    const fn parameters(self) -> &'static [Parameter] {
        match self {
            Claim::CorrelatedError => &[Parameter::Diversity, Parameter::Kinship],
            Claim::NonModularity => &[Parameter::Modularity],
            Claim::UnreliableSupervision => &[Parameter::Supervision],
        }
    }

    /// Whether it holds in a setting.
    #[must_use]
    pub fn holds(self, params: &Params) -> bool {
        match self {
            Claim::CorrelatedError => params.rho_within() > 0.0,
            Claim::NonModularity => params.modularity() < 1.0,
            Claim::UnreliableSupervision => params.supervision() < 1.0,
        }
    }

    /// The setting with the claim the other way round; where it comes to hold, as it did in `earlier`.
    #[must_use]
    pub fn flipped(self, params: &Params, earlier: &Params) -> Params {
        if self.holds(params) {
            let claims = Claims {
                correlated_error: self != Claim::CorrelatedError,
                non_modularity: self != Claim::NonModularity,
                unreliable_supervision: self != Claim::UnreliableSupervision,
            };
            return claims.applied_to(params);
        }
        let from = if self.holds(earlier) { *earlier } else { Params::default() };
        params.changed_all(self.parameters().iter().map(|&p| (p, from.get(p))))
    }
}

/// All that the sandbox shows of a setting but what is simulated or mapped.
#[derive(Clone, Debug, PartialEq)]
pub struct Solved {
    /// The setting.
    pub params: Params,
    /// The outputs at the bias of the first generation.
    pub measures: Measures,
    /// Where the field goes.
    pub outlook: Outlook,
    /// x_0 … of the same field without reviewers.
    pub unreviewed: Vec<f64>,
}

impl Solved {
    /// What a setting comes to.
    #[must_use]
    pub fn of(params: &Params) -> Arc<Solved> {
        Arc::new(Solved {
            params: *params,
            measures: (*known::first_generation(params)).clone(),
            outlook: Outlook::of(params, &known::survival(params), GENERATIONS),
            unreviewed: without_reviewers(params),
        })
    }

    /// U by number of reviewers, in the five worlds and in the setting. It is the dearest part, and only some figures show it.
    #[must_use]
    pub fn curves(&self) -> Curves {
        let params = &self.params;
        Curves {
            worlds: (*worlds::known(&CurvesKey::of(params))).clone(),
            own: JudgementCall::of(params).surviving_by_reviewers(params.initial_bias(), MOST_REVIEWERS),
        }
    }
}

/// How B differs from A, in words, both not negative.
#[must_use]
pub fn difference(a: f64, b: f64) -> String {
    let close = 1e-9 * a.abs().max(b.abs());
    if (a - b).abs() <= close {
        "no difference".to_owned()
    } else if a <= 0.0 || b <= 0.0 {
        if b > a { "up from none".to_owned() } else { "down to none".to_owned() }
    } else {
        let ratio = b / a;
        match ratio {
            1.095.. => format!("{} times as much", factor(ratio)),
            1.0.. => format!("{}% more", significant((ratio - 1.0) * 100.0, 1)),
            0.905.. => format!("{}% less", significant((1.0 - ratio) * 100.0, 1)),
            _ => format!("{} times less", factor(1.0 / ratio)),
        }
    }
}

/// A parameter's value as words: `supervision 0.5`.
#[must_use]
pub fn told(params: &Params, parameter: Parameter) -> String {
    let (name, value) = (parameter.spec().name.replace('_', " "), params.get(parameter));
    match parameter.spec().kind {
        Kind::Real => format!("{name} {}", significant(value, 3)),
        Kind::Whole => format!("{name} {}", grouped(value)),
        Kind::Switch => format!("{name} {}", if value == 0.0 { "off" } else { "on" }),
    }
}

/// What of a setting differs from another, as words; empty where nothing does.
#[must_use]
pub fn differences(from: &Params, params: &Params) -> String {
    let differing = Parameter::ALL.iter().copied().filter(|&p| params.get(p) != from.get(p));
    differing.map(|p| told(params, p)).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_is_there_once() {
        let all: Vec<Parameter> = HEADLINE
            .iter()
            .chain(GROUPS.iter().flat_map(|group| group.controls))
            .map(|control| control.parameter)
            .collect();
        assert_eq!(all.len(), Parameter::ALL.len());
        assert!(Parameter::ALL.iter().all(|parameter| all.contains(parameter)));
    }

    #[test]
    fn a_claim_flips_and_comes_back() {
        let start = World::FourLabs.of(&Params::default());
        for claim in Claim::ALL {
            assert!(claim.holds(&start));
            let off = claim.flipped(&start, &start);
            assert!(!claim.holds(&off), "{claim:?}");
            assert!(Claim::ALL.iter().all(|&other| other == claim || other.holds(&off)), "{claim:?} leaves the others");
            assert_eq!(claim.flipped(&off, &start), start);
            assert!(claim.holds(&claim.flipped(&off, &off)), "{claim:?} has nothing to go back to but the defaults");
        }
    }

    #[test]
    fn differences_read_well() {
        let told: Vec<String> =
            [(0.1, 0.1), (0.1, 0.2), (0.2, 0.1), (0.1, 0.104), (0.1, 0.097), (0.0, 0.1), (0.1, 0.0)]
                .into_iter()
                // A difference is told in percent as long as one digit is enough.
                .chain([(0.1, 0.1094), (0.1, 0.1096), (0.1, 0.0906), (0.1, 0.0904)])
                .map(|(a, b)| difference(a, b))
                .collect();
        let expected = [
            "no difference",
            "2.0 times as much",
            "2.0 times less",
            "4% more",
            "3% less",
            "up from none",
            "down to none",
            "9% more",
            "1.1 times as much",
            "9% less",
            "1.1 times less",
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn presets_are_told_apart() {
        let presets = presets();
        for (i, preset) in presets.iter().enumerate() {
            assert!(presets[..i].iter().all(|other| other.name != preset.name));
        }
        let optimist = Solved::of(&optimists_case());
        assert!(optimist.outlook.trajectory[GENERATIONS] < optimist.outlook.trajectory[0]);
    }
}
