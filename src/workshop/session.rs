//! The session of a class: the guesses that were collected, by code or by hands counted in the room.

use std::collections::BTreeMap;

use super::answers::Answers;
use super::ballot::{Ballot, CodeError, Round};

/// The most hands that one answer can get: as many as a lecture hall has.
pub const MOST_HANDS: u16 = 999;

/// Letters of a refused text that are said.
const MOST_SAID: usize = 16;

/// What was collected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    ballots: Vec<Ballot>,
    /// By chapter, round and answer; never zero.
    hands: BTreeMap<(usize, Round, usize), u16>,
}

/// What became of a ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is counted.
    New,
    /// It is counted in place of an earlier one of its device.
    Instead,
    /// It was counted already.
    Already,
}

/// What became of a text with codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Collected {
    /// The ballots in it, in their order.
    pub ballots: Vec<(Ballot, Added)>,
    /// What is no code, and why.
    pub refused: Vec<(String, CodeError)>,
}

impl Session {
    /// Counts a ballot, one for each device, chapter and round.
    pub fn add(&mut self, ballot: Ballot) -> Added {
        let is_same_vote = |other: &&mut Ballot| {
            (other.chapter, other.round, other.device) == (ballot.chapter, ballot.round, ballot.device)
        };
        match self.ballots.iter_mut().find(is_same_vote) {
            Some(other) if *other == ballot => Added::Already,
            Some(other) => {
                *other = ballot;
                Added::Instead
            }
            None => {
                self.ballots.push(ballot);
                Added::New
            }
        }
    }

    /// Counts every code in a text: a code a line, or parted by commas, semicolons or spaces. A code may hold a space or a
    /// hyphen where nothing else stands in its line.
    pub fn collect(&mut self, text: &str) -> Collected {
        let mut collected = Collected::default();
        for line in text.split(['\n', '\r', ',', ';']).map(str::trim).filter(|line| !line.is_empty()) {
            let words: Vec<&str> = match Ballot::read(line) {
                Ok(_) => vec![line],
                Err(_) => line.split_whitespace().collect(),
            };
            for word in words {
                match Ballot::read(word) {
                    Ok(ballot) => collected.ballots.push((ballot, self.add(ballot))),
                    Err(error) => collected.refused.push((word.to_owned(), error)),
                }
            }
        }
        collected
    }

    /// One more hand for an answer, or one less.
    pub fn count_hand(&mut self, chapter: usize, round: Round, answer: usize, is_more: bool) {
        let now = self.hands(chapter, round, answer);
        let then = if is_more { (now + 1).min(MOST_HANDS) } else { now.saturating_sub(1) };
        self.set_hands(chapter, round, answer, then);
    }

    /// So many hands for an answer.
    pub fn set_hands(&mut self, chapter: usize, round: Round, answer: usize, hands: u16) {
        if hands == 0 {
            self.hands.remove(&(chapter, round, answer));
        } else {
            self.hands.insert((chapter, round, answer), hands.min(MOST_HANDS));
        }
    }

    /// The hands that an answer got.
    #[must_use]
    pub fn hands(&self, chapter: usize, round: Round, answer: usize) -> u16 {
        self.hands.get(&(chapter, round, answer)).copied().unwrap_or(0)
    }

    /// The votes for each answer of a chapter's question in a round, by code and by hand.
    #[must_use]
    pub fn counts(&self, chapter: usize, round: Round, answers: &Answers) -> Vec<usize> {
        let by_hand = |answer| usize::from(self.hands(chapter, round, answer));
        let mut counts: Vec<usize> = (0..answers.labels.len()).map(by_hand).collect();
        for ballot in self.ballots.iter().filter(|ballot| ballot.chapter == chapter && ballot.round == round) {
            counts[answers.given(ballot)] += 1;
        }
        counts
    }

    /// Whether nothing was collected.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ballots.is_empty() && self.hands.is_empty()
    }

    /// All votes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ballots.len() + self.hands.values().map(|&hands| usize::from(hands)).sum::<usize>()
    }

    /// Forgets what was collected for a chapter's question in a round.
    pub fn clear(&mut self, chapter: usize, round: Round) {
        self.ballots.retain(|ballot| (ballot.chapter, ballot.round) != (chapter, round));
        self.hands.retain(|&(of, in_round, _), _| (of, in_round) != (chapter, round));
    }

    /// The ballots, in the order in which they came.
    pub(super) fn ballots(&self) -> impl Iterator<Item = &Ballot> {
        self.ballots.iter()
    }

    /// The counted hands: chapter, round, answer and how many.
    pub(super) fn all_hands(&self) -> impl Iterator<Item = (usize, Round, usize, u16)> {
        self.hands.iter().map(|(&(chapter, round, answer), &hands)| (chapter, round, answer, hands))
    }
}

