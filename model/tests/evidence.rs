//! How sure one may be of several pieces of evidence: printed figures, closed forms, bounds, and what is refused.
#![allow(clippy::unwrap_used, reason = "a test that asks for impossible evidence is wrong")]
#![cfg(not(target_arch = "wasm32"))]

use blindspot_model::evidence::{Mark, Marks, likeness};
use blindspot_model::{AllHold, Evidence, Parameter, Params, Piece, normal};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn config() -> ProptestConfig {
    ProptestConfig { cases: 200, rng_seed: RngSeed::Fixed(21), failure_persistence: None, ..ProptestConfig::default() }
}

fn alike(pieces: usize, miss: f64, false_alarm: f64, prior: f64, likeness: f64) -> Evidence {
    Evidence::new(prior, vec![Piece { miss, false_alarm }; pieces], likeness).unwrap()
}

/// Asserts that a value rounds to the printed digits.
fn assert_reads(value: f64, printed: &str) {
    let decimals = printed.split_once('.').map_or(0, |(_, digits)| digits.len());
    assert_eq!(format!("{value:.decimals$}"), printed, "{value}");
}

#[test]
fn five_passes() {
    let five = |likeness| alike(5, 0.2, 0.05, 0.3, likeness);
    assert_reads(100.0 * five(0.6).naive(), "0.018");
    assert_reads(100.0 * five(0.6).modelled(), "1.79");
    assert_reads(100.0 * five(0.95).modelled(), "5.8");
    assert_reads(100.0 * five(0.6).worst(), "10.3");
    assert_reads(five(0.6).worth().unwrap(), "2.0");
}

#[test]
fn five_claims_that_must_all_hold() {
    let five = AllHold::of(&[0.98; 5], 0.6).unwrap();
    assert_reads(five.naive, "0.904");
    assert_reads(five.modelled, "0.932");
    assert_reads(five.worst, "0.90");
    assert_eq!(five.best, 0.98);
}

/// A setting read as evidence, and as claims: the printed figures by the names of the outputs.
#[test]
fn a_setting_is_read_as_evidence() {
    let setting = |likeness: f64| {
        let changes = [
            (Parameter::ErrorRate, 0.3),
            (Parameter::Reviewers, 5.0),
            (Parameter::MissRate, 0.2),
            (Parameter::FalseAlarmRate, 0.05),
            (Parameter::Diversity, 1.0 - likeness / 0.95),
        ];
        Params::default().with_all(changes).unwrap()
    };
    let value = |name: &str, likeness: f64| {
        Evidence::named(&setting(likeness)).into_iter().find(|(known, _)| *known == name).unwrap().1.unwrap()
    };
    assert_reads(100.0 * value("unsafe_naive", 0.6), "0.018");
    assert_reads(100.0 * value("unsafe_modelled", 0.6), "1.79");
    assert_reads(100.0 * value("unsafe_modelled", 0.95), "5.8");
    assert_reads(100.0 * value("unsafe_worst", 0.6), "10.3");
    assert_reads(value("pieces_worth", 0.6), "2.0");
    assert_reads(value("all_hold_naive", 0.6), "0.904");
    assert_reads(value("all_hold_modelled", 0.6), "0.932");
    assert_reads(value("all_hold_worst", 0.6), "0.90");
    assert_eq!(value("unsafe_modelled", 0.0), value("unsafe_naive", 0.0));
    let none = Evidence::of_pieces(&setting(0.6), 0);
    assert_eq!([none.naive(), none.modelled(), none.worst()].map(|chance| (chance * 1e9).round()), [3e8; 3]);
    assert_eq!(none.worth(), None);
}

#[test]
fn marks_make_alike() {
    let [data, all] = [Marks::of(&[Mark::Data]), Marks::of(&Mark::ALL)];
    let both = data.with(Mark::Method, true);
    assert!(both.has(Mark::Method) && !both.has(Mark::Judge) && both.with(Mark::Method, false) == data);
    let reads = |pieces: &[Marks], printed: &str| assert_reads(likeness(pieces), printed);
    // 1 − (1−.5)(1−.2), and each pair counts alike.
    reads(&[both; 5], "0.600");
    reads(&[data, both, both], "0.533");
    reads(&[both, both, Marks::default()], "0.200");
    reads(&[all; 2], "0.916");
    reads(&[data, Marks::of(&[Mark::Weights])], "0.000");
    for few in [&[][..], &[all]] {
        reads(few, "0");
    }
}

