//! What pieces of evidence share, marked piece by piece. The marks set the diversity; whoever sets that by hand overrules them.

use blindspot_model::evidence::{LEAST_MISS, Mark, Marks, likeness};
use blindspot_model::params::MAX_RHO_BETWEEN;
use blindspot_model::{Evidence, Parameter, Params, Piece};

use super::Outline;
use crate::figure::worlds::MOST_REVIEWERS;
use crate::text::spelling;

/// The marks of as many pieces as a chart shows, and the rates of those that have their own; how many there are, the setting says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Marked {
    marks: [Marks; MOST_REVIEWERS],
    rates: [Option<Piece>; MOST_REVIEWERS],
}

/// How far rounding may take a likeness from that of its marks.
const SAME: f64 = 1e-9;

/// The signs of the marks in links, and their names.
const SIGNS: [(Mark, char, &str); Mark::ALL.len()] = [
    (Mark::Weights, 'w', "same weights"),
    (Mark::Data, 'd', "same data"),
    (Mark::Judge, 'j', "same judge"),
    (Mark::Method, 'm', "same method"),
];

/// Stands in links for a piece without marks.
const NONE: &str = "n";

/// What a mark is called.
#[must_use]
pub fn name(mark: Mark) -> &'static str {
    SIGNS[mark as usize].2
}

/// The diversity at which families are this much alike, 0–[`MAX_RHO_BETWEEN`].
#[must_use]
pub fn diversity_of(likeness: f64) -> f64 {
    1.0 - likeness / MAX_RHO_BETWEEN
}

/// A piece with these rates, where they are possible and a pass does not speak against a system.
#[must_use]
pub fn possible(miss: f64, false_alarm: f64) -> Option<Piece> {
    let is_possible = (LEAST_MISS..=1.0).contains(&miss) && (0.0..=1.0 - miss).contains(&false_alarm);
    is_possible.then_some(Piece { miss, false_alarm })
}

impl Marked {
    /// As a chapter begins: the same on every piece.
    #[must_use]
    pub fn start(chapter: &dyn Outline) -> Marked {
        Marked { marks: [chapter.marks().unwrap_or_default(); MOST_REVIEWERS], rates: [None; MOST_REVIEWERS] }
    }

    /// Whether a piece, counted from 0, has a mark.
    #[must_use]
    pub fn has(&self, piece: usize, mark: Mark) -> bool {
        self.marks.get(piece).is_some_and(|marks| marks.has(mark))
    }

    /// These with a mark of one piece set or taken away.
    #[must_use]
    pub fn with(mut self, piece: usize, mark: Mark, is_set: bool) -> Marked {
        if let Some(marks) = self.marks.get_mut(piece) {
            *marks = marks.with(mark, is_set);
        }
        self
    }

    /// The rates of a piece, counted from 0, where it has its own.
    #[must_use]
    pub fn rates(&self, piece: usize) -> Option<Piece> {
        self.rates.get(piece).copied().flatten()
    }

    /// These with other rates of one piece, or with those that all have.
    #[must_use]
    pub fn with_rates(mut self, piece: usize, rates: Option<Piece>) -> Marked {
        if let Some(own) = self.rates.get_mut(piece) {
            *own = rates;
        }
        self
    }

    /// So many pieces of a setting that is read as evidence. Where the marks rule and differ, what pieces share says which of them
    /// are alike; where they rule and are the same, or do not rule, all are as alike as the setting says.
    #[must_use]
    pub fn evidence(&self, params: &Params, pieces: usize) -> Evidence {
        let pieces = pieces.min(MOST_REVIEWERS);
        if !self.is_own(params, pieces) {
            return Evidence::of_pieces(params, pieces);
        }
        let common = Piece { miss: params.miss_rate(), false_alarm: params.false_alarm_rate() };
        let rates = self.rates[..pieces].iter().map(|own| own.unwrap_or(common)).collect();
        Evidence::of_unlike(params, rates, self.are_unlike(params, pieces).then_some(&self.marks[..]))
    }

    /// Whether so many pieces are not those that the setting alone says.
    #[must_use]
    pub fn is_own(&self, params: &Params, pieces: usize) -> bool {
        let pieces = pieces.min(MOST_REVIEWERS);
        self.rates[..pieces].iter().any(Option::is_some) || self.are_unlike(params, pieces)
    }

    fn are_unlike(&self, params: &Params, pieces: usize) -> bool {
        self.rules(params) && self.marks[..pieces].windows(2).any(|pair| pair[0] != pair[1])
    }

    /// How alike the pieces of a setting are by their marks, 0–[`MAX_RHO_BETWEEN`].
    #[must_use]
    pub fn likeness(&self, params: &Params) -> f64 {
        likeness(&self.marks[..params.reviewers().min(MOST_REVIEWERS)])
    }

    /// Whether a setting is as alike as the marks say, and not as somebody has set it by hand.
    #[must_use]
    pub fn rules(&self, params: &Params) -> bool {
        (self.likeness(params) - params.rho_between()).abs() < SAME
    }

    /// A setting with the diversity that the marks say.
    #[must_use]
    pub fn applied_to(&self, params: Params) -> Params {
        params.changed(Parameter::Diversity, diversity_of(self.likeness(&params)))
    }

    /// A change by the reader. Where the marks ruled before and the reader changed something else, they rule afterwards.
    #[must_use]
    pub fn carried(&self, before: &Params, after: Params) -> Params {
        let is_by_hand = after.get(Parameter::Diversity) != before.get(Parameter::Diversity);
        if is_by_hand || !self.rules(before) { after } else { self.applied_to(after) }
    }

