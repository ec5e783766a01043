//! Plans of a lesson: what happens, and for how long.

use crate::chapters::CHAPTERS;
use crate::chapters::prose;

/// A part of a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The place of the page that is shown; empty where nothing is.
    pub place: &'static str,
    /// What happens, one after the other, and for how many minutes.
    pub phases: &'static [(u32, &'static str)],
}

impl Part {
    /// How long it takes, in minutes.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.phases.iter().map(|phase| phase.0).sum()
    }

    /// What happens, with its minutes where there is more than one thing.
    #[must_use]
    pub fn does(&self) -> String {
        match self.phases {
            [(_, does)] => (*does).to_owned(),
            phases => {
                let phases = phases.iter().map(|(minutes, does)| format!("{minutes} min: {does}"));
                phases.collect::<Vec<_>>().join(" ")
            }
        }
    }
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

impl Plan {
    /// The places that it shows, in its order: the class first, where devices join.
    pub fn places(&self) -> impl Iterator<Item = &'static str> {
        self.parts.iter().map(|part| part.place).filter(|place| !place.is_empty())
    }
}

const fn part(place: &'static str, phases: &'static [(u32, &'static str)]) -> Part {
    Part { place, phases }
}

/// The place of the class itself: what devices open, sessions, sheets.
pub const CLASS: &str = "class";

/// How a class comes to the questions.
const JOIN: Part = part(
    CLASS,
    &[
        (3, "Devices open the address on the screen, or get the file; who has none will raise a hand."),
        (2, "Each makes one code to try, and two or three are read out, so that everybody has seen how a vote counts."),
    ],
);

const READ: (u32, &str) = (1, "Read the question aloud.");
const FIRST_VOTE: (u32, &str) = (2, "Everybody decides alone and in writing; the first vote is collected.");
const TALK: (u32, &str) = (2, "Neighbours convince each other.");
const SECOND_VOTE: (u32, &str) = (2, "The second vote is collected.");
const TELL: (u32, &str) = (1, "Votes, then the answer.");
const SHOW: (u32, &str) = (2, "The figures; somebody moves a lever.");

const VOTE_TWICE: &[(u32, &str)] = &[READ, FIRST_VOTE, TALK, SECOND_VOTE, TELL, SHOW];
const VOTE_ONCE: &[(u32, &str)] = &[READ, FIRST_VOTE, TELL, SHOW];

/// For a single lesson.
pub const SHORT: Plan = Plan {
    minutes: 45,
    aim: "One lesson: the three claims, one experience of being wrong for each, and the best objections.",
    parts: &[
        JOIN,
        part("independent", VOTE_ONCE),
        part("copies", VOTE_TWICE),
        part("opening", &[(4, "Why it is so: look first, then play the four steps. What moves, what stays?")]),
        part("judgement", VOTE_ONCE),
        part("edge", VOTE_ONCE),
        part("argue", &[(5, "Flip what the class asks for. What brings it below the line?")]),
        part("", &[(3, "One sentence each on the worksheet: what would you check differently tomorrow?")]),
    ],
};

/// For a double lesson or a workshop.
pub const LONG: Plan = Plan {
    minutes: 90,
    aim: "A double lesson or a workshop: the whole argument, with time to disagree.",
    parts: &[
        JOIN,
        part("independent", VOTE_ONCE),
        part("copies", VOTE_TWICE),
        part("opening", &[(5, "Why it is so: play the four steps, and follow one decision through both pictures.")]),
        part("families", &[READ, FIRST_VOTE, TELL, (3, "The two experiments, with what the model misses.")]),
        part(
            "judgement",
            &[(1, "Collect decisions by judgement from the class’s own work."), READ, FIRST_VOTE, TELL, SHOW],
        ),
        part("report", VOTE_TWICE),
        part("evidence", VOTE_ONCE),
        part("", &[(5, "Break.")]),
        part("teacher", VOTE_ONCE),
        part("edge", &[READ, FIRST_VOTE, TELL, (2, "Somebody drives the ramp down and up again.")]),
        part("repairs", &[READ, (4, "Groups spend the coins."), (1, "Compare with the ranking.")]),
        part("argue", &[(6, "Flip what the class asks for; two groups argue for and against the line.")]),
        part("", &[(5, "One sentence each on the worksheet: which assumption should be measured, and how?")]),
    ],
};

/// The title of the class's own place.
pub const CLASS_TITLE: &str = "Class and sheets";

/// The title of a part's place.
#[must_use]
pub fn title(part: &Part) -> String {
    let chapter = CHAPTERS.iter().enumerate().find(|(_, chapter)| chapter.words().id == part.place);
    match (chapter, part.place) {
        (Some((i, chapter)), _) => format!("{}. {}", i + 1, chapter.words().title),
        (None, "") => "Without the page".to_owned(),
        (None, CLASS) => CLASS_TITLE.to_owned(),
        (None, _) => prose::OPENING_TITLE.to_owned(),
    }
}

/// When each part begins, in minutes from the start.
pub fn beginnings(plan: &Plan) -> impl Iterator<Item = (u32, &'static Part)> {
    plan.parts.iter().scan(0, |now, part| {
        let begins = *now;
        *now += part.minutes();
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
            assert_eq!(plan.parts.iter().map(Part::minutes).sum::<u32>(), plan.minutes);
            for part in plan.parts {
                let is_chapter = CHAPTERS.iter().any(|chapter| chapter.words().id == part.place);
                assert!(is_chapter || ["", CLASS, OPENING].contains(&part.place), "{}", part.place);
            }
            // Joining takes minutes too, and comes first.
            assert_eq!(plan.places().next(), Some(CLASS));
            assert!(plan.parts[0].minutes() >= 4);
            assert_eq!(beginnings(&plan).last().map(|(at, part)| at + part.minutes()), Some(plan.minutes));
        }
    }
}
