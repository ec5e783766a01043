//! What mixing model families buys: share of the errors that is caught, by number of families.

use blindspot_model::params::MAX_RHO_BETWEEN;
use blindspot_model::{Estimate, JudgementCall, Parameter, Params};

use super::simulated::{beside, counted, dot};
use super::{Cell, Frame, Table, axes};
use crate::chart::axis::{Axis, Spread};
use crate::chart::line_chart::{Dash, Dot, Line, LineChart};
use crate::chart::{Picture, Tone};
use crate::text::number::percent;

/// The most families that a chart shows.
// A handful.
#[allow(clippy::cast_possible_truncation)]
pub const MOST_FAMILIES: u8 = Parameter::Lineages.most() as u8;

/// The setting with so many families. One family is as alike as two models of one family are: with a single family the
/// model itself knows no kinship.
#[must_use]
pub fn with_families(params: &Params, families: u8) -> Params {
    if families <= 1 {
        // Within one family models are as alike as its kinship says, whatever lies between families.
        let within = params.changed(Parameter::Lineages, 2.0).rho_within().min(MAX_RHO_BETWEEN);
        params.changed(Parameter::Lineages, 1.0).correlated(within, within)
    } else {
        params.changed(Parameter::Lineages, f64::from(families))
    }
}

/// The setting with families that share nothing with each other.
#[must_use]
pub fn unrelated(params: &Params) -> Params {
    params.correlated(0.0, params.rho_within())
}

/// The share of the errors that review catches.
#[must_use]
pub fn catch_rate(params: &Params) -> f64 {
    let (call, bias) = (JudgementCall::of(params), params.initial_bias());
    caught(call.surviving_share(bias), call.rates(bias).0)
}

/// The share of errors made at this rate that does not survive.
fn caught(surviving: f64, error_rate: f64) -> f64 {
    (1.0 - surviving / error_rate).clamp(0.0, 1.0)
}

/// The share of the errors that review catches with 1 … [`MOST_FAMILIES`] families, of a setting with several.
fn catch_rates(params: &Params) -> Vec<f64> {
    let (call, bias) = (JudgementCall::of(params), params.initial_bias());
    let errors = call.rates(bias).0;
    let several = call.surviving_by_lineages(bias, usize::from(MOST_FAMILIES)).into_iter().skip(1);
    let several = several.map(|surviving| caught(surviving, errors));
    std::iter::once(catch_rate(&with_families(params, 1))).chain(several).collect()
}

/// The frame of a setting, with simulated catch rates by number of families where there are some.
#[must_use]
pub fn frame(params: &Params, simulated: &[(u8, Estimate)]) -> Frame {
    let several = params.changed(Parameter::Lineages, params.lineages().max(2) as f64);
    let own = catch_rates(&several);
    let hoped = catch_rates(&unrelated(&several));
    let families = params.lineages();
    let (have, hope) = (own[families - 1], hoped[families - 1]);
    let points = |rates: &[f64]| (1_u8..).map(f64::from).zip(rates.iter().copied()).collect();
    let line = |rates: &[f64], label: &str, tone, dash, is_own| Line {
        points: points(rates),
        label: label.to_owned(),
        tone,
        dash,
        is_own,
    };
    let dots: Vec<Dot> = simulated.iter().map(|&(k, share)| dot(f64::from(k), share, 1.0, Tone::Ink)).collect();
    let who = if families == 1 { "One family catches".to_owned() } else { format!("{families} families catch") };
    Frame {
        title: format!("{who} {} of the errors; unrelated ones would catch {}", percent(have), percent(hope)),
        subtitle: format!(
            "Errors that {} reviewers catch, by number of model families. Circles: simulated",
            params.reviewers()
        ),
        summary: format!(
            "Line chart: with {families} families {} of the errors are caught, with {MOST_FAMILIES} {}; if families shared \
             nothing, {}.",
            percent(have),
            percent(own[usize::from(MOST_FAMILIES) - 1]),
            percent(hope)
        ),
        table: beside(
            Table::new(
                ["Families", "caught", "caught if families shared nothing"].map(str::to_owned).into(),
                (0..usize::from(MOST_FAMILIES))
                    .map(|i| vec![Cell::count(i + 1), Cell::share(own[i]), Cell::share(hoped[i])])
                    .collect(),
            ),
            &dots,
            counted,
            Cell::share,
        ),
        picture: Picture::Lines(
            LineChart {
                x: Axis {
                    low: 1.0,
                    high: f64::from(MOST_FAMILIES),
                    spread: Spread::Linear,
                    ticks: (1..=MOST_FAMILIES).map(|k| (f64::from(k), k.to_string())).collect(),
                    name: "model families".to_owned(),
                },
                y: axes::shares("errors caught"),
                band: None,
                lines: vec![
                    line(&hoped, "nothing shared", Tone::Caught, Dash::Solid, false),
                    line(&own, "as set", Tone::Ink, Dash::Solid, true),
                ],
                dots,
                ways: Vec::new(),
            }
            .plumbed((families as f64, have)),
        ),
    }
}
