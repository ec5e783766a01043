//! Plausible worlds: what a setting would be if the parameters that nobody knows were drawn anew.
//!
//! The spreads are assumptions, stated here and nowhere else:
//!
//! | parameter | in a plausible world |
//! | --- | --- |
//! | `error_rate`, `miss_rate` | log-odds + N(0, [`RATE_SPREAD`]²), each its own draw |
//! | ρ_b, ρ_w | log-odds + N(0, [`likeness_spread`]²), one draw for both: whatever makes models alike does so within and across families |
//! | `outside_miss_rate`, `false_alarm_rate` | as the other rates; an alarm is at most as frequent as a miss |
//! | `outside_likeness` | log-odds + N(0, [`likeness_spread`]²), its own draw |
//! | `drift` | × exp N(0, [`DRIFT_SPREAD`]²) |
//! | `contamination` | × exp N(0, [`contamination_spread`]²) |
//!
//! Everything else is a choice and stays. A parameter at 0 stays 0, since odds and products do; one that would leave its
//! range stops at the end of it. World `index` has the same luck at every setting, so a lever that moves, moves the
//! worlds with it and does not draw others.

use crate::dice::{self, Address, Purpose};
use crate::experiments::REDUX_CORRELATIONS;
use crate::normal;
use crate::params::{MAX_RHO_BETWEEN, MAX_RHO_WITHIN, Parameter, Params};

/// Standard deviation of the log-odds of the error rate and of the miss rate: two thirds of the worlds lie within 1.4
/// times the odds of the setting, either way.
pub const RATE_SPREAD: f64 = 0.35;

/// Standard deviation of ln θ₀: two thirds of the worlds lie within 1.4 times the drift of the setting, either way.
pub const DRIFT_SPREAD: f64 = 0.35;

/// PGR, the share of the gap between a weak supervisor and its strong student that training recovers: .1 for reward
/// models, from which γ is borrowed, and .5 in the middle of the other tasks (Burns et al. 2023).
pub const RECOVERED_GAP: (f64, f64) = (0.1, 0.5);

/// Standard deviation of ln γ: γ goes with what is not recovered, and one standard deviation leads from the case of
/// reward models to the middle of the others.
#[must_use]
pub fn contamination_spread() -> f64 {
    let (reward_models, others) = RECOVERED_GAP;
    libm::log((1.0 - reward_models) / (1.0 - others))
}

/// Standard deviation of the log-odds of the latent correlations: that at which 90 % of the worlds have log-odds within
/// an interval as wide as the bootstrap's over the agents' versions of 2026 ([`REDUX_CORRELATIONS`]).
#[must_use]
pub fn likeness_spread() -> f64 {
    let (low, high) = REDUX_CORRELATIONS.all_90_percent;
    libm::log(odds(high) / odds(low)) / (2.0 * normal::quantile(0.95))
}

/// How far from the middle the ends of nine in ten worlds lie, in standard deviations.
const NINE_IN_TEN: f64 = 1.644_853_626_951_472_7;

/// What differs from one plausible world to the next; all else is as it is set.
pub const DRAWN: [Parameter; 9] = [
    Parameter::ErrorRate,
    Parameter::MissRate,
    Parameter::Diversity,
    Parameter::Kinship,
    Parameter::OutsideMissRate,
    Parameter::OutsideLikeness,
    Parameter::FalseAlarmRate,
    Parameter::Drift,
    Parameter::Contamination,
];

/// The `index`-th plausible world around a setting.
#[must_use]
pub fn plausible(params: &Params, seed: u64, index: u64) -> Params {
    world(params, &Luck::drawn(seed, index))
}

/// The setting with one parameter at the low and at the high end of what nine in ten plausible worlds have, or with a switch of
/// the model off and on. `None` for what is a choice and stays. Kinship goes with diversity: one assumption makes both.
#[must_use]
pub fn ends(params: &Params, parameter: Parameter) -> Option<[Params; 2]> {
    if let Parameter::SharedFaults | Parameter::RecoveredGap | Parameter::Redone = parameter {
        return Some([0.0, 1.0].map(|state| params.changed(parameter, state)));
    }
    let at = |draw: f64| {
        let mut luck = Luck::default();
        let drawn = match parameter {
            Parameter::ErrorRate => &mut luck.error,
            Parameter::MissRate => &mut luck.miss,
            Parameter::Diversity => &mut luck.likeness,
            Parameter::Drift => &mut luck.drift,
            Parameter::Contamination => &mut luck.contamination,
            Parameter::OutsideMissRate => &mut luck.outside_miss,
            Parameter::OutsideLikeness => &mut luck.outside_likeness,
            Parameter::FalseAlarmRate => &mut luck.false_alarm,
            _ => return None,
        };
        *drawn = draw;
        Some(moved_alone(params, &world(params, &luck), parameter))
    };
    Some([at(-NINE_IN_TEN)?, at(NINE_IN_TEN)?])
}

