//! The opening: the same wrong calls meet the same reviewers in two worlds that differ in overlap alone.

use blindspot_model::params::MAX_RHO_BETWEEN;
use blindspot_model::{JudgedCall, Measures, Parameter, Params, SameCalls};

use super::number::significant;
use super::{Frame, Table};
use crate::chart::Picture;
use crate::chart::walls::Walls;

/// Judgement calls that are drawn.
pub const CALLS: usize = 1000;

/// The seed of every picture on the page: one whose draws lie close to what is expected at every overlap, so that the
/// picture and the exact number beside it tell the same story.
pub const SEED: u64 = 10;

/// The calls of the opening, and the order of their rows.
#[derive(Clone, Debug)]
pub struct Calls {
    drawn: SameCalls,
    /// F of every call where it is strongest. The same call stands in the same row at every overlap.
    difficulty: Vec<f64>,
}

impl Calls {
    /// Draws them.
    #[must_use]
    pub fn drawn() -> Calls {
        let drawn = SameCalls::drawn(CALLS, SEED);
        let difficulty = drawn.judged(&params(MAX_RHO_BETWEEN), 0.0).into_iter().map(|call| call.field).collect();
        Calls { drawn, difficulty }
    }
}

/// The setting of the opening, in which the reviewers overlap so much. Supervision is perfect here.
fn params(overlap: f64) -> Params {
    Params::default()
        .with(Parameter::Supervision, 1.0)
        .and_then(|params| params.with_correlations(overlap, overlap))
        .unwrap_or_default()
}

/// One world of the opening.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    /// The picture.
    pub frame: Frame,
    /// What the exact solution says of it.
    pub measures: Measures,
    /// Wrong calls drawn.
    pub wrong: usize,
    /// Wrong calls that pass every reviewer, as drawn.
    pub published: usize,
    /// Each reviewer's miss rate over all the calls, as drawn.
    pub miss_rates: Vec<f64>,
}

/// The world in which the reviewers overlap so much: latent correlation 0–0.95.
#[must_use]
pub fn world(calls: &Calls, overlap: f64) -> World {
    let params = params(overlap);
    let judged = calls.drawn.judged(&params, 0.0);
    let reviewers = params.reviewers();
    let miss_rates = (0..reviewers)
        .map(|reviewer| judged.iter().filter(|call| call.misses[reviewer]).count() as f64 / judged.len() as f64)
        .collect();
    let mut wrong: Vec<&JudgedCall> = judged.iter().filter(|call| call.is_wrong).collect();
    wrong.sort_by(|a, b| calls.difficulty[b.index].total_cmp(&calls.difficulty[a.index]));
    let walls = Walls {
        rows: wrong.iter().map(|call| call.misses.iter().map(|missed| !missed).collect()).collect(),
        reviewers,
        right: judged.len() - wrong.len(),
    };
    let (errors, published, stopped) = (walls.rows.len(), walls.passed(), walls.stopped());
    let measures = Measures::of(&params, 0.0);
    let name = if overlap == 0.0 { "Independent reviewers" } else { "Reviewers with shared blind spots" };
    let title = name.to_owned();
    let summary = format!(
        "{errors} wrong calls meet {reviewers} reviewers; {published} of them pass all and enter the record beside {} \
         right calls.",
        walls.right
    );
    let mut rows: Vec<Vec<String>> = stopped
        .iter()
        .enumerate()
        .map(|(i, n)| vec![format!("stopped first by reviewer {}", i + 1), n.to_string()])
        .collect();
    rows.push(vec!["published".to_owned(), published.to_string()]);
    let frame = Frame {
        title,
        subtitle: format!("Latent correlation of their mistakes: {}", significant(overlap, 2)),
        summary,
        picture: Picture::Walls(walls),
        table: Table { columns: vec!["Wrong call".to_owned(), "count".to_owned()], rows },
    };
    World { frame, measures, wrong: errors, published, miss_rates }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_overlap_differs() {
        let calls = Calls::drawn();
        let (apart, alike) = (world(&calls, 0.0), world(&calls, 0.95));
        assert_eq!([apart.wrong, alike.wrong], [100, 100]);
        for (world, expected) in [(&apart, 0.8), (&alike, 93.7)] {
            let spread = (expected * (100.0 - expected) / 100.0_f64).sqrt();
            assert!((world.published as f64 - expected).abs() < 4.0 * spread, "{} published", world.published);
            assert!((world.measures.miss_rate_now - 0.2).abs() < 1e-12);
            for rate in &world.miss_rates {
                assert!((rate - 0.2).abs() < 4.0 * (0.16_f64 / CALLS as f64).sqrt(), "{rate}");
            }
        }
    }
}
