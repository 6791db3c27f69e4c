"""Groups against each other, with the test that fits."""

import numpy as np
import pandas as pd

from . import chance
from .columns import MISSING, as_group, find, measure, need_rows
from .numbers import count, listing, number, percent, safe, sure, words
from .result import Result
from .style import BLUE, bars, people, short


def difference(df: pd.DataFrame, value, by, unit: str = "") -> Result:
    """Is `value` different between the groups of `by`? Two groups: Welch's t test, or Mann-Whitney where values are skewed, few or on a short
    scale; more: ANOVA or Kruskal-Wallis. Effect size: Cohen's d, or eta squared. Groups of fewer than 3 values are left out.

    Table: group, rows, mean, median, std. Facts: test, p, effect, verdict.
    """
    groups, left_out = _groups(df, value, by)
    if len(groups) < 2:
        raise ValueError(f"{by!r} has fewer than two groups with 3 values of {value!r}; nothing to compare")
    table = _table(groups, by)
    plain = _plain(groups)
    name, p = (_two if len(groups) == 2 else _many)(list(groups.values()), plain)
    effect, effect_name = (cohen(*list(groups.values())[:2]), "Cohen's d") if len(groups) == 2 else (eta(list(groups.values())), "eta squared")
    high, low = table.iloc[0], table.iloc[-1]
    facts = {"test": name, "p": p, "effect": effect, "effect_name": effect_name, "groups": len(groups), "high": high.iloc[0], "high_mean": high["mean"], "low": low.iloc[0], "low_mean": low["mean"], "difference": high["mean"] - low["mean"], "significant": p < 0.05}
    return Result(
        finding=_finding(facts, words(value), words(by), unit),
        table=table,
        facts=facts,
        evidence=_evidence(facts, table, unit),
        caveats=_doubts(table, left_out, facts),
        draw=lambda axes, kind: _boxes(axes, groups, words(value)),
    )


def _groups(df, value, by) -> tuple[dict, list]:
    need_rows(df, 6)
    frame = pd.DataFrame({"value": measure(df, value), "by": as_group(df[find(df, by)])}).dropna()
    frame = frame[frame["by"] != MISSING]
    groups = {str(key): part["value"] for key, part in frame.groupby("by", sort=True)}
    fit = {key: part for key, part in groups.items() if len(part) >= 3}
    return fit, [key for key in groups if key not in fit]


def _table(groups, by) -> pd.DataFrame:
    rows = [{str(by): key, "rows": len(v), "mean": v.mean(), "median": v.median(), "std": v.std()} for key, v in groups.items()]
    return pd.DataFrame(rows).sort_values("mean", ascending=False, kind="stable", ignore_index=True)


def _plain(groups) -> bool:
    """True where means may be compared: values neither few and skewed, nor very skewed, nor on a short scale."""
    every = pd.concat(list(groups.values()))
    if every.nunique() <= 7 or every.std() == 0:
        return False
    small = min(len(v) for v in groups.values()) < 15
    return max(abs(v.skew()) for v in groups.values() if v.std() > 0) < (1 if small else 2)


def _two(values, plain):
    if plain:
        return "Welch's t test", float(chance.welch(*values))
    return "Mann-Whitney U test", float(chance.mann_whitney(*values))


def _many(values, plain):
    if plain:
        return "analysis of variance", float(chance.anova(values))
    return "Kruskal-Wallis test", float(chance.kruskal(values))


def cohen(a, b) -> float:
    """Difference of means in pooled standard deviations."""
    pooled = np.sqrt(((len(a) - 1) * a.var() + (len(b) - 1) * b.var()) / max(1, len(a) + len(b) - 2))
    return float(abs(a.mean() - b.mean()) / pooled) if pooled else 0.0


def eta(values) -> float:
    """Share of the variance that the groups explain, 0 to 1."""
    every = pd.concat(values)
    whole = ((every - every.mean()) ** 2).sum()
    between = sum(len(v) * (v.mean() - every.mean()) ** 2 for v in values)
    return float(between / whole) if whole else 0.0


def size(effect: float, name: str) -> str:
    steps = (0.2, 0.5, 0.8) if name == "Cohen's d" else (0.01, 0.06, 0.14)
    return ["negligible", "small", "medium", "large"][sum(effect >= step for step in steps)]


def _finding(facts, value, by, unit) -> str:
    amount = f"{safe(facts['high'])} {number(facts['high_mean'], unit)}, {safe(facts['low'])} {number(facts['low_mean'], unit)}"
    if not facts["significant"]:
        return f"There is no clear difference: {value} does not differ between groups of {by} more than chance would make it (**{sure(facts['p'])}**); averages: {amount}."
    kind = size(facts["effect"], facts["effect_name"])
    end = "higher" if facts["groups"] == 2 else "highest"
    return f"**{safe(facts['high'])}** has the {end} average {value}; the groups of {by} differ (**{sure(facts['p'])}**): **{amount}**, a {kind} difference."


