//! The figures that an independent implementation of this model gave, and those that the page's prose is built on.
//!
//! A figure is a text of digits: the model must give a number that rounds to exactly these. The fixed points of all
//! three claims came from a Monte Carlo with a stated standard error, and must lie within four of them; every other
//! figure, simulated or not, turned out to be right to its last printed digit and is held to it.
#![allow(clippy::unwrap_used, reason = "a test that asks for an impossible setting is wrong")]

mod setting;

use blindspot_model::exact::Correlation;
use blindspot_model::{
    Claims, Feedback, JudgementCall, Measures, Outlook, Parameter, Params, Simulation, SurvivalTable, World,
};
use setting::setting;

/// Asserts that a value rounds to the printed digits.
fn assert_reads(value: f64, printed: &str, what: &str) {
    let decimals = printed.split_once('.').map_or(0, |(_, digits)| digits.len());
    assert_eq!(format!("{value:.decimals$}"), printed, "{what}: {value}");
}

/// A setting of one world under perfect supervision: the figures of the hero and of chapters 1 to 5.
fn supervised(world: World) -> Params {
    world.of(&setting(&[(Parameter::Supervision, 1.0)]))
}

fn fixed_point(params: &Params) -> f64 {
    let table = SurvivalTable::new(&JudgementCall::of(params));
    let outlook = Outlook::of(params, &table, 60);
    let x = outlook.fixed_point.undetected_share;
    // Sixty generations are enough to get there.
    assert!((outlook.trajectory[60] - x).abs() < 2e-4, "{} {x}", outlook.trajectory[60]);
    x
}

fn with_claims(world: World, claims: &str) -> Params {
    let claims = Claims {
        correlated_error: claims.contains('a'),
        non_modularity: claims.contains('b'),
        unreliable_supervision: claims.contains('c'),
    };
    claims.applied_to(&world.of(&Params::default()))
}

#[test]
fn independent_checks_multiply() {
    let params = supervised(World::Independent);
    let shares = JudgementCall::of(&params).surviving_by_reviewers(0.0, 5);
    for (reviewers, printed) in [(0, "0.1"), (1, "0.02"), (2, "0.004"), (3, "0.0008"), (5, "0.000032")] {
        assert_reads(shares[reviewers], printed, "U");
    }
    // Chapter 1, of a thousand calls.
    for (reviewers, printed) in [(0, "100"), (1, "20"), (2, "4"), (3, "1")] {
        assert_reads(1000.0 * shares[reviewers], printed, "per thousand");
    }
}

#[test]
fn worlds() {
    for (world, surviving, effective, wrong, isolable, threaded) in [
        (World::Independent, "0.00080", "3.00", "0.09", "0.9960", "0.9642"),
        (World::HumanLike, "0.01207", "1.31", "1.3", "0.9411", "0.5757"),
        (World::FourLabs, "0.03267", "0.70", "3.5", "0.8470", "0.2211"),
        (World::OneLab, "0.06098", "0.31", "6.3", "0.7301", "0.0575"),
        (World::OneModel, "0.09373", "0.04", "9.4", "0.6113", "0.0116"),
    ] {
        let params = supervised(world);
        let measures = Measures::of(&params, params.initial_bias());
        assert_reads(measures.surviving_share, surviving, "U");
        assert_reads(measures.effective_reviewers.unwrap(), effective, "R_eff");
        assert_reads(100.0 * measures.unanimous_and_wrong, wrong, "unanimous and wrong");
        assert_reads(measures.integrity, threaded, "W, μ = 0");
        assert_reads(measures.claimed_integrity, "0.9960", "claimed W");
        let labelled = Measures::of(&params.with(Parameter::Modularity, 1.0).unwrap(), 0.0);
        assert_reads(labelled.integrity, isolable, "W, μ = 1");
    }
}

#[test]
fn kish_counts_two_reviewers_where_there_is_none() {
    let measures = Measures::of(&supervised(World::OneModel), 0.0);
    assert_reads(measures.kish_votes_on_errors.unwrap(), "2.0", "Kish");
    assert_reads(measures.effective_reviewers.unwrap(), "0.04", "R_eff");
}

#[test]
fn more_copies_of_one_mind() {
    for (world, three, fifteen) in [(World::HumanLike, "0.0121", "0.0006"), (World::OneModel, "0.0937", "0.0843")] {
        let shares = JudgementCall::of(&supervised(world)).surviving_by_reviewers(0.0, 15);
        assert_reads(shares[3], three, "R = 3");
        assert_reads(shares[15], fifteen, "R = 15");
    }
}

