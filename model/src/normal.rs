//! The normal distribution: Φ, φ and Φ⁻¹, with the same bits on every platform.

use statrs::distribution::{ContinuousCDF, Normal};

/// Φ(z), the standard normal distribution function, accurate in both tails.
#[must_use]
pub fn cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

/// φ(z), the standard normal density.
#[must_use]
pub fn density(z: f64) -> f64 {
    const FRAC_1_SQRT_2PI: f64 = 0.398_942_280_401_432_7;
    FRAC_1_SQRT_2PI * libm::exp(-0.5 * z * z)
}

/// Φ⁻¹(p), the standard normal quantile in probits; −∞ at p ≤ 0 and +∞ at p ≥ 1, NaN for NaN.
#[must_use]
pub fn quantile(p: f64) -> f64 {
    if p.is_nan() {
        return f64::NAN;
    }
    // The lower half holds small p with all their digits.
    if p > 0.5 {
        return -quantile(1.0 - p);
    }
    let start = Normal::standard().inverse_cdf(p.max(0.0));
    if !start.is_finite() {
        return start;
    }
    // statrs takes its logarithms from where the build's features tell it to, and their last bits differ between
    // platforms: only the leading bits are kept, and two Newton steps find the others.
    #[allow(clippy::cast_possible_truncation)]
    let mut z = f64::from(start as f32);
    for _ in 0..2 {
        let density = density(z);
        // Beyond the smallest normal p there is nothing to divide by.
        if density > 1e-300 {
            z -= (cdf(z) - p) / density;
        }
    }
    z
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        // Abramowitz and Stegun, tables 26.1 and 26.5.
        assert_eq!(cdf(0.0), 0.5);
        assert!((cdf(1.0) - 0.841_344_746_068_543).abs() < 1e-15);
        assert!((cdf(-3.0) - 0.001_349_898_031_630_1).abs() < 1e-17);
        assert!((density(0.0) - 0.398_942_280_401_433).abs() < 1e-15);
        assert!((quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-14);
    }

    #[test]
    fn quantile_inverts_cdf() {
        for i in 1..2000 {
            let p = f64::from(i) / 2000.0;
            assert!((cdf(quantile(p)) - p).abs() < 4e-16, "p = {p}");
        }
        for exponent in 1..300 {
            let p = libm::pow(10.0, -f64::from(exponent));
            assert!((cdf(quantile(p)) / p - 1.0).abs() < 1e-10, "p = {p}");
        }
        assert_eq!(quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(quantile(1.0), f64::INFINITY);
        assert!(quantile(f64::NAN).is_nan());
    }
}
