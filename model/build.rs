//! Turns the measured data into Rust constants: the browser then carries the numbers and no JSON parser.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use indexmap::IndexMap;
use serde::Deserialize;
use serde::de::DeserializeOwned;

fn main() -> Result<(), Box<dyn Error>> {
    let mut code = String::new();
    let programs = "data/knight_leveson.json";
    versions_of_one_program(&mut code, &read(programs)?, &read(programs)?)?;
    helm_pairs(&mut code, &read("data/helm_pairs.json")?)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("experiments.rs"), code)?;
    Ok(())
}

/// A file of data; what is wrong with it is told with its name.
fn read<T: DeserializeOwned>(file: &str) -> Result<T, Box<dyn Error>> {
    println!("cargo::rerun-if-changed={file}");
    Ok(serde_json::from_str(&fs::read_to_string(file)?).map_err(|error| format!("{file}: {error}"))?)
}

/// Many versions of one program, by people and by AI agents.
#[derive(Deserialize)]
struct Programs {
    knight_leveson_1986: Versions,
    knight_leveson_redux_2026: Versions,
}

/// One experiment.
#[derive(Deserialize)]
struct Versions {
    note: String,
    tests: f64,
    version_failures: Vec<f64>,
    /// Inputs by how many versions fail on them together.
    coincident: BTreeMap<usize, f64>,
}

/// What of the same data only the experiment of 2026 has.
#[derive(Deserialize)]
struct Origins {
    knight_leveson_redux_2026: Redux,
}

/// Whose models wrote the versions.
#[derive(Deserialize)]
struct Redux {
    vendors: IndexMap<String, u32>,
    share_the_419_fault: BTreeMap<String, u32>,
    exchangeable_latent_rho: Correlations,
}

#[derive(Deserialize)]
struct Correlations {
    different_vendor: f64,
    same_vendor: f64,
    same_model_other_language: f64,
    bootstrap90: (f64, f64),
}

/// Pairs of language models that answered the same questions.
#[derive(Deserialize)]
struct Pairs {
    source: String,
    caveats: Vec<String>,
    rows: Vec<Bin>,
}

#[derive(Deserialize)]
struct Bin {
    weaker_model_accuracy: (f64, f64),
    same_company: bool,
    pairs: u32,
    error_rate: f64,
    tetrachoric_both_wrong: Tetrachoric,
    tetrachoric_same_wrong_answer: Mean,
    other_wrong_given_one_wrong: f64,
    same_wrong_answer_given_one_wrong: f64,
    agree_when_both_wrong: f64,
}

#[derive(Deserialize)]
struct Tetrachoric {
    mean: f64,
    p10: f64,
    median: f64,
    p90: f64,
}

#[derive(Deserialize)]
struct Mean {
    mean: f64,
}

fn versions_of_one_program(code: &mut String, data: &Programs, origins: &Origins) -> Result<(), Box<dyn Error>> {
    experiment(code, "KNIGHT_LEVESON_1986", &data.knight_leveson_1986)?;
    experiment(code, "KNIGHT_LEVESON_REDUX_2026", &data.knight_leveson_redux_2026)?;
    let redux = &origins.knight_leveson_redux_2026;
    writeln!(code, "/// Vendors of the 2026 versions.\npub const VENDORS: &[Vendor] = &[")?;
    for (name, versions) in &redux.vendors {
        let sharing = redux.share_the_419_fault.get(name).ok_or("share_the_419_fault: a count is missing")?;
        writeln!(code, "    Vendor {{ name: {name:?}, versions: {versions}, sharing_one_fault: {sharing} }},")?;
    }
    writeln!(code, "];")?;
    let rho = &redux.exchangeable_latent_rho;
    writeln!(code, "/// Latent correlations of failing as published for 2026, pairs of versions by what they share.")?;
    writeln!(code, "pub const REDUX_CORRELATIONS: MeasuredCorrelations = MeasuredCorrelations {{")?;
    writeln!(code, "    different_vendor: {:?},", rho.different_vendor)?;
    writeln!(code, "    same_vendor: {:?},", rho.same_vendor)?;
    writeln!(code, "    same_model_other_language: {:?},", rho.same_model_other_language)?;
    writeln!(code, "    all_90_percent: {:?},", rho.bootstrap90)?;
    writeln!(code, "}};")?;
    Ok(())
}

fn helm_pairs(code: &mut String, data: &Pairs) -> Result<(), Box<dyn Error>> {
    writeln!(code, "/// What is to be known about [`HELM_PAIRS`] before anything is concluded from them.")?;
    writeln!(code, "pub const HELM_CAVEATS: &[&str] = &{:?};", data.caveats)?;
    writeln!(code, "/// {}\n///", data.source)?;
    writeln!(code, "/// By rising accuracy, different companies before the same one.")?;
    writeln!(code, "pub const HELM_PAIRS: &[AccuracyBin] = &[")?;
    for bin in &data.rows {
        writeln!(code, "    AccuracyBin {{")?;
        writeln!(code, "        weaker_model_accuracy: {:?},", bin.weaker_model_accuracy)?;
        writeln!(code, "        same_company: {},\n        pairs: {},", bin.same_company, bin.pairs)?;
        let Tetrachoric { mean, p10, median, p90 } = bin.tetrachoric_both_wrong;
        writeln!(code, "        error_rate: {:?},", bin.error_rate)?;
        writeln!(
            code,
            "        both_wrong_rho: {mean:?},\n        both_wrong_rho_spread: [{p10:?}, {median:?}, {p90:?}],"
        )?;
        writeln!(code, "        same_wrong_rho: {:?},", bin.tetrachoric_same_wrong_answer.mean)?;
        writeln!(code, "        other_wrong_given_one_wrong: {:?},", bin.other_wrong_given_one_wrong)?;
        writeln!(code, "        same_wrong_given_one_wrong: {:?},", bin.same_wrong_answer_given_one_wrong)?;
        writeln!(code, "        agree_when_both_wrong: {:?},", bin.agree_when_both_wrong)?;
        writeln!(code, "    }},")?;
    }
    writeln!(code, "];")?;
    Ok(())
}

fn experiment(code: &mut String, name: &str, data: &Versions) -> Result<(), Box<dyn Error>> {
    let Versions { note, tests, version_failures, coincident } = data;
    let coincident: Vec<(&usize, &f64)> = coincident.iter().collect();
    writeln!(code, "/// {note}")?;
    writeln!(code, "#[allow(clippy::unreadable_literal)] // written by the build")?;
    writeln!(code, "pub const {name}: Experiment = Experiment {{")?;
    writeln!(
        code,
        "    tests: {tests:?},\n    version_failures: &{version_failures:?},\n    coincident: &{coincident:?},\n}};"
    )?;
    Ok(())
}
