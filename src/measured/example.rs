//! Data to try it with at once.

use std::borrow::Cow;
use std::fmt::Write as _;

use blindspot_measure::choose::{Choices, Key};
use blindspot_model::experiments::KNIGHT_LEVESON_REDUX_2026;
use blindspot_model::normal;

/// Data to try it with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// Two model judges against three people.
    Judges,
    /// 48 versions of one program, by AI agents.
    Agents,
    /// Drawn from the model with known correlations.
    Simulated,
}

/// The judges' comparisons: three people, and two models that judge.
const JUDGES: &[u8] = include_bytes!("../../measure/data/pandalm_judge_panel.csv");

/// Who says which answer is right there.
const PEOPLE: [&str; 3] = ["annotator1", "annotator2", "annotator3"];

/// Latent correlations that the simulated table is drawn with: of two raters of one family, and of two families.
const WITHIN: f64 = 0.8;
/// See [`WITHIN`].
const BETWEEN: f64 = 0.4;
/// Questions in the simulated table.
const QUESTIONS: usize = 2000;
/// Raters of one family.
const FAMILY: usize = 4;
/// The families.
const FAMILIES: [&str; 2] = ["north", "south"];

impl Example {
    /// All of them, the quickest to grasp first.
    pub const ALL: [Example; 3] = [Example::Judges, Example::Agents, Example::Simulated];

    /// Its name in links and tests.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Example::Judges => "judges",
            Example::Agents => "agents",
            Example::Simulated => "simulated",
        }
    }

    /// What the reader chooses it by.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Example::Judges => "Two model judges",
            Example::Agents => "Agents’ versions of one program",
            Example::Simulated => "Simulated, likeness known",
        }
    }

    /// What it is and where it is from, in a sentence or two.
    #[must_use]
    pub fn about(self) -> String {
        match self {
            Example::Judges => {
                "Two models judge which of two answers is better, and three people say who is right. From the test \
                set of PandaLM (Apache-2.0)."
                    .to_owned()
            }
            Example::Agents => {
                "Versions of one program by AI agents, each tried on a million inputs: arXiv 2606.20158, from its \
                published counts. Which versions share the rarer fault is not published and was filled in."
                    .to_owned()
            }
            Example::Simulated => format!(
                "Two families of four models each, drawn from the model: two of one family have ρ = {WITHIN}, two of different \
                 families {BETWEEN}."
            ),
        }
    }

    /// The name of the file, and what is in it.
    #[must_use]
    pub fn file(self) -> (&'static str, Cow<'static, [u8]>) {
        match self {
            Example::Judges => ("pandalm_judge_panel.csv", Cow::Borrowed(JUDGES)),
            Example::Agents => ("knight_leveson_2026.csv", Cow::Owned(agents().into_bytes())),
            Example::Simulated => ("simulated.csv", Cow::Owned(simulated().into_bytes())),
        }
    }

    /// What the first guess can't know.
    pub fn adjust(self, choices: &mut Choices) {
        if self == Example::Judges {
            choices.set_key(Key::Majority(PEOPLE.map(str::to_owned).into()));
        }
    }
}

/// A row for each set of versions that fail on the same inputs, and how many inputs it stands for.
// Counts are whole and below a million.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn agents() -> String {
    let experiment = &KNIGHT_LEVESON_REDUX_2026;
    let versions = experiment.versions();
    let mut failures: Vec<u64> = experiment.version_failures.iter().map(|&n| n as u64).collect();
    let mut rows: Vec<(u64, Vec<usize>)> = Vec::new();
    for &(together, inputs) in experiment.coincident {
        let inputs = inputs as u64;
        // Those that fail exactly so often share this and no other, and come first.
        let mut able: Vec<usize> = (0..versions).filter(|&version| failures[version] >= inputs).collect();
        able.sort_by_key(|&version| (failures[version] != inputs, version));
        able.truncate(together);
        for &version in &able {
            failures[version] -= inputs;
        }
        rows.push((inputs, able));
    }
    rows.extend(failures.iter().enumerate().filter(|(_, n)| **n > 0).map(|(version, &n)| (n, vec![version])));
    let rest = experiment.tests as u64 - rows.iter().map(|(count, _)| count).sum::<u64>();
    rows.push((rest, Vec::new()));
    let names: Vec<String> = (1..=versions).map(|version| format!("version {version}")).collect();
    let mut text = format!("id,count,{}\n", names.join(","));
    for (at, (count, wrong)) in rows.iter().enumerate() {
        let cells: Vec<&str> =
            (0..versions).map(|version| if wrong.contains(&version) { "wrong" } else { "right" }).collect();
        // Writing to a String can't fail.
        let _ = writeln!(text, "{at},{count},{}", cells.join(","));
    }
    text
}

