//! The command as it is run.
#![cfg(feature = "command")]
#![allow(clippy::unwrap_used, reason = "a report that can't be read is a failed test")]

use std::process::{Command, Output};

use serde_json::Value;

fn run(arguments: &[&str]) -> Output {
    let data = concat!(env!("CARGO_MANIFEST_DIR"), "/data");
    Command::new(env!("CARGO_BIN_EXE_blindspot-measure")).current_dir(data).args(arguments).output().unwrap()
}

fn report(arguments: &[&str]) -> Value {
    let output = run(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

const KEY: &str = "majority:annotator1,annotator2,annotator3";

#[test]
fn one_object_with_every_part() {
    let report = report(&["--key", KEY, "--bootstrap", "30", "--seed", "7", "pandalm_judge_panel.csv"]);
    let keys: Vec<&str> = report.as_object().unwrap().keys().map(String::as_str).collect();
    let mut expected = vec!["items", "raters", "pairs", "summary", "together", "panels", "ledger", "receipt"];
    let mut sorted = keys.clone();
    expected.sort_unstable();
    sorted.sort_unstable();
    assert_eq!(sorted, expected);
    assert_eq!((&report["items"], &report["pairs"][0]["n11"]), (&Value::from(999), &Value::from(173)));
    for name in ["phi", "phi_max", "tetrachoric", "kappa", "agree_when_both_wrong"] {
        assert!(report["pairs"][0][name].is_f64(), "{name}");
    }
    let interval = report["pairs"][0]["phi_interval"].as_array().unwrap();
    assert!(
        interval[0].as_f64() < report["pairs"][0]["phi"].as_f64()
            && report["pairs"][0]["phi"].as_f64() < interval[1].as_f64()
    );
    for name in ["mean_phi", "mean_tetrachoric", "kish_votes", "one_factor_rho"] {
        assert!(report["summary"][name].is_f64(), "{name}");
    }
    assert_eq!(report["summary"]["worth"][0]["reviewers"], 1);
    assert!(report["summary"]["worth"][0]["advertised"].is_f64());
    // One reviewer is worth exactly one of its own rate on the author's errors.
    assert_eq!(report["summary"]["worth"][0]["conditional"], 1.0);
    assert_eq!(report["together"]["observed"].as_array().unwrap().len(), 3);
    assert_eq!(report["receipt"]["inputs"][0]["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(report["receipt"]["options"]["seed"], 7);
}

#[test]
fn several_files_and_groups() {
    let folder = std::env::temp_dir().join(format!("blindspot-measure-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let a = write("a.json", r#"{"i1": {"resolved": true}, "i2": {"resolved": false}, "i3": {"resolved": false}}"#);
    let b = write("b.json", r#"{"i2": {"resolved": true}, "i1": {"resolved": false}, "i3": {"resolved": false}}"#);
    let groups = write("groups.csv", "rater,group\na,x\nb,x\n");
    let report = report(&["--groups", &groups, "--bootstrap", "0", &a, &b]);
    std::fs::remove_dir_all(&folder).unwrap();
    assert_eq!((&report["raters"][0]["name"], &report["raters"][1]["group"]), (&Value::from("a"), &Value::from("x")));
    assert_eq!((&report["pairs"][0]["n11"], &report["pairs"][0]["n01"]), (&Value::from(1), &Value::from(1)));
    assert_eq!(report["pairs"][0]["same_group"], true);
    assert_eq!(report["summary"]["suspects"]["ids"][0], "i3");
}

#[test]
fn errors_are_sentences_and_a_code() {
    for (arguments, words) in [
        (&["no such file.csv"][..], "can't be read"),
        (&["--form", "exam", "pandalm_judge_panel.csv"], "There is no form 'exam'"),
        (&["--wrong", "2", "pandalm_judge_panel.csv"], "--wrong is 0 or 1"),
        (&["--seed", "x", "pandalm_judge_panel.csv"], "--seed needs a number"),
        (&["--key", "nothing", "pandalm_judge_panel.csv"], "There is no column 'nothing'"),
        (&["--unknown"], "There is no option --unknown"),
        (&[], "No file was named"),
        (&["--form", "helm", "pandalm_judge_panel.csv"], "form asked for"),
    ] {
        let output = run(arguments);
        let sentence = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && output.stdout.is_empty() && sentence.contains(words), "{sentence}");
    }
}

#[test]
fn help_names_every_option() {
    let help = String::from_utf8(run(&["--help"]).stdout).unwrap();
    for option in [
        "--form",
        "--key",
        "--wrong",
        "--cut",
        "--groups",
        "--seed",
        "--bootstrap",
        "--repeats",
        "--only",
        "--preview",
        "--hash",
        "--same",
    ] {
        assert!(help.contains(option), "{option}");
    }
    let preview = report(&["--preview", "pandalm_judge_panel.csv"]);
    assert_eq!(preview["raters"].as_array().unwrap().len(), 5);
}
