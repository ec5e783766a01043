//! What to call files.

/// Names that say nothing: every run writes a file that is called so.
const GENERIC: &[&str] =
    &["results", "result", "report", "per_instance_stats", "summaries", "output", "log", "annotations"];

/// A short name for each path that tells it from the others: what is left when folders that all share, and file names that
/// all share, are taken away.
pub(crate) fn distinct_names(paths: &[&str]) -> Vec<String> {
    let split: Vec<Vec<String>> = paths.iter().map(|path| components(path)).collect();
    let shortest = split.iter().map(Vec::len).min().unwrap_or(0);
    let all_same = |at: &dyn Fn(&Vec<String>) -> String| split.iter().all(|parts| at(parts) == at(&split[0]));
    let (mut front, mut back) = (0, 0);
    if paths.len() > 1 {
        while back < shortest && all_same(&|parts| parts[parts.len() - 1 - back].clone()) {
            back += 1;
        }
        while front + back < shortest && all_same(&|parts| parts[front].clone()) {
            front += 1;
        }
    } else {
        // A single file goes by its own name, or by its folder's where that says nothing.
        let generic = |parts: &Vec<String>| parts.last().is_some_and(|stem| GENERIC.contains(&&**stem));
        back = split.iter().filter(|parts| parts.len() > 1 && generic(parts)).count();
        front = shortest.saturating_sub(back + 1);
    }
    let mut names: Vec<String> = Vec::new();
    for (parts, path) in split.iter().zip(paths) {
        let name = parts[front.min(parts.len())..parts.len() - back].join("/");
        let name = if name.is_empty() { (*path).to_owned() } else { name };
        names.push(numbered(&name, |name| names.iter().any(|taken| taken == name)));
    }
    names
}

/// A name that is not taken yet: with a number from 2 on, if need be.
pub(super) fn numbered(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let with_number = |number: u64| if number == 1 { name.to_owned() } else { format!("{name} ({number})") };
    (1..u64::MAX).map(with_number).find(|name| !is_taken(name)).unwrap_or_default()
}

/// Folders, archive and stem of a path.
fn components(path: &str) -> Vec<String> {
    let mut parts: Vec<String> =
        path.split(['/', '\\', '!']).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    if let Some(last) = parts.last_mut() {
        for ending in [".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".eval"] {
            if let Some(stem) = last.strip_suffix(ending).filter(|stem| !stem.is_empty()) {
                *last = stem.to_owned();
                break;
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_names_a_file() {
        for (paths, names) in [
            (&["runs/a/results/results.json", "runs/b/results/results.json"][..], &["a", "b"][..]),
            (&["a.json", "b.json"], &["a", "b"]),
            (&["x/gpt/results.json"], &["gpt"]),
            (&["x/gpt.run1.json"], &["gpt.run1"]),
            (&["a.json", "a.json"], &["a.json", "a.json (2)"]),
        ] {
            assert_eq!(distinct_names(paths), names);
        }
    }
}
