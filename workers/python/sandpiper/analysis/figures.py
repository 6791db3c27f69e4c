"""Statistics by name: one or several of a column, over all rows or per group."""

import re

import pandas as pd

from .chance import p_t
from .columns import as_group, find, measure, need_rows
from .numbers import count, number, percent, safe, words
from .result import Result
from .style import bars

NAMES = {
    "mean": "average", "median": "median", "std": "standard deviation", "var": "variance", "min": "lowest value", "max": "highest value", "sum": "total", "iqr": "interquartile range",
    "range": "range from the lowest to the highest", "mode": "most frequent value", "skew": "skewness", "low95": "lower end of the 95 % confidence interval of the average", "high95": "upper end of the 95 % confidence interval of the average",
}


def statistics(df: pd.DataFrame, value, which, by=None, unit: str = "") -> Result:
    """The statistics named in `which`: mean, median, std and var (of a sample), min, max, sum, iqr, range, mode, skew, low95 and high95 (the average's confidence interval), or p90 and the like.

    Percentiles are interpolated between the two nearest values. Table: statistic and value; with `by` one row per group and one column per statistic.
    """
    which = [which] if isinstance(which, str) else list(which)
    numbers = measure(df, value)
    need_rows(numbers.dropna().to_frame(), 1)
    answers = {name: _of(numbers.dropna(), name) for name in which}
    lost = int(numbers.isna().sum())
    doubts = [f"{count(lost, 'row')} ({percent(lost / len(df))}) without a number in {words(value)} are left out."] if lost else []
    if by is not None:
        return _grouped(df, numbers, answers, (value, by, unit), doubts)
    told = [f"the {label(name)} is **{number(answer, unit)}**" for name, answer in answers.items()]
    listed = told[0] if len(told) == 1 else ", ".join(told[:-1]) + " and " + told[-1]
    table = pd.DataFrame({"statistic": [label(name) for name in answers], "value": list(answers.values())})
    known = numbers.dropna()
    return Result(
        finding=f"For {words(value)}, {listed}, over {count(len(known), 'row')}.",
        table=table,
        facts={**answers, "rows": len(known)},
        evidence=[f"Average {number(known.mean(), unit)}, median {number(known.median(), unit)}, from {number(known.min(), unit)} to {number(known.max(), unit)}."],
        caveats=doubts,
    )


def label(name: str) -> str:
    """"p90" -> "90th percentile"."""
    if name in NAMES:
        return NAMES[name]
    digits = name[1:]
    whole = int(float(digits)) if "." not in digits else -1
    end = {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th") if whole // 10 != 1 else "th"
    return f"{digits}{end} percentile"


def _of(known: pd.Series, name: str) -> float:
    if re.fullmatch(r"p\d{1,2}(\.\d+)?|p100", name):
        return float(known.quantile(float(name[1:]) / 100))
    if name == "iqr":
        return float(known.quantile(0.75) - known.quantile(0.25))
    if name == "range":
        return float(known.max() - known.min())
    if name == "mode":
        return float(known.mode().iloc[0])
    if name in ("low95", "high95"):
        away = _t95(len(known) - 1) * known.std() / len(known) ** 0.5
        return float(known.mean() + (away if name == "high95" else -away))
    if name not in NAMES:
        raise ValueError(f"no statistic {name!r}; there are: {list(NAMES)} and p0 to p100")
    return float(known.agg(name))


def _t95(freedom: int) -> float:
    """The value of Student's t that leaves 5 % outside, by halving."""
    low, high = 0.0, 1000.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if p_t(middle, freedom) > 0.05 else (low, middle)
    return low


def _grouped(df, numbers, answers, asked, doubts) -> Result:
    value, by, unit = asked
    groups = numbers.dropna().groupby(as_group(df[find(df, by)]))
    table = pd.DataFrame([{str(by): key, **{label(name): _of(own, name) for name in answers}, "rows": len(own)} for key, own in groups])
    lead = label(next(iter(answers)))
    table = table.sort_values(lead, ascending=False, kind="stable", ignore_index=True)
    first, last = table.iloc[0], table.iloc[-1]
    return Result(
        finding=f"**{safe(first.iloc[0])}** has the highest {lead} of {words(value)}: **{number(first[lead], unit)}**; the lowest has {safe(last.iloc[0])} with {number(last[lead], unit)}.",
        table=table,
        facts={**answers, "groups": len(table), "first": first.iloc[0], "first_value": float(first[lead])},
        evidence=[f"{safe(row.iloc[0])}: {number(row[lead], unit)}, over {count(row['rows'], 'row')}." for _, row in table.head(6).iterrows()],
        caveats=doubts + (["Some groups have fewer than 10 rows; what is said of them says little."] if table["rows"].min() < 10 else []),
        draw=lambda axes, kind: bars(axes, list(table.iloc[:15, 0]), list(table[lead].head(15)), f"{lead} of {words(value)}"),
    )
