//! The settings that are timed.

use std::fmt::Write as _;

use blindspot_model::{Measures, Parameter, Params, World, normal};
use wasm_bindgen::prelude::wasm_bindgen;

/// A setting, by name, at a bias.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name in the report.
    pub name: &'static str,
    /// The setting.
    pub params: Params,
    /// θ in probits.
    pub bias: f64,
}

impl Setting {
    /// Setting 0, 1, …; the default for a number that there is not.
    #[must_use]
    pub fn number(number: usize) -> Setting {
        let default = Params::default();
        let (name, params, bias) = match number {
            1 => ("one model", World::OneModel.of(&default), default.initial_bias()),
            2 => ("four labs", World::FourLabs.of(&default), default.initial_bias()),
            3 => ("eleven reviewers, ρ = 0.8", eleven_alike(&default), default.initial_bias()),
            4 => ("default at bias 1.5", default, 1.5),
            _ => ("default", default, default.initial_bias()),
        };
        Setting { name, params, bias }
    }
}

fn eleven_alike(params: &Params) -> Params {
    params.changed(Parameter::Reviewers, 11.0).correlated(0.8, 0.8)
}

/// The names of all settings, in order.
#[wasm_bindgen]
#[must_use]
pub fn setting_names() -> Vec<String> {
    (0..5).map(|number| Setting::number(number).name.to_owned()).collect()
}

/// What the JavaScript version of the simulation has to know, and what its estimates have to agree with, as JSON.
#[wasm_bindgen]
#[must_use]
pub fn describe(setting: usize) -> String {
    let Setting { params, bias, .. } = Setting::number(setting);
    let derived = [
        ("error_threshold", normal::quantile(params.error_rate()) + bias),
        ("miss_threshold", normal::quantile(params.miss_rate()) + bias),
        ("rho_between", params.rho_between()),
        ("rho_within", params.rho_within()),
    ];
    let inputs = Parameter::ALL.iter().map(|&parameter| (parameter.spec().name, params.get(parameter)));
    let outputs = Measures::of(&params, bias).named().into_iter().filter_map(|(name, value)| Some((name, value?)));
    let mut json = String::from("{");
    for (name, value) in inputs.chain(derived).chain(outputs) {
        let comma = if json.len() > 1 { "," } else { "" };
        // Writing to a string never fails.
        let _ = write!(json, "{comma}\"{name}\":{value:?}");
    }
    json.push('}');
    json
}
