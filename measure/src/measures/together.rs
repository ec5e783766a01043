//! How many fail on the same item, and what four models of it expect.

use blindspot_model::{normal, quadrature};

use crate::bits::Bits;
use crate::table::Table;
use crate::weights::Weights;

/// Items by how many raters fail on them, among those with every verdict.
#[derive(Clone, Debug)]
pub(crate) struct Together {
    /// The items on which exactly k fail, k = 0 … n.
    by_count: Vec<Bits>,
    complete: Bits,
}

impl Together {
    pub fn of(table: &Table) -> Together {
        let complete = table.complete();
        // Sums in planes of bits, one plane a binary digit: every rater's plane is added with its carries.
        let mut digits: Vec<Vec<u64>> = Vec::new();
        for rater in &table.raters {
            let mut carry: Vec<u64> = rater.wrong.words().to_vec();
            for digit in &mut digits {
                for (digit, carry) in digit.iter_mut().zip(&mut carry) {
                    (*digit, *carry) = (*digit ^ *carry, *digit & *carry);
                }
            }
            if carry.iter().any(|&word| word != 0) {
                digits.push(carry);
            }
        }
        let mut by_count = vec![Bits::none(complete.len()); table.raters.len() + 1];
        for item in complete.ones() {
            let count: usize = digits
                .iter()
                .enumerate()
                .map(|(place, digit)| ((digit[item / 64] >> (item % 64) & 1) as usize) << place)
                .sum();
            by_count[count].set(item);
        }
        Together { by_count, complete }
    }

    /// Items on which exactly k fail.
    pub fn counts(&self, weights: &Weights) -> Vec<f64> {
        self.by_count.iter().map(|bits| weights.count(bits) as f64).collect()
    }

    /// The items on which all fail.
    pub fn all(&self) -> Option<&Bits> {
        self.by_count.last().filter(|_| self.by_count.len() > 1)
    }

    /// Each rater's error rate over the same items.
    pub fn rates(&self, table: &Table, weights: &Weights) -> Vec<f64> {
        let n = weights.count(&self.complete) as f64;
        table.raters.iter().map(|rater| weights.count(&rater.wrong.and(&self.complete)) as f64 / n).collect()
    }
}

/// Chances that exactly k of independent raters fail (Poisson 1837), k = 0 … n.
pub(crate) fn poisson_binomial(rates: impl ExactSizeIterator<Item = f64>) -> Vec<f64> {
    let mut chances = vec![0.0; rates.len() + 1];
    chances[0] = 1.0;
    for (done, p) in rates.enumerate() {
        for k in (0..=done).rev() {
            chances[k + 1] += chances[k] * p;
            chances[k] *= 1.0 - p;
        }
    }
    chances
}

/// Chances that exactly k fail where each has a latent draw with correlation ρ to every other's.
pub(crate) fn one_factor(rates: &[f64], rho: f64) -> Vec<f64> {
    let (loading, rest) = (libm::sqrt(rho), libm::sqrt(1.0 - rho));
    let thresholds: Vec<f64> = rates.iter().map(|&p| normal::quantile(p)).collect();
    let mut chances = vec![0.0; rates.len() + 1];
    for node in quadrature::gaussian(loading, rest) {
        let given = thresholds.iter().map(|threshold| normal::cdf((threshold - loading * node.at) / rest));
        for (sum, p) in chances.iter_mut().zip(poisson_binomial(given)) {
            *sum += node.weight * p;
        }
    }
    chances
}

/// The ρ in 0–0.999 under which the counts are likeliest, the raters' error rates given; `None` where ρ plays no part.
pub(crate) fn fit_one_factor(rates: &[f64], counts: &[f64]) -> Option<f64> {
    const MAX: f64 = 0.999;
    const STEPS: u32 = 20;
    if rates.iter().filter(|&&p| p > 0.0 && p < 1.0).count() < 2 {
        return None;
    }
    let unlikely = |rho: f64| -likelihood(counts, &one_factor(rates, rho));
    let grid = |i: u32| MAX * f64::from(i) / f64::from(STEPS);
    let best = (0..=STEPS).map(|i| (i, unlikely(grid(i)))).min_by(|a, b| a.1.total_cmp(&b.1))?.0;
    let (low, high) = (grid(best.saturating_sub(1)), grid((best + 1).min(STEPS)));
    Some(minimum(low, high, unlikely))
}

