//! One diversity and one number of audits, under any supervision.

use std::cell::OnceCell;

use crate::audit::AuditPlan;
use crate::exact::JudgementCall;
use crate::feedback::Feedback;
use crate::params::{Parameter, Params};
use crate::survival::{LatestTable, SurvivalTable};

use super::prices::Mix;

/// Generations after which a field that is not above a limit yet is solved instead of followed.
const GENERATIONS: u32 = 12;

/// Makes the table of a diversity, unless it is the latest that was made. True if it had to be: that is work enough for
/// one step.
pub(super) fn makes_table(setting: &Params, diversity: f64, table: &mut LatestTable) -> bool {
    let params = setting.changed(Parameter::Diversity, diversity);
    let call = JudgementCall::of(&params);
    let is_new = !table.has(&call);
    table.of(&call);
    is_new
}

/// A setting whose supervision is still open, over the table of its judgement call.
pub(super) struct Row<'a> {
    pub mix: Mix,
    params: Params,
    table: &'a SurvivalTable,
    unfound: f64,
    /// Made when the first fixed point is asked for.
    feedback: OnceCell<Feedback<'a>>,
}

impl<'a> Row<'a> {
    /// The row of a mix in a setting; its supervision plays no part.
    pub fn of(setting: &Params, mix: Mix, table: &'a mut LatestTable) -> Row<'a> {
        let mix = Mix { supervision: 0.0, ..mix };
        // What is tried is taken from the ranges.
        let params = setting.changed_all(mix.changes());
        let table = table.of(&JudgementCall::of(&params));
        Row { mix, params, table, unfound: AuditPlan::of(&params).unfound(), feedback: OnceCell::new() }
    }

    /// x* under a supervision.
    pub fn share(&self, supervision: f64) -> f64 {
        let feedback = self.feedback.get_or_init(|| Feedback::of(&self.params, self.table));
        feedback.fixed_point(supervision).undetected_share
    }

    /// Whether x* certainly reaches a limit. A field that starts from x = 0 only gets worse, so each of its generations
    /// bounds x* from below, at a fraction of the cost of x* itself.
    pub fn surely_reaches(&self, supervision: f64, limit: f64) -> bool {
        let mut accepted = 0.0;
        (0..GENERATIONS).any(|_| {
            accepted = self.unfound * self.table.share(self.params.bias_after(supervision, accepted));
            accepted >= limit
        })
    }

    /// The least supervision between two, to 10⁻⁹, whose x* is at most `target`.
    pub fn least_supervision(&self, target: f64, lowest: f64, highest: f64) -> Option<f64> {
        if self.surely_reaches(highest, target.next_up()) || self.share(highest) > target {
            return None;
        }
        if self.share(lowest) <= target {
            return Some(lowest);
        }
        let (mut low, mut high) = (lowest, highest);
        while high - low > 1e-9 {
            let middle = 0.5 * (low + high);
            if self.share(middle) <= target {
                high = middle;
            } else {
                low = middle;
            }
        }
        Some(high)
    }
}
