//! Effective reviewers by number of reviewers, a line a world.

use blindspot_model::{Estimate, JudgementCall, Parameter, Params, World};

use super::simulated::{beside, counted};
use super::worlds::{self, CurvesKey, MOST_REVIEWERS};
use super::{Cell, Frame, axes};
use crate::chart::axis::{Axis, Spread, below};
use crate::chart::line_chart::{Dot, LineChart};
use crate::chart::{Picture, Tone};
use crate::text::number::{plainly, significant};

/// The highest value shown; independent reviewers leave the chart there.
const HIGHEST: f64 = 5.0;

/// The setting in which what survives is what all checkers miss, however many objections it takes and whatever becomes of what
/// is caught: reviewers are worth what they all miss together.
fn missed_by_all(params: &Params) -> Params {
    params.changed_all([(Parameter::Quorum, 1.0), (Parameter::Redone, 0.0)])
}

/// `R_eff` by number of reviewers, ln(U(R)/e)/ln P(one reviewer misses), from what all of them miss.
fn effective(surviving: &[f64], [error_rate, miss_rate]: [f64; 2]) -> Vec<f64> {
    // Nobody is worth nothing, not −0 and not what rounding makes of it.
    let worth = |u: &f64| (libm::log(u / error_rate) / libm::log(miss_rate)).max(0.0) + 0.0;
    surviving.iter().map(worth).collect()
}

/// The frame of a setting, with simulated U where there is some. Where one objection does not stop an error, or what is stopped is
/// redone, U is more than what all miss and says nothing of it.
#[must_use]
pub fn frame(params: &Params, simulated: &[(usize, Estimate)]) -> Frame {
    let missed = missed_by_all(params);
    let (call, bias) = (JudgementCall::of(&missed), missed.initial_bias());
    let (error_rate, miss_rate) = call.rates(bias);
    let rates = [error_rate, miss_rate];
    let own = effective(&call.surviving_by_reviewers(bias, MOST_REVIEWERS), rates);
    let worlds = worlds::known(&CurvesKey::of(&missed)).each_ref().map(|curve| effective(curve, rates));
    let simulated = if missed == *params { simulated } else { &[] };
    let points = |curve: &[f64]| below(curve.iter().enumerate().map(|(r, &y)| (r as f64, y)), HIGHEST);
    let lines = worlds::lines(params, &worlds, &own, points);
    let dots: Vec<Dot> = simulated
        .iter()
        .filter(|(r, share)| *r > 0 && share.value > 0.0)
        .map(|&(r, share)| Dot {
            x: r as f64,
            y: libm::log(share.value / error_rate) / libm::log(miss_rate),
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
        table: beside(worlds::table(&worlds, &own, shown), &dots, counted, shown),
        picture: Picture::Lines(
            LineChart {
                x: axes::reviewers(),
                y: Axis {
                    low: 0.0,
                    high: HIGHEST,
                    spread: Spread::Linear,
                    ticks: (0_u8..=5).map(|r| (f64::from(r), r.to_string())).collect(),
                    name: "independent reviewers".to_owned(),
                },
                band: None,
                lines,
                dots,
                ways: Vec::new(),
            }
            .plumbed((reviewers as f64, own[reviewers])),
        ),
    }
}

fn shown(reviewers: f64) -> Cell {
    Cell::number(reviewers, |r| format!("{r:.3}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::known;

    /// The chart says what the words say, also where it takes two objections, with a self-check, tries, a person, traps, and where
    /// caught work is redone.
    #[test]
    fn chart_and_words_agree_whatever_the_quorum() {
        let start = World::FourLabs.of(&Params::default());
        for change in [
            (Parameter::Quorum, 2.0),
            (Parameter::SelfCheck, 1.0),
            (Parameter::Redone, 1.0),
            (Parameter::Attempts, 4.0),
            (Parameter::OutsideReviewers, 1.0),
            (Parameter::SharedFaults, 1.0),
            (Parameter::FalseAlarmRate, 0.05),
        ] {
            let params = start.changed_all([change]);
            let told = known::first_generation(&params).effective_reviewers.unwrap();
            let frame = frame(&params, &[]);
            let drawn = frame.table.rows[params.reviewers()][1].value.unwrap();
            assert!((drawn - told).abs() < 1e-9, "{change:?}: {drawn} is drawn, {told} is told");
        }
    }
}