/// Draws from the model: a latent draw of the question, one of the family, one of the rater, and a threshold each.
fn simulated() -> String {
    // The generator of Park and Miller (1988): the same table in every browser.
    let mut seed = 2026_u64;
    let mut draw = || {
        seed = seed * 48_271 % 2_147_483_647;
        normal::quantile(seed as f64 / 2_147_483_647.0)
    };
    let raters = FAMILIES.len() * FAMILY;
    let names = FAMILIES.iter().flat_map(|family| (1..=FAMILY).map(move |n| format!("{family}/model-{n}")));
    let mut text = format!("item,{}\n", names.collect::<Vec<_>>().join(","));
    let thresholds: Vec<f64> = (0..raters).map(|rater| normal::quantile(0.15 + 0.02 * rater as f64)).collect();
    let [common, own_family, own] = [BETWEEN, WITHIN - BETWEEN, 1.0 - WITHIN].map(libm::sqrt);
    for question in 1..=QUESTIONS {
        let _ = write!(text, "{question}");
        let shared = common * draw();
        for family in 0..FAMILIES.len() {
            let family_draw = own_family * draw();
            for member in 0..FAMILY {
                let is_right = shared + family_draw + own * draw() > thresholds[family * FAMILY + member];
                text += if is_right { ",1" } else { ",0" };
            }
        }
        text.push('\n');
    }
    text
}

/// An empty table to fill in.
pub const TEMPLATE: &str = "item,model A,model B,model C\nquestion 1,1,1,0\nquestion 2,0,0,0\nquestion 3,1,,1\n";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measured::desk::Desk;
    use crate::measured::intake::Intake;
    use blindspot_measure::measures::{Measurement, Options, Report};

    fn report(example: Example) -> Report {
        let (name, bytes) = example.file();
        let mut intake = Intake::new(None);
        intake.read(name, &bytes);
        let mut desk = Desk::new(intake, None).unwrap();
        example.adjust(&mut desk.choices);
        let options = Options { bootstrap: 0, panels: false, ..Options::default() };
        Measurement::report(&desk.table().unwrap().0, options).unwrap()
    }

    #[test]
    fn the_judges_are_rated_by_the_people() {
        let judges = report(Example::Judges);
        assert_eq!(
            judges.raters.iter().map(|rater| rater.name.as_str()).collect::<Vec<_>>(),
            ["gpt-3.5-turbo", "pandalm-7b"]
        );
    }

    #[test]
    fn the_agents_fail_together_as_published() {
        let agents = report(Example::Agents);
        let coincidences = agents.summary.coincidences.unwrap();
        assert_eq!((agents.raters.len(), agents.items, coincidences.observed), (48, 1_000_000, 429.0));
        assert!((coincidences.expected - 115.36).abs() < 0.005, "{coincidences:?}");
    }

    #[test]
    fn the_simulated_table_has_the_correlations_it_was_drawn_with() {
        let groups = report(Example::Simulated).summary.groups.unwrap();
        let (within, between) = (groups.tetrachoric_within.unwrap(), groups.tetrachoric_between.unwrap());
        assert!((within - WITHIN).abs() < 0.05 && (between - BETWEEN).abs() < 0.05, "{within} {between}");
    }

    #[test]
    fn the_empty_table_is_one() {
        let mut intake = Intake::new(None);
        intake.read("template.csv", TEMPLATE.as_bytes());
        let preview = Desk::new(intake, None).unwrap().preview().unwrap();
        assert_eq!((preview.raters.len(), preview.items, preview.missing), (3, 3, 1));
    }
}
