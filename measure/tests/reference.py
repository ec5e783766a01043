"""Values of the measures from numpy and scipy, independent of the crate: python3 tests/reference.py > data/reference.json

Data is made by a small generator that the test repeats, so that nothing but the rule is shared.
"""

import json
from math import comb

import numpy as np
from scipy import optimize, stats
from scipy.special import betaln, gammaln


def draws(raters, items, seed):
    """0/1 with a shared difficulty, by the generator of Park and Miller (1988)."""
    state = seed
    table = []
    for _ in range(items):
        row = []
        state = state * 48271 % 2147483647
        hard = state / 2147483647
        for rater in range(raters):
            state = state * 48271 % 2147483647
            row.append(int(state / 2147483647 < hard * hard * (0.5 + 0.1 * rater)))
        table.append(row)
    return np.array(table)


def bivariate(h, k, rho):
    """P(X < h, Y < k) by Plackett's identity, integrated numerically."""
    from scipy.integrate import quad

    def density(r):
        return np.exp(-(h * h - 2 * r * h * k + k * k) / (2 * (1 - r * r))) / (2 * np.pi * np.sqrt(1 - r * r))

    return stats.norm.cdf(h) * stats.norm.cdf(k) + quad(density, 0, rho, epsabs=1e-14, epsrel=1e-13)[0]


def tetrachoric(x, y):
    h, k = stats.norm.ppf(x.mean()), stats.norm.ppf(y.mean())
    return optimize.brentq(lambda r: bivariate(h, k, r) - (x * y).mean(), -0.9999, 0.9999, xtol=1e-13)


def kappa(x, y):
    agree = (x == y).mean()
    chance = x.mean() * y.mean() + (1 - x.mean()) * (1 - y.mean())
    return (agree - chance) / (1 - chance)


def poisson_binomial(rates):
    chances = np.array([1.0])
    for p in rates:
        chances = np.convolve(chances, [1 - p, p])
    return chances


def beta_binomial(counts, n):
    k = np.arange(n + 1)
    ways = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)

    def unlikely(at):
        a, b = np.exp(at)
        return -(counts * (ways + betaln(k + a, n - k + b) - betaln(a, b))).sum()

    best = optimize.minimize(unlikely, [0.0, 1.0], method="Nelder-Mead", options={"xatol": 1e-11, "fatol": 1e-13, "maxiter": 4000})
    # Nelder and Mead stop where the likelihood is flat to rounding: the gradient tells the rest.
    gradient = lambda at: optimize.approx_fprime(at, unlikely, 1e-6)

    def score(at):
        a, b = np.exp(at)
        from scipy.special import digamma
        ga = (counts * (digamma(k + a) - digamma(n + a + b) - digamma(a) + digamma(a + b))).sum()
        gb = (counts * (digamma(n - k + b) - digamma(n + a + b) - digamma(b) + digamma(a + b))).sum()
        return [ga, gb]

    root = optimize.root(score, best.x, tol=1e-13)
    return np.exp(root.x)


def one_factor(rates, counts):
    nodes, weights = np.polynomial.hermite_e.hermegauss(180)
    weights = weights / weights.sum()
    thresholds = stats.norm.ppf(rates)

    def chances(rho):
        total = 0
        for x, w in zip(nodes, weights):
            total = total + w * poisson_binomial(stats.norm.cdf((thresholds - np.sqrt(rho) * x) / np.sqrt(1 - rho)))
        return total

    unlikely = lambda rho: -(counts * np.log(chances(rho))).sum()
    best = optimize.minimize_scalar(unlikely, bounds=(0.01, 0.95), method="bounded", options={"xatol": 1e-12})
    slope = lambda rho: (unlikely(rho + 1e-4) - unlikely(rho - 1e-4))
    return optimize.brentq(slope, best.x - 0.02, best.x + 0.02, xtol=1e-13)


def worth(table, k):
    from itertools import combinations

    n = table.shape[1]
    advertised, conditional = [], []
    rates = table.mean(axis=0)
    for author in range(n):
        wrong = table[table[:, author] == 1]
        for panel in combinations([r for r in range(n) if r != author], k):
            both = wrong[:, panel].all(axis=1).mean()
            if 0 < both < 1:
                advertised.append(np.log(both) / np.log(rates[list(panel)]).mean())
                conditional.append(np.log(both) / np.log(wrong[:, panel].mean(axis=0)).mean())
    return float(np.mean(advertised)), float(np.mean(conditional))


def case(raters, items, seed):
    table = draws(raters, items, seed)
    pairs = [(a, b) for a in range(raters) for b in range(a + 1, raters)]
    phis = [float(np.corrcoef(table[:, a], table[:, b])[0, 1]) for a, b in pairs]
    rhos = [float(tetrachoric(table[:, a], table[:, b])) for a, b in pairs]
    counts = np.bincount(table.sum(axis=1), minlength=raters + 1)
    rates = table.mean(axis=0)
    alpha, beta = beta_binomial(counts, raters)
    mean = float(np.mean(phis))
    return {
        "raters": raters,
        "items": items,
        "seed": seed,
        "phi": phis,
        "tetrachoric": rhos,
        "kappa": [float(kappa(table[:, a], table[:, b])) for a, b in pairs],
        "kish_votes": raters / (1 + (raters - 1) * mean),
        "observed": counts.tolist(),
        "poisson_binomial": (items * poisson_binomial(rates)).tolist(),
        "alpha": float(alpha),
        "beta": float(beta),
        "one_factor_rho": float(one_factor(rates, counts)),
        "worth": [worth(table, k) for k in range(1, min(raters - 1, 3) + 1)],
    }


print(json.dumps([case(3, 200, 7), case(5, 1000, 11), case(8, 4000, 13)], indent=1))
