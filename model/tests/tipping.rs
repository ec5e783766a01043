//! Tipping points along any parameter, against the fixed points themselves: found by scanning the loop's own map, or by
//! letting fields run, never by the crate's folds.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that asks for an impossible setting is wrong")]

mod plain;
mod possible;

use blindspot_model::params::Kind;
use blindspot_model::tipping::RESOLUTION;
use blindspot_model::{
    AuditPlan, Course, Feedback, JudgementCall, LongWork, Parameter, Params, SurvivalTable, Tip, TippingPoint,
    TippingSearch, World,
};
use plain::plain;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn world(world: World, changes: &[(Parameter, f64)]) -> Params {
    world.of(&Params::default()).with_all(changes.iter().copied()).unwrap()
}

fn table(params: &Params) -> SurvivalTable {
    SurvivalTable::new(&JudgementCall::of(params))
}

fn found(params: &Params, parameter: Parameter) -> Vec<TippingPoint> {
    let (points, evaluations) = searched(params, parameter);
    assert!(evaluations <= 120, "{evaluations} evaluations along {parameter:?} of {params:?}");
    points
}

/// What is found, and how many values were looked at for it.
fn searched(params: &Params, parameter: Parameter) -> (Vec<TippingPoint>, usize) {
    let mut search = TippingSearch::begin(params, parameter);
    let mut evaluations = 0;
    while !search.is_complete() {
        search.advance();
        evaluations += 1;
    }
    (search.tipping_points().to_vec(), evaluations)
}

/// Kind, course and rounded ends.
fn told(points: &[TippingPoint]) -> Vec<(Tip, Course, String)> {
    points.iter().map(|p| (p.kind, p.course, format!("{:.3}–{:.3}", p.low, p.high))).collect()
}

/// Lowest and highest bias that the loop leaves in place, from its signs on a grid.
fn ends(params: &Params) -> (f64, f64) {
    const CUTS: usize = 1000;
    let table = table(params);
    let unfound = AuditPlan::of(params).unfound();
    let supervision = params.supervision();
    let rises = |bias: f64| params.bias_after(supervision, unfound * table.share(bias)) > bias;
    let top = params.bias_after(supervision, 1.0);
    let grid = |i: usize| top * i as f64 / CUTS as f64;
    let signs: Vec<bool> = (0..=CUTS).map(|i| rises(grid(i))).collect();
    let between = |i: usize| {
        let (mut low, mut high) = (grid(i), grid(i + 1));
        for _ in 0..50 {
            let middle = 0.5 * (low + high);
            if rises(middle) { low = middle } else { high = middle }
        }
        low
    };
    let turns: Vec<usize> = (0..CUTS).filter(|&i| signs[i] && !signs[i + 1]).collect();
    let Some((&first, &last)) = turns.first().zip(turns.last()) else {
        return if signs[0] { (top, top) } else { (0.0, 0.0) };
    };
    (if signs[0] { between(first) } else { 0.0 }, between(last))
}

fn end(params: &Params, kind: Tip) -> f64 {
    let (sound, fallen) = ends(params);
    if kind == Tip::Falls { sound } else { fallen }
}

/// Where a fixed point jumps by so much at least, and by how much: what is left of its change when the cause is cut to a
/// billionth, keeping the larger part. A slope leaves nothing.
fn jump(params: &Params, parameter: Parameter, kind: Tip, ends: (f64, f64), least: f64) -> Option<(f64, f64)> {
    let at = |value: f64| end(&params.with(parameter, value).unwrap(), kind);
    let ((mut low, mut high), mut before, mut after) = (ends, at(ends.0), at(ends.1));
    for _ in 0..30 {
        if (after - before).abs() < least {
            return None;
        }
        let middle = 0.5 * (low + high);
        let here = at(middle);
        if (here - before).abs() > (here - after).abs() {
            (high, after) = (middle, here);
        } else {
            (low, before) = (middle, here);
        }
    }
    Some((low, after - before))
}

/// Asserts that a point is a jump of its kind and course, and nowhere wider than promised.
fn check(params: &Params, parameter: Parameter, point: &TippingPoint) {
    let what = format!("{point:?} along {parameter:?} of {params:?}");
    let (floor, limit) = (params.floor(parameter), params.limit(parameter));
    assert!(floor <= point.low && point.low < point.high && point.high <= limit, "{what}");
    assert!(point.high - point.low <= RESOLUTION * (limit - floor) * (1.0 + 1e-9), "{what}");
    // The grid places a jump a little less exactly than the search does.
    let slack = point.high - point.low;
    let around = ((point.low - slack).max(floor), (point.high + slack).min(limit));
    let Some((_, height)) = jump(params, parameter, point.kind, around, 1e-3) else { panic!("{what} is a slope") };
    let is_up = (height > 0.0) == (point.kind == Tip::Falls);
    assert_eq!(point.course, if is_up { Course::Up } else { Course::Down }, "{what}");
}

