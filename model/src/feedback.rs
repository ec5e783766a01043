//! Generations: the more wrong work is accepted, the more biased every next model is.
//!
//! ```text
//! θ_0 = (1−σ)·θ₀        θ_{t+1} = (1−σ)·(θ₀ + γ·x_t)        x_t = (1−κs)·U(θ_t − progress·t)
//! ```
//!
//! σ enters only here, so every fixed point is explicit: σ(θ) = 1 − θ/(θ₀ + γ·a·U(θ)) with a = 1−κs. Tipping points
//! (folds) are the extrema of that curve. Where a gap is recovered instead ([`Training`]), the wrong share w of the training
//! signal takes the place of θ: σ(w) = 1 − w/(w₀ + a·U(w)).

use serde::Serialize;

use crate::audit::AuditPlan;
use crate::params::Params;
use crate::survival::{MAX_BIAS, Survival, SurvivalTable};
use crate::training::Training;

/// Pieces into which the bias axis is cut when extrema are looked for; between two cuts U″ changes sign at most once.
const PIECES: u32 = 400;

/// A state of the field: what it accepts under a constant supervision.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct State {
    /// σ, supervision quality.
    pub supervision: f64,
    /// θ, shared bias in probits.
    pub bias: f64,
    /// x, share of the judgement calls that are wrong and stay undetected.
    pub undetected_share: f64,
}

impl State {
    /// Whether some supervision quality between 0 and 1 leads here.
    fn is_possible(&self) -> bool {
        (0.0..=1.0).contains(&self.supervision)
    }
}

/// The loop from accepted work to the next generation's bias.
#[derive(Clone, Debug)]
pub struct Feedback<'a> {
    params: Params,
    training: Training,
    table: &'a SurvivalTable,
    /// a = 1−κs.
    unfound: f64,
    /// Where σ(θ) turns, by rising bias.
    folds: Vec<f64>,
}

