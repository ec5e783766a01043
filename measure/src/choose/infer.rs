//! A first guess of what every column means, from its name and its texts.

use std::collections::{HashMap, HashSet};

use crate::choose::meaning::{missing, number, verdict};
use crate::choose::reading::FILE;
use crate::choose::{Choices, Key, Kind, Layout, Question, Repeats};
use crate::form::Form;
use crate::raw::{Column, EMPTY, Raw};

const ITEM: &[&str] = &[
    "item",
    "item_id",
    "id",
    "idx",
    "index",
    "task",
    "task_id",
    "question",
    "question_id",
    "qid",
    "instance_id",
    "instance",
    "doc_id",
    "sample_id",
    "example_id",
    "problem_id",
    "prompt_id",
    "case",
    "case_id",
    "test_id",
    "row",
    "uid",
    "input_id",
];
const RATER: &[&str] = &[
    "rater",
    "worker",
    "worker_id",
    "annotator",
    "annotator_id",
    "judge",
    "judge_id",
    "judge_name",
    "model",
    "model_id",
    "model_name",
    "system",
    "agent",
    "reviewer",
    "grader",
    "evaluator",
    "coder",
    "user",
    "provider",
    "llm",
];
const VALUE: &[&str] = &[
    "value",
    "label",
    "score",
    "correct",
    "is_correct",
    "verdict",
    "result",
    "rating",
    "outcome",
    "pass",
    "passed",
    "resolved",
    "answer",
    "response",
    "vote",
    "judgement",
    "judgment",
    "annotation",
    "grade",
    "wrong",
    "error",
    "is_wrong",
    "failed",
    "incorrect",
    "miss",
    "missed",
];
const TRIAL: &[&str] = &[
    "epoch",
    "trial",
    "run",
    "seed",
    "filter",
    "turn",
    "attempt",
    "repeat",
    "iteration",
    "fold",
    "order",
    "perturbation",
    "prompt",
];
const KEY: &[&str] = &[
    "key",
    "gold",
    "target",
    "truth",
    "reference",
    "correct_answer",
    "answer_key",
    "expected",
    "ground_truth",
    "gold_label",
];
const CLUSTER: &[&str] = &["cluster", "subject", "topic", "category", "domain", "passage"];
const WEIGHT: &[&str] = &["weight", "count", "multiplicity", "inputs"];
const HASH: &[&str] = &["hash", "content_hash", "doc_hash"];
/// Names under which 1 means wrong.
const ONE_IS_WRONG: &[&str] =
    &["wrong", "error", "is_wrong", "failed", "incorrect", "miss", "missed", "fail", "failure"];

/// Metrics in the order in which one is taken for the verdict.
const SCORES: &[&str] = &[
    "score",
    "score acc",
    "score exact_match",
    "score quasi_exact_match",
    "score prefix_exact_match",
    "score resolved",
    "score success",
    "score choice",
    "score match",
    "score acc_norm",
];

/// Choices, what they leave open, and the form: of a table, whether it is wide or long.
pub(crate) fn choices(raw: &Raw, form: Form, wanted: Option<Form>, files: usize) -> (Choices, Vec<Question>, Form) {
    let is_log =
        form.is_log() || raw.columns.iter().any(|column| column.name.starts_with("score ")) || has_all_forms(raw);
    let mut questions = Vec::new();
    let mut choices = if is_log { of_log(raw, &mut questions) } else { of_table(raw, wanted, files, &mut questions) };
    choices.kind = kind(raw, &choices, &mut questions);
    if choices.kind == Kind::Answers {
        choices.same = ties(raw, &choices, &mut questions);
    }
    if choices.kind == Kind::Answers && choices.key == Key::None {
        questions.push(Question {
            text: "The values are answers, and nothing says which is right: agreement is measured, errors are not."
                .to_owned(),
            option: "--key",
            answers: vec!["COLUMN".to_owned(), "majority:RATER,RATER,RATER".to_owned()],
            must: false,
        });
    }
    let form = match (form, choices.layout) {
        (Form::Wide | Form::Long, Layout::Wide) => Form::Wide,
        (Form::Wide | Form::Long, Layout::Long) => Form::Long,
        (form, _) => form,
    };
    (choices, questions, form)
}

/// Whether the columns are those that the readers of logs write.
fn has_all_forms(raw: &Raw) -> bool {
    ["item", "rater"].iter().all(|name| raw.column(name).is_some())
        && ["score", "answer"].iter().any(|name| raw.column(name).is_some())
        && raw.columns.iter().any(|column| ["why", "key", "order"].contains(&&*column.name))
}

