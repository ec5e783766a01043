//! The quadrature of one judgement call against closed forms, against an independent integration, and its orderings.
#![allow(clippy::unwrap_used, reason = "a test that asks for an impossible setting is wrong")]

mod setting;

use std::f64::consts::{FRAC_1_SQRT_2, PI};

use blindspot_model::exact::{Correlation, family_of};
use blindspot_model::survival::{MAX_BIAS, MIN_BIAS};
use blindspot_model::{JudgementCall, Parameter, Params, SurvivalTable, normal};
use setting::setting;

fn assert_close(value: f64, expected: f64, relative: f64, what: &str) {
    assert!((value / expected - 1.0).abs() < relative, "{what}: {value:e} instead of {expected:e}");
}

fn binomial(n: usize, k: usize) -> f64 {
    (0..k).map(|i| (n - i) as f64 / (i + 1) as f64).product()
}

fn power(base: f64, exponent: usize) -> f64 {
    std::iter::repeat_n(base, exponent).product()
}

fn alike(rho: f64) -> Correlation {
    Correlation { between: rho, within: rho }
}

fn reviewed(e: f64, m: f64, reviewers: usize, lineages: usize) -> Params {
    setting(&[
        (Parameter::ErrorRate, e),
        (Parameter::MissRate, m),
        (Parameter::Reviewers, reviewers as f64),
        (Parameter::Lineages, lineages as f64),
    ])
}

/// Nodes and weights of Gauss and Legendre on [−1, 1], by Newton's method.
fn gauss_legendre(n: usize) -> Vec<(f64, f64)> {
    (0..n)
        .map(|i| {
            let mut x = libm::cos(PI * (i as f64 + 0.75) / (n as f64 + 0.5));
            let mut slope = 1.0;
            for _ in 0..20 {
                let (mut p, mut before) = (x, 1.0);
                for k in 2..=n {
                    let k = k as f64;
                    (p, before) = (((2.0 * k - 1.0) * x * p - (k - 1.0) * before) / k, p);
                }
                slope = n as f64 * (x * p - before) / (x * x - 1.0);
                x -= p / slope;
            }
            (x, 2.0 / ((1.0 - x * x) * slope * slope))
        })
        .collect()
}

/// Nodes and weights for a standard normal factor: panels of Gauss and Legendre, no trapezoid.
fn factor_rule(panel: f64) -> Vec<(f64, f64)> {
    let rule = gauss_legendre(20);
    let mut nodes = Vec::new();
    let mut low = -13.5;
    while low < 10.0 {
        for &(x, w) in &rule {
            let at = low + 0.5 * panel * (1.0 + x);
            nodes.push((at, 0.5 * panel * w * libm::exp(-0.5 * at * at) / (2.0 * PI).sqrt()));
        }
        low += panel;
    }
    nodes
}

fn phi(z: f64) -> f64 {
    0.5 * libm::erfc(-z * FRAC_1_SQRT_2)
}

/// P(the author errs and exactly c checkers miss it), by families in the plainest way.
fn brute_force(params: &Params, correlation: Correlation, bias: f64) -> Vec<f64> {
    let Correlation { between, within } = correlation;
    let mut sizes = vec![0; params.lineages()];
    (0..params.reviewers()).for_each(|reviewer| sizes[family_of(reviewer, params.lineages())] += 1);
    sizes[0] += usize::from(params.self_check());
    let error_at = normal::quantile(params.error_rate()) + bias;
    let miss_at = normal::quantile(params.miss_rate()) + bias;
    let rest = (1.0 - within).sqrt();
    // Two nested integrals cost the square, so they get wider panels.
    let panel = if between > 0.0 && within > between { 0.7 } else { 0.2 };
    let rule = |loading: f64| if loading > 0.0 { factor_rule(panel) } else { vec![(0.0, 1.0)] };
    let (fields, families) = (rule(between), rule(within - between));
    let mut histogram = vec![0.0; params.checkers() + 1];
    for &(field, field_weight) in &fields {
        let given_family: Vec<(f64, f64, f64)> = families
            .iter()
            .map(|&(family, weight)| {
                let shift = between.sqrt() * field + (within - between).max(0.0).sqrt() * family;
                (weight, phi((error_at - shift) / rest), phi((miss_at - shift) / rest))
            })
            .collect();
        let mut misses = vec![1.0];
        for (family, &size) in sizes.iter().enumerate() {
            let mut of_family = vec![0.0; size + 1];
            for &(weight, error, miss) in &given_family {
                let error = if family == 0 { error } else { 1.0 };
                for (c, sum) in of_family.iter_mut().enumerate() {
                    *sum += weight * error * binomial(size, c) * power(miss, c) * power(1.0 - miss, size - c);
                }
            }
            let mut both = vec![0.0; misses.len() + size];
            for (i, a) in misses.iter().enumerate() {
                for (j, b) in of_family.iter().enumerate() {
                    both[i + j] += a * b;
                }
            }
            misses = both;
        }
        histogram.iter_mut().zip(misses).for_each(|(sum, p)| *sum += field_weight * p);
    }
    histogram
}

