//! One judgement call and everybody who looks at it, with dice.

use rand::rngs::Xoshiro256PlusPlus;

use crate::dice::{self, Address, Coupling, Purpose};
use crate::exact::{Correlation, JudgementCall, family_of};
use crate::normal;
use crate::params::{Parameter, Params};
use crate::tally::{MOST_CHECKERS, Tally};

/// The most families a setting can have.
const MOST_FAMILIES: usize = Parameter::Lineages.most();

/// A call as it is published, or as its author makes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Wrong,
    Right,
}

impl Outcome {
    fn of(errs: bool) -> Outcome {
        if errs { Outcome::Wrong } else { Outcome::Right }
    }
}

/// Below which latent draw what happens.
#[derive(Clone, Copy, Debug)]
struct Thresholds {
    /// The author errs.
    error: f64,
    /// A model misses a wrong call, or objects to a right one: by [`Outcome`].
    model: [f64; 2],
    /// An outside reviewer does.
    outside: [f64; 2],
}

/// Traps and other calls: within each, all draws are independent.
#[derive(Clone, Copy, Debug)]
struct Kinds {
    /// P(trap), given that the author errs, or does not at the first try: by [`Outcome`].
    trap: [f64; 2],
    /// In traps and in other calls.
    thresholds: [Thresholds; 2],
}

/// What stays from try to try.
struct Shared {
    field: f64,
    families: [f64; MOST_FAMILIES],
    thresholds: Thresholds,
}

/// Who checks a call and what becomes of it.
#[derive(Clone, Debug)]
pub(super) struct Review {
    thresholds: Thresholds,
    kinds: Option<Kinds>,
    coupling: Coupling,
    /// λ and √(1−λ²) of outside reviewers.
    outside_loadings: [f64; 2],
    lineages: usize,
    reviewers: usize,
    models: usize,
    checkers: usize,
    quorum: usize,
    attempts: u64,
    redone: bool,
    redraws_families: bool,
    has_alarms: bool,
}

impl Review {
    pub fn new(params: &Params, bias: f64) -> Review {
        let call = JudgementCall::of(params);
        let [error, miss] = call.thresholds(bias);
        let alarm = call.alarm_threshold();
        let outside = call.outside();
        let thresholds = Thresholds { error, model: [miss, alarm], outside: [outside.miss_threshold, alarm] };
        let kinds = call.traps(bias).zip(call.kinds_of_calls(bias)).map(|(traps, kinds)| Kinds {
            trap: [traps.share_given(true), traps.share_given(false)],
            thresholds: kinds.map(|kind| Thresholds {
                error: normal::quantile(kind.error),
                model: [kind.miss, kind.alarm].map(normal::quantile),
                outside: [kind.outside_miss, kind.outside_alarm].map(normal::quantile),
            }),
        });
        Review {
            thresholds,
            kinds,
            coupling: Coupling::new(Correlation::of(params)),
            outside_loadings: [outside.loading, outside.rest()],
            lineages: params.lineages(),
            reviewers: params.reviewers(),
            models: params.models_that_check(),
            checkers: params.checkers(),
            quorum: params.quorum(),
            attempts: params.attempts() as u64,
            redone: params.redone(),
            redraws_families: call.redraws_families(),
            has_alarms: params.false_alarm_rate() > 0.0,
        }
    }

    /// Lets a call be checked that has this draw of its author, and tried again where it may be. `None` where it is stopped
    /// for good.
    pub fn published(&self, address: Address, call: u64, author: f64, tally: &mut Tally) -> Option<Outcome> {
        let errs = author < self.thresholds.error;
        tally.wrong += u64::from(errs);
        if !errs && !self.has_alarms {
            tally.approved_right += 1;
            tally.passed_first[1] += 1;
            return Some(Outcome::Right);
        }
        let mut reviewers = address.stream(Purpose::Reviewers(call));
        let mut shared = self.shared(address, call, author, &mut reviewers);
        if self.first_try(errs, &shared, (address, call), reviewers, tally) {
            return Some(Outcome::of(errs));
        }
        for attempt in 2..=self.attempts {
            let mut stream = address.stream(Purpose::Retry(call, attempt));
            let errs = self.author_errs(&mut shared, &mut stream);
            let objections: usize =
                (0..self.checkers).map(|checker| usize::from(self.objects(checker, errs, &shared, &mut stream))).sum();
            if objections < self.quorum {
                return Some(Outcome::of(errs));
            }
        }
        self.redone.then(|| {
            let mut stream = address.stream(Purpose::Retry(call, self.attempts + 1));
            Outcome::of(self.author_errs(&mut shared, &mut stream))
        })
    }

