//! An invitation to guess, and what is said once the guess is compared.

use crate::chart::axis::Axis;
use crate::text::number::{factor, per_thousand};
use crate::text::spelling::capitalized;

/// A question about a chapter at the setting that it begins with. It is an offer: the figures show the answer anyway.
#[derive(Clone, Debug)]
pub struct Prediction {
    /// The question.
    pub question: String,
    /// What is asked for.
    pub asked: Asked,
}

/// What kind of answer is asked for, and the right one.
#[derive(Clone, Debug)]
pub enum Asked {
    /// A number.
    Count {
        /// Smallest and largest guess.
        range: (f64, f64),
        /// Behind the number.
        unit: &'static str,
        /// The model's answer.
        truth: f64,
        /// How a number reads.
        show: fn(f64) -> String,
    },
    /// One of several answers.
    Choice {
        /// The answers.
        options: Vec<String>,
        /// Which is the model's.
        right: usize,
        /// What the model says, as a sentence.
        because: String,
    },
    /// A curve.
    Curve(Curve),
}

/// What an answer has to look like, which is all that a link has to know of the question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    /// A number in a range.
    Count {
        /// Smallest and largest guess.
        range: (f64, f64),
    },
    /// One of so many answers.
    Choice {
        /// How many there are.
        options: usize,
    },
    /// A value at each of so many places.
    Curve {
        /// How many.
        points: usize,
        /// The lowest and the highest that can be drawn.
        height: (f64, f64),
    },
}

impl Asked {
    /// What an answer has to look like.
    #[must_use]
    pub fn form(&self) -> Form {
        match self {
            Asked::Count { range, .. } => Form::Count { range: *range },
            Asked::Choice { options, .. } => Form::Choice { options: options.len() },
            Asked::Curve(curve) => Form::Curve { points: curve.truth.len(), height: (curve.y.low, curve.y.high) },
        }
    }
}

/// A curve to draw over a chart's axes.
#[derive(Clone, Debug)]
pub struct Curve {
    /// Horizontal axis.
    pub x: Axis,
    /// Vertical axis.
    pub y: Axis,
    /// What the vertical axis measures.
    pub measure: &'static str,
    /// The model's answer, by rising x; the guess has a value at each of these.
    pub truth: Vec<(f64, f64)>,
    /// How a value reads.
    pub show: fn(f64) -> String,
    /// Names a place on the horizontal axis: "at 15 reviewers".
    pub place: fn(f64) -> String,
    /// Where guess and truth are compared in words.
    pub compared_at: usize,
}

/// What the reader says.
#[derive(Clone, Debug, PartialEq)]
pub enum Guess {
    /// A number.
    Count(f64),
    /// Which answer.
    Choice(usize),
    /// A value at each x of the curve.
    Curve(Vec<f64>),
}

impl Curve {
    /// The guess that a drawing begins with: a level line in the middle of the chart.
    #[must_use]
    pub fn blank(&self) -> Vec<f64> {
        vec![self.value_at(0.5); self.truth.len()]
    }

    /// The value at a height of the chart, 0 at the bottom and 1 at the top.
    #[must_use]
    pub fn value_at(&self, share: f64) -> f64 {
        self.y.at(share)
    }

    /// Which point of the curve is nearest to a place on the horizontal axis, 0 at its left end and 1 at its right.
    #[must_use]
    pub fn nearest(&self, share: f64) -> usize {
        let distance = |i: usize| (self.x.place(self.truth[i].0) - share).abs();
        (0..self.truth.len()).min_by(|&a, &b| distance(a).total_cmp(&distance(b))).unwrap_or(0)
    }
}

impl Prediction {
    /// A guessed curve with the places of its values.
    #[must_use]
    pub fn drawn(&self, guess: &Guess) -> Option<Vec<(f64, f64)>> {
        match (&self.asked, guess) {
            (Asked::Curve(curve), Guess::Curve(values)) => {
                Some(curve.truth.iter().map(|point| point.0).zip(values.iter().copied()).collect())
            }
            _ => None,
        }
    }

