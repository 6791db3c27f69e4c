"""What to tell somebody who has a minute: how much, where to, who is ahead and behind, what moved, what to mind."""

import numpy as np
import pandas as pd

from .columns import MISSING, as_group, as_time, find, measure, need_rows, numeric
from .glance import _plain
from .numbers import count, named, number, percent, safe, words
from .over_time import trend
from .pairs import correlation, strength
from .result import Result
from .style import bars
from .unusual import outliers

ADDS = ("sum", "count")


def briefing(df: pd.DataFrame, name: str = "the table", time=None, value=None, how: str = "", groups=(), truths=()) -> Result:
    """Three to six findings about `value` (None counts rows): its size, its course, its best and worst groups, what moved, yes/no columns, and doubts about the data.

    groups: columns to look through; truths: yes/no columns. The finding says the most important in two sentences, the evidence holds one finding a line.
    Table: finding and figure, as they are told.
    """
    need_rows(df, 2)
    how = how or ("count" if value is None else "sum")
    numbers = measure(df, value) if value is not None else pd.Series(1.0, index=df.index)
    times = as_time(df[find(df, time)]) if time is not None else None
    frames = [_frame(df, numbers, column, how) for column in groups]
    ranked = sorted((f for f in frames if f is not None), key=lambda f: -f["spread"])
    course = trend(df, time, value, how=how) if times is not None and times.notna().sum() > 2 else None
    moved = _moved(times, numbers, how) if course is not None else None
    lines = {"Size": _size(df, numbers, times, value, how)}
    if course is not None:
        lines["Trend"] = _course(course, moved, named(value, how))
    for label, frame in zip(("Best and worst" if how in ADDS else "Highest and lowest", "Also"), ranked, strict=False):
        lines[label] = _ends(frame, how)
    if moved is not None and ranked and (mover := _mover(df, numbers, how, moved, ranked)):
        lines["What moved"] = mover
    for column in list(truths)[:1]:
        lines[f"Share with {words(column)}"] = _truth(df, column, ranked)
    if len(lines) < 4 and value is not None and (tied := _tied(df, value)):
        lines["What goes with it"] = tied
    if odd := _odd(df, value, groups):
        lines["Unusual"] = odd
    facts = {"rows": len(df), "value": _total(numbers, how), "findings": len(lines), "first": ranked[0]["names"][0] if ranked else None, "last": ranked[0]["names"][-1] if ranked else None, "change": moved["change"] if moved else None}
    best = ranked[0] if ranked else None
    return Result(
        finding=_headline(safe(name), facts, value, how, best, moved),
        table=pd.DataFrame({"finding": list(lines), "what was computed": [text.replace("**", "") for text in lines.values()]}),
        exact=True,
        facts=facts,
        evidence=[f"**{label}:** {text}" for label, text in lines.items()],
        caveats=_doubts(df, numbers, value),
        draw=course.draw if course is not None else (lambda axes, kind: bars(axes, best["names"][:12], best["values"][:12], named(value, how))) if best else None,
    )


def _total(numbers: pd.Series, how: str) -> float:
    return float(numbers.sum()) if how in ADDS else float(numbers.agg(how))


def _size(df, numbers, times, value, how) -> str:
    span = f", {times.min():%Y-%m-%d} to {times.max():%Y-%m-%d}" if times is not None and times.notna().any() else ""
    if value is None:
        return f"**{count(len(df), 'row')}**{span}."
    if how == "sum":
        return f"{named(value, how)} **{_full(_total(numbers, how))}** over {count(len(df), 'row')}{span}; {number(numbers.mean())} per row on average, the median is {number(numbers.median())}."
    return f"{named(value, how)} **{number(_total(numbers, how))}** over {count(len(df), 'row')}{span}; half of the values lie between {number(numbers.quantile(0.25))} and {number(numbers.quantile(0.75))}."


def _full(value: float) -> str:
    return f"{value:,.0f}" if 1e4 <= abs(value) < 1e9 else number(value)