fn empty() -> Choices {
    Choices {
        layout: Layout::Long,
        item: Vec::new(),
        rater: Vec::new(),
        value: None,
        answer: None,
        kind: Kind::Verdicts,
        key: Key::None,
        same: Vec::new(),
        one_is_wrong: false,
        cut: 0.5,
        repeats: Repeats::Ask,
        trial: Vec::new(),
        only: Vec::new(),
        hash: None,
        cluster: None,
        weight: None,
    }
}

/// The columns of this name, if there is text in one.
fn filled(raw: &Raw, name: &str) -> Option<String> {
    let column = raw.column(name)?;
    column.cells.iter().any(|&cell| cell != EMPTY).then(|| name.to_owned())
}

fn of_log(raw: &Raw, questions: &mut Vec<Question>) -> Choices {
    let mut scores: Vec<&str> = raw
        .columns
        .iter()
        .map(|column| &*column.name)
        .filter(|name| *name == "score" || name.starts_with("score "))
        .collect();
    let rank = |name: &str| SCORES.iter().position(|known| *known == name).unwrap_or(SCORES.len());
    scores.sort_by_key(|name| rank(name));
    let answer = filled(raw, "answer");
    if let [taken, others @ ..] = &scores[..]
        && !others.is_empty()
    {
        questions.push(Question {
            text: format!("There are several scores; '{taken}' is taken."),
            option: "--value",
            answers: others.iter().map(|name| format!("'{name}'")).collect(),
            must: false,
        });
    }
    let value = scores.first().map(|name| (*name).to_owned()).or_else(|| answer.clone());
    Choices {
        item: ["task", "item"].iter().filter_map(|name| filled(raw, name)).collect(),
        rater: vec!["rater".to_owned()],
        answer: answer.filter(|answer| value.as_ref() != Some(answer)),
        value,
        key: filled(raw, "key").map_or(Key::None, Key::Column),
        trial: TRIAL.iter().filter_map(|name| filled(raw, name)).collect(),
        hash: filled(raw, "hash"),
        ..empty()
    }
}

fn of_table(raw: &Raw, wanted: Option<Form>, files: usize, questions: &mut Vec<Question>) -> Choices {
    let named = |names: &[&str]| {
        let lower = |column: &Column| column.name.trim().to_ascii_lowercase().replace([' ', '-'], "_");
        names.iter().find_map(|name| raw.columns.iter().find(|column| lower(column) == *name)).map(|c| c.name.clone())
    };
    let item = named(ITEM);
    let besides = |taken: Option<&String>, names: &[&str]| named(names).filter(|name| Some(name) != taken);
    let rater = besides(item.as_ref(), RATER);
    let key = named(KEY);
    let value = besides(key.as_ref(), VALUE);
    let mut choices = Choices {
        item: item.into_iter().collect(),
        key: key.map_or(Key::None, Key::Column),
        cluster: named(CLUSTER),
        weight: named(WEIGHT),
        hash: named(HASH),
        trial: TRIAL.iter().filter_map(|name| named(&[name])).collect(),
        ..empty()
    };
    let wide = wide_raters(raw, &choices);
    let can_be_long = rater.is_some() && value.is_some();
    let repeated = choices.item.first().and_then(|name| raw.column(name)).is_some_and(has_repeats);
    let long = match wanted {
        Some(Form::Wide) => false,
        Some(Form::Long) => true,
        _ => can_be_long && (repeated || wide.len() < 2),
    };
    if wanted.is_none() && can_be_long && wide.len() >= 2 {
        let (taken, other) = if long { ("long", "wide") } else { ("wide", "long") };
        questions.push(Question {
            text: format!("The table could have one verdict a row or one rater a column; it is read as {taken}."),
            option: "--form",
            answers: vec![other.to_owned()],
            must: false,
        });
    }
    if long {
        choices.layout = Layout::Long;
        choices.rater = vec![rater.unwrap_or_else(|| FILE.to_owned())];
        choices.one_is_wrong = value.as_ref().is_some_and(|name| ONE_IS_WRONG.contains(&&*name.to_ascii_lowercase()));
        choices.value = value;
    } else {
        choices.layout = Layout::Wide;
        choices.rater = wide;
        // A column that is no rater's may still be what repeats differ in, or a name of the item that came twice.
        if files > 1 && choices.item.is_empty() {
            questions.push(Question {
                text: "No column names the items, and rows of different files are never joined by their order."
                    .to_owned(),
                option: "--item",
                answers: raw.columns.iter().map(|column| column.name.clone()).filter(|name| name != FILE).collect(),
                must: true,
            });
        }
    }
    choices
}

fn has_repeats(column: &Column) -> bool {
    let mut seen = HashSet::new();
    column.cells.iter().any(|&cell| cell != EMPTY && !seen.insert(cell))
}

