//! Monte Carlo against the exact solution, and the promises about its luck: slices, merging, common random numbers.
//!
//! Seeds are fixed. Standard errors are those of the exact probabilities.
#![allow(clippy::unwrap_used, reason = "a test that asks for an impossible setting is wrong")]

mod counted;
mod setting;

use blindspot_model::dice::Coupling;
use blindspot_model::exact::Correlation;
use blindspot_model::{
    AuditPlan, Feedback, History, JudgementCall, LongWork, Measures, Parameter, Params, Simulation, SurvivalTable,
    Tally, World, normal,
};
use counted::{assert_counts, simulate};
use setting::setting;

/// Name, setting, bias.
fn unlike_settings() -> Vec<(&'static str, Params, f64)> {
    let correlated =
        |changes: &[(Parameter, f64)], between, within| setting(changes).with_correlations(between, within).unwrap();
    vec![
        ("independent", correlated(&[], 0.0, 0.0), 0.0),
        ("default", setting(&[]), setting(&[]).initial_bias()),
        (
            "families",
            correlated(
                &[(Parameter::Reviewers, 6.0), (Parameter::Lineages, 4.0), (Parameter::MissRate, 0.4)],
                0.5,
                0.8,
            ),
            0.3,
        ),
        (
            "quorum",
            correlated(&[(Parameter::Reviewers, 5.0), (Parameter::Lineages, 2.0), (Parameter::Quorum, 2.0)], 0.2, 0.9),
            -0.4,
        ),
        (
            "self-check",
            correlated(
                &[
                    (Parameter::SelfCheck, 1.0),
                    (Parameter::Lineages, 3.0),
                    (Parameter::AuditSensitivity, 0.6),
                    (Parameter::AuditBudget, 200.0),
                ],
                0.3,
                0.95,
            ),
            0.2,
        ),
        (
            "modularity",
            correlated(
                &[
                    (Parameter::Modularity, 0.4),
                    (Parameter::AuditBudget, 60.0),
                    (Parameter::AuditSensitivity, 0.9),
                    (Parameter::Steps, 120.0),
                ],
                0.8,
                0.8,
            ),
            0.0,
        ),
        ("nobody", setting(&[(Parameter::Reviewers, 0.0), (Parameter::Modularity, 1.0)]), 0.5),
        (
            "frequent",
            correlated(
                &[
                    (Parameter::ErrorRate, 0.5),
                    (Parameter::MissRate, 0.95),
                    (Parameter::Reviewers, 15.0),
                    (Parameter::Lineages, 8.0),
                    (Parameter::JudgementCalls, 3.0),
                    (Parameter::Steps, 10.0),
                    (Parameter::AuditBudget, 5.0),
                ],
                0.95,
                0.97,
            ),
            0.0,
        ),
        (
            "rare",
            correlated(
                &[(Parameter::ErrorRate, 0.001), (Parameter::MissRate, 0.01), (Parameter::Reviewers, 1.0)],
                0.9,
                0.9,
            ),
            0.0,
        ),
    ]
}

#[test]
fn every_count_agrees_with_the_exact_solution() {
    for (seed, (name, params, bias)) in unlike_settings().into_iter().enumerate() {
        let projects = 200_000 / params.judgement_calls() as u64;
        let tally = simulate(&params, bias, seed as u64, projects);
        let call = JudgementCall::of(&params);
        let exact = Measures::of(&params, bias);
        let assert_share = |count, p, what: &str| assert_counts(count, tally.calls, p, &format!("{name}, {what}"));
        assert_eq!(tally.projects, projects);
        assert_eq!(tally.calls, projects * params.judgement_calls() as u64);
        assert_share(tally.wrong, exact.error_rate_now, "errors");
        assert_share(tally.surviving, exact.surviving_share, "surviving");
        assert_share(tally.undetected, exact.undetected_share, "undetected");
        assert_counts(tally.intact, projects, exact.integrity, &format!("{name}, integrity"));

        let histogram = call.miss_histogram(bias);
        for (misses, &p) in histogram.iter().enumerate() {
            assert_share(tally.misses[misses], p, &format!("{misses} misses"));
        }
        assert_eq!(tally.misses[histogram.len()..].iter().sum::<u64>(), 0);
        assert_eq!(tally.misses.iter().sum::<u64>(), tally.wrong);

        if params.reviewers() >= 2 {
            let missed = |who: &[usize]| call.missed_by_all(bias, who);
            let (wrong, first, second, neither) = (missed(&[]), missed(&[0]), missed(&[1]), missed(&[0, 1]));
            assert_share(tally.first_two[0], wrong - first, "first catches");
            assert_share(tally.first_two[1], wrong - second, "second catches");
            assert_share(tally.first_two[2], wrong - first - second + neither, "both catch");
        } else {
            assert_eq!(tally.first_two, [0; 3]);
        }
    }
}