/// The place of the lowest value between two places (golden section; Kiefer 1953).
fn minimum(mut low: f64, mut high: f64, f: impl Fn(f64) -> f64) -> f64 {
    const RATIO: f64 = 0.618_033_988_749_894_9;
    let mut inner = [high - RATIO * (high - low), low + RATIO * (high - low)];
    let mut values = inner.map(&f);
    // Beyond that the differences of likelihoods drown in their rounding.
    while high - low > 1e-9 {
        if values[0] < values[1] {
            high = inner[1];
            inner = [high - RATIO * (high - low), inner[0]];
            values = [f(inner[0]), values[0]];
        } else {
            low = inner[0];
            inner = [inner[1], low + RATIO * (high - low)];
            values = [values[1], f(inner[1])];
        }
    }
    0.5 * (low + high)
}

fn likelihood(counts: &[f64], chances: &[f64]) -> f64 {
    counts.iter().zip(chances).filter(|(n, _)| **n > 0.0).map(|(n, p)| n * libm::log(p.max(1e-300))).sum()
}

/// α and β of the beta-binomial under which the counts are likeliest (Skellam 1948): by Newton's method on their logarithms.
///
/// `None` where counts vary no more than chance alone makes them, so that there is no likeliest, or where all are the same.
pub(crate) fn fit_beta_binomial(counts: &[f64]) -> Option<(f64, f64)> {
    let raters = counts.len() - 1;
    let items: f64 = counts.iter().sum();
    let mean = counts.iter().zip(0..).map(|(n, k)| n * f64::from(k)).sum::<f64>() / (items * raters as f64);
    let square = counts.iter().zip(0..).map(|(n, k)| n * f64::from(k) * f64::from(k)).sum::<f64>() / items;
    let size = raters as f64;
    let variance = square - size * size * mean * mean;
    let chance = size * mean * (1.0 - mean);
    if raters < 2 || chance <= 0.0 || variance <= chance {
        return None;
    }
    // Moments: variance = chance·(1 + (n−1)/(α+β+1)).
    let sum = ((size - 1.0) / (variance / chance - 1.0) - 1.0).max(1e-3);
    let mut at = [libm::log(mean * sum), libm::log((1.0 - mean) * sum)];
    let more_than: Vec<f64> = (0..raters).map(|j| counts[j + 1..].iter().sum()).collect();
    let fewer_than: Vec<f64> = (0..raters).map(|j| counts[..raters - j].iter().sum()).collect();
    let value = |at: [f64; 2]| {
        let [a, b] = at.map(libm::exp);
        let term = |j: usize| {
            let j_f = j as f64;
            more_than[j] * libm::log(a + j_f) + fewer_than[j] * libm::log(b + j_f) - items * libm::log(a + b + j_f)
        };
        (0..raters).map(term).sum::<f64>()
    };
    let mut best = value(at);
    for _ in 0..200 {
        let [a, b] = at.map(libm::exp);
        let (mut ga, mut gb, mut haa, mut hbb, mut hab) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for j in 0..raters {
            let (x, y, z) = (1.0 / (a + j as f64), 1.0 / (b + j as f64), 1.0 / (a + b + j as f64));
            ga += more_than[j] * x - items * z;
            gb += fewer_than[j] * y - items * z;
            haa += -more_than[j] * x * x + items * z * z;
            hbb += -fewer_than[j] * y * y + items * z * z;
            hab += items * z * z;
        }
        // By logarithms: d/d ln a = a·d/da.
        let (g, h) = ([a * ga, b * gb], [a * a * haa + a * ga, b * b * hbb + b * gb, a * b * hab]);
        let determinant = h[0] * h[1] - h[2] * h[2];
        let newton = [-(h[1] * g[0] - h[2] * g[1]) / determinant, -(h[0] * g[1] - h[2] * g[0]) / determinant];
        let concave = h[0] < 0.0 && determinant > 0.0;
        let mut step = if concave { newton } else { g.map(|g| g / items) };
        let moved = loop {
            let next = [at[0] + step[0], at[1] + step[1]];
            let there = value(next);
            if there > best || (there == best && step.iter().all(|s| s.abs() < 1e-9)) {
                let moved = step.iter().map(|s| s.abs()).fold(0.0, f64::max);
                (at, best) = (next, there);
                break moved;
            }
            step = step.map(|s| 0.5 * s);
            if step.iter().all(|s| s.abs() < 1e-14) {
                break 0.0;
            }
        };
        if moved < 1e-11 {
            break;
        }
    }
    // Far out the likelihood is flat: no more than chance.
    (at.iter().all(|at| *at < 18.0)).then(|| (libm::exp(at[0]), libm::exp(at[1])))
}

