//! Supervision lowered and raised again, step by step: where a field falls, and where it comes back.

use std::cell::RefCell;
use std::rc::Rc;

use blindspot_model::{Feedback, History, Parameter, Params};

use super::kept::Kept;
use super::{Cell, Frame, Table, axes, known};
use crate::chart::line_chart::{Dash, Dot, Line, LineChart, Way};
use crate::chart::{Picture, Tone};
use crate::text::number::percent;
use crate::text::spelling::capitalized;

/// Steps from perfect supervision to none.
const STEPS: u8 = 20;

/// By how much supervision changes from step to step.
#[must_use]
pub fn step() -> f64 {
    1.0 / f64::from(STEPS)
}

/// Generations that each step lasts: enough to settle.
const GENERATIONS: usize = 60;

/// Of these the last so many are averaged in a simulation, whose shares are never at rest.
const SETTLED: usize = 20;

/// A jump between two steps is a fall or a return where the undetected share changes by more.
const JUMP: f64 = 0.25;

/// Ramps that are kept: of two worlds, and of what they are compared with.
const MOST_RAMPS: usize = 8;

thread_local! {
    static RAMPS: RefCell<Kept<Params, Rc<Ramp>>> = const { RefCell::new(Kept::new(MOST_RAMPS)) };
}

/// A ramp of one setting.
#[derive(Clone, Debug, PartialEq)]
pub struct Ramp {
    /// (σ, x) on the way down, from perfect supervision.
    pub down: Vec<(f64, f64)>,
    /// (σ, x) on the way up, to perfect supervision.
    pub up: Vec<(f64, f64)>,
}

/// Supervision step by step, from perfect to none and back.
fn way() -> Vec<f64> {
    let steps = (0..=STEPS).map(|i| f64::from(i) / f64::from(STEPS));
    steps.clone().rev().chain(steps).collect()
}

impl Ramp {
    /// The ramp of a setting.
    #[must_use]
    pub fn of(params: &Params) -> Ramp {
        let states = Feedback::of(params, &known::survival(params)).ramp(way(), GENERATIONS);
        Ramp::through(states.iter().map(|state| state.undetected_share))
    }

    /// The history of one simulated field along the same way, progress left out.
    #[must_use]
    pub fn simulation(params: &Params, seed: u64) -> History {
        let still = params.changed(Parameter::Progress, 0.0);
        let schedule = way().into_iter().flat_map(|step| std::iter::repeat_n(step, GENERATIONS)).collect();
        History::scheduled(&still, schedule, seed)
    }

    /// The ramp that a complete [`Ramp::simulation`] went through.
    #[must_use]
    pub fn simulated(history: &History) -> Ramp {
        let settled = |step: &[f64]| {
            let last = &step[step.len().saturating_sub(SETTLED)..];
            last.iter().sum::<f64>() / last.len() as f64
        };
        Ramp::through(history.trajectory().chunks_exact(GENERATIONS).map(settled))
    }

    /// The ramp of these undetected shares, one a step of the way.
    fn through(shares: impl Iterator<Item = f64>) -> Ramp {
        let points: Vec<(f64, f64)> = way().into_iter().zip(shares).collect();
        let (down, up) = points.split_at(points.len() / 2);
        Ramp { down: down.to_vec(), up: up.to_vec() }
    }

    /// The undetected share under perfect supervision, before it is lowered.
    #[must_use]
    pub fn best(&self) -> f64 {
        self.down.first().map_or(0.0, |point| point.1)
    }

    /// The first step at which the field is down, where it falls at once.
    #[must_use]
    pub fn falls(&self) -> Option<f64> {
        self.down.windows(2).find(|pair| pair[1].1 - pair[0].1 > JUMP).map(|pair| pair[1].0)
    }

    /// The first step at which the field is back, where it returns at once.
    #[must_use]
    pub fn returns(&self) -> Option<f64> {
        self.up.windows(2).find(|pair| pair[0].1 - pair[1].1 > JUMP).map(|pair| pair[1].0)
    }

    /// The largest difference between the ways down and up at one supervision.
    #[must_use]
    pub fn widest_gap(&self) -> f64 {
        self.down.iter().zip(self.up.iter().rev()).map(|(down, up)| (up.1 - down.1).abs()).fold(0.0, f64::max)
    }
}

/// The ramp of a setting, kept. It passes through every supervision, wherever the setting itself stands.
#[must_use]
pub fn known(params: &Params) -> Rc<Ramp> {
    let anywhere = params.changed(Parameter::Supervision, 1.0);
    if let Some(ramp) = RAMPS.with_borrow_mut(|kept| kept.find(&anywhere)) {
        return ramp;
    }
    let ramp = Rc::new(Ramp::of(&anywhere));
    RAMPS.with_borrow_mut(|kept| kept.keep(anywhere, Rc::clone(&ramp)));
    ramp
}

