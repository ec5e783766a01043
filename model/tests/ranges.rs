//! What ranges of parameters leave open, against computations that draw nothing.
#![allow(clippy::unwrap_used, reason = "a test that asks for an impossible setting is wrong")]

use blindspot_model::ranges::Moment;
use blindspot_model::{
    AuditPlan, Feedback, JudgementCall, LongWork, Measures, Parameter, Params, Propagation, Ranges, SurvivalTable,
    World,
};

fn ranges(all: &[(Parameter, [f64; 2])]) -> Ranges {
    all.iter().fold(Ranges::default(), |ranges, &(parameter, ends)| ranges.with(parameter, ends).unwrap())
}

fn propagated(base: &Params, ranges: &Ranges, draws: usize, seed: u64) -> Propagation {
    let mut propagation = Propagation::new(base, ranges, Moment::FirstGeneration, draws, seed);
    propagation.finish();
    propagation
}

fn fixed_point(params: &Params) -> f64 {
    let table = SurvivalTable::new(&JudgementCall::of(params));
    Feedback::of(params, &table).fixed_point(params.supervision()).undetected_share
}

#[test]
fn of_one_range_a_quantile_is_the_outcome_at_the_quantile() {
    // x* falls with supervision, all the way: its quantiles are those of supervision, from the other end.
    let base = World::FourLabs.of(&Params::default());
    let found =
        propagated(&base, &ranges(&[(Parameter::Supervision, [0.3, 0.7])]), 400, 1).quantiles("fixed_point").unwrap();
    let at = |share: f64| fixed_point(&base.changed(Parameter::Supervision, 0.7 - 0.4 * share));
    // A draw is at most one part of 400 away from its place, and a quantile is taken between two.
    for (found, share) in [(found.p05, 0.05), (found.p25, 0.25), (found.p50, 0.5), (found.p75, 0.75), (found.p95, 0.95)]
    {
        let (low, high) = (at(share - 2.0 / 400.0), at(share + 2.0 / 400.0));
        assert!((low..=high).contains(&found), "{found} at {share}, not in {low} to {high}");
    }
}

#[test]
fn of_two_ranges_quantiles_are_those_of_a_fine_grid() {
    let base = Params::default();
    let all = ranges(&[(Parameter::AuditSensitivity, [0.2, 1.0]), (Parameter::AuditBudget, [0.0, 250.0])]);
    let found = propagated(&base, &all, 4000, 9).quantiles("undetected_share").unwrap();
    // x = (1 − κs)·U, every pair of 500 × 251 values once.
    let surviving = JudgementCall::of(&base).surviving_share(base.initial_bias());
    let mut grid: Vec<f64> = Vec::new();
    for sensitivity in (0..500).map(|i| 0.2 + 0.8 * (f64::from(i) + 0.5) / 500.0) {
        for budget in 0..=250 {
            grid.push(surviving * (1.0 - sensitivity * f64::from(budget) / 500.0));
        }
    }
    grid.sort_by(f64::total_cmp);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a length is one of its places"
    )]
    let of_grid = |share: f64| grid[(share * grid.len() as f64) as usize];
    for (found, share) in [(found.p05, 0.05), (found.p25, 0.25), (found.p50, 0.5), (found.p75, 0.75), (found.p95, 0.95)]
    {
        // Plain sampling would leave √(p(1−p)/n) of probability; strata leave less.
        let luck = 4.0 * (share * (1.0 - share) / 4000.0_f64).sqrt();
        let (low, high) = (of_grid((share - luck).max(0.0)), of_grid((share + luck).min(0.9999)));
        assert!((low..=high).contains(&found), "{found} at {share}, not in {low} to {high}");
    }
    let mean: f64 = grid.iter().sum::<f64>() / grid.len() as f64;
    assert!((found.mean / mean - 1.0).abs() < 1e-3, "{} instead of {mean}", found.mean);
}

#[test]
fn strata_make_the_median_surer_than_plain_draws() {
    // Over many seeds, the median of an outcome of three ranges is within what 400 plain draws would leave, by far.
    let base = World::OneLab.of(&Params::default());
    let all = ranges(&[
        (Parameter::Supervision, [0.3, 0.7]),
        (Parameter::Drift, [0.4, 1.1]),
        (Parameter::AuditBudget, [0.0, 100.0]),
    ]);
    let medians: Vec<f64> =
        (0..24).map(|seed| propagated(&base, &all, 400, seed).quantiles("undetected_share").unwrap().p50).collect();
    let fine = propagated(&base, &all, 20_000, 99);
    let sorted = fine.sorted("undetected_share");
    let rank = |value: f64| sorted.partition_point(|&other| other < value) as f64 / sorted.len() as f64;
    let spread = (medians.iter().map(|&median| libm::pow(rank(median) - 0.5, 2.0)).sum::<f64>() / 24.0).sqrt();
    assert!(spread < 0.5 / 400.0_f64.sqrt(), "{spread}");
}

#[test]
fn every_draw_is_possible_and_lies_in_its_ranges() {
    let everything = Parameter::ALL.iter().map(|&parameter| (parameter, [parameter.spec().min, parameter.spec().max]));
    let all = ranges(&everything.collect::<Vec<_>>());
    let propagation = Propagation::new(&Params::default(), &all, Moment::FirstGeneration, 500, 4);
    for draw in 0..500 {
        let params = propagation.setting(draw);
        let again = Parameter::ALL.iter().map(|&parameter| (parameter, params.get(parameter)));
        assert_eq!(Params::default().with_all(again), Ok(params));
    }
    // Whole numbers come equally often.
    let reviewers = ranges(&[(Parameter::Reviewers, [2.0, 5.0])]);
    let propagation = Propagation::new(&Params::default(), &reviewers, Moment::FirstGeneration, 400, 4);
    let mut counts = [0; 6];
    (0..400).for_each(|draw| counts[propagation.setting(draw).reviewers()] += 1);
    assert_eq!(counts, [0, 0, 100, 100, 100, 100]);
}

#[test]
fn a_range_of_one_value_is_that_value_and_others_do_not_move_its_draws() {
    let base = Params::default();
    let point = propagated(&base, &ranges(&[(Parameter::Supervision, [0.5, 0.5])]), 7, 2);
    let measures = Measures::of(&base, base.initial_bias());
    for (name, value) in measures.named() {
        let quantiles = point.quantiles(name).unwrap();
        assert_eq!([quantiles.p05, quantiles.p95].map(Some), [value, value], "{name}");
    }
    let one = ranges(&[(Parameter::Supervision, [0.2, 0.8])]);
    let two = one.clone().with(Parameter::Drift, [0.0, 1.0]).unwrap();
    let settings = |ranges: &Ranges| {
        let propagation = Propagation::new(&base, ranges, Moment::FirstGeneration, 50, 3);
        (0..50).map(|draw| propagation.setting(draw).supervision()).collect::<Vec<f64>>()
    };
    assert_eq!(settings(&one), settings(&two));
}

#[test]
fn an_output_that_is_not_defined_everywhere_says_how_often() {
    // Without reviewers, or with one, there are no votes to count.
    let all = ranges(&[(Parameter::Reviewers, [0.0, 3.0])]);
    let votes = propagated(&Params::default(), &all, 80, 6).quantiles("kish_votes").unwrap();
    assert_eq!(votes.undefined, 40);
    let audits = AuditPlan::of(&Params::default()).coverage();
    let coverage = propagated(&Params::default(), &all, 80, 6).quantiles("coverage").unwrap();
    assert_eq!((coverage.p05, coverage.undefined), (audits, 0));
}