impl Collected {
    /// What is left of the text: what was refused, to be put right.
    #[must_use]
    pub fn left(&self) -> String {
        self.refused.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// What happened, in sentences. `chapter` is the one whose question is asked.
    #[must_use]
    pub fn told(&self, chapter: usize, round: Round) -> String {
        let votes = |is: fn(Added) -> bool| self.ballots.iter().filter(|(_, added)| is(*added)).count();
        let new = votes(|added| added == Added::New);
        let mut told = vec![match new {
            1 => "One vote counted.".to_owned(),
            _ => format!("{new} votes counted."),
        }];
        let mut tell = |count: usize, one: &str, many: &str| match count {
            0 => {}
            1 => told.push(format!("One {one}.")),
            _ => told.push(format!("{count} {many}.")),
        };
        tell(
            votes(|added| added == Added::Instead),
            "stands in place of an earlier vote of its device",
            "stand in place of earlier votes of their devices",
        );
        tell(votes(|added| added == Added::Already), "was counted before", "were counted before");
        let mut elsewhere = BTreeMap::new();
        for (ballot, _) in self.ballots.iter().filter(|(ballot, _)| (ballot.chapter, ballot.round) != (chapter, round))
        {
            *elsewhere.entry((ballot.chapter, ballot.round)).or_insert(0_usize) += 1;
        }
        for ((chapter, round), count) in elsewhere {
            let place = format!("chapter {}, {} the talk", chapter + 1, round.name());
            tell(count, &format!("is of {place}, and counts there"), &format!("are of {place}, and count there"));
        }
        told.extend(self.refused.iter().map(|(text, error)| format!("“{}” is not counted: {error}", shortened(text))));
        told.join(" ")
    }
}

/// What can be said of a text that may be of any length.
fn shortened(text: &str) -> String {
    let mut start: String = text.chars().take(MOST_SAID).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chapter::prediction::Guess;
    use crate::chapters::CHAPTERS;

    fn ballot(chapter: usize, round: Round, device: u16, count: f64) -> Ballot {
        Ballot::new(chapter, round, device, &Guess::Count(count)).expect("a count answers this chapter's question")
    }

    #[test]
    fn thirty_devices_are_thirty_votes_in_each_round() {
        let answers = Answers::of(CHAPTERS[0].prediction().asked);
        let mut session = Session::default();
        for number in 0..30_u16 {
            for round in Round::ALL {
                let vote = ballot(0, round, number * 997, f64::from(number));
                assert_eq!(session.add(vote), Added::New);
                assert_eq!(session.add(vote), Added::Already);
            }
        }
        assert_eq!(session.add(ballot(0, Round::First, 0, 100.0)), Added::Instead);
        assert_eq!(session.counts(0, Round::First, &answers), [0, 1, 2, 4, 8, 14, 0, 1]);
        assert_eq!(session.counts(0, Round::Second, &answers), [1, 1, 2, 4, 8, 14, 0, 0]);
        session.clear(0, Round::First);
        assert_eq!(session.counts(0, Round::First, &answers).iter().sum::<usize>(), 0);
        assert_eq!(session.counts(0, Round::Second, &answers).iter().sum::<usize>(), 30);
    }

    #[test]
    fn codes_are_found_however_they_are_parted() {
        let codes: Vec<String> = (0..6).map(|device| ballot(0, Round::First, device, 5.0).code()).collect();
        let spaced = codes[3].replace('-', " ");
        let text =
            format!("{} {}\n\n{}, {spaced};{}\r\n  nonsense  {}", codes[0], codes[1], codes[2], codes[4], codes[5]);
        let mut session = Session::default();
        let collected = session.collect(&text);
        assert_eq!(collected.ballots.len(), 6);
        assert!(collected.ballots.iter().all(|(_, added)| *added == Added::New));
        assert_eq!(collected.left(), "nonsense");
        let told = session.collect(&text).told(0, Round::First);
        assert!(told.starts_with("0 votes counted. 6 were counted before. “nonsense” is not counted: "), "{told}");
    }

    #[test]
    fn votes_of_another_question_count_there() {
        let mut session = Session::default();
        let collected = session.collect(&ballot(3, Round::Second, 1, 5.0).code());
        let told = collected.told(0, Round::First);
        assert_eq!(told, "One vote counted. One is of chapter 4, after the talk, and counts there.");
        assert_eq!(collected.told(3, Round::Second), "One vote counted.");
        assert!(session.collect(&"9".repeat(10_000)).told(0, Round::First).len() < 200);
        let answers = Answers::of(CHAPTERS[3].prediction().asked);
        assert_eq!(session.counts(3, Round::Second, &answers).iter().sum::<usize>(), 1);
    }

    #[test]
    fn hands_are_counted_and_taken_back() {
        let mut session = Session::default();
        session.count_hand(1, Round::First, 2, false);
        assert!(session.is_empty());
        session.count_hand(1, Round::First, 2, true);
        session.count_hand(1, Round::First, 2, true);
        session.count_hand(1, Round::First, 2, false);
        assert_eq!(session.hands(1, Round::First, 2), 1);
        let answers = Answers::of(CHAPTERS[1].prediction().asked);
        assert_eq!(session.counts(1, Round::First, &answers)[2], 1);
        session.set_hands(1, Round::First, 2, u16::MAX);
        assert_eq!(session.hands(1, Round::First, 2), MOST_HANDS);
    }
}