/// Chances that exactly k of n fail where each item has a rate of its own, drawn from a beta distribution.
pub(crate) fn beta_binomial(raters: usize, (alpha, beta): (f64, f64)) -> Vec<f64> {
    let n = raters as f64;
    let log_beta = |a: f64, b: f64| libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
    let chance = |k: f64| {
        let ways = -libm::log(n + 1.0) - log_beta(n - k + 1.0, k + 1.0);
        libm::exp(ways + log_beta(k + alpha, n - k + beta) - log_beta(alpha, beta))
    };
    (0..=raters).map(|k| chance(k as f64)).collect()
}

/// A share of the items is a trap for all; on the others raters fail for themselves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct SharedFault {
    /// Share of the items that are traps.
    pub traps: f64,
    /// Chance to fail on a trap.
    pub fail_on_trap: f64,
    /// Chance to fail elsewhere.
    pub fail_elsewhere: f64,
}

/// The mixture of two binomials under which the counts are likeliest, by expectation and maximisation (Dempster, Laird and Rubin
/// 1977) from traps that catch four fifths.
pub(crate) fn fit_shared_fault(counts: &[f64]) -> Option<SharedFault> {
    let raters = counts.len() - 1;
    let items: f64 = counts.iter().sum();
    let mean = counts.iter().zip(0..).map(|(n, k)| n * f64::from(k)).sum::<f64>() / (items * raters as f64);
    if raters < 3 || mean <= 0.0 || mean >= 1.0 {
        return None;
    }
    let mut fit = SharedFault { traps: 0.5 * mean, fail_on_trap: 0.8, fail_elsewhere: 0.5 * mean };
    for _ in 0..20_000 {
        let SharedFault { traps, fail_on_trap: a, fail_elsewhere: p } = fit;
        let (mut share, mut on_trap, mut elsewhere) = (0.0, 0.0, 0.0);
        for (k, n) in counts.iter().enumerate() {
            let (k, rest) = (k as f64, (raters - k) as f64);
            let odds =
                libm::log(traps / (1.0 - traps)) + k * libm::log(a / p) + rest * libm::log((1.0 - a) / (1.0 - p));
            let is_trap = if odds > 700.0 { 1.0 } else { libm::exp(odds) / (1.0 + libm::exp(odds)) };
            share += n * is_trap;
            on_trap += n * is_trap * k;
            elsewhere += n * (1.0 - is_trap) * k;
        }
        let size = raters as f64;
        let keep = |p: f64| p.clamp(1e-12, 1.0 - 1e-12);
        let next = SharedFault {
            traps: keep(share / items),
            fail_on_trap: keep(on_trap / (share * size)),
            fail_elsewhere: keep(elsewhere / ((items - share) * size)),
        };
        let moved = (next.traps - traps).abs() + (next.fail_on_trap - a).abs() + (next.fail_elsewhere - p).abs();
        fit = next;
        if moved < 1e-13 {
            break;
        }
    }
    [fit.traps, fit.fail_on_trap, fit.fail_elsewhere].iter().all(|p| p.is_finite()).then_some(fit)
}

impl SharedFault {
    /// Chances that exactly k of n fail.
    pub fn chances(self, raters: usize) -> Vec<f64> {
        let private = poisson_binomial(std::iter::repeat_n(self.fail_elsewhere, raters));
        let shared = poisson_binomial(std::iter::repeat_n(self.fail_on_trap, raters));
        private.iter().zip(shared).map(|(p, s)| (1.0 - self.traps) * p + self.traps * s).collect()
    }
}
