//! What several figures work out of the same settings is worked out once.
//!
//! A slider moves one thing at a time: most of the settings that a chapter compares stay as they are, and their tables
//! and fixed points with them. What is kept here is only ever what would be computed again.

use std::cell::RefCell;
use std::rc::Rc;

use super::ramp::Ramp;
use super::worlds::{Scene, WorldCurves};
use blindspot_model::{Feedback, JudgementCall, Measures, Parameter, Params, SurvivalTable};

/// Tables that are kept, a kilobyte each: as many as the dearest chapter compares, and as many again.
const MOST_TABLES: usize = 96;
/// Fixed points that are kept.
const MOST_POINTS: usize = 256;
/// Outputs of first generations that are kept: a setting with and without what is flipped, for every chapter.
const MOST_MEASURES: usize = 32;

/// Curves of the five worlds that are kept: a scene, and those that it is compared with.
const MOST_CURVES: usize = 4;

/// Ramps that are kept: of two worlds, and of what they are compared with.
const MOST_RAMPS: usize = 8;

/// The newest results by what they are of; the oldest make room.
struct Kept<K, V> {
    entries: Vec<(K, V)>,
    most: usize,
}

impl<K: PartialEq, V: Clone> Kept<K, V> {
    const fn new(most: usize) -> Kept<K, V> {
        Kept { entries: Vec::new(), most }
    }

    fn find(&mut self, of: &K) -> Option<V> {
        let at = self.entries.iter().rposition(|(kept, _)| kept == of)?;
        // What is asked for stays longest.
        let entry = self.entries.remove(at);
        let value = entry.1.clone();
        self.entries.push(entry);
        Some(value)
    }

    fn keep(&mut self, of: K, value: V) {
        if self.entries.len() >= self.most {
            self.entries.remove(0);
        }
        self.entries.push((of, value));
    }
}

thread_local! {
    static TABLES: RefCell<Kept<JudgementCall, Rc<SurvivalTable>>> = const { RefCell::new(Kept::new(MOST_TABLES)) };
    static MEASURES: RefCell<Kept<Params, Rc<Measures>>> = const { RefCell::new(Kept::new(MOST_MEASURES)) };
    static CURVES: RefCell<Kept<Scene, Rc<WorldCurves>>> = const { RefCell::new(Kept::new(MOST_CURVES)) };
    static RAMPS: RefCell<Kept<Params, Rc<Ramp>>> = const { RefCell::new(Kept::new(MOST_RAMPS)) };
    static POINTS: RefCell<Kept<Params, f64>> = const { RefCell::new(Kept::new(MOST_POINTS)) };
}

/// U(θ) of a setting.
#[must_use]
pub fn survival(params: &Params) -> Rc<SurvivalTable> {
    let call = JudgementCall::of(params);
    if let Some(table) = TABLES.with_borrow_mut(|kept| kept.find(&call)) {
        return table;
    }
    let table = Rc::new(SurvivalTable::new(&call));
    TABLES.with_borrow_mut(|kept| kept.keep(call, Rc::clone(&table)));
    table
}

/// The outputs of a setting's first generation.
#[must_use]
pub fn first_generation(params: &Params) -> Rc<Measures> {
    if let Some(measures) = MEASURES.with_borrow_mut(|kept| kept.find(params)) {
        return measures;
    }
    let measures = Rc::new(Measures::of(params, params.initial_bias()));
    MEASURES.with_borrow_mut(|kept| kept.keep(*params, Rc::clone(&measures)));
    measures
}

/// U by number of reviewers in each world of a scene.
#[must_use]
pub fn world_curves(scene: &Scene) -> Rc<WorldCurves> {
    if let Some(curves) = CURVES.with_borrow_mut(|kept| kept.find(scene)) {
        return curves;
    }
    let curves = Rc::new(scene.curves());
    CURVES.with_borrow_mut(|kept| kept.keep(*scene, Rc::clone(&curves)));
    curves
}

/// The ramp of a setting, which passes through every supervision, wherever the setting itself stands.
#[must_use]
pub fn ramp(params: &Params) -> Rc<Ramp> {
    let anywhere = params.with(Parameter::Supervision, 1.0).unwrap_or(*params);
    if let Some(ramp) = RAMPS.with_borrow_mut(|kept| kept.find(&anywhere)) {
        return ramp;
    }
    let ramp = Rc::new(Ramp::of(&anywhere));
    RAMPS.with_borrow_mut(|kept| kept.keep(anywhere, Rc::clone(&ramp)));
    ramp
}

/// x* of a setting: what it accepts once training has fed back.
#[must_use]
pub fn fixed_point(params: &Params) -> f64 {
    if let Some(share) = POINTS.with_borrow_mut(|kept| kept.find(params)) {
        return share;
    }
    let table = survival(params);
    let share = Feedback::of(params, &table).fixed_point(params.supervision()).undetected_share;
    POINTS.with_borrow_mut(|kept| kept.keep(*params, share));
    share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_what_would_be_computed() {
        let settings: Vec<Params> = (0..300_u16)
            .map(|i| Params::default().with(Parameter::Diversity, f64::from(i % 150) / 150.0).unwrap())
            .collect();
        for params in &settings {
            let table = SurvivalTable::new(&JudgementCall::of(params));
            assert_eq!(*survival(params), table);
            let fresh = Feedback::of(params, &table).fixed_point(params.supervision()).undetected_share;
            assert_eq!(fixed_point(params), fresh);
            assert_eq!(*first_generation(params), Measures::of(params, params.initial_bias()));
        }
        for params in &settings[..12] {
            let elsewhere = params.with(Parameter::Supervision, 0.2).unwrap();
            assert_eq!(*ramp(&elsewhere), Ramp::of(params));
        }
    }
}
