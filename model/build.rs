//! Turns the measured data into Rust constants: the browser then carries the numbers and no JSON parser.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use serde_json::Value;

const DATA: &str = "data/knight_leveson.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={DATA}");
    let data: Value = serde_json::from_str(&fs::read_to_string(DATA)?)?;
    let mut code = String::new();
    experiment(&mut code, "KNIGHT_LEVESON_1986", &data["knight_leveson_1986"])?;
    let redux = &data["knight_leveson_redux_2026"];
    experiment(&mut code, "KNIGHT_LEVESON_REDUX_2026", redux)?;
    let vendors = redux["vendors"].as_object().ok_or("vendors is missing")?;
    writeln!(code, "/// Vendors of the 2026 versions.\npub const VENDORS: &[Vendor] = &[")?;
    for (name, versions) in vendors {
        let versions = versions.as_u64().ok_or("vendors: a count is missing")?;
        let sharing = redux["share_the_419_fault"][name].as_u64().ok_or("share_the_419_fault: a count is missing")?;
        writeln!(code, "    Vendor {{ name: {name:?}, versions: {versions}, sharing_one_fault: {sharing} }},")?;
    }
    writeln!(code, "];")?;
    let rho = |name: &str| redux["exchangeable_latent_rho"][name].as_f64().ok_or(format!("{name} is missing"));
    writeln!(code, "/// Latent correlations of failing as published for 2026, pairs of versions by what they share.")?;
    writeln!(code, "pub const REDUX_CORRELATIONS: MeasuredCorrelations = MeasuredCorrelations {{")?;
    for name in ["different_vendor", "same_vendor", "same_model_other_language"] {
        writeln!(code, "    {name}: {:?},", rho(name)?)?;
    }
    let interval = &redux["exchangeable_latent_rho"]["bootstrap90"];
    let end = |i: usize| interval[i].as_f64().ok_or("bootstrap90 is missing");
    writeln!(code, "    all_90_percent: ({:?}, {:?}),", end(0)?, end(1)?)?;
    writeln!(code, "}};")?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("experiments.rs"), code)?;
    Ok(())
}

fn experiment(code: &mut String, name: &str, data: &Value) -> Result<(), Box<dyn Error>> {
    let note = data["note"].as_str().ok_or("note is missing")?;
    let tests = data["tests"].as_f64().ok_or("tests is missing")?;
    let failures: Vec<f64> = data["version_failures"]
        .as_array()
        .ok_or("version_failures is missing")?
        .iter()
        .map(|n| n.as_f64().ok_or("version_failures: not a number"))
        .collect::<Result<_, _>>()?;
    let mut coincident: Vec<(usize, f64)> = data["coincident"]
        .as_object()
        .ok_or("coincident is missing")?
        .iter()
        .map(|(k, inputs)| Ok((k.parse()?, inputs.as_f64().ok_or("coincident: not a number")?)))
        .collect::<Result<_, Box<dyn Error>>>()?;
    coincident.sort_by_key(|&(k, _)| k);
    writeln!(code, "/// {note}")?;
    writeln!(code, "#[allow(clippy::unreadable_literal)] // written by the build")?;
    writeln!(code, "pub const {name}: Experiment = Experiment {{")?;
    writeln!(
        code,
        "    tests: {tests:?},\n    version_failures: &{failures:?},\n    coincident: &{coincident:?},\n}};"
    )?;
    Ok(())
}
