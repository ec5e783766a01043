//! The canonical form: who was wrong on what, and what is not known.

use serde::Serialize;

use crate::bits::Bits;
use crate::weights::Weights;

/// Something that every rater was asked about: a question, a task, a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its name in the data.
    pub id: String,
    /// How often it counts: 1, or what a column of weights says.
    pub weight: u32,
    /// What it is drawn together with, such as its subject: bootstraps draw whole clusters.
    pub cluster: Option<String>,
    /// The right answer, where the data has answers and a key.
    pub key: Option<String>,
}

/// Why a rater has no verdict on an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The data has no such cell, or an empty one.
    Absent,
    /// The machinery failed: a crash, a timeout, no log.
    Infrastructure,
    /// There is an answer, but nobody could read it.
    Unparsed,
    /// There is an answer, but nothing says whether it is right.
    Unscored,
}

/// What one answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The answer on each item, by its number in [`Table::answers`]; where `given` is unset it says nothing.
    pub codes: Vec<u32>,
    /// On which items there is an answer that could be read.
    pub given: Bits,
}

/// A model, a judge or a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rater {
    /// Its name in the data.
    pub name: String,
    /// Whom it is alike by birth, such as its vendor: pairs inside a group are held against pairs between groups.
    pub group: Option<String>,
    /// On which items its verdict is known.
    pub observed: Bits,
    /// On which of them it is wrong. Nothing is set here that is not observed.
    pub wrong: Bits,
    /// Its answers, where the data has answers.
    pub answers: Option<Answers>,
    /// Items without a verdict whose reason is known; all others are [`Missing::Absent`].
    pub missing: Vec<(usize, Missing)>,
}

/// Everything that is measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The items, in the order of the data.
    pub items: Vec<Item>,
    /// The raters, in the order of the data.
    pub raters: Vec<Rater>,
    /// The texts of the answers.
    pub answers: Vec<String>,
    /// How many answers there were to choose from, where that is known; chance agreement follows from it.
    pub options: Option<u32>,
}

impl Table {
    /// How often each item counts.
    #[must_use]
    pub fn weights(&self) -> Weights {
        if self.items.iter().all(|item| item.weight == 1) {
            return Weights::ones(self.items.len());
        }
        Weights::of(&self.items.iter().map(|item| item.weight).collect::<Vec<_>>())
    }

    /// The items on which every rater's verdict is known.
    #[must_use]
    pub fn complete(&self) -> Bits {
        let mut complete = Bits::all(self.items.len());
        self.raters.iter().for_each(|rater| complete.keep(&rater.observed));
        complete
    }

    /// Cells without a verdict.
    #[must_use]
    pub fn missing_cells(&self) -> usize {
        self.raters.iter().map(|rater| self.items.len() - rater.observed.count()).sum()
    }

    /// The same table without some items.
    #[must_use]
    pub fn without(&self, left_out: &Bits) -> Table {
        let kept: Vec<usize> = Bits::all(self.items.len()).and_not(left_out).ones().collect();
        let bits = |plane: &Bits| {
            let mut bits = Bits::none(kept.len());
            kept.iter().enumerate().filter(|&(_, &item)| plane.get(item)).for_each(|(at, _)| bits.set(at));
            bits
        };
        let place: std::collections::HashMap<usize, usize> =
            kept.iter().enumerate().map(|(at, &item)| (item, at)).collect();
        let rater = |rater: &Rater| Rater {
            name: rater.name.clone(),
            group: rater.group.clone(),
            observed: bits(&rater.observed),
            wrong: bits(&rater.wrong),
            answers: rater.answers.as_ref().map(|answers| Answers {
                codes: kept.iter().map(|&item| answers.codes[item]).collect(),
                given: bits(&answers.given),
            }),
            missing: rater.missing.iter().filter_map(|(item, why)| Some((*place.get(item)?, *why))).collect(),
        };
        Table {
            items: kept.iter().map(|&item| self.items[item].clone()).collect(),
            raters: self.raters.iter().map(rater).collect(),
            answers: self.answers.clone(),
            options: self.options,
        }
    }
}