/// Mean and variance of the audited calls of a project with so many labelled ones.
fn audited_calls(params: &Params, labelled: f64) -> (f64, f64) {
    let (budget, calls) = (params.audit_budget() as f64, params.judgement_calls() as f64);
    let aimed = budget.min(labelled);
    let (others, rest, hidden) = (params.steps() as f64 - labelled, budget - aimed, calls - labelled);
    let share = hidden / others;
    (aimed + rest * share, rest * share * (1.0 - share) * (others - rest) / (others - 1.0))
}

#[test]
fn audits_cover_what_they_should() {
    const PROJECTS: u64 = 4000;
    // 17.5 labelled calls: 17 in one half of the projects and 18 in the other.
    let half = setting(&[(Parameter::Modularity, 0.35), (Parameter::AuditBudget, 150.0)]);
    let settings = unlike_settings().into_iter().map(|(_, params, _)| params).chain([half]);
    for params in settings {
        let tally = simulate(&params, 0.0, 3, PROJECTS);
        let labelled = params.modularity() * params.judgement_calls() as f64;
        let (low, fraction) = (labelled.floor(), labelled - labelled.floor());
        let (mean_low, variance_low) = audited_calls(&params, low);
        let (mean_high, variance_high) = if fraction > 0.0 { audited_calls(&params, low + 1.0) } else { (0.0, 0.0) };
        let mean = mean_low + fraction * (mean_high - mean_low);
        let square = |mean: f64, variance: f64| variance + mean * mean;
        let second = (1.0 - fraction) * square(mean_low, variance_low) + fraction * square(mean_high, variance_high);
        let variance = (second - mean * mean).max(0.0);
        let counted = tally.audited as f64 / PROJECTS as f64;
        let standard_error = (variance / PROJECTS as f64).sqrt();
        assert!((counted - mean).abs() <= 4.0 * standard_error + 1e-9, "{params:?}: {counted} instead of {mean}");
        if fraction == 0.0 {
            let calls = params.judgement_calls() as f64;
            assert!((AuditPlan::of(&params).coverage() * calls - mean).abs() < 1e-9);
        }
        // The estimate's own standard error is taken over projects.
        let estimate = tally.coverage().unwrap();
        let expected = standard_error / params.judgement_calls() as f64;
        assert!((estimate.standard_error - expected).abs() <= 0.1 * expected + 1e-9, "{estimate:?}, {expected}");
    }
}

#[test]
fn estimates_are_shares_with_binomial_errors() {
    let tally = simulate(&setting(&[]), 0.2, 5, 300);
    for (estimate, count, of) in [
        (tally.error_rate(), tally.wrong, tally.calls),
        (tally.surviving_share(), tally.surviving, tally.calls),
        (tally.undetected_share(), tally.undetected, tally.calls),
        (tally.integrity(), tally.intact, tally.projects),
    ] {
        let estimate = estimate.unwrap();
        let p = count as f64 / of as f64;
        assert_eq!(estimate.value, p);
        assert!((estimate.standard_error - (p * (1.0 - p) / of as f64).sqrt()).abs() < 1e-15);
    }
    let histogram = tally.miss_histogram(3).unwrap();
    assert_eq!(histogram.len(), 4);
    let sum: f64 = histogram.iter().map(|estimate| estimate.value).sum();
    assert!((sum - tally.error_rate().unwrap().value).abs() < 1e-12);
    let nothing = Tally::default();
    assert!(nothing.error_rate().is_none() && nothing.integrity().is_none() && nothing.coverage().is_none());
    assert!(nothing.miss_histogram(3).is_none());
}

