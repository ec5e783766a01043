//! Zip archives: a log of Inspect, or a folder of files; unpacked slice by slice.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use serde_json::Value;
use zip::{CompressionMethod, ZipArchive};

use crate::form::Form;
use crate::forms::inspect;
use crate::ledger::{Fate, Ledger};
use crate::read::split::Splitter;
use crate::read::{Found, Part, ReadError, Reader, parse};

/// The most that an archive may unpack to, in MiB, and the most files in it.
const MOST_MIB: u64 = 512;
const MOST_FILES: usize = 200_000;

/// What is unpacked before somebody may do something else, in bytes.
const SLICE: usize = 64 << 10;

/// An archive that is being unpacked.
pub(crate) struct Unpacking {
    name: String,
    wanted: Option<Form>,
    depth: u32,
    archive: Archive,
    kind: Kind,
    /// Names of what is still to be unpacked, the next one last.
    open: Vec<String>,
    entry: Option<Entry>,
}

enum Kind {
    /// A log of Inspect: its header, and what its summaries of samples say. The samples themselves are never unpacked.
    Log { header: Value, found: Found },
    /// A folder: every file is read for itself, and what is no file of results is listed.
    Folder { parts: Vec<Part>, ledger: Ledger, first_error: Option<ReadError> },
}

/// What is being unpacked.
struct Entry {
    name: String,
    bytes: Box<dyn Read + Send>,
    into: Into,
}

enum Into {
    Samples(Splitter),
    File(Box<Reader>),
}

impl Unpacking {
    /// Looks at what is in an archive.
    pub fn begin(name: &str, bytes: Vec<u8>, wanted: Option<Form>, depth: u32) -> Result<Unpacking, ReadError> {
        let mut archive = Archive::open(bytes)?;
        let names = archive.names.clone();
        let has = |wanted: &str| names.iter().any(|name| name == wanted);
        if has("[Content_Types].xml") {
            return Err(ReadError::Kind("an Excel file", "Save the sheet as CSV."));
        }
        let header = ["header.json", "_journal/start.json"].into_iter().find(|header| has(header));
        let (kind, open) = if let Some(header) = header {
            let mut found = Found::default();
            let (header, _) = parse(&archive.unpacked(header)?)?;
            let open = summaries(name, &names, &mut found);
            (Kind::Log { header, found }, open)
        } else {
            let is_file = |entry: &String| {
                !entry.ends_with('/') && !entry.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
            };
            let (parts, ledger) = (Vec::new(), Ledger::default());
            (Kind::Folder { parts, ledger, first_error: None }, names.into_iter().filter(is_file).rev().collect())
        };
        Ok(Unpacking { name: name.to_owned(), wanted, depth, archive, kind, open, entry: None })
    }

    /// Unpacks some more; false once there is nothing left.
    pub fn advance(&mut self) -> Result<bool, ReadError> {
        let Some(mut entry) = self.entry.take() else {
            let Some(name) = self.open.pop() else { return Ok(false) };
            let bytes = self.archive.entry(&name)?;
            let into = match self.kind {
                Kind::Log { .. } => Into::Samples(Splitter::new("[")),
                Kind::Folder { .. } => {
                    let mut reader = Reader::new(format!("{}!{name}", self.name), self.wanted);
                    reader.depth = self.depth + 1;
                    Into::File(Box::new(reader))
                }
            };
            self.entry = Some(Entry { name, bytes, into });
            return Ok(true);
        };
        let mut slice = Vec::with_capacity(SLICE);
        let broken = |error: std::io::Error| ReadError::Archive(format!("{}: {error}", entry.name));
        entry.bytes.by_ref().take(SLICE as u64).read_to_end(&mut slice).map_err(broken)?;
        self.archive.spend(slice.len())?;
        let is_over = slice.len() < SLICE;
        match (&mut self.kind, entry.into) {
            (Kind::Log { header, found }, Into::Samples(mut splitter)) => {
                let mut each = |record: &[u8]| {
                    let (sample, bare) = parse(record)?;
                    found.ledger.add(Fate::Missing, BARE, bare);
                    inspect::sample(header, &sample, found);
                    Ok(())
                };
                splitter.feed(&slice, &mut each)?;
                if is_over {
                    return splitter.finish(&mut each).map(|()| true);
                }
                entry.into = Into::Samples(splitter);
            }
            (Kind::Folder { parts, ledger, first_error }, Into::File(mut reader)) => {
                let fed = reader.feed(&slice);
                let read = match fed {
                    Ok(()) if !is_over => {
                        entry.into = Into::File(reader);
                        self.entry = Some(entry);
                        return Ok(true);
                    }
                    fed => fed.and_then(|()| reader.finish()),
                };
                match read {
                    Ok(more) => parts.extend(more),
                    Err(error) => {
                        let told = format!("{}: {error}", entry.name);
                        ledger.name(Fate::Dropped, "files of the archive that can't be read", told);
                        first_error.get_or_insert(error);
                    }
                }
                return Ok(true);
            }
            // Summaries are of a log, files of a folder.
            (_, into) => entry.into = into,
        }
        self.entry = Some(entry);
        Ok(true)
    }