#[test]
fn one_against_ninety_four_of_a_thousand() {
    for (world, printed) in [(World::Independent, "1"), (World::OneModel, "94")] {
        let surviving = JudgementCall::of(&supervised(world)).surviving_share(0.0);
        assert_reads(1000.0 * surviving, printed, "wrong calls published");
    }
}

#[test]
fn what_the_lab_reports() {
    let measures = Measures::of(&supervised(World::OneModel), 0.0);
    assert_reads(100.0 * measures.claimed_integrity, "99.6", "claimed integrity");
    assert_reads(100.0 * measures.integrity, "1", "true integrity at its worst");
    let isolable = supervised(World::HumanLike).with(Parameter::Modularity, 1.0).unwrap();
    assert_reads(100.0 * Measures::of(&isolable, 0.0).integrity, "94", "true integrity at its best");
    let recapture = measures.capture_recapture.unwrap();
    assert_reads(100.0 * recapture.estimated_unseen, "5.7", "estimated");
    assert_reads(100.0 * recapture.true_remaining, "95", "true");
}

/// The lab reports what it was told and what planted errors showed it: no bias, no overlap, judgement that can be isolated.
#[test]
fn the_claim_is_the_same_whatever_is_true() {
    let claim = |params: &Params, bias| {
        let measures = Measures::of(params, bias);
        (measures.claimed_integrity, measures.claimed_undetected_share)
    };
    let expected = claim(&supervised(World::Independent), 0.0);
    assert!((expected.1 / 0.00008 - 1.0).abs() < 1e-12);
    for world in World::ALL {
        for bias in [0.0, 0.375, 2.0] {
            let (integrity, undetected) = claim(&supervised(world), bias);
            assert!((integrity / expected.0 - 1.0).abs() < 1e-12 && (undetected / expected.1 - 1.0).abs() < 1e-12);
        }
    }
}

/// A lab that plants errors draws them without regard to what its authors get wrong: it measures m, whatever the world.
#[test]
fn planted_errors_are_caught_as_often_in_every_world() {
    for world in World::ALL {
        let params = supervised(world);
        let call = JudgementCall::of(&params);
        for reviewer in 0..3 {
            assert!((call.would_miss_all(0.0, &[reviewer]) - 0.2).abs() < 1e-10, "{world:?}");
        }
        let measures = Measures::of(&params, 0.0);
        assert!((measures.miss_rate_now - 0.2).abs() < 1e-15 && (measures.error_rate_now - 0.1).abs() < 1e-15);
    }
    // What changes is the miss rate on the calls that the author got wrong.
    let on_wrong_calls: Vec<f64> = World::ALL
        .map(|world| JudgementCall::of(&supervised(world)).missed_by_all(0.0, &[0]) / 0.1)
        .into_iter()
        .collect();
    assert!((on_wrong_calls[0] - 0.2).abs() < 1e-12);
    assert!(on_wrong_calls.windows(2).all(|pair| pair[1] > pair[0] + 0.1), "{on_wrong_calls:?}");
}

#[test]
fn single_claims_and_pairs() {
    for (claims, world, printed) in [
        ("", World::OneModel, "0.00008"),
        ("a", World::HumanLike, "0.0012"),
        ("a", World::FourLabs, "0.0033"),
        ("a", World::OneModel, "0.0094"),
        ("b", World::OneModel, "0.00073"),
        ("c", World::OneModel, "0.0006"),
        ("bc", World::OneModel, "0.0059"),
        ("ab", World::FourLabs, "0.030"),
    ] {
        assert_reads(fixed_point(&with_claims(world, claims)), printed, &format!("claims {claims} {world:?}"));
    }
    // Where (a) is switched off, it does not matter which world it was.
    for claims in ["", "b", "c", "bc"] {
        let shares = World::ALL.map(|world| fixed_point(&with_claims(world, claims)));
        assert!(shares.iter().all(|x| (x / shares[0] - 1.0).abs() < 1e-12), "{claims}: {shares:?}");
    }
}

#[test]
fn all_three_claims() {
    for (world, simulated, standard_error) in [
        (World::HumanLike, 0.047, 0.001),
        (World::FourLabs, 0.138, 0.002),
        (World::OneLab, 0.624, 0.003),
        (World::OneModel, 0.759, 0.002),
    ] {
        let x = fixed_point(&with_claims(world, "abc"));
        assert!((x - simulated).abs() < 4.0 * standard_error, "{world:?}: {x}");
    }
}

