//! Measuring, in steps that a browser can take one at a time.

use std::fmt;

use serde::Serialize;

use crate::measures::bootstrap::{Bootstrap, interval};
use crate::measures::pairs::{DRAWN, Pair, Prepared};
use crate::measures::report::{Fits, Measured, RaterReport, Report, Together};
use crate::measures::summary::{self, BetaBinomial, SharedFault, Summary, Suspects, mean};
use crate::measures::together::{
    self, beta_binomial, fit_beta_binomial, fit_one_factor, fit_shared_fault, one_factor, poisson_binomial,
};
use crate::measures::worth::{Combinations, Summing, Worth};
use crate::panel::Choosing;
use crate::table::Table;
use crate::weights::Weights;

/// The most raters: beyond, pairs are too many to be looked at.
const MOST_RATERS: usize = 400;

/// Beyond so many raters the fits get no intervals: each would be fitted again for each draw.
const MOST_FOR_FITS: usize = 12;

/// How many items that everybody fails are named.
const NAMED: usize = 20;

/// How to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Options {
    /// Bootstrap draws; 0 for no intervals.
    pub bootstrap: u32,
    /// The seed of all that is drawn.
    pub seed: u64,
    /// Whether the fits get intervals, too: each is then fitted again for each draw.
    pub fit_intervals: bool,
    /// Whether to look for the best panels.
    pub panels: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { bootstrap: 400, seed: 1, fit_intervals: true, panels: true }
    }
}

/// There are more raters than can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMany {
    raters: usize,
}

impl fmt::Display for TooMany {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs = self.raters * (self.raters - 1) / 2;
        write!(f, "{} raters make {pairs} pairs; choose at most {MOST_RATERS} raters.", self.raters)
    }
}

impl std::error::Error for TooMany {}

/// A measurement under way: draw as often as asked, then take the report.
#[derive(Clone, Debug)]
pub struct Measurement<'a> {
    table: &'a Table,
    weights: Weights,
    options: Options,
    pairs: Vec<Prepared>,
    combinations: Combinations,
    together: together::Together,
    bootstrap: Bootstrap,
    /// Every value that has an interval, draw by draw.
    draws: Vec<Vec<f64>>,
    done: u32,
    /// The draw under way.
    draw: Option<Draw>,
    /// What the data themselves say, under way: the pairs, and what reviewers are worth.
    itself: (Vec<Pair>, Option<Summing>),
    choosing: Option<Choosing<'a>>,
}

/// Pairs looked at before somebody may do something else.
const PORTION: usize = 24;

/// One draw, under way.
#[derive(Clone, Debug)]
struct Draw {
    weights: Weights,
    values: Vec<f64>,
    pairs: usize,
    phis: Vec<f64>,
    rhos: Vec<f64>,
    summing: Option<Summing>,
}