def _evidence(facts, table, unit) -> list[str]:
    lines = [f"{facts['test'][:1].upper() + facts['test'][1:]}: {sure(facts['p'])}; effect size {facts['effect_name']} = {facts['effect']:.2f} ({size(facts['effect'], facts['effect_name'])})."]
    ratio = f", {percent(facts['difference'] / abs(facts['low_mean']))} of the lower one" if facts["low_mean"] > 0 else ""
    lines.append(f"Difference of the averages: {number(facts['difference'], unit)}{ratio}.")
    return lines + [f"{safe(row.iloc[0])}: average {number(row['mean'], unit)}, median {number(row['median'], unit)}, {count(row['rows'], 'row')}." for _, row in table.head(5).iterrows()]


def _doubts(table, left_out, facts) -> list[str]:
    doubts = [f"Left out for fewer than 3 values: {listing(left_out)}."] if left_out else []
    if table["rows"].min() < 15:
        doubts.append("The smallest group has fewer than 15 rows; the test can miss a real difference.")
    if facts["significant"] and size(facts["effect"], facts["effect_name"]) == "negligible":
        doubts.append("With this many rows even a difference too small to matter is found; look at its size.")
    return doubts + ["Groups may differ in other ways too; this is a comparison, not an experiment."]


def _boxes(axes, groups, label) -> None:
    shown = sorted(groups.items(), key=lambda item: -item[1].median())[:12]
    axes.boxplot([v.to_numpy() for _, v in shown], orientation="horizontal", showfliers=False, patch_artist=True, widths=0.6,
                 boxprops={"facecolor": BLUE, "alpha": 0.55, "edgecolor": BLUE}, medianprops={"color": "#d2651f", "linewidth": 2}, whiskerprops={"color": BLUE}, capprops={"color": BLUE})
    axes.set_yticks(range(1, len(shown) + 1), [f"{short(k, 20)} (n = {len(v):,})" for k, v in shown])
    axes.invert_yaxis()
    axes.set_xlabel(short(f"{label}: median, middle half, range without extremes", 70))
    people(axes.xaxis)
    axes.figure.set_size_inches(7.6, max(2.2, 0.45 * len(shown) + 1.1))


def cross(df: pd.DataFrame, rows, columns) -> Result:
    """Two categories against each other: shares within each group of `rows`, a chi-square test (Fisher's for small two by two), Cramér's V.

    Table: group, rows, then the share of each value of `columns`.
    """
    a, b = as_group(df[find(df, rows)]), as_group(df[find(df, columns)])
    known = (a != MISSING) & (b != MISSING)
    counts = pd.crosstab(a[known], b[known])
    if min(counts.shape, default=0) < 2:
        raise ValueError(f"{rows!r} or {columns!r} has fewer than two values; nothing to compare")
    chi, p, expected = chance.chi_square(counts.to_numpy())
    test = "chi-square test"
    if counts.shape == (2, 2) and expected.min() < 5:
        test, p = "Fisher's exact test", chance.fisher(counts.to_numpy())
    effect = float(np.sqrt(chi / counts.to_numpy().sum() / (min(counts.shape) - 1)))
    shares = counts.div(counts.sum(axis=1), axis=0)
    focus = _focus(shares)
    ranked = shares[focus].sort_values(ascending=False, kind="stable")
    table = shares.loc[ranked.index].reset_index(names=str(rows))
    table.insert(1, "rows", counts.sum(axis=1).loc[ranked.index].to_numpy())
    facts = {"test": test, "p": float(p), "effect": effect, "effect_name": "Cramér's V", "focus": focus, "high": ranked.index[0], "high_share": float(ranked.iloc[0]), "low": ranked.index[-1], "low_share": float(ranked.iloc[-1]), "significant": p < 0.05}
    yes = f"{words(columns)} {safe(focus)}"
    lead = "Yes: they hang together" if p < 0.05 else "No: no connection that chance could not make"
    return Result(
        finding=f"{lead} (**{sure(p)}**). The share of {yes} is **{percent(facts['high_share'])}** for {safe(facts['high'])} and **{percent(facts['low_share'])}** for {safe(facts['low'])}.",
        table=table,
        percents=tuple(shares.columns),
        facts=facts,
        evidence=[f"{test[:1].upper() + test[1:]}: {sure(p)}; Cramér's V = {effect:.2f} ({'negligible' if effect < 0.1 else 'small' if effect < 0.3 else 'medium' if effect < 0.5 else 'large'})."] + [f"{safe(key)}: {percent(value)} of {count(counts.loc[key].sum(), 'row')}." for key, value in ranked.head(5).items()],
        caveats=(["Some cells expect fewer than 5 rows; the test is rough there."] if expected.min() < 5 else []) + ([f"{count(int((~known).sum()), 'row')} without both values are left out."] if (~known).any() else []),
        draw=lambda axes, kind: bars(axes, list(ranked.index[:15]), list(100 * ranked[:15]), f"share of {yes} (%)", text=lambda v: percent(v / 100)),
    )


def _focus(shares: pd.DataFrame):
    """The value to speak of: yes where there is one, else the one whose share varies most."""
    for column in shares.columns:
        if str(column).strip().lower() in ("yes", "true", "ja", "y", "1", "oui", "si"):
            return column
    return (shares.max() - shares.min()).idxmax()
