//! Files and folders, read in slices.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use blindspot_measure::form::Form;
use blindspot_measure::groups::Grouping;
use blindspot_measure::ledger::{Fate, Ledger};
use blindspot_measure::read::{Part, Reader};

const SLICE: usize = 1 << 20;

/// Reads every file. What is named must be readable; of a folder, files that are not are counted.
pub fn read(paths: &[PathBuf], form: Option<Form>, ledger: &mut Ledger) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    for path in paths {
        if !path.is_dir() {
            parts.extend(file(path, form)?);
            continue;
        }
        let before = parts.len();
        for path in folder(path)? {
            match file(&path, form) {
                Ok(more) => parts.extend(more),
                Err(sentence) => {
                    eprintln!("{sentence}");
                    ledger.name(Fate::Dropped, "files of a folder that can't be read", path.display().to_string());
                }
            }
        }
        if parts.len() == before {
            return Err(format!("{}: nothing in this folder can be read.", path.display()));
        }
    }
    Ok(parts)
}

fn file(path: &Path, form: Option<Form>) -> Result<Vec<Part>, String> {
    let name = path.display().to_string();
    let unreadable = |error: std::io::Error| format!("{name} can't be read: {error}.");
    let mut file = File::open(path).map_err(unreadable)?;
    let mut reader = Reader::new(name.clone(), form);
    let mut slice = vec![0; SLICE];
    loop {
        let n = file.read(&mut slice).map_err(unreadable)?;
        if n == 0 {
            break;
        }
        reader.feed(&slice[..n]).map_err(|error| format!("{name}: {error}"))?;
    }
    reader.finish().map_err(|error| format!("{name}: {error}"))
}

/// Every file below a folder, by name; hidden ones are left alone.
fn folder(path: &Path) -> Result<Vec<PathBuf>, String> {
    let unreadable = |error: std::io::Error| format!("{} can't be read: {error}.", path.display());
    let mut entries: Vec<PathBuf> = fs::read_dir(path)
        .map_err(unreadable)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(unreadable)?;
    entries.sort();
    let mut files = Vec::new();
    for entry in entries {
        let hidden = entry.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        // A link to a folder could lead back to where it is.
        if hidden || entry.is_symlink() {
            continue;
        }
        if entry.is_dir() {
            files.extend(folder(&entry)?);
        } else {
            files.push(entry);
        }
    }
    Ok(files)
}

/// The groups in a file.
pub fn grouping(path: &Path) -> Result<Grouping, String> {
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| format!("{name} can't be read: {error}."))?;
    Grouping::read(&name, &bytes).map_err(|error| format!("{name}: {error}"))
}
