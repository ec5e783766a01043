//! What everybody does, given the shared factors: the same list for both ways of depending on each other.

use super::JudgementCall;
use super::kinds::Kind;
use crate::normal;
use crate::quadrature::{GridNode, Nested};

/// One value of what the whole field shares.
pub(super) struct Given {
    pub weight: f64,
    /// What the models of any family do, by what the family shares beyond that.
    pub families: Vec<Family>,
    /// P(an outside reviewer misses), and P(it objects to a right call).
    pub outside: Chances,
}

/// One value of what a family shares, with its weight given the field's.
pub(super) struct Family {
    pub weight: f64,
    /// What its models do.
    pub doing: Doing,
}

/// What the models of a family do.
#[derive(Clone, Copy)]
pub(super) struct Doing {
    /// Where all shared factors together put them: who is put at the same point does the same. Points are counted from 0.
    pub point: usize,
    /// P(the author errs).
    pub error: f64,
    pub model: Chances,
}

/// What one checker does, with the opposites.
#[derive(Clone, Copy)]
pub(super) struct Chances {
    /// P(it misses a wrong call) and P(it catches one).
    pub wrong: [f64; 2],
    /// P(it approves a right call) and P(it objects to one).
    pub right: [f64; 2],
}

impl Chances {
    /// Of a checker who misses a wrong call and objects to a right one so often, each with its opposite.
    fn new(wrong: [f64; 2], [objects, approves]: [f64; 2]) -> Chances {
        Chances { wrong, right: [approves, objects] }
    }
}

fn opposite(chance: f64) -> [f64; 2] {
    [chance, 1.0 - chance]
}

impl JudgementCall {
    /// Every value of what is shared, at bias θ.
    pub(super) fn given(&self, bias: f64) -> Vec<Given> {
        self.given_on(&self.nested(self.panel.outside > 0), bias)
    }

    /// Every value of what is shared, at bias θ, with these rules over the factors.
    pub(super) fn given_on(&self, nested: &Nested, bias: f64) -> Vec<Given> {
        if let Some(kinds) = self.kinds_of_calls(bias) {
            let given = |(point, kind): (usize, &Kind)| {
                let model = Chances::new(opposite(kind.miss), opposite(kind.alarm));
                Given {
                    weight: kind.weight,
                    families: vec![Family { weight: 1.0, doing: Doing { point, error: kind.error, model } }],
                    outside: Chances::new(opposite(kind.outside_miss), opposite(kind.outside_alarm)),
                }
            };
            return kinds.iter().enumerate().map(given).collect();
        }
        let [field_loading, _, own] = self.correlation.loadings();
        let [error_bias, miss_bias] = self.biases(bias);
        let below = |threshold: f64| [normal::cdf(threshold / own), normal::cdf(-threshold / own)];
        let doing = |point: usize, shift: f64| Doing {
            point,
            error: normal::cdf((self.error_threshold + error_bias + shift) / own),
            model: Chances::new(below(self.miss_threshold + miss_bias + shift), below(self.alarm_threshold + shift)),
        };
        let mut points = Points::of(nested);
        let field = |shift: i64| if field_loading > 0.0 { shift as f64 * nested.unit / field_loading } else { 0.0 };
        let mut family = |shift: i64, weight: f64| {
            let doing = points.at(shift, |point| doing(point, -shift as f64 * nested.unit));
            Family { weight, doing }
        };
        let at = |node: &GridNode| Given {
            weight: node.weight,
            families: nested.family.iter().map(|inner| family(node.shift + inner.shift, inner.weight)).collect(),
            outside: Chances::new(
                self.outside.below(self.outside.miss_threshold, field(node.shift)),
                self.outside.below(self.alarm_threshold, field(node.shift)),
            ),
        };
        nested.field.iter().map(at).collect()
    }

    /// The rules over the factors; fine enough for outside reviewers too, where they are looked at.
    pub(super) fn nested(&self, with_outside: bool) -> Nested {
        let beside = if with_outside { [self.outside.loading, self.outside.rest()] } else { [0.0, 1.0] };
        Nested::beside(self.correlation.loadings(), beside)
    }
}

/// What models do at the points of a grid, each worked out once.
struct Points {
    /// By sum of shifts from `lowest` on; nothing where few sums are met twice.
    known: Vec<Option<Doing>>,
    lowest: i64,
    /// Points that were met.
    met: usize,
}

impl Points {
    fn of(nested: &Nested) -> Points {
        let (lowest, highest) = nested.span();
        let points = usize::try_from(highest - lowest + 1).unwrap_or(usize::MAX);
        let kept = if points < nested.field.len() * nested.family.len() { points } else { 0 };
        Points { known: vec![None; kept], lowest, met: 0 }
    }

    fn at(&mut self, shift: i64, work_out: impl FnOnce(usize) -> Doing) -> Doing {
        let met = &mut self.met;
        let new = || {
            *met += 1;
            work_out(*met - 1)
        };
        match usize::try_from(shift - self.lowest).ok().and_then(|place| self.known.get_mut(place)) {
            Some(known) => *known.get_or_insert_with(new),
            None => new(),
        }
    }
}
