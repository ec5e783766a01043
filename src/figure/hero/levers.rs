//! What the outcome is along each of the three levers, the other two as they are set.
//!
//! Where the field comes to rest follows from U(θ) alone: the smallest θ with θ = (1−σ)·(θ₀ + γ·a·U(θ)), see
//! [`Feedback`](blindspot_model::Feedback). For curves of a hundred points that move with every lever, U is kept on a grid of
//! θ for each diversity, which costs a thousandth of solving anew.

use std::sync::Arc;

use blindspot_model::{AuditPlan, JudgementCall, Parameter, Params, SurvivalTable};

use crate::chart::Picture;
use crate::chart::lever::Lever;

/// The three levers, in their order.
pub const LEVERS: [Parameter; 3] = [Parameter::Diversity, Parameter::Supervision, Parameter::AuditBudget];

/// Steps from one end of a lever to the other: whole percents.
pub const STEPS: usize = 100;

/// Points of θ from 0 to the most that a field can reach.
const NODES: usize = 240;

/// U(θ) of the reviewers at one diversity, on a grid of θ.
#[derive(Clone, Debug, PartialEq)]
pub struct Ground {
    table: SurvivalTable,
    /// From θ = 0 up.
    shares: Vec<f64>,
    /// θ from point to point.
    step: f64,
}

impl Ground {
    /// The grid of a setting: of its reviewers, drift and contamination.
    #[must_use]
    pub fn of(params: &Params) -> Ground {
        let table = SurvivalTable::new(&JudgementCall::of(params));
        let step = (params.drift() + params.contamination()) / NODES as f64;
        let shares = (0..=NODES).map(|i| table.share(i as f64 * step)).collect();
        Ground { table, shares, step }
    }

    /// U of these reviewers, exactly.
    #[must_use]
    pub fn table(&self) -> &SurvivalTable {
        &self.table
    }

    /// U at a θ on the grid.
    fn share(&self, bias: f64) -> f64 {
        let place = (bias / self.step).clamp(0.0, NODES as f64);
        // Within the grid.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let below = (place as usize).min(NODES - 1);
        let part = place - below as f64;
        self.shares[below] + part * (self.shares[below + 1] - self.shares[below])
    }

    /// x, wrong and undetected before training feeds back.
    fn first(&self, params: &Params, supervision: f64, unfound: f64) -> f64 {
        unfound * self.share((1.0 - supervision) * params.drift())
    }

    /// x*, wrong and undetected once it has.
    fn settled(&self, params: &Params, supervision: f64, unfound: f64) -> f64 {
        let pull = |share: f64| (1.0 - supervision) * (params.drift() + params.contamination() * unfound * share);
        let excess = |i: usize| pull(self.shares[i]) - i as f64 * self.step;
        let Some(end) = (0..=NODES).find(|&i| excess(i) <= 0.0) else { return unfound * self.shares[NODES] };
        let Some(begin) = end.checked_sub(1) else { return unfound * self.shares[0] };
        let (above, below) = (excess(begin), excess(end));
        unfound * self.share((begin as f64 + above / (above - below)) * self.step)
    }
}

/// The grids of all diversities, in whole percents. They follow from what the opening does not set, so they are made once, one
/// after the other.
#[derive(Clone, Debug, Default)]
pub struct Grounds(Vec<Option<Arc<Ground>>>);

impl Grounds {
    /// None is there yet.
    #[must_use]
    pub fn none() -> Grounds {
        Grounds(vec![None; STEPS + 1])
    }

    /// All of them, at once.
    #[must_use]
    pub fn all() -> Grounds {
        let mut grounds = Grounds::none();
        while grounds.make_next() {}
        grounds
    }

    /// Makes the one of a setting, where it is among them.
    pub fn make(&mut self, params: &Params) {
        if let Some(place) = whole_percent(params)
            && let Some(ground) = self.0.get_mut(place).filter(|ground| ground.is_none())
        {
            *ground = Some(Arc::new(Ground::of(params)));
        }
    }

    /// Makes the one that is missed most: the coarse curve comes before the fine one. False once all are there.
    pub fn make_next(&mut self) -> bool {
        let order = [20, 10, 5, 2, 1].into_iter().flat_map(|stride| (0..=STEPS).step_by(stride));
        let missing = order.into_iter().find(|&i| self.0.get(i).is_some_and(Option::is_none));
        if let Some(i) = missing {
            self.0[i] = Some(Arc::new(Ground::of(&at(&Params::default(), Parameter::Diversity, i))));
        }
        missing.is_some()
    }