/// Every jump by more than 0.02 probits that can be seen from one of so many even steps to the next: (kind, where).
fn jumps(params: &Params, parameter: Parameter, steps: u32) -> Vec<(Tip, f64)> {
    let (floor, limit) = (params.floor(parameter), params.limit(parameter));
    let grid = |i: u32| (floor + (limit - floor) * f64::from(i) / f64::from(steps)).min(limit);
    let scan: Vec<(f64, f64)> = (0..=steps).map(|i| ends(&params.with(parameter, grid(i)).unwrap())).collect();
    let mut jumps = Vec::new();
    for i in 0..steps {
        let (here, there) = (scan[i as usize], scan[i as usize + 1]);
        for (kind, change) in [(Tip::Falls, there.0 - here.0), (Tip::Returns, there.1 - here.1)] {
            if change.abs() > 0.05
                && let Some((place, _)) = jump(params, parameter, kind, (grid(i), grid(i + 1)), 0.02)
            {
                jumps.push((kind, place));
            }
        }
    }
    jumps
}

/// Asserts that the search finds real jumps, and all that a scan finds. Returns how many it found.
fn check_search(params: &Params, parameter: Parameter, steps: u32) -> usize {
    let points = found(params, parameter);
    for point in &points {
        check(params, parameter, point);
    }
    let slack = RESOLUTION * (params.limit(parameter) - params.floor(parameter));
    for (kind, place) in jumps(params, parameter, steps) {
        assert!(
            points.iter().any(|p| p.kind == kind && p.low - slack <= place && place <= p.high + slack),
            "{kind:?} at {place} along {parameter:?} is not among {points:?} of {params:?}"
        );
    }
    points.len()
}

/// x of a field that begins sound, and of one that fell without supervision first, after many generations.
fn after_many_generations(params: &Params) -> (f64, f64) {
    let table = table(params);
    let feedback = Feedback::of(params, &table);
    let ramp = feedback.ramp([0.0, params.supervision()], 20_000);
    (feedback.ramp([params.supervision()], 20_000)[0].undetected_share, ramp[1].undetected_share)
}

#[test]
fn along_supervision_they_are_the_folds() {
    for at in [World::Independent, World::HumanLike, World::FourLabs] {
        let params = world(at, &[]);
        let table = table(&params);
        let folds = Feedback::of(&params, &table).tipping_points();
        let points = found(&params, Parameter::Supervision);
        let kinds: Vec<(Tip, Course)> = points.iter().map(|p| (p.kind, p.course)).collect();
        assert_eq!(kinds, [(Tip::Falls, Course::Down), (Tip::Returns, Course::Up)]);
        for (point, fold) in points.iter().zip(&folds) {
            assert!(point.low <= fold.supervision && fold.supervision <= point.high, "{point:?} {fold:?}");
            check(&params, Parameter::Supervision, point);
        }
    }
    let human_like = found(&world(World::HumanLike, &[]), Parameter::Supervision);
    assert!((human_like[0].low - 0.325).abs() < 5e-4 && (human_like[1].low - 0.432).abs() < 5e-4, "{human_like:?}");
}

#[test]
fn where_nothing_folds_there_are_none() {
    for at in [World::OneLab, World::OneModel] {
        let params = world(at, &[]);
        assert_eq!(found(&params, Parameter::Supervision), []);
        assert_eq!(jumps(&params, Parameter::Supervision, 200), []);
    }
    for parameter in [Parameter::Progress, Parameter::Projects, Parameter::Kinship] {
        assert_eq!(found(&world(World::HumanLike, &[(Parameter::Supervision, 0.4)]), parameter), []);
    }
}

/// A sound field of this loop never falls, since its fold lies below no supervision at all; but a fallen one returns.
/// A fold that comes and goes within a cell leaves no trace at its ends but a steep slope, so slopes are looked into.
#[test]
fn a_steep_slope_is_looked_into_for_a_fold() {
    let at = |contamination| {
        let changes = [(Parameter::Supervision, 0.3), (Parameter::Contamination, contamination)];
        searched(&world(World::FourLabs, &changes), Parameter::Diversity)
    };
    assert_eq!(at(1.0), (Vec::new(), 65), "a gentle slope has its cells' ends looked at, and no more");
    let (points, evaluations) = at(3.5);
    assert!(points.is_empty() && evaluations > 65, "{points:?} after {evaluations}");
}

