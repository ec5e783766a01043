//! JSON as it arrives, from the first record that tells the form to the last.

use serde_json::Value;

use crate::form::Form;
use crate::forms;
use crate::ledger::Fate;
use crate::read::split::Splitter;
use crate::read::{Found, ReadError, parse};

/// Reads the records of a JSON file.
pub(crate) struct Records {
    name: String,
    splitter: Splitter,
    taker: Taker,
}

/// What takes each record: decided by the first.
struct Taker {
    wanted: Option<Form>,
    form: Option<forms::Recognised>,
    state: forms::State,
}

impl Records {
    pub fn new(name: &str, wanted: Option<Form>, head: &str) -> Records {
        let taker = Taker { wanted, form: None, state: forms::State::default() };
        Records { name: name.to_owned(), splitter: Splitter::new(head), taker }
    }

    pub fn form(&self) -> Form {
        self.taker.form.as_ref().map_or(Form::Records, |found| found.form)
    }

    pub fn also(&self) -> Vec<Form> {
        self.taker.form.as_ref().map_or_else(Vec::new, |found| found.also.clone())
    }

    pub fn feed(&mut self, slice: &[u8], found: &mut Found) -> Result<(), ReadError> {
        let lines = self.splitter.is_lines();
        let Records { name, splitter, taker } = self;
        splitter.feed(slice, &mut |record| taker.record(name, record, lines, found))
    }

    pub fn finish(&mut self, found: &mut Found) -> Result<(), ReadError> {
        let lines = self.splitter.is_lines();
        let Records { name, splitter, taker } = self;
        splitter.finish(&mut |record| taker.record(name, record, lines, found))
    }
}

impl Taker {
    fn record(&mut self, name: &str, record: &[u8], lines: bool, found: &mut Found) -> Result<(), ReadError> {
        let (value, bare) = match parse(record) {
            Ok(parsed) => parsed,
            // One broken line of many is a run that was stopped.
            Err(error @ ReadError::Json(_)) if lines && self.form.is_some() => {
                found.ledger.name(Fate::Dropped, "lines that are no JSON", error.to_string());
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        found.ledger.add(Fate::Missing, "bare NaN or infinity in JSON, read as nothing", bare);
        self.take(name, &value, found)
    }

    fn take(&mut self, name: &str, value: &Value, found: &mut Found) -> Result<(), ReadError> {
        if self.form.is_none() {
            self.form = Some(forms::recognise(value, self.wanted)?);
        }
        if let Some(form) = &self.form {
            forms::take(form.reads, name, value, &mut self.state, found);
        }
        Ok(())
    }
}
