//! What a lab reports of its projects against what is true.

use blindspot_model::{AuditEstimate, AuditPlan, Estimate, Measures, Params, World};

use super::simulated::beside_rows;
use super::worlds::{WorldCurves, own_name};
use super::{Cell, Frame, Table, axes};
use crate::chart::Picture;
use crate::chart::dumbbells::{Dumbbell, Dumbbells, PINNED};
use crate::text::number::{percent, percents};

/// The frame of a setting at the bias of its first generation, with simulated integrities of its rows where there are
/// some.
#[must_use]
pub fn frame(params: &Params, own: &Measures, worlds: &WorldCurves, simulated: &[Option<Estimate>]) -> Frame {
    let audits = AuditPlan::of(params);
    let claimed = own.claimed_integrity;
    let row = |label: String, actual: f64, is_own: bool| Dumbbell {
        label,
        claimed,
        actual,
        value: percent(actual),
        is_own,
        simulated: None,
        range: None,
        estimated: None,
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
        table: beside_rows(
            Table::new(
                ["World", "claimed", "true"].map(str::to_owned).into(),
                rows.iter()
                    .map(|row| vec![Cell::name(&row.label), Cell::share(claimed), Cell::share(row.actual)])
                    .collect(),
            ),
            &rows,
        ),
        picture: Picture::Dumbbells(Dumbbells {
            axis: axes::shares(""),
            rows,
            claimed_name: format!("○ claimed {}", percent(claimed)),
            actual_name: "◆ true".to_owned(),
            pinned_name: PINNED.to_owned(),
        }),
    }
}

/// What estimates of the share that is wrong and published say of W, from the least to the most.
#[must_use]
pub fn told_by_audits(params: &Params, estimate: &AuditEstimate) -> [f64; 3] {
    let audits = AuditPlan::of(params);
    // The more errors are published, the fewer projects are clean.
    [estimate.high, estimate.value, estimate.low].map(|surviving| audits.integrity(surviving))
}

/// The frame of a setting with what audits say in each of its rows, where they can say something.
#[must_use]
pub fn with_audits(mut frame: Frame, params: &Params, estimates: &[Option<AuditEstimate>]) -> Frame {
    let told: Vec<_> = estimates.iter().map(|e| e.as_ref().map(|e| told_by_audits(params, e))).collect();
    let Picture::Dumbbells(rows) = &mut frame.picture else { return frame };
    for (row, told) in rows.rows.iter_mut().zip(&told) {
        row.estimated = *told;
    }
    "Projects without an undetected error. Bars: simulated. Triangles: what the lab’s own audits tell"
        .clone_into(&mut frame.subtitle);
    frame.table.columns.extend(["audits say", "at least", "at most"].map(str::to_owned));
    for (i, row) in frame.table.rows.iter_mut().enumerate() {
        let cells = told.get(i).copied().flatten().map(|[low, value, high]| [value, low, high].map(Cell::share));
        row.extend(cells.unwrap_or_default());
    }
    if let Some([low, value, high]) = told.first().copied().flatten() {
        let [from, to] = percents(low, high);
        frame.summary =
            format!("{} The lab’s own audits say {}, between {from} and {to}.", frame.summary, percent(value));
    }
    frame
}
