//! Counts of a simulation, held against exact probabilities.

use blindspot_model::{Params, Simulation, Tally};

/// So many projects, simulated.
pub fn simulate(params: &Params, bias: f64, seed: u64, projects: u64) -> Tally {
    let mut simulation = Simulation::new(params, bias, seed);
    simulation.advance(projects);
    simulation.tally().clone()
}

/// Asserts that a count out of `trials` lies within 4 standard errors of its exact probability.
pub fn assert_counts(count: u64, trials: u64, exact: f64, what: &str) {
    let n = trials as f64;
    // A rare event has a skewed count: half an event more is allowed.
    let allowed = 4.0 * (n * exact * (1.0 - exact)).max(0.0).sqrt() + 0.5;
    assert!((count as f64 - n * exact).abs() <= allowed, "{what}: {count} of {trials}, expected {}", n * exact);
}
