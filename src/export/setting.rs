//! A setting as JSON.

use std::io;

use blindspot_model::Params;
use serde::Serialize;
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
    params: &'a Params,
    /// The page's numbers are those of the first generation.
    bias: f64,
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
        params: &receipt.params,
        bias: receipt.params.initial_bias(),
    };
    let mut json = Vec::new();
    let written = question.serialize(&mut Serializer::with_formatter(&mut json, Short));
    // Writing to memory can't fail, and the names of the parameters are texts.
    debug_assert!(written.is_ok(), "{written:?}");
    json.push(b'\n');
    String::from_utf8_lossy(&json).into_owned()
}
