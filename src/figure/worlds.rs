//! The five worlds beside the reader's own setting.

use std::cell::RefCell;
use std::rc::Rc;

use blindspot_model::{JudgementCall, Parameter, Params, World};

use super::kept::Kept;
use super::{Cell, Table};
use crate::chart::Tone;
use crate::chart::line_chart::{Dash, Line};

/// The most reviewers that a chart shows.
pub const MOST_REVIEWERS: usize = Parameter::Reviewers.most();

/// Curves of the five worlds that are kept: a scene, and those that it is compared with.
const MOST_CURVES: usize = 4;

thread_local! {
    static CURVES: RefCell<Kept<CurvesKey, Rc<WorldCurves>>> = const { RefCell::new(Kept::new(MOST_CURVES)) };
}

/// Values by number of reviewers in each world, in the order of [`World::ALL`].
pub type WorldCurves = [Vec<f64>; World::ALL.len()];

/// U by number of reviewers, 0 … [`MOST_REVIEWERS`], in each world and in the reader's setting.
#[derive(Clone, Debug, PartialEq)]
pub struct Curves {
    /// In the five worlds.
    pub worlds: WorldCurves,
    /// The reader's own.
    pub own: Vec<f64>,
}

/// What of a setting a world's curve depends on: all but how alike the models are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CurvesKey {
    /// The setting, with its own likeness, audits and feedback set to their defaults.
    params: Params,
    /// θ in probits.
    bias: f64,
}

impl CurvesKey {
    /// The scene of a setting at the bias of its first generation.
    #[must_use]
    pub fn of(params: &Params) -> CurvesKey {
        let kept = [
            Parameter::ErrorRate,
            Parameter::MissRate,
            Parameter::Reviewers,
            Parameter::Quorum,
            Parameter::SelfCheck,
            Parameter::OutsideReviewers,
            Parameter::OutsideMissRate,
            Parameter::OutsideLikeness,
            Parameter::FalseAlarmRate,
            Parameter::Attempts,
            Parameter::SharedFaults,
            Parameter::TrapMissRate,
            Parameter::Redone,
            Parameter::RecoveredGap,
        ];
        let scene = Params::default().changed_all(kept.map(|p| (p, params.get(p))));
        CurvesKey { params: scene, bias: params.initial_bias() }
    }

    /// U by number of reviewers in every world.
    #[must_use]
    pub fn curves(&self) -> WorldCurves {
        World::ALL.map(|world| {
            let params = world.of(&self.params);
            JudgementCall::of(&params).surviving_by_reviewers(self.bias, MOST_REVIEWERS)
        })
    }
}

/// U by number of reviewers in each world of a scene.
#[must_use]
pub fn known(scene: &CurvesKey) -> Rc<WorldCurves> {
    if let Some(curves) = CURVES.with_borrow_mut(|kept| kept.find(scene)) {
        return curves;
    }
    let curves = Rc::new(scene.curves());
    CURVES.with_borrow_mut(|kept| kept.keep(*scene, Rc::clone(&curves)));
    curves
}

/// How a world's line looks, so that the worlds are told apart with and without colour.
#[must_use]
pub const fn look(world: World) -> (Tone, Dash) {
    match world {
        World::Independent => (Tone::Caught, Dash::Solid),
        World::HumanLike => (Tone::Private, Dash::Solid),
        World::FourLabs => (Tone::Muted, Dash::Long),
        World::OneLab => (Tone::Undetected, Dash::Short),
        World::OneModel => (Tone::Undetected, Dash::Solid),
    }
}

/// The lines of the worlds that are not the reader's own, and the reader's on top.
pub fn lines(
    params: &Params,
    worlds: &WorldCurves,
    own: &[f64],
    visible: impl Fn(&[f64]) -> Vec<(f64, f64)>,
) -> Vec<Line> {
    let recognized = World::recognize(params);
    let line = |(world, curve): (World, &Vec<f64>)| {
        let (tone, dash) = look(world);
        Line { points: visible(curve), label: world.name().to_owned(), tone, dash, is_own: false }
    };
    let others = World::ALL.into_iter().zip(worlds).filter(|(world, _)| Some(*world) != recognized).map(line);
    let label = recognized.map_or("your setting", World::name).to_owned();
    let own = Line { points: visible(own), label, tone: Tone::Ink, dash: Dash::Solid, is_own: true };
    others.chain([own]).collect()
}

/// The rows of a table by number of reviewers: the reader's own values and each world's.
pub fn table(worlds: &WorldCurves, own: &[f64], show: impl Fn(f64) -> Cell) -> Table {
    let names = World::ALL.iter().map(|world| world.name().to_owned());
    let row = |r: usize| {
        let values = std::iter::once(own).chain(worlds.iter().map(Vec::as_slice)).map(|curve| show(curve[r]));
        std::iter::once(Cell::count(r)).chain(values).collect()
    };
    Table::new(
        ["Reviewers".to_owned(), "your setting".to_owned()].into_iter().chain(names).collect(),
        (0..=MOST_REVIEWERS).map(row).collect(),
    )
}

/// The reader's setting by name: its world's, or "your setting".
#[must_use]
pub fn own_name(params: &Params) -> String {
    World::recognize(params).map_or_else(|| "your setting".to_owned(), |world| format!("yours: {}", world.name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scene_keeps_all_that_its_curves_depend_on() {
        // Whatever changes a world's curve changes the scene too, so that no curve is shown of another setting.
        let start = Params::default();
        for parameter in Parameter::ALL.iter().copied() {
            let (low, high) = (start.floor(parameter), start.limit(parameter));
            for value in [low, f64::midpoint(low, high).round().clamp(low, high)] {
                let Ok(params) = start.with(parameter, value) else { continue };
                let own = World::ALL.map(|world| {
                    let at = world.of(&params);
                    JudgementCall::of(&at).surviving_by_reviewers(at.initial_bias(), MOST_REVIEWERS)
                });
                assert_eq!(CurvesKey::of(&params).curves(), own, "{} at {value}", parameter.spec().name);
            }
        }
    }
}
