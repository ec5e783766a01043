//! Monte Carlo against the exact solution of every mechanism that was added to the first model, alone and together, each
//! in six unlike settings. Seeds are fixed; standard errors are those of the exact probabilities.
#![allow(clippy::unwrap_used, reason = "a test that asks for an impossible setting is wrong")]

mod counted;

use blindspot_model::{AuditPlan, History, JudgementCall, LongWork, Measures, Parameter, Params, SameCalls, World};

use counted::{assert_counts, simulate};

type Changes = &'static [(Parameter, f64)];

/// Each of the mechanisms.
const MECHANISMS: [(&str, Changes); 11] = [
    ("one outside reviewer", &[(Parameter::OutsideReviewers, 1.0)]),
    (
        "outside reviewers",
        &[(Parameter::OutsideReviewers, 4.0), (Parameter::OutsideMissRate, 0.8), (Parameter::OutsideLikeness, 0.6)],
    ),
    ("false alarms", &[(Parameter::FalseAlarmRate, 0.1)]),
    ("tries", &[(Parameter::Attempts, 5.0)]),
    ("tries and false alarms", &[(Parameter::Attempts, 12.0), (Parameter::FalseAlarmRate, 0.1)]),
    ("redone", &[(Parameter::Redone, 1.0)]),
    ("redone after tries", &[(Parameter::Redone, 1.0), (Parameter::Attempts, 3.0), (Parameter::FalseAlarmRate, 0.1)]),
    ("shared faults", &[(Parameter::SharedFaults, 1.0)]),
    (
        "shared faults and all else",
        &[
            (Parameter::SharedFaults, 1.0),
            (Parameter::TrapMissRate, 0.8),
            (Parameter::OutsideReviewers, 1.0),
            (Parameter::FalseAlarmRate, 0.1),
            (Parameter::Attempts, 2.0),
            (Parameter::Redone, 1.0),
        ],
    ),
    ("recovered gap", &[(Parameter::RecoveredGap, 1.0)]),
    (
        "everything under Gaussian factors",
        &[
            (Parameter::OutsideReviewers, 2.0),
            (Parameter::FalseAlarmRate, 0.08),
            (Parameter::Attempts, 4.0),
            (Parameter::RecoveredGap, 1.0),
            (Parameter::Redone, 1.0),
        ],
    ),
];

/// Settings that have little in common, and their biases.
fn unlike_settings() -> Vec<(&'static str, Params, f64)> {
    let with = |changes: &[(Parameter, f64)], between, within| {
        Params::default().with_all(changes.iter().copied()).unwrap().with_correlations(between, within).unwrap()
    };
    vec![
        ("independent", with(&[], 0.0, 0.0), 0.0),
        ("human-like", World::HumanLike.of(&Params::default()), 0.4),
        ("four labs", World::FourLabs.of(&Params::default()), 0.0),
        (
            "families and a quorum",
            with(&[(Parameter::Reviewers, 5.0), (Parameter::Lineages, 2.0), (Parameter::Quorum, 2.0)], 0.2, 0.9),
            0.3,
        ),
        (
            "quorum and self-check",
            with(
                &[
                    (Parameter::Reviewers, 4.0),
                    (Parameter::Quorum, 3.0),
                    (Parameter::SelfCheck, 1.0),
                    (Parameter::ErrorRate, 0.3),
                    (Parameter::MissRate, 0.4),
                    (Parameter::AuditSensitivity, 0.6),
                ],
                0.5,
                0.5,
            ),
            -0.3,
        ),
        ("one model", World::OneModel.of(&Params::default()), 0.2),
    ]
}

