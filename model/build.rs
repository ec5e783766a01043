//! Turns the measured data into Rust constants: the browser then carries the numbers and no JSON parser.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let mut code = String::new();
    versions_of_one_program(&mut code, &read("data/knight_leveson.json")?)?;
    helm_pairs(&mut code, &read("data/helm_pairs.json")?)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("experiments.rs"), code)?;
    Ok(())
}

fn read(file: &str) -> Result<Value, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={file}");
    Ok(serde_json::from_str(&fs::read_to_string(file)?)?)
}

fn versions_of_one_program(code: &mut String, data: &Value) -> Result<(), Box<dyn Error>> {
    experiment(code, "KNIGHT_LEVESON_1986", &data["knight_leveson_1986"])?;
    let redux = &data["knight_leveson_redux_2026"];
    experiment(code, "KNIGHT_LEVESON_REDUX_2026", redux)?;
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
    Ok(())
}

fn helm_pairs(code: &mut String, data: &Value) -> Result<(), Box<dyn Error>> {
    let source = data["source"].as_str().ok_or("source is missing")?;
    let rows = data["rows"].as_array().ok_or("rows is missing")?;
    writeln!(code, "/// {source}\n///")?;
    writeln!(code, "/// By rising accuracy, different companies before the same one; 2,390 pairs are in the bins.")?;
    writeln!(code, "pub const HELM_PAIRS: &[AccuracyBin] = &[")?;
    for row in rows {
        let number = |name: &str| row[name].as_f64().ok_or(format!("{name} is missing"));
        let end = |i: usize| row["weaker_model_accuracy"][i].as_f64().ok_or("weaker_model_accuracy is missing");
        let same_company = row["same_company"].as_bool().ok_or("same_company is missing")?;
        let pairs = row["pairs"].as_u64().ok_or("pairs is missing")?;
        writeln!(code, "    AccuracyBin {{")?;
        writeln!(code, "        weaker_model_accuracy: ({:?}, {:?}),", end(0)?, end(1)?)?;
        writeln!(code, "        same_company: {same_company},\n        pairs: {pairs},")?;
        writeln!(code, "        both_wrong_rho: {:?},", number("both_wrong_latent_rho")?)?;
        writeln!(code, "        agree_when_both_wrong: {:?},", number("agree_when_both_wrong")?)?;
        writeln!(code, "    }},")?;
    }
    writeln!(code, "];")?;
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
