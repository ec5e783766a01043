//! Axes that several figures share.

use super::worlds::MOST_REVIEWERS;
use crate::chart::axis::{Axis, Spread};
use crate::text::number::percent;

/// What most vertical axes measure: the share of the decisions that are wrong and undetected.
pub const UNDETECTED: &str = "undetected share";

/// What an axis of decisions that stay wrong measures.
pub const PER_THOUSAND: &str = "wrong per 1,000 decisions";

/// 0, 3 … [`MOST_REVIEWERS`] reviewers.
#[must_use]
pub fn reviewers() -> Axis {
    Axis {
        low: 0.0,
        high: MOST_REVIEWERS as f64,
        spread: Spread::Linear,
        ticks: (0..=MOST_REVIEWERS).step_by(3).map(|r| (r as f64, r.to_string())).collect(),
        name: "reviewers".to_owned(),
    }
}

/// All shares from none to all, labelled at the quarters.
#[must_use]
pub fn shares(name: &str) -> Axis {
    Axis {
        low: 0.0,
        high: 1.0,
        spread: Spread::Linear,
        ticks: [0.0, 0.25, 0.5, 0.75, 1.0].map(|at| (at, percent(at))).into(),
        name: name.to_owned(),
    }
}

/// An axis of shares from 0 that holds `highest`, with round labels.
#[must_use]
pub fn shares_up_to(highest: f64, name: &str) -> Axis {
    let tops = [0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6, 1.0];
    let top = tops.into_iter().find(|&top| highest <= top * 0.9).unwrap_or(1.0);
    // As many parts as give round labels.
    let parts: u8 = match top.to_string().trim_start_matches(['0', '.']) {
        "2" | "4" => 4,
        "3" | "6" => 3,
        _ => 5,
    };
    let decimals = if top >= 0.05 { 0 } else { 1 + usize::from(top < 0.005) };
    let ticks = (0..=parts)
        .map(|i| top * f64::from(i) / f64::from(parts))
        .map(|at| (at, format!("{:.decimals$}%", at * 100.0)))
        .collect();
    Axis { low: 0.0, high: top, spread: Spread::Linear, ticks, name: name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_holds_its_values_and_labels_are_exact() {
        for highest in [0.0011, 0.0049, 0.012, 0.1, 0.19, 0.5, 0.97, 1.0] {
            let axis = shares_up_to(highest, "");
            assert!(highest <= axis.high);
            for (at, text) in axis.ticks {
                let told: f64 = text.trim_end_matches('%').parse().unwrap();
                assert!((told / 100.0 - at).abs() < 1e-9, "{text} stands at {at}");
            }
        }
    }
}
