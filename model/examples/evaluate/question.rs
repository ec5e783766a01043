//! A line that is read: what it asks for, or what is wrong with it.

use blindspot_model::params::Kind;
use blindspot_model::ranges::Moment;
use blindspot_model::{Evidence, Parameter, Params, Propagation, Ranges};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::evidence::evidence;

/// What a line asks for.
#[derive(Deserialize)]
#[serde(default)]
pub struct Question {
    #[serde(deserialize_with = "given")]
    rho_between: Option<Number>,
    #[serde(deserialize_with = "given")]
    rho_within: Option<Number>,
    pub bias: Bias,
    generations: Count<10_000>,
    #[serde(deserialize_with = "given")]
    pub target: Option<Within<0, 1>>,
    pub seed: Count<{ u64::MAX }>,
    #[serde(deserialize_with = "given")]
    draws: Option<Draws>,
    pub monte_carlo: Switch,
    #[serde(deserialize_with = "given")]
    pub id: Option<Value>,
    /// All other fields.
    #[serde(flatten)]
    changes: Changes,
    /// What follows from all of them together.
    #[serde(skip)]
    pub params: Params,
    /// Parameters of which the line has a range.
    #[serde(skip)]
    pub ranges: Ranges,
}

impl Default for Question {
    fn default() -> Question {
        Question {
            rho_between: None,
            rho_within: None,
            bias: Bias(Moment::Bias(0.0)),
            generations: Count(60),
            target: None,
            seed: Count(7),
            draws: None,
            monte_carlo: Switch(false),
            id: None,
            changes: Changes::default(),
            params: Params::default(),
            ranges: Ranges::default(),
        }
    }
}

/// A field that is there, `null` or not: `null` says no more than any other value of the wrong kind.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(field: D) -> Result<Option<T>, D::Error> {
    T::deserialize(field).map(Some)
}

// What is wrong with a value is told without the name of its field, which `read` puts before it.

#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "Value")]
pub struct Number(pub f64);

impl TryFrom<Value> for Number {
    type Error = String;

    fn try_from(value: Value) -> Result<Number, String> {
        value.as_f64().map(Number).ok_or_else(|| format!("is {value}; it must be a number"))
    }
}

#[derive(Deserialize)]
#[serde(try_from = "Number")]
pub struct Within<const MIN: i32, const MAX: i32>(pub f64);

impl<const MIN: i32, const MAX: i32> TryFrom<Number> for Within<MIN, MAX> {
    type Error = String;

    fn try_from(Number(number): Number) -> Result<Within<MIN, MAX>, String> {
        let is_within = (f64::from(MIN)..=f64::from(MAX)).contains(&number);
        is_within.then_some(Within(number)).ok_or_else(|| format!("is {number}; it must lie between {MIN} and {MAX}"))
    }
}

#[derive(Deserialize)]
#[serde(try_from = "Value")]
pub struct Count<const MAX: u64>(pub u64);

impl<const MAX: u64> TryFrom<Value> for Count<MAX> {
    type Error = String;

    fn try_from(value: Value) -> Result<Count<MAX>, String> {
        let count = value.as_u64().filter(|&count| count <= MAX);
        count.map(Count).ok_or_else(|| format!("is {value}; it must be a whole number between 0 and {MAX}"))
    }
}

/// A bias in probits, or `"initial"`: that of the setting's first generation.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "Value")]
pub struct Bias(pub Moment);

impl TryFrom<Value> for Bias {
    type Error = String;

    fn try_from(value: Value) -> Result<Bias, String> {
        if value == "initial" {
            return Ok(Bias(Moment::FirstGeneration));
        }
        if !value.is_number() {
            return Err(format!("is {value}; it must be a number or \"initial\""));
        }
        let Within(bias) = Within::<-10, 10>::try_from(Number::try_from(value)?)?;
        Ok(Bias(Moment::Bias(bias)))
    }
}

/// How many draws from the ranges.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "Value")]
struct Draws(usize);

impl TryFrom<Value> for Draws {
    type Error = String;

    fn try_from(value: Value) -> Result<Draws, String> {
        let draws = value.as_u64().and_then(|draws| usize::try_from(draws).ok());
        let draws = draws.filter(|draws| (1..=MOST_DRAWS).contains(draws));
        draws.map(Draws).ok_or_else(|| format!("is {value}; it must be a whole number between 1 and {MOST_DRAWS}"))
    }
}

/// More draws would take hours.
const MOST_DRAWS: usize = 1_000_000;

#[derive(Deserialize)]
#[serde(try_from = "Value")]
pub struct Switch(pub bool);

impl TryFrom<Value> for Switch {
    type Error = String;

    fn try_from(value: Value) -> Result<Switch, String> {
        value.as_bool().map(Switch).ok_or_else(|| format!("is {value}; it must be true or false"))
    }
}

/// Parameters by name, in the order of the line; whether they are possible, the whole setting decides.
#[derive(Default, Deserialize)]
#[serde(try_from = "Map<String, Value>")]
pub struct Changes {
    values: Vec<(Parameter, f64)>,
    ranges: Vec<(Parameter, [f64; 2])>,
}

impl TryFrom<Map<String, Value>> for Changes {
    type Error = String;

