//! The opening: the same wrong calls meet the same reviewers in two worlds that differ in overlap alone.

use blindspot_model::order::ordered;
use blindspot_model::params::MAX_RHO_BETWEEN;
use blindspot_model::{JudgedCall, Measures, Parameter, Params, SameCalls};

use super::{Cell, Frame, Table};
use crate::chart::Picture;
use crate::chart::stance::Stance;
use crate::chart::walls::{Row, Walls};
use crate::text::number::significant;

/// Judgement calls that are drawn.
pub const CALLS: usize = 1000;

/// The seed of every picture on the page: one whose draws lie close to what is expected at every overlap, so that the
/// picture and the exact number beside it tell the same story.
pub const SEED: u64 = 10;

/// The calls of the opening, and the order of their rows.
#[derive(Clone, Debug)]
pub struct Calls {
    drawn: SameCalls,
    /// Which of the calls are wrong, from the easiest to the hardest by F where it is strongest. No overlap changes an
    /// author's draw, so the same call stands in the same row at every overlap.
    rows: Vec<usize>,
}

impl Calls {
    /// Draws them.
    #[must_use]
    pub fn drawn() -> Calls {
        let drawn = SameCalls::drawn(CALLS, SEED);
        let mut wrong = drawn.judged(&params(MAX_RHO_BETWEEN), 0.0);
        wrong.retain(|call| call.is_wrong);
        let wrong = ordered(&wrong, |call| -call.field);
        Calls { drawn, rows: wrong.into_iter().map(|call| call.index).collect() }
    }

    /// The smallest overlap, in steps of 0.01, from which on the call of this row passes every reviewer; `None` where
    /// at least one catches it even at the largest.
    #[must_use]
    pub fn passes_from(&self, row: usize) -> Option<f64> {
        let &index = self.rows.get(row)?;
        let overlap = |step: u32| f64::from(step) / 100.0;
        let is_caught = |step: &u32| {
            let call = self.drawn.judge(index, &params(overlap(*step)), 0.0);
            call.is_some_and(|call| call.misses.contains(&false))
        };
        match (0..=MOST_STEPS).rev().find(is_caught) {
            Some(MOST_STEPS) => None,
            Some(last) => Some(overlap(last + 1)),
            None => Some(0.0),
        }
    }
}

/// The largest overlap, in steps of 0.01.
const MOST_STEPS: u32 = 95;

/// The setting of the opening, in which the reviewers overlap so much. Supervision is perfect here.
#[must_use]
pub fn params(overlap: f64) -> Params {
    Params::default().changed(Parameter::Supervision, 1.0).correlated(overlap, overlap)
}

/// One world of the opening.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    /// The overlap of its reviewers.
    pub overlap: f64,
    /// The picture, at rest.
    pub walls: Walls,
    /// What the exact solution says of it.
    pub measures: Measures,
    /// Each reviewer's miss rate over all the calls, as drawn.
    pub miss_rates: Vec<f64>,
    /// The chance that an audit of a wrong call finds it.
    pub audit_sensitivity: f64,
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
    let row = |&index: &usize| {
        let JudgedCall { is_shared, misses, .. } = &judged[index];
        Row { catches: misses.iter().map(|missed| !missed).collect(), is_shared: *is_shared }
    };
    let walls = Walls {
        rows: calls.rows.iter().map(row).collect(),
        reviewers,
        right: judged.len() - calls.rows.len(),
        chosen: None,
        moving: None,
    };
    let audit_sensitivity = params.get(Parameter::AuditSensitivity);
    World { overlap, walls, measures: Measures::of(&params, 0.0), miss_rates, audit_sensitivity }
}

impl World {
    /// Wrong calls drawn.
    #[must_use]
    pub fn wrong(&self) -> usize {
        self.walls.rows.len()
    }

    /// Wrong calls that pass every reviewer, as drawn.
    #[must_use]
    pub fn published(&self) -> usize {
        self.walls.passed()
    }

