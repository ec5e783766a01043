//! A setting as JSON.

use std::io;

use blindspot_model::Parameter;
use serde::Serialize;
use serde::ser::SerializeMap as _;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::Receipt;

/// What the model's `evaluate` is asked.
#[derive(Serialize)]
struct Question<'a> {
    /// The receipt: it comes back with the answer.
    id: String,
    seed: u64,
    #[serde(flatten)]
    setting: Setting<'a>,
    /// The page's numbers are those of the first generation.
    bias: Bias,
}

/// A bias in probits, or that of each draw's own first generation.
#[derive(Serialize)]
#[serde(untagged)]
enum Bias {
    Value(f64),
    Name(&'static str),
}

/// Every parameter under its name: its value, or its range.
struct Setting<'a>(&'a Receipt);

impl Serialize for Setting<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Receipt { params, ranges, .. } = self.0;
        let mut map = serializer.serialize_map(None)?;
        for &parameter in Parameter::ALL {
            let name = parameter.spec().name;
            match ranges.of(parameter) {
                Some(ends) => map.serialize_entry(name, &ends)?,
                None => map.serialize_entry(name, &params.get(parameter))?,
            }
        }
        map.end()
    }
}

/// JSON in a line, its numbers as links spell them: `3` and not `3.0`, which read back to the same bits.
struct Short;

impl Formatter for Short {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        write!(writer, "{value}")
    }
}

/// The setting of a receipt.
pub(super) fn line(receipt: &Receipt) -> String {
    let question = Question {
        id: format!("{}, figure {}", receipt.line(), receipt.figure),
        seed: receipt.seed,
        setting: Setting(receipt),
        bias: if receipt.ranges.is_empty() {
            Bias::Value(receipt.params.initial_bias())
        } else {
            Bias::Name("initial")
        },
    };
    let mut json = Vec::new();
    let written = question.serialize(&mut Serializer::with_formatter(&mut json, Short));
    // Writing to memory can't fail, and the names of the parameters are texts.
    debug_assert!(written.is_ok(), "{written:?}");
    json.push(b'\n');
    String::from_utf8_lossy(&json).into_owned()
}
