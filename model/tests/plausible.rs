//! Plausible worlds: the spreads that they state, the same luck at every setting, and no impossible world.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that asks for an impossible setting is wrong")]

mod possible;
mod setting;

use blindspot_model::experiments::{KNIGHT_LEVESON_REDUX_2026, REDUX_CORRELATIONS};
use blindspot_model::params::{MAX_RHO_BETWEEN, MAX_RHO_WITHIN};
use blindspot_model::plausible::{DRAWN, DRIFT_SPREAD, RATE_SPREAD, likeness_spread};
use blindspot_model::{Parameter, Params, World, normal, plausible};
use possible::params;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use setting::setting;

fn log_odds(share: f64) -> f64 {
    libm::log(share / (1.0 - share))
}

fn worlds(params: &Params, count: u64) -> Vec<Params> {
    (0..count).map(|index| plausible(params, 7, index)).collect()
}

/// Asserts a mean and a standard deviation within 4 standard errors of a normal sample's.
fn assert_normal(values: &[f64], mean: f64, spread: f64) {
    let n = values.len() as f64;
    let sample_mean = values.iter().sum::<f64>() / n;
    let sample_spread = libm::sqrt(values.iter().map(|v| (v - sample_mean) * (v - sample_mean)).sum::<f64>() / n);
    assert!((sample_mean - mean).abs() < 4.0 * spread / libm::sqrt(n), "mean {sample_mean} of {mean}");
    assert!((sample_spread - spread).abs() < 4.0 * spread / libm::sqrt(2.0 * n), "spread {sample_spread} of {spread}");
}

/// The value below which this share of the values lies.
fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    // Few thousand values.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    sorted[(share * sorted.len() as f64) as usize]
}

#[test]
fn the_spreads_are_those_that_are_stated() {
    let params = setting(&[(Parameter::Diversity, 0.4), (Parameter::Lineages, 3.0), (Parameter::Kinship, 0.3)]);
    let worlds = worlds(&params, 20_000);
    let moved = |of: fn(&Params) -> f64, scale: fn(f64) -> f64| -> Vec<f64> {
        worlds.iter().map(|world| scale(of(world)) - scale(of(&params))).collect()
    };
    assert_normal(&moved(Params::error_rate, log_odds), 0.0, RATE_SPREAD);
    assert_normal(&moved(Params::miss_rate, log_odds), 0.0, RATE_SPREAD);
    assert_normal(&moved(Params::drift, libm::log), 0.0, DRIFT_SPREAD);
    let (between, within) = (moved(Params::rho_between, log_odds), moved(Params::rho_within, log_odds));
    // Three in a thousand stop at the limits, which moves the spread by less than its standard error.
    assert_normal(&between, 0.0, likeness_spread());
    let is_one_draw = |(b, w): (&f64, &f64)| (b - w).abs() < 1e-9;
    let together = between.iter().zip(&within).filter(|&pair| is_one_draw(pair)).count();
    assert!(together > 19_900, "{together} worlds of 20,000 have one draw for both");
    // Different parameters have different luck.
    let (errors, misses) = (moved(Params::error_rate, log_odds), moved(Params::miss_rate, log_odds));
    let product: f64 = errors.iter().zip(&misses).map(|(a, b)| a * b).sum();
    assert!((product / 20_000.0).abs() < 4.0 * RATE_SPREAD * RATE_SPREAD / libm::sqrt(20_000.0));
}

/// One standard deviation of ln γ leads from (1−PGR)/φ(Φ⁻¹(e)) = 5.1 at e = PGR = .1 to 2.8 at PGR .5.
#[test]
fn contamination_borrows_from_weak_to_strong() {
    let borrowed = |recovered: f64| (1.0 - recovered) / normal::density(normal::quantile(0.1));
    assert!((borrowed(0.1) - 5.1).abs() < 0.05 && (borrowed(0.5) - 2.85).abs() < 0.01);
    let params = setting(&[(Parameter::Contamination, 1.0)]);
    let logs: Vec<f64> = worlds(&params, 20_000).iter().map(|world| libm::log(world.contamination())).collect();
    let spread = libm::log(borrowed(0.1) / borrowed(0.5));
    for (share, deviations) in [(0.159, -1.0), (0.5, 0.0), (0.841, 1.0)] {
        let expected = spread * deviations;
        assert!((quantile(&logs, share) - expected).abs() < 4.0 * 1.6 * spread / libm::sqrt(20_000.0), "{share}");
    }
}

/// Around the agents' correlation, 90 % of the worlds lie about where 90 % of the bootstrap samples did.
#[test]
fn likeness_spreads_as_in_the_experiment() {
    let rho = KNIGHT_LEVESON_REDUX_2026.exchangeable_rho();
    let params = Params::default().with_correlations(rho, rho).unwrap();
    let values: Vec<f64> = worlds(&params, 20_000).iter().map(Params::rho_between).collect();
    let (low, high) = REDUX_CORRELATIONS.all_90_percent;
    let drawn = (quantile(&values, 0.05), quantile(&values, 0.95));
    assert!((drawn.0 - low).abs() < 0.06 && (drawn.1 - high).abs() < 0.03, "{drawn:?}");
    // As docs/model.md says.
    assert!((drawn.0 - 0.50).abs() < 0.01 && (drawn.1 - 0.87).abs() < 0.01, "{drawn:?}");
    let width = log_odds(drawn.1) - log_odds(drawn.0);
    assert!((width / (log_odds(high) - log_odds(low)) - 1.0).abs() < 0.03, "{width}");
}

