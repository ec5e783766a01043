//! The same seed gives the same bits, natively and in WebAssembly: fingerprints that must be equal everywhere.
//!
//! In WebAssembly, under Node, with the test runner of wasm-bindgen:
//!
//! ```sh
//! CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
//!   cargo test -p blindspot-model --target wasm32-unknown-unknown --test same_bits
//! ```
//!
//! A fingerprint that changes natively is a changed model: look why before you pin the new one.
#![allow(clippy::unwrap_used, reason = "a test that asks for an impossible setting is wrong")]
#![allow(clippy::unreadable_literal, reason = "fingerprints have no digits to group")]

use blindspot_model::dice::Coupling;
use blindspot_model::exact::Correlation;
use blindspot_model::experiments::{KNIGHT_LEVESON_1986, KNIGHT_LEVESON_REDUX_2026};
use blindspot_model::ranges::Moment;
use blindspot_model::{
    AuditPlan, Evidence, Feedback, History, JudgementCall, LongWork, Measures, Outlook, Parameter, Params, Piece,
    Propagation, Ranges, Simulation, SurvivalTable, Tally, TippingSearch, World, normal, plausible,
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test;

/// The most models that check a call: fifteen reviewers and a self-check.
const MODELS: usize = 16;

/// Parameters from the first on that there were before outside reviewers, false alarms, tries, traps and the second form of
/// the feedback. Their fingerprints show that at the defaults of the later ones nothing has changed.
const FIRST_PARAMETERS: usize = 18;

/// The outputs that there were then, by the names that they have now.
const FIRST_OUTPUTS: [&str; 16] = [
    "error_rate_now",
    "miss_rate_now",
    "surviving_share",
    "undetected_share",
    "catch_rate",
    "effective_reviewers",
    "kish_votes_on_errors",
    "coverage",
    "integrity",
    "claimed_integrity",
    "claimed_undetected_share",
    "overconfidence",
    "unanimous_and_wrong",
    "caught_by_first",
    "estimated_unseen",
    "true_remaining",
];

/// FNV-1a over 64-bit words.
struct Fingerprint(u64);

impl Fingerprint {
    fn new() -> Self {
        Fingerprint(0xcbf29ce484222325)
    }

    fn word(&mut self, word: u64) {
        for byte in word.to_le_bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100000001b3);
        }
    }

    fn number(&mut self, number: f64) {
        self.word(number.to_bits());
    }

    fn numbers(&mut self, numbers: &[f64]) {
        for &number in numbers {
            self.number(number);
        }
    }

    fn tally(&mut self, tally: &Tally) {
        let Tally {
            projects,
            calls,
            wrong,
            surviving,
            undetected,
            audited,
            audited_squared,
            intact,
            misses,
            first_two,
            ..
        } = tally;
        for &count in [projects, calls, wrong, surviving, undetected, audited, audited_squared, intact] {
            self.word(count);
        }
        misses[..=MODELS].iter().chain(first_two).for_each(|&count| self.word(count));
    }
}

#[track_caller]
fn assert_pinned(fingerprint: &Fingerprint, pinned: u64) {
    assert_eq!(fingerprint.0, pinned, "{:#018x} instead of {pinned:#018x}", fingerprint.0);
}

