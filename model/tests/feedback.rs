//! The loop between generations: fixed points, tipping points, ramps and the race between progress and drift.
#![allow(clippy::unwrap_used, reason = "a test that asks for an impossible setting is wrong")]

mod setting;

use std::f64::consts::PI;

use blindspot_model::{AuditPlan, Feedback, JudgementCall, Outlook, Parameter, Params, SurvivalTable, World, normal};
use setting::setting;

fn table(params: &Params) -> SurvivalTable {
    SurvivalTable::new(&JudgementCall::of(params))
}

fn world(world: World) -> Params {
    world.of(&Params::default())
}

/// Fixed points of this supervision, counted by the sign of what the loop adds to a bias; not by the crate's curve.
fn fixed_points(params: &Params, supervision: f64) -> usize {
    let table = table(params);
    let unfound = AuditPlan::of(params).unfound();
    let moves = |bias: f64| params.bias_after(supervision, unfound * table.share(bias)) - bias;
    let grid: Vec<bool> = (0..=200_000).map(|i| moves(10.0 * f64::from(i) / 200_000.0) > 0.0).collect();
    grid.windows(2).filter(|pair| pair[0] != pair[1]).count()
}

/// Settings with tipping points, on either branch.
fn tipping_settings() -> Vec<Params> {
    let few_checks = [(Parameter::Reviewers, 1.0), (Parameter::ErrorRate, 0.02), (Parameter::Contamination, 8.0)];
    vec![
        world(World::Independent),
        world(World::HumanLike),
        world(World::FourLabs),
        world(World::HumanLike).with(Parameter::Reviewers, 7.0).unwrap(),
        world(World::FourLabs).with(Parameter::AuditBudget, 150.0).unwrap(),
        world(World::OneLab).with_all(few_checks).unwrap(),
    ]
}

#[test]
fn perfect_supervision_keeps_the_bias_at_zero() {
    for at in World::ALL {
        let params = world(at).with(Parameter::Supervision, 1.0).unwrap();
        let table = table(&params);
        let outlook = Outlook::of(&params, &table, 40);
        let x = AuditPlan::of(&params).unfound() * table.share(0.0);
        assert_eq!(outlook.trajectory, vec![x; 41]);
        assert!(outlook.fixed_point.bias.abs() < 1e-12, "{outlook:?}");
        assert!((outlook.fixed_point.undetected_share / x - 1.0).abs() < 1e-9);
        assert_eq!(outlook.reproduction_number, 0.0);
    }
}

#[test]
fn nothing_drifts_without_drift_and_contamination() {
    let params = setting(&[(Parameter::Drift, 0.0), (Parameter::Contamination, 0.0), (Parameter::Supervision, 0.0)]);
    let outlook = Outlook::of(&params, &table(&params), 3);
    assert!(outlook.fixed_point.bias.abs() < 1e-12);
    assert!(outlook.tipping_points.is_empty());
    assert!(outlook.trajectory.windows(2).all(|pair| pair[0] == pair[1]));
}

/// Without reviewers U = Φ(c+θ) with c = Φ⁻¹(e), and with the gain g = (1−σ)·γ·a a fixed point is a root of
/// θ = (1−σ)·θ₀ + g·Φ(c+θ). It folds where g·φ(c+θ) = 1, so never with g < √(2π). Two folds meet (the cusp) at
/// c+θ = 0, where h = θ₀ + γa·(U − θU′) = θ₀ + γa·(½ − |c|·φ(0)) vanishes: at θ₀ = γa·(|c|·φ(0) − ½).
#[test]
fn cusp_without_reviewers() {
    for (error_rate, contamination, budget) in
        [(0.02, 5.0, 0.0), (0.02, 6.0, 100.0), (0.1, 5.0, 0.0), (0.005, 3.0, 0.0)]
    {
        let bare = setting(&[
            (Parameter::Reviewers, 0.0),
            (Parameter::ErrorRate, error_rate),
            (Parameter::Contamination, contamination),
            (Parameter::AuditBudget, budget),
        ]);
        let c = normal::quantile(error_rate);
        let gain = contamination * (1.0 - budget / 500.0);
        let critical = gain * (-c * normal::density(0.0) - 0.5);
        let table = table(&bare);
        let folds = |drift: f64| {
            let params = bare.with(Parameter::Drift, drift).unwrap();
            Feedback::of(&params, &table).tipping_points()
        };
        assert!(folds(critical * 1.001).is_empty());

        let at_cusp = folds(critical * (1.0 - 1e-6));
        assert_eq!(at_cusp.len(), 2, "{at_cusp:?}");
        for fold in &at_cusp {
            assert!(((1.0 - fold.supervision) * gain / (2.0 * PI).sqrt() - 1.0).abs() < 1e-4, "{fold:?}");
            assert!((fold.bias + c).abs() < 0.02, "{fold:?}");
        }

        // Well below it the supervision of each fold is known: 1 − σ = 1/(γ·a·φ(c+θ)).
        let apart = folds(critical * 0.7);
        assert!(!apart.is_empty());
        for fold in &apart {
            let expected = 1.0 - 1.0 / (gain * normal::density(c + fold.bias));
            assert!((fold.supervision - expected).abs() < 1e-7, "{fold:?}: {expected}");
            assert!((1.0 - fold.supervision) * gain > (2.0 * PI).sqrt());
            let balance = (1.0 - fold.supervision) * (critical * 0.7 + gain * normal::cdf(c + fold.bias));
            assert!((balance - fold.bias).abs() < 1e-8, "{fold:?}");
        }
    }
}

