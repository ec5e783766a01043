//! How many raters fail on the same item: as counted, and as four models of it expect.

use blindspot_measure::measures::Report;

use super::words::count;
use crate::chart::axis::{Axis, Spread, above};
use crate::chart::line_chart::{Dash, Dot, Line, LineChart};
use crate::chart::{Picture, Tone};
use crate::figure::{Cell, Frame, Table};
use crate::text::number::{grouped, percent};

/// The models, as the picture names them.
const MODELS: [&str; 4] = ["independent", "one factor", "own difficulty", "shared fault"];

/// The frame; `None` where no item has every verdict.
#[must_use]
pub fn frame(report: &Report) -> Option<Frame> {
    let together = &report.together;
    let items = together.items as f64;
    if together.items == 0 {
        return None;
    }
    let models = [&together.poisson_binomial, &together.one_factor, &together.beta_binomial, &together.shared_fault];
    let share = |(k, n): (usize, &f64)| (k as f64, n / items);
    // A decade below the rarest that was counted, and no more.
    let rarest = together.observed.iter().filter(|n| **n > 0.0).fold(items, |least, n| least.min(*n));
    let low = libm::pow(10.0, libm::floor(libm::log10(0.5 * rarest / items)));
    let observed = || together.observed.iter().enumerate().map(share);
    let last = observed().filter(|&(_, share)| share > 0.0).map(|(k, _)| k).fold(1.0, f64::max);
    let raters = together.observed.len().saturating_sub(1);
    let most = (last + 1.0).min(raters as f64).max(1.0);
    let style = [
        (Tone::Caught, Dash::Short),
        (Tone::Muted, Dash::Long),
        (Tone::Muted, Dash::Short),
        (Tone::Private, Dash::Solid),
    ];
    let lines = MODELS.iter().zip(models).zip(style).filter_map(|((label, model), (tone, dash))| {
        let expected = model.as_ref()?.iter().enumerate().map(share);
        let points = above(expected.filter(|&(k, _)| k <= most).skip_while(|&(_, share)| share < low), low);
        Some(Line { points, label: (*label).to_owned(), tone, dash, is_own: false })
    });
    let dots = observed().filter(|&(_, share)| share > 0.0);
    let step = (most / 12.0).ceil().max(1.0);
    let ticks = (0..=raters).map(|k| k as f64).filter(|k| *k <= most && (k / step).fract() == 0.0);
    let decades = (0..9).map(|d| libm::pow(10.0, -f64::from(d))).filter(|at| *at >= low * 0.999);
    let coincidences = report.summary.coincidences.as_ref();
    let second = coincidences.and_then(|c| c.second_given_first.zip(c.second_if_independent));
    let title = second.map_or_else(
        || "How many fail on the same item".to_owned(),
        |(given, alone)| {
            format!(
                "Where one fails, a second does {} of the time; independent raters would {}",
                percent(given),
                percent(alone)
            )
        },
    );
    let counted = grouped(items);
    let rows = (0..=raters).map(|k| {
        let of = |model: &Option<Vec<f64>>| model.as_ref().and_then(|model| model.get(k)).copied().unwrap_or(f64::NAN);
        let expected = models.map(|model| Cell::number(of(model), |n| format!("{n:.2}")));
        [Cell::count(k), Cell::number(together.observed[k], |n| n.to_string())].into_iter().chain(expected).collect()
    });
    Some(Frame {
        title,
        subtitle: "Share of items on which so many raters fail. Circles: counted".to_owned(),
        summary: format!(
            "Chart on a log scale of {counted} items with a verdict from each of {}. {}",
            count(raters, "rater"),
            coincidences.map_or_else(String::new, |c| format!(
                "Two or more fail on {} items; independent raters would on {:.1}.",
                grouped(c.observed),
                c.expected,
            ))
        ),
        table: Table::new(
            ["Fail together", "items", "if independent", "one factor", "own difficulty", "shared fault"]
                .map(str::to_owned)
                .into(),
            rows.collect(),
        ),
        picture: Picture::Lines(LineChart {
            x: Axis {
                low: 0.0,
                high: most,
                spread: Spread::Linear,
                ticks: ticks.map(|k| (k, format!("{k}"))).collect(),
                name: "raters that fail on the same item".to_owned(),
            },
            y: Axis {
                low,
                high: 1.0,
                spread: Spread::Log,
                ticks: decades.map(|at| (at, percent(at))).collect(),
                name: "share of the items".to_owned(),
            },
            band: None,
            lines: lines.collect(),
            dots: dots.map(|(x, y)| Dot { x, y, spread: 0.0, tone: Tone::Ink }).collect(),
            ways: Vec::new(),
        }),
    })
}