/// Settings from one end of the parameters to the other.
fn settings() -> Vec<Params> {
    let with = |changes: &[(Parameter, f64)], between, within| {
        Params::default().with_all(changes.iter().copied()).unwrap().with_correlations(between, within).unwrap()
    };
    let mut settings: Vec<Params> =
        World::ALL.iter().map(|world| world.of(&Params::default())).chain([Params::default()]).collect();
    settings.extend([
        with(&[(Parameter::Reviewers, 15.0), (Parameter::Lineages, 8.0), (Parameter::SelfCheck, 1.0)], 0.5, 0.97),
        with(&[(Parameter::Reviewers, 6.0), (Parameter::Quorum, 3.0), (Parameter::Lineages, 2.0)], 0.1, 0.6),
        with(&[(Parameter::Reviewers, 0.0), (Parameter::ErrorRate, 0.001)], 0.0, 0.0),
        with(
            &[
                (Parameter::ErrorRate, 0.5),
                (Parameter::MissRate, 0.95),
                (Parameter::Modularity, 0.37),
                (Parameter::AuditBudget, 120.0),
                (Parameter::AuditSensitivity, 0.7),
                (Parameter::Progress, 0.013),
                (Parameter::Supervision, 0.31),
                (Parameter::Drift, 1.7),
                (Parameter::Contamination, 7.3),
            ],
            0.95,
            0.95,
        ),
    ]);
    settings
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn normal_distribution() {
    let mut print = Fingerprint::new();
    for i in 1..20_000 {
        print.number(normal::quantile(f64::from(i) / 20_000.0));
        print.number(normal::quantile(libm::pow(2.0, -f64::from(i) / 20.0)));
        print.number(normal::cdf(f64::from(i) / 700.0 - 14.0));
        print.number(normal::density(f64::from(i) / 700.0 - 14.0));
    }
    assert_pinned(&print, 0x3e259efda1d7e533);
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn measures() {
    let mut print = Fingerprint::new();
    for params in settings() {
        for bias in [-1.0, 0.0, params.initial_bias(), 2.5] {
            let named = Measures::of(&params, bias).named();
            for output in FIRST_OUTPUTS {
                let (_, value) = named.iter().find(|(name, _)| *name == output).unwrap();
                print.number(value.unwrap_or(-1.0));
            }
            let call = JudgementCall::of(&params);
            print.numbers(&call.miss_histogram(bias));
            print.numbers(&call.surviving_by_reviewers(bias, 15));
            print.number(AuditPlan::of(&params).budget_for(0.01, call.surviving_share(bias)).unwrap_or(-1.0));
        }
    }
    assert_pinned(&print, 0x2c3d96a60f401ec6);
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn outlooks() {
    let mut print = Fingerprint::new();
    for params in settings() {
        let table = SurvivalTable::new(&JudgementCall::of(&params));
        let outlook = Outlook::of(&params, &table, 60);
        print.numbers(&outlook.trajectory);
        print.number(outlook.reproduction_number);
        let feedback = Feedback::of(&params, &table);
        let ramp = feedback.ramp([1.0, 0.6, 0.3, 0.1, 0.3, 0.6], 20);
        for state in outlook.tipping_points.iter().chain([&outlook.fixed_point]).chain(&ramp) {
            print.numbers(&[state.supervision, state.bias, state.undetected_share]);
        }
    }
    assert_pinned(&print, 0x2d5e315d4bf6478f);
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn experiments() {
    let mut print = Fingerprint::new();
    for experiment in [&KNIGHT_LEVESON_1986, &KNIGHT_LEVESON_REDUX_2026] {
        let rho = experiment.fitted_rho();
        print.numbers(&[rho, experiment.exchangeable_rho(), experiment.z_score()]);
        print.numbers(&experiment.expected(rho));
    }
    assert_pinned(&print, 0xc69218d88f7ebb67);
}

/// More than three million draws of all kinds, some thousand of them from the tail of the ziggurat.
#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn simulations() {
    let mut print = Fingerprint::new();
    let mut draws = 0;
    for (seed, params) in settings().into_iter().enumerate() {
        for bias in [0.0, 1.5] {
            let mut simulation = Simulation::new(&params, bias, seed as u64);
            simulation.advance(600);
            let tally = simulation.tally();
            draws += tally.calls + tally.wrong * (1 + params.checkers() as u64);
            print.tally(tally);
        }
        let params = params.with(Parameter::Projects, 40.0).unwrap();
        let mut history = History::new(&params, 20, u64::MAX - seed as u64);
        while !history.advance(1000) {}
        print.numbers(history.trajectory());
    }
    // Far thresholds see the tails themselves: beyond 3.654 a draw is made with logarithms.
    for i in 0..40 {
        let params = Params::default()
            .with_all([(Parameter::ErrorRate, 0.5), (Parameter::JudgementCalls, 500.0), (Parameter::Reviewers, 1.0)])
            .unwrap();
        let mut simulation = Simulation::new(&params, -3.0 - f64::from(i) / 40.0, 1);
        simulation.advance(100);
        draws += simulation.tally().calls;
        print.tally(simulation.tally());
    }
    assert!(draws > 3_000_000, "{draws}");
    assert_pinned(&print, 0x0c86787d9f71cde7);
}

/// What was added to the first model, each with something of the others.
fn mechanisms() -> Vec<Params> {
    let additions: [&[(Parameter, f64)]; 5] = [
        &[(Parameter::OutsideReviewers, 2.0), (Parameter::OutsideLikeness, 0.4), (Parameter::FalseAlarmRate, 0.1)],
        &[(Parameter::Attempts, 5.0), (Parameter::FalseAlarmRate, 0.05)],
        &[(Parameter::SharedFaults, 1.0), (Parameter::TrapMissRate, 0.8), (Parameter::OutsideReviewers, 1.0)],
        &[(Parameter::RecoveredGap, 1.0)],
        &[(Parameter::Redone, 1.0), (Parameter::Attempts, 2.0)],
    ];
    let worlds = [World::HumanLike, World::FourLabs, World::OneModel];
    let with = |addition: &[(Parameter, f64)]| Params::default().with_all(addition.iter().copied()).unwrap();
    worlds.into_iter().flat_map(|world| additions.map(|addition| world.of(&with(addition)))).collect()
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn mechanisms_are_solved_alike() {
    let mut print = Fingerprint::new();
    for params in mechanisms() {
        for bias in [-0.5, 0.0, 0.7] {
            let measures = Measures::of(&params, bias);
            for (_, value) in measures.named() {
                print.number(value.unwrap_or(-1.0));
            }
            for (low, high) in measures.joint_miss_bounds.iter().flatten() {
                print.numbers(&[*low, *high]);
            }
            print.number(measures.audit_estimate.estimate.map_or(-1.0, |estimate| estimate.high));
        }
        let outlook = Outlook::of(&params, &SurvivalTable::new(&JudgementCall::of(&params)), 20);
        print.numbers(&outlook.trajectory);
        print.numbers(&[outlook.fixed_point.bias, outlook.reproduction_number]);
    }
    for likeness in [0.0, 0.3, 0.9] {
        let piece = Piece { miss: 0.2, false_alarm: 0.05 };
        let evidence = Evidence::new(0.3, vec![piece; 5], likeness).unwrap();
        print.numbers(&[evidence.naive(), evidence.modelled(), evidence.worst(), evidence.worth().unwrap()]);
    }
    for experiment in [&KNIGHT_LEVESON_1986, &KNIGHT_LEVESON_REDUX_2026] {
        for joint in experiment.joint_failures(&experiment.fitted_fault(), 8) {
            print.numbers(&[joint.measured, joint.gaussian, joint.shared_fault, joint.low, joint.high]);
        }
    }
    assert_pinned(&print, 0x8c5b3a35603e28d1);
}

/// Several families, whose tries are summed by moments or, under a quorum, by rows: pinned before they were made faster.
#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn families_try_alike() {
    let mut print = Fingerprint::new();
    for (reviewers, attempts, quorum, redone) in
        [(6.0, 8.0, 1.0, 0.0), (7.0, 12.0, 1.0, 1.0), (5.0, 2.0, 1.0, 1.0), (6.0, 4.0, 3.0, 0.0), (5.0, 1.0, 2.0, 1.0)]
    {
        for outside in [0.0, 2.0] {
            let params = World::FourLabs.of(&Params::default()).changed_all([
                (Parameter::Reviewers, reviewers),
                (Parameter::Attempts, attempts),
                (Parameter::Quorum, quorum),
                (Parameter::Redone, redone),
                (Parameter::OutsideReviewers, outside),
                (Parameter::FalseAlarmRate, 0.05),
            ]);
            let call = JudgementCall::of(&params);
            for bias in [0.0, 0.8] {
                let published = call.published(bias);
                print.numbers(&[published.wrong, published.right, call.unnoticed_at_last(bias)]);
                print.numbers(&call.surviving_by_reviewers(bias, 9));
            }
        }
    }
    assert_pinned(&print, 0x7f4dac0ea148ef3e);
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn mechanisms_are_simulated_alike() {
    let mut print = Fingerprint::new();
    for (seed, params) in mechanisms().into_iter().enumerate() {
        let mut simulation = Simulation::new(&params, 0.3, seed as u64);
        simulation.advance(200);
        let tally = simulation.tally();
        print.tally(tally);
        tally.misses.iter().chain(&tally.passed_first).for_each(|&count| print.word(count));
        for count in [tally.approved_right, tally.published_right, tally.found_out] {
            print.word(count);
        }
    }
    assert_pinned(&print, 0x04582969e20e4553);
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn couplings() {
    let mut print = Fingerprint::new();
    for (between, within) in [(0.0, 0.0), (0.35, 0.35), (0.6, 0.8), (0.95, 0.97)] {
        let coupling = Coupling::new(Correlation { between, within });
        for i in -300..=300 {
            let draw = f64::from(i) / 70.0;
            let field = coupling.field(draw, 0.7 - draw);
            let family = coupling.own_family(draw, field, 0.3 * draw);
            print.numbers(&[field, family, coupling.latent(field, family, -draw)]);
        }
    }
    assert_pinned(&print, 0x274e415baa329224);
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn plausible_worlds() {
    let mut print = Fingerprint::new();
    for (seed, params) in settings().iter().enumerate() {
        for index in 0..400 {
            let world = plausible(params, seed as u64, index);
            for &parameter in &Parameter::ALL[..FIRST_PARAMETERS] {
                print.number(world.get(parameter));
            }
        }
    }
    assert_pinned(&print, 0xa70a1f113730b913);
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn ranges() {
    let mut print = Fingerprint::new();
    let ranges = Ranges::default()
        .with(Parameter::Supervision, [0.3, 0.7])
        .and_then(|ranges| ranges.with(Parameter::Reviewers, [1.0, 6.0]))
        .and_then(|ranges| ranges.with(Parameter::Diversity, [0.1, 0.9]))
        .unwrap();
    let mut propagation = Propagation::new(&Params::default(), &ranges, Moment::FirstGeneration, 60, 11);
    propagation.finish();
    for name in propagation.names() {
        print.numbers(&propagation.sorted(name));
    }
    assert_pinned(&print, 0x8017f867725dc54d);
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
fn tipping_points() {
    let mut print = Fingerprint::new();
    let params = World::FourLabs.of(&Params::default()).with(Parameter::Supervision, 0.455).unwrap();
    for &parameter in &Parameter::ALL[..FIRST_PARAMETERS] {
        let mut search = TippingSearch::begin(&params, parameter);
        while !search.is_complete() {
            search.advance();
        }
        for point in search.tipping_points() {
            print.numbers(&[point.low, point.high]);
            print.word(point.kind as u64);
            print.word(point.course as u64);
        }
    }
    assert_pinned(&print, 0x13eedb649d95bd79);
}
