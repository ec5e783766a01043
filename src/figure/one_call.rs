//! One wrong call, followed through both worlds of the opening: its way, what kind of error it is, who catches it and
//! what would have.

use super::hero::World;
use crate::chart::walls::Row;
use crate::text::number::{percent, significant};

/// What is to be said of one wrong call.
#[derive(Clone, Debug, PartialEq)]
pub struct OneCall {
    /// Its number, 1 … `of`.
    pub number: usize,
    /// How many wrong calls there are.
    pub of: usize,
    /// The wall that stops it where blind spots are independent.
    pub stop_apart: Option<usize>,
    /// The wall that stops it where they overlap.
    pub stop_alike: Option<usize>,
    /// Whether its error is shared where they overlap.
    pub is_shared: bool,
    /// Its way through both worlds.
    pub way: String,
    /// Private or shared, and what that means.
    pub kind: String,
    /// Which reviewers catch it where blind spots overlap.
    pub caught_by: String,
    /// What would have caught it.
    pub remedy: String,
}

impl OneCall {
    /// The call of this row; `passes_from` is the overlap from which on nobody catches it (see
    /// [`super::hero::Calls::passes_from`]). `None` past the last row.
    #[must_use]
    pub fn of(row: usize, apart: &World, alike: &World, passes_from: Option<f64>) -> Option<OneCall> {
        let (here, there) = (alike.walls.rows.get(row)?, apart.walls.rows.get(row)?);
        let overlap = format!("an overlap of {}", significant(alike.overlap, 2));
        let ends = |row: &Row| match row.stop() {
            Some(wall) => format!("reviewer {} stops it", wall + 1),
            None => format!("it passes {} and is published", everyone(row.catches.len())),
        };
        let kind = if here.is_shared {
            format!(
                "Shared. At {overlap} a typical model of the author’s kind, one with an average draw of its own, errs on \
                 this call too."
            )
        } else {
            "Private. Only this author’s own draw made it: a typical model of the same kind, one with an average draw of \
             its own, gets this call right."
                .to_owned()
        };
        Some(OneCall {
            number: row + 1,
            of: alike.wrong(),
            stop_apart: there.stop(),
            stop_alike: here.stop(),
            is_shared: here.is_shared,
            way: format!("With independent blind spots, {}. With {overlap}, {}.", ends(there), ends(here)),
            kind,
            caught_by: format!("With {overlap}, {}.", who(here)),
            remedy: format!(
                "With independent blind spots and the same dice, {}. {} {}",
                who(there),
                passes(passes_from, here.stop().is_none().then_some(alike.overlap)),
                audit(alike.audit_sensitivity)
            ),
        })
    }

    /// Everything in one message, for who listens.
    #[must_use]
    pub fn told(&self) -> String {
        let OneCall { number, of, way, kind, caught_by, remedy, .. } = self;
        format!("Wrong call {number} of {of}. {way} {kind} {caught_by} {remedy}")
    }
}

/// From which overlap on the call passes, which it also does `now`, if it does.
fn passes(from: Option<f64>, now: Option<f64>) -> String {
    match (from, now) {
        (None, None) => "Even at the largest overlap here, at least one of them still catches it.".to_owned(),
        (None, Some(now)) => format!(
            "By chance it gets through at {}, but even at the largest overlap here at least one of them catches it.",
            significant(now, 2)
        ),
        (Some(0.0), _) => "It gets through at every overlap.".to_owned(),
        (Some(from), Some(now)) if now < from => {
            let [from, now] = [from, now].map(|overlap| significant(overlap, 2));
            format!("It gets through at every overlap from about {from} on, and by chance at {now} too.")
        }
        (Some(from), _) => format!("It gets through at every overlap from about {} on.", significant(from, 2)),
    }
}

/// What an audit would do, which looks at the truth and not at what reviewers share.
fn audit(sensitivity: f64) -> String {
    match sensitivity {
        1.0 => "An audit of this step would find it at any overlap.".to_owned(),
        0.0 => "An audit of this step would not find it.".to_owned(),
        _ => format!("An audit of this step would find it with a chance of {} at any overlap.", percent(sensitivity)),
    }
}

