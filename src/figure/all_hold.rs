//! The opposite direction: claims that must all hold, where likeness helps.

use blindspot_model::{AllHold, Params};

use super::evidence::{NAMES, table};
use super::worlds::MOST_REVIEWERS;
use super::{Cell, Frame, axes};
use crate::chart::axis::{Axis, Spread};
use crate::chart::line_chart::{Dash, Line, LineChart};
use crate::chart::{Picture, Tone};
use crate::text::number::percent;

/// The lowest chance shown: what independent claims come to lies above it.
const LOWEST: f64 = 0.6;

/// The frame of a setting that is read as claims ([`AllHold::of_pieces`]).
#[must_use]
pub fn frame(params: &Params) -> Frame {
    let by_claims: Vec<[f64; 3]> = (0..=MOST_REVIEWERS)
        .map(|claims| AllHold::of_pieces(params, claims))
        .map(|all| [all.naive, all.modelled, all.worst])
        .collect();
    let claims = params.reviewers();
    let [naive, modelled, worst] = by_claims[claims];
    let curve = |which: usize, tone, dash, is_own| Line {
        points: by_claims.iter().enumerate().map(|(claims, all)| (claims as f64, all[which])).collect(),
        label: NAMES[which].to_owned(),
        tone,
        dash,
        is_own,
    };
    let ticks = [0.6, 0.7, 0.8, 0.9, 1.0];
    Frame {
        title: format!("{claims} claims that must all hold: {} becomes {}", percent(naive), percent(modelled)),
        subtitle: "Chance that all claims hold, by how many there are".to_owned(),
        summary: format!(
            "Line chart. That {claims} claims all hold has the chance {} if they share nothing, {} as alike as they are, and at \
             worst {}: here likeness helps.",
            percent(naive),
            percent(modelled),
            percent(worst)
        ),
        table: table(&by_claims, Cell::share),
        picture: Picture::Lines(
            LineChart {
                x: Axis { name: "claims".to_owned(), ..axes::reviewers() },
                y: Axis {
                    low: LOWEST,
                    high: 1.0,
                    spread: Spread::Linear,
                    ticks: ticks.map(|at| (at, percent(at))).into(),
                    name: "chance that all hold".to_owned(),
                },
                band: None,
                lines: vec![
                    curve(0, Tone::Caught, Dash::Long, false),
                    curve(2, Tone::Muted, Dash::Short, false),
                    curve(1, Tone::Ink, Dash::Solid, true),
                ],
                dots: Vec::new(),
                ways: Vec::new(),
            }
            .plumbed((claims as f64, modelled)),
        ),
    }
}
