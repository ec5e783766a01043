//! The documents name what is there: every file and folder that they point at, and every name of the code that they spell out.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up fails")]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every document, by its path.
fn documents() -> Vec<(PathBuf, String)> {
    let docs = fs::read_dir(root().join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let paths = docs.chain(["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(|name| root().join(name)));
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

/// What stands between backticks, outside of blocks of code.
fn spelled(text: &str) -> impl Iterator<Item = &str> {
    let prose = text.split("```").step_by(2);
    prose.flat_map(|prose| prose.split('`').skip(1).step_by(2))
}

/// All code, as one text.
fn code(folder: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all += &code(&path);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            all += &fs::read_to_string(&path).unwrap();
        }
    }
    all
}

#[test]
fn files_that_are_named_exist() {
    const FOLDERS: [&str; 11] =
        ["src/", "model/", "measure/", "tests/", "docs/", "examples/", "tools/", "public/", "e2e/", "bench/", "fuzz/"];
    // What a build makes is not there before.
    let is_made = |name: &str| name.starts_with("e2e/output");
    let mut seen = 0;
    for (path, text) in documents() {
        for name in spelled(&text) {
            let name = name.split_whitespace().next().unwrap_or_default();
            // Rooms of the page are named from its folder.
            let below = ["", "src/"].map(|folder| root().join(folder).join(name));
            let is_path = FOLDERS.iter().any(|folder| name.starts_with(folder))
                || name.starts_with("ui/") && Path::new(name).extension().is_some();
            if is_path && !is_made(name) {
                seen += 1;
                assert!(below.iter().any(|path| path.exists()), "{} names {name}", path.display());
            }
        }
    }
    assert!(seen > 60, "only {seen} names of files were found");
}

#[test]
fn links_between_documents_lead_somewhere() {
    let slug = |heading: &str| {
        let plain = heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
        plain.chars().filter(|c| c.is_alphanumeric() || *c == '-' || *c == '_').collect::<String>()
    };
    let mut seen = 0;
    for (path, text) in documents() {
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.contains("://") {
                continue;
            }
            seen += 1;
            let (file, place) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            assert!(target.exists(), "{} leads to {link}", path.display());
            if !place.is_empty() {
                let there = fs::read_to_string(&target).unwrap();
                let mut headings = there.lines().filter(|line| line.starts_with('#')).map(slug);
                assert!(headings.any(|heading| heading == place), "{} leads to {link}", path.display());
            }
        }
    }
    assert!(seen > 30, "only {seen} links were found");
}

/// The recipes say what tells of a forgotten place: those tests are there.
#[test]
fn names_of_the_code_exist() {
    let all = ["src", "model", "measure", "tests"].map(|folder| code(&root().join(folder))).concat();
    for document in ["docs/architecture.md", "docs/names.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(root().join(document)).unwrap();
        for name in spelled(&text) {
            let last = name.rsplit("::").next().unwrap_or(name);
            let is_name = last.len() > 2 && last.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            let is_code = last.contains('_') || name.contains("::") || last.starts_with(|c: char| c.is_uppercase());
            if is_name && is_code && !last.starts_with("INSTA_") && !last.starts_with("FUZZ_") {
                assert!(all.contains(last), "{document} names {name}, which is not in the code");
            }
        }
    }
}
