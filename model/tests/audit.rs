//! Audits against enumeration of every way in which the checks can fall.

mod setting;

use blindspot_model::{AuditPlan, Parameter, Params};
use setting::setting;

fn audited(steps: u32, calls: u32, modularity: f64, budget: u32, sensitivity: f64) -> Params {
    setting(&[
        (Parameter::Steps, f64::from(steps)),
        (Parameter::JudgementCalls, f64::from(calls)),
        (Parameter::Modularity, modularity),
        (Parameter::AuditBudget, f64::from(budget)),
        (Parameter::AuditSensitivity, sensitivity),
    ])
}

/// How many of the judgement calls 0 … calls−1 are checked, over every way to place the checks: labelled calls first.
fn placements(steps: u32, calls: u32, labelled: u32, budget: u32) -> Vec<u32> {
    let aimed = budget.min(labelled);
    let is_aimed_first = |mask: u32| {
        let among_labelled = (mask & ((1 << labelled) - 1)).count_ones();
        mask.count_ones() == budget && among_labelled == aimed
    };
    (0..1_u32 << steps)
        .filter(|&mask| is_aimed_first(mask))
        .map(|mask| (mask & ((1 << calls) - 1)).count_ones())
        .collect()
}

#[test]
fn coverage_and_integrity_equal_the_enumeration() {
    const STEPS: u32 = 12;
    for calls in [1, 4, 8, 12] {
        for budget in [0, 1, 5, 11, 12] {
            for quarters in 0..=4 {
                for (surviving, sensitivity) in [(0.3, 1.0), (0.05, 0.6), (1.0, 0.9), (0.5, 0.0)] {
                    let modularity = f64::from(quarters) / 4.0;
                    let labelled = modularity * f64::from(calls);
                    let plan = AuditPlan::of(&audited(STEPS, calls, modularity, budget, sensitivity));
                    let clean = |hits: &u32| {
                        std::iter::repeat_n(1.0 - surviving * (1.0 - sensitivity), *hits as usize).product::<f64>()
                            * std::iter::repeat_n(1.0 - surviving, (calls - hits) as usize).product::<f64>()
                    };
                    let enumerate = |labelled: u32| {
                        let hits = placements(STEPS, calls, labelled, budget);
                        let ways = hits.len() as f64;
                        let coverage = hits.iter().map(|&h| f64::from(h)).sum::<f64>() / (ways * f64::from(calls));
                        (coverage, hits.iter().map(clean).sum::<f64>() / ways)
                    };
                    // One labelled call more or less at random where their number is not whole.
                    let low = (0..=calls).rev().find(|&n| f64::from(n) <= labelled).unwrap();
                    let fraction = labelled - f64::from(low);
                    let (coverage, mut integrity) = enumerate(low);
                    if fraction > 0.0 {
                        integrity += fraction * (enumerate(low + 1).1 - integrity);
                    } else {
                        assert!((plan.coverage() - coverage).abs() < 1e-12, "{plan:?}: {coverage}");
                    }
                    assert!((plan.integrity(surviving) - integrity).abs() < 1e-12, "{plan:?}: {integrity}");
                }
            }
        }
    }
}

/// Mean and variance of weighted values.
fn moments(values: &[(f64, f64)]) -> (f64, f64) {
    let mean = |of: fn(f64) -> f64| values.iter().map(|&(weight, value)| weight * of(value)).sum::<f64>();
    let average = mean(|value| value);
    (average, mean(|value| value * value) - average * average)
}

#[test]
fn variances_equal_the_enumeration() {
    const STEPS: u32 = 10;
    for calls in [1, 3, 5, 10] {
        for budget in [0, 1, 4, 9, 10] {
            for quarters in 0..=4 {
                for (surviving, sensitivity) in [(0.3, 1.0), (0.05, 0.6), (1.0, 0.9), (0.5, 0.0)] {
                    let modularity = f64::from(quarters) / 4.0;
                    let labelled = modularity * f64::from(calls);
                    let plan = AuditPlan::of(&audited(STEPS, calls, modularity, budget, sensitivity));
                    let low = (0..=calls).rev().find(|&n| f64::from(n) <= labelled).unwrap();
                    let fraction = labelled - f64::from(low);
                    let mut covered = Vec::new();
                    let mut undetected = Vec::new();
                    for (labelled, weight) in [(low, 1.0 - fraction), (low + 1, fraction)] {
                        let hits = if weight > 0.0 { placements(STEPS, calls, labelled, budget) } else { Vec::new() };
                        for &audited in &hits {
                            let weight = weight / hits.len() as f64;
                            covered.push((weight, f64::from(audited) / f64::from(calls)));
                            // The distribution of the undetected errors, one call after the other.
                            let mut distribution = vec![1.0];
                            for call in 0..calls {
                                let chance = if call < audited { surviving * (1.0 - sensitivity) } else { surviving };
                                distribution.push(0.0);
                                for n in (0..distribution.len()).rev() {
                                    let one_less = if n > 0 { distribution[n - 1] } else { 0.0 };
                                    distribution[n] = distribution[n] * (1.0 - chance) + one_less * chance;
                                }
                            }
                            undetected.extend(
                                distribution.iter().enumerate().map(|(n, p)| (weight * p, n as f64 / f64::from(calls))),
                            );
                        }
                    }
                    let (_, coverage_variance) = moments(&covered);
                    let (_, undetected_variance) = moments(&undetected);
                    assert!((plan.coverage_variance() - coverage_variance).abs() < 1e-12, "{plan:?}");
                    let found = plan.undetected_variance(surviving);
                    assert!((found - undetected_variance).abs() < 1e-12, "{plan:?}: {found} {undetected_variance}");
                }
            }
        }
    }
}

