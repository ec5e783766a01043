//! Batch use: one JSON object a line in, one JSON object a line out.
//!
//! ```sh
//! echo '{"diversity": 0.0, "supervision": 1, "generations": 3}' \
//!   | cargo run --release -q -p blindspot-model --example evaluate
//! ```
//!
//! A line may hold any parameter of the model by its name, `rho_between` and `rho_within` instead of `diversity` and
//! `kinship`, and: `bias` (of the "now" outputs, in probits, default 0; `"initial"` is the first generation's), `generations`
//! (default 60), `target` (an undetected share to find the audit budget for), `seed` and `monte_carlo` (adds simulated
//! estimates), `id` (anything; comes back). A parameter may have a range instead of a value; then the quantiles of every output come
//! back, over `draws` draws (default 400) with the dice of `seed`:
//!
//! ```json
//! {"supervision": [0.3, 0.7], "drift": [0.5, 1], "bias": "initial"}
//! ```
//!
//! A line may instead ask how sure one may be of something that passed several checks:
//!
//! ```json
//! {"evidence": {"prior": 0.3, "pieces": [{"miss": 0.2, "false_alarm": 0.05}], "likeness": 0.6}}
//! ```
//!
//! A line that can't be answered gives `{"line": n, "error": "…"}`, the others go on, and the
//! exit status is 1.

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use serde::Serialize;

use answer::Answer;
use evidence::Confidence;
use question::{Line, read};
use ranges::Distribution;

#[path = "evaluate/answer.rs"]
mod answer;
#[path = "evaluate/evidence.rs"]
mod evidence;
#[path = "evaluate/question.rs"]
mod question;
#[path = "evaluate/ranges.rs"]
mod ranges;

fn main() -> io::Result<ExitCode> {
    let mut output = io::BufWriter::new(io::stdout().lock());
    let mut status = ExitCode::SUCCESS;
    for (index, line) in io::stdin().lock().split(b'\n').enumerate() {
        let answer = match read(&line?) {
            Ok(Line::Setting(question)) => serde_json::to_string(&Answer::to(&question))?,
            Ok(Line::Ranges(question)) => serde_json::to_string(&Distribution::of(&question))?,
            Ok(Line::Evidence(evidence, id)) => serde_json::to_string(&Confidence::of(&evidence, id.as_ref()))?,
            Err(error) => {
                status = ExitCode::FAILURE;
                serde_json::to_string(&Refusal { line: index + 1, error })?
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

/// Why a line has no answer.
#[derive(Serialize)]
struct Refusal {
    line: usize,
    error: String,
}
