//! One figure, exact and simulated.

use crate::params::{Kind, Parameter, Params};
use crate::presets::World;

/// Standard errors that a simulated figure may lie from the exact one.
pub const TOLERANCE: f64 = 4.0;

/// What rounding may part two figures by that are the same.
const ROUNDING: f64 = 1e-12;

/// What the simulation and the exact solution both have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// P(the author errs), over calls.
    ErrorRate,
    /// U, the share of the calls that are wrong and survive review.
    SurvivingShare,
    /// x, the share of the calls that are wrong and stay undetected after audits.
    UndetectedShare,
    /// κ, the share of the calls that is audited.
    Coverage,
    /// W, the share of the projects without an undetected error.
    Integrity,
    /// The share of the wrong calls that the first of two or more reviewers catches.
    CaughtByFirst,
    /// The share of the wrong calls that the first two reviewers both miss.
    MissedByFirstTwo,
    /// The share of wrong calls among those that every checker approves.
    UnanimousAndWrong,
    /// The share of the right calls that checkers stop at the first try.
    RightCallsStopped,
    /// The share of wrong calls among those that checkers stop at the first try.
    ObjectionPrecision,
    /// V, the share of the calls that are right and published.
    PublishedRight,
    /// `x_T`, what the last of some generations accepts, each trained on what the one before accepted.
    LaterUndetectedShare,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Outcome; 12] = [
        Outcome::ErrorRate,
        Outcome::SurvivingShare,
        Outcome::UndetectedShare,
        Outcome::Coverage,
        Outcome::Integrity,
        Outcome::CaughtByFirst,
        Outcome::MissedByFirstTwo,
        Outcome::UnanimousAndWrong,
        Outcome::RightCallsStopped,
        Outcome::ObjectionPrecision,
        Outcome::PublishedRight,
        Outcome::LaterUndetectedShare,
    ];

    /// Its name among the [outputs](crate::Measures::named) of the batch program, where it has one there.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Outcome::ErrorRate => "error_rate_now",
            Outcome::SurvivingShare => "surviving_share",
            Outcome::UndetectedShare => "undetected_share",
            Outcome::Coverage => "coverage",
            Outcome::Integrity => "integrity",
            Outcome::CaughtByFirst => "caught_by_first",
            Outcome::MissedByFirstTwo => "true_remaining",
            Outcome::UnanimousAndWrong => "unanimous_and_wrong",
            Outcome::RightCallsStopped => "right_calls_stopped",
            Outcome::ObjectionPrecision => "objection_precision",
            Outcome::PublishedRight => "published_right",
            Outcome::LaterUndetectedShare => "trajectory",
        }
    }
}

/// One outcome in one setting, exact and simulated. Figures are shares, 0–1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The setting that was simulated.
    pub setting: Params,
    /// What was counted.
    pub outcome: Outcome,
    /// The exact solution's figure.
    pub exact: f64,
    /// The simulation's figure.
    pub simulated: f64,
    /// How far the simulated figure lies from the exact one by chance: the standard deviation that the exact solution
    /// expects. 0 where nothing is left to chance.
    pub standard_error: f64,
}

impl Point {
    /// (simulated − exact)/standard error; `None` where nothing is left to chance.
    #[must_use]
    pub fn z(&self) -> Option<f64> {
        (self.standard_error > 0.0).then(|| (self.simulated - self.exact) / self.standard_error)
    }

    /// Whether the two lie within [`TOLERANCE`] standard errors of each other; where nothing is left to chance, whether
    /// they are the same but for rounding. False for figures that are no numbers.
    #[must_use]
    pub fn agrees(&self) -> bool {
        (self.simulated - self.exact).abs() <= TOLERANCE * self.standard_error + ROUNDING
    }
}

/// A setting in words: the world that it is, and what else differs from the defaults.
#[must_use]
pub fn described(setting: &Params) -> String {
    let world = World::recognize(setting);
    let is_told = |parameter| {
        world.is_some() && matches!(parameter, Parameter::Lineages | Parameter::Diversity | Parameter::Kinship)
    };
    let differences = differences(setting).into_iter().filter(|&(parameter, _)| !is_told(parameter));
    let parts: Vec<String> = world
        .map(|world| world.name().to_owned())
        .into_iter()
        .chain(differences.map(|(parameter, value)| {
            let name = parameter.spec().name.replace('_', " ");
            // More digits than three say nothing.
            if parameter.spec().kind == Kind::Switch {
                name
            } else {
                format!("{name} {}", libm::round(value * 1e3) / 1e3)
            }
        }))
        .collect();
    if parts.is_empty() { "defaults".to_owned() } else { parts.join(", ") }
}

/// The parameters whose values are not the defaults, in order.
#[must_use]
pub fn differences(setting: &Params) -> Vec<(Parameter, f64)> {
    let values = Parameter::ALL.iter().map(|&parameter| (parameter, setting.get(parameter)));
    values.filter(|(parameter, value)| *value != parameter.spec().default).collect()
}
