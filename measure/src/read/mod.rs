//! From the bytes of a file to its rows, in slices of any size.

mod archive;
mod delimited;
mod delimiter;
mod error;
mod kinds;
mod names;
mod prune;
mod records;
mod split;
mod text;

use sha2::{Digest, Sha256};

use crate::form::Form;
use crate::ledger::{Fate, Ledger};
use crate::raw::Raw;
use archive::Unpacking;
use delimited::Delimited;
use delimiter::Dialect;
use records::Records;
use text::TextDecoder;

pub use error::ReadError;
pub(crate) use names::distinct_names;
pub(crate) use prune::parse;

/// A rate that a file states about itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Published {
    /// The rater's name, or empty where the file is the rater.
    pub rater: String,
    /// What the rate is called in the file.
    pub name: String,
    /// Share that is right, 0–1.
    pub right: f64,
}

/// What a file was found to hold.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    pub raw: Raw,
    pub ledger: Ledger,
    pub published: Vec<Published>,
}

/// One file, read. Prompts and completions are not in it.
#[derive(Clone, Debug)]
pub struct Part {
    /// The file's name, with its folders and, after `!`, its place in an archive.
    pub name: String,
    /// SHA-256 of the file as it was, in hexadecimal; of the archive, for what was in one.
    pub sha256: String,
    /// Bytes of the file; of the archive, for what was in one.
    pub bytes: u64,
    /// The form it was read as.
    pub form: Form,
    /// Other forms that it could be.
    pub also: Vec<Form>,
    pub(crate) found: Found,
}

impl Part {
    /// Rows it holds.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.found.raw.rows()
    }
}

/// How many bytes of a file are looked at before it is decided what they are.
const HEAD: usize = 64 << 10;

/// How deep archives may lie in each other.
const ARCHIVES: u32 = 2;

/// Reads one file while it arrives.
///
/// Feed it slices in their order and finish. Tables and records are read as they come, so a slice takes time in proportion
/// to its length. Archives are [unpacked](Reader::unpack) once they are whole, and documents of one JSON value are read at the end.
pub struct Reader {
    name: String,
    wanted: Option<Form>,
    depth: u32,
    hash: Sha256,
    bytes: u64,
    stage: Stage,
}

enum Stage {
    /// Nothing is decided yet.
    Head(Vec<u8>),
    Archive(Vec<u8>),
    Unpacking(Box<Unpacking>),
    Text(Box<Text>),
}

struct Text {
    decoder: TextDecoder,
    body: Body,
    found: Found,
}

enum Body {
    Undecided(String),
    Table(Box<Delimited>),
    Records(Records),
}

impl Reader {
    /// A reader for a file of this name, which only ever names raters and never says what is in it. With a form, the file is
    /// taken to have it; otherwise its content tells.
    #[must_use]
    pub fn new(name: impl Into<String>, wanted: Option<Form>) -> Reader {
        let stage = Stage::Head(Vec::new());
        Reader { name: name.into(), wanted, depth: 0, hash: Sha256::new(), bytes: 0, stage }
    }

    /// Reads the next slice.
    ///
    /// # Errors
    ///
    /// As soon as it is clear that the file can't be read. More slices then change nothing.
    pub fn feed(&mut self, slice: &[u8]) -> Result<(), ReadError> {
        self.hash.update(slice);
        self.bytes += slice.len() as u64;
        match &mut self.stage {
            Stage::Head(head) => {
                head.extend(slice);
                if head.len() < HEAD { Ok(()) } else { self.decide() }
            }
            Stage::Archive(bytes) => {
                bytes.extend(slice);
                Ok(())
            }
            Stage::Text(text) => text.feed(&self.name, self.wanted, slice, false),
            // It was ended.
            Stage::Unpacking(_) => Ok(()),
        }
    }

    /// Unpacks a part of an archive, once all of its slices are here; false where nothing is left to be unpacked. What is not
    /// unpacked before is so in [`Reader::finish`].
    ///
    /// # Errors
    ///
    /// As [`Reader::finish`].
    pub fn unpack(&mut self) -> Result<bool, ReadError> {
        if matches!(self.stage, Stage::Head(_)) && self.bytes > 0 {
            self.decide()?;
        }
        if let Stage::Archive(bytes) = &mut self.stage {
            let unpacking = Unpacking::begin(&self.name, std::mem::take(bytes), self.wanted, self.depth)?;
            self.stage = Stage::Unpacking(Box::new(unpacking));
        }
        match &mut self.stage {
            Stage::Unpacking(unpacking) => unpacking.advance(),
            _ => Ok(false),
        }
    }

