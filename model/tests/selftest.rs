//! The self-test: it passes, it tells what is wrong when something is, and its false alarms are as rare as it says.
#![allow(clippy::unwrap_used, reason = "a test that asks for an impossible setting is wrong")]

mod setting;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use blindspot_model::selftest::{Outcome, Point, TOLERANCE, described, differences};
use blindspot_model::{LongWork, Parameter, Params, SelfTest, World, normal};
use setting::setting;

fn completed(mut test: SelfTest) -> Vec<Point> {
    assert!(test.points().is_empty() && !test.is_complete());
    let mut before = 0.0;
    while !test.is_complete() {
        test.advance();
        let progress = test.progress();
        assert!((before..=1.0).contains(&progress), "{progress} after {before}");
        before = progress;
    }
    assert_eq!(before, 1.0);
    let points = test.points().to_vec();
    // A test that is complete stays as it is.
    test.advance();
    assert_eq!(test.points(), points);
    points
}

/// The points of the first seed.
static FIRST: LazyLock<Vec<Point>> = LazyLock::new(|| completed(SelfTest::new(1)));

/// The outcomes in which a setting is found to be solved as another one.
fn found_out(simulated: Params, solved: Params) -> Vec<Outcome> {
    let points = completed(SelfTest::of(7, [(simulated, solved)]));
    points.iter().filter(|point| !point.agrees()).map(|point| point.outcome).collect()
}

fn told(point: &Point) -> String {
    let Point { exact, simulated, standard_error, outcome, .. } = point;
    format!("{}, {outcome:?}: {simulated} ± {standard_error} instead of {exact}", described(&point.setting))
}

#[test]
fn the_exact_solution_passes() {
    let mut squares = Vec::new();
    for seed in 1..=3 {
        let points = if seed == 1 { FIRST.clone() } else { completed(SelfTest::new(seed)) };
        for point in &points {
            assert!(point.agrees(), "seed {seed}: {}", told(point));
            assert!((0.0..=1.0).contains(&point.exact) && (0.0..=1.0).contains(&point.simulated));
            assert_eq!(point.z().is_some(), point.standard_error > 0.0);
        }
        squares.extend(points.iter().filter_map(Point::z).map(|z| z * z));
    }
    // Standard errors that are too large would let anything pass.
    let mean = squares.iter().sum::<f64>() / squares.len() as f64;
    assert!((0.8..1.2).contains(&mean), "{mean}");
}

#[test]
fn settings_are_many_and_unlike() {
    let points = &*FIRST;
    let names: BTreeSet<String> = points.iter().map(|point| described(&point.setting)).collect();
    assert_eq!(names.len(), SelfTest::new(0).settings());
    assert!(names.len() >= 40 && points.len() >= 400);
    let differing: BTreeSet<Parameter> =
        points.iter().flat_map(|point| differences(&point.setting)).map(|(parameter, _)| parameter).collect();
    // How many projects are simulated is the test's own choice.
    let all: BTreeSet<Parameter> = Parameter::ALL.iter().copied().filter(|&p| p != Parameter::Projects).collect();
    assert_eq!(differing, all);
    for outcome in Outcome::ALL {
        let count = points.iter().filter(|point| point.outcome == outcome).count();
        assert!(count > 35, "{outcome:?} {count} times");
    }
    // The smooth formula of coverage is exact only where μD is whole.
    for point in points {
        let labelled = point.setting.modularity() * point.setting.judgement_calls() as f64;
        assert_eq!(labelled, labelled.round());
    }
}

#[test]
fn a_setting_is_told_in_words() {
    assert_eq!(described(&setting(&[])), "defaults");
    let four_labs = World::FourLabs.of(&setting(&[(Parameter::Quorum, 2.0), (Parameter::SelfCheck, 1.0)]));
    assert_eq!(described(&four_labs), "four labs, quorum 2, self check");
    let other = setting(&[(Parameter::Diversity, 1.0 / 3.0), (Parameter::AuditBudget, 0.0)]);
    assert_eq!(described(&other), "diversity 0.333, audit budget 0");
    assert_eq!(differences(&other), [(Parameter::Diversity, 1.0 / 3.0), (Parameter::AuditBudget, 0.0)]);
}

