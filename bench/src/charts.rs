//! The exact solution behind all headline charts, computed anew after a slider has moved.

use blindspot_model::{JudgementCall, Measures, Outlook, Parameter, Params, SurvivalTable, World};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::Setting;

/// The most reviewers of the chart that has them on its axis.
const MOST_REVIEWERS: usize = 15;
/// The generations that the page shows.
const GENERATIONS: usize = 60;

/// The charts of one setting, with the slider that is being moved.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct Charts {
    params: Params,
    slider: Parameter,
    /// Only a structure that changes needs a new table.
    table: SurvivalTable,
}

#[wasm_bindgen]
impl Charts {
    /// The charts of setting 0, 1, … under slider 0, 1 or 2: diversity, supervision, audit budget.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new(setting: usize, slider: usize) -> Charts {
        let params = Setting::number(setting).params;
        let slider = match slider {
            0 => Parameter::Diversity,
            1 => Parameter::Supervision,
            _ => Parameter::AuditBudget,
        };
        Charts { params, slider, table: SurvivalTable::new(&JudgementCall::of(&params)) }
    }

    /// Moves the slider to a position in 0–1 and computes everything that the charts draw. Returns a sum over all of
    /// it, by which two builds can be compared.
    #[must_use]
    pub fn moved_to(&mut self, position: f64) -> f64 {
        let value = position * self.params.limit(self.slider);
        let value = if self.slider == Parameter::AuditBudget { value.round() } else { value };
        let Ok(params) = self.params.with(self.slider, value) else {
            return f64::NAN;
        };
        self.params = params;
        if self.slider == Parameter::Diversity {
            self.table = SurvivalTable::new(&JudgementCall::of(&params));
        }
        let outlook = Outlook::of(&params, &self.table, GENERATIONS);
        let worlds = World::ALL.into_iter().filter_map(|world| world.of(&params).ok());
        outlook.fixed_point.bias
            + outlook.trajectory.iter().sum::<f64>()
            + outlook.tipping_points.iter().map(|state| state.bias).sum::<f64>()
            + worlds.chain([params]).map(|params| review_and_audits(&params)).sum::<f64>()
    }
}

/// What one curve of the review and audit charts shows; the projects' integrity is one of the measures.
fn review_and_audits(params: &Params) -> f64 {
    let bias = params.initial_bias();
    let measures = Measures::of(params, bias);
    let by_reviewers = JudgementCall::of(params).surviving_by_reviewers(bias, MOST_REVIEWERS);
    measures.named().into_iter().filter_map(|(_, value)| value).chain(by_reviewers).sum()
}