    /// Ends the file. An archive gives several parts.
    ///
    /// # Errors
    ///
    /// If there is nothing in it that can be read.
    pub fn finish(mut self) -> Result<Vec<Part>, ReadError> {
        if self.bytes == 0 {
            return Err(ReadError::Empty);
        }
        while self.unpack()? {}
        let sha256 = self.hash.finalize().iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        let mut parts = match self.stage {
            Stage::Unpacking(unpacking) => unpacking.finish()?,
            Stage::Text(mut text) => {
                text.feed(&self.name, self.wanted, &[], true)?;
                vec![text.finish(self.name, self.wanted)?]
            }
            Stage::Head(_) | Stage::Archive(_) => return Err(ReadError::Empty),
        };
        for part in &mut parts {
            part.sha256.clone_from(&sha256);
            part.bytes = self.bytes;
        }
        Ok(parts)
    }

    /// Reads a whole file at once.
    ///
    /// # Errors
    ///
    /// As [`Reader::finish`].
    pub fn read(name: impl Into<String>, wanted: Option<Form>, bytes: &[u8]) -> Result<Vec<Part>, ReadError> {
        let mut reader = Reader::new(name, wanted);
        reader.feed(bytes)?;
        reader.finish()
    }

    fn decide(&mut self) -> Result<(), ReadError> {
        let Stage::Head(head) = &mut self.stage else { return Ok(()) };
        let head = std::mem::take(head);
        if kinds::is_zip(&head) {
            if self.depth >= ARCHIVES {
                return Err(ReadError::Archive("archives lie in archives in archives".to_owned()));
            }
            self.stage = Stage::Archive(head);
            return Ok(());
        }
        kinds::refuse(&head)?;
        let decoder = TextDecoder::new(&head);
        if !decoder.is_wide() {
            kinds::refuse_binary(&head)?;
        }
        let mut text = Text { decoder, body: Body::Undecided(String::new()), found: Found::default() };
        text.feed(&self.name, self.wanted, &head, false)?;
        self.stage = Stage::Text(Box::new(text));
        Ok(())
    }
}

impl Text {
    fn feed(&mut self, name: &str, wanted: Option<Form>, slice: &[u8], is_last: bool) -> Result<(), ReadError> {
        let mut text = self.decoder.decode(slice, is_last);
        if let Body::Undecided(head) = &mut self.body {
            head.push_str(&text);
            if head.len() < HEAD / 4 && !is_last {
                return Ok(());
            }
            text = std::mem::take(head);
            self.body = match text.trim_start().chars().next() {
                None => return Err(ReadError::Empty),
                Some('{' | '[') => Body::Records(Records::new(name, wanted, &text)),
                Some(_) => Body::Table(Box::new(Delimited::new(Dialect::of(&text)))),
            };
        }
        match &mut self.body {
            Body::Table(table) => {
                if !text.is_empty() {
                    table.feed(text.as_bytes(), &mut self.found.raw, &mut self.found.ledger);
                }
                if is_last {
                    table.feed(&[], &mut self.found.raw, &mut self.found.ledger);
                }
            }
            Body::Records(records) => {
                records.feed(text.as_bytes(), &mut self.found)?;
                if is_last {
                    records.finish(&mut self.found)?;
                }
            }
            Body::Undecided(_) => {}
        }
        Ok(())
    }

    fn finish(mut self, name: String, wanted: Option<Form>) -> Result<Part, ReadError> {
        if self.decoder.is_damaged() {
            let what = format!("bytes that are no {} were replaced by �", self.decoder.encoding());
            self.found.ledger.name(Fate::Noted, what, &name);
        }
        let (form, also) = match &self.body {
            Body::Records(records) => (records.form(), records.also()),
            Body::Table(table) if table.has_marks() => (Form::Promptfoo, Vec::new()),
            // Whether it is wide or long depends on all the files together.
            Body::Table(_) | Body::Undecided(_) => (wanted.unwrap_or(Form::Wide), Vec::new()),
        };
        if let (Body::Table(_), Some(wanted @ (Form::SweBench | Form::LmEval | Form::Inspect | Form::Helm))) =
            (&self.body, wanted)
        {
            return Err(ReadError::WrongForm(format!("it is a delimited table, {wanted} is JSON")));
        }
        if self.found.raw.rows() == 0 {
            let what =
                if matches!(self.body, Body::Table(_)) { "there is a header at most" } else { "it has no records" };
            return Err(ReadError::NoRows(what.to_owned()));
        }
        Ok(Part { name, sha256: String::new(), bytes: 0, form, also, found: self.found })
    }
}
