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
            let given = |kind: &Kind| Given {
                weight: kind.weight,
                families: vec![Family {
                    weight: 1.0,
                    error: kind.error,
                    model: Chances::new(opposite(kind.miss), opposite(kind.alarm)),
                }],
                outside: Chances::new(opposite(kind.outside_miss), opposite(kind.outside_alarm)),
            };
            return kinds.iter().map(given).collect();
        }
        let [field_loading, _, own] = self.correlation.loadings();
        let [error_bias, miss_bias] = self.biases(bias);
        let below = |threshold: f64| [normal::cdf(threshold / own), normal::cdf(-threshold / own)];
        let family = |shift: f64, weight: f64| Family {
            weight,
            error: normal::cdf((self.error_threshold + error_bias + shift) / own),
            model: Chances::new(below(self.miss_threshold + miss_bias + shift), below(self.alarm_threshold + shift)),
        };
        let field = |shift: i64| if field_loading > 0.0 { shift as f64 * nested.unit / field_loading } else { 0.0 };
        let at = |node: &GridNode| Given {
            weight: node.weight,
            families: nested
                .family
                .iter()
                .map(|inner| family(-(node.shift + inner.shift) as f64 * nested.unit, inner.weight))
                .collect(),
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
