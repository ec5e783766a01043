//! Every choice about what rows mean, as fields that a reader can change.

use blindspot_measure::choose::{Choices, Key, Kind, Layout, Preview, Repeats};

/// A choice among several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The column that names the item.
    Item,
    /// Long: the column that names the rater.
    Rater,
    /// Long: the column of verdicts, scores or answers.
    Value,
    /// What the values are.
    Kind,
    /// What 1 means.
    Sense,
    /// What says which answer is right.
    Key,
    /// What becomes of repeats.
    Repeats,
    /// Which rows are read.
    Only,
    /// The column that must be the same in all rows of an item.
    Hash,
    /// The column of clusters.
    Cluster,
    /// The column that says how often a row counts.
    Weight,
}

/// What a rater's column is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Measured.
    Rated,
    /// One of those whose majority is the key.
    Key,
    /// Not read.
    Out,
}

/// Stands for no column in a choice.
const NONE: &str = "";
/// Stands for a key that raters make.
const MAJORITY: &str = "(majority)";
/// Between a column and a text in it.
const IS: &str = " = ";

/// An option: its value, and what it is called.
pub type Choice = (String, String);

impl Field {
    /// All of them, in the order in which they are asked.
    pub const ALL: [Field; 11] = [
        Field::Item,
        Field::Rater,
        Field::Value,
        Field::Kind,
        Field::Sense,
        Field::Key,
        Field::Repeats,
        Field::Only,
        Field::Hash,
        Field::Cluster,
        Field::Weight,
    ];

