//! Degenerate tables are answered, intervals cover, and large tables are quick.
#![allow(clippy::unwrap_used, reason = "a missing value is a failed test")]

mod common;

use std::time::{Duration, Instant};

use blindspot_measure::measures::{Measurement, Options, Report};
use blindspot_measure::panel::Rule;
use blindspot_model::normal;
use common::{Generator, built, table};

const SMALL: Options = Options { bootstrap: 20, seed: 3, fit_intervals: true, panels: true };

fn report(rows: &[Vec<bool>]) -> Report {
    Measurement::report(&table(rows), SMALL).unwrap()
}

#[test]
fn degenerate_tables_say_what_is_undefined() {
    let one_rater = report(&[vec![true], vec![false]]);
    assert!(one_rater.summary.mean_phi.reason.is_some() && one_rater.summary.worth.is_empty());
    for rows in [vec![vec![false; 3]; 50], vec![vec![true; 3]; 50], vec![vec![true, false, true]], vec![vec![false; 3]]]
    {
        let report = report(&rows);
        assert_eq!(report.summary.undefined_pairs, 3);
        assert!(
            report
                .pairs
                .iter()
                .all(|pair| pair.phi.value.is_none() && pair.phi.reason.unwrap().starts_with("undefined"))
        );
        assert!(report.summary.worth.iter().all(|worth| worth.advertised.is_none() && worth.reason.is_some()));
        assert!(report.summary.one_factor_rho.value.is_none());
    }
    let same: Vec<Vec<bool>> = (0..100).map(|item| vec![item % 5 == 0; 4]).collect();
    let same = report(&same);
    assert_eq!(same.summary.mean_phi.value, Some(1.0));
    assert_eq!(same.summary.kish_votes.value, Some(1.0));
    assert!(same.pairs.iter().all(|pair| pair.bound.is_some() && pair.tetrachoric.value.unwrap() < 1.0));
    assert_eq!(same.summary.suspects.as_ref().unwrap().items, 20);
    assert!(same.summary.worth.iter().all(|worth| worth.combinations == 0 && worth.left_out > 0));
    let json = serde_json::to_string(&same).unwrap();
    assert!(!json.contains("NaN") && !json.contains("inf"));
}

#[test]
fn narrow_and_wide_shapes() {
    let wide = format!(
        "id,{}\n1{}\n",
        (0..10_000).map(|at| format!("r{at}")).collect::<Vec<_>>().join(","),
        ",1".repeat(10_000)
    );
    let (many, _) = built(&[("wide.csv", &wide)], |_| ()).unwrap();
    assert_eq!((many.items.len(), many.raters.len()), (1, 10_000));
    assert!(Measurement::report(&many, SMALL).unwrap_err().to_string().contains("at most 400"));
    let long = (0..10_000).map(|at| format!("{at},{}", at % 2)).collect::<Vec<_>>().join("\n");
    let (one, _) = built(&[("long.csv", &format!("id,r\n{long}"))], |_| ()).unwrap();
    let report = Measurement::report(&one, SMALL).unwrap();
    assert_eq!((report.items, report.raters[0].error_rate.value), (10_000, Some(0.5)));
    assert!(built(&[("t.csv", "id,a,b\n1,NA,\n2,,NA\n")], |_| ()).is_err());
}

#[test]
fn missing_is_never_wrong() {
    let (table, _) = built(&[("t.csv", "id,a,b\n1,0,\n2,1,0\n3,1,1\n4,,0\n")], |_| ()).unwrap();
    let report = Measurement::report(&table, SMALL).unwrap();
    assert_eq!((report.raters[0].observed, report.raters[0].error_rate.value), (3, Some(1.0 / 3.0)));
    assert_eq!(report.raters[0].error_rate_if_missing_wrong, Some(0.5));
    assert_eq!((report.pairs[0].cells.total(), report.together.items), (2, 2));
}

/// Latent draws with correlation ρ to each other's; who is below a threshold errs.
fn simulated(raters: usize, items: usize, rho: f64, rate: f64, generator: &mut Generator) -> Vec<Vec<bool>> {
    let (loading, rest) = (rho.sqrt(), (1.0 - rho).sqrt());
    let threshold = normal::quantile(rate);
    (0..items)
        .map(|_| {
            let field = normal::quantile(generator.next());
            (0..raters).map(|_| loading * field + rest * normal::quantile(generator.next()) < threshold).collect()
        })
        .collect()
}

