//! Effective reviewers by number of reviewers, a line a world.

use blindspot_model::{Estimate, Params, World};

use super::worlds::{self, Curves};
use super::{Cell, Frame, axes};
use crate::chart::axis::{Axis, Spread, below};
use crate::chart::line_chart::{Dot, LineChart};
use crate::chart::{Picture, Tone};
use crate::text::number::{plainly, significant};

/// The highest value shown; independent reviewers leave the chart there.
const HIGHEST: f64 = 5.0;

/// R_eff by number of reviewers, from U by number of reviewers: ln(U(R)/U(0)) / ln P(one reviewer misses).
fn effective(surviving: &[f64], miss_rate: f64) -> Vec<f64> {
    // Nobody is worth nothing, not −0.
    surviving.iter().map(|u| libm::log(u / surviving[0]) / libm::log(miss_rate) + 0.0).collect()
}

/// The frame of a setting whose reviewers, taken alone, miss so often, with simulated U where there is some.
#[must_use]
pub fn frame(params: &Params, miss_rate: f64, curves: &Curves, simulated: &[(usize, Estimate)]) -> Frame {
    let own = effective(&curves.own, miss_rate);
    let worlds = curves.worlds.each_ref().map(|curve| effective(curve, miss_rate));
    let points = |curve: &[f64]| below(curve.iter().enumerate().map(|(r, &y)| (r as f64, y)), HIGHEST);
    let lines = worlds::lines(params, &worlds, &own, points);
    let dots = simulated
        .iter()
        .filter(|(r, share)| *r > 0 && share.value > 0.0)
        .map(|&(r, share)| Dot {
            x: r as f64,
            y: libm::log(share.value / curves.own[0]) / libm::log(miss_rate),
            // The logarithm's slope carries the standard error over.
            spread: 2.0 * share.standard_error / share.value / libm::log(miss_rate).abs(),
            tone: Tone::Ink,
        })
        .collect();
    let reviewers = params.reviewers();
    Frame {
        title: match plainly(own[reviewers]) {
            (told, true) => format!("{reviewers} reviewers are worth {told} independent ones"),
            (told, false) if told == "one" => format!("{reviewers} reviewers are worth one independent reviewer"),
            (told, false) => format!("{reviewers} reviewers are worth {told} of one"),
        },
        subtitle: "Independent reviewers that would let as little through, by number. Circles: simulated".to_owned(),
        summary: format!(
            "Line chart of effective reviewers. With {reviewers} reviewers your setting has {}; {}.",
            significant(own[reviewers], 2),
            World::ALL
                .iter()
                .zip(&worlds)
                .map(|(world, curve)| format!("{} has {}", world.name(), significant(curve[reviewers], 2)))
                .collect::<Vec<_>>()
                .join(", "),
        ),
        table: worlds::table(&worlds, &own, |reviewers| Cell::number(reviewers, |r| format!("{r:.3}"))),
        picture: Picture::Lines(
            LineChart {
                x: axes::reviewers(),
                y: Axis {
                    low: 0.0,
                    high: HIGHEST,
                    spread: Spread::Linear,
                    ticks: (0_u8..=5).map(|r| (f64::from(r), r.to_string())).collect(),
                    name: String::new(),
                },
                band: None,
                lines,
                dots,
            }
            .plumbed((reviewers as f64, own[reviewers])),
        ),
    }
}
