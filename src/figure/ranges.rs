//! What ranges of parameters leave open: how often draws from them end where.

use std::sync::Arc;

use blindspot_model::params::Kind;
use blindspot_model::ranges::Quantiles;
use blindspot_model::{Measures, Parameter, Params, Propagation, Ranges};

use super::known::{first_generation, fixed_point};
use super::{Cell, Frame, Numbers, Table, axes};
use crate::chart::axis::Axis;
use crate::chart::line_chart::{Band, Dash, Line, LineChart};
use crate::chart::{Picture, Tone};
use crate::text::number::{grouped, percent, percent_interval, significant};

/// Bars from nothing to the end of the axis.
const BARS: u8 = 30;

/// The model's names of what is drawn: the share that is wrong and undetected in the end, and at first.
pub const DRAWN: [&str; 2] = ["fixed_point", "undetected_share"];

/// What else is told, by the model's names.
const TOLD: [(&str, &str); 4] = [
    ("Undetected in the end", DRAWN[0]),
    ("Undetected at first", DRAWN[1]),
    ("Projects without an undetected error", "integrity"),
    ("Effective reviewers", "effective_reviewers"),
];

/// A range in words: `supervision 0.3 to 0.7`.
#[must_use]
pub fn told(parameter: Parameter, [low, high]: [f64; 2]) -> String {
    let name = parameter.spec().name.replace('_', " ");
    let short = |value: f64| {
        let text = significant(value, 3);
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
    };
    match parameter.spec().kind {
        Kind::Real => format!("{name} {} to {}", short(low), short(high)),
        Kind::Whole => format!("{name} {} to {}", grouped(low), grouped(high)),
        Kind::Switch => format!("{name} off or on"),
    }
}

/// All ranges in words, one after the other.
#[must_use]
pub fn all_told(ranges: &Ranges) -> String {
    ranges.iter().map(|(parameter, ends)| told(parameter, ends)).collect::<Vec<_>>().join(", ")
}

/// A setting with its ranges, and the model at draws from them once they are made.
#[derive(Clone, Copy, Debug)]
pub struct Ranged<'a> {
    /// The setting, each range at its middle.
    pub params: &'a Params,
    /// Its ranges.
    pub ranges: &'a Ranges,
    /// The draws.
    pub found: Option<&'a Propagation>,
}

impl Ranged<'_> {
    /// The largest share that its frame has to hold.
    #[must_use]
    pub fn highest(&self) -> f64 {
        let of_draws =
            DRAWN.map(|output| self.found.and_then(|found| found.sorted(output).last().copied()).unwrap_or_default());
        let as_set = [fixed_point(self.params), first_generation(self.params).undetected_share];
        of_draws.into_iter().chain(as_set).fold(0.0, f64::max)
    }

    /// Its frame, with an axis that holds at least this share.
    #[must_use]
    pub fn frame(&self, highest: f64) -> Frame {
        let x = axes::shares_up_to(highest.max(self.highest()), axes::UNDETECTED);
        let high = x.high;
        let found = self.found.filter(|_| !self.ranges.is_empty());
        let rows = found.map(|found| TOLD.map(|(name, output)| (name, output, found.quantiles(output))));
        let picture = match found {
            Some(found) => histograms(found, x),
            None => point(fixed_point(self.params), x),
        };
        let first = rows.as_ref().and_then(|rows| rows[0].2);
        let title = match first {
            Some(Quantiles { p05, p95, .. }) => {
                format!("Wrong and undetected in the end: {} in nine of ten draws", percent_interval(p05, p95))
            }
            None if self.ranges.is_empty() => "Type a range into any number box, such as “30 to 70”".to_owned(),
            None => "The draws are made once the sliders rest".to_owned(),
        };
        Frame {
            title,
            subtitle:
                "How many of the draws from the ranges end where; in a range, every value is as likely as any other"
                    .to_owned(),
            summary: self.summary(rows.as_ref()),
            table: match found {
                Some(found) => self.table(rows.as_ref()).excerpt_of(Arc::new(bars_of(found, high))),
                None => self.table(None),
            },
            picture: Picture::Lines(picture),
        }
    }

    fn summary(&self, rows: Option<&Rows>) -> String {
        let Some(rows) = rows else {
            let end = percent(fixed_point(self.params));
            return if self.ranges.is_empty() {
                format!("Line chart of one value. As set, {end} of the decisions are wrong and undetected in the end.")
            } else {
                format!("Line chart that waits for its draws from {}.", all_told(self.ranges))
            };
        };
        let share = |(_, _, quantiles): &(&str, &str, Option<Quantiles>)| match quantiles {
            Some(q) => format!(
                "{} in nine of ten draws, with {} in the middle",
                percent_interval(q.p05, q.p95),
                percent(q.p50)
            ),
            None => "not defined".to_owned(),
        };
        format!(
            "Histogram of draws from {}. Wrong and undetected in the end: {}. At first: {}. Projects without an undetected error: {}.",
            all_told(self.ranges),
            share(&rows[0]),
            share(&rows[1]),
            share(&rows[2])
        )
    }

    fn table(&self, rows: Option<&Rows>) -> Table {
        let columns = ["Outcome", "as set", "median", "5%", "25%", "75%", "95%", "mean"];
        let measures = first_generation(self.params);
        let row = |i: usize| {
            let (name, output) = TOLD[i];
            let cell = |value: Option<f64>| {
                value.map_or_else(|| Cell::name("–"), |value| Cell::number(value, |v| significant(v, 3)))
            };
            let quantiles = rows.and_then(|rows| rows[i].2);
            let of = |get: fn(&Quantiles) -> f64| cell(quantiles.as_ref().map(get));
            vec![
                Cell::name(name),
                cell(as_set(output, self.params, &measures)),
                of(|q| q.p50),
                of(|q| q.p05),
                of(|q| q.p25),
                of(|q| q.p75),
                of(|q| q.p95),
                of(|q| q.mean),
            ]
        };
        Table::new(columns.map(str::to_owned).into(), (0..TOLD.len()).map(row).collect())
    }
}

