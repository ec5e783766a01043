//! What audits buy: undetected errors by audit budget, where judgement can be found and where it can't.

use blindspot_model::{AuditPlan, Estimate, Measures, Parameter, Params};

use super::simulated::{beside, dot};
use super::{Cell, Frame, Table, axes};
use crate::chart::axis::{Axis, Spread};
use crate::chart::line_chart::{Dash, Dot, Line, LineChart};
use crate::chart::{Picture, Tone};
use crate::text::number::{grouped, per_thousand, percent, significant};

/// Budgets that a curve is computed at, evenly from none to every step.
const POINTS: u8 = 50;

/// Undetected errors per 1,000 calls by audited share of the steps.
fn curve(params: &Params, surviving: f64) -> Vec<(f64, f64)> {
    (0..=POINTS)
        .map(|i| {
            let share = f64::from(i) / f64::from(POINTS);
            let budget = (share * params.steps() as f64).round();
            let unfound =
                params.with(Parameter::AuditBudget, budget).map_or(1.0, |params| AuditPlan::of(&params).unfound());
            (share, unfound * surviving * 1000.0)
        })
        .collect()
}

/// The frame of a setting, with simulated undetected shares by audited share of the steps where there are some.
#[must_use]
pub fn frame(params: &Params, measures: &Measures, simulated: &[(f64, Estimate)]) -> Frame {
    let surviving = measures.surviving_share;
    let aimed = params.changed(Parameter::Modularity, 1.0);
    let (found, own) = (curve(&aimed, surviving), curve(params, surviving));
    let top = [1.0, 2.0, 5.0, 10.0, 20.0, 40.0, 60.0, 100.0, 200.0, 500.0, 1000.0]
        .into_iter()
        .find(|&top| surviving * 1000.0 <= top)
        .unwrap_or(1000.0);
    let half = AuditPlan::of(params).budget_for(surviving / 2.0, surviving);
    let half_aimed = AuditPlan::of(&aimed).budget_for(surviving / 2.0, surviving);
    let share = |budget: Option<f64>| {
        budget.map_or("more than all".to_owned(), |budget| percent(budget / params.steps() as f64))
    };
    let title = if share(half) == share(half_aimed) {
        format!("To halve the errors, audit {} of the steps", share(half))
    } else {
        format!("To halve the errors, audit {} of steps; labelled, {}", share(half), share(half_aimed))
    };
    let here = params.audit_budget() as f64 / params.steps() as f64;
    let now = measures.undetected_share * 1000.0;
    let dots: Vec<Dot> = simulated.iter().map(|&(x, share)| dot(x, share, 1000.0, Tone::Undetected)).collect();
    let shown = |per_thousand: f64| Cell::number(per_thousand, |n| significant(n, 3));
    let columns = ["Audited share of the steps", "undetected, judgement labelled", "undetected, as set"];
    let rows = found.iter().zip(&own).map(|(found, own)| vec![Cell::percent(found.0), shown(found.1), shown(own.1)]);
    let table =
        beside(Table::new(columns.map(str::to_owned).into(), rows.collect()), &dots, Cell::percent, shown).every(5);
    Frame {
        title,
        subtitle: "Decisions that stay wrong per 1,000, by share of steps audited. Circles: simulated".to_owned(),
        summary: format!(
            "Line chart: auditing {} of the steps leaves {} undetected errors in 1,000 decisions.",
            percent(here),
            per_thousand(measures.undetected_share)
        ),
        table,
        picture: Picture::Lines(LineChart {
            x: Axis { name: "audited share of the steps".to_owned(), ..axes::shares("") },
            y: Axis {
                low: 0.0,
                high: top,
                spread: Spread::Linear,
                ticks: [0.0, 0.5, 1.0]
                    .map(|part| (part * top, if top < 2.0 { significant(part * top, 1) } else { grouped(part * top) }))
                    .into(),
                name: axes::PER_THOUSAND.to_owned(),
            },
            band: None,
            lines: vec![
                Line {
                    points: found,
                    label: "labelled".to_owned(),
                    tone: Tone::Caught,
                    dash: Dash::Long,
                    is_own: false,
                },
                Line {
                    points: own,
                    label: "as set".to_owned(),
                    tone: Tone::Undetected,
                    dash: Dash::Solid,
                    is_own: false,
                },
                Line {
                    points: vec![(here, now)],
                    label: format!("you: {}", per_thousand(now / 1000.0)),
                    tone: Tone::Ink,
                    dash: Dash::Solid,
                    is_own: false,
                },
            ],
            dots,
            ways: Vec::new(),
        }),
    }
}
