//! Zip archives: a log of Inspect, or a folder of files.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::{CompressionMethod, ZipArchive};

use crate::form::Form;
use crate::forms::inspect;
use crate::ledger::{Fate, Ledger};
use crate::read::{Found, Part, ReadError, Reader, parse};

/// The most that an archive may unpack to, in MiB, and the most files in it.
const MOST_MIB: u64 = 512;
const MOST_FILES: usize = 200_000;

/// Reads what is in an archive.
pub(crate) fn read(name: &str, bytes: &[u8], wanted: Option<Form>, depth: u32) -> Result<Vec<Part>, ReadError> {
    let mut archive = Archive::open(bytes)?;
    let names = archive.names.clone();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    if has("[Content_Types].xml") {
        return Err(ReadError::Kind("an Excel file", "Save the sheet as CSV."));
    }
    if has("header.json") || has("_journal/start.json") {
        return Ok(vec![inspect_log(name, &mut archive)?]);
    }
    files(name, &mut archive, wanted, depth)
}

/// A log of Inspect: its header and the summaries of its samples. The samples themselves are never unpacked.
fn inspect_log(name: &str, archive: &mut Archive) -> Result<Part, ReadError> {
    let header =
        if archive.names.iter().any(|name| name == "header.json") { "header.json" } else { "_journal/start.json" };
    let (header, _) = parse(&archive.unpacked(header)?)?;
    let mut found = Found::default();
    let mut summaries: Vec<(u64, String)> = archive
        .names
        .iter()
        .filter_map(|name| {
            let number = name.strip_prefix("_journal/summaries/")?.strip_suffix(".json")?;
            Some((number.parse().ok()?, name.clone()))
        })
        .collect();
    summaries.sort_unstable();
    if archive.names.iter().any(|name| name == "summaries.json") {
        summaries = vec![(0, "summaries.json".to_owned())];
    } else {
        found.ledger.name(Fate::Noted, "logs that were not finished: read as far as they go", name);
    }
    for (_, summary) in summaries {
        let (samples, bare) = parse(&archive.unpacked(&summary)?)?;
        found.ledger.add(Fate::Missing, "bare NaN or infinity in JSON, read as nothing", bare);
        let samples = samples.as_array().map_or(&[][..], Vec::as_slice);
        for sample in samples {
            inspect::sample(&header, sample, &mut found);
        }
    }
    inspect::published(&header, &mut found);
    if found.raw.rows() == 0 {
        return Err(ReadError::NoRows("the log has no summaries of samples".to_owned()));
    }
    let (sha256, form, also) = (String::new(), Form::Inspect, Vec::new());
    Ok(Part { name: name.to_owned(), sha256, bytes: 0, form, also, found })
}

/// A folder: every file is read for itself, and what is no file of results is listed.
fn files(name: &str, archive: &mut Archive, wanted: Option<Form>, depth: u32) -> Result<Vec<Part>, ReadError> {
    let (mut parts, mut ledger, mut first_error) = (Vec::new(), Ledger::default(), None);
    for entry in archive.names.clone() {
        let hidden = entry.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
        if hidden || entry.ends_with('/') {
            continue;
        }
        let bytes = archive.unpacked(&entry)?;
        let mut reader = Reader::new(format!("{name}!{entry}"), wanted);
        reader.depth = depth + 1;
        match reader.feed(&bytes).and_then(|()| reader.finish()) {
            Ok(more) => parts.extend(more),
            Err(error) => {
                ledger.name(Fate::Dropped, "files of the archive that can't be read", format!("{entry}: {error}"));
                first_error = first_error.or(Some(error));
            }
        }
    }
    match (parts.first_mut(), first_error) {
        (Some(first), _) => first.found.ledger.merge(&ledger),
        (None, Some(error)) => return Err(error),
        (None, None) => return Err(ReadError::NoRows("the archive has no files".to_owned())),
    }
    Ok(parts)
}

struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    /// Bytes that may still be unpacked.
    room: u64,
}

impl Archive<'_> {
    fn open(bytes: &[u8]) -> Result<Archive<'_>, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| ReadError::Archive(error.to_string()))?;
        if zip.len() > MOST_FILES {
            return Err(ReadError::Archive(format!("it has more than {MOST_FILES} files")));
        }
        let names: Result<Vec<String>, _> = zip.file_names().map(|name| name.map(Cow::into_owned)).collect();
        let names = names.map_err(|error| ReadError::Archive(error.to_string()))?;
        Ok(Archive { zip, names, room: MOST_MIB << 20 })
    }

    /// The bytes of an entry.
    fn unpacked(&mut self, name: &str) -> Result<Vec<u8>, ReadError> {
        let broken = |why: &dyn std::fmt::Display| ReadError::Archive(format!("{name}: {why}"));
        let index = self.zip.index_for_name(name).ok_or_else(|| broken(&"not in the archive"))?;
        // Raw: the archive's directory is read here, what is packed by other crates, up to a limit.
        let entry = self.zip.by_index_raw(index).map_err(|error| broken(&error))?;
        if entry.encrypted() {
            return Err(broken(&"it is encrypted"));
        }
        let method = entry.compression();
        let reader: Box<dyn Read> = if method == CompressionMethod::Stored {
            Box::new(entry)
        } else if method == CompressionMethod::DEFLATE {
            Box::new(flate2::read::DeflateDecoder::new(entry))
        } else if method == CompressionMethod::ZSTD {
            Box::new(ruzstd::decoding::StreamingDecoder::new(entry).map_err(|error| broken(&error))?)
        } else {
            return Err(broken(&format!("it is packed with {method}, not with Deflate or Zstandard")));
        };
        let mut bytes = Vec::new();
        reader.take(self.room + 1).read_to_end(&mut bytes).map_err(|error| broken(&error))?;
        self.room = self
            .room
            .checked_sub(bytes.len() as u64)
            .ok_or_else(|| ReadError::TooLarge { what: "What the archive unpacks to".to_owned(), most: MOST_MIB })?;
        Ok(bytes)
    }
}