#[test]
fn a_single_fold_in_reach_is_where_a_fallen_field_returns() {
    let params = world(World::HumanLike, &[(Parameter::Drift, 0.2)]);
    let points = found(&params, Parameter::Supervision);
    assert!(matches!(points[..], [TippingPoint { kind: Tip::Returns, course: Course::Up, .. }]), "{points:?}");
    check(&params, Parameter::Supervision, &points[0]);
}

/// The levers of the page at σ = .5, and where both branches are within reach.
#[test]
fn four_labs_tip_where_their_state_jumps() {
    let levers = [
        Parameter::Contamination,
        Parameter::Drift,
        Parameter::Diversity,
        Parameter::Kinship,
        Parameter::Modularity,
        Parameter::AuditSensitivity,
        Parameter::ErrorRate,
        Parameter::MissRate,
    ];
    for (supervision, expected) in [(0.5, [2, 2, 0, 0, 0, 1, 2, 0]), (0.455, [2, 2, 2, 0, 1, 1, 2, 2])] {
        let params = world(World::FourLabs, &[(Parameter::Supervision, supervision)]);
        let counts = levers.map(|lever| check_search(&params, lever, 200));
        assert_eq!(counts, expected, "σ = {supervision}");
    }
}

/// x itself, as the page shows it, on both sides of every point at σ = .5, by running the fields. Along drift the two
/// points are close to their cusp, and the jumps small.
#[test]
fn undetected_errors_jump_where_four_labs_tip() {
    let params = world(World::FourLabs, &[]);
    let levers = [
        (Parameter::Contamination, 2, 3.0),
        (Parameter::Drift, 2, 1.4),
        (Parameter::AuditBudget, 1, 3.0),
        (Parameter::AuditSensitivity, 1, 3.0),
    ];
    for (lever, expected, least) in levers {
        let points = found(&params, lever);
        assert_eq!(points.len(), expected);
        for point in points {
            // A little off the point, where fields settle within these generations.
            let off = if lever == Parameter::AuditBudget { 0.0 } else { 2.0 * (point.high - point.low) };
            let [low, high] = [point.low - off, point.high + off]
                .map(|value| after_many_generations(&params.with(lever, value).unwrap()));
            let (low, high) = if point.kind == Tip::Falls { (low.0, high.0) } else { (low.1, high.1) };
            let is_worse_above = (point.kind == Tip::Falls) == (point.course == Course::Up);
            let ratio = if is_worse_above { high / low } else { low / high };
            assert!(ratio > least, "{point:?} along {lever:?}: {low} and {high}");
        }
    }
}

#[test]
fn whole_numbers_tip_between_neighbours() {
    let up = |kind, from: f64| (kind, Course::Up, format!("{from:.3}–{:.3}", from + 1.0));
    let down = |kind, from: f64| (kind, Course::Down, format!("{from:.3}–{:.3}", from + 1.0));
    let independent = world(World::Independent, &[]);
    let human_like = world(World::HumanLike, &[(Parameter::Supervision, 0.3)]);
    let four_labs = world(World::FourLabs, &[]);
    let cases = [
        (independent, Parameter::Quorum, vec![down(Tip::Returns, 1.0), up(Tip::Falls, 2.0)]),
        (independent, Parameter::Reviewers, vec![down(Tip::Falls, 0.0), up(Tip::Returns, 0.0)]),
        (human_like, Parameter::AuditBudget, vec![down(Tip::Falls, 76.0), up(Tip::Returns, 150.0)]),
        (human_like, Parameter::Steps, vec![down(Tip::Returns, 149.0), up(Tip::Falls, 294.0)]),
        (human_like, Parameter::Reviewers, vec![down(Tip::Falls, 3.0)]),
        (human_like, Parameter::SelfCheck, vec![down(Tip::Falls, 0.0)]),
        (human_like, Parameter::Lineages, vec![]),
        (four_labs, Parameter::AuditBudget, vec![up(Tip::Returns, 3.0)]),
        (four_labs, Parameter::Reviewers, vec![down(Tip::Falls, 1.0), up(Tip::Returns, 1.0)]),
    ];
    for (params, parameter, expected) in cases {
        let points = found(&params, parameter);
        assert_eq!(told(&points), expected, "{parameter:?}");
        for point in points {
            let [low, high] =
                [point.low, point.high].map(|value| after_many_generations(&params.with(parameter, value).unwrap()));
            let (low, high) = if point.kind == Tip::Falls { (low.0, high.0) } else { (low.1, high.1) };
            assert!((high / low).max(low / high) > 1.6, "{point:?} along {parameter:?}: {low} and {high}");
        }
    }
}

