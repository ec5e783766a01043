//! Why a file can't be read, in one sentence.

use std::fmt;

/// Why a file can't be read. Its text is a sentence for the person who brought the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is nothing in it.
    Empty,
    /// It is of a kind that is known by its first bytes and not read; the second text says how to convert it.
    Kind(&'static str, &'static str),
    /// It is an archive that can't be opened.
    Archive(String),
    /// It unpacks to more than can be meant.
    TooLarge {
        /// What is too large.
        what: String,
        /// The most that is read, in MiB.
        most: u64,
    },
    /// It is JSON nested more deeply than any log is.
    TooDeep,
    /// It is meant to be JSON and is not.
    Json(String),
    /// It is read, but holds no rows of the form.
    NoRows(String),
    /// It is of another form than the one asked for.
    WrongForm(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Empty => f.write_str("The file is empty."),
            ReadError::Kind(kind, remedy) => write!(f, "This is {kind}, which isn't read here. {remedy}"),
            ReadError::Archive(why) => write!(f, "The archive can't be opened: {why}."),
            ReadError::TooLarge { what, most } => write!(f, "{what} is larger than {most} MiB, the most that is read."),
            ReadError::TooDeep => f.write_str("The JSON is nested more than 120 levels deep; no log of results is."),
            ReadError::Json(why) => write!(f, "The JSON breaks off or is malformed: {why}."),
            ReadError::NoRows(what) => write!(f, "The file holds no results: {what}."),
            ReadError::WrongForm(what) => write!(f, "The file doesn't have the form asked for: {what}."),
        }
    }
}

impl std::error::Error for ReadError {}
