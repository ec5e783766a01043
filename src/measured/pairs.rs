//! How alike every two raters err, as a map whose neighbours are alike.

use blindspot_measure::measures::{KappaKind, Measured, Pair, Report};

use super::words::{decimal, measured, short};
use crate::chart::Picture;
use crate::chart::axis::{Axis, Spread};
use crate::chart::heat_map::HeatMap;
use crate::figure::{Cell, Frame, Table};

/// Beyond so many raters the picture shows the first ones only; the table has all.
const MOST: usize = 60;

/// So many names fit beside the picture.
const NAMES: usize = 24;

/// A measure of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// φ.
    Phi,
    /// φ as a share of what it can be at these error rates.
    Share,
    /// Tetrachoric ρ.
    Rho,
    /// κ.
    Kappa,
}

impl Likeness {
    /// All of them.
    pub const ALL: [Likeness; 4] = [Likeness::Phi, Likeness::Share, Likeness::Rho, Likeness::Kappa];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Likeness::Phi => "φ",
            Likeness::Share => "φ/φmax",
            Likeness::Rho => "ρ",
            Likeness::Kappa => "κ",
        }
    }

    /// What it is.
    const fn about(self) -> &'static str {
        match self {
            Likeness::Phi => "Correlation of errors. Raters that err unequally often can’t reach 1",
            Likeness::Share => "Correlation of errors, as a share of what these error rates allow",
            Likeness::Rho => "Latent correlation (tetrachoric)",
            Likeness::Kappa => "Agreement beyond chance",
        }
    }

    fn of(self, pair: &Pair) -> &Measured {
        match self {
            Likeness::Phi => &pair.phi,
            Likeness::Share => &pair.phi_share,
            Likeness::Rho => &pair.tetrachoric,
            Likeness::Kappa => &pair.kappa,
        }
    }
}

/// The pair of two raters, in either order.
#[must_use]
pub fn pair_of(report: &Report, a: usize, b: usize) -> Option<&Pair> {
    let (first, second) = (a.min(b), a.max(b));
    let n = report.raters.len();
    // Pairs come by the first, then by the second.
    let at = first.checked_mul(2 * n - first - 1)? / 2 + second.checked_sub(first + 1)?;
    report.pairs.get(at).filter(|pair| (pair.a, pair.b) == (first, second))
}

/// The raters that are shown, in an order whose neighbours err alike: clusters by mean φ (average linkage), groups together
/// where there are groups.
#[must_use]
pub fn order(report: &Report) -> Vec<usize> {
    let n = report.raters.len().min(MOST);
    let phi = |a: usize, b: usize| pair_of(report, a, b).and_then(|pair| pair.phi.value).unwrap_or(0.0);
    let mut clusters: Vec<Vec<usize>> = (0..n).map(|rater| vec![rater]).collect();
    let mut likeness: Vec<Vec<f64>> =
        (0..n).map(|a| (0..n).map(|b| if a == b { 0.0 } else { phi(a, b) }).collect()).collect();
    while clusters.len() > 1 {
        let pairs = (0..clusters.len()).flat_map(|a| (a + 1..clusters.len()).map(move |b| (a, b)));
        // Of equals the first.
        let best =
            pairs.reduce(|best, pair| if likeness[pair.0][pair.1] > likeness[best.0][best.1] { pair } else { best });
        let Some((a, b)) = best else { break };
        let (size_a, size_b) = (clusters[a].len() as f64, clusters[b].len() as f64);
        let means = likeness[a].iter().zip(&likeness[b]);
        let means: Vec<f64> = means.map(|(x, y)| (size_a * x + size_b * y) / (size_a + size_b)).collect();
        for (row, &mean) in likeness.iter_mut().zip(&means) {
            row[a] = mean;
        }
        likeness[a] = means;
        let joined = clusters.remove(b);
        clusters[a].extend(joined);
        likeness.remove(b);
        for row in &mut likeness {
            row.remove(b);
        }
    }
    let order = clusters.pop().unwrap_or_default();
    let mut grouped: Vec<usize> = Vec::with_capacity(n);
    for &rater in &order {
        let group = &report.raters[rater].group;
        if grouped.contains(&rater) {
            continue;
        }
        if group.is_none() {
            grouped.push(rater);
        } else {
            grouped.extend(order.iter().filter(|&&other| report.raters[other].group == *group));
        }
    }
    grouped
}

/// Two raters in words.
#[must_use]
pub fn told(report: &Report, a: usize, b: usize) -> String {
    let name = |rater: usize| report.raters.get(rater).map_or("", |rater| &rater.name);
    if a == b {
        return format!("{} with itself.", name(a));
    }
    let Some(pair) = pair_of(report, a, b) else { return String::new() };
    let cells = pair.cells;
    let kappa = match pair.kappa_kind {
        KappaKind::Capa => "κp of answers",
        KappaKind::ErrorConsistency => "κ of errors",
    };
    format!(
        "{} and {}: both err on {} items, one alone on {} and {}, neither on {}. φ {}; ρ {}; {kappa} {}.",
        name(pair.a),
        name(pair.b),
        cells.n11,
        cells.n10,
        cells.n01,
        cells.n00,
        measured(&pair.phi, decimal),
        measured(&pair.tetrachoric, decimal),
        measured(&pair.kappa, decimal),
    )
}