    /// Its name in tests.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Field::Item => "item",
            Field::Rater => "rater",
            Field::Value => "value",
            Field::Kind => "kind",
            Field::Sense => "sense",
            Field::Key => "key",
            Field::Repeats => "repeats",
            Field::Only => "only",
            Field::Hash => "hash",
            Field::Cluster => "cluster",
            Field::Weight => "weight",
        }
    }

    /// What it asks.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Field::Item => "What names the item",
            Field::Rater => "What names the rater",
            Field::Value => "Which column is the verdict, score or answer",
            Field::Kind => "What the values are",
            Field::Sense => "What 1, true and yes mean",
            Field::Key => "What says which answer is right",
            Field::Repeats => "Several rows for one rater and item",
            Field::Only => "Which rows are read",
            Field::Hash => "Must be the same for all raters of an item",
            Field::Cluster => "Items that belong together",
            Field::Weight => "How often a row counts",
        }
    }

    /// The field that answers what the command asks for by an option.
    #[must_use]
    pub fn of_option(option: &str) -> Option<Field> {
        Some(match option {
            "--item" => Field::Item,
            "--value" => Field::Value,
            "--key" => Field::Key,
            "--cut" => Field::Kind,
            "--wrong" => Field::Sense,
            "--repeats" => Field::Repeats,
            "--only" => Field::Only,
            "--hash" => Field::Hash,
            _ => return None,
        })
    }

    /// Whether it is asked with these choices.
    #[must_use]
    pub fn is_asked(self, choices: &Choices) -> bool {
        match self {
            Field::Rater | Field::Value => choices.layout == Layout::Long,
            Field::Sense => choices.kind != Kind::Answers,
            Field::Key => choices.kind == Kind::Answers,
            _ => true,
        }
    }

    /// What can be chosen.
    #[must_use]
    pub fn options(self, preview: &Preview) -> Vec<Choice> {
        let said = |value: &str, name: &str| (value.to_owned(), name.to_owned());
        let columns = || preview.columns.iter().map(|column| said(&column.name, &column.name));
        let none = |name: &str| std::iter::once(said(NONE, name));
        match self {
            Field::Item => with_present(none("each row is one").chain(columns()).collect(), self, preview),
            Field::Rater | Field::Value => with_present(columns().collect(), self, preview),
            Field::Kind => vec![
                said("verdicts", "right or wrong"),
                said("scores", "scores, right from a cut-off on"),
                said("answers", "answers"),
            ],
            Field::Sense => vec![said("right", "correct"), said("wrong", "wrong")],
            Field::Key => {
                let majority = said(MAJORITY, "what most of some raters say");
                none("nothing").chain([majority]).chain(columns()).collect()
            }
            Field::Repeats => vec![
                said("ask", "there should be none"),
                said("first", "the first counts"),
                said("majority", "the majority counts"),
                said("raters", "each is a rater of its own"),
            ],
            Field::Only => {
                let trials = &preview.choices.trial;
                let texts = preview.columns.iter().filter(|column| trials.contains(&column.name)).flat_map(|column| {
                    let name = column.name.clone();
                    column.examples.iter().map(move |text| format!("{name}{IS}{text}"))
                });
                with_present(none("all").chain(texts.map(|both| (both.clone(), both))).collect(), self, preview)
            }
            Field::Hash => none("nothing").chain(columns()).collect(),
            Field::Cluster => none("each stands for itself").chain(columns()).collect(),
            Field::Weight => none("once").chain(columns()).collect(),
        }
    }

    /// What is chosen.
    #[must_use]
    pub fn value(self, choices: &Choices) -> String {
        let column = |name: &Option<String>| name.clone().unwrap_or_default();
        match self {
            Field::Item => choices.item.join(" / "),
            Field::Rater => choices.rater.join(" / "),
            Field::Value => column(&choices.value),
            Field::Kind => match choices.kind {
                Kind::Verdicts => "verdicts".to_owned(),
                Kind::Scores => "scores".to_owned(),
                Kind::Answers => "answers".to_owned(),
            },
            Field::Sense => if choices.one_is_wrong { "wrong" } else { "right" }.to_owned(),
            Field::Key => match &choices.key {
                Key::None => NONE.to_owned(),
                Key::Column(name) => name.clone(),
                Key::Majority(_) => MAJORITY.to_owned(),
            },
            Field::Repeats => match choices.repeats {
                Repeats::Ask => "ask",
                Repeats::First => "first",
                Repeats::Majority => "majority",
                Repeats::Raters => "raters",
            }
            .to_owned(),
            Field::Only => choices.only.first().map(|(name, text)| format!("{name}{IS}{text}")).unwrap_or_default(),
            Field::Hash => column(&choices.hash),
            Field::Cluster => column(&choices.cluster),
            Field::Weight => column(&choices.weight),
        }
    }

    /// Chooses; what is none of the [options](Field::options) changes nothing.
    pub fn set(self, choices: &mut Choices, value: &str) {
        let column = (value != NONE).then(|| value.to_owned());
        match self {
            _ if value == self.value(choices) => {}
            Field::Item => choices.set_item(column.into_iter().collect()),
            Field::Rater => choices.rater = column.into_iter().collect(),
            Field::Value => choices.value = column.or_else(|| choices.value.take()),
            Field::Kind => match value {
                "verdicts" => choices.kind = Kind::Verdicts,
                "scores" => choices.set_cut(choices.cut),
                "answers" => choices.kind = Kind::Answers,
                _ => {}
            },
            Field::Sense => choices.one_is_wrong = value == "wrong",
            Field::Key => choices.set_key(match value {
                NONE => Key::None,
                MAJORITY => Key::Majority(Vec::new()),
                name => Key::Column(name.to_owned()),
            }),
            Field::Repeats => {
                choices.repeats = match value {
                    "first" => Repeats::First,
                    "majority" => Repeats::Majority,
                    "raters" => Repeats::Raters,
                    _ => Repeats::Ask,
                }
            }
            Field::Only => {
                choices.only =
                    value.split_once(IS).map(|(name, text)| (name.to_owned(), text.to_owned())).into_iter().collect();
            }
            Field::Hash => choices.hash = column,
            Field::Cluster => choices.cluster = column,
            Field::Weight => choices.weight = column,
        }
    }
}

/// The options, with what is chosen among them: several columns together, or a text that is no example, are none otherwise.
fn with_present(mut options: Vec<Choice>, field: Field, preview: &Preview) -> Vec<Choice> {
    let present = field.value(&preview.choices);
    if !options.iter().any(|(value, _)| *value == present) {
        options.push((present.clone(), present));
    }
    options
}

