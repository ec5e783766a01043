//! The answers that a class is counted by.

use super::ballot::Ballot;
use crate::chapter::prediction::{Asked, Curve};

/// Parts that the height of a drawn curve's chart is counted in.
const HEIGHTS: usize = 8;

/// Parts that a range of whole numbers is counted in, about.
const COUNTS: f64 = 10.0;

/// A question's answers: those of a choice, or the parts of a number's range. A guess falls into just one of them.
#[derive(Clone, Debug)]
pub struct Answers {
    /// What each says, in order.
    pub labels: Vec<String>,
    /// Which of them is the model's, or holds it.
    pub right: usize,
    /// The model's number, where it is one.
    pub value: Option<String>,
    /// Of a drawn curve, where it counts: "with 15 reviewers".
    pub place: Option<String>,
    /// The least whole number of each, where numbers are counted.
    least: Vec<f64>,
    asked: Asked,
}

impl Answers {
    /// The answers of a question.
    #[must_use]
    pub fn of(asked: Asked) -> Answers {
        let least = match &asked {
            Asked::Count { range, truth, .. } => counts(*range, *truth),
            Asked::Choice { .. } | Asked::Curve(_) => Vec::new(),
        };
        let labels: Vec<String> = match &asked {
            Asked::Choice { options, .. } => options.clone(),
            Asked::Count { range, .. } => ranges(&least, range.1),
            Asked::Curve(curve) => heights(curve),
        };
        let compared = |curve: &Curve| curve.truth.get(curve.compared_at).copied();
        let value = match &asked {
            Asked::Choice { .. } => None,
            Asked::Count { truth, show, .. } => Some(show(*truth)),
            Asked::Curve(curve) => compared(curve).map(|(_, height)| (curve.show)(height)),
        };
        let place = match &asked {
            Asked::Curve(curve) => compared(curve).map(|(along, _)| (curve.place)(along)),
            Asked::Choice { .. } | Asked::Count { .. } => None,
        };
        let mut answers = Answers { labels, right: 0, value, place, least, asked };
        answers.right = answers.part(match &answers.asked {
            Asked::Choice { right, .. } => *right as f64,
            Asked::Count { truth, .. } => *truth,
            Asked::Curve(curve) => compared(curve).map_or(0.0, |(_, height)| height),
        });
        answers
    }

    /// The middle one of all votes, by their counts, where the answers have an order; `None` without votes too.
    #[must_use]
    pub fn middle(&self, counts: &[usize]) -> Option<&str> {
        let all: usize = counts.iter().sum();
        self.value.as_ref()?;
        let mut below = 0;
        let at = counts.iter().position(|count| {
            below += count;
            all > 0 && 2 * below >= all
        });
        self.labels.get(at?).map(String::as_str)
    }

    /// The answer that a ballot gives.
    #[must_use]
    pub fn given(&self, ballot: &Ballot) -> usize {
        self.part(ballot.value())
    }

    /// The answer that a value falls into: the number of a choice, a count or the height of a curve.
    // Shares of a handful of answers.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn part(&self, value: f64) -> usize {
        let part = match &self.asked {
            Asked::Choice { .. } => value,
            // A guess is a whole number, and the model's answer is nearest to one.
            Asked::Count { .. } => self.least.iter().rposition(|&least| least <= value.round()).unwrap_or(0) as f64,
            Asked::Curve(curve) => curve.y.place(value) * HEIGHTS as f64,
        };
        (part.max(0.0).floor() as usize).min(self.labels.len().saturating_sub(1))
    }
}

/// How many whole numbers are counted as one.
fn width((low, high): (f64, f64)) -> f64 {
    ((high - low) / COUNTS).round().max(1.0)
}

/// The least number of each part that whole numbers of this range are counted in. Parts are of one width, unless the model's
/// answer is in the first of them and far below its end: then each is twice as wide as the one before.
fn counts(range: (f64, f64), truth: f64) -> Vec<f64> {
    let (low, high) = range;
    let width = width(range);
    if width > 1.0 && truth.round() < low + width / 2.0 {
        let doubled = std::iter::successors(Some(1.0), |width| Some(width * 2.0)).map(|width| low + width);
        return std::iter::once(low).chain(doubled.take_while(|&least| least < high)).collect();
    }
    let all = std::iter::successors(Some(low), |least| Some(least + width));
    // The largest number of all goes with those before it, unless each is counted by itself.
    all.take_while(|&least| least == low || least + (width - 1.0) <= high).collect()
}

/// From the least number of each part to the number before the next.
fn ranges(least: &[f64], high: f64) -> Vec<String> {
    let next = least.iter().skip(1).map(|next| next - 1.0).chain([high]);
    let label = |(&from, to): (&f64, f64)| if to > from { format!("{from}–{to}") } else { format!("{from}") };
    least.iter().zip(next).map(label).collect()
}