    /// The gap between a guess and the model's answer, in words.
    #[must_use]
    pub fn reveal(&self, guess: &Guess) -> String {
        match (&self.asked, guess) {
            (Asked::Count { truth, show, unit, .. }, Guess::Count(guess)) => {
                let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
                format!("You said {}{unit}; the model says {}. {}", show(*guess), show(*truth), gap(*guess, *truth))
            }
            (Asked::Choice { options, right, because }, Guess::Choice(choice)) => {
                let said = options.get(*choice).map_or("nothing", String::as_str);
                let verdict = if choice == right { "So does the model." } else { "The model says otherwise." };
                format!("You said “{said}”. {verdict} {because}")
            }
            (Asked::Curve(curve), Guess::Curve(values)) => {
                let i = curve.compared_at.min(curve.truth.len().saturating_sub(1));
                let Some((&guess, &(x, truth))) = values.get(i).zip(curve.truth.get(i)) else { return String::new() };
                format!(
                    "{} you drew {}; the model says {}. {}",
                    capitalized(&(curve.place)(x)),
                    (curve.show)(guess),
                    (curve.show)(truth),
                    gap(guess, truth)
                )
            }
            _ => String::new(),
        }
    }

    /// The model's answer in words, for who skips the guess.
    #[must_use]
    pub fn answer(&self) -> String {
        match &self.asked {
            Asked::Count { truth, show, unit: "", .. } => format!("The model says {}.", show(*truth)),
            Asked::Count { truth, show, unit, .. } => format!("The model says {} {unit}.", show(*truth)),
            Asked::Choice { options, right, because } => format!("The model says “{}”. {because}", options[*right]),
            Asked::Curve(curve) => {
                let i = curve.compared_at.min(curve.truth.len().saturating_sub(1));
                let (x, truth) = curve.truth[i];
                format!("{} the model says {}.", capitalized(&(curve.place)(x)), (curve.show)(truth))
            }
        }
    }
}

/// How far a guess is from the truth, both not negative.
#[must_use]
pub fn gap(guess: f64, truth: f64) -> String {
    if guess == truth || (guess - truth).abs() <= 0.1 * truth {
        "That is close.".to_owned()
    } else if guess <= 0.0 {
        "It is not nothing.".to_owned()
    } else if truth <= 0.0 {
        "There is none.".to_owned()
    } else if guess > truth {
        format!("You expected {} times as much as there is.", factor(guess / truth))
    } else {
        format!("There is {} times as much as you expected.", factor(truth / guess))
    }
}

/// A share per 1,000, read.
#[must_use]
pub fn in_a_thousand(share: f64) -> String {
    format!("{} in 1,000", per_thousand(share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_told_in_words() {
        assert_eq!(gap(10.0, 10.5), "That is close.");
        assert_eq!(gap(5.0, 0.8), "You expected 6.2 times as much as there is.");
        assert_eq!(gap(0.2, 84.0), "There is 420 times as much as you expected.");
        // A tenth is close, either way, and more is not.
        assert_eq!([gap(9.0, 10.0), gap(10.9, 10.0)], ["That is close."; 2]);
        assert_eq!(gap(8.9, 10.0), "There is 1.1 times as much as you expected.");
        assert_eq!(gap(11.1, 10.0), "You expected 1.1 times as much as there is.");
        // Where one of them is nothing, there is no ratio.
        assert_eq!(gap(0.0, 3.0), "It is not nothing.");
        assert_eq!(gap(2.0, 0.0), "There is none.");
        assert_eq!(gap(0.0, 0.0), "That is close.");
    }

    #[test]
    fn each_kind_of_guess_is_answered() {
        let count = Prediction {
            question: String::new(),
            asked: Asked::Count { range: (0.0, 100.0), unit: "of 100", truth: 0.8, show: |n| format!("{n}") },
        };
        assert!(count.reveal(&Guess::Count(5.0)).starts_with("You said 5 of 100; the model says 0.8."));
        let choice = Prediction {
            question: String::new(),
            asked: Asked::Choice {
                options: vec!["one".to_owned(), "two".to_owned()],
                right: 1,
                because: "It is two.".to_owned(),
            },
        };
        assert_eq!(choice.reveal(&Guess::Choice(1)), "You said “two”. So does the model. It is two.");
        assert_eq!(choice.reveal(&Guess::Choice(0)), "You said “one”. The model says otherwise. It is two.");
        assert_eq!(choice.answer(), "The model says “two”. It is two.");
    }
}
