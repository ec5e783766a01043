//! One world's reviewers as walls, however many there are.

use blindspot_model::{Params, SameCalls};

use super::hero::{CALLS, SEED};
use super::{Cell, Frame, Table};
use crate::chart::Picture;
use crate::chart::walls::{CallRow, Walls};

/// The frame of a setting: the wrong ones of [`CALLS`] drawn calls meet its reviewers.
#[must_use]
pub fn frame(params: &Params) -> Frame {
    let judged = SameCalls::drawn(CALLS, SEED).judged(params, params.initial_bias());
    let (wrong, right): (Vec<_>, Vec<_>) = judged.into_iter().partition(|call| call.is_wrong);
    let reviewers = params.reviewers();
    let walls = Walls {
        rows: wrong
            .iter()
            .map(|call| CallRow {
                catches: call.misses.iter().map(|missed| !missed).collect(),
                is_shared: call.is_shared,
                is_there: true,
            })
            .collect(),
        reviewers,
        has_gate: false,
        right: right.len(),
        chosen: None,
        moving: None,
    };
    let (wrong, published) = (walls.rows.len(), walls.passed());
    let mut rows: Vec<Vec<Cell>> = walls
        .stopped()
        .iter()
        .enumerate()
        .map(|(i, n)| vec![Cell::name(format!("stopped first by reviewer {}", i + 1)), Cell::count(*n)])
        .collect();
    rows.push(vec![Cell::name("published"), Cell::count(published)]);
    let who = match reviewers {
        0 => "no reviewer".to_owned(),
        1 => "one reviewer".to_owned(),
        n => format!("{n} reviewers"),
    };
    Frame {
        title: format!("Of {wrong} wrong decisions, {published} got past {who}"),
        subtitle: "Each line is a wrong decision, each wall a reviewer, open where it misses".to_owned(),
        summary: format!(
            "{wrong} wrong decisions meet {who}; {published} pass all and enter the record beside {} right decisions.",
            walls.right
        ),
        picture: Picture::Walls(walls),
        table: Table::new(vec!["Wrong decision".to_owned(), "count".to_owned()], rows),
    }
}
