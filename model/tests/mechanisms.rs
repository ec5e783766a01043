//! Figures of an independent implementation of what was added to the first model: outside reviewers, false alarms, tries,
//! shared faults, bounds, the second form of the feedback, and what a lab can measure. To their last printed digit.
#![allow(clippy::unwrap_used, reason = "a test that asks for an impossible setting is wrong")]

mod setting;

use blindspot_model::{
    AuditEstimate, AuditPlan, Feedback, JudgementCall, Measures, Parameter, Params, SurvivalTable, World,
};
use setting::setting;

/// Asserts that a value rounds to the printed digits.
fn assert_reads(value: f64, printed: &str, what: &str) {
    let decimals = printed.split_once('.').map_or(0, |(_, digits)| digits.len());
    assert_eq!(format!("{value:.decimals$}"), printed, "{what}: {value}");
}

/// A setting of one world under perfect supervision.
fn supervised(world: World, changes: &[(Parameter, f64)]) -> Params {
    world.of(&setting(&[(Parameter::Supervision, 1.0)]).with_all(changes.iter().copied()).unwrap())
}

/// Of each world, from the most to the least diverse.
fn of_worlds(changes: &[(Parameter, f64)], of: impl Fn(&Measures) -> f64) -> [f64; 5] {
    World::ALL.map(|world| of(&Measures::of(&supervised(world, changes), 0.0)))
}

fn assert_worlds(values: [f64; 5], printed: [&str; 5], what: &str) {
    for (value, printed) in values.into_iter().zip(printed) {
        assert_reads(value, printed, what);
    }
}

#[test]
fn a_catch_that_is_redone_is_no_repair() {
    let redone = of_worlds(&[(Parameter::Redone, 1.0)], |measures| 1000.0 * measures.surviving_share);
    assert_worlds(redone, ["10.7", "30.7", "64.7", "72.9", "95.1"], "redone");
    let right = of_worlds(&[], |measures| 1000.0 * measures.surviving_share);
    assert_worlds(right, ["0.8", "12.1", "32.7", "61.0", "93.7"], "put right");
}

#[test]
fn kish_on_all_calls_falls_with_likeness() {
    let votes = of_worlds(&[], |measures| measures.kish_votes.unwrap());
    assert_worlds(votes, ["3.00", "2.16", "1.72", "1.42", "1.17"], "Kish");
    // On wrong calls, where the range is restricted, it does not.
    let [_, human, _, lab, model] = of_worlds(&[], |measures| measures.kish_votes_on_errors.unwrap());
    assert_reads(human, "2.2", "on errors");
    assert_reads(lab, "1.83", "on errors");
    assert_reads(model, "2.03", "on errors");
}

#[test]
fn what_a_lab_can_measure() {
    let one_model = Measures::of(&supervised(World::OneModel, &[]), 0.0);
    let recapture = one_model.capture_recapture.unwrap();
    assert_reads(100.0 * recapture.estimated_remaining, "55", "remaining");
    assert_reads(recapture.recapture_rate, "0.26", "n12/n2");
    let four_labs = Measures::of(&supervised(World::FourLabs, &[]), 0.0).capture_recapture.unwrap();
    assert_reads(100.0 * four_labs.estimated_remaining, "18.8", "remaining");

    let audits = one_model.audit_estimate;
    assert_reads(audits.finds_per_project, "0.42", "finds");
    assert_reads(audits.claimed_finds_per_project, "0.036", "claimed finds");
    assert_reads(100.0 * audits.projects_with_a_find, "35", "projects with a find");
    assert_reads(100.0 * audits.claimed_projects_with_a_find, "3.5", "claimed");
    // Errors that reviewers catch per project, as it is and by the lab's own e and m.
    assert_reads(50.0 * (one_model.error_rate_now - one_model.surviving_share), "0.31", "caught");
    assert_reads(50.0 * (0.1 - 0.0008), "4.96", "caught as claimed");
    assert!((audits.estimate.unwrap().value / one_model.surviving_share - 1.0).abs() < 1e-12);
}

#[test]
fn nothing_found_in_n_says_three_over_n() {
    for n in [40.0, 900.0] {
        let nothing = AuditEstimate::from_records(0.0, n, 1.0).unwrap();
        assert_eq!([nothing.value, nothing.low, nothing.high], [0.0, 0.0, 3.0 / n]);
        // (1 − 3/n)ⁿ = .05.
        assert!((libm::pow(1.0 - nothing.high, n) - 0.05).abs() < 0.01);
    }
    assert_eq!(AuditEstimate::from_records(0.0, 900.0, 0.5).unwrap().high, 6.0 / 900.0);
    for (audited, sensitivity) in [(0.0, 1.0), (900.0, 0.0)] {
        assert_eq!(AuditEstimate::from_records(0.0, audited, sensitivity), None);
    }
    // Wilson's interval of 10 in 100.
    let ten = AuditEstimate::from_records(10.0, 100.0, 1.0).unwrap();
    assert_reads(ten.low, "0.0552", "low");
    assert_reads(ten.high, "0.1744", "high");
}

#[test]
fn one_person_does_more_than_twelve_copies() {
    let per_thousand = |changes: &[(Parameter, f64)]| {
        1000.0 * JudgementCall::of(&supervised(World::OneModel, changes)).surviving_share(0.0)
    };
    assert_reads(per_thousand(&[]), "93.7", "three copies");
    assert_reads(per_thousand(&[(Parameter::OutsideReviewers, 1.0)]), "60.2", "and a person");
    assert_reads(per_thousand(&[(Parameter::Reviewers, 15.0)]), "84.3", "and twelve copies");
}