    /// What these marks change in others, as text for a link: `dm,dm,w,n`, up to the last piece that differs.
    #[must_use]
    pub fn spelled(&self, start: &Marked) -> String {
        let differing =
            self.marks.iter().zip(&start.marks).rposition(|(own, other)| own != other).map_or(0, |last| last + 1);
        let piece = |marks: &Marks| {
            let signs: String = SIGNS.iter().filter(|(mark, ..)| marks.has(*mark)).map(|(_, sign, _)| sign).collect();
            if signs.is_empty() { NONE.to_owned() } else { signs }
        };
        self.marks[..differing].iter().map(piece).collect::<Vec<_>>().join(",")
    }

    /// The marks that a text spells, the pieces that it does not name as in `self`.
    #[must_use]
    pub fn read(mut self, text: &str) -> Option<Marked> {
        for (i, signs) in text.split(',').enumerate() {
            let signs = if signs == NONE { "" } else { signs };
            let mark = |sign: char| SIGNS.iter().find(|(_, known, _)| *known == sign).map(|(mark, ..)| *mark);
            let marks: Option<Vec<Mark>> = signs.chars().map(mark).collect();
            *self.marks.get_mut(i)? = Marks::of(&marks?);
        }
        Some(self)
    }

    /// The pieces that have rates of their own, as text for a link: `2:0.1:0.02,4:0.3:0`, counted from 1.
    #[must_use]
    pub fn spelled_rates(&self) -> String {
        let own = |(i, rates): (usize, &Option<Piece>)| {
            let Piece { miss, false_alarm } = (*rates)?;
            Some(format!("{}:{}:{}", i + 1, spelling::shortest(miss), spelling::shortest(false_alarm)))
        };
        self.rates.iter().enumerate().filter_map(own).collect::<Vec<_>>().join(",")
    }

    /// These with the rates that a text spells.
    #[must_use]
    pub fn read_rates(mut self, text: &str) -> Option<Marked> {
        for part in text.split(',') {
            let numbers: Option<Vec<f64>> = part.split(':').map(spelling::number).collect();
            let &[piece, miss, false_alarm] = numbers?.as_slice() else { return None };
            let piece = (1..=MOST_REVIEWERS).position(|i| i as f64 == piece)?;
            self = self.with_rates(piece, Some(possible(miss, false_alarm)?));
        }
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start() -> (Marked, Params) {
        let marked =
            Marked { marks: [Marks::of(&[Mark::Data, Mark::Method]); MOST_REVIEWERS], rates: [None; MOST_REVIEWERS] };
        (marked, marked.applied_to(Params::default().changed(Parameter::Reviewers, 5.0)))
    }

    #[test]
    fn pieces_may_have_rates_of_their_own() {
        let (marked, params) = start();
        // As it begins, and with marks that are all the same, it is what the setting says, to the bit.
        assert_eq!(marked.evidence(&params, 5), Evidence::of_pieces(&params, 5));
        let piece = possible(0.05, 0.1).unwrap();
        let other = marked.with_rates(2, Some(piece));
        assert_eq!(other.rates(2), Some(piece));
        let [one, all] = [&other, &marked].map(|marked| marked.evidence(&params, 5));
        assert!(one.naive() < all.naive() && one.modelled() < all.modelled(), "one piece lets less pass");
        assert_eq!(other.evidence(&params, 2), Evidence::of_pieces(&params, 2), "it is not among the first two");
        assert_eq!(other.spelled_rates(), "3:0.05:0.1");
        assert_eq!(marked.read_rates("3:0.05:0.1"), Some(other));
        for text in ["", "0:0.1:0", "16:0.1:0", "3:0.1", "3:0.9:0.2", "3:0:0", "x:0.1:0"] {
            assert_eq!(marked.read_rates(text), None, "{text}");
        }
        // Four that share, and a fifth that shares nothing: the mean would hide it.
        let apart = marked.with(4, Mark::Data, false).with(4, Mark::Method, false);
        let params = apart.applied_to(params);
        let [by_marks, by_mean] = [apart.evidence(&params, 5), Evidence::of_pieces(&params, 5)];
        assert!((by_marks.naive() - by_mean.naive()).abs() < 1e-15);
        assert_ne!(by_marks.modelled(), by_mean.modelled());
    }

    #[test]
    fn marks_rule_until_somebody_sets_the_diversity() {
        let (marked, params) = start();
        assert!((params.rho_between() - 0.6).abs() < SAME && marked.rules(&params));
        let fewer = marked.with(0, Mark::Data, false);
        let changed = fewer.applied_to(params);
        assert!(changed.rho_between() < 0.5 && fewer.rules(&changed));
        // With two pieces the one without the mark weighs more.
        let two = fewer.carried(&changed, changed.changed(Parameter::Reviewers, 2.0));
        assert!(fewer.rules(&two) && two.rho_between() < changed.rho_between());
        let by_hand = marked.carried(&params, params.changed(Parameter::Diversity, 0.9));
        assert_eq!(by_hand.get(Parameter::Diversity), 0.9);
        let later = marked.carried(&by_hand, by_hand.changed(Parameter::Reviewers, 8.0));
        assert_eq!(later.get(Parameter::Diversity), 0.9);
    }

    #[test]
    fn marks_are_read_as_they_are_spelled() {
        let (marked, _) = start();
        let other = marked.with(1, Mark::Weights, true).with(2, Mark::Data, false).with(2, Mark::Method, false);
        assert_eq!(other.spelled(&marked), "dm,wdm,n");
        assert_eq!(marked.read("dm,wdm,n"), Some(other));
        for wrong in ["x", "dm,D", "w w", &"d,".repeat(20)] {
            assert_eq!(marked.read(wrong), None, "{wrong}");
        }
        for mark in Mark::ALL {
            assert_eq!(SIGNS[mark as usize].0, mark);
        }
    }
}