#[test]
fn independent_reviewers_multiply() {
    for (e, m) in [(0.1, 0.2), (0.5, 0.95), (0.001, 0.01), (0.03, 0.6)] {
        for reviewers in [0, 1, 2, 3, 7, 15] {
            for lineages in [1, 4] {
                let params = reviewed(e, m, reviewers, lineages);
                let share = JudgementCall::claimed(&params).surviving_share(0.0);
                assert_close(share, e * power(m, reviewers), 1e-12, &format!("e {e} m {m} R {reviewers}"));
            }
        }
    }
}

#[test]
fn independent_misses_are_binomial() {
    for (e, m, reviewers, self_check) in [(0.1, 0.2, 3, 0.0), (0.5, 0.95, 15, 1.0), (0.02, 0.4, 6, 0.0)] {
        let params = reviewed(e, m, reviewers, 1).with(Parameter::SelfCheck, self_check).unwrap();
        let n = params.checkers();
        let misses: Vec<f64> = (0..=n).map(|c| e * binomial(n, c) * power(m, c) * power(1.0 - m, n - c)).collect();
        let histogram = JudgementCall::claimed(&params).miss_histogram(0.0);
        assert_eq!(histogram.len(), n + 1);
        for (c, (&value, &expected)) in histogram.iter().zip(&misses).enumerate() {
            assert_close(value, expected, 1e-12, &format!("{c} of {n} miss"));
        }
        for quorum in 1..=reviewers {
            let params = params.with(Parameter::Quorum, quorum as f64).unwrap();
            let survives: f64 = misses[n + 1 - quorum..].iter().sum();
            let share = JudgementCall::claimed(&params).surviving_share(0.0);
            assert_close(share, survives, 1e-12, &format!("quorum {quorum} of {n}"));
        }
    }
}

/// Φ₂(a, b; ρ) = Φ(a)Φ(b) + (1/2π)·∫₀^asin ρ exp(−(a²+b²−2ab·sin t)/(2cos²t)) dt (Plackett 1954, Drezner 1978).
fn bivariate(a: f64, b: f64, rho: f64) -> f64 {
    let end = libm::asin(rho);
    let sum: f64 = gauss_legendre(60)
        .into_iter()
        .map(|(x, w)| {
            let (sin, cos) = libm::sincos(0.5 * end * (1.0 + x));
            w * libm::exp(-(a * a + b * b - 2.0 * a * b * sin) / (2.0 * cos * cos))
        })
        .sum();
    phi(a) * phi(b) + 0.5 * end * sum / (2.0 * PI)
}

#[test]
fn one_reviewer_is_a_bivariate_normal() {
    for (e, m) in [(0.1, 0.2), (0.5, 0.5), (0.001, 0.95), (0.3, 0.01)] {
        for bias in [-0.5, 0.0, 0.8] {
            let (a, b) = (normal::quantile(e) + bias, normal::quantile(m) + bias);
            for (between, within) in [(0.01, 0.01), (0.35, 0.35), (0.6, 0.8), (0.95, 0.95), (0.0, 0.97), (0.9, 0.97)] {
                let correlation = Correlation { between, within };
                // The first reviewer is of the author's family only if there is no other.
                let one = |lineages| reviewed(e, m, 1, lineages);
                let to_self = reviewed(e, m, 0, 4).with(Parameter::SelfCheck, 1.0).unwrap();
                for (params, rho) in [(one(1), within), (one(2), between), (one(8), between), (to_self, within)] {
                    let share = JudgementCall::correlated(&params, correlation).surviving_share(bias);
                    assert_close(share, bivariate(a, b, rho), 1e-9, &format!("e {e} m {m} θ {bias} ρ {rho}"));
                }
            }
        }
    }
}