def _course(course, moved, what) -> str:
    facts = course.facts
    peak = f" Highest {facts['freq']}: {facts['best_period']} ({number(facts['best'])}); lowest: {facts['worst_period']} ({number(facts['worst'])})." if "best" in facts else ""
    if moved is None:
        return course.finding.replace("**", "") + peak
    return f"{what} {_way(moved['change'])} in {moved['new']}, against {moved['old']} ({number(moved['before'])} → **{number(moved['after'])}**).{peak}"


def _way(change: float) -> str:
    return "stayed level" if abs(change) < 0.005 else f"{'rose' if change > 0 else 'fell'} by **{percent(abs(change))}**"


def _moved(times, numbers, how) -> dict | None:
    """The later part of the time against the earlier: the last year against the one before, else the second half against the first."""
    known = times.dropna()
    last, first = known.max().normalize() + pd.Timedelta(days=1), known.min().normalize()
    if last - pd.DateOffset(years=2) >= first - pd.Timedelta(days=5):
        middle, start, names = last - pd.DateOffset(years=1), last - pd.DateOffset(years=2), ("the last 12 months", "the 12 before")
    else:
        half = (last - first) / 2
        middle, start, names = first + half, first, (f"the second half of the time (from {first + half:%Y-%m-%d})", "the first half")
    late, early = (times >= middle) & (times < last), (times >= start) & (times < middle)
    if late.sum() < 5 or early.sum() < 5:
        return None
    after, before = _total(numbers[late], how), _total(numbers[early], how)
    if not before > 0 or not np.isfinite(after):
        return None
    return {"late": late, "early": early, "after": after, "before": before, "change": after / before - 1, "new": names[0], "old": names[1]}


def _frame(df, numbers, column, how) -> dict | None:
    """The groups of a column by their figure, largest first; None where it does not tell groups apart."""
    keys = as_group(df[find(df, column)])
    known = (keys != MISSING) & numbers.notna()
    grouped = numbers[known].groupby(keys[known])
    sizes = grouped.size()
    figures = (grouped.sum() if how in ADDS else grouped.agg(how))[sizes >= (1 if how in ADDS else max(5, 0.01 * len(df)))].dropna().sort_values(ascending=False)
    if len(figures) < 2 or not figures.iloc[0] > 0:
        return None
    middle = figures.mean()
    between = float(((figures - middle) ** 2 * sizes[figures.index]).sum() / sizes[figures.index].sum()) ** 0.5
    spread = between / float(numbers.std() or 1) if how not in ADDS else float(figures.std(ddof=0) / middle) if middle > 0 else 0.0
    return {"column": column, "keys": keys, "names": [str(k) for k in figures.index], "values": [float(v) for v in figures], "total": float(figures.sum()), "spread": spread}


def _ends(frame, how) -> str:
    names, values = frame["names"], frame["values"]
    share = lambda v: f", {percent(v / frame['total'])}" if how in ADDS and min(values) >= 0 and frame["total"] > 0 else ""
    first, last = ("is ahead", "is last") if how in ADDS else ("is highest", "is lowest")
    return f"by {words(frame['column'])}, **{safe(names[0])}** {first} ({number(values[0])}{share(values[0])}) and **{safe(names[-1])}** {last} ({number(values[-1])}{share(values[-1])}), of {count(len(names), 'group')}."


def _mover(df, numbers, how, moved, ranked) -> str | None:
    """Of few large groups, those that went furthest up and down."""
    found = []
    for frame in ranked:
        keys = frame["keys"]
        sides = [numbers[moved[side] & (keys != MISSING)].groupby(keys) for side in ("early", "late")]
        old, new = (side.sum() if how in ADDS else side.agg(how) for side in sides)
        counts = sides[0].size()
        change = (new / old - 1)[(old > 0) & (counts >= max(10, 0.02 * len(df)))].replace([np.inf, -np.inf], np.nan).dropna().sort_values()
        if len(change) > 1:
            found.append((float(change.iloc[-1] - change.iloc[0]), frame["column"], change))
    if not found:
        return None
    _, column, change = max(found, key=lambda each: each[0])
    return f"by {words(column)}, **{safe(change.index[-1])}** went furthest up ({percent(change.iloc[-1], signed=True)}) and **{safe(change.index[0])}** {'furthest down' if change.iloc[0] < 0 else 'least'} ({percent(change.iloc[0], signed=True)}), {moved['new']} against {moved['old']}."