#[test]
fn a_wrong_exact_figure_is_found_out() {
    let points = completed(SelfTest::of(1, [(setting(&[]), setting(&[]))]));
    for point in points {
        assert!(point.agrees());
        // Nothing is left to chance where nobody objects to right calls.
        if point.standard_error == 0.0 {
            continue;
        }
        for direction in [-1.0, 1.0] {
            // Beyond the tolerance and what chance may have added the other way.
            let shift = direction * (2.0 * TOLERANCE + 0.1) * point.standard_error;
            let wrong = Point { exact: point.exact + shift, ..point };
            assert!(!wrong.agrees() && wrong.z().unwrap().abs() > TOLERANCE, "{}", told(&wrong));
        }
    }
}

#[test]
fn a_wrong_solution_is_found_out() {
    let four_labs = World::FourLabs.of(&setting(&[]));
    let quorum = setting(&[(Parameter::Reviewers, 5.0), (Parameter::Quorum, 2.0)]);
    let checked = four_labs.with(Parameter::SelfCheck, 1.0).unwrap();
    let families = setting(&[(Parameter::Reviewers, 4.0), (Parameter::Lineages, 2.0), (Parameter::Kinship, 0.5)]);
    let half = setting(&[(Parameter::Modularity, 0.5)]);
    for (simulated, (parameter, mistaken), outcome) in [
        (setting(&[]), (Parameter::ErrorRate, 0.105), Outcome::ErrorRate),
        (setting(&[]), (Parameter::MissRate, 0.21), Outcome::CaughtByFirst),
        (setting(&[]), (Parameter::Diversity, 0.34), Outcome::SurvivingShare),
        (setting(&[]), (Parameter::Reviewers, 4.0), Outcome::UnanimousAndWrong),
        (families, (Parameter::Kinship, 0.55), Outcome::SurvivingShare),
        (four_labs, (Parameter::Lineages, 3.0), Outcome::SurvivingShare),
        (families, (Parameter::Lineages, 1.0), Outcome::MissedByFirstTwo),
        (families, (Parameter::Lineages, 4.0), Outcome::MissedByFirstTwo),
        (checked, (Parameter::SelfCheck, 0.0), Outcome::SurvivingShare),
        (quorum, (Parameter::Quorum, 3.0), Outcome::SurvivingShare),
        (half, (Parameter::AuditSensitivity, 0.97), Outcome::UndetectedShare),
        (half, (Parameter::AuditBudget, 46.0), Outcome::Coverage),
        (half, (Parameter::JudgementCalls, 52.0), Outcome::Integrity),
        (setting(&[]), (Parameter::Contamination, 5.5), Outcome::LaterUndetectedShare),
        (setting(&[]), (Parameter::Drift, 0.8), Outcome::LaterUndetectedShare),
        (setting(&[]), (Parameter::Supervision, 0.52), Outcome::LaterUndetectedShare),
    ] {
        let solved = simulated.with(parameter, mistaken).unwrap();
        let found = found_out(simulated, solved);
        assert!(found.contains(&outcome), "{parameter:?} {mistaken}: {found:?}");
        assert_eq!(found_out(simulated, simulated), []);
    }
}