#[test]
fn collapse_and_recovery() {
    for (world, collapse, recovery) in
        [(World::Independent, "0.06", "0.41"), (World::HumanLike, "0.325", "0.43"), (World::FourLabs, "0.447", "0.46")]
    {
        let params = world.of(&Params::default());
        let table = SurvivalTable::new(&JudgementCall::of(&params));
        let folds = Feedback::of(&params, &table).tipping_points();
        assert_eq!(folds.len(), 2, "{world:?}: {folds:?}");
        assert_reads(folds[0].supervision, collapse, "collapse");
        assert_reads(folds[1].supervision, recovery, "recovery");
    }
    for world in [World::OneLab, World::OneModel] {
        let params = world.of(&Params::default());
        let table = SurvivalTable::new(&JudgementCall::of(&params));
        assert!(Feedback::of(&params, &table).tipping_points().is_empty(), "{world:?} has no fold");
    }
}

/// Steps of .05, each long enough to settle: the first step that collapses and the first that is back.
#[test]
fn ramp_down_and_up() {
    let params = World::HumanLike.of(&Params::default());
    let table = SurvivalTable::new(&JudgementCall::of(&params));
    let down: Vec<f64> = (0..=20).map(|i| 1.0 - 0.05 * f64::from(i)).collect();
    let up: Vec<f64> = down.iter().rev().copied().collect();
    for generations in [20, 60, 200] {
        let states = Feedback::of(&params, &table).ramp(down.iter().chain(&up).copied(), generations);
        let (falling, rising) = states.split_at(21);
        let falls = falling.iter().find(|state| state.undetected_share > 0.5).unwrap();
        let returns = rising.iter().find(|state| state.undetected_share < 0.5).unwrap();
        assert_reads(falls.supervision, "0.30", "falls");
        assert_reads(returns.supervision, "0.45", "returns");
    }
}

#[test]
fn repairs_from_one_model() {
    let broken = World::OneModel.of(&Params::default());
    let repaired = |parameter, value| broken.with(parameter, value).unwrap();
    for (params, printed) in [
        (broken, "0.758"),
        (repaired(Parameter::Reviewers, 9.0), "0.742"),
        (repaired(Parameter::AuditBudget, 90.0), "0.551"),
        (repaired(Parameter::AuditBudget, 180.0), "0.229"),
        (repaired(Parameter::Supervision, 0.7), "0.193"),
        (World::FourLabs.of(&broken), "0.138"),
        (repaired(Parameter::Modularity, 0.5), "0.129"),
        (repaired(Parameter::Modularity, 1.0), "0.019"),
    ] {
        assert_reads(fixed_point(&params), printed, "x*");
    }
}

/// Four labs, μ = 0; supervision is 1 until generation 5 and then halves every 4 generations.
#[test]
fn race() {
    let supervision = |t: usize| libm::exp2(-(t.saturating_sub(5) as f64) / 4.0);
    for (progress, recovers) in [(0.0, false), (0.01, false), (0.02, false), (0.04, true), (0.05, true), (0.2, true)] {
        let params = World::FourLabs.of(&setting(&[(Parameter::Progress, progress)]));
        let table = SurvivalTable::new(&JudgementCall::of(&params));
        let last = Feedback::of(&params, &table).trajectory(60, supervision)[60];
        assert!(if recovers { last < 0.001 } else { last > 0.9 }, "progress {progress}: {last}");
    }
}

/// The same wrong calls at every diversity: only the reviewers' draws move with the slider.
#[test]
fn worlds_share_their_wrong_calls() {
    let wrong = World::ALL.map(|world| {
        let mut simulation = Simulation::new(&supervised(world), 0.0, 11);
        simulation.advance(50);
        simulation.tally().wrong
    });
    assert!(wrong.iter().all(|&n| n == wrong[0] && n > 0), "{wrong:?}");
}

/// The worlds are what the presets say they are.
#[test]
fn presets() {
    for (world, between, within, lineages) in [
        (World::Independent, 0.0, 0.0, 1),
        (World::HumanLike, 0.35, 0.35, 1),
        (World::FourLabs, 0.60, 0.80, 4),
        (World::OneLab, 0.80, 0.80, 1),
        (World::OneModel, 0.95, 0.95, 1),
    ] {
        let params = supervised(world);
        let Correlation { between: b, within: w } = JudgementCall::of(&params).correlation();
        assert!((b - between).abs() < 1e-12 && (w - within).abs() < 1e-12, "{world:?}: {b} {w}");
        assert_eq!(params.lineages(), lineages);
    }
}