#[test]
fn fixed_points_are_fixed_and_reached_from_nothing() {
    for at in World::ALL {
        for modularity in [0.0, 0.5, 1.0] {
            for supervision in [0.0, 0.2, 0.4, 0.5, 0.7, 0.9] {
                let params = world(at)
                    .with_all([(Parameter::Modularity, modularity), (Parameter::Supervision, supervision)])
                    .unwrap();
                let table = table(&params);
                let feedback = Feedback::of(&params, &table);
                let state = feedback.fixed_point(supervision);
                let unfound = AuditPlan::of(&params).unfound();
                assert_eq!(state.supervision, supervision);
                assert!(
                    (params.bias_after(supervision, state.undetected_share) - state.bias).abs() < 1e-8,
                    "{state:?}"
                );
                assert!((unfound * table.share(state.bias) - state.undetected_share).abs() < 1e-12);
                let last = feedback.trajectory(4000, |_| supervision)[4000];
                assert!((last - state.undetected_share).abs() < 1e-6, "{at:?} μ {modularity} {state:?}: {last}");
                // What a field reaches is stable.
                assert!(feedback.reproduction_number(&state) < 1.0);
            }
        }
    }
}

/// What a field comes to that accepted only wrong work: iterated from there, not by the crate's curve.
#[test]
fn a_fallen_field_comes_to_the_highest_fixed_point() {
    for at in World::ALL {
        for supervision in [0.0, 0.2, 0.4, 0.5, 0.7, 1.0] {
            let params = world(at);
            let table = table(&params);
            let feedback = Feedback::of(&params, &table);
            let unfound = AuditPlan::of(&params).unfound();
            let fallen = feedback.highest_fixed_point(supervision);
            let accepted =
                (0..4000).fold(1.0, |x, _| unfound * table.share(params.bias_after(supervision, x).min(10.0)));
            assert!((accepted - fallen.undetected_share).abs() < 1e-6, "{at:?} σ {supervision}: {fallen:?}");
            assert!(fallen.bias >= feedback.fixed_point(supervision).bias - 1e-12);
        }
    }
}

#[test]
fn folds_out_of_reach_are_told_too() {
    let params = world(World::HumanLike).with(Parameter::Drift, 0.2).unwrap();
    let table = table(&params);
    let feedback = Feedback::of(&params, &table);
    let folds = feedback.folds();
    assert!(folds.len() == 2 && folds[0].supervision < 0.0 && folds[0].bias < folds[1].bias, "{folds:?}");
    assert_eq!(feedback.tipping_points(), folds[1..]);
}

#[test]
fn at_a_tipping_point_an_error_leads_to_one_error() {
    for params in tipping_settings() {
        let table = table(&params);
        let feedback = Feedback::of(&params, &table);
        let folds = feedback.tipping_points();
        assert!(!folds.is_empty(), "{params:?}");
        for fold in folds {
            assert!((feedback.reproduction_number(&fold) - 1.0).abs() < 1e-6, "{fold:?}");
            let back = params.bias_after(fold.supervision, fold.undetected_share);
            assert!((back - fold.bias).abs() < 1e-8, "{fold:?}");
        }
    }
}

#[test]
fn two_fixed_points_appear_or_vanish_at_a_tipping_point() {
    for params in tipping_settings() {
        let table = table(&params);
        for fold in Feedback::of(&params, &table).tipping_points() {
            let around = [-1e-3, 1e-3].map(|step| fixed_points(&params, fold.supervision + step));
            assert!(around == [1, 3] || around == [3, 1], "{fold:?}: {around:?}");
        }
    }
}

#[test]
fn without_a_tipping_point_there_is_one_fixed_point() {
    for at in [World::OneLab, World::OneModel] {
        let params = world(at);
        let table = table(&params);
        assert!(Feedback::of(&params, &table).tipping_points().is_empty());
        for i in 0..20 {
            assert_eq!(fixed_points(&params, f64::from(i) / 20.0), 1);
        }
    }
}

#[test]
fn the_reached_state_jumps_at_the_lower_tipping_point() {
    for params in [world(World::HumanLike), world(World::FourLabs)] {
        let table = table(&params);
        let feedback = Feedback::of(&params, &table);
        let lower = feedback.tipping_points().iter().map(|fold| fold.supervision).fold(1.0, f64::min);
        let above = feedback.fixed_point(lower + 1e-6).undetected_share;
        let below = feedback.fixed_point(lower - 1e-6).undetected_share;
        assert!(above < 0.3 && below > 0.6, "{above} {below}");
    }
}

