//! How many versions fail together: as measured, and by three ways of reading pairs of them.

use blindspot_model::JointFailure;

use super::coincidences::{Authors, FURTHER, Finding};
use super::{Cell, Frame, Table};
use crate::chart::axis::{Axis, Spread, above};
use crate::chart::line_chart::{Band, Dash, Dot, Line, LineChart};
use crate::chart::{Picture, Tone};
use crate::text::number::percent;

/// The rarest that is shown.
const LOWEST: f64 = 1e-8;

/// How far a reading is off where most versions fail together that a chart can show, as a ratio's logarithm.
fn misfit(joint: &[JointFailure], of: impl Fn(&JointFailure) -> f64) -> f64 {
    let shown = joint.iter().filter(|here| here.further >= 2 && here.measured >= LOWEST);
    shown.map(|here| libm::log(of(here) / here.measured).abs()).fold(0.0, f64::max)
}

/// Whether one shared fault is nearer to what was measured than a smooth blind spot.
#[must_use]
pub fn is_a_fault(joint: &[JointFailure]) -> bool {
    misfit(joint, |here| here.shared_fault) < misfit(joint, |here| here.gaussian)
}

/// The frame of one experiment.
#[must_use]
pub fn frame(authors: Authors, finding: &Finding) -> Frame {
    let Finding { versions, joint, failure_rate, .. } = finding;
    let who = match authors {
        Authors::Humans => format!("{versions} people’s versions"),
        Authors::Agents => format!("{versions} agents’ versions"),
    };
    let fits = if is_a_fault(joint) { "a shared fault fits best" } else { "a smooth blind spot fits best" };
    let further = joint.iter().filter(|here| here.further >= 1);
    let line = |label: &str, tone, dash, of: &dyn Fn(&JointFailure) -> f64| Line {
        points: above(further.clone().map(|here| (here.further as f64, of(here))), LOWEST),
        label: label.to_owned(),
        tone,
        dash,
        is_own: false,
    };
    // Where nothing is shown, zero is drawn at the floor.
    let held = |share: f64| share.max(LOWEST);
    let points = further.clone().map(|here| (here.further as f64, held(here.low), held(here.high)));
    let measured = further.clone().filter(|here| here.measured >= LOWEST);
    let dots: Vec<Dot> =
        measured.map(|here| Dot { x: here.further as f64, y: here.measured, spread: 0.0, tone: Tone::Ink }).collect();
    let last = joint.iter().rfind(|here| here.measured >= LOWEST);
    Frame {
        title: format!("{who}: {fits}"),
        subtitle: "How often further versions fail with one. Circles: measured. Pale: all that fits two and three"
            .to_owned(),
        summary: format!(
            "Line chart on a log scale. When one version fails, a second fails {} of the time. {}",
            percent(finding.second_given_first),
            last.map_or_else(String::new, |here| format!(
                "{} further versions all fail with it {} of the time; a shared fault gives {}, a smooth blind spot {}.",
                here.further,
                percent(here.measured),
                percent(here.shared_fault),
                percent(here.gaussian)
            ))
        ),
        table: Table::new(
            [
                "Further versions",
                "all fail, measured",
                "by a shared fault",
                "by a smooth blind spot",
                "by chance",
                "least possible",
                "most possible",
            ]
            .map(str::to_owned)
            .into(),
            further
                .clone()
                .map(|here| {
                    let chance = libm::pow(*failure_rate, here.further as f64);
                    let shares = [here.measured, here.shared_fault, here.gaussian, chance, here.low, here.high];
                    let cells = shares.into_iter().map(|share| Cell::number(share, |share| format!("{share:.3e}")));
                    std::iter::once(Cell::count(here.further)).chain(cells).collect()
                })
                .collect(),
        ),
        picture: Picture::Lines(LineChart {
            x: Axis {
                low: 1.0,
                high: FURTHER as f64,
                spread: Spread::Linear,
                ticks: (1..=FURTHER).map(|k| (k as f64, k.to_string())).collect(),
                name: "further versions that fail with one".to_owned(),
            },
            y: Axis {
                low: LOWEST,
                high: 1.0,
                spread: Spread::Log,
                ticks: [(1.0, "always"), (1e-2, "1 in 100"), (1e-4, "1 in 10,000"), (1e-6, "1 in a million")]
                    .map(|(at, text)| (at, text.to_owned()))
                    .into(),
                name: "fail too".to_owned(),
            },
            band: Some(Band { points: points.collect(), tone: Tone::Muted }),
            lines: vec![
                line("chance", Tone::Caught, Dash::Short, &|here| libm::pow(*failure_rate, here.further as f64)),
                line("smooth", Tone::Muted, Dash::Long, &|here| here.gaussian),
                line("shared fault", Tone::Private, Dash::Solid, &|here| here.shared_fault),
            ],
            dots,
            ways: Vec::new(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_measured_is_drawn_inside_the_band() {
        for authors in [Authors::Humans, Authors::Agents] {
            let finding = authors.finding();
            assert!(is_a_fault(&finding.joint), "{authors:?}");
            let Picture::Lines(chart) = frame(authors, &finding).picture else { panic!() };
            let band = chart.band.unwrap().points;
            assert!(chart.dots.len() >= 3);
            for dot in &chart.dots {
                let (_, low, high) = band.iter().find(|point| point.0 == dot.x).unwrap();
                assert!(low * (1.0 - 1e-9) <= dot.y && dot.y <= high * (1.0 + 1e-9), "{authors:?} {dot:?}");
            }
        }
    }

    /// A reviewer who fails as versions did is caught out by the fault as often as they were.
    #[test]
    fn worth_follows_what_was_counted() {
        let agents = Authors::Agents.finding();
        assert_eq!(agents.missed_by_all(0, 0.2), 1.0);
        let missed = agents.missed_by_all(7, 0.2);
        assert!((100.0 * (1.0 - missed) - 99.96).abs() < 0.005, "{missed}");
        assert!((libm::log(missed) / libm::log(0.2) - 4.8).abs() < 0.05, "{missed}");
    }
}
