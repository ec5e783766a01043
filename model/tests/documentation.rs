//! docs/model.md says of the parameters and outputs what the code does.

use std::fmt::Write;

use blindspot_model::budget::{AUDIT_CELLS, DIVERSITY_CELLS, FINEST_DIVERSITY, RESOLUTION, SPEND_CELLS};
use blindspot_model::params::Kind;
use blindspot_model::plausible::{DRIFT_SPREAD, RATE_SPREAD, contamination_spread, likeness_spread};
use blindspot_model::{Measures, Parameter, Params, SelfTest, World};

const DOCUMENT: &str = include_str!("../../docs/model.md");

fn row(parameter: Parameter) -> String {
    let spec = parameter.spec();
    let or_dash = |text: &'static str| if text.is_empty() { "–" } else { text };
    let (default, range) = match spec.kind {
        Kind::Switch => ("off".to_owned(), "off, on".to_owned()),
        Kind::Real | Kind::Whole => (spec.default.to_string(), format!("{}–{}", spec.min, spec.max)),
    };
    let (name, symbol, unit) = (spec.name, or_dash(spec.symbol), or_dash(spec.unit));
    format!("| `{name}` | {symbol} | {default} | {range} | {unit} | {} |", spec.meaning)
}

#[test]
fn parameters_are_as_in_the_code() {
    let mut table = String::new();
    for &parameter in Parameter::ALL {
        writeln!(table, "{}", row(parameter)).unwrap();
    }
    assert!(DOCUMENT.contains(&table), "docs/model.md must have these rows, in this order:\n{table}");
}

#[test]
fn worlds_are_as_in_the_code() {
    for world in World::ALL {
        let (between, within, lineages) = world.structure();
        let row = format!("| {} | {between:.2} | {within:.2} | {lineages} |", world.name());
        assert!(DOCUMENT.contains(&row), "docs/model.md lacks {row}");
    }
}

#[test]
fn spreads_are_as_in_the_code() {
    for row in [
        format!("| e, m | log-odds + N(0, {RATE_SPREAD}²), each its own draw |"),
        format!("| ρ_b, ρ_w | log-odds + N(0, {:.2}²), one draw for both |", likeness_spread()),
        format!("| θ₀ | × exp N(0, {DRIFT_SPREAD}²) |"),
        format!("| γ | × exp N(0, {:.2}²) |", contamination_spread()),
    ] {
        assert!(DOCUMENT.contains(&row), "docs/model.md lacks {row}");
    }
}

#[test]
fn searches_are_as_in_the_code() {
    for phrase in [
        format!("1/{DIVERSITY_CELLS} + 1/{SPEND_CELLS} ({:.0} %)", 100.0 * RESOLUTION),
        format!("{} values of d and {} numbers of audits", DIVERSITY_CELLS + 1, AUDIT_CELLS + 1),
        format!("{SPEND_CELLS} cells of spend"),
        format!("down to 1/{} of diversity", 1.0 / FINEST_DIVERSITY),
        format!("{} settings", SelfTest::new(0).settings()),
    ] {
        assert!(DOCUMENT.contains(&phrase), "docs/model.md lacks {phrase}");
    }
}

#[test]
fn every_output_is_defined() {
    let outputs = Measures::of(&Params::default(), 0.0).named();
    let others = ["fixed_point", "reproduction_number", "tipping_points", "trajectory", "budget_for_target"];
    for name in outputs.iter().map(|(name, _)| *name).chain(others) {
        assert!(DOCUMENT.contains(&format!("| `{name}` |")), "docs/model.md does not define {name}");
    }
}

/// Every file of tests that the document names exists, and it names them all.
#[test]
fn tests_are_named() {
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests")).unwrap();
    let names: Vec<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.strip_suffix(".rs").is_some())
        .collect();
    for name in &names {
        assert!(DOCUMENT.contains(&format!("`{name}`")), "docs/model.md does not say what {name} checks");
    }
    let named = DOCUMENT.matches("| `").count();
    assert!(named >= Parameter::ALL.len() + names.len());
}