#[test]
fn two_reviewers_at_even_odds_are_an_orthant() {
    for (b, w) in [(0.0, 0.0), (0.35, 0.35), (0.95, 0.95), (0.6, 0.8), (0.0, 0.97), (0.2, 0.9)] {
        // Correlations of author and first, author and second, first and second reviewer.
        for (lineages, pairs) in [(1, [w, w, w]), (2, [b, w, b]), (3, [b, b, b]), (8, [b, b, b])] {
            let call =
                JudgementCall::correlated(&reviewed(0.5, 0.5, 2, lineages), Correlation { between: b, within: w });
            let expected = 0.125 + pairs.into_iter().map(libm::asin).sum::<f64>() / (4.0 * PI);
            assert_close(call.surviving_share(0.0), expected, 1e-10, &format!("ρ {b}/{w} K {lineages}"));
        }
    }
}

#[test]
fn identical_models_miss_exactly_what_they_share() {
    for (e, m) in [(0.1, 0.2), (0.3, 0.05)] {
        for reviewers in [1, 3, 10] {
            let params = reviewed(e, m, reviewers, 1);
            let gap = |rho| {
                let u = JudgementCall::correlated(&params, alike(rho)).surviving_share(0.0);
                let limit = e.min(m);
                assert!(u < limit + 1e-12);
                1.0 - u / limit
            };
            let gaps: Vec<f64> = [0.95, 0.99, 0.999, 0.9999].into_iter().map(gap).collect();
            assert!(gaps.windows(2).all(|pair| pair[1] < pair[0].max(1e-14)), "{gaps:?}");
            assert!(gaps[3] < 0.04, "{gaps:?}");
        }
    }
    // Equal rates: the gap closes like √(1−ρ).
    let call = |rho| JudgementCall::correlated(&reviewed(0.2, 0.2, 3, 1), alike(rho)).surviving_share(0.0);
    assert!((call(0.9999) - 0.2).abs() < 0.01);
    let ratio = (0.2 - call(0.99)) / (0.2 - call(0.9999));
    assert!((ratio - 10.0).abs() < 0.5, "{ratio}");
}

/// Settings of quorum 1 that are unlike each other.
fn various_panels() -> impl Iterator<Item = Params> {
    [(0.1, 0.2), (0.5, 0.95), (0.001, 0.01), (0.02, 0.8)].into_iter().flat_map(|(e, m)| {
        [1, 2, 3, 5, 8, 15].into_iter().flat_map(move |reviewers| {
            [0.0, 1.0]
                .map(|self_check| reviewed(e, m, reviewers, 1).with(Parameter::SelfCheck, self_check).unwrap())
                .into_iter()
        })
    })
}

/// Slepian's inequality (1962): a joint event of the same direction rises in every correlation.
#[test]
fn survival_rises_with_either_correlation() {
    for params in various_panels() {
        for lineages in [1, 2, 4] {
            let params = params.with(Parameter::Lineages, f64::from(lineages)).unwrap();
            let at = |between, within| {
                JudgementCall::correlated(&params, Correlation { between, within }).surviving_share(0.0)
            };
            let rises = |shares: [f64; 4]| shares.windows(2).all(|pair| pair[1] >= pair[0] * (1.0 - 1e-9));
            assert!(rises([0.0, 0.3, 0.6, 0.8].map(|between| at(between, 0.8))), "ρ_b, K {lineages}: {params:?}");
            assert!(rises([0.3, 0.5, 0.8, 0.97].map(|within| at(0.3, within))), "ρ_w, K {lineages}: {params:?}");
            assert!(rises([0.0, 0.35, 0.8, 0.95].map(|rho| at(rho, rho))), "ρ, K {lineages}: {params:?}");
        }
    }
}