impl<'a> Feedback<'a> {
    /// The loop of this setting, over a table of its judgement call.
    #[must_use]
    pub fn of(params: &Params, table: &'a SurvivalTable) -> Feedback<'a> {
        let mut feedback = Feedback {
            params: *params,
            training: Training::of(params),
            table,
            unfound: AuditPlan::of(params).unfound(),
            folds: Vec::new(),
        };
        feedback.folds = feedback.find_folds();
        feedback
    }

    /// x_0 … x_T with σ as a function of the generation.
    #[must_use]
    pub fn trajectory(&self, generations: usize, supervision: impl Fn(usize) -> f64) -> Vec<f64> {
        let mut accepted = 0.0;
        (0..=generations)
            .map(|t| {
                let bias = self.training.bias_after(supervision(t), accepted) - self.params.progress() * t as f64;
                accepted = self.unfound * self.table.share(bias);
                accepted
            })
            .collect()
    }

    /// The state that the field reaches from x = 0 under a constant supervision, progress left out: the fixed point
    /// of smallest bias.
    #[must_use]
    pub fn fixed_point(&self, supervision: f64) -> State {
        // Along σ(θ) from σ(0) = 1 the first stretch that descends to σ holds the answer.
        let mut from = 0.0;
        for to in self.folds.iter().copied().chain([self.highest_bias()]) {
            if self.supervision_at(to) <= supervision {
                from = bisect(from, to, |bias| self.supervision_at(bias) - supervision);
                break;
            }
            from = to;
        }
        State { supervision, ..self.state_at(from) }
    }

    /// The state that a fallen field, one that accepted nothing but wrong work, comes to under a constant supervision,
    /// progress left out: the fixed point of greatest bias. It is [`Feedback::fixed_point`] where there is only one.
    #[must_use]
    pub fn highest_fixed_point(&self, supervision: f64) -> State {
        // σ(θ) ends at 0 or below it: backwards from there, the first stretch that comes up to σ holds the answer.
        let mut to = self.highest_bias();
        let mut bias = 0.0;
        for from in self.folds.iter().rev().copied().chain([0.0]) {
            if self.supervision_at(from) >= supervision {
                bias = bisect(from, to, |bias| self.supervision_at(bias) - supervision);
                break;
            }
            to = from;
        }
        State { supervision, ..self.state_at(bias) }
    }

    /// (1−σ)·γ·a·U′(θ), or (1−σ)·a·U′(w) where a gap is recovered: how many units of undetected error one unit leads to in the next generation; a state tips
    /// where it passes 1.
    #[must_use]
    pub fn reproduction_number(&self, state: &State) -> f64 {
        let slope = self.training.along_load(state.bias, self.table.at(state.bias)).slope;
        (1.0 - state.supervision) * self.training.gain() * self.unfound * slope
    }

    /// Every fold of the curve of fixed points, by rising bias: the first is where σ(θ), which descends from 1, turns up,
    /// the second where it turns down again, and so on. A σ below 0 is one that no supervision has.
    #[must_use]
    pub fn folds(&self) -> Vec<State> {
        self.folds.iter().map(|&bias| self.state_at(bias)).collect()
    }

    /// Every fold of the curve of fixed points with σ in 0–1, by rising bias; empty where there is no tipping point.
    #[must_use]
    pub fn tipping_points(&self) -> Vec<State> {
        self.folds().into_iter().filter(State::is_possible).collect()
    }

    /// x under a supervision that changes in steps, `generations` long each, the field carried over from one step to
    /// the next. Progress is left out: a ramp shows what supervision does.
    #[must_use]
    pub fn ramp(&self, supervisions: impl IntoIterator<Item = f64>, generations: usize) -> Vec<State> {
        let mut accepted = 0.0;
        supervisions
            .into_iter()
            .map(|supervision| {
                let mut bias = self.training.bias_after(supervision, accepted);
                for _ in 0..generations {
                    bias = self.training.bias_after(supervision, accepted);
                    accepted = self.unfound * self.table.share(bias);
                }
                State { supervision, bias, undetected_share: accepted }
            })
            .collect()
    }

    /// The curve of fixed points, (σ, θ, x) by rising bias from σ = 1 down to σ = 0: what the tipping points are the
    /// turns of.
    #[must_use]
    pub fn equilibria(&self, points: u32) -> Vec<State> {
        let highest = self.highest_bias();
        let mut equilibria: Vec<State> = (0..=points)
            .map(|i| self.state_at(highest * f64::from(i) / f64::from(points.max(1))))
            .filter(State::is_possible)
            .collect();
        // A field in which all work is wrong can't get worse: it stays there down to no supervision at all.
        if let (Training::RecoveredGap { .. }, Some(&last)) = (self.training, equilibria.last()) {
            equilibria.push(State { supervision: 0.0, ..last });
        }
        equilibria
    }

    /// The fixed point of this bias.
    fn state_at(&self, bias: f64) -> State {
        State { supervision: self.supervision_at(bias), bias, undetected_share: self.unfound * self.table.share(bias) }
    }

    /// σ(θ) = 1 − θ/(θ₀ + γ·a·U(θ)), the supervision under which θ is a fixed point.
    fn supervision_at(&self, bias: f64) -> f64 {
        let pull = self.pull(self.table.share(bias));
        // Without drift or contamination nothing moves a field away from 0.
        if bias == 0.0 {
            1.0
        } else if pull == 0.0 {
            f64::NEG_INFINITY
        } else {
            1.0 - self.training.load_of(bias) / pull
        }
    }

    /// The pull on a field of which the share U survives review.
    fn pull(&self, surviving: f64) -> f64 {
        match self.training {
            // In this order of factors, whose last bits are pinned.
            Training::Bias { drift, contamination } => drift + contamination * self.unfound * surviving,
            Training::RecoveredGap { .. } => self.training.pull(self.unfound * surviving),
        }
    }

    /// No fixed point lies above the bias of a field that accepts only wrong work.
    fn highest_bias(&self) -> f64 {
        self.training.bias_of(self.pull(1.0)).min(MAX_BIAS)
    }

    /// Where σ(θ) turns: roots of h(θ) = θ₀ + γ·a·(U − θU′). h′ = −γ·a·θU″, so between two sign changes of U″ there
    /// is at most one. Derivatives are those with respect to the load, which is θ itself unless a gap is recovered.
    fn find_folds(&self) -> Vec<f64> {
        let gain = self.training.gain() * self.unfound;
        let highest = self.highest_bias().min(self.training.last_bias());
        if gain == 0.0 || highest == 0.0 {
            return Vec::new();
        }
        let drift = self.training.pull(0.0);
        let at = |bias: f64| self.training.along_load(bias, self.table.at(bias));
        let turn = |bias: f64, u: Survival| drift + gain * (u.share - self.training.load_of(bias) * u.slope);
        // Ends of pieces on which h is monotone, with h there.
        let mut ends: Vec<(f64, f64)> = Vec::new();
        let mut before: Option<(f64, Survival)> = None;
        for i in 0..=PIECES {
            let cut = highest * f64::from(i) / f64::from(PIECES);
            let here = at(cut);
            if let Some((previous, there)) = before
                && there.curvature * here.curvature < 0.0
            {
                let inflection = bisect_any(previous, cut, |bias| at(bias).curvature);
                ends.push((inflection, turn(inflection, at(inflection))));
            }
            ends.push((cut, turn(cut, here)));
            before = Some((cut, here));
        }
        ends.windows(2)
            .filter(|pair| pair[0].1 * pair[1].1 < 0.0)
            .map(|pair| bisect_any(pair[0].0, pair[1].0, |bias| turn(bias, at(bias))))
            .collect()
    }
}

/// The root of a function with a sign change between `from` and `to`.
fn bisect_any(from: f64, to: f64, f: impl Fn(f64) -> f64) -> f64 {
    if f(from) >= 0.0 { bisect(from, to, f) } else { bisect(from, to, |x| -f(x)) }
}

/// The root of a function that is ≥ 0 at `from` and ≤ 0 at `to`, to the last bit.
fn bisect(mut from: f64, mut to: f64, f: impl Fn(f64) -> f64) -> f64 {
    loop {
        let middle = 0.5 * (from + to);
        if middle <= from || middle >= to {
            return middle;
        }
        if f(middle) >= 0.0 {
            from = middle;
        } else {
            to = middle;
        }
    }
}
