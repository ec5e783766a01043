//! What several figures work out of the same settings is worked out once.
//!
//! A slider moves one thing at a time: most of the settings that a chapter compares stay as they are, and their tables
//! and fixed points with them. What is kept here is only ever what would be computed again.

use std::cell::RefCell;
use std::rc::Rc;

use super::kept::Kept;
use blindspot_model::{Feedback, JudgementCall, Measures, Params, SurvivalTable};

/// Tables that are kept, a kilobyte each: as many as the dearest chapter compares, and as many again.
const MOST_TABLES: usize = 96;
/// Fixed points that are kept.
const MOST_POINTS: usize = 256;
/// Outputs of first generations that are kept: a setting with and without what is flipped, for every chapter.
const MOST_MEASURES: usize = 32;

thread_local! {
    static TABLES: RefCell<Kept<JudgementCall, Rc<SurvivalTable>>> = const { RefCell::new(Kept::new(MOST_TABLES)) };
    static MEASURES: RefCell<Kept<Params, Rc<Measures>>> = const { RefCell::new(Kept::new(MOST_MEASURES)) };
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
    use blindspot_model::Parameter;

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
    }
}
