//! Whose models wrote the versions that fail on the identical inputs.

use blindspot_model::experiments::VENDORS;

use super::coincidences::Finding;
use super::{Cell, Frame, Table};
use crate::chart::Picture;
use crate::chart::icons::{IconRow, Icons};
use crate::text::number::grouped;

/// A vendor's name as the vendor writes it.
#[must_use]
pub fn spelled(name: &'static str) -> &'static str {
    match name {
        "anthropic" => "Anthropic",
        "cursor" => "Cursor",
        "google" => "Google",
        "openai" => "OpenAI",
        "qwen" => "Qwen",
        other => other,
    }
}

/// The frame of the experiment of 2026.
#[must_use]
pub fn frame(agents: &Finding) -> Frame {
    let (most, inputs) = agents.worst;
    let sharing = VENDORS.iter().filter(|vendor| vendor.sharing_one_fault > 0).count();
    let rows: Vec<IconRow> = VENDORS
        .iter()
        .map(|vendor| IconRow {
            label: spelled(vendor.name).to_owned(),
            filled: vendor.sharing_one_fault as usize,
            of: vendor.versions as usize,
        })
        .collect();
    let counts = rows.iter().map(|row| format!("{}: {} of {}", row.label, row.filled, row.of)).collect::<Vec<_>>();
    Frame {
        title: format!("One fault in {most} versions, from {sharing} of {} companies", VENDORS.len()),
        subtitle: format!("{} versions of one program by AI agents, by company, 2026", agents.versions),
        summary: format!(
            "Rows of marks. Versions that fail on the same {} inputs: {}.",
            grouped(inputs),
            counts.join(", ")
        ),
        table: Table::new(
            ["Company", "versions", "sharing the fault"].map(str::to_owned).into(),
            rows.iter().map(|row| vec![Cell::name(&row.label), Cell::count(row.of), Cell::count(row.filled)]).collect(),
        ),
        picture: Picture::Icons(Icons {
            rows,
            filled_name: format!("fails on the same {} inputs", grouped(inputs)),
            hollow_name: "does not".to_owned(),
        }),
    }
}
