//! Everything that was measured, and how it is written.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::measures::{Pair, Summary};
use crate::panel::PanelChoice;

/// A number with its interval, or why there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measured {
    /// The number.
    pub value: Option<f64>,
    /// Its 90 % bootstrap interval, where draws were made and at least half of them gave a number.
    pub interval: Option<[f64; 2]>,
    /// Why there is no number.
    pub reason: Option<&'static str>,
}

impl Measured {
    pub(crate) fn of(value: Result<f64, &'static str>, interval: Option<[f64; 2]>) -> Measured {
        match value {
            Ok(value) if value.is_finite() => Measured { value: Some(value), interval, reason: None },
            Ok(_) => Measured { reason: Some("undefined: not a finite number"), ..Measured::default() },
            Err(reason) => Measured { reason: Some(reason), ..Measured::default() },
        }
    }

    /// Writes `name`, and `name_interval` or `name_reason` where there is one.
    pub(crate) fn entries<M: SerializeMap>(&self, name: &str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(name, &self.value)?;
        if let Some(interval) = &self.interval {
            map.serialize_entry(&format!("{name}_interval"), interval)?;
        }
        if let Some(reason) = self.reason {
            map.serialize_entry(&format!("{name}_reason"), reason)?;
        }
        Ok(())
    }
}

/// One rater.
#[derive(Clone, Debug, PartialEq)]
pub struct RaterReport {
    /// Its name.
    pub name: String,
    /// Its group.
    pub group: Option<String>,
    /// Share of the items with a verdict that it gets wrong.
    pub error_rate: Measured,
    /// The same over all items, each without a verdict counted as wrong: the other denominator in use.
    pub error_rate_if_missing_wrong: Option<f64>,
    /// Items with a verdict.
    pub observed: u64,
}

impl Serialize for RaterReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", &self.name)?;
        map.serialize_entry("group", &self.group)?;
        self.error_rate.entries("error_rate", &mut map)?;
        map.serialize_entry("error_rate_if_missing_wrong", &self.error_rate_if_missing_wrong)?;
        map.serialize_entry("observed", &self.observed)?;
        map.end()
    }
}

/// Items by how many raters fail on them, k = 0 … n, among those with every verdict; and how many a model expects.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Together {
    /// Items counted: those with every verdict.
    pub items: u64,
    /// As it is.
    pub observed: Vec<f64>,
    /// If raters failed independently at their own rates.
    pub poisson_binomial: Option<Vec<f64>>,
    /// If each item had a difficulty of its own.
    pub beta_binomial: Option<Vec<f64>>,
    /// If raters had latent draws with one correlation.
    pub one_factor: Option<Vec<f64>>,
    /// If a share of the items were traps for all.
    pub shared_fault: Option<Vec<f64>>,
}

/// The models fitted to it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fits {
    /// ρ of the one-factor model.
    pub one_factor: Option<f64>,
    /// α and β.
    pub beta_binomial: Option<(f64, f64)>,
}

/// Everything that was measured.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Items, each as often as it counts.
    pub items: u64,
    /// The raters.
    pub raters: Vec<RaterReport>,
    /// Every pair of them.
    pub pairs: Vec<Pair>,
    /// All of them together.
    pub summary: Summary,
    /// How many fail on the same item.
    pub together: Together,
    /// The best panels.
    pub panels: Vec<PanelChoice>,
}