type Rows = [(&'static str, &'static str, Option<Quantiles>); TOLD.len()];

/// An output of the setting itself.
fn as_set(output: &str, params: &Params, measures: &Measures) -> Option<f64> {
    if output == DRAWN[0] {
        return Some(fixed_point(params));
    }
    measures.named().into_iter().find(|(name, _)| *name == output).and_then(|(_, value)| value)
}

/// What the bars measure.
const OF_DRAWS: &str = "share of the draws";

/// The draws by where they are in the end, with nine in ten of them shaded and the middle marked, and behind that by where they are at first.
fn histograms(found: &Propagation, x: Axis) -> LineChart {
    let [last, first] = DRAWN.map(|output| bars(&found.sorted(output), x.high));
    let highest = last.iter().chain(&first).copied().fold(0.0, f64::max);
    let width = x.high / f64::from(BARS);
    let line = |bars: &[f64], label: &str, tone, is_own| Line {
        points: outline(bars, width),
        label: label.to_owned(),
        tone,
        dash: if is_own { Dash::Solid } else { Dash::Long },
        is_own,
    };
    let mut lines = vec![line(&first, "", Tone::Muted, false), line(&last, "", Tone::Undetected, true)];
    // What is at the bars' ends lies on the axis: their names stand at the highest.
    let named = [(&first, "at first", Tone::Muted), (&last, "in the end", Tone::Undetected)];
    lines.extend(named.map(|(bars, label, tone)| Line {
        points: vec![peak(bars, width); 2],
        label: label.to_owned(),
        tone,
        dash: Dash::Solid,
        is_own: false,
    }));
    let mut band = None;
    if let Some(Quantiles { p05, p50, p95, .. }) = found.quantiles(DRAWN[0]) {
        band = Some(Band { points: between(&last, width, p05, p95), tone: Tone::Undetected });
        lines.push(Line {
            points: vec![(p50, 0.0), (p50, highest)],
            label: format!("middle {}", percent(p50)),
            tone: Tone::Ink,
            dash: Dash::Short,
            is_own: false,
        });
    }
    LineChart { x, y: axes::shares_up_to(highest, OF_DRAWS), band, lines, dots: Vec::new(), ways: Vec::new() }
}

/// One value, which is sure.
fn point(share: f64, x: Axis) -> LineChart {
    let line = Line {
        points: vec![(share, 0.0), (share, 0.9)],
        label: format!("as set {}", percent(share)),
        tone: Tone::Undetected,
        dash: Dash::Solid,
        is_own: true,
    };
    LineChart { x, y: axes::shares(OF_DRAWS), band: None, lines: vec![line], dots: Vec::new(), ways: Vec::new() }
}

/// The bars as numbers, which files hold.
fn bars_of(found: &Propagation, high: f64) -> Numbers {
    let columns = ["undetected share from", "to", "share of the draws in the end", "at first"];
    let [last, first] = DRAWN.map(|output| bars(&found.sorted(output), high));
    let at = |i: usize| high * i as f64 / f64::from(BARS);
    let rows = last.iter().zip(first).enumerate().map(|(i, (last, first))| vec![at(i), at(i + 1), *last, first]);
    Numbers::by(columns.map(str::to_owned).into(), rows)
}

