//! The command: arguments, files, progress.

mod arguments;
mod files;

use std::time::{Duration, Instant};

use blindspot_measure::choose::{Choices, Reading};
use blindspot_measure::groups::Grouping;
use blindspot_measure::ledger::{Fate, Ledger};
use blindspot_measure::measures::{Measurement, Options};
use blindspot_measure::receipt::{Document, Receipt};

pub use arguments::Arguments;
use arguments::{HELP, Task};

/// Between two lines of progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// Does what the arguments ask for; gives what is to be printed, or the sentence that says why not.
pub fn run(arguments: &Arguments) -> Result<String, String> {
    match arguments.task {
        Task::Help => return Ok(HELP.to_owned()),
        Task::Version => return Ok(format!("blindspot-measure {}\n", blindspot_measure::VERSION)),
        Task::Preview | Task::Measure => {}
    }
    let mut unread = Ledger::default();
    let parts = files::read(&arguments.files, arguments.form, &mut unread)?;
    let reading = Reading::join(&parts, arguments.form).map_err(|error| error.to_string())?;
    let mut choices = reading.choices().clone();
    arguments.change(&mut choices);
    let preview = reading.preview(&choices).map_err(|error| error.to_string())?;
    eprintln!("{}", preview.sentence);
    for question in &preview.questions {
        eprintln!(
            "{} ({} {})",
            question.text,
            question.option,
            question.answers.join(&format!(" or {} ", question.option))
        );
    }
    if arguments.task == Task::Preview {
        return json(&preview);
    }
    let (mut table, mut ledger) = reading.table(&choices).map_err(|error| error.to_string())?;
    ledger.merge(&unread);
    let grouping = match &arguments.groups {
        Some(path) => files::grouping(path)?,
        None => Grouping::of_names(&table),
    };
    grouping.apply(&mut table, &mut ledger);
    for entry in ledger.entries().iter().filter(|entry| entry.fate == Fate::Mismatch) {
        eprintln!("Mismatch: {} ({}).", entry.what, entry.count);
    }
    let options = Options { bootstrap: arguments.bootstrap, seed: arguments.seed, ..Options::default() };
    let report = measured(&table, options)?;
    let receipt = Receipt::new(&parts, reading.form(), Choices::clone(&choices), options);
    json(&Document { report, ledger, receipt })
}

fn measured(
    table: &blindspot_measure::table::Table,
    options: Options,
) -> Result<blindspot_measure::measures::Report, String> {
    let mut measurement = Measurement::new(table, options).map_err(|error| error.to_string())?;
    let mut told = Instant::now();
    while measurement.step() {
        if told.elapsed() > PATIENCE {
            eprintln!("bootstrap: {} of {} draws", measurement.done(), options.bootstrap);
            told = Instant::now();
        }
    }
    Ok(measurement.finish())
}

fn json(value: &impl serde::Serialize) -> Result<String, String> {
    serde_json::to_string_pretty(value)
        .map(|text| text + "\n")
        .map_err(|error| format!("The report can't be written: {error}."))
}
