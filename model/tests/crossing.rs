//! Crossings of a limit against a scan of their own, and where there are none.

use blindspot_model::{CrossingSearch, Feedback, JudgementCall, LongWork, Parameter, Params, SurvivalTable, World};

fn share(params: &Params) -> f64 {
    let table = SurvivalTable::new(&JudgementCall::of(params));
    Feedback::of(params, &table).fixed_point(params.supervision()).undetected_share
}

fn crossings(params: &Params, along: Parameter, limit: f64) -> Vec<blindspot_model::Crossing> {
    let mut search = CrossingSearch::begin(params, along, limit);
    let mut before = 0.0;
    while !search.is_complete() {
        search.advance();
        assert!((before..=1.0).contains(&search.progress()));
        before = search.progress();
    }
    search.crossings().to_vec()
}

#[test]
fn both_sides_of_a_crossing_are_on_their_side() {
    let settings = [World::Independent, World::HumanLike, World::FourLabs, World::OneModel]
        .map(|world| world.of(&Params::default()));
    let mut found = 0;
    for params in settings {
        for &along in Parameter::ALL {
            for limit in [0.02, 0.1, 0.5] {
                let crossings = crossings(&params, along, limit);
                for crossing in &crossings {
                    let at = |value: f64| share(&params.with(along, value).unwrap()) > limit;
                    assert_eq!((at(crossing.low), at(crossing.high)), (!crossing.rises, crossing.rises), "{along:?}");
                    assert!(crossing.low < crossing.high);
                    found += 1;
                }
                // They alternate, and end where the range's ends say.
                assert!(crossings.windows(2).all(|pair| pair[0].rises != pair[1].rises && pair[0].high <= pair[1].low));
                let ends = [params.floor(along), params.limit(along)]
                    .map(|value| share(&params.with(along, value).unwrap()) > limit);
                assert_eq!(crossings.len() % 2 == 1, ends[0] != ends[1], "{along:?} {limit}");
            }
        }
    }
    assert!(found > 40, "{found}");
}

#[test]
fn human_like_models_break_between_thirty_and_a_third_and_one_model_does_not() {
    let [human, one] = [World::HumanLike, World::OneModel].map(|world| world.of(&Params::default()));
    let along = Parameter::Supervision;
    let found = crossings(&human, along, 0.3);
    assert_eq!(found.len(), 1);
    assert!(0.30 <= found[0].low && found[0].high <= 0.33 && !found[0].rises, "{found:?}");
    assert_eq!(crossings(&one, along, 0.999), []);
}