#[test]
fn slices_do_not_matter() {
    for (_, params, bias) in unlike_settings() {
        let whole = simulate(&params, bias, 9, 40);
        for slices in [vec![20, 20], vec![1; 40], vec![7, 0, 13, 1, 19]] {
            let mut simulation = Simulation::new(&params, bias, 9);
            for projects in slices {
                simulation.advance(projects);
            }
            assert_eq!(simulation.tally(), &whole);
        }
    }
}

#[test]
fn slices_of_a_history_do_not_matter() {
    let params = setting(&[(Parameter::Projects, 12.0), (Parameter::Progress, 0.01), (Parameter::Lineages, 2.0)]);
    let mut whole = History::new(&params, 6, 4);
    assert!(whole.advance(7 * 12));
    assert_eq!(whole.trajectory().len(), 7);
    for slice in [1, 5, 12, 13, 1000] {
        let mut sliced = History::new(&params, 6, 4);
        assert!(!sliced.is_complete());
        while !sliced.advance(slice) {}
        assert_eq!(sliced.trajectory(), whole.trajectory());
    }
    // A finished history stays as it is.
    let before = whole.trajectory().to_vec();
    assert!(whole.advance(100));
    assert_eq!(whole.trajectory(), before);
}

/// Each generation agrees with the exact one trained on what the simulated one before accepted.
#[test]
fn history_follows_the_loop() {
    let params = World::FourLabs.of(&setting(&[
        (Parameter::Projects, 2000.0),
        (Parameter::Progress, 0.03),
        (Parameter::AuditBudget, 90.0),
    ]));
    check_history(&params, History::new(&params, 12, 21), |_| params.supervision());
    let schedule: Vec<f64> = (0..=12_u8).map(|t| 1.0 - f64::from(t) / 12.0).collect();
    check_history(&params, History::scheduled(&params, schedule.clone(), 22), |t| schedule[t]);
}

fn check_history(params: &Params, mut history: History, supervision: impl Fn(usize) -> f64) {
    while !history.advance(10_000) {
        assert!(history.progress() < 1.0);
    }
    assert_eq!((history.trajectory().len(), history.progress()), (13, 1.0));
    let call = JudgementCall::of(params);
    let unfound = AuditPlan::of(params).unfound();
    let calls = 2000 * params.judgement_calls() as u64;
    let mut accepted = 0.0;
    for (t, &x) in history.trajectory().iter().enumerate() {
        let bias = params.bias_after(supervision(t), accepted) - params.progress() * t as f64;
        let count = libm::round(x * calls as f64);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
        assert_counts(count as u64, calls, unfound * call.surviving_share(bias), &format!("generation {t}"));
        accepted = x;
    }
    // So the whole of it stays near the exact trajectory.
    let table = SurvivalTable::new(&call);
    let exact = Feedback::of(params, &table).trajectory(12, supervision);
    for (simulated, exact) in history.trajectory().iter().zip(exact) {
        assert!((simulated / exact - 1.0).abs() < 0.1, "{simulated} {exact}");
    }
}

#[test]
fn a_schedule_that_stays_is_no_schedule() {
    let params = setting(&[(Parameter::Projects, 30.0), (Parameter::Supervision, 0.4)]);
    let mut plain = History::new(&params, 5, 8);
    let mut scheduled = History::scheduled(&params, vec![0.4; 6], 8);
    assert!(plain.advance(1000) && scheduled.advance(1000));
    assert_eq!(plain.trajectory(), scheduled.trajectory());
}

