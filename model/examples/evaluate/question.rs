//! A line that is read: what it asks for, or what is wrong with it.

use blindspot_model::params::Kind;
use blindspot_model::{Evidence, Parameter, Params};
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
    pub bias: Within<-10, 10>,
    generations: Count<10_000>,
    #[serde(deserialize_with = "given")]
    pub target: Option<Within<0, 1>>,
    pub seed: Count<{ u64::MAX }>,
    pub monte_carlo: Switch,
    #[serde(deserialize_with = "given")]
    pub id: Option<Value>,
    /// All other fields.
    #[serde(flatten)]
    changes: Changes,
    /// What follows from all of them together.
    #[serde(skip)]
    pub params: Params,
}

impl Default for Question {
    fn default() -> Question {
        Question {
            rho_between: None,
            rho_within: None,
            bias: Within(0.0),
            generations: Count(60),
            target: None,
            seed: Count(7),
            monte_carlo: Switch(false),
            id: None,
            changes: Changes(Vec::new()),
            params: Params::default(),
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
#[derive(Deserialize)]
#[serde(try_from = "Map<String, Value>")]
pub struct Changes(Vec<(Parameter, f64)>);

impl TryFrom<Map<String, Value>> for Changes {
    type Error = String;

    fn try_from(fields: Map<String, Value>) -> Result<Changes, String> {
        let change = |(name, value): (String, Value)| {
            let parameter = Parameter::named(&name).ok_or("is not a parameter")?;
            let value = if parameter.spec().kind == Kind::Switch && !value.is_number() {
                // `true` and `false` are 1 and 0 for a switch.
                f64::from(u8::from(Switch::try_from(value)?.0))
            } else {
                Number::try_from(value)?.0
            };
            Ok((parameter, value))
        };
        fields.into_iter().map(change).collect::<Result<_, _>>().map(Changes)
    }
}

impl Question {
    /// Of the trajectory.
    // The range was checked before.
    #[allow(clippy::cast_possible_truncation)]
    pub fn generations(&self) -> usize {
        self.generations.0 as usize
    }
}

/// A line that is read.
pub enum Line {
    /// About a setting of the model.
    Setting(Box<Question>),
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
    Ok(Line::Setting(Box::new(Question { params: setting(&question)?, ..question })))
}

/// The first field of a line that is wrong by itself, by its name.
fn first_problem(fields: Map<String, Value>) -> Option<String> {
    fields.into_iter().find_map(|(name, value)| {
        let alone = Map::from_iter([(name.clone(), value)]);
        Question::deserialize(alone).err().map(|error| format!("{name} {error}"))
    })
}

/// The setting that a line asks for.
fn setting(question: &Question) -> Result<Params, String> {
    let Question { changes: Changes(changes), .. } = question;
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
