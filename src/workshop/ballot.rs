//! A guess as a short code, for a class poll without a server: each device makes one, and whoever presents collects them.
//!
//! A code is seven letters and digits of Crockford's alphabet, which has no I, L, O and U: one for chapter and round, three
//! for the device, two for the guess, and a check digit. The check digit is a weighted sum over the field of 32 elements: it
//! differs after any one wrong letter, and after any two letters traded.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::chapter::prediction::{Asked, Guess};
use crate::chapters::CHAPTERS;

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of a code.
const LETTERS: usize = 7;
/// Bits of a letter.
const BITS: u32 = 5;
/// Devices that can be told apart.
pub const DEVICES: u16 = 1 << (3 * BITS);
/// The highest level of a guess.
const TOP: u16 = (1 << (2 * BITS)) - 1;

/// Before or after the reveal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub enum Round {
    /// What is thought at first.
    #[default]
    First,
    /// What is thought after talking about it.
    Second,
}

impl Round {
    /// Both, in their order.
    pub const ALL: [Round; 2] = [Round::First, Round::Second];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Round::First => "before",
            Round::Second => "after",
        }
    }

    /// The round of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Round> {
        Round::ALL.into_iter().find(|round| round.name() == name)
    }
}

impl From<Round> for &'static str {
    fn from(round: Round) -> &'static str {
        round.name()
    }
}

impl TryFrom<String> for Round {
    type Error = String;

    fn try_from(name: String) -> Result<Round, String> {
        Round::named(&name).ok_or_else(|| format!("the round is “{name}”, not before or after."))
    }
}

/// A guess of one device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// The chapter whose question it answers, as an index into [`CHAPTERS`].
    pub chapter: usize,
    /// In which round.
    pub round: Round,
    /// The device, below [`DEVICES`].
    pub device: u16,
    /// The guess: the number of the answer from zero, or how far between the smallest and the largest it lies.
    level: u16,
}

/// What is wrong with a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeError {
    /// It has so many letters, not the seven of a code.
    Length(usize),
    /// It has a letter that no code has.
    Letter(char),
    /// A letter is wrong, or two are traded.
    Mistyped,
    /// It is of a chapter that there is not.
    Chapter,
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CodeError::Length(found) => write!(f, "A code has {LETTERS} letters and digits, this has {found}."),
            CodeError::Letter(letter) => write!(f, "No code has a “{letter}”."),
            CodeError::Mistyped => write!(f, "The check digit does not fit: a letter is wrong, or two are traded."),
            CodeError::Chapter => write!(f, "The code is of a chapter that is not on this page."),
        }
    }
}

impl std::error::Error for CodeError {}

/// Whether a character comes with a code that was passed on, and is none of it.
fn is_sign(letter: char) -> bool {
    letter.is_ascii_punctuation() || "–—‐‑“”„‘’‚«»‹›…·•\u{200b}\u{feff}".contains(letter)
}

impl Ballot {
    /// The ballot of a device; `None` where the guess does not answer the question. Of a drawn curve the value counts at
    /// which guess and truth are compared.
    #[must_use]
    pub fn new(chapter: usize, round: Round, device: u16, guess: &Guess) -> Option<Ballot> {
        let level = match (CHAPTERS.get(chapter)?.prediction().asked, guess) {
            (Asked::Count { range: (low, high), .. }, Guess::Count(count)) => level((count - low) / (high - low)),
            (Asked::Choice { options, .. }, Guess::Choice(choice)) if *choice < options.len() => {
                u16::try_from(*choice).ok()?
            }
            (Asked::Curve(curve), Guess::Curve(values)) => level(curve.y.place(*values.get(curve.compared_at)?)),
            _ => return None,
        };
        Some(Ballot { chapter, round, device: device % DEVICES, level })
    }

    /// The guess as a number: of the answer from zero, or the count or height itself.
    #[must_use]
    pub fn value(&self) -> f64 {
        let share = f64::from(self.level) / f64::from(TOP);
        match CHAPTERS[self.chapter].prediction().asked {
            // Whole numbers come back whole: the levels are finer than they.
            Asked::Count { range: (low, high), .. } => (low + share * (high - low)).round(),
            Asked::Choice { .. } => f64::from(self.level),
            Asked::Curve(curve) => curve.value_at(share),
        }
    }

    /// The code.
    #[must_use]
    pub fn code(&self) -> String {
        let round = u8::from(self.round == Round::Second);
        // Chapters are fewer than sixteen, which a test says.
        let chapter = u8::try_from(self.chapter).unwrap_or(15);
        let letter = |bits: u16, at: u32| ((bits >> (BITS * at)) & 31) as u8;
        let digits = [
            chapter | (round << 4),
            letter(self.device, 2),
            letter(self.device, 1),
            letter(self.device, 0),
            letter(self.level, 1),
            letter(self.level, 0),
        ];
        let code: String =
            digits.iter().chain([&check(&digits)]).map(|&digit| char::from(ALPHABET[usize::from(digit)])).collect();
        // Two groups are read out and typed better than one.
        format!("{}-{}", &code[..4], &code[4..])
    }

