//! The measured experiments: their totals as published, and what the factor model fitted to them predicts.

use blindspot_model::Experiment;
use blindspot_model::bounds;
use blindspot_model::experiments::{
    AccuracyBin, HELM_CAVEATS, HELM_PAIRS, KNIGHT_LEVESON_1986, KNIGHT_LEVESON_REDUX_2026, VENDORS,
};
use blindspot_model::normal;

/// Asserts that a value rounds to the printed digits.
fn assert_reads(value: f64, printed: &str) {
    let decimals = printed.split_once('.').map_or(0, |(_, digits)| digits.len());
    assert_eq!(format!("{value:.decimals$}"), printed, "{value}");
}

fn failures(experiment: &Experiment) -> f64 {
    experiment.version_failures.iter().sum()
}

#[test]
fn people_in_1986() {
    let people = &KNIGHT_LEVESON_1986;
    assert_eq!(people.versions(), 27);
    assert_eq!(people.tests, 1e6);
    assert_eq!(people.coincidences(), 1255.0);
    assert_eq!(people.coincident, [(2, 551.0), (3, 343.0), (4, 242.0), (5, 73.0), (6, 32.0), (7, 12.0), (8, 2.0)]);
    // Published as 100.51; the published counts are rounded.
    assert_reads(people.z_score(), "100.21");
    assert_reads(people.second_failure_given_first(), "0.018");
    assert!(people.second_failure_if_independent() < 0.001);
}

#[test]
fn agents_in_2026() {
    let agents = &KNIGHT_LEVESON_REDUX_2026;
    assert_eq!(agents.versions(), 48);
    assert_eq!(agents.tests, 1e6);
    assert_eq!(agents.coincidences(), 429.0);
    assert_reads(agents.z_score(), "29.20");
    assert_reads(agents.second_failure_given_first(), "0.147");
    // 18 versions fail on the same 419 inputs.
    assert_eq!(agents.coincident.last(), Some(&(18, 419.0)));
    assert!(agents.version_failures.iter().filter(|&&n| n >= 419.0).count() >= 18);
}

/// z ranks them the wrong way round.
#[test]
fn conditional_failure_and_z_disagree() {
    let (people, agents) = (&KNIGHT_LEVESON_1986, &KNIGHT_LEVESON_REDUX_2026);
    assert!(agents.z_score() < people.z_score());
    assert!(agents.second_failure_given_first() > 7.0 * people.second_failure_given_first());
}