/// With kinship, a second family adds likeness; from then on families help.
#[test]
fn a_parameter_may_harm_first_and_then_help() {
    let params = world(World::FourLabs, &[(Parameter::Supervision, 0.455)]);
    let points = found(&params, Parameter::Lineages);
    let ends: Vec<(Tip, Course, f64)> = points.iter().map(|p| (p.kind, p.course, p.low)).collect();
    assert_eq!(ends, [(Tip::Falls, Course::Up, 1.0), (Tip::Falls, Course::Down, 3.0)]);
}

#[test]
fn a_search_keeps_to_what_the_other_parameters_allow() {
    let panel = [(Parameter::Reviewers, 5.0), (Parameter::Quorum, 3.0), (Parameter::Supervision, 0.3)];
    let params = world(World::HumanLike, &panel);
    for parameter in [Parameter::Reviewers, Parameter::Quorum, Parameter::Steps, Parameter::AuditBudget] {
        for point in found(&params, parameter) {
            assert!(params.with(parameter, point.low).is_ok() && params.with(parameter, point.high).is_ok());
        }
    }
    // A range of one value.
    let alone = world(World::HumanLike, &[(Parameter::Reviewers, 1.0)]);
    let mut search = TippingSearch::begin(&alone, Parameter::Quorum);
    search.advance();
    assert!(search.is_complete() && search.tipping_points().is_empty());
}

/// Points appear as they are found, by rising value, and a complete search stays as it is.
#[test]
fn a_search_can_be_cut_anywhere() {
    let params = world(World::HumanLike, &[]);
    let whole = found(&params, Parameter::Supervision);
    let mut search = TippingSearch::begin(&params, Parameter::Supervision);
    assert!(search.tipping_points().is_empty() && !search.is_complete());
    while !search.is_complete() {
        search = search.clone();
        search.advance();
        assert!(whole.starts_with(search.tipping_points()));
    }
    search.advance();
    assert_eq!(search.tipping_points(), whole);
    assert!(search.is_complete());
}

/// What can be varied continuously and matters to a fixed point.
const LEVERS: [Parameter; 9] = [
    Parameter::ErrorRate,
    Parameter::MissRate,
    Parameter::Diversity,
    Parameter::Kinship,
    Parameter::Modularity,
    Parameter::AuditSensitivity,
    Parameter::Supervision,
    Parameter::Drift,
    Parameter::Contamination,
];

/// Settings that are often close to a fold, and otherwise anything.
fn tipping_params() -> impl Strategy<Value = Params> {
    let near = (3.0..8.0, 0.0..0.3, 0.01..0.3, 0.15..1.0, 0.0..1.5, 0.0..0.8);
    (plain(), near).prop_map(|(params, (contamination, audited, error_rate, diversity, drift, supervision))| {
        let budget: f64 = params.get(Parameter::Steps) * audited;
        params
            .with_all([
                (Parameter::Contamination, contamination),
                (Parameter::AuditBudget, budget.floor()),
                (Parameter::ErrorRate, error_rate),
                (Parameter::Diversity, diversity),
                (Parameter::Drift, drift),
                (Parameter::Supervision, supervision),
            ])
            .unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 30, rng_seed: RngSeed::Fixed(22), failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_found_jumps_and_what_jumps_is_found(params in tipping_params(), which in 0..LEVERS.len()) {
        check_search(&params, LEVERS[which], 40);
    }

    #[test]
    fn any_setting_can_be_searched_along_any_parameter(params in plain(), which in 0..Parameter::ALL.len()) {
        let parameter = Parameter::ALL[which];
        let points = found(&params, parameter);
        prop_assert!(points.windows(2).all(|pair| pair[0].low <= pair[1].low), "{:?}", points);
        for point in points {
            if parameter.spec().kind == Kind::Real {
                check(&params, parameter, &point);
            } else {
                prop_assert_eq!(point.high, point.low + 1.0);
                let [low, high] =
                    [point.low, point.high].map(|value| end(&params.with(parameter, value).unwrap(), point.kind));
                prop_assert!(low != high, "{:?}", point);
            }
        }
    }
}