/// The share of sorted values in each bar from 0 to `high`.
fn bars(sorted: &[f64], high: f64) -> Vec<f64> {
    let up_to = |end: f64| sorted.partition_point(|value| *value < end);
    let end = |i: u8| if i == BARS { sorted.len() } else { up_to(high * f64::from(i) / f64::from(BARS)) };
    (0..BARS).map(|i| (end(i + 1) - end(i)) as f64 / sorted.len().max(1) as f64).collect()
}

/// The outline of bars, from the first that is not empty to the last.
fn outline(bars: &[f64], width: f64) -> Vec<(f64, f64)> {
    let filled = |bar: &f64| *bar > 0.0;
    let (Some(from), Some(to)) = (bars.iter().position(filled), bars.iter().rposition(filled)) else {
        return Vec::new();
    };
    let at = |i: usize| width * i as f64;
    let tops = (from..=to).flat_map(|i| [(at(i), bars[i]), (at(i + 1), bars[i])]);
    std::iter::once((at(from), 0.0)).chain(tops).chain([(at(to + 1), 0.0)]).collect()
}

/// The upper right corner of the highest bar.
fn peak(bars: &[f64], width: f64) -> (f64, f64) {
    let highest = (0..bars.len()).max_by(|&a, &b| bars[a].total_cmp(&bars[b])).unwrap_or(0);
    (width * (highest + 1) as f64, bars.get(highest).copied().unwrap_or(0.0))
}

/// What lies under bars between two values.
fn between(bars: &[f64], width: f64, low: f64, high: f64) -> Vec<(f64, f64, f64)> {
    let at = |i: usize| width * i as f64;
    let covers = |i: &usize| at(i + 1) > low && at(*i) < high;
    let points = (0..bars.len())
        .filter(covers)
        .flat_map(|i| [(at(i).max(low), 0.0, bars[i]), (at(i + 1).min(high), 0.0, bars[i])]);
    points.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use blindspot_model::LongWork;
    use blindspot_model::ranges::Moment;

    fn drawn() -> (Params, Ranges, Propagation) {
        let params = Params::default();
        let ranges = Ranges::default()
            .with(Parameter::Supervision, [0.3, 0.7])
            .and_then(|ranges| ranges.with(Parameter::Reviewers, [2.0, 4.0]))
            .unwrap();
        let mut found = Propagation::new(&params, &ranges, Moment::FirstGeneration, 200, 3);
        found.finish();
        (params, ranges, found)
    }

    #[test]
    fn bars_hold_every_draw_and_the_shade_nine_in_ten() {
        let (params, ranges, found) = drawn();
        let ranged = Ranged { params: &params, ranges: &ranges, found: Some(&found) };
        let frame = ranged.frame(0.0);
        let Picture::Lines(chart) = &frame.picture else { panic!() };
        for line in &chart.lines[..2] {
            let area: f64 = line.points.windows(2).map(|pair| (pair[1].0 - pair[0].0) * pair[0].1).sum();
            assert!((area / (chart.x.high / f64::from(BARS)) - 1.0).abs() < 1e-9, "{}: {area}", line.label);
        }
        let quantiles = found.quantiles("fixed_point").unwrap();
        let band = chart.band.as_ref().unwrap();
        assert_eq!((band.points[0].0, band.points.last().unwrap().0), (quantiles.p05, quantiles.p95));
        assert!(frame.title.contains(&percent_interval(quantiles.p05, quantiles.p95)), "{}", frame.title);
        assert_eq!(frame.table.rows[0][3].value, Some(quantiles.p05));
        assert!(frame.summary.contains("reviewers 2 to 4, supervision 0.3 to 0.7"), "{}", frame.summary);
        let wider = ranged.frame(0.9);
        let Picture::Lines(wider) = &wider.picture else { panic!() };
        assert!(wider.x.high > 0.9);
    }

    #[test]
    fn without_ranges_or_draws_it_says_what_is_missing() {
        let (params, ranges, _) = drawn();
        let none = Ranged { params: &params, ranges: &Ranges::default(), found: None }.frame(0.0);
        assert!(none.title.contains("30 to 70"));
        assert_eq!(none.table.rows[0][1].value, Some(fixed_point(&params)));
        let pending = Ranged { params: &params, ranges: &ranges, found: None }.frame(0.0);
        assert!(pending.title.contains("once the sliders rest"));
    }
}
