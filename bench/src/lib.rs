//! What the benchmark times. The native program and the WebAssembly module both call exactly these functions; the
//! clock is theirs to hold.

mod charts;
mod settings;

pub use charts::Charts;
pub use settings::{Setting, describe, setting_names};

use blindspot_model::{Experiment, Feedback, JudgementCall, Simulation, SurvivalTable};
use blindspot_model::{Tally, experiments};
use wasm_bindgen::prelude::wasm_bindgen;

/// Simulates so many projects of a setting and returns the counts, in the order of [`counts`].
#[wasm_bindgen]
#[must_use]
pub fn simulate(setting: usize, projects: u32, seed: u32) -> Vec<f64> {
    let Setting { params, bias, .. } = Setting::number(setting);
    let mut simulation = Simulation::new(&params, bias, u64::from(seed));
    simulation.advance(u64::from(projects));
    counts(simulation.tally()).to_vec()
}

fn counts(tally: &Tally) -> [f64; 8] {
    let Tally { projects, calls, wrong, surviving, undetected, audited, audited_squared, intact, .. } = *tally;
    [projects, calls, wrong, surviving, undetected, audited, audited_squared, intact].map(|count| count as f64)
}

/// Fixed point, folds and reproduction number of one feedback.
#[must_use]
pub fn feedback(setting: &Setting, table: &SurvivalTable) -> f64 {
    let feedback = Feedback::of(&setting.params, table);
    let state = feedback.fixed_point(setting.params.supervision());
    let folds: f64 = feedback.tipping_points().iter().map(|state| state.bias).sum();
    state.bias + folds + feedback.reproduction_number(&state)
}

/// The table that [`feedback`] needs.
#[must_use]
pub fn table(setting: &Setting) -> SurvivalTable {
    SurvivalTable::new(&JudgementCall::of(&setting.params))
}

/// The Gaussian factor model fitted to Knight and Leveson's experiment.
#[must_use]
pub fn fit() -> f64 {
    let experiment: &Experiment = &experiments::KNIGHT_LEVESON_1986;
    experiment.fitted_rho() + experiment.exchangeable_rho()
}
