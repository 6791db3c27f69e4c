"""How the values of one column are spread."""

import numpy as np
import pandas as pd

from .columns import find, is_number, measure, need_rows
from .groups import by_group
from .numbers import count, number, percent, words
from .result import Result
from .style import BLUE, INK, bars, people, short

SCALE = 11


def distribution(df: pd.DataFrame, column, unit: str = "") -> Result:
    """Spread of a column: quantiles and a histogram for numbers, shares for categories and for scales of up to 11 whole values."""
    name = find(df, column)
    need_rows(df, 2)
    if not is_number(df[name]) and not pd.api.types.is_timedelta64_dtype(df[name]):
        return by_group(df, name)
    values = measure(df, name).dropna()
    need_rows(values.to_frame(), 2)
    if values.nunique() <= SCALE and (values == values.round()).all():
        return _scale(df, name, values)
    facts = _facts(values)
    table = pd.DataFrame({"statistic": list(facts), "value": list(facts.values())})
    return Result(
        finding=_finding(facts, words(name), unit),
        table=table,
        facts=facts,
        evidence=_evidence(facts, unit),
        caveats=_doubts(df, name, values),
        draw=lambda axes, kind: _histogram(axes, values, words(name), facts),
    )


def _facts(values: pd.Series) -> dict:
    q = values.quantile([0.05, 0.25, 0.5, 0.75, 0.95])
    return {"rows": len(values), "mean": float(values.mean()), "median": float(q[0.5]), "std": float(values.std()), "min": float(values.min()), "p5": float(q[0.05]), "p25": float(q[0.25]), "p75": float(q[0.75]), "p95": float(q[0.95]), "max": float(values.max()), "skew": float(values.skew()) if len(values) > 2 and values.std() > 0 else 0.0}


def _finding(facts, name, unit) -> str:
    return f"Half of all values of {name} lie between **{number(facts['p25'], unit)}** and **{number(facts['p75'], unit)}**; the median is **{number(facts['median'], unit)}**, the average {number(facts['mean'], unit)}."


def _evidence(facts, unit) -> list[str]:
    shape = "about symmetric" if abs(facts["skew"]) < 0.5 else "stretched to the high side: few large values pull the average up" if facts["skew"] > 0 else "stretched to the low side: few small values pull the average down"
    return [f"From {number(facts['min'], unit)} to {number(facts['max'], unit)}; nine in ten values lie between {number(facts['p5'], unit)} and {number(facts['p95'], unit)}.", f"The shape is {shape} (skewness {facts['skew']:.2f}).", f"Standard deviation {number(facts['std'], unit)}, over {count(facts['rows'], 'value')}."]


def _doubts(df, name, values) -> list[str]:
    missing = len(df) - len(values)
    return [f"{count(missing, 'row')} ({percent(missing / len(df))}) without a value are left out."] if missing else []


def _scale(df, name, values) -> Result:
    counts = values.astype("int64").value_counts().sort_index()
    table = pd.DataFrame({str(name): counts.index, "rows": counts.to_numpy(), "share": (counts / counts.sum()).to_numpy()})
    facts = _facts(values) | {"top_two": float(table["share"].tail(2).sum()), "bottom_two": float(table["share"].head(2).sum()), "mode": int(counts.idxmax())}
    high, low = list(counts.index[-2:]), list(counts.index[:2])
    return Result(
        finding=f"{words(name)} averages **{facts['mean']:.2f}** (median {number(facts['median'])}); the most frequent value is **{facts['mode']}** ({percent(counts.max() / counts.sum())}).",
        table=table,
        percents=("share",),
        facts=facts,
        evidence=[f"The two highest values ({high[0]} and {high[-1]}) make up {percent(facts['top_two'])}, the two lowest ({low[0]} and {low[-1]}) {percent(facts['bottom_two'])}.", f"{count(len(values), 'value')} on a scale from {counts.index[0]} to {counts.index[-1]}."],
        caveats=_doubts(df, name, values),
        draw=lambda axes, kind: _columns(axes, table, name) if kind != "bar" else bars(axes, list(counts.index), list(counts), "rows", mark=None),
    )


def _columns(axes, table, name) -> None:
    drawn = axes.bar(range(len(table)), 100 * table["share"], color=BLUE, width=0.75)
    axes.bar_label(drawn, [percent(s) for s in table["share"]], color=INK, fontsize=9, padding=2)
    axes.set_xticks(range(len(table)), [str(v) for v in table.iloc[:, 0]])
    axes.set_xlabel(short(words(name), 60))
    axes.set_ylabel("share of rows (%)")


def _histogram(axes, values, name, facts) -> None:
    low, high = values.quantile(0.005), values.quantile(0.995)
    inner = values[(values >= low) & (values <= high)]
    axes.hist(inner, bins=min(40, max(10, int(np.sqrt(len(inner))))), color=BLUE, edgecolor="none", rwidth=0.94)
    axes.axvline(facts["median"], color=INK, linewidth=1.2, linestyle="--")
    axes.annotate(f"median {number(facts['median'])}", (facts["median"], 1), xycoords=("data", "axes fraction"), xytext=(4, -2), textcoords="offset points", color=INK, fontsize=9, va="top")
    left_out = len(values) - len(inner)
    axes.set_xlabel(short(name, 60) + (f" ({left_out} extreme values not drawn)" if left_out else ""))
    axes.set_ylabel("rows")
    people(axes.xaxis)