#[test]
fn what_chance_has_no_part_in_must_be_equal() {
    let point = |exact, simulated, standard_error| Point {
        setting: setting(&[]),
        outcome: Outcome::Coverage,
        exact,
        simulated,
        standard_error,
    };
    assert!(point(1.0, 1.0, 0.0).agrees() && point(0.3, 0.1 + 0.2, 0.0).agrees());
    assert!(!point(0.0, 1e-6, 0.0).agrees() && !point(1.0, 0.999_999, 0.0).agrees());
    assert_eq!(point(0.0, 1e-6, 0.0).z(), None);
    assert!(!point(f64::NAN, 0.5, 0.1).agrees() && !point(0.5, f64::NAN, 0.1).agrees());

    let figures = |changes: &[(Parameter, f64)], outcome: Outcome| {
        let points = completed(SelfTest::of(3, [(setting(changes), setting(changes))]));
        let point = points.iter().find(|point| point.outcome == outcome).unwrap();
        assert!(point.agrees() && point.z().is_none(), "{}", told(point));
        point.simulated
    };
    assert_eq!(figures(&[(Parameter::AuditBudget, 0.0)], Outcome::Coverage), 0.0);
    assert_eq!(figures(&[(Parameter::AuditBudget, 500.0)], Outcome::Coverage), 1.0);
    assert_eq!(figures(&[(Parameter::AuditBudget, 500.0)], Outcome::UndetectedShare), 0.0);
    assert_eq!(figures(&[(Parameter::AuditBudget, 500.0)], Outcome::LaterUndetectedShare), 0.0);
    assert_eq!(figures(&[(Parameter::Modularity, 1.0)], Outcome::Coverage), 0.9);
}

#[test]
fn the_seed_is_all_that_matters() {
    let settings = || [(setting(&[]), setting(&[])), (setting(&[(Parameter::Reviewers, 0.0)]), setting(&[]))];
    let points = completed(SelfTest::of(1, settings()));
    assert_eq!(points, completed(SelfTest::of(1, settings())));
    let other = completed(SelfTest::of(2, settings()));
    assert_eq!(points.len(), other.len());
    assert!(points.iter().zip(&other).all(|(a, b)| a.exact == b.exact));
    let changed = points.iter().zip(&other).filter(|(a, b)| a.simulated != b.simulated).count();
    assert!(changed > points.len() / 2, "{changed}");
}

/// P(a binomial count lies more than the tolerance from its mean).
fn false_alarm(trials: f64, p: f64) -> f64 {
    let mean = trials * p;
    let allowed = TOLERANCE * (mean * (1.0 - p)).sqrt();
    let log = |k: f64| {
        libm::lgamma(trials + 1.0) - libm::lgamma(k + 1.0) - libm::lgamma(trials - k + 1.0)
            + k * libm::log(p)
            + (trials - k) * libm::log1p(-p)
    };
    // From the first count that is too far on, until nothing is added any more.
    let tail = |first: f64, step: f64| {
        let mut sum = 0.0;
        let mut k = first;
        while (0.0..=trials).contains(&k) {
            let chance = libm::exp(log(k));
            sum += chance;
            if chance < 1e-12 * sum {
                break;
            }
            k += step;
        }
        sum
    };
    tail((mean + allowed).floor() + 1.0, 1.0) + tail((mean - allowed).ceil() - 1.0, -1.0)
}

/// Counts have the binomial distribution, which is not quite normal where few events are to be expected.
#[test]
fn false_alarms_are_as_rare_as_promised() {
    let normal = 2.0 * normal::cdf(-TOLERANCE);
    assert!((1.0 / normal - 15_787.0).abs() < 1.0);
    let mut expected = 0.0;
    for point in &*FIRST {
        let Point { exact, standard_error, outcome, .. } = *point;
        if standard_error == 0.0 {
            continue;
        }
        let is_count = !matches!(outcome, Outcome::UndetectedShare | Outcome::Coverage | Outcome::LaterUndetectedShare);
        let trials = (exact * (1.0 - exact) / (standard_error * standard_error)).round();
        let chance = if is_count && exact < 1.0 { false_alarm(trials, exact) } else { normal };
        assert!(chance < 6.0 * normal, "{} with {}", chance, told(point));
        expected += chance;
    }
    assert!((0.02..0.04).contains(&expected), "{expected}");
}
