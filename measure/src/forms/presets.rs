//! Records of logs that are known by their fields.

use serde_json::Value;

use crate::forms::{State, text};
use crate::ledger::Fate;
use crate::read::{Found, Published};

/// A log known by its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Preset {
    EveryEvalEver,
    MtBenchScore,
    MtBenchPair,
    JudgeBench,
    AlpacaEval,
    OpenAiEvals,
    TerminalBench,
}

impl Preset {
    /// The log whose record this is.
    pub fn of(value: &Value) -> Option<Preset> {
        let has = |keys: &[&str]| keys.iter().all(|key| value.get(key).is_some());
        let results = value.get("results").and_then(Value::as_array);
        if has(&["evaluation_id", "sample_id", "evaluation"]) {
            Some(Preset::EveryEvalEver)
        } else if has(&["question_id", "judge", "score", "model"]) {
            Some(Preset::MtBenchScore)
        } else if has(&["question_id", "judge"]) && (has(&["g1_winner"]) || has(&["winner"])) {
            Some(Preset::MtBenchPair)
        } else if has(&["pair_id", "label", "judgments"]) {
            Some(Preset::JudgeBench)
        } else if has(&["instruction", "annotator", "preference"]) {
            Some(Preset::AlpacaEval)
        } else if has(&["spec"]) || has(&["run_id", "sample_id", "type", "data"]) {
            Some(Preset::OpenAiEvals)
        } else if results.and_then(|all| all.first()).is_some_and(|first| first.get("is_resolved").is_some()) {
            Some(Preset::TerminalBench)
        } else {
            None
        }
    }

    pub fn take(self, value: &Value, state: &mut State, found: &mut Found) {
        let at = |path: &str| {
            path.split('.').try_fold(value, |value, key| match value {
                Value::Array(values) => values.get(key.parse::<usize>().ok()?),
                other => other.get(key),
            })
        };
        let field = |path: &str| at(path).map(text).unwrap_or_default();
        let mut row = |cells: &[(&str, &str)]| {
            found.raw.begin();
            for (name, text) in cells {
                found.raw.write(name, text);
            }
        };
        // A judge is written as a name, or as a name and a prompt.
        let judge = || if field("judge").is_empty() { field("judge.0") } else { field("judge") };
        match self {
            Preset::EveryEvalEver => {
                let correct = field("evaluation.is_correct");
                let score = if correct.is_empty() { field("evaluation.score") } else { correct };
                row(&[
                    ("task", &field("evaluation_name")),
                    ("item", &field("sample_id")),
                    ("rater", &field("model_id")),
                    ("hash", &field("sample_hash")),
                    ("score", &score),
                ]);
            }
            Preset::MtBenchScore => {
                // −1 is how a judgement without a readable score is written.
                let score = field("score");
                let (score, why) = if score.starts_with('-') { ("", "unparsed") } else { (&*score, "") };
                let item = format!("{} of {}, turn {}", field("question_id"), field("model"), field("turn"));
                row(&[("item", &item), ("rater", &judge()), ("score", score), ("why", why)]);
            }
            Preset::MtBenchPair => {
                let name = |side: [&str; 2]| side.map(&field).concat();
                let models = (name(["model_1", "model_a"]), name(["model_2", "model_b"]));
                let item = format!("{}: {} or {}, turn {}", field("question_id"), models.0, models.1, field("turn"));
                for (order, winner) in [("", "winner"), ("1", "g1_winner"), ("2", "g2_winner")] {
                    if at(winner).is_some() {
                        row(&[("item", &item), ("rater", &judge()), ("order", order), ("answer", &field(winner))]);
                    }
                }
            }
            Preset::JudgeBench => {
                for (order, judgment) in at("judgments").and_then(Value::as_array).into_iter().flatten().enumerate() {
                    let decision = judgment.get("decision").map(text).unwrap_or_default();
                    // In the second order both answers changed places.
                    let decision = match &*decision {
                        "A>B" if order == 1 => "B>A",
                        "B>A" if order == 1 => "A>B",
                        other => other,
                    };
                    let order = (order + 1).to_string();
                    let (item, rater, key) = (field("pair_id"), field("judge_name"), field("label"));
                    row(&[("item", &item), ("rater", &rater), ("order", &order), ("key", &key), ("answer", decision)]);
                }
            }
            Preset::AlpacaEval => {
                let item = format!("{} {} {}", field("instruction"), field("generator_1"), field("generator_2"));
                row(&[("item", &item), ("rater", &field("annotator")), ("score", &field("preference"))]);
            }
            Preset::OpenAiEvals => {
                if at("spec").is_some() {
                    let model = field("spec.completion_fns.0");
                    state.rater = if model.is_empty() { field("spec.model_name") } else { model };
                } else if at("data.correct").is_some() {
                    row(&[
                        ("item", &field("sample_id")),
                        ("rater", &state.rater),
                        ("answer", &field("data.picked")),
                        ("key", &field("data.expected")),
                        ("score", &field("data.correct")),
                    ]);
                } else {
                    found.ledger.add(Fate::Noted, "events that carry no verdict", 1);
                }
            }
            Preset::TerminalBench => {
                let trials = at("results").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
                for trial in trials {
                    let field = |key: &str| trial.get(key).map(text).unwrap_or_default();
                    let why = if field("is_resolved").is_empty() { "infrastructure" } else { "" };
                    row(&[
                        ("item", &field("task_id")),
                        ("trial", &field("trial_name")),
                        ("score", &field("is_resolved")),
                        ("why", why),
                    ]);
                }
                if let Some(right) = at("accuracy").and_then(Value::as_f64) {
                    let (rater, name) = (String::new(), "score".to_owned());
                    found.published.push(Published { rater, name, right });
                }
            }
        }
    }
}
