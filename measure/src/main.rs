//! Reads results of models or judges and prints as JSON what their cross-checks are worth.

mod command;

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let printed = command::Arguments::parse(lexopt::Parser::from_env()).and_then(|arguments| command::run(&arguments));
    let written = printed.and_then(|text| {
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes())
            .and_then(|()| out.flush())
            .map_err(|error| format!("The report can't be written: {error}."))
    });
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("blindspot-measure: {sentence}");
            ExitCode::FAILURE
        }
    }
}
