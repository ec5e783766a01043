//! The exact solution behind all headline charts, computed anew after a slider has moved.

use blindspot_model::{AuditPlan, Feedback, JudgementCall, Measures, Outlook, Parameter, Params, SurvivalTable, World};
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
    /// U by reviewers in the five worlds: anew where supervision moves.
    worlds: Vec<Vec<f64>>,
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
        Charts { params, slider, table: SurvivalTable::new(&JudgementCall::of(&params)), worlds: curves(&params) }
    }

    /// Moves the slider to a position in 0–1 and computes everything that the page's charts draw. Returns a sum over
    /// all of it, by which two builds can be compared.
    #[must_use]
    pub fn moved_to(&mut self, position: f64) -> f64 {
        let value = position * self.params.limit(self.slider);
        let value = if self.slider == Parameter::AuditBudget { value.round() } else { value };
        let Ok(params) = self.params.with(self.slider, value) else {
            return f64::NAN;
        };
        self.params = params;
        match self.slider {
            Parameter::Diversity => self.table = SurvivalTable::new(&JudgementCall::of(&params)),
            Parameter::Supervision => self.worlds = curves(&params),
            _ => {}
        }
        let outlook = Outlook::of(&params, &self.table, GENERATIONS);
        let bias = params.initial_bias();
        let own = JudgementCall::of(&params).surviving_by_reviewers(bias, MOST_REVIEWERS);
        let audits = AuditPlan::of(&params);
        let integrities = self.worlds.iter().map(|curve| audits.integrity(curve[params.reviewers()]));
        outlook.fixed_point.bias
            + outlook.trajectory.iter().sum::<f64>()
            + outlook.tipping_points.iter().map(|state| state.bias).sum::<f64>()
            + without_reviewers(&params).iter().sum::<f64>()
            + Measures::of(&params, bias).named().into_iter().filter_map(|(_, value)| value).sum::<f64>()
            + own.iter().chain(self.worlds.iter().flatten()).sum::<f64>()
            + integrities.sum::<f64>()
    }
}

/// U by reviewers in each world.
fn curves(params: &Params) -> Vec<Vec<f64>> {
    let worlds = World::ALL.into_iter().map(|world| world.of(params));
    let curve =
        |params: Params| JudgementCall::of(&params).surviving_by_reviewers(params.initial_bias(), MOST_REVIEWERS);
    worlds.map(curve).collect()
}

/// The trajectory of the same field without reviewers.
fn without_reviewers(params: &Params) -> Vec<f64> {
    let params = params.without_reviewers();
    let table = SurvivalTable::new(&JudgementCall::of(&params));
    Feedback::of(&params, &table).trajectory(GENERATIONS, |_| params.supervision())
}
