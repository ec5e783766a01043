//! Batch use: one JSON object a line in, one JSON object a line out.
//!
//! ```sh
//! echo '{"diversity": 0.0, "supervision": 1, "generations": 3}' \
//!   | cargo run --release -q -p blindspot-model --example evaluate
//! ```
//!
//! A line may hold any parameter of the model by its name, `rho_between` and `rho_within` instead of `diversity` and
//! `kinship`, and: `bias` (of the "now" outputs, in probits, default 0), `generations` (default 60), `target` (an
//! undetected share to find the audit budget for), `seed` and `monte_carlo` (adds simulated estimates), `id`
//! (anything; comes back). A line that can't be answered gives `{"line": n, "error": "…"}`, the others go on, and the
//! exit status is 1.

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use blindspot_model::{
    AuditPlan, Estimate, History, JudgementCall, Measures, Outlook, Parameter, Params, Simulation, State, SurvivalTable,
};
use serde_json::{Map, Value, json};

const DEFAULT_GENERATIONS: usize = 60;
const MOST_GENERATIONS: u32 = 10_000;
const DEFAULT_SEED: u64 = 7;
const MOST_BIAS: f64 = 10.0;

fn main() -> io::Result<ExitCode> {
    let mut output = io::BufWriter::new(io::stdout().lock());
    let mut status = ExitCode::SUCCESS;
    for (index, line) in io::stdin().lock().split(b'\n').enumerate() {
        let answer = match answer(&line?) {
            Ok(answer) => answer,
            Err(error) => {
                status = ExitCode::FAILURE;
                json!({ "line": index + 1, "error": error })
            }
        };
        let written = writeln!(output, "{answer}").and_then(|()| output.flush());
        match written {
            // Whoever reads has seen enough (`… | head`).
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(status),
            result => result?,
        }
    }
    Ok(status)
}

/// What a line asks for.
struct Question {
    params: Params,
    bias: f64,
    generations: usize,
    target: Option<f64>,
    seed: u64,
    monte_carlo: bool,
    id: Option<Value>,
}

fn answer(line: &[u8]) -> Result<Value, String> {
    let line = std::str::from_utf8(line).map_err(|_| "the line is not UTF-8 text".to_owned())?;
    // Editors on Windows begin a file with a byte order mark.
    let line = line.trim_start_matches('\u{feff}');
    if line.trim().is_empty() {
        return Err("the line is empty; it must be a JSON object".to_owned());
    }
    let value: Value = serde_json::from_str(line).map_err(|error| format!("the line is not JSON: {error}"))?;
    let Value::Object(fields) = value else {
        return Err("the line is not a JSON object".to_owned());
    };
    Ok(evaluate(&parse(fields)?))
}

fn parse(fields: Map<String, Value>) -> Result<Question, String> {
    let mut changes = Vec::new();
    let (mut between, mut within) = (None, None);
    let mut question = Question {
        params: Params::default(),
        bias: 0.0,
        generations: DEFAULT_GENERATIONS,
        target: None,
        seed: DEFAULT_SEED,
        monte_carlo: false,
        id: None,
    };
    for (name, value) in fields {
        match name.as_str() {
            "rho_between" => between = Some(number(&name, &value)?),
            "rho_within" => within = Some(number(&name, &value)?),
            "bias" => question.bias = bounded(&name, &value, -MOST_BIAS, MOST_BIAS)?,
            "target" => question.target = Some(bounded(&name, &value, 0.0, 1.0)?),
            "generations" => question.generations = generations(&name, &value)?,
            "seed" => question.seed = count(&name, &value, u64::MAX)?,
            "monte_carlo" => question.monte_carlo = switch(&name, &value)?,
            "id" => question.id = Some(value),
            _ => {
                let parameter = Parameter::named(&name).ok_or_else(|| format!("{name} is not a parameter"))?;
                changes.push((parameter, parameter_value(&name, &value)?));
            }
        }
    }
    for (given, parameter, rho) in
        [(between, Parameter::Diversity, "rho_between"), (within, Parameter::Kinship, "rho_within")]
    {
        if given.is_some() && changes.iter().any(|&(changed, _)| changed == parameter) {
            return Err(format!("{rho} and {} both set the same correlation; give one", parameter.spec().name));
        }
    }
    let mut params = Params::default().with_all(changes).map_err(|error| error.to_string())?;
    if between.is_some() || within.is_some() {
        let between = between.unwrap_or(params.rho_between());
        // Kinship that was given keeps its meaning when only ρ_b is replaced.
        params = match within {
            Some(within) => params.with_correlations(between, within),
            None => params
                .with_correlations(between, between)
                .and_then(|changed| changed.with(Parameter::Kinship, params.get(Parameter::Kinship))),
        }
        .map_err(|error| error.to_string())?;
    }
    Ok(Question { params, ..question })
}

