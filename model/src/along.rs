//! A setting with one of its parameters as a line from end to end, cut into cells to search.

use crate::params::{Kind, Parameter, Params};

/// Cells into which the range is cut at first, at most.
const CELLS: u32 = 64;

/// How far apart two values are at least, as a share of the range; whole numbers are not parted further.
pub const RESOLUTION: f64 = 1e-4;

/// One parameter of a setting, from its smallest to its largest value that the others allow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Along {
    setting: Params,
    parameter: Parameter,
}

impl Along {
    pub(crate) fn new(setting: &Params, parameter: Parameter) -> Along {
        Along { setting: *setting, parameter }
    }

    /// The smallest and the largest possible value.
    pub(crate) fn range(&self) -> (f64, f64) {
        (self.setting.floor(self.parameter), self.setting.limit(self.parameter))
    }

    /// The setting at a value between the ends of the range: every one is possible.
    pub(crate) fn at(&self, value: f64) -> Params {
        self.setting.changed(self.parameter, value)
    }

    /// The share of the range up to a value, 0–1.
    pub(crate) fn share(&self, value: f64) -> f64 {
        let (low, high) = self.range();
        if high > low { (value - low) / (high - low) } else { 1.0 }
    }

    fn is_whole(&self) -> bool {
        self.parameter.spec().kind != Kind::Real
    }

    /// The far end of the cell of this number, counted from one; whole numbers have no more cells than steps.
    pub(crate) fn cell_end(&self, number: u32) -> Option<f64> {
        let (low, high) = self.range();
        let cells = if self.is_whole() { (high - low).min(f64::from(CELLS)) } else { f64::from(CELLS) };
        let share = f64::from(number) / cells;
        let value = low + (high - low) * share;
        (share <= 1.0).then(|| if self.is_whole() { libm::round(value) } else { value.min(high) })
    }

    /// The value between two that are not as close yet as they can be.
    pub(crate) fn middle(&self, from: f64, to: f64) -> Option<f64> {
        let (low, high) = self.range();
        let closest = if self.is_whole() { 1.0 } else { RESOLUTION * (high - low) };
        let middle = 0.5 * (from + to);
        (to - from > closest).then(|| if self.is_whole() { libm::floor(middle) } else { middle })
    }
}