    fn try_from(fields: Map<String, Value>) -> Result<Changes, String> {
        let mut changes = Changes::default();
        for (name, value) in fields {
            let parameter = Parameter::named(&name).ok_or("is not a parameter")?;
            match value {
                Value::Array(ends) => changes.ranges.push((parameter, range(&ends)?)),
                // `true` and `false` are 1 and 0 for a switch.
                value if parameter.spec().kind == Kind::Switch && !value.is_number() => {
                    changes.values.push((parameter, f64::from(u8::from(Switch::try_from(value)?.0))));
                }
                value => changes.values.push((parameter, Number::try_from(value)?.0)),
            }
        }
        Ok(changes)
    }
}

/// The ends of a range.
fn range(ends: &[Value]) -> Result<[f64; 2], String> {
    let numbers: Option<Vec<f64>> = ends.iter().map(Value::as_f64).collect();
    match numbers.as_deref() {
        Some(&[low, high]) => Ok([low, high]),
        _ => Err(format!(
            "is [{}]; a range has two numbers",
            ends.iter().map(Value::to_string).collect::<Vec<_>>().join(", ")
        )),
    }
}

impl Question {
    /// Of the trajectory.
    // The range was checked before.
    #[allow(clippy::cast_possible_truncation)]
    pub fn generations(&self) -> usize {
        self.generations.0 as usize
    }

    /// How many draws from the ranges.
    pub fn draws(&self) -> usize {
        self.draws.map_or(Propagation::DRAWS, |Draws(draws)| draws)
    }
}

/// A line that is read.
pub enum Line {
    /// About a setting of the model.
    Setting(Box<Question>),
    /// About a setting of which some parameters are ranges.
    Ranges(Box<Question>),
    /// About pieces of evidence; with what comes back of it.
    Evidence(Evidence, Option<Value>),
}

/// Reads a line.
///
/// # Errors
/// A sentence that says what is wrong with it.
pub fn read(line: &[u8]) -> Result<Line, String> {
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
    if let Some(asked) = fields.get("evidence") {
        if let Some((other, _)) = fields.iter().find(|(name, _)| *name != "evidence" && *name != "id") {
            return Err(format!("evidence and {other} are of different questions; give one"));
        }
        return Ok(Line::Evidence(evidence(asked)?, fields.get("id").cloned()));
    }
    let question =
        Question::deserialize(&fields).map_err(|error| first_problem(fields).unwrap_or(error.to_string()))?;
    let ranges = ranges(&question)?;
    let params = setting(&question, &ranges)?;
    if ranges.is_empty() {
        return match question.draws {
            Some(_) => Err("draws are for ranges, such as \"supervision\": [0.3, 0.7]; this line has none".to_owned()),
            None => Ok(Line::Setting(Box::new(Question { params, ..question }))),
        };
    }
    if question.monte_carlo.0 || question.target.is_some() {
        let other = if question.target.is_some() { "target" } else { "monte_carlo" };
        return Err(format!("{other} is of one setting; this line has ranges, which are of many"));
    }
    Ok(Line::Ranges(Box::new(Question { params, ranges, ..question })))
}

/// The first field of a line that is wrong by itself, by its name.
fn first_problem(fields: Map<String, Value>) -> Option<String> {
    fields.into_iter().find_map(|(name, value)| {
        let alone = Map::from_iter([(name.clone(), value)]);
        Question::deserialize(alone).err().map(|error| format!("{name} {error}"))
    })
}

/// The ranges that a line has.
fn ranges(question: &Question) -> Result<Ranges, String> {
    let mut ranges = Ranges::default();
    for &(parameter, ends) in &question.changes.ranges {
        ranges = ranges.with(parameter, ends).map_err(|error| error.to_string())?;
    }
    Ok(ranges)
}

/// The setting that a line asks for. What has a range stands where it leaves most room to the others: whether these are possible
/// then does not depend on a value that the line doesn't have.
fn setting(question: &Question, ranges: &Ranges) -> Result<Params, String> {
    let roomy = ranges.iter().map(|(parameter, [low, high])| match parameter {
        Parameter::Reviewers | Parameter::Steps | Parameter::MissRate => (parameter, high),
        _ => (parameter, low),
    });
    let changes: Vec<(Parameter, f64)> = question.changes.values.iter().copied().chain(roomy).collect();
    let (between, within) = (question.rho_between.map(|rho| rho.0), question.rho_within.map(|rho| rho.0));
    for (given, parameter, rho) in
        [(between, Parameter::Diversity, "rho_between"), (within, Parameter::Kinship, "rho_within")]
    {
        if given.is_some() && changes.iter().any(|&(changed, _)| changed == parameter) {
            return Err(format!("{rho} and {} both set the same correlation; give one", parameter.spec().name));
        }
    }
    let params = Params::default().with_all(changes.iter().copied()).map_err(|error| error.to_string())?;
    if between.is_none() && within.is_none() {
        return Ok(params);
    }
    let between = between.unwrap_or(params.rho_between());
    // Kinship that was given keeps its meaning when only ρ_b is replaced.
    match within {
        Some(within) => params.with_correlations(between, within),
        None => params
            .with_correlations(between, between)
            .and_then(|changed| changed.with(Parameter::Kinship, params.get(Parameter::Kinship))),
    }
    .map_err(|error| error.to_string())
}