#[test]
fn coincidences_do_not_exceed_the_failures() {
    for experiment in [&KNIGHT_LEVESON_1986, &KNIGHT_LEVESON_REDUX_2026] {
        let shared: f64 = experiment.coincident.iter().map(|&(k, inputs)| k as f64 * inputs).sum();
        assert!(shared <= failures(experiment));
        assert!(experiment.coincident.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(experiment.coincident.iter().all(|&(k, inputs)| k >= 2 && k <= experiment.versions() && inputs > 0.0));
    }
}

#[test]
fn vendors_add_up() {
    assert_eq!(VENDORS.iter().map(|v| v.versions).sum::<u32>(), 48);
    assert_eq!(VENDORS.iter().map(|v| v.sharing_one_fault).sum::<u32>(), 18);
    assert!(VENDORS.iter().all(|v| v.sharing_one_fault <= v.versions && !v.name.is_empty()));
    assert!(VENDORS.iter().filter(|v| v.sharing_one_fault > 0).count() >= 2, "different logos, same fault");
}

#[test]
fn helm_pairs_add_up() {
    // 71 models make 2,485 pairs, and all of them are in the bins.
    let pairs: u32 = HELM_PAIRS.iter().map(|bin| bin.pairs).sum();
    assert_eq!(pairs, 71 * 70 / 2);
    assert_eq!(HELM_PAIRS.iter().filter(|bin| bin.same_company).map(|bin| bin.pairs).sum::<u32>(), 228);
    for bin in HELM_PAIRS {
        let (from, below) = bin.weaker_model_accuracy;
        assert!(0.25 <= from && from < below && below <= 0.9 && bin.pairs > 0, "{bin:?}");
        let [low, median, high] = bin.both_wrong_rho_spread;
        assert!(0.0 < low && low < median && median < high && high < 1.0, "{bin:?}");
        assert!(
            low < bin.both_wrong_rho && bin.both_wrong_rho < high && bin.same_wrong_rho < bin.both_wrong_rho,
            "{bin:?}"
        );
        // Who gives the same wrong answer is wrong too, and of those who are both wrong some give the same one.
        let same = bin.same_wrong_given_one_wrong;
        assert!(same < bin.other_wrong_given_one_wrong && same < bin.agree_when_both_wrong, "{bin:?}");
        let ratio = same / bin.other_wrong_given_one_wrong;
        assert!((ratio - bin.agree_when_both_wrong).abs() < 0.02, "{bin:?}: {ratio}");
    }
    // Published as 60 % over all pairs.
    let agreeing: f64 = HELM_PAIRS.iter().map(|bin| f64::from(bin.pairs) * bin.agree_when_both_wrong).sum();
    assert_reads(agreeing / f64::from(pairs), "0.603");
    assert!(HELM_CAVEATS.iter().any(|caveat| caveat.contains("tetrachoric")));
}

/// That the other errs too is nearly as frequent whoever errs; what rises with accuracy is the same wrong answer.
#[test]
fn better_models_give_the_same_wrong_answer_more_often() {
    let bins = |same_company: bool| -> Vec<&AccuracyBin> {
        HELM_PAIRS.iter().filter(|bin| bin.same_company == same_company).collect()
    };
    let (others, same) = (bins(false), bins(true));
    assert_eq!([others.len(), same.len()], [6, 6]);
    for bins in [&others, &same] {
        for pair in bins.windows(2) {
            assert_eq!(pair[0].weaker_model_accuracy.1, pair[1].weaker_model_accuracy.0);
            assert!(pair[0].both_wrong_rho < pair[1].both_wrong_rho);
            assert!(pair[0].same_wrong_given_one_wrong < pair[1].same_wrong_given_one_wrong);
        }
    }
    for (other, same) in others.iter().zip(&same) {
        assert_eq!(other.weaker_model_accuracy, same.weaker_model_accuracy);
        assert!(other.both_wrong_rho < same.both_wrong_rho);
    }
    for (bin, wrong, same) in [(others[0], "0.53", "0.21"), (others[5], "0.60", "0.44")] {
        assert_reads(bin.other_wrong_given_one_wrong, wrong);
        assert_reads(bin.same_wrong_given_one_wrong, same);
    }
}

/// A fault that all share is the better shape for people's versions too.
#[test]
fn a_shared_fault_has_the_shape_that_the_factor_misses() {
    let people = &KNIGHT_LEVESON_1986;
    let fault = people.fitted_fault();
    assert_reads(100.0 * fault.share, "0.189");
    assert_reads(fault.adoption, "0.082");
    let expected = fault.expected(people.tests, people.versions());
    for (k, printed) in [(2, "524"), (3, "393"), (4, "212"), (6, "29"), (7, "8"), (8, "1.7")] {
        assert_reads(expected[k], printed);
    }
    // Printed as 88: it lies at the edge of rounding.
    assert!((expected[5] - 87.5).abs() < 0.003, "{}", expected[5]);
    let misfit = |expected: &[f64]| -> f64 {
        people.coincident.iter().map(|&(k, inputs)| (inputs - expected[k]) * (inputs - expected[k]) / expected[k]).sum()
    };
    assert!(misfit(&expected) < 0.01 * misfit(&people.expected(people.fitted_rho())));
}

#[test]
fn one_fault_is_all_that_agents_share() {
    let agents = &KNIGHT_LEVESON_REDUX_2026;
    let fault = agents.largest_fault();
    assert_reads(agents.share_of_failures(&fault), "0.41");
    assert_reads(fault.adoption * 48.0, "18");
    // As measured, P(7 further versions fail | one fails) is 1.25e-4; the factor with the same pairs says 6.2e-3.
    let joint = agents.joint_failures(&fault, 7);
    assert_reads(1e4 * joint[7].measured, "1.25");
    assert_reads(1e3 * joint[7].gaussian, "6.2");
    // Without the fault only the ten inputs of two versions are left.
    let alone = failures(agents) - 18.0 * 419.0;
    assert_reads(1e5 * 20.0 / (alone * 47.0), "3.8");
    // Independence gives as many: of 19 versions with 419 failures or more, 18 hold the fault.
    let rest = [10050.0, 550.0, 435.0, 10.0, 10.0];
    assert_eq!(rest.iter().sum::<f64>(), alone);
    let (squares, tests) = (rest.iter().map(|n: &f64| n * n).sum::<f64>(), agents.tests);
    assert_reads(1e5 * (alone * alone - squares) / (alone * tests * 47.0), "4.0");
    // Seven reviewers who hold the fault as often, and else are independent.
    let missed = agents.share_of_failures(&fault) * libm::pow(fault.adoption, 7.0);
    assert_reads(100.0 * (1.0 - missed), "99.96");
    assert_reads(libm::log(missed) / libm::log(0.2), "4.8");
}

#[test]
fn what_was_measured_lies_within_the_bounds() {
    for (experiment, fault) in [
        (&KNIGHT_LEVESON_1986, KNIGHT_LEVESON_1986.fitted_fault()),
        (&KNIGHT_LEVESON_REDUX_2026, KNIGHT_LEVESON_REDUX_2026.largest_fault()),
    ] {
        let joint = experiment.joint_failures(&fault, 10);
        for here in &joint {
            let slack = 1e-12;
            assert!(here.low <= here.measured + slack && here.measured <= here.high + slack, "{here:?}");
            assert!(here.shared_fault <= 1.0 && here.gaussian <= 1.0 + 1e-6);
        }
        assert!((joint[0].shared_fault - 1.0).abs() < 1e-12 && (joint[0].gaussian - 1.0).abs() < 1e-6);
        assert!((joint[1].gaussian / joint[1].measured - 1.0).abs() < 1e-6);
        assert_eq!((joint[2].low, joint[2].high), (joint[2].measured, joint[2].measured));
        assert!(joint.windows(2).all(|pair| pair[1].high <= pair[0].high && pair[1].low <= pair[0].low));
    }
}

/// Many versions, or any number of them: the bounds of ever more versions come to those of as many as one likes.
#[test]
fn bounds_of_many_versions_are_those_of_any_number() {
    for (one, two) in [(0.4, 0.2), (0.9, 0.85), (0.05, 0.01)] {
        for further in 0..8 {
            let (low, high) = bounds::joint_miss(one, two, further);
            let (near_low, near_high) = bounds::joint_failure(one, two, further, 100_000);
            assert!((low - near_low).abs() < 1e-4 * one && (high - near_high).abs() < 1e-4, "{one} {two} {further}");
            assert!(low <= high + 1e-15);
        }
    }
}

#[test]
fn fitted_correlations() {
    assert_reads(KNIGHT_LEVESON_1986.fitted_rho(), "0.338");
    assert_reads(KNIGHT_LEVESON_1986.exchangeable_rho(), "0.356");
    assert_reads(KNIGHT_LEVESON_REDUX_2026.exchangeable_rho(), "0.721");
}

#[test]
fn a_fit_reproduces_what_it_was_fitted_to() {
    for experiment in [&KNIGHT_LEVESON_1986, &KNIGHT_LEVESON_REDUX_2026] {
        let expected = experiment.expected(experiment.fitted_rho());
        assert_eq!(expected.len(), experiment.versions() + 1);
        let coincidences: f64 = expected[2..].iter().sum();
        assert!((coincidences / experiment.coincidences() - 1.0).abs() < 1e-6, "{coincidences}");
    }
}

/// The best fit has the total and misses the shape: too many pairs, too few of everything else.
#[test]
fn the_factor_model_misses_shared_faults() {
    let people = &KNIGHT_LEVESON_1986;
    let expected = people.expected(people.fitted_rho());
    let printed = ["1070", "146", "29", "7", "2", "1", "0"];
    for (printed, &value) in printed.into_iter().zip(&expected[2..]) {
        assert_reads(value, printed);
    }
    assert!(expected[2] > 551.0 * 1.5);
    for &(k, observed) in &people.coincident[1..] {
        assert!(expected[k] < observed / 2.0, "{k} versions");
    }
}

#[test]
fn the_factor_model_cannot_produce_eighteen_of_forty_eight() {
    let agents = &KNIGHT_LEVESON_REDUX_2026;
    let at_fit = agents.expected(agents.fitted_rho());
    assert!(at_fit[18] < 5.0, "{} inputs where 419 were", at_fit[18]);
    // Nor at any other correlation.
    for i in 0..100 {
        let expected = agents.expected(f64::from(i) / 100.0);
        assert!(expected[18] < 42.0, "ρ = {i}%: {}", expected[18]);
    }
}

#[test]
fn expectations_keep_inputs_and_failures() {
    for experiment in [&KNIGHT_LEVESON_1986, &KNIGHT_LEVESON_REDUX_2026] {
        for rho in [0.0, 0.3, 0.7, 0.95] {
            let expected = experiment.expected(rho);
            let inputs: f64 = expected.iter().sum();
            let failing: f64 = expected.iter().enumerate().map(|(k, inputs)| k as f64 * inputs).sum();
            assert!((inputs / experiment.tests - 1.0).abs() < 1e-9, "{inputs}");
            assert!((failing / failures(experiment) - 1.0).abs() < 1e-7, "{failing}");
        }
    }
}

#[test]
fn without_correlation_failures_are_independent() {
    for experiment in [&KNIGHT_LEVESON_1986, &KNIGHT_LEVESON_REDUX_2026] {
        // Poisson–binomial, two failures: e₂ of the odds times P(none).
        let rates = || experiment.version_failures.iter().map(|n| n / experiment.tests);
        let none: f64 = rates().map(|p| 1.0 - p).product();
        let (sum, squares) = rates().map(|p| p / (1.0 - p)).fold((0.0, 0.0), |(s, q), o| (s + o, q + o * o));
        let two = experiment.tests * none * 0.5 * (sum * sum - squares);
        assert!((experiment.expected(0.0)[2] / two - 1.0).abs() < 1e-9);
    }
}

/// Made-up versions of which the answer is known: pairs as often as a bivariate normal of correlation ½ gives them.
#[test]
fn a_known_correlation_is_recovered() {
    const EVEN: &[f64] = &[500.0, 500.0];
    // Two events of probability ½: P(both) = ¼ + asin(ρ)/2π = ⅓ at ρ = ½.
    const PAIRS: &[(usize, f64)] = &[(2, 1000.0 / 3.0)];
    let made_up = Experiment { tests: 1000.0, version_failures: EVEN, coincident: PAIRS };
    assert!((made_up.fitted_rho() - 0.5).abs() < 1e-9);
    assert!((made_up.exchangeable_rho() - 0.5).abs() < 1e-9);
    assert!((made_up.second_failure_given_first() - 2.0 / 3.0).abs() < 1e-12);
    assert!((made_up.second_failure_if_independent() - 0.5).abs() < 1e-12);
    assert!((normal::quantile(0.5)).abs() < 1e-16);
}