#[test]
fn every_mechanism_agrees_in_every_setting() {
    const PROJECTS: u64 = 1600;
    let mut seed = 0;
    for (mechanism, changes) in MECHANISMS {
        for (name, params, bias) in unlike_settings() {
            seed += 1;
            let params = params.with_all(changes.iter().copied()).unwrap();
            let tally = simulate(&params, bias, seed, PROJECTS);
            let (call, exact) = (JudgementCall::of(&params), Measures::of(&params, bias));
            let what = |of: &str| format!("{mechanism}, {name}, {of}");
            let assert_share = |count, p, of: &str| assert_counts(count, tally.calls, p, &what(of));
            assert_share(tally.wrong, exact.error_rate_now, "errors");
            assert_share(tally.surviving, exact.surviving_share, "surviving");
            assert_share(tally.published_right, exact.published_right, "published right");
            assert_share(tally.undetected, exact.undetected_share, "undetected");
            assert_share(tally.passed_first[0], call.passing_wrong(bias, params.quorum()), "wrong passes");
            assert_share(tally.passed_first[1], call.passing_right(bias, params.quorum()), "right passes");
            assert_share(tally.approved_right, call.passing_right(bias, 1), "right approved by all");
            assert_counts(tally.intact, PROJECTS, exact.integrity, &what("integrity"));
            let finds = AuditPlan::of(&params).chance_of_a_find(exact.surviving_share);
            assert_counts(tally.found_out, PROJECTS, finds, &what("projects with a find"));
            for (misses, &p) in call.miss_histogram(bias).iter().enumerate() {
                assert_share(tally.misses[misses], p, &format!("{misses} misses"));
            }
            // The estimates are shares of the same counts.
            let published = tally.surviving + tally.published_right;
            let wrong = tally.wrong_given_passed().unwrap();
            assert_eq!(wrong.value, tally.surviving as f64 / published as f64);
            let expected = exact.wrong_given_passed.unwrap();
            assert_counts(tally.surviving, published, expected, &what("wrong of what is published"));
            let stopped = tally.calls - tally.passed_first[0] - tally.passed_first[1];
            if let (Some(precision), Some(estimate)) = (exact.objection_precision, tally.objection_precision()) {
                let caught = tally.wrong - tally.passed_first[0];
                assert_eq!(estimate.value, caught as f64 / stopped as f64);
                assert_counts(caught, stopped, precision, &what("precision"));
            }
            if params.redone() {
                assert_eq!(published, tally.calls, "{}: all is published", what("redone"));
            }
        }
    }
}

/// Each generation agrees with the exact one trained on what the simulated one before accepted.
#[test]
fn the_second_feedback_is_simulated_as_it_is_solved() {
    for (seed, (name, params, _)) in unlike_settings().into_iter().enumerate() {
        let changes = [(Parameter::RecoveredGap, 1.0), (Parameter::Projects, 800.0), (Parameter::Progress, 0.02)];
        let params = params.with_all(changes).unwrap();
        let mut history = History::new(&params, 6, seed as u64);
        history.finish();
        let (call, unfound) = (JudgementCall::of(&params), AuditPlan::of(&params).unfound());
        let calls = 800 * params.judgement_calls() as u64;
        let mut accepted = 0.0;
        for (t, &x) in history.trajectory().iter().enumerate() {
            let bias = params.bias_after(params.supervision(), accepted) - params.progress() * t as f64;
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
            let count = libm::round(x * calls as f64) as u64;
            assert_counts(count, calls, unfound * call.surviving_share(bias), &format!("{name}, generation {t}"));
            accepted = x;
        }
    }
}

/// The calls of pictures have the law of the model: what outside reviewers and traps do in them.
#[test]
fn the_same_calls_have_outside_reviewers_and_traps() {
    const CALLS: usize = 40_000;
    let drawn = SameCalls::drawn(CALLS, 5);
    for (i, faults) in [0.0, 1.0].into_iter().enumerate() {
        for (name, params, bias) in unlike_settings() {
            let changes = [(Parameter::OutsideReviewers, 2.0), (Parameter::SharedFaults, faults)];
            let params = params.with_all(changes).unwrap();
            let judged = drawn.judged(&params, bias);
            assert!(judged.iter().all(|call| call.misses.len() == params.checkers()));
            let histogram = JudgementCall::of(&params).miss_histogram(bias);
            for (misses, &p) in histogram.iter().enumerate() {
                let has = |call: &&blindspot_model::JudgedCall| {
                    call.is_wrong && call.misses.iter().filter(|&&missed| missed).count() == misses
                };
                let count = judged.iter().filter(has).count() as u64;
                assert_counts(count, CALLS as u64, p, &format!("{i}, {name}, {misses} misses"));
            }
        }
    }
}

/// The same calls are wrong, and the same are tried again, whatever else a setting does.
#[test]
fn authors_are_the_same_under_every_mechanism() {
    let params = World::HumanLike.of(&Params::default());
    let base = simulate(&params, 0.0, 77, 40);
    for (mechanism, changes) in MECHANISMS {
        let other = simulate(&params.with_all(changes.iter().copied()).unwrap(), 0.0, 77, 40);
        assert_eq!((other.wrong, other.audited), (base.wrong, base.audited), "{mechanism}");
    }
    // The first try has the luck of a single one.
    let tried = simulate(&params.with(Parameter::Attempts, 3.0).unwrap(), 0.0, 77, 40);
    assert_eq!((tried.misses, tried.passed_first), (base.misses, base.passed_first));
    assert!(tried.surviving > base.surviving);
}