#[test]
fn coverage_has_its_closed_forms() {
    for budget in [0, 1, 45, 50, 51, 499, 500] {
        let threaded = AuditPlan::of(&audited(500, 50, 0.0, budget, 1.0));
        assert!((threaded.coverage() - f64::from(budget) / 500.0).abs() < 1e-15);
        let isolable = AuditPlan::of(&audited(500, 50, 1.0, budget, 1.0));
        assert!((isolable.coverage() - (f64::from(budget) / 50.0).min(1.0)).abs() < 1e-15);
    }
    // The two strips of chapter 4: 45 checks.
    assert_eq!(AuditPlan::of(&Params::default()).coverage(), 0.09);
    assert_eq!(AuditPlan::claimed(&Params::default()).coverage(), 0.9);
    // Half the calls labelled: 25 for sure, the other 20 checks among 475 steps.
    let half = AuditPlan::of(&audited(500, 50, 0.5, 45, 1.0));
    assert!((half.coverage() - (25.0 + 20.0 * 25.0 / 475.0) / 50.0).abs() < 1e-15);
}

#[test]
fn integrity_has_its_closed_forms() {
    let plan = AuditPlan::of(&audited(500, 50, 1.0, 45, 0.8));
    // 45 calls are checked, 5 are not.
    let expected = libm::pow(1.0 - 0.05 * 0.2, 45.0) * libm::pow(1.0 - 0.05, 5.0);
    assert!((plan.integrity(0.05) / expected - 1.0).abs() < 1e-12);
    let nobody = AuditPlan::of(&audited(2000, 2000, 0.3, 0, 1.0));
    assert!((nobody.integrity(0.001) / libm::pow(0.999, 2000.0) - 1.0).abs() < 1e-12);
    let everything = AuditPlan::of(&audited(2000, 900, 0.3, 2000, 1.0));
    assert!((everything.integrity(0.7) - 1.0).abs() < 1e-12);
    for plan in [plan, nobody, everything] {
        assert_eq!(plan.integrity(0.0), 1.0);
    }
}

#[test]
fn budget_inverts_coverage() {
    for steps in [10, 97, 500, 2000] {
        for calls in [1, 7, 10] {
            for modularity in [0.0, 0.13, 0.5, 0.99, 1.0] {
                for sensitivity in [0.2, 0.7, 1.0] {
                    for budget in [0, 1, 5, 9, steps / 2, steps] {
                        let plan = AuditPlan::of(&audited(steps, calls, modularity, budget, sensitivity));
                        let found = plan.budget_for(plan.unfound() * 0.04, 0.04);
                        // Once every call is checked, more checks are of no use.
                        let enough = if modularity == 1.0 { calls.min(budget) } else { budget };
                        let budget = found.unwrap_or(f64::NAN);
                        assert!((budget - f64::from(enough)).abs() < 1e-7 * f64::from(steps), "{plan:?}: {budget}");
                    }
                }
            }
        }
    }
}

#[test]
fn some_targets_are_out_of_reach() {
    let plan = AuditPlan::of(&audited(500, 50, 0.2, 45, 0.6));
    assert_eq!(plan.budget_for(0.039, 0.1), None);
    assert_eq!(plan.budget_for(0.1, 0.1), Some(0.0));
    assert_eq!(plan.budget_for(0.2, 0.1), Some(0.0));
    assert_eq!(plan.budget_for(0.0, 0.0), Some(0.0));
    assert_eq!(plan.budget_for(0.0, 0.1), None);
    // Exactly what full coverage leaves.
    assert!((plan.budget_for(0.04, 0.1).unwrap() - 500.0).abs() < 1e-9);
    let blind = AuditPlan::of(&audited(500, 50, 0.2, 45, 0.0));
    assert_eq!(blind.budget_for(0.05, 0.1), None);
    let sharp = AuditPlan::of(&audited(500, 50, 0.2, 45, 1.0));
    assert!((sharp.budget_for(0.0, 0.1).unwrap() - 500.0).abs() < 1e-9);
    let isolable = AuditPlan::of(&audited(500, 50, 1.0, 45, 1.0));
    assert_eq!(isolable.budget_for(0.0, 0.1), Some(50.0));
}

/// Where μD is not whole, coverage is the smooth formula and a project has one labelled call more or less at random: by
/// how much their expected coverage can differ.
#[test]
fn halves_of_a_labelled_call_hardly_matter() {
    let widest = |steps: u32, calls: u32| {
        let mut widest: f64 = 0.0;
        for hundredths in 0..=100 {
            let labelled = f64::from(hundredths) / 100.0 * f64::from(calls);
            let (low, fraction) = (labelled.floor(), labelled - labelled.floor());
            for budget in 0..=steps {
                let coverage = |labelled: f64| {
                    let modularity = (labelled / f64::from(calls)).min(1.0);
                    AuditPlan::of(&audited(steps, calls, modularity, budget, 1.0)).coverage()
                };
                let randomized = (1.0 - fraction) * coverage(low) + fraction * coverage(low + 1.0);
                widest = widest.max((coverage(labelled) - randomized).abs());
            }
        }
        widest
    };
    let smallest_projects = (1..=10).map(|calls| widest(10, calls)).fold(0.0, f64::max);
    assert!((0.02..0.025).contains(&smallest_projects), "{smallest_projects}");
    assert!(widest(500, 50) < 1.2e-5);
}
