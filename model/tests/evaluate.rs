//! The batch program of `examples/evaluate.rs`, run as its users run it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot start the program has failed")]

use std::io::Write;
use std::process::{Command, Stdio};

use blindspot_model::evidence::{Mark, Marks};
use blindspot_model::ranges::Moment;
use blindspot_model::{
    AuditPlan, Evidence, JudgementCall, LongWork, Measures, Outlook, Parameter, Params, Piece, Propagation, Ranges,
    SurvivalTable,
};
use serde_json::{Value, json};

/// Every output that each answer must have.
const OUTPUTS: [&str; 19] = [
    "error_rate_now",
    "miss_rate_now",
    "surviving_share",
    "undetected_share",
    "catch_rate",
    "effective_reviewers",
    "kish_votes",
    "coverage",
    "integrity",
    "claimed_integrity",
    "claimed_undetected_share",
    "overconfidence",
    "unanimous_and_wrong",
    "caught_by_first",
    "fixed_point",
    "fixed_point_bias",
    "reproduction_number",
    "tipping_points",
    "trajectory",
];

/// The answers to these bytes, a line each, and whether the program was content.
fn evaluate(input: &[u8]) -> (Vec<Value>, bool) {
    let mut program = Command::new(env!("CARGO"))
        .args(["run", "--release", "--quiet", "--package", "blindspot-model", "--example", "evaluate"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = program.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = program.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let answers = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let code = output.status.code();
    assert!(code == Some(0) || code == Some(1), "{code:?}");
    (answers, code == Some(0))
}

fn assert_number(answer: &Value, name: &str, expected: Option<f64>) {
    // The shortest digits that give the number back: not a bit is lost.
    assert_eq!(answer[name].as_f64(), expected, "{name} of {answer}");
}

/// Compares an answer with the library.
fn assert_answers(answer: &Value, params: &Params, bias: f64, generations: usize) {
    for name in OUTPUTS {
        assert!(answer.get(name).is_some(), "{name} is missing in {answer}");
    }
    for (name, value) in Measures::of(params, bias).named() {
        assert_number(answer, name, value);
    }
    for (name, value) in Evidence::named(params) {
        assert_number(answer, name, value);
    }
    let table = SurvivalTable::new(&JudgementCall::of(params));
    let outlook = Outlook::of(params, &table, generations);
    assert_number(answer, "fixed_point", Some(outlook.fixed_point.undetected_share));
    assert_number(answer, "fixed_point_bias", Some(outlook.fixed_point.bias));
    assert_number(answer, "reproduction_number", Some(outlook.reproduction_number));
    let folds = answer["tipping_points"].as_array().unwrap();
    assert_eq!(folds.len(), outlook.tipping_points.len());
    for (answer, fold) in folds.iter().zip(&outlook.tipping_points) {
        assert_eq!(answer.as_object().unwrap().len(), 3);
        assert_number(answer, "supervision", Some(fold.supervision));
        assert_number(answer, "bias", Some(fold.bias));
        assert_number(answer, "undetected_share", Some(fold.undetected_share));
    }
    let trajectory: Vec<f64> = answer["trajectory"].as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect();
    assert_eq!(trajectory.len(), generations + 1);
    assert_eq!(trajectory, outlook.trajectory);
}

#[test]
fn good_lines_are_answered_like_the_library() {
    let defaults = Params::default();
    let various = defaults
        .with_all([
            (Parameter::Reviewers, 5.0),
            (Parameter::Quorum, 2.0),
            (Parameter::Lineages, 3.0),
            (Parameter::SelfCheck, 1.0),
            (Parameter::Modularity, 0.5),
            (Parameter::Supervision, 0.8),
        ])
        .and_then(|p| p.with_correlations(0.4, 0.7))
        .unwrap();
    let nobody = defaults.with(Parameter::Reviewers, 0.0).unwrap();
    let human = defaults.with_correlations(0.35, 0.35).unwrap();
    let input = concat!(
        "{}\n",
        r#"{"reviewers": 5, "quorum": 2, "lineages": 3, "self_check": true, "modularity": 0.5, "supervision": 0.8,"#,
        r#" "rho_between": 0.4, "rho_within": 0.7, "bias": 0.3, "generations": 4, "target": 0.001, "id": "b"}"#,
        "\r\n",
        r#"{"reviewers": 0, "generations": 0, "target": 0, "id": [1, null]}"#,
        "\n",
        r#"  {"rho_between": 0.35, "audit_sensitivity": 1.0, "target": 1}  "#,
    );
    let (answers, is_content) = evaluate(input.as_bytes());
    assert!(is_content);
    assert_eq!(answers.len(), 4);
    assert_answers(&answers[0], &defaults, 0.0, 60);
    assert!(answers[0].get("budget_for_target").is_none() && answers[0].get("id").is_none());

    assert_answers(&answers[1], &various, 0.3, 4);
    let budget = AuditPlan::of(&various).budget_for(0.001, JudgementCall::of(&various).surviving_share(0.3));
    assert!(budget.is_some());
    assert_number(&answers[1], "budget_for_target", budget);
    assert_eq!(answers[1]["id"], "b");

    assert_answers(&answers[2], &nobody, 0.0, 0);
    assert!((answers[2]["budget_for_target"].as_f64().unwrap() - 500.0).abs() < 1e-9);
    assert_eq!(answers[2]["id"], json!([1, null]));
    assert_eq!(answers[2]["kish_votes"], Value::Null);

    assert_answers(&answers[3], &human, 0.0, 60);
    assert_number(&answers[3], "budget_for_target", Some(0.0));
    assert_eq!(answers[3]["tipping_points"].as_array().unwrap().len(), 2);
}

#[test]
fn what_was_added_is_answered_like_the_library() {
    let line =
        br#"{"outside_reviewers": 1, "false_alarm_rate": 0.05, "attempts": 2, "shared_faults": true, "redone": true,
        "recovered_gap": true, "generations": 3}"#;
    let evidence =
        br#"{"id": 7, "evidence": {"prior": 0.3, "pieces": [{"miss": 0.2, "false_alarm": 0.05}], "likeness": 0.6}}"#;
    let line: Vec<u8> = line.iter().copied().filter(|&byte| byte != b'\n').collect();
    let (answers, is_content) = evaluate(&[&line[..], &b"\n"[..], &evidence[..]].concat());
    assert!(is_content, "{answers:?}");
    let changes = [
        (Parameter::OutsideReviewers, 1.0),
        (Parameter::FalseAlarmRate, 0.05),
        (Parameter::Attempts, 2.0),
        (Parameter::SharedFaults, 1.0),
        (Parameter::Redone, 1.0),
        (Parameter::RecoveredGap, 1.0),
    ];
    let params = Params::default().with_all(changes).unwrap();
    assert_answers(&answers[0], &params, 0.0, 3);
    let measures = Measures::of(&params, 0.0);
    let bounds = measures.joint_miss_bounds.unwrap();
    assert_eq!(answers[0]["joint_miss_bounds"], json!(bounds));
    let audits = &answers[0]["audit_estimate"];
    assert_number(audits, "expected_finds", Some(measures.audit_estimate.expected_finds));
    assert_number(&audits["estimate"], "high", measures.audit_estimate.estimate.map(|estimate| estimate.high));
    let expected = Evidence::new(0.3, vec![Piece { miss: 0.2, false_alarm: 0.05 }], 0.6).unwrap();
    assert_number(&answers[1], "naive", Some(expected.naive()));
    assert_number(&answers[1], "modelled", Some(expected.modelled()));
    assert_number(&answers[1], "worst", Some(expected.worst()));
    assert_number(&answers[1], "worth", expected.worth());
    assert_eq!(answers[1]["id"], 7);
}

#[test]
fn a_target_out_of_reach_has_no_budget() {
    let (answers, is_content) = evaluate(b"{\"audit_sensitivity\": 0.5, \"target\": 0.001}\n");
    assert!(is_content);
    assert_eq!(answers[0].get("budget_for_target"), Some(&Value::Null));
}

#[test]
fn bad_lines_are_told_in_place_and_the_others_go_on() {
    // Each bad line with what its error must name.
    let bad: &[(&[u8], &str)] = &[
        (br#"{"miss_rate": NaN}"#, "JSON"),
        (br#"{"miss_rate": "NaN"}"#, "miss_rate"),
        (br#"{"drift": 1e999}"#, "number"),
        (br#"{"drift": -1e999}"#, "number"),
        (br#"{"error_rate": ""}"#, "error_rate"),
        (br#"{"error_rate": null}"#, "error_rate"),
        (br#"{"error_rate": [0.1]}"#, "error_rate"),
        (br#"{"error_rate": true}"#, "error_rate"),
        (br#"{"error_rate": "0.1"}"#, "error_rate"),
        (br#"{"self_check": "yes"}"#, "self_check"),
        (br#"{"redone": "yes"}"#, "redone"),
        (br#"{"attempts": 13}"#, "between 1 and 12"),
        (br#"{"false_alarm_rate": 0.3}"#, "miss_rate allows at most 0.2"),
        (br#"{"evidence": 3}"#, "evidence is 3; it must be an object with prior, pieces, likeness"),
        (br#"{"evidence": {"prior": 0.3}}"#, "evidence needs pieces"),
        (br#"{"evidence": {"pieces": []}}"#, "evidence needs prior, a number"),
        (br#"{"evidence": {"prior": 0.3, "pieces": [3]}}"#, "piece 1 is 3"),
        (br#"{"evidence": {"prior": 0.3, "pieces": [{"miss": 0.2}, {"miss": null}]}}"#, "miss of piece 2 is null"),
        (
            br#"{"evidence": {"prior": 0.3, "pieces": [{"miss": 2}]}}"#,
            "miss of piece 1 is 2; it must lie between 0.001 and 1",
        ),
        (br#"{"evidence": {"prior": 0.3, "pieces": [], "like": 1}}"#, "like is not a part of evidence"),
        (br#"{"evidence": {"prior": 0.3, "pieces": []}, "reviewers": 3}"#, "evidence and reviewers"),
        (br#"{"error_rate": 0.7}"#, "between 0.001 and 0.5"),
        (br#"{"reviewers": 2.5}"#, "reviewers"),
        (br#"{"reviewers": -1}"#, "reviewers"),
        (br#"{"lineages": 0}"#, "lineages"),
        (br#"{"supervision": 1.0000001}"#, "supervision"),
        (br#"{"audit_budget": 501}"#, "audit_budget"),
        (br#"{"quorum": 4}"#, "quorum"),
        (br#"{"steps": 20}"#, "judgement_calls"),
        (br#"{"rho_within": 0.2, "rho_between": 0.6, "lineages": 2}"#, "rho_within"),
        (br#"{"rho_between": 0.96}"#, "rho_between"),
        (br#"{"rho_between": 0.5, "diversity": 0.5}"#, "diversity"),
        (br#"{"rho_between": 0.5, "rho_within": 0.5, "kinship": 0.5}"#, "kinship"),
        (br#"{"reviewrs": 3}"#, "reviewrs"),
        (br#"{"bias": 11}"#, "bias"),
        (br#"{"bias": null}"#, "bias"),
        (br#"{"generations": -1}"#, "generations"),
        (br#"{"generations": 1.5}"#, "generations"),
        (br#"{"generations": 1000000000}"#, "generations"),
        (br#"{"target": 2}"#, "target"),
        (br#"{"seed": -1}"#, "seed"),
        (br#"{"monte_carlo": 1}"#, "monte_carlo"),
        (b"[]", "object"),
        (b"3", "object"),
        (b"null", "object"),
        (b"", "empty"),
        (b"   ", "empty"),
        (b"nonsense", "JSON"),
        (br#"{"drift": 1} {"drift": 2}"#, "JSON"),
        (br#"{"drift": 1"#, "JSON"),
        (b"{\"id\": \"\xff\xfe\"}", "UTF-8"),
    ];
    let good = br#"{"generations": 1, "id": "good"}"#;
    let mut input = Vec::new();
    for (line, _) in bad {
        input.extend_from_slice(line);
        input.push(b'\n');
        input.extend_from_slice(good);
        input.push(b'\n');
    }
    let (answers, is_content) = evaluate(&input);
    assert!(!is_content);
    assert_eq!(answers.len(), 2 * bad.len());
    for (i, (line, named)) in bad.iter().enumerate() {
        let line = String::from_utf8_lossy(line);
        let (told, other) = (&answers[2 * i], &answers[2 * i + 1]);
        assert_eq!(told["line"], json!(2 * i + 1), "{line}");
        assert_eq!(told.as_object().unwrap().len(), 2, "{told}");
        let error = told["error"].as_str().unwrap();
        assert!(error.contains(named), "{line}: {error}");
        assert_eq!(other["id"], "good", "after {line}");
        assert!(other.get("error").is_none() && other["trajectory"].as_array().unwrap().len() == 2);
    }
}

#[test]
fn monte_carlo_comes_with_its_seed() {
    let line = r#"{"monte_carlo": true, "seed": 3, "projects": 50, "generations": 2, "lineages": 2}"#;
    let (answers, is_content) = evaluate(format!("{line}\n{line}\n").as_bytes());
    assert!(is_content);
    assert_eq!(answers[0], answers[1]);
    let simulated = &answers[0]["monte_carlo"];
    assert_eq!((&simulated["seed"], &simulated["projects"]), (&json!(3), &json!(50)));
    assert_eq!(simulated["judgement_calls"], json!(2500));
    for name in ["error_rate_now", "surviving_share", "undetected_share", "coverage", "integrity"] {
        let estimate = &simulated[name];
        let (value, error) = (estimate["value"].as_f64().unwrap(), estimate["standard_error"].as_f64().unwrap());
        let exact = answers[0][name].as_f64().unwrap();
        assert!((value - exact).abs() < 6.0 * error + 1e-3, "{name}: {value} ± {error}, {exact}");
    }
    assert_eq!(simulated["miss_histogram"].as_array().unwrap().len(), 4);
    assert_eq!(simulated["trajectory"].as_array().unwrap().len(), 3);
}

#[test]
fn nothing_in_gives_nothing_out() {
    let (answers, is_content) = evaluate(b"");
    assert!(answers.is_empty() && is_content);
}

#[test]
fn ranges_are_answered_by_quantiles() {
    let input = concat!(
        r#"{"supervision": [0.3, 0.7], "reviewers": [4, 8], "quorum": 4, "bias": "initial", "draws": 60, "seed": 5, "id": "r"}"#,
        "\n",
        r#"{"self_check": [0, 1], "draws": 10}"#,
        "\n",
        r#"{"supervision": 0.4, "bias": "initial", "generations": 2}"#,
        "\n",
    );
    let (answers, is_content) = evaluate(input.as_bytes());
    assert!(is_content, "{answers:?}");
    let ranges = Ranges::default()
        .with(Parameter::Reviewers, [4.0, 8.0])
        .and_then(|ranges| ranges.with(Parameter::Supervision, [0.3, 0.7]))
        .unwrap();
    let base = Params::default().changed_all([(Parameter::Reviewers, 8.0), (Parameter::Quorum, 4.0)]);
    let mut propagation = Propagation::new(&base, &ranges, Moment::FirstGeneration, 60, 5);
    propagation.finish();
    assert_eq!(answers[0]["id"], "r");
    assert_eq!(answers[0]["ranges"], json!({"reviewers": [4.0, 8.0], "supervision": [0.3, 0.7]}));
    assert_eq!(propagation.names().len(), answers[0]["quantiles"].as_object().unwrap().len());
    for name in propagation.names() {
        let expected = propagation.quantiles(name).unwrap();
        assert_eq!(answers[0]["quantiles"][*name], serde_json::to_value(expected).unwrap(), "{name}");
    }
    // Half of the draws of a switch are on.
    let wholes = &answers[1]["quantiles"]["surviving_share"];
    assert!(wholes["p05"].as_f64() < wholes["p95"].as_f64());
    let params = Params::default().changed(Parameter::Supervision, 0.4);
    assert_answers(&answers[2], &params, params.initial_bias(), 2);
}

#[test]
fn ranges_that_cannot_be_are_told() {
    let lines = [
        (r#"{"supervision": [0.7, 0.3]}"#, "supervision is a range from 0.7 to 0.3; the lower end comes first"),
        (r#"{"supervision": [0.7, 1.3]}"#, "one end of a range: supervision is 1.3; it must lie between 0 and 1"),
        (r#"{"supervision": [0.7]}"#, "supervision is [0.7]; a range has two numbers"),
        (r#"{"supervision": [0.2, null]}"#, "supervision is [0.2, null]; a range has two numbers"),
        (r#"{"draws": 5}"#, "draws are for ranges, such as \"supervision\": [0.3, 0.7]; this line has none"),
        (r#"{"draws": 0, "drift": [0, 1]}"#, "draws is 0; it must be a whole number between 1 and 1000000"),
        (r#"{"rho_between": [0.1, 0.3]}"#, "rho_between is [0.1,0.3]; it must be a number"),
        (
            r#"{"rho_between": 0.1, "diversity": [0, 1]}"#,
            "rho_between and diversity both set the same correlation; give one",
        ),
        (r#"{"target": 0.1, "drift": [0, 1]}"#, "target is of one setting; this line has ranges, which are of many"),
        (r#"{"quorum": 5, "reviewers": [1, 3]}"#, "quorum is 5; reviewers allows at most 3"),
        (r#"{"bias": "first"}"#, "bias is \"first\"; it must be a number or \"initial\""),
    ];
    let input: String = lines.iter().flat_map(|(line, _)| [*line, "\n"]).collect();
    let (answers, is_content) = evaluate(input.as_bytes());
    assert!(!is_content);
    for ((line, told), answer) in lines.into_iter().zip(answers) {
        assert_eq!(answer["error"], told, "{line}");
    }
}

#[test]
fn pieces_of_evidence_may_say_what_they_share() {
    let input = concat!(
        r#"{"evidence": {"prior": 0.3, "pieces": [{"miss": 0.2, "shares": ["data"]}, {"miss": 0.3, "false_alarm": 0.1, "shares": ["data"]}, {"miss": 0.4}]}}"#,
        "\n",
        r#"{"evidence": {"prior": 0.3, "pieces": [{"miss": 0.2, "shares": ["date"]}]}}"#,
        "\n",
        r#"{"evidence": {"prior": 0.3, "pieces": [{"miss": 0.2, "shares": "data"}]}}"#,
        "\n",
        r#"{"evidence": {"prior": 0.3, "pieces": [{"miss": 0.2, "shares": ["data"]}], "likeness": 0.5}}"#,
        "\n",
    );
    let (answers, is_content) = evaluate(input.as_bytes());
    assert!(!is_content);
    let piece = |miss, false_alarm| Piece { miss, false_alarm };
    let data = Marks::of(&[Mark::Data]);
    let pieces = vec![(piece(0.2, 0.0), data), (piece(0.3, 0.1), data), (piece(0.4, 0.0), Marks::default())];
    let evidence = Evidence::marked(0.3, pieces).unwrap();
    assert_number(&answers[0], "modelled", Some(evidence.modelled()));
    assert_number(&answers[0], "worth", evidence.worth());
    for (answer, told) in answers[1..].iter().zip([
        "\"date\" is nothing that piece 1 can share; it can share weights, data, judge, method",
        "shares of piece 1 is \"data\"; it must be a list of some of weights, data, judge, method",
        "likeness and shares both say how alike pieces are; give one",
    ]) {
        assert_eq!(answer["error"], told);
    }
}
