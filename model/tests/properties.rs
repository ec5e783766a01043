//! What holds in every possible setting, on settings drawn at random from a fixed seed.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that asks for an impossible setting is wrong")]

mod possible;

use blindspot_model::{AuditPlan, Feedback, JudgementCall, Measures, Outlook, Parameter, Params, SurvivalTable, World};
use possible::{params, value};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 200,
        rng_seed: RngSeed::Fixed(20),
        failure_persistence: None,
        max_shrink_iters: 50,
        ..ProptestConfig::default()
    }
}

fn bias() -> impl Strategy<Value = f64> {
    prop_oneof![1 => Just(-10.0), 1 => Just(10.0), 2 => Just(0.0), 8 => -4.0..4.0]
}

/// Any possible setting of which a table of U is made in no time: tries of several families take a second.
fn quick() -> impl Strategy<Value = Params> {
    params().prop_map(|params| {
        let is_slow = params.lineages() > 1 && params.kinship() > 0.0;
        if is_slow { params.changed_all([(Parameter::Attempts, 1.0), (Parameter::Redone, 0.0)]) } else { params }
    })
}

/// Any possible setting with one try, and nothing redone.
fn one_try() -> impl Strategy<Value = Params> {
    params().prop_map(|params| params.changed_all([(Parameter::Attempts, 1.0), (Parameter::Redone, 0.0)]))
}

fn surviving(params: &Params, bias: f64) -> f64 {
    JudgementCall::of(params).surviving_share(bias)
}

/// a ≤ b but for rounding.
fn at_most(a: f64, b: f64) -> bool {
    a <= b * (1.0 + 1e-9) + 1e-14
}

