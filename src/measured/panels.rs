//! Which k of n to ask, in words and as a table.

use blindspot_measure::measures::Report;
use blindspot_measure::panel::{PanelChoice, Rule};

use crate::figure::{Cell, Table};
use crate::text::number::fine_percent;

/// When a panel fails, as a reader chooses it.
#[must_use]
pub const fn rule_name(rule: Rule) -> &'static str {
    match rule {
        Rule::AllErr => "when all of it err",
        Rule::Majority => "when more than half of it err",
    }
}

/// The panel of this size and rule.
#[must_use]
pub fn choice(report: &Report, size: usize, rule: Rule) -> Option<&PanelChoice> {
    report.panels.iter().find(|choice| choice.size == size && choice.rule == rule)
}

/// The sizes that there are.
#[must_use]
pub fn sizes(report: &Report) -> Vec<usize> {
    report.panels.iter().filter(|choice| choice.rule == Rule::AllErr).map(|choice| choice.size).collect()
}

/// Percentage points with a sign.
fn points(gain: f64) -> String {
    let text = format!("{:.2}", 100.0 * gain.abs());
    if gain < 0.0 && text != "0.00" { format!("−{text}") } else { text }
}

/// What the choice gains, in two or three sentences.
#[must_use]
pub fn told(choice: &PanelChoice) -> String {
    if choice.best.members == choice.most_accurate.members {
        return "The most accurate raters are the best panel too: looking at what they share gains nothing here."
            .to_owned();
    }
    let held_out = choice.gain_held_out.map_or_else(
        || "There are too few items to try it on others.".to_owned(),
        |gain| {
            format!(
                "Chosen on one half of the items and tried on the other, it is {} points ({}).",
                points(gain),
                if gain > 0.0 { "a gain that lasts" } else { "no gain: take the most accurate" }
            )
        },
    );
    format!(
        "On these items the chosen panel fails {} percentage points less than the most accurate raters. That flatters: it was chosen \
         on them. {held_out}{}",
        points(choice.gain_in_sample),
        if choice.exact { "" } else { " Members were added one at a time: not every panel was looked at." }
    )
}

/// The chosen panel beside the most accurate raters and the best one alone.
#[must_use]
pub fn table(choice: &PanelChoice) -> Table {
    let rows =
        [("Chosen", &choice.best), ("Most accurate", &choice.most_accurate), ("Best alone", &choice.best_single)];
    let row = |(name, panel): (&str, &blindspot_measure::panel::Panel)| {
        vec![Cell::name(name), Cell::name(panel.members.join(", ")), Cell::number(panel.fails, fine_percent)]
    };
    Table::new(["Panel", "members", "fails on"].map(str::to_owned).into(), rows.into_iter().map(row).collect())
}