    /// Reads a code as people type it: capitals or not, with spaces, hyphens, quotes and other signs anywhere, O for 0 and I
    /// or L for 1.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str) -> Result<Ballot, CodeError> {
        let letters = text.chars().filter(|letter| !letter.is_whitespace() && !is_sign(*letter));
        let digits = letters.map(digit).collect::<Result<Vec<u8>, CodeError>>()?;
        let &[head, a, b, c, d, e, told] = digits.as_slice() else { return Err(CodeError::Length(digits.len())) };
        if check(&digits[..LETTERS - 1]) != told {
            return Err(CodeError::Mistyped);
        }
        let joined = |digits: &[u8]| digits.iter().fold(0, |bits, &digit| (bits << BITS) | u16::from(digit));
        let chapter = usize::from(head & 15);
        let round = if head & 16 == 0 { Round::First } else { Round::Second };
        let ballot = Ballot { chapter, round, device: joined(&[a, b, c]), level: joined(&[d, e]) };
        let asked = CHAPTERS.get(chapter).ok_or(CodeError::Chapter)?.prediction().asked;
        match asked {
            Asked::Choice { options, .. } if usize::from(ballot.level) >= options.len() => Err(CodeError::Mistyped),
            _ => Ok(ballot),
        }
    }
}

/// A share as a level.
// A share of so few levels.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn level(share: f64) -> u16 {
    (share.clamp(0.0, 1.0) * f64::from(TOP)).round() as u16
}

fn digit(letter: char) -> Result<u8, CodeError> {
    let meant = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let at = ALPHABET.iter().position(|&known| char::from(known) == meant);
    at.and_then(|at| u8::try_from(at).ok()).ok_or(CodeError::Letter(letter))
}

/// The sum of the digits, each times another power of the field's generator.
fn check(digits: &[u8]) -> u8 {
    // Horner's rule: the first digit has the highest power, the last the first.
    digits.iter().fold(0, |sum, &digit| doubled(sum ^ digit))
}

/// An element of the field of 32 elements times its generator: polynomials over two elements modulo x⁵ + x² + 1.
fn doubled(element: u8) -> u8 {
    let twice = element << 1;
    if twice & 32 == 0 { twice } else { (twice ^ 0b10_0101) & 31 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A guess at each chapter's question, by its number among many.
    fn guess(chapter: usize, number: usize) -> Guess {
        match CHAPTERS[chapter].prediction().asked {
            Asked::Count { range: (low, high), .. } => {
                Guess::Count((low + (high - low) * (number % 11) as f64 / 10.0).round())
            }
            Asked::Choice { options, .. } => Guess::Choice(number % options.len()),
            Asked::Curve(curve) => Guess::Curve(vec![curve.value_at((number % 11) as f64 / 10.0); curve.truth.len()]),
        }
    }

    fn ballots() -> impl Iterator<Item = Ballot> {
        (0..CHAPTERS.len()).flat_map(|chapter| {
            (0..30).filter_map(move |number| {
                let round = if number % 2 == 0 { Round::First } else { Round::Second };
                let device = u16::try_from(number * 1091).ok()?;
                Ballot::new(chapter, round, device, &guess(chapter, number))
            })
        })
    }

    #[test]
    fn codes_read_back() {
        assert!(CHAPTERS.len() < 16);
        let mut count = 0;
        for ballot in ballots() {
            count += 1;
            assert_eq!(ballot.code().len(), LETTERS + 1);
            assert_eq!(Ballot::read(&ballot.code()), Ok(ballot));
            let spoken = ballot.code().to_lowercase().replace('-', "  ").replace('0', "o").replace('1', "l");
            assert_eq!(Ballot::read(&spoken), Ok(ballot), "{spoken}");
        }
        assert_eq!(count, 30 * CHAPTERS.len());
    }

    #[test]
    fn whole_counts_come_back_whole() {
        for count in 0..=100 {
            let guess = Guess::Count(f64::from(count));
            let value = Ballot::new(0, Round::First, 7, &guess).map(|ballot| ballot.value());
            assert_eq!(value, Some(f64::from(count)));
        }
    }

    #[test]
    fn one_wrong_letter_or_two_traded_are_always_refused() {
        for ballot in ballots().step_by(17) {
            let code: Vec<char> = ballot.code().chars().filter(|&letter| letter != '-').collect();
            for at in 0..LETTERS {
                for &other in ALPHABET {
                    let mut wrong = code.clone();
                    wrong[at] = char::from(other);
                    let read = Ballot::read(&wrong.iter().collect::<String>());
                    assert_eq!(read.is_ok(), wrong == code, "{wrong:?}");
                }
                for with in at + 1..LETTERS {
                    let mut wrong = code.clone();
                    wrong.swap(at, with);
                    let read = Ballot::read(&wrong.iter().collect::<String>());
                    assert_eq!(read.is_ok(), wrong == code, "{wrong:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_code_is_told_of() {
        assert_eq!(Ballot::read(""), Err(CodeError::Length(0)));
        assert_eq!(Ballot::read("0000-00"), Err(CodeError::Length(6)));
        assert_eq!(Ballot::read("0000-00U"), Err(CodeError::Letter('U')));
        assert_eq!(Ballot::read("💥"), Err(CodeError::Letter('💥')));
        assert!(CodeError::Length(3).to_string().contains("this has 3"));
    }
}