/// No output of a setting is impossible.
fn check_measures(params: &Params, bias: f64) {
    let measures = Measures::of(params, bias);
    let checkers = params.checkers() as f64;
    for (name, value) in measures.named() {
        let Some(value) = value else { continue };
        let what = format!("{name} is {value} at θ = {bias} of {params:?}");
        assert!(value.is_finite(), "{what}");
        let highest = match name {
            // One outsider can be as good as many models.
            "effective_reviewers" if params.outside_reviewers() > 0 => f64::INFINITY,
            "effective_reviewers" | "kish_votes" | "kish_votes_on_errors" => checkers + 1e-6,
            "overconfidence" => f64::INFINITY,
            // Whoever is alike finds the same errors, so the estimate is at most right.
            "estimated_remaining" | "estimated_unseen" => measures.capture_recapture.unwrap().true_remaining + 1e-6,
            _ => 1.0,
        };
        let lowest = if name.starts_with("estimated") { -1e-6 } else { 0.0 };
        assert!((lowest..=highest).contains(&value), "{what}");
    }
    let is_one_try = params.attempts() == 1 && !params.redone();
    if params.quorum() == 1 && is_one_try {
        if params.models_that_check() > 0 {
            assert!(at_most(measures.surviving_share, measures.miss_rate_now), "U above m: {params:?}");
        }
        // Shared blind spots never help a panel of which one catch is enough.
        let alone = libm::pow(measures.miss_rate_now, params.models_that_check() as f64);
        let outside = libm::pow(params.outside_miss_rate(), params.outside_reviewers() as f64);
        let independent = measures.error_rate_now * alone * outside;
        assert!(at_most(independent, measures.surviving_share), "{params:?} {bias}: {independent} {measures:?}");
    }
    if is_one_try {
        assert!(at_most(measures.surviving_share, measures.error_rate_now));
    }
    assert!(measures.surviving_share + measures.published_right <= 1.0 + 1e-9, "{params:?}: {measures:?}");
    assert!(at_most(measures.undetected_share, measures.surviving_share));
    let power = |clean: f64| libm::pow(clean, params.judgement_calls() as f64);
    let (lowest, highest) = (
        power(1.0 - measures.surviving_share.min(1.0)),
        power(1.0 - measures.surviving_share * (1.0 - params.audit_sensitivity())),
    );
    assert!(at_most(lowest, measures.integrity) && at_most(measures.integrity, highest), "{params:?}: {measures:?}");
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_number_makes_a_setting_or_an_error_that_names_it(
        index in 0..Parameter::ALL.len(),
        value in prop_oneof![any::<f64>(), proptest::num::f64::ANY, -3.0..2100.0, Just(f64::NAN), Just(f64::INFINITY)],
    ) {
        let parameter = Parameter::ALL[index];
        let spec = parameter.spec();
        match Params::default().with(parameter, value) {
            Ok(params) => {
                prop_assert_eq!(params.get(parameter), value);
                prop_assert!((spec.min..=spec.max).contains(&value) && value <= params.limit(parameter));
            }
            // Steps may be too few for the judgement calls that there are.
            Err(error) => prop_assert!(
                error.to_string().contains(spec.name) || error.to_string().contains("allows at most"),
                "{}: {}", spec.name, error
            ),
        }
    }

    #[test]
    fn no_setting_contradicts_itself(
        steps in value(Parameter::Steps), calls in value(Parameter::JudgementCalls),
        budget in value(Parameter::AuditBudget), reviewers in value(Parameter::Reviewers),
        quorum in value(Parameter::Quorum),
    ) {
        let changes = [
            (Parameter::Steps, steps), (Parameter::JudgementCalls, calls), (Parameter::AuditBudget, budget),
            (Parameter::Reviewers, reviewers), (Parameter::Quorum, quorum),
        ];
        let is_possible = calls <= steps && budget <= steps && quorum <= reviewers.max(1.0);
        prop_assert_eq!(Params::default().with_all(changes).is_ok(), is_possible);
    }

    #[test]
    fn any_correlations_make_a_setting_or_an_error(between in any::<f64>(), within in -0.2..1.2) {
        let between = if between.abs() > 2.0 { between.rem_euclid(1.0) } else { between };
        match Params::default().with(Parameter::Lineages, 2.0).unwrap().with_correlations(between, within) {
            Ok(params) => {
                prop_assert!((params.rho_between() - between).abs() < 1e-12);
                prop_assert!((params.rho_within() - within).abs() < 1e-12);
            }
            Err(error) => prop_assert!(error.to_string().starts_with("rho_")),
        }
    }

    #[test]
    fn every_setting_has_possible_measures(params in params(), bias in bias()) {
        check_measures(&params, bias);
    }

    #[test]
    fn every_setting_has_a_possible_outlook(params in quick()) {
        let table = SurvivalTable::new(&JudgementCall::of(&params));
        let outlook = Outlook::of(&params, &table, 30);
        let is_share = |x: f64| (0.0..=1.0).contains(&x);
        prop_assert_eq!(outlook.trajectory.len(), 31);
        prop_assert!(outlook.trajectory.iter().all(|&x| is_share(x)), "{:?}", outlook);
        prop_assert!(outlook.reproduction_number.is_finite() && outlook.reproduction_number > -1e-9, "{:?}", outlook);
        // What a field settles at is stable; at a tipping point itself the number is 1.
        prop_assert!(outlook.reproduction_number <= 1.0 + 1e-6, "{:?}", outlook);
        for state in outlook.tipping_points.iter().chain([&outlook.fixed_point]) {
            prop_assert!(is_share(state.supervision) && is_share(state.undetected_share), "{:?}", state);
            let back = params.bias_after(state.supervision, state.undetected_share);
            // Where nearly all work is wrong, its bias in probits has few digits.
            let rate = |bias: f64| JudgementCall::of(&params).rates(bias).0;
            let is_back = if params.recovered_gap() { rate(back) - rate(state.bias) } else { back - state.bias };
            prop_assert!(is_back.abs() < 1e-8, "{:?} goes to {}", state, back);
        }
        // Folds come in pairs, but one of them may lie beyond σ = 0.
        prop_assert!(outlook.tipping_points.windows(2).all(|pair| pair[0].bias < pair[1].bias));
    }

    #[test]
    fn survival_rises_with_errors_misses_and_bias(params in params(), bias in bias(), share in 0.0..1.0) {
        let here = surviving(&params, bias);
        for parameter in [Parameter::ErrorRate, Parameter::MissRate] {
            let more: f64 = params.get(parameter) + share * (parameter.spec().max - params.get(parameter));
            let more = params.with(parameter, more.min(parameter.spec().max)).unwrap();
            // Where a gap is recovered, what a bias does to reviewers depends on the author's error rate.
            // The pairs that traps are made of change with the rates.
            if !params.shared_faults() && (!params.recovered_gap() || bias <= 0.0) {
                prop_assert!(at_most(here, surviving(&more, bias)), "{:?}", parameter);
            }
        }
        prop_assert!(at_most(here, surviving(&params, bias + 3.0 * share)));
        prop_assert!(at_most(surviving(&params, bias - share), here));
    }

    #[test]
    fn false_alarms_change_no_error_of_a_single_try(params in one_try(), bias in bias(), share in 0.0..1.0) {
        let alarmed = params.changed(Parameter::FalseAlarmRate, share * params.limit(Parameter::FalseAlarmRate));
        prop_assert_eq!(surviving(&alarmed, bias), surviving(&params, bias));
        let stopped = |params: &Params| Measures::of(params, bias).right_calls_stopped;
        let none = params.changed(Parameter::FalseAlarmRate, 0.0);
        prop_assert!(stopped(&none) == 0.0 && stopped(&alarmed) >= 0.0);
    }

    #[test]
    fn every_try_more_publishes_more_errors(params in params(), bias in bias()) {
        let shares: Vec<f64> = (1..=12_u8)
            .map(|attempts| {
                let changes = [(Parameter::Attempts, f64::from(attempts)), (Parameter::Redone, 0.0)];
                surviving(&params.changed_all(changes), bias)
            })
            .collect();
        // Where families are drawn anew at each try, the first is not quite like the others.
        let from = usize::from(params.quorum() > 1 && params.lineages() > 1);
        prop_assert!(shares[from..].windows(2).all(|pair| at_most(pair[0], pair[1])), "{:?}", shares);
    }

    #[test]
    fn outside_reviewers_never_harm(params in one_try(), bias in bias()) {
        let shares: Vec<f64> = (0..=5_u8)
            .map(|reviewers| surviving(&params.changed(Parameter::OutsideReviewers, f64::from(reviewers)), bias))
            .collect();
        prop_assert!(shares.windows(2).all(|pair| at_most(pair[1], pair[0])), "{:?}", shares);
    }

    #[test]
    fn bounds_hold_under_both_engines(params in one_try(), bias in bias(), between in 0.0..0.95) {
        let params = params.changed_all([(Parameter::OutsideReviewers, 0.0), (Parameter::Quorum, 1.0)])
            .changed(Parameter::SelfCheck, 0.0)
            .correlated(between, between);
        for faults in [0.0, 1.0] {
            let params = params.changed(Parameter::SharedFaults, faults);
            let measures = Measures::of(&params, bias);
            let shares = JudgementCall::of(&params).surviving_by_reviewers(bias, 15);
            let bounds = measures.joint_miss_bounds.unwrap();
            if measures.error_rate_now < 1e-9 {
                continue;
            }
            for (share, (low, high)) in shares.iter().zip(bounds) {
                let missed = share / measures.error_rate_now;
                let slack = 1e-6;
                prop_assert!(low <= missed * (1.0 + slack) + 1e-9 && missed <= high * (1.0 + slack) + 1e-9,
                    "{} {:?}", missed, (low, high));
            }
        }
    }

    #[test]
    fn survival_falls_with_every_reviewer(params in one_try(), bias in bias()) {
        let shares = JudgementCall::of(&params).surviving_by_reviewers(bias, 15);
        prop_assert!(shares.windows(2).all(|pair| at_most(pair[1], pair[0])), "{:?}", shares);
        let without = params.with(Parameter::SelfCheck, 0.0).unwrap();
        let with = params.with(Parameter::SelfCheck, 1.0).unwrap();
        prop_assert!(at_most(surviving(&with, bias), surviving(&without, bias)));
    }

    #[test]
    fn audits_only_help(params in params(), share in 0.0..1.0) {
        let unfound = |params: &Params| AuditPlan::of(params).unfound();
        let here = AuditPlan::of(&params);
        for (parameter, limit) in [(Parameter::AuditBudget, params.limit(Parameter::AuditBudget)),
                                   (Parameter::AuditSensitivity, 1.0), (Parameter::Modularity, 1.0)] {
            let mut more: f64 = params.get(parameter) + share * (limit - params.get(parameter));
            if parameter == Parameter::AuditBudget {
                more = more.floor();
            }
            let more = params.with(parameter, more.min(limit)).unwrap();
            prop_assert!(at_most(unfound(&more), unfound(&params)), "{:?}", parameter);
            if parameter != Parameter::Modularity {
                prop_assert!(at_most(here.integrity(0.1), AuditPlan::of(&more).integrity(0.1)), "{:?}", parameter);
            }
        }
        prop_assert!(at_most(here.integrity(0.2), here.integrity(0.1)));
    }

    #[test]
    fn a_budget_is_the_smallest_that_meets_its_target(params in params(), surviving in 0.001..0.5, share in 0.0..1.2) {
        let target = share * surviving;
        let left = |budget: f64| {
            AuditPlan::of(&params.with(Parameter::AuditBudget, budget).unwrap()).unfound() * surviving
        };
        let steps = params.steps() as f64;
        match AuditPlan::of(&params).budget_for(target, surviving) {
            Some(budget) => {
                prop_assert!((0.0..=steps).contains(&budget), "{}", budget);
                prop_assert!(at_most(left((budget - 1e-9).ceil().max(0.0)), target + 1e-12));
                if budget >= 1.0 {
                    prop_assert!(left(((budget + 1e-9).floor() - 1.0).max(0.0)) > target);
                }
            }
            None => prop_assert!(left(steps) > target - 1e-12),
        }
    }

    #[test]
    fn a_field_without_progress_only_gets_worse(params in quick()) {
        let params = params.with(Parameter::Progress, 0.0).unwrap();
        let table = SurvivalTable::new(&JudgementCall::of(&params));
        let feedback = Feedback::of(&params, &table);
        let trajectory = feedback.trajectory(60, |_| params.supervision());
        prop_assert!(trajectory.windows(2).all(|pair| at_most(pair[0], pair[1])), "{:?}", trajectory);
        let limit = feedback.fixed_point(params.supervision()).undetected_share;
        prop_assert!(trajectory.iter().all(|&x| at_most(x, limit * (1.0 + 1e-8))), "{:?} {}", trajectory, limit);
    }

    #[test]
    fn better_supervision_never_leads_to_more_error(params in quick()) {
        let table = SurvivalTable::new(&JudgementCall::of(&params));
        let feedback = Feedback::of(&params, &table);
        let states: Vec<f64> =
            (0..=50).map(|i| feedback.fixed_point(f64::from(i) / 50.0).undetected_share).collect();
        prop_assert!(states.windows(2).all(|pair| at_most(pair[1], pair[0] * (1.0 + 1e-6))), "{:?}", states);
    }

    #[test]
    fn switching_supervision_worse_never_leads_to_less_error(params in quick(), other in 0.0..1.0) {
        let table = SurvivalTable::new(&JudgementCall::of(&params));
        let feedback = Feedback::of(&params, &table);
        let (low, high) = (params.supervision().min(other), params.supervision().max(other));
        let [worse, better] = [low, high].map(|supervision| feedback.trajectory(20, |_| supervision));
        prop_assert!(better.iter().zip(&worse).all(|(b, w)| at_most(*b, *w)));
    }

    #[test]
    fn a_world_changes_the_likeness_and_nothing_else(params in params(), index in 0..World::ALL.len()) {
        let world = World::ALL[index].of(&params);
        prop_assert_eq!(World::recognize(&world), Some(World::ALL[index]));
        for &parameter in Parameter::ALL {
            if ![Parameter::Lineages, Parameter::Diversity, Parameter::Kinship].contains(&parameter) {
                prop_assert_eq!(world.get(parameter), params.get(parameter));
            }
        }
    }
}

/// The corners, all of them.
#[test]
fn extremes_have_possible_measures() {
    for corner in 0..256_u32 {
        let bit = |i: u32| corner >> i & 1 == 1;
        let pick = |i: u32, low: f64, high: f64| if bit(i) { high } else { low };
        for reviewers in [0.0, 1.0, 15.0] {
            let params = Params::default()
                .with_all([
                    (Parameter::ErrorRate, pick(0, 0.001, 0.5)),
                    (Parameter::MissRate, pick(1, 0.01, 0.95)),
                    (Parameter::Diversity, pick(2, 0.0, 1.0)),
                    (Parameter::Kinship, pick(3, 0.0, 1.0)),
                    (Parameter::Lineages, pick(4, 1.0, 8.0)),
                    (Parameter::SelfCheck, pick(5, 0.0, 1.0)),
                    (Parameter::Reviewers, reviewers),
                    (Parameter::Quorum, if bit(6) { reviewers.max(1.0) } else { 1.0 }),
                    (Parameter::Modularity, pick(7, 0.0, 1.0)),
                ])
                .unwrap();
            for bias in [-10.0, 10.0] {
                check_measures(&params, bias);
            }
        }
    }
}