/// The columns that are raters: those whose texts are verdicts or scores, or else those that share their answers with others.
fn wide_raters(raw: &Raw, choices: &Choices) -> Vec<String> {
    let role = |name: &str| {
        let key = matches!(&choices.key, Key::Column(key) if key == name);
        let others = [&choices.cluster, &choices.weight, &choices.hash];
        key || name == FILE
            || choices.item.iter().chain(&choices.trial).any(|taken| taken == name)
            || others.iter().any(|taken| taken.as_deref() == Some(name))
    };
    let columns: Vec<&Column> = raw.columns.iter().filter(|column| !role(&column.name)).collect();
    let mut holders: HashMap<&str, usize> = HashMap::new();
    for column in &columns {
        column.texts().filter(|text| missing(text).is_none()).for_each(|text| *holders.entry(text).or_default() += 1);
    }
    if let Key::Column(key) = &choices.key
        && let Some(column) = raw.column(key)
    {
        column.texts().for_each(|text| *holders.entry(text).or_default() += 1);
    }
    let is_rater = |column: &Column| {
        let texts: Vec<&str> = column.texts().collect();
        let judged: Vec<bool> = texts
            .iter()
            .map(|text| {
                let score = number(text).is_some_and(|score| (0.0..=1.0).contains(&score));
                missing(text).is_some() || verdict(text, false).is_some() || score
            })
            .collect();
        let shared: Vec<bool> = texts.iter().map(|text| holders.get(text).is_some_and(|&n| n > 1)).collect();
        let cells = |which: &[bool]| column.cells.iter().filter(|&&cell| cell != EMPTY && which[cell as usize]).count();
        let given = column.cells.iter().filter(|&&cell| cell != EMPTY).count();
        cells(&judged) == given || cells(&shared) * 2 >= given
    };
    columns.into_iter().filter(|column| is_rater(column)).map(|column| column.name.clone()).collect()
}

/// Of two answers, 1 and 2, a draw is written 0 by some and as a word by others.
fn ties(raw: &Raw, choices: &Choices, questions: &mut Vec<Question>) -> Vec<(String, String)> {
    let names = choices.rater.iter().chain(&choices.value);
    let columns: Vec<&Column> = names.filter_map(|name| raw.column(name)).collect();
    let texts: HashSet<&str> =
        columns.iter().flat_map(|column| column.texts()).filter(|text| missing(text).is_none()).collect();
    let is_tie = |text: &str| ["tie", "draw", "equal"].contains(&&*text.to_ascii_lowercase());
    let is_known = |text: &str| ["0", "1", "2"].contains(&text) || is_tie(text);
    let mut words: Vec<&str> = texts.iter().copied().filter(|text| is_tie(text)).collect();
    words.sort_unstable();
    if words.is_empty() || !texts.contains("0") || !texts.iter().all(|text| is_known(text)) {
        return Vec::new();
    }
    questions.push(Question {
        text: format!(
            "'{}' and '0' are both in use for a draw between 1 and 2; they are taken for the same.",
            words[0]
        ),
        option: "--same",
        answers: vec![format!("{0}={0} to keep them apart", words[0])],
        must: false,
    });
    words.into_iter().map(|word| (word.to_owned(), "0".to_owned())).collect()
}

/// What the values are, by all of them.
fn kind(raw: &Raw, choices: &Choices, questions: &mut Vec<Question>) -> Kind {
    let names: Vec<&String> = match choices.layout {
        Layout::Wide => choices.rater.iter().collect(),
        Layout::Long => choices.value.iter().collect(),
    };
    let texts = || {
        let columns = names.iter().filter_map(|name| raw.column(name));
        columns.flat_map(Column::texts).filter(|text| missing(text).is_none())
    };
    let key = match &choices.key {
        Key::Column(name) => raw.column(name),
        Key::None | Key::Majority(_) => None,
    };
    let is_keyed = key.is_some_and(|key| texts().any(|text| key.has(text)));
    // Words of right and wrong are verdicts even beside a key, unless the key uses them itself.
    let (all, judged) =
        texts().fold((0, 0), |(all, judged), text| (all + 1, judged + usize::from(verdict(text, false).is_some())));
    if is_keyed {
        return Kind::Answers;
    }
    if all == judged {
        return Kind::Verdicts;
    }
    let numbers: Vec<f64> =
        texts().filter_map(|text| number(text).or_else(|| verdict(text, false).map(f64::from))).collect();
    if numbers.len() < all {
        return Kind::Answers;
    }
    if numbers.iter().all(|score| (0.0..=1.0).contains(score)) {
        return Kind::Scores;
    }
    let (low, high) = numbers.iter().fold((f64::MAX, f64::MIN), |(low, high), &n| (low.min(n), high.max(n)));
    questions.push(Question {
        text: format!(
            "The values are numbers from {low} to {high}: answers, or scores with a cut-off? They are taken as answers."
        ),
        option: "--cut",
        answers: vec![f64::midpoint(low, high).to_string()],
        must: false,
    });
    Kind::Answers
}