/// Two pieces are a bivariate normal: with m = ½ and f = ½ − … the quadrant has a closed form.
#[test]
fn two_pieces_have_a_closed_form() {
    for likeness in [0.1, 0.5, 0.9] {
        let evidence = alike(2, 0.5, 0.0, 0.5, likeness);
        // P(both pass | unsafe) = ¼ + asin(ρ)/2π, and a safe system passes.
        let ratio = 0.25 + libm::asin(likeness) / std::f64::consts::TAU;
        assert!((evidence.modelled() - ratio / (1.0 + ratio)).abs() < 1e-9);
    }
}

#[test]
fn independent_pieces_are_worth_themselves() {
    let pieces = vec![Piece { miss: 0.2, false_alarm: 0.05 }, Piece { miss: 0.5, false_alarm: 0.1 }];
    let apart = Evidence::new(0.3, pieces.clone(), 0.0).unwrap();
    assert_eq!(apart.modelled(), apart.naive());
    assert!((apart.worth().unwrap() - 2.0).abs() < 1e-12);
    assert!(Evidence::new(0.3, pieces, 0.8).unwrap().worth().unwrap() < 2.0);
    // No piece leaves the prior, and a piece that says nothing is worth nothing that could be told.
    let nothing = Evidence::new(0.3, Vec::new(), 0.5).unwrap();
    assert!((nothing.naive() - 0.3).abs() < 1e-15 && (nothing.modelled() - 0.3).abs() < 1e-12);
    assert_eq!((nothing.worth(), alike(3, 1.0, 0.0, 0.3, 0.5).worth()), (None, None));
}

/// A piece that hardly fails anything can make one less sure after one that hardly passes anything: passing it is what
/// a fooled judge would do, and a safe system often would not.
#[test]
fn an_unlike_piece_can_make_one_less_sure() {
    let strict = Piece { miss: 0.001, false_alarm: 0.001 };
    let lax = Piece { miss: 0.5, false_alarm: 0.45 };
    let sure = |pieces: &[Piece]| Evidence::new(0.3, pieces.to_vec(), 0.9).unwrap().modelled();
    assert!(sure(&[strict, lax]) > 1.5 * sure(&[strict]));
}

#[test]
fn what_cannot_be_is_told_with_its_piece() {
    let piece = |miss, false_alarm| Piece { miss, false_alarm };
    let good = piece(0.2, 0.05);
    let told =
        |prior, pieces: &[Piece], likeness| Evidence::new(prior, pieces.to_vec(), likeness).unwrap_err().to_string();
    for (error, expected) in [
        (told(0.0, &[good], 0.5), "prior is 0; it must lie between 0 and 1, neither included"),
        (told(f64::NAN, &[good], 0.5), "prior is NaN; it must lie between 0 and 1, neither included"),
        (told(0.3, &[good], 1.0), "likeness is 1; it must lie between 0 and 0.97"),
        (told(0.3, &[good, piece(1.5, 0.0)], 0.5), "miss of piece 2 is 1.5; it must lie between 0.001 and 1"),
        (
            told(0.3, &[piece(0.75, 0.5)], 0.5),
            "false_alarm of piece 1 is 0.5; it must lie between 0 and 1 less its miss, 0.25",
        ),
        (told(0.3, &[piece(f64::NAN, 0.5)], 0.5), "miss of piece 1 is NaN; it must lie between 0.001 and 1"),
        (told(0.3, &[good; 51], 0.5), "there are 51 pieces; at most 50 are allowed"),
        (AllHold::of(&[0.9, 1.2], 0.5).unwrap_err().to_string(), "claim 2 is 1.2; it must lie between 0 and 1"),
    ] {
        assert_eq!(error, expected);
    }
}

fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    let piece =
        (0.001..0.9, 0.0..1.0).prop_map(|(miss, share)| Piece { miss, false_alarm: 0.9 * share * (1.0 - miss) });
    prop::collection::vec(piece, 1..8)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn more_pieces_of_a_kind_never_make_one_less_sure(
        miss in 0.001..0.95, share in 0.0..1.0, prior in 0.01..0.99, likeness in 0.0..0.97,
    ) {
        let unsure: Vec<f64> =
            (0..12).map(|n| alike(n, miss, share * (1.0 - miss), prior, likeness).modelled()).collect();
        prop_assert!(unsure.windows(2).all(|pair| pair[1] <= pair[0] * (1.0 + 1e-7)), "{:?}", unsure);
    }

    #[test]
    fn whatever_is_shared_lies_within_the_bounds(pieces in pieces(), prior in 0.01..0.99, likeness in 0.0..0.97) {
        let evidence = Evidence::new(prior, pieces, likeness).unwrap();
        let slack = 1.0 + 1e-7;
        for value in [evidence.naive(), evidence.modelled()] {
            prop_assert!(evidence.best() <= value * slack && value <= evidence.worst() * slack, "{:?}", evidence);
        }
    }

    #[test]
    fn likeness_makes_claims_hold_together(claims in prop::collection::vec(0.01..1.0, 1..8), likeness in 0.0..0.97) {
        let all = AllHold::of(&claims, likeness).unwrap();
        prop_assert!(all.naive <= all.modelled * (1.0 + 1e-7), "{:?}", all);
        prop_assert!(all.worst <= all.naive + 1e-12 && all.modelled <= all.best * (1.0 + 1e-7), "{:?}", all);
    }
}