/// Who catches a call and who misses it, as a clause.
fn who(row: &Row) -> String {
    let of = |caught: bool| -> Vec<usize> {
        row.catches.iter().enumerate().filter(|&(_, &catches)| catches == caught).map(|(i, _)| i + 1).collect()
    };
    let (catch, miss) = (of(true), of(false));
    match (catch.is_empty(), miss.is_empty()) {
        (true, true) => "nobody reviews it".to_owned(),
        (true, false) => "nobody: every reviewer misses it".to_owned(),
        (false, true) => format!("{} would catch it", everyone(catch.len())),
        (false, false) => {
            let verb = if miss.len() == 1 { "misses" } else { "miss" };
            format!("{} would catch it; {} {verb} it", named(&catch), named(&miss))
        }
    }
}

/// All of so many reviewers.
fn everyone(reviewers: usize) -> String {
    match reviewers {
        0 => "no reviewer".to_owned(),
        1 => "the reviewer".to_owned(),
        2 => "both reviewers".to_owned(),
        _ => format!("all {reviewers} reviewers"),
    }
}

/// `reviewer 2`, `reviewers 1 and 3`, `reviewers 1, 2 and 4`.
fn named(reviewers: &[usize]) -> String {
    match reviewers {
        [] => "nobody".to_owned(),
        [one] => format!("reviewer {one}"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(ToString::to_string).collect();
            format!("reviewers {} and {last}", first.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::hero::{Calls, world};

    fn row(catches: &[bool]) -> Row {
        Row { catches: catches.to_vec(), is_shared: false }
    }

    #[test]
    fn who_catches_it_is_said_in_words() {
        let told = [
            row(&[true, true, true]),
            row(&[false, true, true]),
            row(&[true, false, false]),
            row(&[false, false]),
            row(&[true, true]),
            row(&[]),
        ]
        .map(|row| who(&row));
        assert_eq!(
            told,
            [
                "all 3 reviewers would catch it",
                "reviewers 2 and 3 would catch it; reviewer 1 misses it",
                "reviewer 1 would catch it; reviewers 2 and 3 miss it",
                "nobody: every reviewer misses it",
                "both reviewers would catch it",
                "nobody reviews it",
            ]
        );
    }

    #[test]
    fn where_it_passes_is_never_at_odds_with_where_it_is() {
        assert!(passes(Some(0.62), None).contains("from about 0.62 on."));
        assert!(passes(Some(0.62), Some(0.95)).ends_with("from about 0.62 on."));
        assert!(passes(Some(0.62), Some(0.3)).ends_with("from about 0.62 on, and by chance at 0.30 too."));
        assert!(passes(None, None).starts_with("Even at the largest"));
        assert!(passes(None, Some(0.5)).starts_with("By chance it gets through at 0.50"));
        assert_eq!(passes(Some(0.0), Some(0.3)), "It gets through at every overlap.");
    }

    #[test]
    fn the_words_of_every_call_are_those_of_the_picture() {
        let calls = Calls::drawn();
        let apart = world(&calls, 0.0);
        for overlap in [0.0, 0.36, 0.81, 0.95] {
            let alike = world(&calls, overlap);
            let told: Vec<OneCall> = (0..alike.wrong())
                .map(|row| OneCall::of(row, &apart, &alike, calls.passes_from(row)).unwrap())
                .collect();
            let published =
                told.iter().filter(|call| call.way.ends_with("it passes all 3 reviewers and is published."));
            assert_eq!(published.count(), alike.published(), "at {overlap}");
            for (wall, stopped) in alike.walls.stopped().into_iter().enumerate() {
                let end = format!(", reviewer {} stops it.", wall + 1);
                assert_eq!(told.iter().filter(|call| call.way.ends_with(&end)).count(), stopped, "at {overlap}");
                assert_eq!(told.iter().filter(|call| call.stop_alike == Some(wall)).count(), stopped);
            }
            let shared = told.iter().filter(|call| call.kind.starts_with("Shared.")).count();
            assert_eq!(shared, alike.walls.rows.iter().filter(|row| row.is_shared).count());
            assert_eq!(shared > 0, overlap > 0.3, "at {overlap}");
        }
        assert_eq!(OneCall::of(100, &apart, &apart, None), None);
    }
}