#[test]
fn what_is_switched_off_stays_off() {
    let nothing = setting(&[(Parameter::Drift, 0.0), (Parameter::Contamination, 0.0), (Parameter::Lineages, 4.0)])
        .with_correlations(0.0, 0.0)
        .unwrap();
    for world in worlds(&nothing, 1000) {
        assert_eq!([world.rho_between(), world.rho_within(), world.drift(), world.contamination()], [0.0; 4]);
    }
    for at in [World::HumanLike, World::OneModel] {
        let alike = at.of(&Params::default()).with(Parameter::Lineages, 4.0).unwrap();
        for world in worlds(&alike, 1000) {
            assert!((world.rho_within() - world.rho_between()).abs() < 1e-12, "as alike across families as within");
        }
    }
}

#[test]
fn a_world_is_a_function_of_setting_seed_and_index() {
    let params = Params::default();
    assert_eq!(plausible(&params, 1, 5), plausible(&params, 1, 5));
    assert_ne!(plausible(&params, 1, 5), plausible(&params, 1, 6));
    assert_ne!(plausible(&params, 1, 5), plausible(&params, 2, 5));
}

/// Whatever else is set, a world's error rate is moved by the same luck.
#[test]
fn a_world_has_the_same_luck_at_every_setting() {
    for index in 0..200 {
        let shift = |params: &Params| {
            let world = plausible(params, 3, index);
            (
                log_odds(world.error_rate()) - log_odds(params.error_rate()),
                libm::log(world.drift() / params.drift()),
                world.contamination() / params.contamination(),
            )
        };
        let here = shift(&setting(&[(Parameter::ErrorRate, 0.08), (Parameter::Drift, 0.4)]));
        let there =
            shift(&setting(&[(Parameter::Diversity, 1.0), (Parameter::Reviewers, 9.0), (Parameter::Drift, 0.5)]));
        for (here, there) in [(here.0, there.0), (here.1, there.1), (here.2, there.2)] {
            assert!((here - there).abs() < 1e-12, "world {index}: {here} {there}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000, rng_seed: RngSeed::Fixed(21), failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn every_world_is_possible_and_keeps_what_is_a_choice(
        params in params(), seed in any::<u64>(), index in any::<u64>(),
    ) {
        let world = plausible(&params, seed, index);
        let values = Parameter::ALL.iter().map(|&parameter| (parameter, world.get(parameter)));
        prop_assert_eq!(Params::default().with_all(values), Ok(world));
        for &parameter in Parameter::ALL {
            if !DRAWN.contains(&parameter) {
                prop_assert_eq!(world.get(parameter), params.get(parameter));
            }
        }
        let (between, within) = (world.rho_between(), world.rho_within());
        prop_assert!(0.0 <= between && between <= within, "{} {}", between, within);
        prop_assert!(between <= MAX_RHO_BETWEEN + 1e-15 && within <= MAX_RHO_WITHIN + 1e-15, "{} {}", between, within);
        // A normal draw is never 0: an error rate that did not move has stopped at an end of its range.
        let range = Parameter::ErrorRate.spec();
        let rate = world.error_rate();
        prop_assert!(rate != params.error_rate() || rate == range.min || rate == range.max);
    }

    #[test]
    fn a_lever_that_moves_a_little_moves_a_world_a_little(
        params in params(), index in 0..1000_u64, which in 0..DRAWN.len(), share in 0.0..1.0,
    ) {
        let lever = DRAWN[which];
        let (min, max) = (params.floor(lever), params.limit(lever));
        let step = 1e-6 * (max - min);
        let at = min + share * (max - min - step);
        let [here, there] = [at, at + step].map(|value| plausible(&params.with(lever, value).unwrap(), 9, index));
        for &parameter in Parameter::ALL {
            // The odds of a share near 0 or 1 are the steepest: e⁵ at five standard deviations of likeness.
            let scale = parameter.spec().max - parameter.spec().min;
            let moved = (there.get(parameter) - here.get(parameter)).abs() / scale;
            prop_assert!(moved < 1e-3, "{:?} moves {:?} by {}", lever, parameter, moved);
        }
    }
}

/// Of many worlds nine in ten have each parameter between its ends, and the ends move nothing else.
#[test]
fn nine_in_ten_worlds_lie_between_the_ends() {
    let params = Params::default().with(Parameter::OutsideReviewers, 1.0).unwrap();
    for parameter in [
        Parameter::ErrorRate,
        Parameter::MissRate,
        Parameter::Diversity,
        Parameter::Drift,
        Parameter::OutsideMissRate,
        Parameter::OutsideLikeness,
    ] {
        let [one, other] = plausible::ends(&params, parameter).unwrap();
        let [low, high] = [one, other].map(|end| end.get(parameter));
        let (low, high) = (low.min(high), low.max(high));
        assert!(low < params.get(parameter) && params.get(parameter) < high, "{parameter:?}");
        let worlds = 4000;
        let inside = (0..worlds)
            .map(|index| blindspot_model::plausible(&params, 1, index).get(parameter))
            .filter(|value| (low..=high).contains(value))
            .count();
        let share = inside as f64 / worlds as f64;
        assert!((share - 0.9).abs() < 0.02, "{parameter:?}: {share}");
        for end in [one, other] {
            let moved = Parameter::ALL.iter().filter(|&&p| end.get(p) != params.get(p));
            assert!(moved.into_iter().all(|&p| p == parameter), "{parameter:?}");
        }
    }
    // Switches are tried both ways, and choices stay.
    let [off, on] = plausible::ends(&params, Parameter::RecoveredGap).unwrap();
    assert_eq!((off.recovered_gap(), on.recovered_gap()), (false, true));
    assert_eq!(plausible::ends(&params, Parameter::Supervision), None);
}