    /// The grid of a setting, made now if it must be.
    #[must_use]
    pub fn of(&self, params: &Params) -> Arc<Ground> {
        let kept = whole_percent(params).and_then(|place| self.0.get(place).and_then(Clone::clone));
        kept.unwrap_or_else(|| Arc::new(Ground::of(params)))
    }
}

/// The diversity of a setting in whole percents; `None` between two of them.
fn whole_percent(params: &Params) -> Option<usize> {
    let place = params.get(Parameter::Diversity) * STEPS as f64;
    let near = libm::round(place);
    // A diversity is a share.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    ((place - near).abs() < 1e-9).then_some(near as usize)
}

/// A setting with a lever at this many percent of its way.
#[must_use]
pub fn at(params: &Params, lever: Parameter, percent: usize) -> Params {
    let (least, most) = (lever.spec().min, params.limit(lever));
    let value = least + (most - least) * percent as f64 / STEPS as f64;
    let value = if lever == Parameter::AuditBudget { libm::round(value) } else { value };
    params.changed(lever, value)
}

/// How far a lever is, 0–1.
#[must_use]
pub fn place(params: &Params, lever: Parameter) -> f64 {
    params.get(lever) / params.limit(lever)
}

/// The outcome along a lever, before training feeds back and once it has, as far as the grids are there. `here` is the exact
/// outcome of the setting, at which the dot stands.
#[must_use]
pub fn curve(grounds: &Grounds, params: &Params, lever: Parameter, here: f64) -> Picture {
    let own = grounds.of(params);
    let (mut first, mut settled) = (Vec::with_capacity(STEPS + 1), Vec::with_capacity(STEPS + 1));
    for percent in 0..=STEPS {
        let ground = match lever {
            Parameter::Diversity => match grounds.0.get(percent) {
                Some(Some(ground)) => ground,
                _ => continue,
            },
            _ => &own,
        };
        let setting = at(params, lever, percent);
        let (supervision, unfound) = (setting.supervision(), AuditPlan::of(&setting).unfound());
        let x = percent as f64 / STEPS as f64;
        first.push((x, ground.first(&setting, supervision, unfound)));
        settled.push((x, ground.settled(&setting, supervision, unfound)));
    }
    Picture::Lever(Lever { first, settled, here: (place(params, lever), here) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::known;

    #[test]
    fn curves_go_through_the_exact_outcome() {
        let grounds = Grounds::all();
        let mut compared = 0;
        for (diversity, supervision, audits, modularity) in [
            (0.32, 0.5, 45.0, 0.0),
            (1.0, 1.0, 45.0, 1.0),
            (0.0, 0.3, 0.0, 0.0),
            (0.6, 0.2, 200.0, 0.0),
            (0.9, 0.8, 500.0, 1.0),
        ] {
            let params = Params::default()
                .with_all([
                    (Parameter::Diversity, diversity),
                    (Parameter::Supervision, supervision),
                    (Parameter::AuditBudget, audits),
                    (Parameter::Modularity, modularity),
                ])
                .unwrap();
            for lever in LEVERS {
                let Picture::Lever(drawn) = curve(&grounds, &params, lever, 0.0) else { panic!("a lever's curve") };
                for percent in (0..=STEPS).step_by(7) {
                    let setting = at(&params, lever, percent);
                    let exact = known::fixed_point(&setting);
                    // Next to a cliff a grid may fall a step earlier or later.
                    let near: Vec<f64> = drawn.settled[percent.saturating_sub(1)..(percent + 2).min(STEPS + 1)]
                        .iter()
                        .map(|point| point.1)
                        .collect();
                    let (low, high) = near.iter().fold((1.0_f64, 0.0_f64), |(l, h), &y| (l.min(y), h.max(y)));
                    let y = drawn.settled[percent].1;
                    assert!((y - exact).abs() < 1e-3 || (low - 1e-3..high + 1e-3).contains(&exact), "{y}, not {exact}");
                    let first = known::first_generation(&setting).undetected_share;
                    assert!((drawn.first[percent].1 - first).abs() < 2e-4);
                    compared += 1;
                }
            }
        }
        assert!(compared > 200);
    }

    #[test]
    fn the_coarse_curve_comes_first() {
        let mut grounds = Grounds::none();
        for _ in 0..6 {
            assert!(grounds.make_next());
        }
        let Picture::Lever(drawn) = curve(&grounds, &Params::default(), Parameter::Diversity, 0.1) else { panic!() };
        assert_eq!(drawn.first.iter().map(|point| point.0).collect::<Vec<_>>(), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
    }
}
