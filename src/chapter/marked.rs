//! What pieces of evidence share, marked piece by piece. The marks set the diversity; whoever sets that by hand overrules them.

use blindspot_model::evidence::{Mark, Marks, likeness};
use blindspot_model::params::MAX_RHO_BETWEEN;
use blindspot_model::{Parameter, Params};

use super::Outline;
use crate::figure::worlds::MOST_REVIEWERS;

/// The marks of as many pieces as a chart shows; how many there are, the setting says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marked([Marks; MOST_REVIEWERS]);

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

impl Marked {
    /// As a chapter begins: the same on every piece.
    #[must_use]
    pub fn start(chapter: &dyn Outline) -> Marked {
        Marked([chapter.marks().unwrap_or_default(); MOST_REVIEWERS])
    }

    /// Whether a piece, counted from 0, has a mark.
    #[must_use]
    pub fn has(&self, piece: usize, mark: Mark) -> bool {
        self.0.get(piece).is_some_and(|marks| marks.has(mark))
    }

    /// These with a mark of one piece set or taken away.
    #[must_use]
    pub fn with(mut self, piece: usize, mark: Mark, is_set: bool) -> Marked {
        if let Some(marks) = self.0.get_mut(piece) {
            *marks = marks.with(mark, is_set);
        }
        self
    }

    /// How alike the pieces of a setting are by their marks, 0–[`MAX_RHO_BETWEEN`].
    #[must_use]
    pub fn likeness(&self, params: &Params) -> f64 {
        likeness(&self.0[..params.reviewers().min(MOST_REVIEWERS)])
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
        let differing = self.0.iter().zip(&start.0).rposition(|(own, other)| own != other).map_or(0, |last| last + 1);
        let piece = |marks: &Marks| {
            let signs: String = SIGNS.iter().filter(|(mark, ..)| marks.has(*mark)).map(|(_, sign, _)| sign).collect();
            if signs.is_empty() { NONE.to_owned() } else { signs }
        };
        self.0[..differing].iter().map(piece).collect::<Vec<_>>().join(",")
    }

    /// The marks that a text spells, the pieces that it does not name as in `self`.
    #[must_use]
    pub fn read(mut self, text: &str) -> Option<Marked> {
        for (i, signs) in text.split(',').enumerate() {
            let signs = if signs == NONE { "" } else { signs };
            let mark = |sign: char| SIGNS.iter().find(|(_, known, _)| *known == sign).map(|(mark, ..)| *mark);
            let marks: Option<Vec<Mark>> = signs.chars().map(mark).collect();
            *self.0.get_mut(i)? = Marks::of(&marks?);
        }
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start() -> (Marked, Params) {
        let marked = Marked([Marks::of(&[Mark::Data, Mark::Method]); MOST_REVIEWERS]);
        (marked, marked.applied_to(Params::default().changed(Parameter::Reviewers, 5.0)))
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