#[test]
fn equilibria_are_the_fixed_points_and_turn_at_the_folds() {
    let params = world(World::HumanLike);
    let table = table(&params);
    let feedback = Feedback::of(&params, &table);
    let curve = feedback.equilibria(4000);
    assert!(curve.len() > 1000);
    assert_eq!(curve[0].supervision, 1.0);
    for state in &curve {
        let back = params.bias_after(state.supervision, state.undetected_share);
        assert!((0.0..=1.0).contains(&state.supervision) && (back - state.bias).abs() < 1e-8, "{state:?}");
    }
    let turns: Vec<f64> = curve
        .windows(3)
        .filter(|w| (w[1].supervision - w[0].supervision) * (w[2].supervision - w[1].supervision) < 0.0)
        .map(|w| w[1].bias)
        .collect();
    let folds: Vec<f64> = feedback.tipping_points().iter().map(|fold| fold.bias).collect();
    assert_eq!(turns.len(), folds.len());
    for (turn, fold) in turns.iter().zip(&folds) {
        assert!((turn - fold).abs() < 0.01, "{turns:?} {folds:?}");
    }
}

#[test]
fn a_ramp_returns_later_than_it_fell() {
    let params = world(World::HumanLike);
    let table = table(&params);
    let feedback = Feedback::of(&params, &table);
    let folds: Vec<f64> = feedback.tipping_points().iter().map(|fold| fold.supervision).collect();
    let (lower, upper) = (folds[0].min(folds[1]), folds[0].max(folds[1]));
    let down: Vec<f64> = (0..=100).map(|i| 1.0 - f64::from(i) / 100.0).collect();
    let up = down.iter().rev().copied();
    let states = feedback.ramp(down.iter().copied().chain(up), 2000);
    assert_eq!(states.len(), 202);
    for (i, state) in states.iter().enumerate() {
        let is_falling = i <= 100;
        let is_collapsed = state.undetected_share > 0.5;
        let threshold = if is_falling { lower } else { upper };
        assert_eq!(is_collapsed, state.supervision < threshold, "step {i}: {state:?}, folds {folds:?}");
    }
}

/// Each step of a ramp carries the field over: one long step is a trajectory, and ramps can be cut anywhere.
#[test]
fn a_ramp_of_one_step_is_a_trajectory() {
    let params = world(World::HumanLike);
    let table = table(&params);
    let feedback = Feedback::of(&params, &table);
    for generations in [1, 2, 9] {
        let ramp = feedback.ramp([0.4], generations);
        assert_eq!(ramp[0].undetected_share, feedback.trajectory(generations - 1, |_| 0.4)[generations - 1]);
    }
    let two = feedback.ramp([0.4, 0.4], 3);
    assert_eq!(two[1], feedback.ramp([0.4], 6)[0]);
}

#[test]
fn progress_moves_the_trajectory_only() {
    let still = world(World::FourLabs);
    let moving = still.with(Parameter::Progress, 0.1).unwrap();
    let table = table(&still);
    let [a, b] = [still, moving].map(|params| Outlook::of(&params, &table, 5));
    assert_eq!(a.fixed_point, b.fixed_point);
    assert_eq!(a.tipping_points, b.tipping_points);
    assert_eq!(a.trajectory[0], b.trajectory[0]);
    assert!((1..=5).all(|t| b.trajectory[t] < a.trajectory[t]));
    // x_1 by hand: θ_1 = (1−σ)(θ₀ + γ·x_0), less one generation of progress.
    let bias = 0.5 * (0.75 + 5.0 * b.trajectory[0]) - 0.1;
    let expected = 0.91 * JudgementCall::of(&moving).surviving_share(bias);
    assert!((b.trajectory[1] / expected - 1.0).abs() < 1e-7);
}

/// Four labs, judgement everywhere: supervision is perfect until generation 5 and then halves every 4 generations, at
/// once or gradually.
#[test]
fn race_between_progress_and_drift() {
    let gradually = |t: usize| libm::exp2(-(t.saturating_sub(5) as f64) / 4.0);
    let at_once = |t: usize| libm::exp2(-((t.saturating_sub(5) / 4) as f64));
    for supervision in [&gradually as &dyn Fn(usize) -> f64, &at_once] {
        for (progress, recovers) in
            [(0.0, false), (0.01, false), (0.02, false), (0.04, true), (0.06, true), (0.1, true)]
        {
            let params = world(World::FourLabs).with(Parameter::Progress, progress).unwrap();
            let trajectory = Feedback::of(&params, &table(&params)).trajectory(60, supervision);
            let last = trajectory[60];
            assert_eq!(last < 0.1, recovers, "progress {progress}: {last}");
        }
    }
}