    /// What was in it.
    pub fn finish(mut self) -> Result<Vec<Part>, ReadError> {
        while self.advance()? {}
        match self.kind {
            Kind::Log { header, mut found } => {
                inspect::published(&header, &mut found);
                if found.raw.rows() == 0 {
                    return Err(ReadError::NoRows("the log has no summaries of samples".to_owned()));
                }
                let (sha256, form, also) = (String::new(), Form::Inspect, Vec::new());
                Ok(vec![Part { name: self.name, sha256, bytes: 0, form, also, found }])
            }
            Kind::Folder { mut parts, ledger, first_error } => {
                match (parts.first_mut(), first_error) {
                    (Some(first), _) => first.found.ledger.merge(&ledger),
                    (None, Some(error)) => return Err(error),
                    (None, None) => return Err(ReadError::NoRows("the archive has no files".to_owned())),
                }
                Ok(parts)
            }
        }
    }
}

/// What is told of numbers that JSON does not have.
const BARE: &str = "bare NaN or infinity in JSON, read as nothing";

/// The summaries of a log, the first one last; those of a log that was not finished lie in its journal.
fn summaries(log: &str, names: &[String], found: &mut Found) -> Vec<String> {
    if names.iter().any(|name| name == "summaries.json") {
        return vec!["summaries.json".to_owned()];
    }
    found.ledger.name(Fate::Noted, "logs that were not finished: read as far as they go", log);
    let number = |name: &String| name.strip_prefix("_journal/summaries/")?.strip_suffix(".json")?.parse::<u64>().ok();
    let mut numbered: Vec<(u64, String)> =
        names.iter().filter_map(|name| Some((number(name)?, name.clone()))).collect();
    numbered.sort_unstable();
    numbered.into_iter().rev().map(|(_, name)| name).collect()
}

struct Archive {
    zip: ZipArchive<Cursor<Vec<u8>>>,
    names: Vec<String>,
    /// Bytes that may still be unpacked.
    room: u64,
}

impl Archive {
    fn open(bytes: Vec<u8>) -> Result<Archive, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| ReadError::Archive(error.to_string()))?;
        if zip.len() > MOST_FILES {
            return Err(ReadError::Archive(format!("it has more than {MOST_FILES} files")));
        }
        let names: Result<Vec<String>, _> = zip.file_names().map(|name| name.map(Cow::into_owned)).collect();
        let names = names.map_err(|error| ReadError::Archive(error.to_string()))?;
        Ok(Archive { zip, names, room: MOST_MIB << 20 })
    }

    /// An entry as it unpacks.
    fn entry(&mut self, name: &str) -> Result<Box<dyn Read + Send>, ReadError> {
        let broken = |why: &dyn std::fmt::Display| ReadError::Archive(format!("{name}: {why}"));
        let index = self.zip.index_for_name(name).ok_or_else(|| broken(&"not in the archive"))?;
        // Raw: the archive's directory is read here, what is packed by other crates, up to a limit.
        let mut entry = self.zip.by_index_raw(index).map_err(|error| broken(&error))?;
        if entry.encrypted() {
            return Err(broken(&"it is encrypted"));
        }
        let method = entry.compression();
        let mut packed = Vec::new();
        entry.read_to_end(&mut packed).map_err(|error| broken(&error))?;
        let packed = Cursor::new(packed);
        Ok(if method == CompressionMethod::Stored {
            Box::new(packed)
        } else if method == CompressionMethod::DEFLATE {
            Box::new(flate2::read::DeflateDecoder::new(packed))
        } else if method == CompressionMethod::ZSTD {
            Box::new(ruzstd::decoding::StreamingDecoder::new(packed).map_err(|error| broken(&error))?)
        } else {
            return Err(broken(&format!("it is packed with {method}, not with Deflate or Zstandard")));
        })
    }

    /// The bytes of a small entry.
    fn unpacked(&mut self, name: &str) -> Result<Vec<u8>, ReadError> {
        let mut bytes = Vec::new();
        let reader = self.entry(name)?;
        let read = reader.take(self.room + 1).read_to_end(&mut bytes);
        read.map_err(|error| ReadError::Archive(format!("{name}: {error}")))?;
        self.spend(bytes.len())?;
        Ok(bytes)
    }

    fn spend(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.room = self
            .room
            .checked_sub(bytes as u64)
            .ok_or_else(|| ReadError::TooLarge { what: "What the archive unpacks to".to_owned(), most: MOST_MIB })?;
        Ok(())
    }
}