    /// The figure while one row is looked at and rows may be sliding. Words and table are of the rows at rest.
    #[must_use]
    pub fn frame(&self, chosen: Option<usize>, moving: Option<Vec<Stance>>) -> Frame {
        let Walls { reviewers, right, .. } = self.walls;
        let (wrong, published) = (self.wrong(), self.published());
        let mut summary = format!(
            "{wrong} wrong calls meet {reviewers} reviewers; {published} of them pass all and enter the record beside \
             {right} right calls."
        );
        if let Some((row, chosen)) = chosen.and_then(|row| Some((row, self.walls.rows.get(row)?))) {
            let fate =
                chosen.stop().map_or("is published".to_owned(), |wall| format!("is stopped by reviewer {}", wall + 1));
            summary = format!("{summary} Wrong call {} is picked out; it {fate}.", row + 1);
        }
        let stopped = self.walls.stopped().into_iter().enumerate();
        let stopped = stopped
            .map(|(i, count)| vec![Cell::name(format!("stopped first by reviewer {}", i + 1)), Cell::count(count)]);
        let name = if self.overlap == 0.0 { "Independent" } else { "Shared blind spots" };
        let pass = if published == 1 { "passes" } else { "pass" };
        Frame {
            title: format!("{name}: {published} of {wrong} wrong calls {pass}"),
            subtitle: format!("Latent correlation of their mistakes: {}", significant(self.overlap, 2)),
            summary,
            table: Table {
                columns: vec!["Wrong call".to_owned(), "count".to_owned()],
                rows: stopped.chain([vec![Cell::name("published"), Cell::count(published)]]).collect(),
            },
            picture: Picture::Walls(Walls { chosen, moving, ..self.walls.clone() }),
        }
    }
}

/// A row worth a look: the middle one of those that only independent reviewers stop; where the worlds hardly differ, the
/// middle one of all.
#[must_use]
pub fn telling_row(apart: &World, alike: &World) -> usize {
    let pairs = apart.walls.rows.iter().zip(&alike.walls.rows).enumerate();
    let turned: Vec<usize> =
        pairs.filter(|(_, (apart, alike))| apart.stop().is_some() && alike.stop().is_none()).map(|(i, _)| i).collect();
    turned.get(turned.len() / 2).copied().unwrap_or(apart.wrong() / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_overlap_differs() {
        let calls = Calls::drawn();
        let (apart, alike) = (world(&calls, 0.0), world(&calls, 0.95));
        assert_eq!([apart.wrong(), alike.wrong()], [100, 100]);
        for (world, expected) in [(&apart, 0.8), (&alike, 93.7)] {
            let spread = (expected * (100.0 - expected) / 100.0_f64).sqrt();
            assert!((world.published() as f64 - expected).abs() < 4.0 * spread, "{} published", world.published());
            assert!((world.measures.miss_rate_now - 0.2).abs() < 1e-12);
            for rate in &world.miss_rates {
                assert!((rate - 0.2).abs() < 4.0 * (0.16_f64 / CALLS as f64).sqrt(), "{rate}");
            }
        }
    }

    #[test]
    fn a_row_is_the_same_call_at_every_overlap() {
        let calls = Calls::drawn();
        for overlap in [0.0, 0.4, 0.95] {
            let judged = calls.drawn.judged(&params(overlap), 0.0);
            assert_eq!(judged.iter().filter(|call| call.is_wrong).count(), calls.rows.len());
            assert!(calls.rows.iter().all(|&index| judged[index].is_wrong));
        }
    }

    #[test]
    fn a_call_passes_from_where_the_worlds_say() {
        let calls = Calls::drawn();
        let worlds: Vec<World> = (0..=MOST_STEPS).map(|step| world(&calls, f64::from(step) / 100.0)).collect();
        let mut turned = 0;
        for row in 0..calls.rows.len() {
            let passes: Vec<bool> = worlds.iter().map(|world| world.walls.rows[row].stop().is_none()).collect();
            let at_the_end = passes.iter().rev().take_while(|&&passes| passes).count();
            let expected = (at_the_end > 0).then(|| (passes.len() - at_the_end) as f64 / 100.0);
            assert_eq!(calls.passes_from(row), expected, "row {row}");
            turned += usize::from(expected.is_some_and(|overlap| overlap > 0.0));
        }
        assert!(turned > 80, "{turned} rows turn");
        assert_eq!(calls.passes_from(calls.rows.len()), None);
    }

    #[test]
    fn words_and_table_are_of_the_rows_at_rest() {
        let calls = Calls::drawn();
        let (apart, alike) = (world(&calls, 0.0), world(&calls, 0.95));
        let still = alike.frame(None, None);
        let moving = alike.frame(None, Some(apart.walls.at_rest()));
        assert_eq!((&moving.summary, &moving.table), (&still.summary, &still.table));
        assert_ne!(moving.picture, still.picture);
        assert!(alike.frame(Some(99), None).summary.ends_with("Wrong call 100 is picked out; it is published."));
        assert_eq!(alike.frame(Some(100), None).summary, still.summary);
    }
}
