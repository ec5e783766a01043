//! Any possible setting, for the tests of what must hold in all of them.
#![allow(clippy::unwrap_used, reason = "a test that asks for an impossible setting is wrong")]

use blindspot_model::params::Kind;
use blindspot_model::{Parameter, Params};
use proptest::prelude::*;

/// A value of a parameter's own range; its ends come up often.
pub fn value(parameter: Parameter) -> impl Strategy<Value = f64> {
    let spec = parameter.spec();
    let real = spec.kind == Kind::Real;
    let inside = (spec.min..=spec.max).prop_map(move |v| if real { v } else { v.round() });
    prop_oneof![1 => Just(spec.min), 1 => Just(spec.max), 1 => Just(spec.default), 5 => inside]
}

/// Any possible setting: steps and reviewers first, then what they limit.
pub fn params() -> impl Strategy<Value = Params> {
    let values: Vec<_> = Parameter::ALL.iter().map(|&parameter| value(parameter)).collect();
    values.prop_map(|mut values| {
        let at = |parameter: Parameter| parameter as usize;
        let steps = values[at(Parameter::Steps)];
        for (limited, limit) in [
            (Parameter::JudgementCalls, steps),
            (Parameter::AuditBudget, steps),
            (Parameter::Quorum, values[at(Parameter::Reviewers)].max(1.0)),
        ] {
            let range = limited.spec();
            let share = (values[at(limited)] - range.min) / (range.max - range.min);
            values[at(limited)] = (range.min + share * (limit - range.min)).round();
        }
        let miss_rate = values[at(Parameter::MissRate)];
        values[at(Parameter::FalseAlarmRate)] = values[at(Parameter::FalseAlarmRate)].min(miss_rate);
        Params::default().with_all(Parameter::ALL.iter().copied().zip(values)).unwrap()
    })
}