#[test]
fn intervals_cover_the_truth() {
    const RUNS: usize = 200;
    let (rho, rate) = (0.5, 0.25);
    let both = owens_t::biv_norm(-normal::quantile(rate), -normal::quantile(rate), rho);
    let phi = (both - rate * rate) / (rate * (1.0 - rate));
    let mut generator = Generator(12_345);
    for (raters, items) in [(5, 200), (5, 1000), (8, 200)] {
        let mut covered = [0; 2];
        for run in 0..RUNS {
            let table = table(&simulated(raters, items, rho, rate, &mut generator));
            let options = Options { bootstrap: 100, seed: run as u64, fit_intervals: false, panels: false };
            let summary = Measurement::report(&table, options).unwrap().summary;
            for (count, (measured, truth)) in
                covered.iter_mut().zip([(summary.mean_phi, phi), (summary.mean_tetrachoric, rho)])
            {
                let [low, high] = measured.interval.unwrap();
                *count += usize::from(low <= truth && truth <= high);
            }
        }
        for count in covered {
            assert!((170..=190).contains(&count), "{raters} raters, {items} items: {covered:?} of {RUNS}");
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_report() {
    let rows = simulated(4, 300, 0.4, 0.2, &mut Generator(5));
    assert_eq!(report(&rows), report(&rows));
    let other = Measurement::report(&table(&rows), Options { seed: 4, ..SMALL }).unwrap();
    assert_ne!(other.summary.mean_phi.interval, report(&rows).summary.mean_phi.interval);
}

#[test]
fn clusters_widen_intervals() {
    let row = |item| format!("{item},{},{},{}", item / 20, item / 20 % 2, item / 20 % 3 % 2);
    let plain = (0..400).map(row).collect::<Vec<_>>().join("\n");
    let (table, _) = built(&[("t.csv", &format!("id,topic,a,b\n{plain}"))], |_| ()).unwrap();
    let mut loose = table.clone();
    loose.items.iter_mut().for_each(|item| item.cluster = None);
    let options = Options { bootstrap: 200, ..SMALL };
    let width = |table| {
        let [low, high] = Measurement::report(table, options).unwrap().raters[0].error_rate.interval.unwrap();
        high - low
    };
    assert!(width(&table) > 2.0 * width(&loose), "{} {}", width(&table), width(&loose));
}

#[test]
fn panels_prefer_who_errs_elsewhere() {
    // Two good copies, and a worse one whose errors are its own.
    let rows: Vec<Vec<bool>> = (0..200).map(|item| vec![item < 20, item < 20, (100..130).contains(&item)]).collect();
    let report = report(&rows);
    let choice = report.panels.iter().find(|choice| choice.rule == Rule::AllErr && choice.size == 2).unwrap();
    assert_eq!((choice.best.members.clone(), choice.best.fails), (vec!["r0".to_owned(), "r2".to_owned()], 0.0));
    assert_eq!(
        (choice.most_accurate.members.clone(), choice.most_accurate.fails),
        (vec!["r0".to_owned(), "r1".to_owned()], 0.1)
    );
    assert!(choice.exact && choice.gain_held_out.unwrap() > 0.05);
    let many = simulated(22, 300, 0.3, 0.2, &mut Generator(9));
    let greedy = Measurement::report(&table(&many), Options { bootstrap: 0, ..SMALL }).unwrap();
    assert!(greedy.panels.iter().all(|choice| !choice.exact && choice.gain_in_sample > -0.05));
}

#[test]
fn a_million_cells_are_quick() {
    let table = table(&simulated(50, 20_000, 0.5, 0.2, &mut Generator(77)));
    let begun = Instant::now();
    let report =
        Measurement::report(&table, Options { bootstrap: 0, seed: 1, fit_intervals: false, panels: false }).unwrap();
    let took = begun.elapsed();
    assert_eq!(report.pairs.len(), 1225);
    assert!((report.summary.one_factor_rho.value.unwrap() - 0.5).abs() < 0.02);
    // Three times what is promised: the machine may be busy.
    assert!(took < Duration::from_secs(3), "{took:?}");
    println!("{took:?}");
}

#[test]
fn a_column_that_is_named_twice_is_one() {
    let file = ("votes.csv", "id,a,b\n1,1,0\n2,0,0\n3,1,1\n");
    let twice = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let (table, _) = built(&[file], |choices| choices.rater = twice(&["a", "a", "b"])).unwrap();
    assert_eq!(table.raters.iter().map(|rater| rater.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    let (table, _) = built(&[file], |choices| choices.item = twice(&["id", "id"])).unwrap();
    assert_eq!(table.items[0].id, "1");
}

#[test]
fn bounds_hold_what_is_observed_however_few_the_raters() {
    // By how many of four err, each set of that many as often as every other.
    for counts in [[50, 0, 6, 0, 0], [50, 12, 30, 8, 5], [10, 8, 6, 4, 2], [0, 4, 0, 4, 0]] {
        let mut rows = Vec::new();
        for (failing, &items) in counts.iter().enumerate() {
            let sets: Vec<u32> = (0..16_u32).filter(|set| set.count_ones() as usize == failing).collect();
            rows.extend((0..items).map(|at| (0..4).map(|rater| sets[at % sets.len()] >> rater & 1 == 1).collect()));
        }
        for row in report(&rows).summary.all_err {
            assert!((-1e-12..=1.0).contains(&row.low), "{row:?}");
            assert!(row.low <= row.observed + 1e-12 && row.observed <= row.high + 1e-12, "{counts:?}: {row:?}");
        }
    }
}

#[test]
fn weights_of_nothing_and_of_nearly_everything_are_answered() {
    let mut weighed = table(&[vec![true, false, true], vec![false; 3], vec![true; 3], vec![false, true, false]]);
    let weights = [5, 0, 0, 0];
    weighed.items.iter_mut().zip(weights).for_each(|(item, weight)| item.weight = weight);
    let choices = blindspot_measure::panel::choose(&weighed, 1);
    assert!(choices.iter().all(|choice| choice.gain_held_out.is_none_or(f64::is_finite)), "{choices:?}");

    weighed.items.iter_mut().for_each(|item| item.weight = u32::MAX);
    let report = Measurement::report(&weighed, SMALL).unwrap();
    for rater in &report.raters {
        let [low, high] = rater.error_rate.interval.unwrap();
        let rate = rater.error_rate.value.unwrap();
        assert!((low - rate).abs() < 0.01 && (high - rate).abs() < 0.01, "{rate}: {low}–{high}");
    }
}
