//! What was asked for.

use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

use blindspot_measure::choose::{Choices, Key, Repeats};
use blindspot_measure::form::Form;
use lexopt::{Arg, ValueExt};

/// What `--help` prints.
pub const HELP: &str = "\
Reads results of models or judges and prints, as one JSON object, how they err together and what their cross-checks are worth.

blindspot-measure [OPTION…] FILE…

FILE is a table (CSV, TSV), JSON or JSONL, a zip or .eval archive, or a folder of such. Its form is recognised by its content.

  --form FORM        wide, long, swe-bench, lm-eval, inspect, helm, promptfoo or records
  --key COLUMN       the values are answers, right where they equal this column
  --key majority:A,B,C
                     the values are answers, right where more than half of the raters A, B, C say so
  --wrong 0|1        which of 0 and 1 means wrong (0)
  --cut NUMBER       the values are scores, right from here on (0.5)
  --item COLUMN      a column that names the item; several together name it
  --rater COLUMN     wide: a column that is a rater; long: a column that names the rater
  --value COLUMN     long: the column of verdicts, scores or answers
  --only COLUMN=TEXT only rows with this text
  --same TEXT=TEXT   two texts of one answer, such as Tie=0
  --hash COLUMN|none a column that must be the same for all raters of an item, or no such column
  --repeats HOW      several rows for one rater and item: first, majority, or raters (each a rater of its own)
  --groups FILE      a table of two columns, rater and group (vendor, base model)
  --seed NUMBER      of everything that is drawn (1)
  --bootstrap N      draws for the 90 % intervals, 0 for none (400)
  --preview          print what was understood and measure nothing
  --help, --version

Progress, open questions and errors go to standard error. The exit code is 0 only if a report was printed.
";

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    Help,
    Version,
    Preview,
    Measure,
}

/// The arguments.
#[derive(Clone, Debug)]
pub struct Arguments {
    pub task: Task,
    pub files: Vec<PathBuf>,
    pub form: Option<Form>,
    pub groups: Option<PathBuf>,
    pub seed: u64,
    pub bootstrap: u32,
    key: Option<Key>,
    one_is_wrong: Option<bool>,
    cut: Option<f64>,
    item: Vec<String>,
    rater: Vec<String>,
    value: Option<String>,
    only: Vec<(String, String)>,
    same: Vec<(String, String)>,
    /// A column, or "none".
    hash: Option<String>,
    repeats: Option<Repeats>,
}

impl Arguments {
    /// Reads the arguments; an error is a sentence.
    pub fn parse(mut parser: lexopt::Parser) -> Result<Arguments, String> {
        let mut arguments = Arguments {
            task: Task::Measure,
            files: Vec::new(),
            form: None,
            groups: None,
            seed: 1,
            bootstrap: 400,
            key: None,
            one_is_wrong: None,
            cut: None,
            item: Vec::new(),
            rater: Vec::new(),
            value: None,
            only: Vec::new(),
            same: Vec::new(),
            hash: None,
            repeats: None,
        };
        let sentence = |error: lexopt::Error| format!("{error}. --help lists the options.");
        while let Some(argument) = parser.next().map_err(sentence)? {
            let name = match argument {
                Arg::Value(file) => {
                    arguments.files.push(PathBuf::from(file));
                    continue;
                }
                Arg::Short('h') => "help".to_owned(),
                Arg::Long(name) => name.to_owned(),
                Arg::Short(_) => return Err(sentence(argument.unexpected())),
            };
            match &*name {
                "help" => arguments.task = Task::Help,
                "version" => arguments.task = Task::Version,
                "preview" => arguments.task = Task::Preview,
                "form" | "key" | "wrong" | "cut" | "item" | "rater" | "value" | "only" | "same" | "hash"
                | "repeats" | "groups" | "seed" | "bootstrap" => {
                    arguments.option(&name, parser.value().map_err(sentence)?)?;
                }
                _ => return Err(format!("There is no option --{name}. --help lists the options.")),
            }
        }
        if arguments.files.is_empty() && matches!(arguments.task, Task::Measure | Task::Preview) {
            return Err("No file was named. --help says how.".to_owned());
        }
        Ok(arguments)
    }

    fn option(&mut self, name: &str, value: OsString) -> Result<(), String> {
        if name == "groups" {
            self.groups = Some(PathBuf::from(value));
            return Ok(());
        }
        let text = value.string().map_err(|error| format!("--{name}: {error}."))?;
        match name {
            "form" => self.form = Some(Form::from_str(&text).map_err(|error| error.to_string())?),
            "key" => self.key = Some(key(text)),
            "wrong" => {
                self.one_is_wrong = Some(match &*text {
                    "0" => false,
                    "1" => true,
                    _ => return Err(format!("--wrong is 0 or 1, not '{text}'.")),
                });
            }
            "cut" => self.cut = Some(number(name, &text)?),
            "item" => self.item.push(text),
            "rater" => self.rater.push(text),
            "value" => self.value = Some(text),
            "only" => {
                let (column, text) = text.split_once('=').ok_or("--only is COLUMN=TEXT.")?;
                self.only.push((column.to_owned(), text.to_owned()));
            }
            "hash" => self.hash = Some(text),
            "same" => {
                let (text, answer) = text.split_once('=').ok_or("--same is TEXT=TEXT.")?;
                self.same.push((text.to_owned(), answer.to_owned()));
            }
            "repeats" => {
                self.repeats = Some(match &*text {
                    "first" => Repeats::First,
                    "majority" => Repeats::Majority,
                    "raters" => Repeats::Raters,
                    _ => return Err(format!("--repeats is first, majority or raters, not '{text}'.")),
                });
            }
            "seed" => self.seed = number(name, &text)?,
            // The last one of those that `parse` lets through.
            _ => self.bootstrap = number(name, &text)?,
        }
        Ok(())
    }

    /// Puts what was asked for in the place of what was guessed.
    pub fn change(&self, choices: &mut Choices) {
        if !self.item.is_empty() {
            choices.set_item(self.item.clone());
        }
        if !self.rater.is_empty() {
            choices.rater.clone_from(&self.rater);
        }
        if let Some(value) = &self.value {
            choices.value = Some(value.clone());
        }
        if let Some(key) = &self.key {
            choices.set_key(key.clone());
        }
        if let Some(cut) = self.cut {
            choices.set_cut(cut);
        }
        choices.one_is_wrong = self.one_is_wrong.unwrap_or(choices.one_is_wrong);
        choices.repeats = self.repeats.unwrap_or(choices.repeats);
        if let Some(hash) = &self.hash {
            choices.hash = Some(hash.clone()).filter(|hash| hash != "none");
        }
        choices.same.extend(self.same.iter().cloned());
        choices.only.extend(self.only.iter().cloned());
    }
}

fn key(text: String) -> Key {
    match text.strip_prefix("majority:") {
        Some(raters) => Key::Majority(raters.split(',').map(|name| name.trim().to_owned()).collect()),
        None => Key::Column(text),
    }
}

fn number<T: FromStr>(name: &str, text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("--{name} needs a number, not '{text}'."))
}
