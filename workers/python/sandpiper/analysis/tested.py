"""A test statistic that was asked for by its name."""

from dataclasses import replace

import numpy as np
import pandas as pd

from . import chance
from .columns import MISSING, as_group, find
from .contrast import _groups, cohen, cross, difference
from .numbers import safe, sure, words
from .result import Result

SAID = {"t": "Welch's t", "d": "Cohen's d", "f": "The F of the analysis of variance", "chi2": "The chi-square statistic", "v": "Cramér's V"}


def tested(df: pd.DataFrame, value, by, name: str) -> Result:
    """`difference` (t, d, f) or `cross` (chi2, v) with the statistic `name` said first; t and d are of the group with the higher average less the other.

    Chi-square is without Yates' correction. Facts have it as "statistic", its p as "p".
    """
    if name in ("chi2", "v"):
        a, b = as_group(df[find(df, by)]), as_group(df[find(df, value)])
        known = (a != MISSING) & (b != MISSING)
        counts = pd.crosstab(a[known], b[known]).to_numpy()
        result = cross(df, by, value)
        chi, p, _ = chance.chi_square(counts)
        number = chi if name == "chi2" else float(np.sqrt(chi / counts.sum() / (min(counts.shape) - 1)))
        about = f"{words(by)} against {words(value)}" + (" (without continuity correction)" if name == "chi2" else "")
    else:
        groups, _ = _groups(df, value, by)
        result = difference(df, value, by)
        if name != "f" and len(groups) != 2:
            raise ValueError(f"{SAID[name]} compares two groups; {by!r} has {len(groups)}")
        number, p = _statistic(groups, name)
        about = f"{words(value)} between {' and '.join(safe(key) for key in sorted(groups, key=lambda k: -groups[k].mean()))}" if len(groups) == 2 else f"{words(value)} between the groups of {words(by)}"
    return replace(result, finding=f"{SAID[name]} of {about} is **{number:.3f}** ({sure(p)}). {result.finding}", facts={**result.facts, "statistic": number, "p": p})


def _statistic(groups: dict, name: str) -> tuple[float, float]:
    values = sorted(groups.values(), key=lambda v: -v.mean())
    if name == "f":
        every = pd.concat(values)
        between = sum(len(v) * (v.mean() - every.mean()) ** 2 for v in values) / (len(values) - 1)
        within = sum(((v - v.mean()) ** 2).sum() for v in values) / (len(every) - len(values))
        return float(between / within), float(chance.anova(values))
    a, b = values
    p = float(chance.welch(a, b))
    return (cohen(a, b) if name == "d" else float((a.mean() - b.mean()) / np.sqrt(a.var() / len(a) + b.var() / len(b)))), p
