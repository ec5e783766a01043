//! What a budget buys at best, against mixes drawn at random and evaluated one by one.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that asks for an impossible setting is wrong")]

mod plain;
mod possible;
mod setting;

use blindspot_model::budget::{DIVERSITY_CELLS, NOTICEABLE, Offer, RESOLUTION, Standing};
use blindspot_model::{
    BudgetSearch, Feedback, JudgementCall, LongWork, Mix, Parameter, Params, Prices, SurvivalTable, World,
};
use plain::plain;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use setting::setting;

fn share(params: &Params) -> f64 {
    let table = SurvivalTable::new(&JudgementCall::of(params));
    Feedback::of(params, &table).fixed_point(params.supervision()).undetected_share
}

fn prices(diversity: f64, audited_step: f64, supervision: f64) -> Prices {
    Prices::new(diversity, audited_step, supervision).unwrap()
}

/// The same for full diversity, for auditing every step of the default project and for full supervision.
fn even() -> Prices {
    prices(1.0, 0.002, 1.0)
}

fn complete(search: &mut BudgetSearch) {
    let mut before = 0.0;
    while !search.is_complete() {
        search.advance();
        let progress = search.progress();
        assert!((before..=1.0).contains(&progress), "{progress} after {before}");
        before = progress;
    }
    assert_eq!(before, 1.0);
}

fn searched(params: &Params, prices: Prices) -> BudgetSearch {
    let mut search = BudgetSearch::new(params, prices);
    assert_eq!((search.frontier(), search.standing(), search.best_at(1.0)), (Vec::new(), None, None));
    complete(&mut search);
    search
}

/// Every offer is what it says, the frontier gets better with spend, and the reader is nowhere ahead of it.
fn check(params: &Params, search: &BudgetSearch) {
    let frontier = search.frontier();
    let standing = search.standing().unwrap();
    let everything = search.cost_of_everything();
    for offer in frontier.iter().chain([&standing.own, &standing.best, &standing.cheapest]) {
        let bought = offer.mix.applied_to(params).unwrap();
        assert_eq!(share(&bought), offer.undetected_share, "{offer:?} of {params:?}");
        assert_eq!(search.prices().cost(&offer.mix), offer.spend);
        assert!((0.0..=everything).contains(&offer.spend));
    }
    for pair in frontier.windows(2) {
        assert!(pair[0].spend < pair[1].spend, "{pair:?}");
        assert!(pair[1].undetected_share < pair[0].undetected_share * (1.0 - NOTICEABLE), "{pair:?}");
    }
    let first = frontier[0];
    assert_eq!(first.spend, 0.0);
    assert_eq!((search.best_at(-1.0), search.best_at(0.0), search.best_at(f64::NAN)), (None, Some(first), None));
    assert_eq!(search.best_at(f64::INFINITY).as_ref(), frontier.last());

    let Standing { own, best, cheapest } = standing;
    assert_eq!(own.mix, Mix::of(params));
    assert!(standing.excess_share() >= 0.0 && standing.excess_spend() >= 0.0, "{standing:?}");
    assert!(best.spend <= own.spend && cheapest.undetected_share <= own.undetected_share, "{standing:?}");
    let there = search.best_at(own.spend).unwrap();
    assert!(best.undetected_share <= there.undetected_share * (1.0 + 2.0 * NOTICEABLE), "{best:?} {there:?}");
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, rng_seed: RngSeed::Fixed(24), failure_persistence: None, ..ProptestConfig::default() }
}

fn price() -> impl Strategy<Value = f64> {
    prop_oneof![1 => Just(0.0), 1 => Just(1e9), 6 => 0.01..10.0]
}

proptest! {
    #![proptest_config(config(6))]

    #[test]
    fn every_setting_has_a_frontier(
        params in plain(), diversity in price(), everything_audited in price(), supervision in price(),
    ) {
        let audited_step = everything_audited / params.steps() as f64;
        check(&params, &searched(&params, prices(diversity, audited_step, supervision)));
    }
}

proptest! {
    #![proptest_config(config(100))]

    /// What lets the search give all that is left to supervision, and free audits be bought fully.
    #[test]
    fn audits_and_supervision_never_harm(params in plain(), more in 0.0..1.0) {
        let here = share(&params);
        for (parameter, is_whole) in [(Parameter::AuditBudget, true), (Parameter::Supervision, false)] {
            let (value, limit) = (params.get(parameter), params.limit(parameter));
            let raised: f64 = value + more * (limit - value);
            let raised = raised.min(limit);
            let raised = params.with(parameter, if is_whole { raised.ceil() } else { raised }).unwrap();
            prop_assert!(share(&raised) <= here * (1.0 + 1e-9), "{:?}", parameter);
        }
    }
}

