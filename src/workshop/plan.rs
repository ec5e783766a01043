//! Plans of a lesson: what happens, and for how long.

use crate::chapters::CHAPTERS;
use crate::chapters::prose;

/// A part of a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// The place of the page that is shown; empty where nothing is.
    pub place: &'static str,
    /// What happens.
    pub does: &'static str,
}

/// A lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Whom and what it is for.
    pub aim: &'static str,
    /// In their order.
    pub parts: &'static [Part],
}

const fn part(minutes: u32, place: &'static str, does: &'static str) -> Part {
    Part { minutes, place, does }
}

/// How a class comes to the questions.
const JOIN: &str =
    "Devices join by the address under “Class and sheets”; who has none counts hands. Each makes one code to try.";

/// What is done at most chapters.
const VOTE_TWICE: &str = "Question, vote, two minutes with the neighbour, second vote, answer, figures.";
const VOTE_ONCE: &str = "Question, one vote, answer, figures.";

/// For a single lesson.
pub const SHORT: Plan = Plan {
    minutes: 45,
    aim: "One lesson: the three claims, one experience of being wrong for each, and the best objections.",
    parts: &[
        part(3, "", JOIN),
        part(5, "independent", VOTE_ONCE),
        part(8, "copies", VOTE_TWICE),
        part(5, "opening", "Why it is so: look first, then play the four steps. What moves, what stays?"),
        part(6, "judgement", VOTE_ONCE),
        part(7, "edge", VOTE_ONCE),
        part(7, "argue", "Flip what the class asks for. What brings it below the line?"),
        part(4, "", "One sentence each on the worksheet: what would you check differently tomorrow?"),
    ],
};

/// For a double lesson or a workshop.
pub const LONG: Plan = Plan {
    minutes: 90,
    aim: "A double lesson or a workshop: the whole argument, with time to disagree.",
    parts: &[
        part(3, "", JOIN),
        part(6, "independent", VOTE_ONCE),
        part(9, "copies", VOTE_TWICE),
        part(6, "opening", "Why it is so: play the four steps, and follow one decision through both pictures."),
        part(7, "families", "Question, vote, answer; then the two experiments, with what the model misses."),
        part(
            8,
            "judgement",
            "Collect decisions by judgement from the class’s own work, then question, vote, answer, figures.",
        ),
        part(9, "report", VOTE_TWICE),
        part(6, "evidence", VOTE_ONCE),
        part(5, "", "Break."),
        part(6, "teacher", VOTE_ONCE),
        part(6, "edge", "Question, vote, answer; somebody drives the ramp down and up again."),
        part(6, "repairs", "Groups spend the coins, then compare with the ranking."),
        part(8, "argue", "Flip what the class asks for; two groups argue for and against the line."),
        part(5, "", "One sentence each on the worksheet: which assumption should be measured, and how?"),
    ],
};

/// The title of a part's place.
#[must_use]
pub fn title(part: &Part) -> String {
    let chapter = CHAPTERS.iter().enumerate().find(|(_, chapter)| chapter.words().id == part.place);
    match (chapter, part.place) {
        (Some((i, chapter)), _) => format!("{}. {}", i + 1, chapter.words().title),
        (None, "") => "Without the page".to_owned(),
        (None, _) => prose::OPENING_TITLE.to_owned(),
    }
}

/// When each part begins, in minutes from the start.
pub fn beginnings(plan: &Plan) -> impl Iterator<Item = (u32, &'static Part)> {
    plan.parts.iter().scan(0, |now, part| {
        let begins = *now;
        *now += part.minutes;
        Some((begins, part))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::view::OPENING;

    #[test]
    fn plans_take_the_time_that_they_say_and_lead_to_places() {
        for plan in [SHORT, LONG] {
            assert_eq!(plan.parts.iter().map(|part| part.minutes).sum::<u32>(), plan.minutes);
            for part in plan.parts {
                let is_chapter = CHAPTERS.iter().any(|chapter| chapter.words().id == part.place);
                assert!(is_chapter || ["", OPENING].contains(&part.place), "{}", part.place);
            }
            assert_eq!(beginnings(&plan).last().map(|(at, part)| at + part.minutes), Some(plan.minutes));
        }
    }
}