fn number(name: &str, value: &Value) -> Result<f64, String> {
    value.as_f64().ok_or_else(|| format!("{name} is {value}; it must be a number"))
}

fn bounded(name: &str, value: &Value, min: f64, max: f64) -> Result<f64, String> {
    let number = number(name, value)?;
    if (min..=max).contains(&number) {
        Ok(number)
    } else {
        Err(format!("{name} is {number}; it must lie between {min} and {max}"))
    }
}

fn count(name: &str, value: &Value, max: u64) -> Result<u64, String> {
    value
        .as_u64()
        .filter(|&n| n <= max)
        .ok_or_else(|| format!("{name} is {value}; it must be a whole number between 0 and {max}"))
}

// The range is checked before the cast.
#[allow(clippy::cast_possible_truncation)]
fn generations(name: &str, value: &Value) -> Result<usize, String> {
    Ok(count(name, value, u64::from(MOST_GENERATIONS))? as usize)
}

fn switch(name: &str, value: &Value) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| format!("{name} is {value}; it must be true or false"))
}

/// A parameter's number; `true` and `false` are 1 and 0 for a switch.
fn parameter_value(name: &str, value: &Value) -> Result<f64, String> {
    match value {
        Value::Bool(on) if name == Parameter::SelfCheck.spec().name => Ok(f64::from(u8::from(*on))),
        Value::Number(_) => number(name, value),
        _ if name == Parameter::SelfCheck.spec().name => Err(format!("{name} is {value}; it must be true or false")),
        _ => number(name, value),
    }
}

fn evaluate(question: &Question) -> Value {
    let Question { params, bias, generations, target, seed, monte_carlo, id } = question;
    let mut answer = Map::new();
    let mut put = |name: &str, value: Value| answer.insert(name.to_owned(), value);
    if let Some(id) = id {
        put("id", id.clone());
    }
    for (name, value) in Measures::of(params, *bias).named() {
        put(name, json!(value));
    }
    let call = JudgementCall::of(params);
    if let Some(target) = target {
        put("budget_for_target", json!(AuditPlan::of(params).budget_for(*target, call.surviving_share(*bias))));
    }
    let outlook = Outlook::of(params, &SurvivalTable::new(&call), *generations);
    for (name, value) in outlook.named() {
        put(name, json!(value));
    }
    put("tipping_points", outlook.tipping_points.iter().map(tipping_point).collect());
    put("initial_bias", json!(params.initial_bias()));
    put("trajectory", json!(outlook.trajectory));
    if *monte_carlo {
        put("monte_carlo", simulate(params, *bias, *generations, *seed));
    }
    Value::Object(answer)
}

fn tipping_point(fold: &State) -> Value {
    json!({ "supervision": fold.supervision, "bias": fold.bias, "undetected_share": fold.undetected_share })
}

fn simulate(params: &Params, bias: f64, generations: usize, seed: u64) -> Value {
    let mut simulation = Simulation::new(params, bias, seed);
    simulation.advance(params.projects() as u64);
    let tally = simulation.tally();
    let estimate =
        |estimate: Option<Estimate>| estimate.map(|e| json!({ "value": e.value, "standard_error": e.standard_error }));
    let mut history = History::new(params, generations, seed);
    while !history.advance(params.projects() as u64) {}
    json!({
        "seed": seed,
        "projects": tally.projects,
        "judgement_calls": tally.calls,
        "error_rate_now": estimate(tally.error_rate()),
        "surviving_share": estimate(tally.surviving_share()),
        "undetected_share": estimate(tally.undetected_share()),
        "coverage": estimate(tally.coverage()),
        "integrity": estimate(tally.integrity()),
        "miss_histogram": tally.misses[..=params.checkers()],
        "trajectory": history.trajectory(),
    })
}