    /// What everybody shares on a call, given the author's draw.
    fn shared(&self, address: Address, call: u64, author: f64, reviewers: &mut Xoshiro256PlusPlus) -> Shared {
        let field = self.coupling.field(author, dice::normal(reviewers));
        let mut families = [0.0; MOST_FAMILIES];
        if self.coupling.has_families() {
            let mut stream = address.stream(Purpose::Families(call));
            families[0] = self.coupling.own_family(author, field, dice::normal(&mut stream));
            for family in &mut families[1..self.lineages] {
                *family = dice::normal(&mut stream);
            }
        }
        let thresholds = self.kinds.map_or(self.thresholds, |kinds| {
            let chance = kinds.trap[Outcome::of(author < self.thresholds.error) as usize];
            let is_trap = dice::uniform(&mut address.stream(Purpose::Trap(call))) < chance;
            kinds.thresholds[usize::from(!is_trap)]
        });
        Shared { field, families, thresholds }
    }

    /// Lets everybody look at the first try and counts what they do; true when it passes.
    fn first_try(
        &self,
        errs: bool,
        shared: &Shared,
        (address, call): (Address, u64),
        mut reviewers: Xoshiro256PlusPlus,
        tally: &mut Tally,
    ) -> bool {
        let mut outside = (self.checkers > self.models).then(|| address.stream(Purpose::Outside(call)));
        let mut objections = 0;
        let mut first_two = [0; 2];
        for checker in 0..self.checkers {
            let stream = outside.as_mut().filter(|_| checker >= self.models).unwrap_or(&mut reviewers);
            let objects = self.objects(checker, errs, shared, stream);
            objections += usize::from(objects);
            if let Some(caught) = first_two.get_mut(checker) {
                *caught = u64::from(objects);
            }
        }
        let passes = objections < self.quorum;
        tally.passed_first[Outcome::of(errs) as usize] += u64::from(passes);
        if !errs {
            tally.approved_right += u64::from(objections == 0);
            return passes;
        }
        debug_assert!(self.checkers <= MOST_CHECKERS);
        tally.misses[self.checkers - objections] += 1;
        if self.reviewers >= 2 {
            let [first, second] = first_two;
            for (count, caught) in tally.first_two.iter_mut().zip([first, second, first * second]) {
                *count += caught;
            }
        }
        passes
    }

    /// Whether an author who tries again errs: a draw of its own, and of the families where those are drawn anew.
    fn author_errs(&self, shared: &mut Shared, stream: &mut Xoshiro256PlusPlus) -> bool {
        if self.redraws_families && self.coupling.has_families() {
            for family in &mut shared.families[..self.lineages] {
                *family = dice::normal(stream);
            }
        }
        self.latent(0, shared, dice::normal(stream)) < shared.thresholds.error
    }

    /// Whether a checker objects: it catches a wrong call, or is alarmed by a right one.
    fn objects(&self, checker: usize, errs: bool, shared: &Shared, stream: &mut Xoshiro256PlusPlus) -> bool {
        let side = Outcome::of(errs) as usize;
        let own = dice::normal(stream);
        let is_below = if checker < self.models {
            // The last model of a panel with self-check is of the author's own family.
            let family = if checker < self.reviewers { family_of(checker, self.lineages) } else { 0 };
            self.latent(family, shared, own) < shared.thresholds.model[side]
        } else {
            self.outside_latent(shared, own) < shared.thresholds.outside[side]
        };
        is_below != errs
    }

    /// The latent draw of a model of this family.
    fn latent(&self, family: usize, shared: &Shared, own: f64) -> f64 {
        if self.kinds.is_some() { own } else { self.coupling.latent(shared.field, shared.families[family], own) }
    }

    fn outside_latent(&self, shared: &Shared, own: f64) -> f64 {
        let [loading, rest] = self.outside_loadings;
        if self.kinds.is_some() { own } else { loading * shared.field + rest * own }
    }
}