/// With a quorum of many it is the other way round: a single miss is then enough, and alike reviewers miss together.
#[test]
fn correlation_can_help_a_panel_that_must_agree() {
    let params = reviewed(0.5, 0.05, 15, 1).with(Parameter::Quorum, 15.0).unwrap();
    let independent = JudgementCall::correlated(&params, alike(0.0)).surviving_share(0.0);
    let one_model = JudgementCall::correlated(&params, alike(0.95)).surviving_share(0.0);
    assert_close(independent, 0.5 * (1.0 - power(0.95, 15)), 1e-12, "independent");
    assert!(one_model < 0.5 * independent, "{one_model} {independent}");
}

#[test]
fn more_families_never_let_more_through() {
    for params in various_panels() {
        for (between, within) in [(0.0, 0.0), (0.35, 0.35), (0.0, 0.5), (0.6, 0.8), (0.0, 0.97), (0.9, 0.97)] {
            let shares: Vec<f64> = (1..=8)
                .map(|lineages| params.with(Parameter::Lineages, f64::from(lineages)).unwrap())
                .map(|p| JudgementCall::correlated(&p, Correlation { between, within }).surviving_share(0.0))
                .collect();
            let falls = shares.windows(2).all(|pair| pair[1] <= pair[0] * (1.0 + 1e-12));
            assert!(falls, "ρ {between}/{within} {params:?}: {shares:?}");
        }
    }
}

/// Kinship is not used where there is one family only, so with kinship the *first* step of the lineages slider can go
/// up: it adds the likeness within families and not only a family.
#[test]
fn the_first_family_more_brings_kinship_into_play() {
    let share = |lineages, kinship| {
        let params = setting(&[(Parameter::Lineages, lineages), (Parameter::Kinship, kinship)]);
        JudgementCall::of(&params).surviving_share(0.0)
    };
    assert_eq!(share(1.0, 1.0), share(1.0, 0.0));
    assert_close(share(2.0, 0.0), share(1.0, 0.0), 1e-12, "without kinship families do not matter");
    assert!(share(2.0, 1.0) > share(1.0, 1.0) * 1.05);
    let falling: Vec<f64> = (2..=8).map(|lineages| share(f64::from(lineages), 1.0)).collect();
    assert!(falling.windows(2).all(|pair| pair[1] <= pair[0] * (1.0 + 1e-12)), "{falling:?}");
}

#[test]
fn a_higher_quorum_lets_more_through() {
    let params = reviewed(0.1, 0.2, 6, 3).with_correlations(0.4, 0.7).unwrap();
    let shares: Vec<f64> = (1..=6)
        .map(|q| JudgementCall::of(&params.with(Parameter::Quorum, f64::from(q)).unwrap()).surviving_share(0.3))
        .collect();
    assert!(shares.windows(2).all(|pair| pair[1] > pair[0]), "{shares:?}");
    assert!(shares[5] < normal::cdf(normal::quantile(0.1) + 0.3));
}

#[test]
fn one_pass_over_reviewers_equals_each_panel() {
    for (lineages, self_check, quorum) in [(1, 0.0, 1.0), (4, 0.0, 1.0), (3, 1.0, 2.0), (2, 0.0, 3.0)] {
        let params = reviewed(0.1, 0.3, 15, lineages)
            .with_all([(Parameter::SelfCheck, self_check), (Parameter::Quorum, quorum), (Parameter::Kinship, 0.5)])
            .unwrap();
        let together = JudgementCall::of(&params).surviving_by_reviewers(0.4, 15);
        assert_eq!(together.len(), 16);
        for (reviewers, &share) in together.iter().enumerate() {
            let Ok(alone) = params.with(Parameter::Reviewers, reviewers as f64) else {
                continue;
            };
            let call = JudgementCall::of(&alone);
            assert_close(share, call.surviving_share(0.4), 1e-12, &format!("R {reviewers}"));
        }
        // A quorum that nobody can meet lets every error pass.
        let error_rate = JudgementCall::of(&params).rates(0.4).0;
        if quorum > 1.0 && self_check == 0.0 {
            assert_close(together[0], error_rate, 1e-12, "no reviewers");
            assert_close(together[1], error_rate, 1e-12, "one reviewer");
        }
    }
}