/// Pieces of unlike rates, four of which share data and method, two the judge, one nothing.
fn unlike() -> Vec<(Piece, Marks)> {
    let piece = |miss, false_alarm, marks: &[Mark]| (Piece { miss, false_alarm }, Marks::of(marks));
    let both = [Mark::Data, Mark::Method];
    vec![
        piece(0.3, 0.05, &both),
        piece(0.4, 0.1, &[Mark::Judge]),
        piece(0.2, 0.02, &both),
        piece(0.5, 0.2, &[]),
        piece(0.35, 0.0, &both),
        piece(0.3, 0.08, &[Mark::Judge]),
        piece(0.45, 0.15, &both),
    ]
}

#[test]
fn groups_of_pieces_multiply() {
    let pieces = unlike();
    let ratio = |posterior: f64| posterior / (1.0 - posterior) * 0.7 / 0.3;
    let of = |wanted: &[usize], likeness: f64| {
        let group = wanted.iter().map(|&i| pieces[i].0).collect();
        ratio(Evidence::new(0.3, group, likeness).unwrap().modelled())
    };
    let all = Evidence::marked(0.3, pieces.clone()).unwrap();
    let expected = of(&[0, 2, 4, 6], 0.6) * of(&[1, 5], 0.3) * of(&[3], 0.0);
    assert!((ratio(all.modelled()) / expected - 1.0).abs() < 1e-9, "{} {expected}", ratio(all.modelled()));
    // What does not depend on likeness is that of the pieces.
    let naive = Evidence::new(0.3, pieces.iter().map(|(piece, _)| *piece).collect(), 0.0).unwrap();
    assert_eq!([all.naive(), all.worst(), all.best()], [naive.naive(), naive.worst(), naive.best()]);
    // Pieces of which all share the same are those of one factor.
    let same = vec![(Piece { miss: 0.2, false_alarm: 0.05 }, Marks::of(&[Mark::Data, Mark::Method])); 5];
    let same = Evidence::marked(0.3, same).unwrap().modelled();
    assert!((same / alike(5, 0.2, 0.05, 0.3, 0.6).modelled() - 1.0).abs() < 1e-9);
}

#[test]
fn marked_pieces_are_simulated_alike() {
    // Systems, each unsafe with chance .3; latent draws by group: √ρ·F + √(1−ρ)·ε, a piece passing below its threshold.
    let pieces = unlike();
    let exact = Evidence::marked(0.3, pieces.clone()).unwrap().modelled();
    let groups = [(&[0, 2, 4, 6][..], 0.6_f64), (&[1, 5][..], 0.3), (&[3][..], 0.0)];
    let mut state = 0x1234_5678_9abc_def0_u64;
    let mut uniform = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    };
    let (mut passed, mut wrong) = (0_u32, 0_u32);
    for _ in 0..400_000 {
        let is_unsafe = uniform() < 0.3;
        let passes = groups.iter().all(|&(group, rho)| {
            let shared = normal::quantile(uniform());
            group.iter().all(|&i| {
                let draw = rho.sqrt() * shared + (1.0 - rho).sqrt() * normal::quantile(uniform());
                let Piece { miss, false_alarm } = pieces[i].0;
                draw < normal::quantile(if is_unsafe { miss } else { 1.0 - false_alarm })
            })
        });
        passed += u32::from(passes);
        wrong += u32::from(passes && is_unsafe);
    }
    let error = (exact * (1.0 - exact) / f64::from(passed)).sqrt();
    let simulated = f64::from(wrong) / f64::from(passed);
    assert!(wrong > 100 && (simulated - exact).abs() < 4.0 * error, "{simulated} instead of {exact} ± {error}");
}