/// The first numbers of a sequence that fills the cube evenly (Roberts' R3).
fn scattered(count: u32) -> impl Iterator<Item = [f64; 3]> {
    let steps = [0.819_172_513_396_164_4, 0.671_043_606_703_789_2, 0.549_700_477_901_970_3];
    (1..=count).map(move |i| steps.map(|step: f64| (0.5 + step * f64::from(i)).fract()))
}

#[test]
fn no_mix_is_better_than_the_frontier_by_more_than_its_resolution() {
    let unlike = [
        (setting(&[]), even()),
        (
            World::FourLabs.of(&setting(&[
                (Parameter::Steps, 37.0),
                (Parameter::JudgementCalls, 9.0),
                (Parameter::AuditBudget, 3.0),
            ])),
            prices(0.3, 0.1, 2.0),
        ),
        (
            World::HumanLike.of(&setting(&[(Parameter::Modularity, 0.5), (Parameter::SelfCheck, 1.0)])),
            prices(2.0, 0.001, 0.1),
        ),
        (
            setting(&[(Parameter::AuditSensitivity, 0.5), (Parameter::Reviewers, 9.0), (Parameter::Lineages, 4.0)]),
            prices(1.0, 0.02, 3.0),
        ),
        (setting(&[(Parameter::Quorum, 2.0)]), even()),
        (
            setting(&[(Parameter::Quorum, 5.0), (Parameter::Reviewers, 5.0), (Parameter::MissRate, 0.05)]),
            prices(1.0, 0.02, 3.0),
        ),
    ];
    for (params, prices) in unlike {
        let search = searched(&params, prices);
        check(&params, &search);
        let everything = search.cost_of_everything();
        for [diversity, audits, supervision] in scattered(600) {
            // Under a larger quorum diversity may harm, so what is promised is promised for the values that are tried.
            let cells = f64::from(DIVERSITY_CELLS);
            let diversity = if params.quorum() > 1 { (diversity * cells).round() / cells } else { diversity };
            let audit_budget = (audits * params.steps() as f64).round();
            let mix = Mix { diversity, audit_budget, supervision };
            let found = search.best_at(prices.cost(&mix) + RESOLUTION * everything).unwrap();
            let here = share(&mix.applied_to(&params).unwrap());
            assert!(found.undetected_share <= here * (1.0 + 2.0 * NOTICEABLE), "{mix:?} has {here}, not {found:?}");
        }
    }
}

/// Around the reader the search sees more than the grid: it beats mixes with the same diversity and audits to within a
/// thousandth or an audit.
#[test]
fn the_readers_neighbourhood_is_searched_more_finely() {
    for (params, prices) in [
        (setting(&[(Parameter::Supervision, 0.8)]), prices(1.0, 0.02, 1.0)),
        (World::HumanLike.of(&setting(&[])), prices(1.0, 0.02, 3.0)),
        (setting(&[(Parameter::Diversity, 0.7), (Parameter::Quorum, 2.0)]), prices(0.5, 0.02, 1.0)),
    ] {
        let standing = searched(&params, prices).standing().unwrap();
        for [diversity, audits, _] in scattered(1500) {
            // At the reader's spend, what is left goes to supervision.
            let audit_budget = (audits * params.steps() as f64).round();
            let rest = Mix { diversity, audit_budget, supervision: 0.0 };
            let left = standing.own.spend - prices.cost(&rest);
            if left >= 0.0 {
                let mix = Mix { supervision: (left / prices.supervision()).min(1.0), ..rest };
                let here = share(&mix.applied_to(&params).unwrap());
                assert!(standing.best.undetected_share <= here * 1.002, "{mix:?} has {here}, not {standing:?}");
            }
        }
        // Nothing cheaper by more than two thousandths reaches the reader's share.
        for [diversity, audits, share_of_left] in scattered(1500) {
            let mix =
                Mix { diversity, audit_budget: (audits * params.steps() as f64).round(), supervision: share_of_left };
            if prices.cost(&mix) < 0.998 * standing.cheapest.spend {
                let here = share(&mix.applied_to(&params).unwrap());
                assert!(here > standing.own.undetected_share, "{mix:?} has {here}, not {standing:?}");
            }
        }
    }
}

