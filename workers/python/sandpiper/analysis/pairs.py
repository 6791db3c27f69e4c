"""Numbers that move together."""

import numpy as np
import pandas as pd

from .chance import p_t
from .columns import find, measure, need_rows, numeric
from .numbers import count, percent, sure, words
from .result import Result
from .style import BLUE, ORANGE, bars, inner, people, short


def correlation(df: pd.DataFrame, a=None, b=None, method: str | None = None) -> Result:
    """Spearman rank correlation (r from -1 to 1) of a with b, of a with all numeric columns, or of all pairs; Pearson beside it.

    method "pearson" or "spearman" is told by its name; with "pearson" r is Pearson's. Table: first, second, r, pearson, p, rows; strongest first.
    """
    need_rows(df, 3)
    table = pd.DataFrame([_pair(df, x, y) for x, y in _pairs(df, a, b)], columns=["first", "second", "r", "pearson", "p", "rows"])
    if method == "pearson":
        table["r"], table["p"] = table["pearson"], [p_of(r, n) if n >= 3 and np.isfinite(r) else np.nan for r, n in zip(table["pearson"], table["rows"], strict=True)]
    table = table.dropna(subset=["r"]).sort_values("r", key=abs, ascending=False, kind="stable", ignore_index=True)
    if not len(table):
        raise ValueError("fewer than two numeric columns that vary; nothing to correlate")
    best = table.iloc[0]
    facts = {"first": best["first"], "second": best["second"], "r": float(best["r"]), "pearson": float(best["pearson"]), "p": float(best["p"]), "rows": int(best["rows"]), "pairs": len(table)}
    return Result(
        finding=_finding(facts, len(table), method),
        table=table,
        facts=facts,
        evidence=_evidence(table, facts, method),
        caveats=_doubts(table, facts),
        draw=(lambda axes, kind: _scatter(axes, df, facts)) if len(table) == 1 else (lambda axes, kind: _strengths(axes, table)),
    )


def _pairs(df, a, b) -> list[tuple]:
    if a is not None and b is not None:
        return [(find(df, a), find(df, b))]
    columns = numeric(df)
    if a is not None:
        return [(find(df, a), c) for c in columns if c != find(df, a)]
    columns = columns[:25]
    return [(x, y) for i, x in enumerate(columns) for y in columns[i + 1:]]


def _pair(df, x, y) -> tuple:
    both = pd.DataFrame({"x": measure(df, x), "y": measure(df, y)}).dropna()
    if len(both) < 3 or both["x"].nunique() < 2 or both["y"].nunique() < 2:
        return (x, y, np.nan, np.nan, np.nan, len(both))
    r = float(np.corrcoef(both["x"].rank(), both["y"].rank())[0, 1])
    return (x, y, r, float(np.corrcoef(both["x"], both["y"])[0, 1]), p_of(r, len(both)), len(both))


def p_of(r: float, n: int) -> float:
    """Two-sided p of a correlation r over n rows, by the t distribution."""
    if abs(r) >= 1:
        return 0.0
    return p_t(r * np.sqrt((n - 2) / (1 - r * r)), n - 2)


def strength(r: float) -> str:
    size = abs(r)
    return "no" if size < 0.1 else "a weak" if size < 0.3 else "a moderate" if size < 0.5 else "a strong" if size < 0.8 else "a very strong"


def _finding(facts, pairs, method=None) -> str:
    r, lead = facts["r"], "" if pairs == 1 else "Strongest of all pairs: "
    said = f"r = {r:.2f}" if method is None else f"{'Pearson' if method == 'pearson' else 'Spearman rank'} correlation = {r:.3f}"
    if facts["p"] >= 0.05:
        return f"{lead}{words(facts['first'])} and {words(facts['second'])} show no connection that chance could not make ({said}, {sure(facts['p'])}, {count(facts['rows'], 'row')})."
    way = "the higher one, the higher the other" if r > 0 else "the higher one, the lower the other"
    return f"{lead}{words(facts['first'])} and {words(facts['second'])} have {strength(r)} connection: **{said}**; {way}."


def _evidence(table, facts, method=None) -> list[str]:
    if len(table) == 1 and method == "pearson":
        return [f"Pearson r = {facts['r']:.3f}, {sure(facts['p'])}, over {count(facts['rows'], 'row')}.", f"A straight line explains about {percent(facts['r'] ** 2)} of the differences."]
    if len(table) == 1:
        return [f"Spearman r = {facts['r']:.2f}, Pearson r = {facts['pearson']:.2f}, {sure(facts['p'])}, over {count(facts['rows'], 'row')}.", f"About {percent(facts['r'] ** 2)} of the differences in rank of one go with the other."]
    return [f"{words(row['first'])} and {words(row['second'])}: r = {row['r']:.2f} ({sure(row['p'])}, {count(row['rows'], 'row')})." for _, row in table.head(5).iterrows()]


def _doubts(table, facts) -> list[str]:
    doubts = ["Moving together is no proof that one causes the other."]
    if abs(facts["r"] - facts["pearson"]) > 0.15:
        doubts.append("Ranks and raw values disagree: the connection is not a straight line, or a few extreme values weigh much.")
    if len(table) > 10:
        doubts.append(f"{count(len(table), 'pair')} were looked at; about {max(1, round(len(table) * 0.05))} would look connected by chance alone.")
    return doubts


def _scatter(axes, df, facts) -> None:
    x, y = measure(df, facts["first"]), measure(df, facts["second"])
    both = pd.DataFrame({"x": x, "y": y}).dropna()
    both = both.sample(min(len(both), 3000), random_state=0)
    axes.scatter(both["x"], both["y"], s=14, alpha=0.45, color=BLUE, edgecolors="none")
    slope, start = np.polyfit(both["x"], both["y"], 1)
    ends = np.array([both["x"].min(), both["x"].max()])
    axes.plot(ends, slope * ends + start, color=ORANGE, linewidth=2)
    inner(axes, both["x"], both["y"])
    axes.set_xlabel(short(words(facts["first"]), 60))
    axes.set_ylabel(short(words(facts["second"]), 50))
    people(axes.xaxis)
    people(axes.yaxis)


def _strengths(axes, table) -> None:
    shown = table.head(12)
    bars(axes, [f"{short(r['first'], 18)} – {short(r['second'], 18)}" for _, r in shown.iterrows()], list(shown["r"]), "rank correlation r", text=lambda v: f"{v:.2f}")
