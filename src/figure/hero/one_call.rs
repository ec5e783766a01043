//! One decision, followed through both worlds of the opening.

use super::World;
use crate::chart::walls::CallRow;

/// Where a decision ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It is made right.
    Right,
    /// The reviewer of this number, from one, stops it.
    Stopped(usize),
    /// An audit finds it.
    Found,
    /// It stays wrong.
    Undetected,
}

impl End {
    /// Where a row ends behind so many reviewers.
    fn of(row: &CallRow, reviewers: usize) -> End {
        match row.stop() {
            _ if !row.is_there => End::Right,
            Some(wall) if wall < reviewers => End::Stopped(wall + 1),
            Some(_) => End::Found,
            None => End::Undetected,
        }
    }

    /// Its name for programs.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            End::Right => "right".to_owned(),
            End::Stopped(reviewer) => reviewer.to_string(),
            End::Found => "found".to_owned(),
            End::Undetected => "undetected".to_owned(),
        }
    }

    /// What happens there, as a clause.
    fn told(self, reviewers: usize) -> String {
        let all = match reviewers {
            0 => "nobody reviews it".to_owned(),
            1 => "the reviewer misses it".to_owned(),
            2 => "both reviewers miss it".to_owned(),
            n => format!("all {n} reviewers miss it"),
        };
        match self {
            End::Right => "it is made right".to_owned(),
            End::Stopped(reviewer) => format!("reviewer {reviewer} stops it"),
            End::Found => format!("{all}, and an audit finds it"),
            End::Undetected => format!("{all}, no audit finds it, and it stays wrong"),
        }
    }
}

/// What is to be said of one decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneCall {
    /// Which of the wrong decisions of the world as it is, from one; `None` where it is right there.
    pub number: Option<usize>,
    /// How many of them there are.
    pub of: usize,
    /// Where it ends as the lab reports it.
    pub reported: End,
    /// Where it ends as it is.
    pub real: End,
    /// Whether a typical model of the author's kind errs here too.
    pub is_shared: bool,
}

impl OneCall {
    /// The decision of this row; `None` past the last one.
    #[must_use]
    pub fn of(row: usize, report: &World, truth: &World) -> Option<OneCall> {
        let (here, there) = (truth.walls.rows.get(row)?, report.walls.rows.get(row)?);
        let before = truth.walls.rows[..row].iter().filter(|row| row.is_there).count();
        Some(OneCall {
            number: here.is_there.then_some(before + 1),
            of: truth.wrong(),
            reported: End::of(there, report.walls.reviewers),
            real: End::of(here, truth.walls.reviewers),
            is_shared: here.is_shared,
        })
    }

    /// All of it in words.
    #[must_use]
    pub fn told(&self, reviewers: usize) -> String {
        let which = self.number.map_or_else(
            || "This decision is right as things are".to_owned(),
            |number| format!("Wrong decision {number} of {}", self.of),
        );
        let kind = match (self.number, self.is_shared) {
            (None, _) => "",
            (_, true) => " A typical model of the same kind errs here too: the error is shared.",
            (_, false) => " A typical model of the same kind gets it right: the error is this author’s own.",
        };
        format!(
            "{which}. As the lab reports it, {}. As it is, {}.{kind}",
            self.reported.told(reviewers),
            self.real.told(reviewers)
        )
    }
}

/// A row worth a look: the middle one of those that are stopped in the report and stay wrong as it is; where there is none, the
/// middle one of the wrong ones.
#[must_use]
pub fn telling_row(report: &World, truth: &World) -> usize {
    let is_wrong = |&row: &usize| truth.walls.rows[row].is_there;
    let turned = |&row: &usize| {
        let call = OneCall::of(row, report, truth);
        call.is_some_and(|call| matches!(call.reported, End::Stopped(_)) && call.real == End::Undetected)
    };
    let wrong: Vec<usize> = (0..truth.walls.rows.len()).filter(is_wrong).collect();
    let telling: Vec<usize> = wrong.iter().copied().filter(turned).collect();
    let rows = if telling.is_empty() { wrong } else { telling };
    rows.get(rows.len() / 2).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::hero::{Calls, reported};
    use blindspot_model::{Parameter, Params};

    #[test]
    fn the_words_of_every_decision_are_those_of_the_picture() {
        let calls = Calls::drawn();
        for diversity in [0.0, 0.32, 1.0] {
            let params = Params::default().with(Parameter::Diversity, diversity).unwrap();
            let [report, truth] = [reported(&params), params].map(|params| World::of(&calls, &params));
            let told: Vec<OneCall> =
                (0..truth.walls.rows.len()).map(|row| OneCall::of(row, &report, &truth).unwrap()).collect();
            let count = |end: End| told.iter().filter(|call| call.real == end).count();
            assert_eq!(count(End::Undetected), truth.undetected());
            assert_eq!(count(End::Found), truth.walls.found());
            for (wall, stopped) in truth.walls.stopped().into_iter().enumerate() {
                assert_eq!(count(End::Stopped(wall + 1)), stopped);
            }
            let numbers: Vec<usize> = told.iter().filter_map(|call| call.number).collect();
            assert_eq!(numbers, (1..=truth.wrong()).collect::<Vec<_>>());
            let row = telling_row(&report, &truth);
            assert!(told[row].number.is_some());
        }
        let [report, truth] =
            [reported(&Params::default()), Params::default()].map(|params| World::of(&calls, &params));
        let telling = OneCall::of(telling_row(&report, &truth), &report, &truth).unwrap();
        assert!(telling.told(3).contains("all 3 reviewers miss it, no audit finds it, and it stays wrong."));
    }
}