#[test]
fn one_pass_over_families_equals_each_panel() {
    for params in various_panels() {
        for (between, within) in [(0.0, 0.5), (0.35, 0.35), (0.6, 0.8)] {
            let correlation = Correlation { between, within };
            let together = JudgementCall::correlated(&params, correlation).surviving_by_lineages(0.2, 8);
            assert_eq!(together.len(), 8);
            for (lineages, &share) in (1..).zip(&together) {
                let alone = params.with(Parameter::Lineages, f64::from(lineages)).unwrap();
                let alone = JudgementCall::correlated(&alone, correlation).surviving_share(0.2);
                assert_close(share, alone, 1e-12, &format!("{lineages} families of {params:?}"));
            }
        }
    }
}

#[test]
fn miss_histogram_has_the_errors_the_survivors_and_the_unnoticed() {
    for (lineages, self_check, quorum) in [(1, 0.0, 1_usize), (4, 1.0, 3), (2, 0.0, 5)] {
        let params = reviewed(0.2, 0.3, 5, lineages)
            .with_all([(Parameter::SelfCheck, self_check), (Parameter::Quorum, quorum as f64)])
            .and_then(|p| p.with_correlations(0.5, 0.8))
            .unwrap();
        let call = JudgementCall::of(&params);
        for bias in [-1.0, 0.0, 2.0] {
            let histogram = call.miss_histogram(bias);
            let n = params.checkers();
            assert_close(histogram.iter().sum(), call.rates(bias).0, 1e-10, "sum");
            assert_close(histogram[n], call.unnoticed_share(bias), 1e-12, "missed by all");
            let surviving: f64 = histogram[n + 1 - quorum..].iter().sum();
            assert_close(surviving, call.surviving_share(bias), 1e-12, "surviving");
        }
    }
}

#[test]
fn reviewers_by_name_are_families_of_the_panel() {
    let params = reviewed(0.1, 0.2, 5, 3).with_correlations(0.5, 0.8).unwrap();
    let call = JudgementCall::of(&params);
    let everybody = [0, 1, 2, 3, 4];
    assert_close(call.missed_by_all(0.2, &everybody), call.unnoticed_share(0.2), 1e-12, "everybody");
    assert_close(call.missed_by_all(0.2, &[]), call.rates(0.2).0, 1e-12, "nobody");
    // Over all calls one reviewer misses m, whoever it is; two miss together as a bivariate normal.
    let at = normal::quantile(0.2) + 0.2;
    for reviewer in everybody {
        assert_close(call.would_miss_all(0.2, &[reviewer]), phi(at), 1e-10, "one");
    }
    assert_close(call.would_miss_all(0.2, &[0, 1]), bivariate(at, at, 0.5), 1e-9, "two families");
    assert_close(call.would_miss_all(0.2, &[0, 3]), bivariate(at, at, 0.8), 1e-9, "one family");
}

#[test]
fn quadrature_agrees_with_gauss_legendre() {
    let cases = [
        (0.1, 0.2, 3, 4, 0.6, 0.8, 0.0, 0.0),
        (0.1, 0.2, 3, 4, 0.6, 0.8, 1.0, 0.7),
        (0.1, 0.2, 15, 1, 0.95, 0.95, 0.0, 0.0),
        (0.1, 0.2, 5, 2, 0.0, 0.97, 0.0, 0.0),
        (0.1, 0.2, 8, 3, 0.9, 0.97, 1.0, 1.5),
        (0.5, 0.95, 15, 8, 0.95, 0.97, 1.0, -2.0),
        (0.001, 0.01, 6, 4, 0.5, 0.97, 0.0, 0.0),
        (0.3, 0.6, 7, 5, 0.02, 0.03, 0.0, 4.0),
    ];
    for (e, m, reviewers, lineages, between, within, self_check, bias) in cases {
        let params = reviewed(e, m, reviewers, lineages).with(Parameter::SelfCheck, self_check).unwrap();
        let correlation = Correlation { between, within };
        let expected = brute_force(&params, correlation, bias);
        let call = JudgementCall::correlated(&params, correlation);
        let (error_rate, _) = call.rates(bias);
        let histogram = call.miss_histogram(bias);
        assert_eq!(histogram.len(), expected.len());
        for (c, (&value, &expected)) in histogram.iter().zip(&expected).enumerate() {
            let what = format!("e {e} m {m} R {reviewers} K {lineages} ρ {between}/{within} θ {bias}, {c} miss");
            assert!((value - expected).abs() < 1e-9 * error_rate, "{what}: {value:e} instead of {expected:e}");
        }
        for quorum in 1..=reviewers {
            let params = params.with(Parameter::Quorum, quorum as f64).unwrap();
            let share = JudgementCall::correlated(&params, correlation).surviving_share(bias);
            assert_close(share, expected[params.checkers() + 1 - quorum..].iter().sum(), 1e-8, "U");
        }
    }
}

