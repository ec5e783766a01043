//! Measuring what was read, draw by draw.

use std::sync::Arc;

use blindspot_measure::measures::{Measurement, Options};
use blindspot_measure::receipt::Document;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::tool::Tool;
use crate::ui::browser::pause::Stretch;

/// What a part may take, in milliseconds: far from what a hand notices.
const PART: f64 = 12.0;

/// What is being done.
const MEASURING: &str = "Measuring…";

/// Measures, and shows what was measured.
pub fn measure(tool: Tool) {
    let Some(desk) = tool.desk.get_untracked() else { return };
    let Some(round) = tool.begin(MEASURING) else { return };
    spawn_local(async move {
        if !tool.rested(round).await {
            return;
        }
        let (table, ledger) = match desk.table() {
            Ok(found) => found,
            Err(why) => return tool.fail(why),
        };
        let options = Options::default();
        let mut measurement = match Measurement::new(&table, options) {
            Ok(measurement) => measurement,
            Err(why) => return tool.fail(why.to_string()),
        };
        let mut goes_on = true;
        while goes_on {
            goes_on = Stretch::of(PART).filled(|| measurement.advance());
            tool.tell(MEASURING, measurement.progress());
            if !tool.rested(round).await {
                return;
            }
        }
        let document = Document { report: measurement.finish(), ledger, receipt: desk.receipt(options) };
        tool.document.try_set(Some(Arc::new(document)));
        tool.end();
    });
}
