//! How sure one may be: pieces of evidence that a system passed, one after the other.

use blindspot_model::{Evidence, Params};

use super::worlds::MOST_REVIEWERS;
use super::{Cell, Frame, Table, axes};
use crate::chart::axis::{Axis, Spread, above};
use crate::chart::line_chart::{Dash, Line, LineChart};
use crate::chart::{Picture, Tone};
use crate::text::number::{fine_percent, significant};

/// The lowest chance shown.
const LOWEST: f64 = 1e-5;

/// Names what comes of pieces that share nothing, of pieces as alike as these, and of the worst that they may share.
pub const NAMES: [&str; 3] = ["independent", "so alike", "at worst"];

/// The frame of a setting that is read as evidence, with what so many of its pieces are.
#[must_use]
pub fn frame(params: &Params, of_pieces: impl Fn(usize) -> Evidence) -> Frame {
    let by_pieces: Vec<[f64; 3]> = (0..=MOST_REVIEWERS).map(|pieces| chances(&of_pieces(pieces))).collect();
    let pieces = params.reviewers();
    let [naive, modelled, worst] = by_pieces[pieces];
    let own = Line { is_own: true, ..line(&by_pieces, 1, Tone::Undetected, Dash::Solid) };
    let lines = vec![line(&by_pieces, 0, Tone::Caught, Dash::Long), line(&by_pieces, 2, Tone::Muted, Dash::Short), own];
    let ticks = [1e-5, 1e-4, 1e-3, 0.01, 0.1, 1.0];
    Frame {
        title: format!(
            "{} seem to leave a risk of {}. It is {}",
            counted(pieces),
            fine_percent(naive),
            fine_percent(modelled)
        ),
        subtitle: "Chance that the system is unsafe although it passed every piece (log scale)".to_owned(),
        summary: format!(
            "Line chart. After {} the chance that the system is unsafe is {} if the pieces share nothing, {} as alike as they \
             are, and at worst {}.",
            counted(pieces),
            fine_percent(naive),
            fine_percent(modelled),
            fine_percent(worst)
        ),
        table: table(&by_pieces, |share| Cell::number(share, |share| format!("{}%", significant(share * 100.0, 3)))),
        picture: Picture::Lines(
            LineChart {
                x: axis(),
                y: Axis {
                    low: LOWEST,
                    high: 1.0,
                    spread: Spread::Log,
                    ticks: ticks.map(|at| (at, fine_percent(at))).into(),
                    name: "chance that it is unsafe".to_owned(),
                },
                band: None,
                lines,
                dots: Vec::new(),
                ways: Vec::new(),
            }
            .plumbed((pieces as f64, modelled)),
        ),
    }
}

/// The three chances after some pieces, in the order of [`NAMES`].
fn chances(evidence: &Evidence) -> [f64; 3] {
    [evidence.naive(), evidence.modelled(), evidence.worst()]
}

/// One of three curves by number of pieces, as far as it is on the chart.
fn line(by_pieces: &[[f64; 3]], which: usize, tone: Tone, dash: Dash) -> Line {
    let points = above(by_pieces.iter().enumerate().map(|(pieces, all)| (pieces as f64, all[which])), LOWEST);
    Line { points, label: NAMES[which].to_owned(), tone, dash, is_own: false }
}

/// So many pieces in words.
fn counted(pieces: usize) -> String {
    if pieces == 1 { "1 piece".to_owned() } else { format!("{pieces} pieces") }
}

/// 0, 3 … pieces.
pub(super) fn axis() -> Axis {
    Axis { name: "pieces of evidence".to_owned(), ..axes::reviewers() }
}

/// Three values by number of pieces.
pub(super) fn table(by_pieces: &[[f64; 3]], cell: impl Fn(f64) -> Cell) -> Table {
    let columns = std::iter::once("Pieces").chain(NAMES).map(str::to_owned).collect();
    let row = |(pieces, all): (usize, &[f64; 3])| std::iter::once(Cell::count(pieces)).chain(all.map(&cell)).collect();
    Table::new(columns, by_pieces.iter().enumerate().map(row).collect())
}