/// Panels whose U(θ) is tabulated: rare and frequent errors, few and many reviewers, from independent to nearly one mind.
fn tabulated_calls() -> Vec<JudgementCall> {
    [
        (0.1, 0.2, 3, 1, 0.0, 0.0, 1.0),
        (0.1, 0.2, 3, 1, 0.35, 0.35, 1.0),
        (0.1, 0.2, 3, 4, 0.6, 0.8, 1.0),
        (0.1, 0.2, 3, 1, 0.95, 0.95, 1.0),
        (0.001, 0.01, 15, 8, 0.95, 0.97, 1.0),
        (0.001, 0.01, 15, 1, 0.0, 0.0, 1.0),
        (0.5, 0.95, 0, 1, 0.3, 0.3, 1.0),
        (0.02, 0.3, 6, 2, 0.0, 0.97, 4.0),
        (0.1, 0.2, 3, 2, 1e-4, 0.97, 1.0),
    ]
    .into_iter()
    .map(|(e, m, reviewers, lineages, between, within, quorum)| {
        let params = reviewed(e, m, reviewers, lineages)
            .with(Parameter::Quorum, quorum)
            .and_then(|p| p.with_correlations(between, within))
            .unwrap();
        JudgementCall::of(&params)
    })
    .collect()
}

#[test]
fn table_agrees_with_the_quadrature() {
    for call in tabulated_calls() {
        let table = SurvivalTable::new(&call);
        for i in 0..=500 {
            let bias = MAX_BIAS * f64::from(i) / 500.0;
            assert_close(table.share(bias), call.surviving_share(bias), 1e-7, &format!("θ {bias} of {call:?}"));
        }
        // Progress leads below 0, where what is left is tiny: there digits count, not differences, as long as one call in
        // 1e18 survives.
        for i in 1..=1500 {
            let bias = MIN_BIAS * f64::from(i) / 1500.0;
            let (tabulated, integrated) = (table.share(bias), call.surviving_share(bias));
            let difference = (tabulated - integrated).abs();
            let is_same = difference < 1e-6 * integrated || difference < 1e-18;
            assert!(is_same, "θ {bias} of {call:?}: {tabulated:e} instead of {integrated:e}");
        }
        for bias in [MIN_BIAS - 1e-9, MIN_BIAS - 4.0] {
            assert_eq!(table.share(bias), call.surviving_share(bias));
        }
    }
}

#[test]
fn table_gives_slope_and_curvature() {
    const H: f64 = 1e-3;
    for call in tabulated_calls() {
        let table = SurvivalTable::new(&call);
        for i in 1..100 {
            let bias = 0.06 * f64::from(i);
            let u = |steps: f64| call.surviving_share(bias + steps * H);
            let slope = (8.0 * (u(1.0) - u(-1.0)) - (u(2.0) - u(-2.0))) / (12.0 * H);
            let curvature = (16.0 * (u(1.0) + u(-1.0)) - (u(2.0) + u(-2.0)) - 30.0 * u(0.0)) / (12.0 * H * H);
            let at = table.at(bias);
            // Measured by U itself: where nearly everything survives, the slope is nearly 0.
            let scale = at.share + at.slope;
            assert!((at.slope - slope).abs() < 1e-6 * scale, "U′ at {bias}: {at:?}, {slope:e}");
            let scale = scale + at.curvature.abs();
            assert!((at.curvature - curvature).abs() < 1e-5 * scale, "U″ at {bias}: {at:?}, {curvature:e}");
        }
    }
}