#[test]
fn false_alarms_cost_right_calls() {
    let alarmed = [(Parameter::FalseAlarmRate, 0.05)];
    let caught = of_worlds(&alarmed, |measures| 100.0 * measures.catch_rate);
    assert_worlds(caught, ["99.2", "87.9", "67.3", "39.0", "6.3"], "caught");
    let stopped = of_worlds(&alarmed, |measures| 100.0 * measures.right_calls_stopped);
    assert_worlds(stopped, ["14.3", "10.6", "7.2", "3.9", "0.7"], "stopped");
    // Precision can't tell a good panel from copies.
    let mut precision = of_worlds(&alarmed, |measures| 100.0 * measures.objection_precision.unwrap());
    precision.sort_by(f64::total_cmp);
    assert_reads(precision[0], "44", "precision");
    assert_reads(precision[4], "53", "precision");
}

#[test]
fn trying_until_it_passes() {
    let eight = of_worlds(&[(Parameter::Attempts, 8.0)], |measures| 1000.0 * measures.surviving_share);
    assert_reads(eight[1], "16.7", "human-like");
    assert_reads(eight[4], "94.8", "one model");
    // R_eff of all tries.
    let params = supervised(World::HumanLike, &[(Parameter::Attempts, 8.0)]);
    let measures = Measures::of(&params, 0.0);
    let expected = libm::log(measures.surviving_share / 0.1) / libm::log(0.2);
    assert!((measures.effective_reviewers.unwrap() - expected).abs() < 1e-9);
    // Noise can be forced, copies can't: they are misled at once.
    for (world, printed) in [(World::Independent, "0.552"), (World::OneModel, "0.256")] {
        let call = JudgementCall::of(&supervised(world, &[]));
        assert_reads(call.some_wrong_try_passes(0.0, 100).unwrap(), printed, "of 100 wrong tries one passes");
    }
    assert_eq!(JudgementCall::of(&supervised(World::FourLabs, &[])).some_wrong_try_passes(0.0, 100), None);
}

#[test]
fn more_reviewers_under_both_engines_and_the_bounds() {
    let by_reviewers = |world, faults| {
        let params = supervised(world, &[(Parameter::SharedFaults, faults)]);
        JudgementCall::of(&params).surviving_by_reviewers(0.0, 15)
    };
    let ratio = |shares: &[f64]| shares[3] / shares[15];
    assert_reads(ratio(&by_reviewers(World::HumanLike, 0.0)), "21", "Gaussian");
    assert_reads(ratio(&by_reviewers(World::HumanLike, 1.0)), "1.0", "traps");
    let bounds = Measures::of(&supervised(World::HumanLike, &[]), 0.0).joint_miss_bounds.unwrap();
    assert_reads(bounds[3].1 / bounds[15].1, "1.3", "at least");
    assert_reads(bounds[3].0 / bounds[15].0, "3256", "at most");
    // Copies are useless at any R, whatever makes them alike.
    for shares in [by_reviewers(World::OneModel, 0.0), by_reviewers(World::OneModel, 1.0)] {
        assert!(shares[15] > 0.08, "{shares:?}");
    }
    let bounds = Measures::of(&supervised(World::OneModel, &[]), 0.0).joint_miss_bounds.unwrap();
    assert!(bounds[15].0 > 0.5, "{bounds:?}");
}

#[test]
fn the_form_of_the_feedback_makes_the_cliff() {
    let w0 = (blindspot_model::normal::cdf(blindspot_model::normal::quantile(0.1) + 0.75) - 0.1) / 0.9;
    assert_reads(w0, "0.219", "w0");
    let folds = |world: World, gap: f64| {
        let params = world.of(&setting(&[(Parameter::RecoveredGap, gap)]));
        let table = SurvivalTable::new(&JudgementCall::of(&params));
        let feedback = Feedback::of(&params, &table);
        let falls: Vec<f64> = feedback.folds().iter().step_by(2).map(|fold| fold.supervision).collect();
        (100.0 * feedback.fixed_point(0.5).undetected_share, falls)
    };
    let recovered = World::ALL.map(|world| folds(world, 1.0));
    for ((share, _), printed) in recovered.iter().zip(["0.50", "3.8", "8.8", "16.0", "26.2"]) {
        assert_reads(*share, printed, "recovered gap");
    }
    for (world, printed) in [(1, "4.7"), (2, "13.8"), (3, "62.3"), (4, "75.8")] {
        assert_reads(folds(World::ALL[world], 0.0).0, printed, "bias");
    }
    let falls = |world: usize| recovered[world].1.iter().copied().filter(|&fold| fold > 0.0).collect::<Vec<_>>();
    assert!(falls(0).is_empty() && falls(1).is_empty() && falls(4).is_empty(), "{recovered:?}");
    assert!(falls(2).len() == 1 && (0.05..0.06).contains(&falls(2)[0]), "{recovered:?}");
    assert!(falls(3).len() == 1 && (0.13..0.14).contains(&falls(3)[0]), "{recovered:?}");
}

#[test]
fn calls_that_are_alike_leave_more_projects_clean() {
    let params = supervised(World::OneModel, &[]);
    let call = JudgementCall::of(&params);
    let clean = |likeness| call.integrity_if_calls_are_alike(&AuditPlan::of(&params), 0.0, likeness).unwrap();
    assert_reads(clean(0.0), "0.012", "independent");
    assert_reads(clean(0.3), "0.207", "at .3");
    assert_reads(clean(0.5), "0.364", "at .5");
    let shares: Vec<f64> = (0..=9_u8).map(|i| clean(f64::from(i) / 10.0)).collect();
    assert!(shares.windows(2).all(|pair| pair[0] < pair[1]), "{shares:?}");
}