/// The raters whose [role](Role) can be chosen: of a wide table every column, else every rater.
#[must_use]
pub fn raters(preview: &Preview) -> Vec<String> {
    let choices = &preview.choices;
    if choices.layout == Layout::Wide {
        let is_taken = |name: &String| {
            let named = [&choices.cluster, &choices.weight, &choices.hash];
            choices.item.contains(name)
                || choices.key == Key::Column(name.clone())
                || named.iter().any(|taken| taken.as_ref() == Some(name))
                // The file that a row is from.
                || name.starts_with('(')
        };
        return preview.columns.iter().map(|column| column.name.clone()).filter(|name| !is_taken(name)).collect();
    }
    let makers = match &choices.key {
        Key::Majority(names) => names.clone(),
        _ => Vec::new(),
    };
    let rated = preview.raters.iter().filter(|name| !makers.contains(name)).cloned();
    makers.iter().cloned().chain(rated).collect()
}

/// What a rater is taken for.
#[must_use]
pub fn role(choices: &Choices, rater: &str) -> Role {
    match &choices.key {
        Key::Majority(names) if names.iter().any(|name| name == rater) => Role::Key,
        _ if choices.layout == Layout::Long || choices.rater.iter().any(|name| name == rater) => Role::Rated,
        _ => Role::Out,
    }
}

/// Takes a rater for something else. A rater of a long table can't be left out.
pub fn set_role(choices: &mut Choices, rater: &str, role: Role) {
    let mut makers = match &choices.key {
        Key::Majority(names) => names.clone(),
        _ => Vec::new(),
    };
    makers.retain(|name| name != rater);
    if role == Role::Key {
        makers.push(rater.to_owned());
    }
    if matches!(choices.key, Key::Majority(_)) || role == Role::Key {
        choices.set_key(Key::Majority(makers));
    }
    if choices.layout == Layout::Wide {
        choices.rater.retain(|name| name != rater || role != Role::Out);
        if role != Role::Out && !choices.rater.iter().any(|name| name == rater) {
            choices.rater.push(rater.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measured::desk::Desk;
    use crate::measured::example::Example;
    use crate::measured::intake::Intake;

    fn judges() -> Desk {
        let (name, bytes) = Example::Judges.file();
        let mut intake = Intake::new(None);
        intake.read(name, &bytes);
        Desk::new(intake, None).unwrap()
    }

    #[test]
    fn every_choice_is_among_its_options_and_can_be_set_to_each() {
        let desk = judges();
        let preview = desk.preview().unwrap();
        for field in Field::ALL {
            let options = field.options(&preview);
            let present = field.value(&desk.choices);
            assert!(options.iter().any(|(value, _)| *value == present), "{field:?}: {present} in {options:?}");
            for (value, _) in options {
                let mut choices = desk.choices.clone();
                field.set(&mut choices, &value);
                assert_eq!(field.value(&choices), value, "{field:?}");
            }
        }
    }

    #[test]
    fn people_become_the_key_one_by_one() {
        let mut desk = judges();
        let all = raters(&desk.preview().unwrap());
        for person in ["annotator1", "annotator2", "annotator3"] {
            assert!(all.iter().any(|name| name == person), "{all:?}");
            set_role(&mut desk.choices, person, Role::Key);
            assert_eq!(role(&desk.choices, person), Role::Key);
        }
        assert_eq!(desk.preview().unwrap().raters, ["gpt-3.5-turbo", "pandalm-7b"]);
        let mut adjusted = judges();
        Example::Judges.adjust(&mut adjusted.choices);
        assert_eq!(desk.table(), adjusted.table());
        set_role(&mut desk.choices, "pandalm-7b", Role::Out);
        assert_eq!(desk.preview().unwrap().raters, ["gpt-3.5-turbo"]);
        set_role(&mut desk.choices, "annotator1", Role::Rated);
        assert_eq!(desk.preview().unwrap().raters.len(), 2);
    }
}
