//! What a lab reports of its projects against what is true.

use blindspot_model::{AuditPlan, Estimate, Measures, Params, World};

use super::worlds::{WorldCurves, own_name};
use super::{Cell, Frame, Table, axes};
use crate::chart::Picture;
use crate::chart::dumbbells::{Dumbbells, PINNED, Row};
use crate::text::number::percent;

/// The frame of a setting at the bias of its first generation, with simulated integrities of its rows where there are
/// some.
#[must_use]
pub fn frame(params: &Params, own: &Measures, worlds: &WorldCurves, simulated: &[Option<Estimate>]) -> Frame {
    let audits = AuditPlan::of(params);
    let claimed = own.claimed_integrity;
    let row = |label: String, actual: f64, is_own: bool| Row {
        label,
        claimed,
        actual,
        value: percent(actual),
        is_own,
        simulated: None,
        range: None,
        pinned: None,
    };
    let mut rows = vec![row(own_name(params), own.integrity, true)];
    rows.extend(
        World::ALL
            .iter()
            .zip(worlds)
            .filter(|(world, _)| World::recognize(params) != Some(**world))
            .map(|(world, curve)| row(world.name().to_owned(), audits.integrity(curve[params.reviewers()]), false)),
    );
    for (row, estimate) in rows.iter_mut().zip(simulated) {
        row.simulated = estimate.map(|estimate| (estimate.value, 2.0 * estimate.standard_error));
    }
    Frame {
        title: if percent(claimed) == percent(own.integrity) {
            format!("Projects without undetected errors: {}, as reported", percent(claimed))
        } else {
            format!("Reported clean projects: {}. In truth: {}", percent(claimed), percent(own.integrity))
        },
        subtitle: "Projects without an undetected error, as reported and in truth. Bars: simulated".to_owned(),
        summary: format!(
            "Dot chart. The claim is {} in every world. True: {}.",
            percent(claimed),
            rows.iter().map(|row| format!("{} {}", row.label, row.value)).collect::<Vec<_>>().join(", "),
        ),
        table: Table {
            columns: ["World", "claimed", "true"].map(str::to_owned).into(),
            rows: rows
                .iter()
                .map(|row| vec![Cell::name(&row.label), Cell::share(claimed), Cell::share(row.actual)])
                .collect(),
        },
        picture: Picture::Dumbbells(Dumbbells {
            axis: axes::shares(""),
            rows,
            claimed_name: format!("○ claimed {}", percent(claimed)),
            actual_name: "◆ true".to_owned(),
            pinned_name: PINNED.to_owned(),
        }),
    }
}
