//! The rooms of the code: who may import whom. The imports are read from the sources, so a new arrow the wrong way fails here and
//! is named, with the file that it is in.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Rooms from the ground up; an import points to a room further down, or stays in its own.
const FLOORS: [&[&str]; 11] = [
    &["text"],
    &["chart"],
    &["figure"],
    &["chapter"],
    &["chapters"],
    &["sandbox", "workshop", "measured"],
    &["address"],
    &["export"],
    &["still"],
    &["card"],
    &["ui"],
];

/// The rooms of `ui`, likewise.
const FLOORS_OF_UI: [&[&str]; 8] = [
    &["browser"],
    &["canvas", "state"],
    &["parts", "figure"],
    &["chapter", "opening", "sandbox", "measure", "about"],
    &["workshop"],
    &["rest"],
    &["embedded"],
    &["app"],
];

/// Who draws: only these name plotters, and only these name Leptos.
const DRAWERS: [&str; 5] = ["chart", "export", "card", "still", "ui/canvas"];
const LEPTOS: &str = "ui";

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// A file: its path below `src`, its module path, and what it says outside of its tests.
struct Source {
    name: String,
    module: Vec<String>,
    text: String,
}

fn all() -> Vec<Source> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap()).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    paths.sort();
    let read = |path: &PathBuf| {
        let name = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
        let module = name.trim_end_matches(".rs").split('/').filter(|part| *part != "mod").map(str::to_owned).collect();
        let text = fs::read_to_string(path).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        // What is said of the code is no import.
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        Source { name, module, text: lines.collect::<Vec<_>>().join("\n") }
    };
    paths.iter().filter(|path| !path.ends_with("lib.rs") && !path.ends_with("main.rs")).map(read).collect()
}

/// The rooms that a file names: `figure`, or `ui/canvas` below `ui`.
fn named(source: &Source) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let room = |parts: &[String]| match parts {
        [first, second, ..] if first == "ui" => format!("ui/{second}"),
        [first, ..] => first.clone(),
        [] => String::new(),
    };
    let path = |text: &str| -> Vec<String> {
        let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(text.len());
        text[..end].split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    for (at, _) in source.text.match_indices("crate::") {
        let before = source.text[..at].chars().next_back();
        if before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':') {
            found.insert(room(&path(&source.text[at + "crate::".len()..])));
        }
    }
    for (at, _) in source.text.match_indices("super::") {
        if source.text[..at].ends_with("super::") {
            continue;
        }
        let parts = path(&source.text[at..]);
        let up = parts.iter().take_while(|part| *part == "super").count();
        let mut absolute = source.module[..source.module.len().saturating_sub(up)].to_vec();
        absolute.extend(parts[up..].iter().cloned());
        found.insert(room(&absolute));
    }
    found
}

/// The room that a file stands in.
fn stands_in(source: &Source) -> String {
    match source.module.as_slice() {
        [first, second, ..] if first == "ui" => format!("ui/{second}"),
        [first, ..] => first.clone(),
        [] => String::new(),
    }
}

fn floors() -> BTreeMap<String, usize> {
    let rooms = FLOORS.iter().enumerate().flat_map(|(i, rooms)| rooms.iter().map(move |room| ((*room).to_owned(), i)));
    let below = FLOORS.len();
    let of_ui = FLOORS_OF_UI.iter().enumerate();
    let of_ui = of_ui.flat_map(|(i, rooms)| rooms.iter().map(move |room| (format!("ui/{room}"), below + i)));
    rooms.chain(of_ui).collect()
}

#[test]
fn imports_point_down() {
    let floors = floors();
    let mut wrong = Vec::new();
    let mut arrows = 0;
    for source in all() {
        let here = stands_in(&source);
        if here == "ui" {
            continue;
        }
        let floor =
            *floors.get(&here).unwrap_or_else(|| panic!("{} stands in no room: give it a floor here", source.name));
        for room in named(&source).into_iter().filter(|room| *room != here) {
            arrows += 1;
            match floors.get(&room) {
                Some(&other) if other < floor => {}
                Some(_) => wrong.push(format!("{} imports {room}, which is not below {here}", source.name)),
                None => wrong.push(format!("{} imports {room}, which has no floor", source.name)),
            }
        }
    }
    assert!(arrows > 200, "only {arrows} imports were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn leptos_and_plotters_stay_where_they_are_needed() {
    for source in all() {
        let room = stands_in(&source);
        let has = |name: &str| source.text.contains(name);
        assert!(!has("leptos::") || room.starts_with(LEPTOS), "{} names leptos", source.name);
        let may_draw = DRAWERS.iter().any(|drawer| room.starts_with(drawer));
        assert!(!has("plotters::") || may_draw, "{} names plotters", source.name);
    }
}

/// Everybody who wants to read a file should be able to.
#[test]
fn files_stay_small() {
    let mut lines: Vec<usize> = all().iter().map(|source| source.text.lines().count()).collect();
    lines.sort_unstable();
    let (median, longest) = (lines[lines.len() / 2], lines[lines.len() - 1]);
    assert!(median <= 130, "the median file has {median} lines");
    assert!(longest <= 500, "the longest file has {longest} lines");
}