#[test]
fn what_is_free_is_bought_fully() {
    let own = setting(&[(Parameter::AuditBudget, 0.0), (Parameter::Supervision, 0.0), (Parameter::Diversity, 0.0)]);
    let bought = |prices: Prices, has_all: fn(&Mix) -> bool| {
        let search = searched(&own, prices);
        check(&own, &search);
        assert!(search.frontier().iter().all(|offer| has_all(&offer.mix)), "{:?}", search.frontier());
        let best = search.standing().unwrap().best;
        assert!(has_all(&best.mix), "{best:?}");
    };
    bought(prices(0.0, 1.0, 1.0), |mix| mix.diversity == 1.0);
    bought(prices(1.0, 0.0, 1.0), |mix| mix.audit_budget == 500.0);
    bought(prices(1.0, 1.0, 0.0), |mix| mix.supervision == 1.0);
    bought(prices(0.0, 0.0, 0.0), |mix| *mix == Mix { diversity: 1.0, audit_budget: 500.0, supervision: 1.0 });
}

#[test]
fn what_achieves_nothing_is_not_bought() {
    let none = [(Parameter::Diversity, 0.0), (Parameter::AuditBudget, 0.0), (Parameter::Supervision, 0.0)];
    let frontier = |changes: &[(Parameter, f64)]| {
        searched(&setting(&none).with_all(changes.iter().copied()).unwrap(), even()).frontier()
    };
    let nobody = frontier(&[(Parameter::Reviewers, 0.0)]);
    assert!(nobody.len() > 20 && nobody.iter().all(|offer| offer.mix.diversity == 0.0), "{nobody:?}");
    let blind = frontier(&[(Parameter::AuditSensitivity, 0.0)]);
    assert!(blind.len() > 20 && blind.iter().all(|offer| offer.mix.audit_budget == 0.0), "{blind:?}");
    let unmoved = frontier(&[(Parameter::Drift, 0.0), (Parameter::Contamination, 0.0)]);
    assert!(unmoved.len() > 20 && unmoved.iter().all(|offer| offer.mix.supervision == 0.0), "{unmoved:?}");
}

/// Where all must catch an error, one model lets less through than independent reviewers do.
#[test]
fn harmful_diversity_is_not_bought() {
    let params = setting(&[
        (Parameter::ErrorRate, 0.5),
        (Parameter::MissRate, 0.05),
        (Parameter::Reviewers, 15.0),
        (Parameter::Quorum, 15.0),
        (Parameter::Diversity, 0.5),
    ]);
    for prices in [even(), prices(0.0, 0.002, 1.0)] {
        let search = searched(&params, prices);
        check(&params, &search);
        assert!(search.best_at(f64::INFINITY).unwrap().mix.diversity < 0.5);
        assert!(search.standing().unwrap().excess_share() > 0.0);
    }
}

#[test]
fn a_dear_purchase_is_bought_last() {
    let frontier = searched(&setting(&[(Parameter::Diversity, 0.0)]), prices(1e9, 0.002, 1.0)).frontier();
    let cheap = frontier.iter().filter(|offer| offer.spend <= 2.0).count();
    assert!(cheap > 0 && frontier[..cheap].iter().all(|offer| offer.mix.diversity == 0.0));
}

#[test]
fn twice_the_prices_buy_the_same_for_twice_the_spend() {
    let params = World::FourLabs.of(&setting(&[]));
    let once = searched(&params, prices(1.0, 0.01, 3.0));
    let twice = searched(&params, prices(2.0, 0.02, 6.0));
    let doubled: Vec<Offer> =
        once.frontier().into_iter().map(|offer| Offer { spend: 2.0 * offer.spend, ..offer }).collect();
    assert_eq!(doubled, twice.frontier());
    assert_eq!(2.0 * once.standing().unwrap().excess_spend(), twice.standing().unwrap().excess_spend());
}

#[test]
fn a_moved_reader_finds_what_a_new_search_finds() {
    let params = setting(&[]);
    let mut search = searched(&params, even());
    let moved = params.with_all([(Parameter::Diversity, 0.9), (Parameter::AuditBudget, 100.0)]).unwrap();
    search.move_to(&moved);
    assert!(!search.is_complete() && search.progress() >= 0.8);
    complete(&mut search);
    let new = searched(&moved, even());
    assert_eq!((search.frontier(), search.standing()), (new.frontier(), new.standing()));
    search.move_to(&moved.with(Parameter::Reviewers, 5.0).unwrap());
    assert_eq!(search.progress(), 0.0);
}