/// The frame of a ramp of a field that is called so, with the ramp of a simulated field where there is one.
#[must_use]
pub fn frame(name: &str, ramp: &Ramp, simulated: Option<&Ramp>) -> Frame {
    let capital = capitalized(name);
    let title = match (ramp.falls(), ramp.returns()) {
        (Some(falls), Some(returns)) if falls < returns => {
            format!("{capital}: falls at {}, returns only at {}", percent(falls), percent(returns))
        }
        (Some(falls), Some(returns)) => {
            format!("{capital}: falls at {} and returns at {}", percent(falls), percent(returns))
        }
        (Some(falls), None) => format!("{capital}: falls at {} and does not return", percent(falls)),
        _ => format!("{capital}: no cliff, but it gets worse"),
    };
    let line = |points: &[(f64, f64)], label: &str, tone, dash| Line {
        points: points.to_vec(),
        label: label.to_owned(),
        tone,
        dash,
        is_own: false,
    };
    // By rising supervision, so that labels stand at perfect supervision.
    let down: Vec<(f64, f64)> = ramp.down.iter().rev().copied().collect();
    let dots = simulated.map_or_else(Vec::new, |simulated| {
        let of =
            |points: &[(f64, f64)], tone| points.iter().map(move |&(x, y)| Dot { x, y, spread: 0.0, tone }).collect();
        let both: [Vec<Dot>; 2] = [of(&simulated.up, Tone::Undetected), of(&simulated.down, Tone::Ink)];
        both.concat()
    });
    let columns = ["Supervision quality", "on the way down", "on the way up"];
    let rows = down.iter().zip(&ramp.up);
    let rows = rows.map(|(down, up)| vec![Cell::percent(down.0), Cell::share(down.1), Cell::share(up.1)]);
    let mut table = Table::new(columns.map(str::to_owned).into(), rows.collect());
    if let Some(Ramp { down, up, .. }) = simulated {
        table = table.beside("simulated, down", down, Cell::percent, Cell::share);
        table = table.beside("simulated, up", up, Cell::percent, Cell::share);
    }
    let at_end = |points: &[(f64, f64)]| points.first().map_or(0.0, |point| point.1);
    Frame {
        title,
        subtitle: format!(
            "Undetected share as supervision goes down (solid) and up again (broken), by {}",
            percent(step())
        ),
        summary: format!(
            "Line chart: without supervision {} of the decisions are wrong and undetected. The ways down and up differ by {} \
             at most. Each step lasts {GENERATIONS} generations; dots are one simulated field.",
            percent(at_end(&down)),
            percent(ramp.widest_gap())
        ),
        table,
        picture: Picture::Lines(LineChart {
            x: axes::shares("supervision quality"),
            y: axes::shares(axes::UNDETECTED),
            band: None,
            lines: vec![
                line(&ramp.up, "up", Tone::Undetected, Dash::Short),
                line(&down, "down", Tone::Ink, Dash::Solid),
            ],
            dots,
            ways: vec![(0, Way::Rightwards), (1, Way::Leftwards)],
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use blindspot_model::World;

    #[test]
    fn only_a_field_that_can_fall_at_once_returns_late() {
        let ramp = |world: World| Ramp::of(&world.of(&Params::default()));
        let human = ramp(World::HumanLike);
        assert!((human.falls().unwrap() - 0.30).abs() < 1e-9 && (human.returns().unwrap() - 0.45).abs() < 1e-9);
        let model = ramp(World::OneModel);
        assert_eq!((model.falls(), model.returns()), (None, None));
        assert!(model.widest_gap() < 0.01, "{}", model.widest_gap());
    }

    #[test]
    fn what_is_kept_is_what_would_be_computed() {
        for i in 0..12 {
            let params = Params::default().with(Parameter::Diversity, f64::from(i) / 150.0).unwrap();
            let elsewhere = params.with(Parameter::Supervision, 0.2).unwrap();
            assert_eq!(*known(&elsewhere), Ramp::of(&params));
        }
    }

    #[test]
    fn a_simulated_field_goes_the_same_way() {
        for world in [World::HumanLike, World::OneModel] {
            let params = world.of(&Params::default());
            let mut history = Ramp::simulation(&params, 3);
            while !history.advance(1000) {}
            let (simulated, exact) = (Ramp::simulated(&history), Ramp::of(&params));
            // Next to a fold luck may tip a field one step earlier or later.
            let agree = |simulated: &[(f64, f64)], exact: &[(f64, f64)]| {
                simulated.iter().zip(exact).filter(|(s, e)| s.0 == e.0 && (s.1 - e.1).abs() < 0.03).count()
            };
            for (simulated, exact) in [(&simulated.down, &exact.down), (&simulated.up, &exact.up)] {
                assert_eq!(simulated.len(), exact.len());
                assert!(agree(simulated, exact) + 1 >= exact.len(), "{simulated:?} {exact:?}");
            }
        }
    }
}