impl<'a> Measurement<'a> {
    /// Begins.
    ///
    /// # Errors
    ///
    /// If there are too many raters.
    pub fn new(table: &'a Table, options: Options) -> Result<Measurement<'a>, TooMany> {
        if table.raters.len() > MOST_RATERS {
            return Err(TooMany { raters: table.raters.len() });
        }
        Ok(Measurement {
            table,
            weights: table.weights(),
            options,
            pairs: Prepared::all(table),
            combinations: Combinations::of(table, options.seed),
            together: together::Together::of(table),
            bootstrap: Bootstrap::new(table, options.seed),
            draws: Vec::new(),
            done: 0,
            draw: None,
            itself: (Vec::new(), None),
            choosing: options.panels.then(|| Choosing::new(table, options.seed)),
        })
    }

    /// Measures all at once.
    ///
    /// # Errors
    ///
    /// If there are too many raters.
    pub fn report(table: &Table, options: Options) -> Result<Report, TooMany> {
        let mut measurement = Measurement::new(table, options)?;
        while measurement.step() {}
        Ok(measurement.finish())
    }

    /// Makes one more draw; false once there were as many as asked for.
    pub fn step(&mut self) -> bool {
        let before = self.done;
        while self.done == before {
            if !self.advance_draw() {
                return false;
            }
        }
        true
    }

    /// Does a small part of what is left, a few milliseconds of it; false once there is nothing left. For who must answer to
    /// others meanwhile.
    pub fn advance(&mut self) -> bool {
        self.advance_itself() || self.advance_draw() || self.choosing.as_mut().is_some_and(Choosing::advance)
    }

    /// Draws made so far.
    #[must_use]
    pub fn done(&self) -> u32 {
        self.done
    }

    /// The share of draws and panels that is done, 0–1.
    #[must_use]
    pub fn progress(&self) -> f64 {
        let draws =
            if self.options.bootstrap == 0 { 1.0 } else { f64::from(self.done) / f64::from(self.options.bootstrap) };
        self.choosing.as_ref().map_or(draws, |choosing| 0.8 * draws + 0.2 * choosing.progress())
    }

    /// What the data themselves say.
    fn advance_itself(&mut self) -> bool {
        let (table, weights) = (self.table, &self.weights);
        let (pairs, summing) = &mut self.itself;
        let from = pairs.len();
        if from < self.pairs.len() {
            let more = &self.pairs[from..self.pairs.len().min(from + PORTION)];
            pairs.extend(more.iter().map(|pair| pair.pair(table, weights)));
            return true;
        }
        let summing = summing.get_or_insert_with(|| Summing::new(&self.combinations, table, weights));
        summing.advance(&self.combinations, table, weights)
    }

    fn advance_draw(&mut self) -> bool {
        if self.done >= self.options.bootstrap {
            return false;
        }
        let Some(mut draw) = self.draw.take() else {
            self.draw = Some(self.begin());
            return true;
        };
        if self.part(&mut draw) {
            self.draw = Some(draw);
            return true;
        }
        self.draws.resize_with(draw.values.len(), Vec::new);
        self.draws.iter_mut().zip(draw.values).for_each(|(draws, value)| draws.push(value));
        self.done += 1;
        true
    }

    fn begin(&mut self) -> Draw {
        let weights = self.bootstrap.draw();
        let rate =
            |rater: &crate::table::Rater| weights.count(&rater.wrong) as f64 / weights.count(&rater.observed) as f64;
        let values = self.table.raters.iter().map(rate).collect();
        Draw { weights, values, pairs: 0, phis: Vec::new(), rhos: Vec::new(), summing: None }
    }

    /// Adds some of the values that have an interval, NaN where one is undefined, in the order in which [`Measurement::finish`]
    /// takes them; false once it has them all.
    fn part(&self, draw: &mut Draw) -> bool {
        let Draw { weights, values, pairs, phis, rhos, summing } = draw;
        if *pairs < self.pairs.len() {
            for pair in &self.pairs[*pairs..self.pairs.len().min(*pairs + PORTION)] {
                let drawn = pair.drawn(self.table, weights);
                phis.extend(Some(drawn[0]).filter(|phi| phi.is_finite()));
                rhos.extend(Some(drawn[1]).filter(|rho| rho.is_finite()));
                values.extend(drawn);
                *pairs += 1;
            }
            return true;
        }
        let open = summing.get_or_insert_with(|| Summing::new(&self.combinations, self.table, weights));
        if open.advance(&self.combinations, self.table, weights) {
            return true;
        }
        let raters = self.table.raters.len();
        let phi = mean(phis).unwrap_or(f64::NAN);
        values.extend([phi, mean(rhos).unwrap_or(f64::NAN), kish(raters, phi)]);
        for worth in summing.take().map(Summing::finish).unwrap_or_default() {
            values.extend([worth.advertised, worth.conditional].map(|value| value.unwrap_or(f64::NAN)));
        }
        if self.options.fit_intervals && raters <= MOST_FOR_FITS {
            let fits = self.fits(weights);
            let (alpha, beta) = fits.beta_binomial.unwrap_or((f64::NAN, f64::NAN));
            values.extend([fits.one_factor.unwrap_or(f64::NAN), alpha, beta]);
        }
        false
    }

    fn fits(&self, weights: &Weights) -> Fits {
        let counts = self.together.counts(weights);
        if counts.iter().sum::<f64>() == 0.0 || counts.len() < 3 {
            return Fits::default();
        }
        let rates = self.together.rates(self.table, weights);
        Fits { one_factor: fit_one_factor(&rates, &counts), beta_binomial: fit_beta_binomial(&counts) }
    }

    /// The report, with the intervals of the draws made so far.
    #[must_use]
    pub fn finish(mut self) -> Report {
        while self.advance_itself() {}
        let (mut pairs, summing) = std::mem::take(&mut self.itself);
        let mut worth: Vec<Worth> = summing.map(Summing::finish).unwrap_or_default();
        let draws = std::mem::take(&mut self.draws);
        let mut intervals = draws.into_iter().map(interval).chain(std::iter::repeat(None));
        let mut next = || intervals.next().flatten();
        let (table, weights) = (self.table, self.weights.clone());
        let raters: Vec<RaterReport> = table
            .raters
            .iter()
            .map(|rater| {
                let (observed, wrong) = (weights.count(&rater.observed), weights.count(&rater.wrong));
                let rate = if observed == 0 {
                    Err("undefined: no verdict of it is known")
                } else {
                    Ok(wrong as f64 / observed as f64)
                };
                let unknown = weights.total() - observed;
                RaterReport {
                    name: rater.name.clone(),
                    group: rater.group.clone(),
                    error_rate: Measured::of(rate, next()),
                    error_rate_if_missing_wrong: (observed > 0)
                        .then(|| (wrong + unknown) as f64 / weights.total() as f64),
                    observed,
                }
            })
            .collect();
        for pair in &mut pairs {
            pair.set_intervals(std::array::from_fn(|_| next()));
        }
        let phis: Vec<f64> = pairs.iter().filter_map(|pair| pair.phi.value).collect();
        let rhos: Vec<f64> = pairs.iter().filter_map(|pair| pair.tetrachoric.value).collect();
        let nothing =
            if pairs.is_empty() { "undefined: there are no two raters" } else { "undefined: for every pair it is" };
        let mean_phi = Measured::of(mean(&phis).ok_or(nothing), next());
        let mean_tetrachoric = Measured::of(mean(&rhos).ok_or(nothing), next());
        let votes = mean_phi.value.map(|phi| kish(raters.len(), phi)).ok_or(nothing);
        let kish_votes = Measured::of(votes, next());
        for row in &mut worth {
            (row.advertised_interval, row.conditional_interval) = (next(), next());
        }
        let fits = self.fits(&weights);
        let without = "undefined: fewer than two raters err on some items only";
        let one_factor_rho = Measured::of(fits.one_factor.ok_or(without), next());
        let beta = fits.beta_binomial;
        let beta_binomial = BetaBinomial {
            alpha: beta.map(|(alpha, _)| alpha),
            beta: beta.map(|(_, beta)| beta),
            alpha_interval: next(),
            beta_interval: next(),
            reason: beta
                .is_none()
                .then_some("undefined: failures vary no more from item to item than chance makes them"),
        };
        let (together, all_err, coincidences, shared_fault) = self.all_together(&weights, fits);
        let suspects = self.suspects(&weights);
        let summary = Summary {
            mean_phi,
            mean_tetrachoric,
            undefined_pairs: pairs.len() - phis.len(),
            kish_votes,
            worth,
            capture_recapture: summary::capture_recapture(&all_err),
            all_err,
            one_factor_rho,
            beta_binomial,
            shared_fault,
            coincidences,
            groups: summary::groups(&pairs),
            tetrachoric_matrix_is_positive_definite: summary::is_positive_definite(raters.len(), &pairs),
            suspects,
        };
        let panels = self.choosing.take().map(Choosing::finish).unwrap_or_default();
        Report { items: weights.total(), raters, pairs, summary, together, panels }
    }

    fn all_together(
        &self,
        weights: &Weights,
        fits: Fits,
    ) -> (Together, Vec<summary::AllErr>, Option<summary::Coincidences>, Option<SharedFault>) {
        let observed = self.together.counts(weights);
        let (items, n) = (observed.iter().sum::<f64>(), self.table.raters.len());
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let counted = items as u64;
        if items == 0.0 {
            return (Together { observed, ..Together::default() }, Vec::new(), None, None);
        }
        let rates = self.together.rates(self.table, weights);
        let independent = poisson_binomial(rates.iter().copied());
        let shared = fit_shared_fault(&observed);
        let times = |chances: Vec<f64>| chances.into_iter().map(|chance| items * chance).collect::<Vec<f64>>();
        let (all_err, coincidences) =
            (summary::all_err(&observed), summary::coincidences(&observed, &independent, &rates));
        let together = Together {
            items: counted,
            observed,
            poisson_binomial: Some(times(independent)),
            beta_binomial: fits.beta_binomial.map(|fit| times(beta_binomial(n, fit))),
            one_factor: fits.one_factor.map(|rho| times(one_factor(&rates, rho))),
            shared_fault: shared.map(|fit| times(fit.chances(n))),
        };
        let shared = shared.map(|fit| SharedFault {
            traps: fit.traps,
            fail_on_trap: fit.fail_on_trap,
            fail_elsewhere: fit.fail_elsewhere,
        });
        (together, all_err, coincidences, shared)
    }

    /// What is left when the items on which everybody fails are taken for mistakes.
    fn suspects(&self, _: &Weights) -> Option<Suspects> {
        let failed = self.together.all().filter(|bits| bits.count() > 0 && self.table.raters.len() > 1)?;
        let without = self.table.without(failed);
        let weights = without.weights();
        let drawn: Vec<[f64; DRAWN]> = self
            .pairs
            .iter()
            .map(|pair| {
                let cells = |at: usize| (&without.raters[at].observed, &without.raters[at].wrong);
                let cells = crate::measures::Cells::count(cells(pair.a), cells(pair.b), &weights);
                let rho = cells.tetrachoric().map_or(f64::NAN, |tetrachoric| tetrachoric.rho);
                [cells.phi().unwrap_or(f64::NAN), rho, 0.0, 0.0, 0.0]
            })
            .collect();
        let of = |at: usize| {
            mean(&drawn.iter().map(|values| values[at]).filter(|value| value.is_finite()).collect::<Vec<_>>())
        };
        Some(Suspects {
            items: failed.count(),
            ids: failed.ones().take(NAMED).map(|item| self.table.items[item].id.clone()).collect(),
            mean_phi_without: of(0),
            mean_tetrachoric_without: of(1),
        })
    }
}

/// Kish's design effect.
fn kish(raters: usize, phi: f64) -> f64 {
    let n = raters as f64;
    n / (1.0 + (n - 1.0) * phi)
}
