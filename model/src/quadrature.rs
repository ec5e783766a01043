//! Integrals over a standard normal factor.

use crate::normal;

/// A node of a rule: where, and with what weight.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// Value of the factor.
    pub at: f64,
    /// φ(at) times the step.
    pub weight: f64,
}

/// Step in units of the narrowest scale of the integrand. The trapezoid rule on a Gaussian weight converges faster
/// than any power of the step; halving this one changes no U by more than 1e-8 of itself, and no single bin of the miss
/// histogram by more than 1e-9 of the error rate (see `tests/exact.rs`).
const RELATIVE_STEP: f64 = 0.35;

/// Where the factor stops to matter. Below, far enough for a product of sixteen rare misses, which draws its mass from
/// calls that are very hard for everybody; above, where φ is below the last bit.
const LOWEST: f64 = -13.0;
const HIGHEST: f64 = 8.5;

/// A trapezoid rule for ∫ φ(x)·g(x) dx where g is built of Φ((c − loading·x)/rest).
///
/// `loading` ≥ 0 is how strongly the factor enters, `rest` > 0 the standard deviation of what it leaves open. A factor
/// that does not enter costs one node.
#[must_use]
pub fn gaussian(loading: f64, rest: f64) -> Vec<Node> {
    if loading == 0.0 {
        return vec![Node { at: 0.0, weight: 1.0 }];
    }
    let step = step(loading, rest);
    let node = |at| Node { at, weight: normal::density(at) * step };
    multiples(step, LOWEST, HIGHEST).map(|i| node(i as f64 * step)).collect()
}

/// Cov(X < a, Y < b) of two standard normals with correlation 0 ≤ ρ < 1: P(both) less what independence gives.
#[must_use]
pub fn covariance_below(a: f64, b: f64, rho: f64) -> f64 {
    if rho <= 0.0 || a.is_infinite() || b.is_infinite() {
        return 0.0;
    }
    // Cov(X > a, Y > b) is the same and keeps its digits where both are nearly certain.
    let (a, b) = if a + b > 0.0 { (-a, -b) } else { (a, b) };
    let (loading, rest) = (libm::sqrt(rho), libm::sqrt(1.0 - rho));
    let both: f64 = gaussian(loading, rest)
        .into_iter()
        .map(|node| {
            let below = |threshold: f64| normal::cdf((threshold - loading * node.at) / rest);
            node.weight * below(a) * below(b)
        })
        .sum();
    both - normal::cdf(a) * normal::cdf(b)
}

/// The step of [`gaussian`].
fn step(loading: f64, rest: f64) -> f64 {
    RELATIVE_STEP * rest / libm::hypot(loading, rest)
}

/// The multiples of `step` from `low` to `high`, by what it is multiplied with.
// A rule has at most a few thousand nodes.
#[allow(clippy::cast_possible_truncation)]
fn multiples(step: f64, low: f64, high: f64) -> impl Iterator<Item = i64> {
    let first = libm::ceil(low / step) as i64;
    let last = libm::floor(high / step) as i64;
    first..=last
}

/// A node of a rule on a grid: how far it shifts what it enters, in units of the grid, and with what weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GridNode {
    /// loading·x in units of the grid.
    pub shift: i64,
    /// φ(x) times the step.
    pub weight: f64,
}

/// Rules for the field's factor and, inside it, a family's: nested, on one grid of shifts. All that is integrated
/// depends on the sum of both shifts only, so it takes a value for each point of the grid instead of one for each pair
/// of nodes.
#[derive(Clone, Debug)]
pub struct Nested {
    /// The spacing of the grid in probits.
    pub unit: f64,
    /// Over the field's factor.
    pub field: Vec<GridNode>,
    /// Over a family's factor, given the field's.
    pub family: Vec<GridNode>,
    field_loading: f64,
    /// The step of the field's rule in units.
    field_stride: i64,
}

impl Nested {
    /// The rules for factors that enter with these loadings, the third being what they leave open.
    #[must_use]
    pub fn new(loadings: [f64; 3]) -> Nested {
        Nested::beside(loadings, [0.0, 1.0])
    }

    /// As [`Nested::new`], fine enough too for something else that the field's factor enters: with the first of these
    /// loadings, the second being what it leaves open.
    #[must_use]
    pub fn beside([field, family, own]: [f64; 3], [other, other_rest]: [f64; 2]) -> Nested {
        let mut widths = [(field, libm::hypot(family, own)), (family, own)]
            .map(|(loading, rest)| if loading == 0.0 { f64::INFINITY } else { step(loading, rest) * loading });
        if field > 0.0 && other > 0.0 {
            widths[0] = widths[0].min(step(other, other_rest) * field);
        }
        let narrower = widths[0].min(widths[1]);
        let unit = if narrower.is_finite() { narrower } else { 1.0 };
        // The wider step is made a little narrower: a whole number of units.
        let [field_stride, family_stride] = widths.map(|width| stride(width, unit));
        Nested {
            unit,
            field: rule(field, field_stride, unit),
            family: rule(family, family_stride, unit),
            field_loading: field,
            field_stride,
        }
    }