#[test]
fn tallies_merge_like_sums() {
    let params = setting(&[(Parameter::Lineages, 3.0), (Parameter::SelfCheck, 1.0)]);
    let [a, b, c] = [1, 2, 3].map(|seed| simulate(&params, 0.3, seed, 30));
    let merged = |first: &Tally, second: &Tally| {
        let mut sum = first.clone();
        sum.merge(second);
        sum
    };
    assert_ne!(a, b);
    assert_eq!(merged(&a, &b), merged(&b, &a));
    assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
    assert_eq!(merged(&a, &Tally::default()), a);
    let sum = merged(&a, &b);
    assert_eq!(
        [
            sum.projects,
            sum.calls,
            sum.wrong,
            sum.surviving,
            sum.undetected,
            sum.audited,
            sum.audited_squared,
            sum.intact
        ],
        [
            60,
            3000,
            a.wrong + b.wrong,
            a.surviving + b.surviving,
            a.undetected + b.undetected,
            a.audited + b.audited,
            a.audited_squared + b.audited_squared,
            a.intact + b.intact
        ]
    );
    assert!(sum.misses.iter().zip(a.misses.iter().zip(&b.misses)).all(|(&sum, (a, b))| sum == a + b));
    assert!(sum.first_two.iter().zip(a.first_two.iter().zip(&b.first_two)).all(|(&sum, (a, b))| sum == a + b));
}

#[test]
fn authors_and_audits_are_the_same_at_every_diversity() {
    let tally = |diversity, kinship, lineages| {
        let changes =
            [(Parameter::Diversity, diversity), (Parameter::Kinship, kinship), (Parameter::Lineages, lineages)];
        simulate(&setting(&changes), 0.1, 77, 40)
    };
    let base = tally(1.0, 0.0, 1.0);
    let mut survivors = vec![base.surviving];
    for (diversity, kinship, lineages) in [(0.7, 0.0, 1.0), (0.32, 0.5, 4.0), (0.0, 1.0, 8.0), (0.0, 0.0, 1.0)] {
        let other = tally(diversity, kinship, lineages);
        assert_eq!((other.wrong, other.audited, other.calls), (base.wrong, base.audited, base.calls));
        survivors.push(other.surviving);
    }
    assert!(survivors[4] > 10 * survivors[0].max(1), "{survivors:?}");
}

#[test]
fn another_seed_is_other_luck() {
    let params = setting(&[]);
    let [a, b] = [1, 2].map(|seed| simulate(&params, 0.0, seed, 20));
    assert_ne!(a, b);
    assert_eq!(a, simulate(&params, 0.0, 1, 20));
}

/// The same authors meet thresholds from far left to far right: their draws' empirical distribution, by Kolmogorov and
/// Smirnov.
#[test]
fn authors_draws_are_normal() {
    let params =
        setting(&[(Parameter::ErrorRate, 0.5), (Parameter::Reviewers, 0.0), (Parameter::JudgementCalls, 500.0)]);
    let mut distance: f64 = 0.0;
    let mut calls = 0;
    for i in -80..=80 {
        let bias = f64::from(i) / 20.0;
        let tally = simulate(&params, bias, 6, 100);
        calls = tally.calls;
        distance = distance.max((tally.wrong as f64 / tally.calls as f64 - normal::cdf(bias)).abs());
    }
    // The 0.1 % point of the distribution.
    assert!(distance * (calls as f64).sqrt() < 1.95, "{distance}");
}

/// On calls that every author gets wrong, independent reviewers' own draws.
#[test]
fn reviewers_draws_are_normal() {
    for (bias, what) in [(3.0, "upper half"), (-1.0, "lower half")] {
        let mut distance: f64 = 0.0;
        let mut wrong = 0;
        for i in 1..=95 {
            let params = setting(&[
                (Parameter::ErrorRate, 0.5),
                (Parameter::MissRate, f64::from(i) / 100.0),
                (Parameter::Reviewers, 1.0),
                (Parameter::Diversity, 1.0),
            ]);
            let tally = simulate(&params, bias, 8, 1000);
            wrong = tally.wrong;
            let expected = JudgementCall::of(&params).rates(bias).1;
            distance = distance.max((tally.misses[1] as f64 / tally.wrong as f64 - expected).abs());
        }
        assert!(distance * (wrong as f64).sqrt() < 1.95, "{what}: {distance}");
    }
}

