"""How likely a result is by chance alone: p-values without scipy, so that no package has to load. Checked against scipy in the tests."""

import math

import numpy as np
import pandas as pd

TINY, STEPS = 1e-300, 500


def beta_share(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b), by its continued fraction."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(x, a, b) / a
    return 1 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    value = d
    for m in range(1, STEPS):
        for term in (m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))):
            d = 1 / _away(1 + term * d)
            c = _away(1 + term / c)
            value *= d * c
        if abs(d * c - 1) < 1e-12:
            break
    return value


def _away(value: float) -> float:
    return value if abs(value) > TINY else TINY


def gamma_rest(x: float, a: float) -> float:
    """The regularised upper incomplete gamma function Q(a, x)."""
    if x <= 0:
        return 1.0
    front = math.exp(-x + a * math.log(x) - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        for n in range(1, STEPS * 4):
            term *= x / (a + n)
            total += term
            if term < total * 1e-14:
                break
        return max(0.0, 1 - front * total)
    b, c = x + 1 - a, 1 / TINY
    d = 1 / b
    value = d
    for n in range(1, STEPS * 4):
        step = -n * (n - a)
        b += 2
        d = 1 / _away(step * d + b)
        c = _away(b + step / c)
        value *= d * c
        if abs(d * c - 1) < 1e-14:
            break
    return front * value


def p_t(t: float, freedom: float) -> float:
    """Two-sided, Student's t."""
    return beta_share(freedom / (freedom + t * t), freedom / 2, 0.5)


def p_f(f: float, between: float, within: float) -> float:
    return beta_share(within / (within + between * f), within / 2, between / 2)


def p_chi(chi: float, freedom: float) -> float:
    return gamma_rest(chi / 2, freedom / 2)


def p_normal(z: float) -> float:
    """Two-sided."""
    return math.erfc(abs(z) / math.sqrt(2))


def welch(a: pd.Series, b: pd.Series) -> float:
    """p of Welch's t test for two samples of unequal spread."""
    va, vb = a.var() / len(a), b.var() / len(b)
    if va + vb == 0:
        return 1.0 if a.mean() == b.mean() else 0.0
    freedom = (va + vb) ** 2 / ((va * va / (len(a) - 1)) + (vb * vb / (len(b) - 1)))
    return p_t((a.mean() - b.mean()) / math.sqrt(va + vb), freedom)


def mann_whitney(a: pd.Series, b: pd.Series) -> float:
    """Two-sided p by the normal approximation with ties and continuity, as scipy's for more than 8 values or ties."""
    n, m = len(a), len(b)
    ranks = pd.concat([a, b], ignore_index=True).rank()
    u = ranks[:n].sum() - n * (n + 1) / 2
    spread = math.sqrt(n * m / 12 * ((n + m + 1) - _ties(ranks) / ((n + m) * (n + m - 1))))
    distance = abs(u - n * m / 2) - 0.5
    return min(1.0, p_normal(max(0.0, distance) / spread)) if spread else 1.0


def _ties(ranks: pd.Series) -> float:
    counts = ranks.value_counts().astype("float64")
    return float((counts**3 - counts).sum())


def anova(groups: list[pd.Series]) -> float:
    every = pd.concat(groups)
    between = sum(len(g) * (g.mean() - every.mean()) ** 2 for g in groups)
    within = sum(((g - g.mean()) ** 2).sum() for g in groups)
    k, n = len(groups), len(every)
    return p_f((between / (k - 1)) / (within / (n - k)), k - 1, n - k) if within else 0.0


def kruskal(groups: list[pd.Series]) -> float:
    ranks = pd.concat(groups, ignore_index=True).rank()
    n, start, total = len(ranks), 0, 0.0
    for group in groups:
        total += ranks[start:start + len(group)].sum() ** 2 / len(group)
        start += len(group)
    fix = 1 - _ties(ranks) / (n**3 - n)
    return p_chi((12 / (n * (n + 1)) * total - 3 * (n + 1)) / fix, len(groups) - 1) if fix else 1.0


def chi_square(counts: np.ndarray) -> tuple[float, float, np.ndarray]:
    """(chi squared, p, expected counts) of a table; without Yates' correction."""
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    chi = float(((counts - expected) ** 2 / expected).sum())
    return chi, p_chi(chi, (counts.shape[0] - 1) * (counts.shape[1] - 1)), expected


def fisher(counts: np.ndarray) -> float:
    """Two-sided p of a two by two table."""
    (a, b), (c, d) = counts.astype(int).tolist()
    rows, first, total = a + b, a + c, a + b + c + d
    every = math.comb(total, first)
    chances = {x: math.comb(rows, x) * math.comb(total - rows, first - x) / every for x in range(max(0, first - (total - rows)), min(rows, first) + 1)}
    return min(1.0, sum(p for p in chances.values() if p <= chances[a] * (1 + 1e-7)))