    /// The lowest and the highest sum of the shifts of two nodes.
    #[must_use]
    pub fn span(&self) -> (i64, i64) {
        let ends = |rule: &[GridNode]| (rule.first().map_or(0, |n| n.shift), rule.last().map_or(0, |n| n.shift));
        let (field, family) = (ends(&self.field), ends(&self.family));
        (field.0 + family.0, field.1 + family.1)
    }

    /// E g(s − the field's shift) for many shifts s at the price of one: g is evaluated once on a grid that all of
    /// them share, at the shifts in units that it is given.
    ///
    /// `None` where the factor hardly enters: there a fine grid has more points than the rules of all shifts have.
    #[must_use]
    pub fn expectations(&self, shifts: &[f64], evaluate: impl Fn(&[i64]) -> Vec<f64>) -> Option<Vec<f64>> {
        let step = self.field_stride as f64 * self.unit;
        let loading = self.field_loading;
        if loading == 0.0 || step < NARROWEST_GRID {
            return None;
        }
        let low = shifts.iter().copied().fold(f64::INFINITY, f64::min) - loading * HIGHEST;
        let high = shifts.iter().copied().fold(f64::NEG_INFINITY, f64::max) - loading * LOWEST;
        let grid: Vec<i64> = multiples(step, low, high).map(|i| i * self.field_stride).collect();
        let values = evaluate(&grid);
        // Made floats once: in the loop below that would double its time.
        let at: Vec<f64> = grid.iter().map(|&at| at as f64 * self.unit).collect();
        let expectation = |shift: &f64| {
            let sum: f64 = at
                .iter()
                .zip(&values)
                .map(|(at, value)| ((shift - at) / loading, value))
                .filter(|(factor, _)| (LOWEST..=HIGHEST).contains(factor))
                .map(|(factor, value)| normal::density(factor) * value)
                .sum();
            sum * step / loading
        };
        Some(shifts.iter().map(expectation).collect())
    }
}

/// The narrowest grid that many shifts share, in probits.
const NARROWEST_GRID: f64 = 0.005;

/// How many whole units fit into a width, at least one.
// Loadings are at least 1e-4 or so: a few thousand units.
#[allow(clippy::cast_possible_truncation)]
fn stride(width: f64, unit: f64) -> i64 {
    if width.is_finite() { ((width / unit) as i64).max(1) } else { 1 }
}

/// A trapezoid rule with a node every so many units of shift.
fn rule(loading: f64, stride: i64, unit: f64) -> Vec<GridNode> {
    if loading == 0.0 {
        return vec![GridNode { shift: 0, weight: 1.0 }];
    }
    let step = stride as f64 * unit / loading;
    let node = |i| GridNode { shift: i * stride, weight: normal::density(i as f64 * step) * step };
    multiples(step, LOWEST, HIGHEST).map(node).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_sum_to_one() {
        for (loading, rest) in [(0.0, 1.0), (0.1, 0.995), (0.8, 0.6), (0.985, 0.173)] {
            let total: f64 = gaussian(loading, rest).iter().map(|n| n.weight).sum();
            assert!((total - 1.0).abs() < 1e-12, "{total}");
        }
    }

    #[test]
    fn nested_rules_share_a_grid() {
        let rest = |between: f64, within: f64| [between.sqrt(), (within - between).sqrt(), (1.0 - within).sqrt()];
        for (between, within) in [(0.0, 0.0), (0.35, 0.35), (0.0, 0.5), (0.6, 0.8), (0.01, 0.97), (0.95, 0.96)] {
            let loadings = rest(between, within);
            let nested = Nested::new(loadings);
            for (rule, loading) in [(&nested.field, loadings[0]), (&nested.family, loadings[1])] {
                let total: f64 = rule.iter().map(|n| n.weight).sum();
                let square = |shift: i64| (shift as f64 * nested.unit) * (shift as f64 * nested.unit);
                let spread: f64 = rule.iter().map(|n| n.weight * square(n.shift)).sum();
                assert!((total - 1.0).abs() < 1e-12, "{total}");
                assert!((spread - loading * loading).abs() < 1e-12, "{spread} instead of {}", loading * loading);
            }
            // No rule is coarser than one of its own would be, nor much finer.
            let alone = gaussian(loadings[0], libm::hypot(loadings[1], loadings[2])).len();
            assert!((alone..=2 * alone + 1).contains(&nested.field.len()), "{alone}: {}", nested.field.len());
        }
    }

    #[test]
    fn one_factor_gives_the_margin() {
        // E Φ((c − √ρ F)/√(1−ρ)) = Φ(c).
        for rho in [0.01_f64, 0.35, 0.8, 0.97, 0.999] {
            let (loading, rest) = (rho.sqrt(), (1.0 - rho).sqrt());
            for c in [-3.0, -1.2, 0.0, 2.0] {
                let mean: f64 =
                    gaussian(loading, rest).iter().map(|n| n.weight * normal::cdf((c - loading * n.at) / rest)).sum();
                assert!((mean / normal::cdf(c) - 1.0).abs() < 1e-10, "rho {rho}, c {c}: {mean}");
            }
        }
    }
}
