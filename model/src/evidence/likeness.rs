//! How alike pieces of evidence are: through one factor for all of them, or through a factor for each group of those that share
//! something.

use super::marks::Marks;
use crate::{normal, quadrature};

/// How far rounding may take products of loadings from the likeness of two pieces.
const SAME: f64 = 1e-9;

/// A factor, with the pieces that it enters and how strongly, 0–√.97.
#[derive(Clone, Debug, PartialEq)]
struct Factor {
    loadings: Vec<(usize, f64)>,
}

/// The factors of some pieces, each of which one enters at most.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Factors(Vec<Factor>);

impl Factors {
    /// The factors of pieces with these marks: one for each group of pieces that hang together by what they share. In a group
    /// whose likenesses are products of loadings, these are its pieces' loadings; in any other each has the root of the group's mean
    /// likeness.
    pub fn of_marks(marks: &[Marks]) -> Factors {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for piece in 0..marks.len() {
            let shares = |group: &Vec<usize>| group.iter().any(|&other| marks[piece].likeness(marks[other]) > 0.0);
            let (joined, apart): (Vec<_>, Vec<_>) = groups.into_iter().partition(shares);
            let mut group: Vec<usize> = joined.concat();
            group.push(piece);
            group.sort_unstable();
            groups = apart;
            groups.push(group);
        }
        let factor = |group: Vec<usize>| {
            let likeness = |i: usize, j: usize| marks[group[i]].likeness(marks[group[j]]);
            let loadings = products(group.len(), likeness).unwrap_or_else(|| evenly(group.len(), likeness));
            Factor { loadings: group.iter().copied().zip(loadings).collect() }
        };
        Factors(groups.into_iter().map(factor).collect())
    }

    /// P(every piece's latent draw lies below its threshold).
    pub fn all_below(&self, thresholds: &[f64]) -> f64 {
        let below = |Factor { loadings }: &Factor| {
            let highest = loadings.iter().map(|(_, loading)| *loading).fold(0.0, f64::max);
            let rest = |loading: f64| libm::sqrt(1.0 - loading * loading);
            let given = |node: quadrature::Node| {
                let below = |&(piece, loading): &(usize, f64)| {
                    normal::cdf((thresholds[piece] - loading * node.at) / rest(loading))
                };
                node.weight * loadings.iter().map(below).product::<f64>()
            };
            quadrature::gaussian(highest, rest(highest)).into_iter().map(given).sum::<f64>().min(1.0)
        };
        self.0.iter().map(below).product()
    }
}

/// The loadings whose products are the likenesses of all pairs of a group, where there are such.
fn products(pieces: usize, likeness: impl Fn(usize, usize) -> f64) -> Option<Vec<f64>> {
    let of_first = match pieces {
        1 => return Some(vec![0.0]),
        2 => libm::sqrt(likeness(0, 1)),
        _ => libm::sqrt(likeness(0, 1) * likeness(0, 2) / likeness(1, 2)),
    };
    let loading = |i: usize| if i == 0 { of_first } else { likeness(0, i) / of_first };
    let loadings: Vec<f64> = (0..pieces).map(loading).collect();
    let fits = |i: usize, j: usize| (loadings[i] * loadings[j] - likeness(i, j)).abs() < SAME;
    let is_possible = loadings.iter().all(|loading| (0.0..=super::highest_loading()).contains(loading));
    (is_possible && (0..pieces).all(|i| (0..i).all(|j| fits(i, j)))).then_some(loadings)
}

/// The root of the mean likeness, for every piece of a group.
fn evenly(pieces: usize, likeness: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    let pairs = (0..pieces).flat_map(|i| (0..i).map(move |j| (i, j)));
    let (count, sum) = pairs.fold((0.0, 0.0), |(count, sum), (i, j)| (count + 1.0, sum + likeness(i, j)));
    vec![libm::sqrt(sum / f64::max(count, 1.0)).min(super::highest_loading()); pieces]
}

#[cfg(test)]
mod tests {
    use super::super::Mark;
    use super::*;

    fn loadings(marks: &[Marks]) -> Vec<f64> {
        let mut all: Vec<(usize, f64)> =
            Factors::of_marks(marks).0.into_iter().flat_map(|factor| factor.loadings).collect();
        all.sort_by_key(|(piece, _)| *piece);
        all.into_iter().map(|(_, loading)| loading).collect()
    }

    #[test]
    fn groups_have_factors_of_their_own() {
        let [data, weights, none] = [Marks::of(&[Mark::Data]), Marks::of(&[Mark::Weights]), Marks::default()];
        let factors = Factors::of_marks(&[data, weights, none, data, weights, data]);
        assert_eq!(factors.0.len(), 3);
        let squares: Vec<f64> = loadings(&[data, weights, none, data, weights, data]).iter().map(|l| l * l).collect();
        for (square, likeness) in squares.iter().zip([0.5, 0.7, 0.0, 0.5, 0.7, 0.5]) {
            assert!((square - likeness).abs() < 1e-12, "{square} {likeness}");
        }
    }

    #[test]
    fn likenesses_that_are_no_products_are_evened_out() {
        // Two pieces that share nothing hang together by a third.
        let [data, judge] = [Mark::Data, Mark::Judge];
        let all = loadings(&[Marks::of(&[data]), Marks::of(&[data, judge]), Marks::of(&[judge])]);
        let mean = (0.5 + 0.3 + 0.0) / 3.0;
        assert!(all.iter().all(|loading| (loading * loading - mean).abs() < 1e-12), "{all:?}");
        // Here they are products: .5, .5, and .5 with what the second shares beside that alone.
        let both = Marks::of(&[data, judge]);
        let alone = loadings(&[Marks::of(&[data]), both, Marks::of(&[data])]);
        assert!(alone.iter().all(|loading| (loading * loading - 0.5).abs() < 1e-12), "{alone:?}");
    }
}