/// From end to end of each part; the unit is said once.
fn heights(curve: &Curve) -> Vec<String> {
    let end = |part: usize| (curve.show)(curve.value_at(part as f64 / HEIGHTS as f64));
    let label = |part: usize| {
        let (low, high) = (end(part), end(part + 1));
        format!("{}–{high}", low.split(' ').next().unwrap_or_default())
    };
    (0..HEIGHTS).map(label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chapter::prediction::Guess;
    use crate::chapters::CHAPTERS;
    use crate::workshop::Round;

    #[test]
    fn ranges_are_parted_without_a_gap() {
        let labels = |high, truth| ranges(&counts((0.0, high), truth), high);
        assert_eq!(labels(4.0, 0.0), ["0", "1", "2", "3", "4"]);
        let hundred = labels(100.0, 60.0);
        assert_eq!((hundred.len(), hundred[0].as_str(), hundred[9].as_str()), (10, "0–9", "90–100"));
        let fifty = labels(50.0, 7.0);
        assert_eq!((fifty.len(), fifty[1].as_str(), fifty[9].as_str()), (10, "5–9", "45–50"));
        assert_eq!(labels(100.0, 0.8), ["0", "1", "2–3", "4–7", "8–15", "16–31", "32–63", "64–100"]);
    }

    /// A guess that is far from the model's answer is not counted with it.
    #[test]
    fn the_first_chapter_tells_ten_times_the_answer_from_it() {
        let answers = Answers::of(CHAPTERS[0].prediction().asked);
        let part = |count| Ballot::new(0, Round::First, 1, &Guess::Count(count)).map(|ballot| answers.given(&ballot));
        assert_eq!(part(1.0), Some(answers.right));
        assert_ne!(part(8.0), Some(answers.right));
    }

    #[test]
    fn of_a_curve_it_is_said_where_it_counts() {
        for chapter in CHAPTERS {
            let asked = chapter.prediction().asked;
            let is_curve = matches!(asked, Asked::Curve(_));
            assert_eq!(Answers::of(asked).place.is_some(), is_curve, "{}", chapter.words().id);
        }
    }

    /// Every answer of every chapter can be given, its label is its own, and the model gives one of them.
    #[test]
    fn every_answer_can_be_given() {
        for (chapter, told) in CHAPTERS.iter().enumerate() {
            let asked = told.prediction().asked;
            let answers = Answers::of(asked.clone());
            let guesses: Vec<Guess> = match &asked {
                Asked::Count { range, .. } => {
                    let mut counts = vec![range.0];
                    while counts.last().is_some_and(|&last| last < range.1) {
                        counts.push(counts[counts.len() - 1] + 1.0);
                    }
                    counts.into_iter().map(Guess::Count).collect()
                }
                Asked::Choice { options, .. } => (0..options.len()).map(Guess::Choice).collect(),
                Asked::Curve(curve) => (0..=100)
                    .map(|share| Guess::Curve(vec![curve.value_at(f64::from(share) / 100.0); curve.truth.len()]))
                    .collect(),
            };
            let mut given: Vec<usize> = guesses
                .iter()
                .filter_map(|guess| Some(answers.given(&Ballot::new(chapter, Round::First, 1, guess)?)))
                .collect();
            assert!(given.is_sorted(), "{}", told.words().id);
            given.dedup();
            assert_eq!(given, (0..answers.labels.len()).collect::<Vec<_>>(), "{}", told.words().id);
            assert!(answers.right < answers.labels.len());
            let mut labels = answers.labels.clone();
            labels.sort();
            labels.dedup();
            assert_eq!(labels.len(), answers.labels.len(), "{:?}", answers.labels);
            if let Asked::Choice { right, .. } = asked {
                assert_eq!(answers.right, right);
            }
        }
    }

    #[test]
    fn half_of_the_votes_are_at_or_below_the_middle() {
        let answers = Answers::of(CHAPTERS[0].prediction().asked);
        let counts = [1, 0, 0, 5, 0, 0, 2, 1];
        assert_eq!(answers.middle(&counts), Some(answers.labels[3].as_str()));
        assert_eq!(answers.middle(&[0; 8]), None);
        // Of two halves the lower one has half of the votes.
        assert_eq!(answers.middle(&[0, 3, 0, 0, 0, 3, 0, 0]), Some(answers.labels[1].as_str()));
        assert_eq!(answers.middle(&[0, 3, 0, 0, 0, 4, 0, 0]), Some(answers.labels[5].as_str()));
        let choice = Answers::of(CHAPTERS[2].prediction().asked);
        assert_eq!((choice.middle(&[1, 2, 3, 4]), &choice.value), (None, &None));
    }

    /// A number is said to lie where it lies.
    #[test]
    fn labels_say_what_falls_into_them() {
        let answers = Answers::of(CHAPTERS[0].prediction().asked);
        for count in [0.0, 9.0, 10.0, 55.0, 99.0, 100.0] {
            let ballot = Ballot::new(0, Round::First, 1, &Guess::Count(count)).map(|ballot| answers.given(&ballot));
            let label = ballot.map(|part| answers.labels[part].clone()).unwrap_or_default();
            let (from, to) = label.split_once('–').unwrap_or((&label, &label));
            let [from, to] = [from, to].map(|end| end.parse::<f64>().unwrap_or(f64::NAN));
            assert!(from <= count && count <= to, "{count} in {label}");
        }
    }
}