/// The frame of all pairs, with nobody [`at`] one of them.
#[must_use]
pub fn frame(report: &Report, order: &[usize], likeness: Likeness) -> Frame {
    let n = order.len();
    let value = |row: usize, column: usize| {
        let pair = pair_of(report, order[row], order[column]);
        pair.and_then(|pair| likeness.of(pair).value).unwrap_or(0.0)
    };
    let most = report.pairs.iter().filter_map(|pair| Some((pair, likeness.of(pair).value?)));
    let most = most.max_by(|a, b| a.1.total_cmp(&b.1));
    let title = most.map_or_else(
        || "No two of them can be compared".to_owned(),
        |(pair, value)| {
            format!(
                "Most alike: {} and {}, {} {}",
                short(&pair.names[0]),
                short(&pair.names[1]),
                likeness.name(),
                decimal(value)
            )
        },
    );
    let size = n as f64;
    let step = n.div_ceil(NAMES).max(1);
    let ticks = |of: &dyn Fn(usize) -> (f64, String)| (0..n).filter(|place| place % step == 0).map(of).collect();
    let axis = |ticks, name: &str| Axis {
        low: 0.0,
        high: size.max(1.0),
        spread: Spread::Linear,
        ticks,
        name: name.to_owned(),
    };
    let cut = report.raters.len().saturating_sub(n);
    Frame {
        title,
        subtitle: format!(
            "{}. Darker is more alike{}{}",
            likeness.about(),
            if report.summary.groups.is_some() { "; outlined: one group" } else { "" },
            if cut > 0 { format!("; the picture leaves out the last {cut}") } else { String::new() }
        ),
        summary: format!("Heat map of {n} raters by {}. ", likeness.name()),
        table: table(report),
        picture: Picture::HeatMap(HeatMap {
            x: axis(ticks(&|place| (middle(place), (place + 1).to_string())), ""),
            y: axis(
                ticks(&|place| {
                    (size - middle(place), format!("{} {}", short(&report.raters[order[place]].name), place + 1))
                }),
                "",
            ),
            rows: (0..n).rev().map(|row| (0..n).map(|column| value(row, column)).collect()).collect(),
            is_stale: false,
            solid: Vec::new(),
            dashed: Vec::new(),
            contour: outline(report, order),
            here: (0.0, 0.0),
            here_name: String::new(),
            others: Vec::new(),
            regions: Vec::new(),
        }),
    }
}

/// The same [`frame`] for who looks at two places of the [order]. Nothing of it is made anew but what is said and marked there.
#[must_use]
pub fn at(
    mut frame: Frame,
    report: &Report,
    order: &[usize],
    likeness: Likeness,
    (row, column): (usize, usize),
) -> Frame {
    let last = order.len().saturating_sub(1);
    let (row, column) = (row.min(last), column.min(last));
    let Some((&a, &b)) = order.get(row).zip(order.get(column)) else { return frame };
    if last > 0 {
        frame.summary += &told(report, a, b);
    }
    if let Picture::HeatMap(map) = &mut frame.picture {
        map.here = (middle(column), order.len() as f64 - middle(row));
        // Where the two are undefined, nothing is drawn; it is not nought.
        map.here_name = pair_of(report, a, b)
            .map_or_else(String::new, |pair| likeness.of(pair).value.map_or("undefined".to_owned(), decimal));
    }
    frame
}

/// The middle of a cell along an axis.
fn middle(place: usize) -> f64 {
    place as f64 + 0.5
}

/// Every pair with everything that is measured of it.
fn table(report: &Report) -> Table {
    let rows = report.pairs.iter().map(|pair| {
        let number = |measured: &Measured| Cell::number(measured.value.unwrap_or(f64::NAN), decimal);
        let ends = |measured: &Measured| {
            [0, 1].map(|end| Cell::number(measured.interval.map_or(f64::NAN, |ends| ends[end]), decimal))
        };
        let [low, high] = ends(&pair.phi);
        let [rho_low, rho_high] = ends(&pair.tetrachoric);
        let count = |n: u64| Cell::number(n as f64, |n| n.to_string());
        let cells = pair.cells;
        let bound = if pair.bound.is_some() { "an empty cell" } else { "" };
        vec![
            Cell::name(format!("{} and {}", pair.names[0], pair.names[1])),
            number(&pair.phi),
            low,
            high,
            number(&pair.phi_share),
            number(&pair.tetrachoric),
            rho_low,
            rho_high,
            Cell::name(bound),
            number(&pair.kappa),
            count(cells.n11),
            count(cells.n10),
            count(cells.n01),
            count(cells.n00),
        ]
    });
    Table::new(
        [
            "Pair",
            "φ",
            "from (90%)",
            "to",
            "φ/φmax",
            "ρ",
            "from (90%)",
            "to",
            "bound",
            "κ",
            "both err",
            "first errs",
            "second errs",
            "neither",
        ]
        .map(str::to_owned)
        .into(),
        rows.collect(),
    )
}

/// A line around the block of each group, down the diagonal.
fn outline(report: &Report, order: &[usize]) -> Vec<(f64, f64)> {
    let size = order.len() as f64;
    let mut line = Vec::new();
    let mut from = 0.0;
    for block in order.chunk_by(|&a, &b| {
        let [a, b] = [a, b].map(|rater| &report.raters[rater].group);
        a.is_some() && a == b
    }) {
        let to = from + block.len() as f64;
        if block.len() > 1 {
            // From its upper left corner around to its lower right one, where the next one begins.
            line.extend([
                (from, size - from),
                (to, size - from),
                (to, size - to),
                (from, size - to),
                (from, size - from),
            ]);
            line.extend([(to, size - from), (to, size - to)]);
        } else if !line.is_empty() {
            line.push((to, size - to));
        }
        from = to;
    }
    // It may not end in a stroke through cells of nobody's group.
    line
}
