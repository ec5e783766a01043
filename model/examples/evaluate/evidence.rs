//! A line about pieces of evidence.

use blindspot_model::evidence::{Mark, Marks};
use blindspot_model::{Evidence, Piece};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::question::Number;

/// Reads what stands under `evidence`.
///
/// # Errors
/// A sentence that says what is wrong with it.
pub fn evidence(asked: &Value) -> Result<Evidence, String> {
    let fields = object(asked, "evidence", &["prior", "pieces", "likeness"])?;
    let number = |name: &str, default: Option<f64>| number(fields, name, "evidence", default);
    let Some(Value::Array(pieces)) = fields.get("pieces") else {
        return Err("evidence needs pieces: a list of objects with miss and false_alarm".to_owned());
    };
    let piece = |(index, value): (usize, &Value)| {
        let place = format!("piece {}", index + 1);
        let fields = object(value, &place, &["miss", "false_alarm", "shares"])?;
        let piece = Piece {
            miss: self::number(fields, "miss", &place, None)?,
            false_alarm: self::number(fields, "false_alarm", &place, Some(0.0))?,
        };
        Ok((piece, fields.get("shares").map(|shares| marks(shares, &place)).transpose()?))
    };
    let pieces = pieces.iter().enumerate().map(piece).collect::<Result<Vec<_>, String>>()?;
    if pieces.iter().any(|(_, marks)| marks.is_some()) {
        if fields.contains_key("likeness") {
            return Err("likeness and shares both say how alike pieces are; give one".to_owned());
        }
        let pieces = pieces.into_iter().map(|(piece, marks)| (piece, marks.unwrap_or_default())).collect();
        return Evidence::marked(number("prior", None)?, pieces).map_err(|error| error.to_string());
    }
    let pieces = pieces.into_iter().map(|(piece, _)| piece).collect();
    Evidence::new(number("prior", None)?, pieces, number("likeness", Some(0.0))?).map_err(|error| error.to_string())
}

/// What a piece shares with others that say so too.
fn marks(shares: &Value, place: &str) -> Result<Marks, String> {
    let names = || Mark::ALL.map(Mark::name).join(", ");
    let Value::Array(shares) = shares else {
        return Err(format!("shares of {place} is {shares}; it must be a list of some of {}", names()));
    };
    let mark = |share: &Value| {
        let mark = share.as_str().and_then(Mark::named);
        mark.ok_or_else(|| format!("{share} is nothing that {place} can share; it can share {}", names()))
    };
    Ok(Marks::of(&shares.iter().map(mark).collect::<Result<Vec<_>, String>>()?))
}

/// An object that has none but these fields.
fn object<'a>(value: &'a Value, place: &str, known: &[&str]) -> Result<&'a Map<String, Value>, String> {
    let Value::Object(fields) = value else {
        return Err(format!("{place} is {value}; it must be an object with {}", known.join(", ")));
    };
    match fields.keys().find(|name| !known.contains(&name.as_str())) {
        Some(other) => Err(format!("{other} is not a part of {place}; it has {}", known.join(", "))),
        None => Ok(fields),
    }
}

fn number(fields: &Map<String, Value>, name: &str, place: &str, default: Option<f64>) -> Result<f64, String> {
    match (fields.get(name), default) {
        (Some(value), _) => {
            let number = Number::try_from(value.clone()).map_err(|error| format!("{name} of {place} {error}"))?;
            Ok(number.0)
        }
        (None, Some(default)) => Ok(default),
        (None, None) => Err(format!("{place} needs {name}, a number")),
    }
}

/// How sure one may be: chances that the system is unsafe though all pieces were passed.
#[derive(Serialize)]
pub struct Confidence<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a Value>,
    naive: f64,
    modelled: f64,
    worst: f64,
    best: f64,
    worth: Option<f64>,
}

impl Confidence<'_> {
    /// Works it out.
    pub fn of<'a>(evidence: &Evidence, id: Option<&'a Value>) -> Confidence<'a> {
        Confidence {
            id,
            naive: evidence.naive(),
            modelled: evidence.modelled(),
            worst: evidence.worst(),
            best: evidence.best(),
            worth: evidence.worth(),
        }
    }
}