def _truth(df, column, ranked) -> str:
    yes = measure(df, column)
    text = f"**{percent(yes.mean())}** of rows"
    best = None
    for frame in ranked:
        keys = frame["keys"]
        rates, sizes = yes.groupby(keys).mean(), yes.groupby(keys).size()
        rates = rates[(sizes >= max(10, 0.02 * len(df))) & (rates.index != MISSING)].sort_values()
        if len(rates) > 1 and (best is None or rates.iloc[-1] - rates.iloc[0] > best[0]):
            best = (rates.iloc[-1] - rates.iloc[0], frame["column"], rates)
    if best is None:
        return f"{text}."
    _, by, rates = best
    return f"{text}; by {words(by)} from {percent(rates.iloc[0])} ({safe(rates.index[0])}) to {percent(rates.iloc[-1])} ({safe(rates.index[-1])})."


def _tied(df, value) -> str | None:
    """The column of numbers that moves most with the measure, where chance alone would hardly make it."""
    if not [c for c in numeric(df) if c != find(df, value)]:
        return None
    best = correlation(df, value).facts
    if not (best["p"] < 0.01 and abs(best["r"]) >= 0.2):
        return None
    return f"{words(value)} and **{words(best['second'])}** have {strength(best['r'])} connection (r = {best['r']:.2f}); that is no proof of a cause."


def _odd(df, value, groups) -> str | None:
    """Few values far outside the usual; many would be the nature of the column."""
    if value is None or len(df) > 20_000 or len(df) < 30:
        return None
    found = outliers(df, value)
    n, checked = found.facts["outliers"], found.facts["checked"]
    if not n or n / max(1, checked) > 0.01:
        return None
    far = found.table.iloc[measure(found.table, "value").abs().argsort()[::-1].iloc[:1]]
    return f"{count(n, 'value')} of {words(value)} {'lies' if n == 1 else 'lie'} far outside the usual, the largest {number(float(far['value'].iloc[0]))}; look at {'it' if n == 1 else 'them'} before you rely on totals."


def _headline(name, facts, value, how, best, moved) -> str:
    what = named(value, how)
    lead = f"**{count(facts['rows'], 'row')}**" if value is None else f"{what} **{_full(facts['value'])}**"
    if moved:
        change = moved["change"]
        lead += f", {'level with' if abs(change) < 0.005 else f'**{percent(abs(change))} {"up" if change > 0 else "down"}** on'} {moved['old'].replace('the 12 before', 'the year before')}" if moved["old"] == "the 12 before" else f", **{percent(abs(change))} {'higher' if change > 0 else 'lower'}** in the second half of the time than in the first"
    first, last = ("leads", "comes last") if how in ADDS else ("is highest", "is lowest")
    end = f" By {words(best['column'])}, **{safe(best['names'][0])}** {first} and **{safe(best['names'][-1])}** {last}." if best else ""
    return f"{name[:1].upper() + name[1:]}: {lead}.{end}"


def _doubts(df, numbers, value) -> list[str]:
    empty, repeats = int(df.isna().sum().sum()), int(_plain(df).duplicated().sum())
    worst = df.isna().sum().sort_values(ascending=False)
    doubts = []
    if empty:
        doubts.append(f"Data quality: {count(empty, 'cell')} ({percent(empty / df.size)}) {'is' if empty == 1 else 'are'} empty, most in {words(worst.index[0])} ({count(int(worst.iloc[0]), 'row')}).")
    if repeats:
        doubts.append(f"{count(repeats, 'row')} {'repeats' if repeats == 1 else 'repeat'} another and {'is' if repeats == 1 else 'are'} counted in.")
    if value is not None and (negative := int((numbers < 0).sum())) and negative / len(df) < 0.2:
        doubts.append(f"{count(negative, 'row')} with a negative {words(value)} ({number(numbers[numbers < 0].sum())} together) {'is' if negative == 1 else 'are'} counted in.")
    if not empty and not repeats:
        doubts.append("Data quality: no empty cells and no repeated rows.")
    return doubts + ["This says what stands out in the numbers, not why."]

