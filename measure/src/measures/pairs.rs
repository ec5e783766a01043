//! Every pair of raters.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::measures::answers::{Agreement, capa};
use crate::measures::cells::{Bound, Cells};
use crate::measures::report::Measured;
use crate::table::Table;
use crate::weights::Weights;

/// Which κ a pair's `kappa` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum KappaKind {
    /// Goel et al. 2025, of answers.
    Capa,
    /// Geirhos et al. 2020, of right and wrong only.
    ErrorConsistency,
}

/// Two raters.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Place of the first in the table.
    pub a: usize,
    /// Place of the second.
    pub b: usize,
    /// Their names.
    pub names: [String; 2],
    /// Whether both are of one group; `None` where one has none.
    pub same_group: Option<bool>,
    /// Items by who errs.
    pub cells: Cells,
    /// φ.
    pub phi: Measured,
    /// The largest φ at their error rates.
    pub phi_max: Measured,
    /// φ/φmax.
    pub phi_share: Measured,
    /// The tetrachoric ρ.
    pub tetrachoric: Measured,
    /// What is known of ρ where a cell is empty: the value is then of the corrected table.
    pub bound: Option<Bound>,
    /// κ.
    pub kappa: Measured,
    /// Which.
    pub kappa_kind: KappaKind,
    /// Share of items on which both give the same answer.
    pub agree: Measured,
    /// Cohen's κ of the answers.
    pub cohen_kappa: Measured,
    /// Share of the items on which both err with the same wrong answer.
    pub agree_when_both_wrong: Measured,
    /// What chance gives for that: 1/(options − 1).
    pub agree_by_chance: Option<f64>,
}

/// What of a pair does not change from draw to draw.
#[derive(Clone, Debug)]
pub(crate) struct Prepared {
    pub a: usize,
    pub b: usize,
    agreement: Option<Agreement>,
}

/// The values of a pair that have intervals, in their order.
pub(crate) const DRAWN: usize = 5;

impl Prepared {
    pub fn all(table: &Table) -> Vec<Prepared> {
        let n = table.raters.len();
        let pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
        pairs.map(|(a, b)| Prepared { a, b, agreement: Agreement::of(&table.raters[a], &table.raters[b]) }).collect()
    }

    fn cells(&self, table: &Table, weights: &Weights) -> Cells {
        let [a, b] = [self.a, self.b].map(|at| &table.raters[at]);
        Cells::count((&a.observed, &a.wrong), (&b.observed, &b.wrong), weights)
    }

    /// φ, ρ, κ, agreement, agreement when both err; NaN where undefined.
    pub fn drawn(&self, table: &Table, weights: &Weights) -> [f64; DRAWN] {
        let cells = self.cells(table, weights);
        let agreement = self.agreement.as_ref();
        [
            cells.phi().unwrap_or(f64::NAN),
            cells.tetrachoric().map_or(f64::NAN, |tetrachoric| tetrachoric.rho),
            self.kappa(table, cells, weights).0.unwrap_or(f64::NAN),
            agreement.and_then(|agreement| agreement.share(weights)).unwrap_or(f64::NAN),
            agreement.and_then(|agreement| agreement.when_both_wrong(weights)).unwrap_or(f64::NAN),
        ]
    }

    fn kappa(&self, table: &Table, cells: Cells, weights: &Weights) -> (Result<f64, &'static str>, KappaKind) {
        let options = table.options.filter(|_| cells.total() > 0);
        if let (Some(options), Some(agreement)) = (options, &self.agreement) {
            let n = cells.total() as f64;
            let right = ((cells.n00 + cells.n01) as f64 / n, (cells.n00 + cells.n10) as f64 / n);
            let kappa = agreement.share(weights).and_then(|agree| capa(agree, right, options));
            return (kappa.ok_or("undefined: both always agree by their accuracies alone"), KappaKind::Capa);
        }
        (cells.error_consistency(), KappaKind::ErrorConsistency)
    }

    /// The pair, without intervals.
    pub fn pair(&self, table: &Table, weights: &Weights) -> Pair {
        let cells = self.cells(table, weights);
        let [a, b] = [self.a, self.b].map(|at| &table.raters[at]);
        let agreement = self.agreement.as_ref();
        let without = "the data has no answers of both";
        let of = |value: Option<f64>, reason: &'static str| value.ok_or(reason);
        let tetrachoric = cells.tetrachoric();
        let (kappa, kappa_kind) = self.kappa(table, cells, weights);
        let share = cells.phi().and_then(|phi| cells.phi_max().map(|max| phi / max));
        let wrong =
            agreement.map_or(Err(without), |a| of(a.when_both_wrong(weights), "undefined: both never err on one item"));
        Pair {
            a: self.a,
            b: self.b,
            names: [a.name.clone(), b.name.clone()],
            same_group: a.group.as_ref().zip(b.group.as_ref()).map(|(a, b)| a == b),
            cells,
            phi: Measured::of(cells.phi(), None),
            phi_max: Measured::of(cells.phi_max(), None),
            phi_share: Measured::of(share, None),
            tetrachoric: Measured::of(tetrachoric.map(|t| t.rho), None),
            bound: tetrachoric.ok().and_then(|t| t.bound),
            kappa: Measured::of(kappa, None),
            kappa_kind,
            agree: Measured::of(of(agreement.and_then(|a| a.share(weights)), without), None),
            cohen_kappa: Measured::of(of(agreement.and_then(|x| x.cohen(a, b, weights)), without), None),
            agree_when_both_wrong: Measured::of(wrong, None),
            agree_by_chance: table
                .options
                .filter(|&n| n > 1 && agreement.is_some())
                .map(|n| 1.0 / (f64::from(n) - 1.0)),
        }
    }
}

impl Pair {
    /// Takes the intervals of [`Prepared::drawn`]; what is undefined has none.
    pub(crate) fn set_intervals(&mut self, intervals: [Option<[f64; 2]>; DRAWN]) {
        let values =
            [&mut self.phi, &mut self.tetrachoric, &mut self.kappa, &mut self.agree, &mut self.agree_when_both_wrong];
        for (value, interval) in values.into_iter().zip(intervals) {
            value.interval = interval.filter(|_| value.value.is_some());
        }
    }
}

impl Serialize for Pair {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("a", &self.names[0])?;
        map.serialize_entry("b", &self.names[1])?;
        map.serialize_entry("same_group", &self.same_group)?;
        let Cells { n11, n10, n01, n00 } = self.cells;
        for (name, n) in [("n11", n11), ("n10", n10), ("n01", n01), ("n00", n00)] {
            map.serialize_entry(name, &n)?;
        }
        self.phi.entries("phi", &mut map)?;
        self.phi_max.entries("phi_max", &mut map)?;
        self.phi_share.entries("phi_share", &mut map)?;
        self.tetrachoric.entries("tetrachoric", &mut map)?;
        if let Some(bound) = &self.bound {
            map.serialize_entry("tetrachoric_bound", bound)?;
            map.serialize_entry("tetrachoric_corrected", &true)?;
        }
        self.kappa.entries("kappa", &mut map)?;
        map.serialize_entry("kappa_kind", &self.kappa_kind)?;
        self.agree.entries("agree", &mut map)?;
        self.cohen_kappa.entries("cohen_kappa", &mut map)?;
        self.agree_when_both_wrong.entries("agree_when_both_wrong", &mut map)?;
        map.serialize_entry("agree_by_chance", &self.agree_by_chance)?;
        map.end()
    }
}