/// The setting with one parameter as in a world; what the world left in place but for rounding stays to the bit.
fn moved_alone(params: &Params, world: &Params, parameter: Parameter) -> Params {
    let moved = match parameter {
        Parameter::Diversity => &[Parameter::Diversity, Parameter::Kinship][..],
        _ => std::slice::from_ref(&parameter),
    };
    let mut changes: Vec<(Parameter, f64)> = moved.iter().map(|&moved| (moved, world.get(moved))).collect();
    if parameter == Parameter::MissRate {
        changes.push((Parameter::FalseAlarmRate, params.false_alarm_rate().min(world.miss_rate())));
    }
    params.changed_all(changes)
}

/// The world of so much luck.
fn world(params: &Params, luck: &Luck) -> Params {
    let rate = |parameter: Parameter, draw: f64| {
        in_range(parameter, with_odds(params.get(parameter), libm::exp(RATE_SPREAD * draw)))
    };
    let (between, within) = alike(params, libm::exp(likeness_spread() * luck.likeness));
    let drift = params.drift() * libm::exp(DRIFT_SPREAD * luck.drift);
    let miss_rate = rate(Parameter::MissRate, luck.miss);
    let likeness = with_odds(params.outside_likeness(), libm::exp(likeness_spread() * luck.outside_likeness));
    let contamination = params.contamination() * libm::exp(contamination_spread() * luck.contamination);
    // All of them were kept in their ranges.
    params
        .changed_all([
            (Parameter::ErrorRate, rate(Parameter::ErrorRate, luck.error)),
            (Parameter::MissRate, miss_rate),
            (Parameter::OutsideMissRate, rate(Parameter::OutsideMissRate, luck.outside_miss)),
            (Parameter::OutsideLikeness, in_range(Parameter::OutsideLikeness, likeness)),
            (Parameter::FalseAlarmRate, rate(Parameter::FalseAlarmRate, luck.false_alarm).min(miss_rate)),
            (Parameter::Drift, in_range(Parameter::Drift, drift)),
            (Parameter::Contamination, in_range(Parameter::Contamination, contamination)),
        ])
        .correlated(between, within)
}

/// What a world owes to chance: standard normal draws.
#[derive(Default)]
struct Luck {
    error: f64,
    miss: f64,
    likeness: f64,
    drift: f64,
    contamination: f64,
    outside_miss: f64,
    outside_likeness: f64,
    false_alarm: f64,
}

impl Luck {
    fn drawn(seed: u64, index: u64) -> Luck {
        let mut stream = Address { seed, generation: 0, project: index }.stream(Purpose::World);
        Luck {
            error: dice::normal(&mut stream),
            miss: dice::normal(&mut stream),
            likeness: dice::normal(&mut stream),
            drift: dice::normal(&mut stream),
            contamination: dice::normal(&mut stream),
            outside_miss: dice::normal(&mut stream),
            outside_likeness: dice::normal(&mut stream),
            false_alarm: dice::normal(&mut stream),
        }
    }
}

/// ρ_b and ρ_w of a setting with their odds multiplied. The factor is cut to what the limit of ρ_b allows, so that
/// families that were no more alike within than across stay so. With one family, ρ_w is what two would have.
fn alike(params: &Params, factor: f64) -> (f64, f64) {
    let between = params.rho_between();
    let within = between + params.get(Parameter::Kinship) * (MAX_RHO_WITHIN - between);
    let factor = factor.min(odds(MAX_RHO_BETWEEN) / odds(between));
    let between = with_odds(between, factor).min(MAX_RHO_BETWEEN);
    (between, with_odds(within, factor).clamp(between, MAX_RHO_WITHIN))
}

fn odds(share: f64) -> f64 {
    share / (1.0 - share)
}

/// The share whose odds are so many times those of this one.
fn with_odds(share: f64, factor: f64) -> f64 {
    share * factor / (1.0 - share + share * factor)
}

/// The value, or the end of the parameter's range that it would pass.
fn in_range(parameter: Parameter, value: f64) -> f64 {
    let spec = parameter.spec();
    value.clamp(spec.min, spec.max)
}
