//! One world of the opening: its reviewers as walls, its audits as a gate, what gets through.

use blindspot_model::{JudgedCall, Measures, Params};

use super::Calls;
use crate::chart::Picture;
use crate::chart::stance::Stance;
use crate::chart::walls::{CallRow, Walls};
use crate::figure::{Cell, Frame, Table, known};

/// What becomes of the opening's decisions in one setting, before any training has fed back.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    /// The setting.
    pub params: Params,
    /// The picture, at rest.
    pub walls: Walls,
    /// What the exact solution says of the first generation.
    pub measures: Measures,
}

impl World {
    /// These decisions in this setting.
    #[must_use]
    pub fn of(calls: &Calls, params: &Params) -> World {
        let (judged, right) = calls.judged(params);
        let row = |call: JudgedCall| CallRow {
            catches: call.misses.iter().map(|missed| !missed).chain([call.is_found]).collect(),
            is_shared: call.is_shared,
            is_there: call.is_wrong,
        };
        let walls = Walls {
            rows: judged.into_iter().map(row).collect(),
            reviewers: params.checkers(),
            has_gate: true,
            right,
            chosen: None,
            moving: None,
        };
        World { params: *params, walls, measures: (*known::first_generation(params)).clone() }
    }

    /// Decisions made wrong, as drawn.
    #[must_use]
    pub fn wrong(&self) -> usize {
        self.walls.wrong()
    }

    /// Wrong decisions that nothing stops, as drawn.
    #[must_use]
    pub fn undetected(&self) -> usize {
        self.walls.passed()
    }

    /// The picture under this title while one row is looked at and rows may be sliding. Words and table are of the rows at
    /// rest.
    #[must_use]
    pub fn frame(&self, title: &str, subtitle: &str, chosen: Option<usize>, moving: Option<Vec<Stance>>) -> Frame {
        let walls = &self.walls;
        let (wrong, undetected, found) = (walls.wrong(), walls.passed(), walls.found());
        let stopped = walls.stopped();
        let summary = format!(
            "Of {} decisions {wrong} are made wrong. Reviewers stop {} of them, audits find {found} more, and {undetected} stay \
             wrong.",
            walls.calls(),
            stopped.iter().sum::<usize>(),
        );
        let first = stopped.iter().enumerate();
        let first = first.map(|(i, &count)| (format!("stopped first by reviewer {}", i + 1), count));
        let rows = std::iter::once(("made wrong".to_owned(), wrong))
            .chain(first)
            .chain([("found by audits".to_owned(), found), ("stay wrong".to_owned(), undetected)])
            .map(|(name, count)| vec![Cell::name(name), Cell::count(count)])
            .collect();
        Frame {
            title: title.to_owned(),
            subtitle: subtitle.to_owned(),
            summary,
            table: Table::new(vec!["Of 1,000 decisions".to_owned(), "count".to_owned()], rows),
            picture: Picture::Walls(Walls { chosen, moving, ..walls.clone() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::hero::{CALLS, reported};
    use blindspot_model::Parameter;

    #[test]
    fn what_is_drawn_lies_close_to_what_is_expected() {
        let calls = Calls::drawn();
        for (diversity, supervision, audits) in [
            (1.0, 1.0, 45.0),
            (0.32, 0.5, 45.0),
            (0.32, 1.0, 45.0),
            (0.0, 0.5, 250.0),
            (0.0, 0.0, 0.0),
            (0.7, 0.8, 500.0),
        ] {
            let params = Params::default()
                .with_all([
                    (Parameter::Diversity, diversity),
                    (Parameter::Supervision, supervision),
                    (Parameter::AuditBudget, audits),
                ])
                .unwrap();
            for params in [params, reported(&params)] {
                let world = World::of(&calls, &params);
                let drawn = [world.wrong(), world.undetected()].map(|count| count as f64);
                let expected =
                    [world.measures.error_rate_now, world.measures.undetected_share].map(|x| x * CALLS as f64);
                for (drawn, expected) in drawn.into_iter().zip(expected) {
                    assert!((drawn - expected).abs() <= 1.0 + 1.5 * expected.sqrt(), "{drawn}, not {expected}");
                }
                let stopped: usize = world.walls.stopped().iter().sum();
                assert_eq!(stopped + world.walls.found() + world.undetected(), world.wrong());
            }
        }
    }

    #[test]
    fn words_and_table_are_of_the_rows_at_rest() {
        let calls = Calls::drawn();
        let [good, bad] = [reported(&Params::default()), Params::default()].map(|params| World::of(&calls, &params));
        let still = bad.frame("", "", None, None);
        let moving = bad.frame("", "", None, Some(good.walls.at_rest()));
        assert_eq!((&moving.summary, &moving.table), (&still.summary, &still.table));
        assert_ne!(moving.picture, still.picture);
    }
}