/// Draws given the author's are linear in independent normals, so their covariances are those of the model if the
/// products of their coefficients are; a linear map of normals has no other moments.
#[test]
fn conditional_draws_have_the_joint_law() {
    // One author A, the noise of F and L_0, then L_1 and the reviewers' own draws.
    const DRAWS: usize = 8;
    for (between, within) in [(0.0, 0.0), (0.35, 0.35), (0.6, 0.8), (0.95, 0.97), (0.0, 0.9), (0.95, 0.95)] {
        let coupling = Coupling::new(Correlation { between, within });
        assert_eq!(coupling.has_families(), within > between);
        let [field_at, own_0, own_1, other_0, other_1] = [0, 1, 2, 3, 4];
        let latent = |draws: &[f64; DRAWS]| {
            let [author, field_noise, family_noise, family_1, e0, e1, e2, e3] = *draws;
            let field = coupling.field(author, field_noise);
            let family_0 = coupling.own_family(author, field, family_noise);
            [
                field,
                coupling.latent(field, family_0, e0),
                coupling.latent(field, family_0, e1),
                coupling.latent(field, family_1, e2),
                coupling.latent(field, family_1, e3),
            ]
        };
        // Coefficients: what each unit draw gives.
        let columns: [[f64; 5]; DRAWS] = std::array::from_fn(|j| {
            let mut unit = [0.0; DRAWS];
            unit[j] = 1.0;
            latent(&unit)
        });
        assert_eq!(latent(&[0.0; DRAWS]), [0.0; 5]);
        let draws: [f64; DRAWS] = std::array::from_fn(|j| j as f64 - 2.5);
        let sums: [f64; 5] = std::array::from_fn(|i| columns.iter().zip(draws).map(|(c, d)| c[i] * d).sum());
        assert!(latent(&draws).iter().zip(sums).all(|(a, b)| (a - b).abs() < 1e-12), "linear");

        let covariance = |a: usize, b: usize| columns.iter().map(|c| c[a] * c[b]).sum::<f64>();
        let with_author = |a: usize| columns[0][a];
        for (value, expected) in [
            (covariance(field_at, field_at), 1.0),
            (with_author(field_at), between.sqrt()),
            (with_author(own_0), within),
            (with_author(own_1), within),
            (with_author(other_0), between),
            (covariance(own_0, own_0), 1.0),
            (covariance(other_1, other_1), 1.0),
            (covariance(own_0, own_1), within),
            (covariance(other_0, other_1), within),
            (covariance(own_0, other_0), between),
            (covariance(own_0, field_at), between.sqrt()),
            (covariance(other_0, field_at), between.sqrt()),
        ] {
            assert!((value - expected).abs() < 1e-12, "ρ {between}/{within}: {value} instead of {expected}");
        }
    }
}

#[test]
fn lincoln_petersen_is_exact_when_independent() {
    for (e, m) in [(0.1, 0.2), (0.5, 0.9), (0.01, 0.05)] {
        for bias in [-0.5, 0.0, 1.0] {
            let params = setting(&[(Parameter::ErrorRate, e), (Parameter::MissRate, m), (Parameter::Diversity, 1.0)]);
            let recapture = Measures::of(&params, bias).capture_recapture.unwrap();
            let missed = JudgementCall::of(&params).rates(bias).1;
            assert!((recapture.true_remaining - missed * missed).abs() < 1e-12);
            assert!((recapture.estimated_remaining - recapture.true_remaining).abs() < 1e-12, "{recapture:?}");
        }
    }
    // From counts, within the noise of the recapture.
    let params = setting(&[(Parameter::Diversity, 1.0)]);
    let tally = simulate(&params, 0.0, 12, 8000);
    let [first, second, both] = tally.first_two.map(|n| n as f64);
    let estimated = first * second / both;
    assert!((estimated / tally.wrong as f64 - 1.0).abs() < 0.01, "{estimated} of {}", tally.wrong);
}

#[test]
fn alike_reviewers_hide_their_misses_from_lincoln_and_petersen() {
    for world in [World::HumanLike, World::FourLabs, World::OneLab, World::OneModel] {
        let recapture = Measures::of(&world.of(&Params::default()), 0.0).capture_recapture.unwrap();
        assert!(recapture.estimated_unseen < 0.6 * recapture.true_remaining, "{world:?}: {recapture:?}");
    }
}
