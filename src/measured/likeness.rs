//! How often each rater errs, against how alike to the others it is: dropping the weakest can leave a panel more alike.

use blindspot_measure::measures::Report;

use super::words::{decimal, short, step};
use crate::chart::axis::{Axis, Spread};
use crate::chart::line_chart::{Dash, Line, LineChart};
use crate::chart::{Picture, Tone};
use crate::figure::{Cell, Frame, Table};
use crate::text::number::percent;

/// Beyond so many raters only the extremes are named in the picture.
const NAMED: usize = 12;

/// One rater: error rate, and mean φ with the others.
#[derive(Clone, Debug, PartialEq)]
struct Place {
    name: String,
    rate: f64,
    likeness: f64,
}

fn places(report: &Report) -> Vec<Place> {
    let raters = report.raters.iter().enumerate();
    raters
        .filter_map(|(at, rater)| {
            let pairs = report.pairs.iter().filter(|pair| pair.a == at || pair.b == at);
            let phis: Vec<f64> = pairs.filter_map(|pair| pair.phi.value).collect();
            let likeness = phis.iter().sum::<f64>() / phis.len() as f64;
            let rate = rater.error_rate.value?;
            likeness.is_finite().then(|| Place { name: rater.name.clone(), rate, likeness })
        })
        .collect()
}

/// How error rate and likeness go together, from −1 to 1; `None` for fewer than three places.
fn together(places: &[Place]) -> Option<f64> {
    let n = places.len() as f64;
    let mean = |of: fn(&Place) -> f64| places.iter().map(of).sum::<f64>() / n;
    let (rate, likeness) = (mean(|place| place.rate), mean(|place| place.likeness));
    let sum = |of: &dyn Fn(&Place) -> f64| places.iter().map(of).sum::<f64>();
    let (a, b) =
        (sum(&|p| (p.rate - rate) * (p.rate - rate)), sum(&|p| (p.likeness - likeness) * (p.likeness - likeness)));
    let both = sum(&|p| (p.rate - rate) * (p.likeness - likeness)) / libm::sqrt(a * b);
    (places.len() > 2 && both.is_finite()).then_some(both)
}

/// The frame.
#[must_use]
pub fn frame(report: &Report) -> Frame {
    let places = places(report);
    let title = match together(&places) {
        Some(0.3..) => "Who errs more is more like the others",
        Some(..=-0.3) => "Who errs less is more like the others",
        Some(_) => "How often a rater errs says little about how alike it is",
        None => "How often each errs, and how alike it is to the others",
    };
    let range = |of: fn(&Place) -> f64| {
        let values = places.iter().map(of);
        values.fold((f64::MAX, f64::MIN), |(low, high), value| (low.min(value), high.max(value)))
    };
    let (lowest, most_alike) = range(|place| place.likeness);
    let (_, most) = range(|place| place.rate);
    let along = step(most_alike.max(0.05) - lowest.min(0.0));
    let low = if lowest < 0.0 { (lowest / along).floor() * along } else { 0.0 };
    let high = (most_alike.max(0.05) / along).ceil() * along;
    // Room for the label of the highest.
    let up = step(1.1 * most.max(0.01));
    let top = (1.1 * most.max(0.01) / up).ceil() * up;
    // Of equals the first is named.
    let first = |is: &dyn Fn(&Place) -> bool| places.iter().position(is);
    let extremes = [first(&|p| p.likeness == lowest), first(&|p| p.likeness == most_alike), first(&|p| p.rate == most)];
    let lines = places.iter().enumerate().map(|(at, place)| Line {
        points: vec![(place.likeness, place.rate)],
        label: if places.len() <= NAMED || extremes.contains(&Some(at)) { short(&place.name) } else { String::new() },
        tone: Tone::Ink,
        dash: Dash::Solid,
        is_own: false,
    });
    let steps = |low: f64, high: f64, step: f64| {
        (0..12).map(move |i| low + step * f64::from(i)).filter(move |at| *at <= high + step / 10.0)
    };
    let rows = report.raters.iter().map(|rater| {
        let place = places.iter().find(|place| place.name == rater.name);
        vec![
            Cell::name(&rater.name),
            Cell::name(rater.group.clone().unwrap_or_default()),
            Cell::number(rater.error_rate.value.unwrap_or(f64::NAN), percent),
            Cell::number(rater.error_rate.interval.map_or(f64::NAN, |interval| interval[0]), percent),
            Cell::number(rater.error_rate.interval.map_or(f64::NAN, |interval| interval[1]), percent),
            Cell::number(rater.error_rate_if_missing_wrong.unwrap_or(f64::NAN), percent),
            Cell::number(rater.observed as f64, |n| n.to_string()),
            Cell::number(place.map_or(f64::NAN, |place| place.likeness), decimal),
        ]
    });
    Frame {
        title: title.to_owned(),
        subtitle: "A dot a rater. Upwards: share of items that it gets wrong".to_owned(),
        summary: format!("{title}. Scatter plot of {} raters.", places.len()),
        table: Table::new(
            [
                "Rater",
                "group",
                "wrong",
                "from (90%)",
                "to",
                "wrong if missing is wrong",
                "items with a verdict",
                "mean φ with the others",
            ]
            .map(str::to_owned)
            .into(),
            rows.collect(),
        ),
        picture: Picture::Lines(LineChart {
            x: Axis {
                low,
                high,
                spread: Spread::Linear,
                ticks: steps(low, high, along).map(|at| (at, decimal(at))).collect(),
                name: "mean φ with the others".to_owned(),
            },
            y: Axis {
                low: 0.0,
                high: top,
                spread: Spread::Linear,
                ticks: steps(0.0, top, up).map(|at| (at, percent(at))).collect(),
                name: "wrong".to_owned(),
            },
            band: None,
            lines: lines.collect(),
            dots: Vec::new(),
            ways: Vec::new(),
        }),
    }
}
