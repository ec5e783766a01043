//! Draws of several parameters, each of which fills its range evenly.

use crate::dice::{Address, Purpose, uniform};
use crate::order::order;
use crate::params::Parameter;

/// One coordinate of a Latin hypercube of `draws` points (`McKay`, Beckman and Conover 1979): of each of as many equal parts of
/// 0–1 one point, in an order of its own. It depends on the seed and the parameter only, so that another range moves no draw of this
/// one.
pub(super) fn shares(parameter: Parameter, draws: usize, seed: u64) -> Vec<f64> {
    let mut stream = Address { seed, generation: 0, project: parameter as u64 }.stream(Purpose::Range);
    let keys: Vec<f64> = (0..draws).map(|_| uniform(&mut stream)).collect();
    let parts = order(&keys);
    parts.into_iter().map(|part| (part as f64 + uniform(&mut stream)) / draws as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_one_point_and_parameters_are_apart() {
        let [one, other] = [Parameter::Supervision, Parameter::Drift].map(|parameter| shares(parameter, 500, 3));
        for shares in [&one, &other] {
            let mut parts: Vec<f64> = shares.iter().map(|share| (share * 500.0).floor()).collect();
            parts.sort_by(f64::total_cmp);
            assert!(parts.into_iter().eq((0..500_u32).map(f64::from)));
        }
        // Uncorrelated but for luck: the standard error of a correlation is 1/√n.
        let mean: f64 = one.iter().zip(&other).map(|(a, b)| 12.0 * (a - 0.5) * (b - 0.5)).sum::<f64>() / 500.0;
        assert!(mean.abs() < 4.0 / 500.0_f64.sqrt(), "{mean}");
        assert_eq!(one, shares(Parameter::Supervision, 500, 3));
        assert_ne!(one, shares(Parameter::Supervision, 500, 4));
    }
}
