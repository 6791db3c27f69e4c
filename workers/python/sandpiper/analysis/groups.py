"""Totals and averages, over all rows or per group."""

import pandas as pd

from .columns import MISSING, as_group, find, measure, need_rows
from .numbers import count, listing, named, number, percent, safe, words
from .result import Result
from .style import bars, pie

ADDS = {"sum", "count"}


def total(df: pd.DataFrame, value=None, how: str = "sum", unit: str = "") -> Result:
    """One number over all rows. how: sum, mean, median, min, max, std, distinct or count (rows, or filled cells of `value`)."""
    if value is None or how in ("count", "distinct"):
        return _tally(df, value, how)
    need_rows(df)
    numbers = measure(df, value)
    answer = _reduce(numbers, how)
    shape = {k: _reduce(numbers, k) for k in ("sum", "mean", "median", "min", "max")}
    facts = {"value": answer, "rows": len(df), "missing": int(numbers.isna().sum()), **shape}
    return Result(
        finding=f"The {named(value, how)} is **{_exact(answer, unit)}**, over {count(numbers.notna().sum(), 'row')}.",
        table=pd.DataFrame({"measure": [named(value, how)], "value": [answer], "rows": [len(df)]}),
        facts=facts,
        evidence=[f"Average {number(shape['mean'], unit)}, median {number(shape['median'], unit)}, from {number(shape['min'], unit)} to {number(shape['max'], unit)}."],
        caveats=_doubts(numbers, value),
    )


def _exact(value: float, unit: str) -> str:
    """A single total is told in full as long as it can be read."""
    return f"{value:,.0f}{f' {unit}' if unit else ''}" if 1e6 <= abs(value) < 1e9 else number(value, unit)


def _tally(df: pd.DataFrame, value, how: str) -> Result:
    if value is None:
        n, what = len(df), "rows"
    elif how == "distinct":
        n, what = int(df[find(df, value)].nunique()), f"different values of {words(value)}"
    else:
        n, what = int(df[find(df, value)].notna().sum()), f"rows with a value in {words(value)}"
    return Result(
        finding=f"There are **{n:,}** {what}.",
        table=pd.DataFrame({"measure": [what], "value": [n]}),
        facts={"value": n, "rows": len(df)},
        evidence=[f"Counted over {count(len(df), 'row')}."] if value is not None else [],
    )


def share(df: pd.DataFrame, mask, of: str = "rows", value=None) -> Result:
    """The share of rows (or of the sum of `value`) for which the boolean Series `mask` holds."""
    need_rows(df)
    chosen = pd.Series(mask, index=df.index).fillna(False).astype(bool)
    weights = measure(df, value) if value is not None else pd.Series(1.0, index=df.index)
    part, whole = float(weights[chosen].sum()), float(weights.sum())
    ratio = part / whole if whole else float("nan")
    what = f"of the {named(value, 'sum')}" if value is not None else f"of all {of}"
    table = pd.DataFrame({"part": [str(of), "all others"], "amount": [part, whole - part], "share": [ratio, 1 - ratio]})
    return Result(
        finding=f"**{percent(ratio)}** {what}: {number(part)} of {number(whole)}.",
        table=table if value is not None else table.assign(part=["matching", "others"]),
        percents=("share",),
        facts={"share": ratio, "part": part, "whole": whole},
        evidence=[f"{number(part)} of {number(whole)}; the others make up {percent(1 - ratio)}."],
        draw=lambda axes, kind: pie(axes, ["matching", "others"], [part, whole - part], what),
    )


def by_group(df: pd.DataFrame, by, value=None, how: str = "", top: int | None = None, ascending: bool = False, unit: str = "", nth: int | None = None) -> Result:
    """One number per group, largest first. by: a column, or a list of them; value None counts rows.

    how: sum, mean, median, min, max, std, count, distinct, rate (share of rows where a yes/no column holds).
    The table has all groups; `top` says how many the sentences and the chart tell of; `nth` 2 tells of the second. Columns: group, value, rows, share.
    """
    need_rows(df)
    keys = [find(df, key) for key in ([by] if isinstance(by, str) else by)]
    how = how or ("count" if value is None else "sum")
    label = named(value, how) if how != "rate" else f"share of {words(value)}"
    groups = {key: as_group(df[key]) for key in keys}
    table = _ordered(_table(df, groups, value, how, label), keys, label, ascending)
    said = table[~_unnamed(table, keys)] if not _unnamed(table, keys).all() else table
    names = [" / ".join(str(part) for part in row) for row in said[keys].itertuples(index=False)]
    facts = _facts(said, names, label, how, df, value)
    small = said["rows"].min() < 10 if how in ("mean", "median", "rate") else False
    return Result(
        finding=_placed(said, names, label, how, ascending, unit, nth) if nth and nth <= len(said) else _finding(said, names, label, how, ascending, unit, top),
        table=table,
        percents=("share", label) if how == "rate" else ("share",),
        facts=facts,
        evidence=_evidence(said, names, label, how, ascending, unit, top),
        caveats=_group_doubts(df, groups, value, how) + (["Some groups have fewer than 10 rows; their averages say little."] if small else []),
        draw=lambda axes, kind: _draw(axes, kind, said, names, label, top, how),
    )


def _unnamed(table, keys) -> pd.Series:
    return (table[keys] == MISSING).any(axis=1)


def _ordered(table, keys, label, ascending) -> pd.DataFrame:
    """By value, rows of a missing group last, so that nothing nameless comes first."""
    return table.assign(_last=_unnamed(table, keys)).sort_values(["_last", label], ascending=[True, ascending], kind="stable", ignore_index=True).drop(columns="_last")


def _table(df, groups, value, how, label) -> pd.DataFrame:
    frame, keys = pd.DataFrame(groups), list(groups)
    if value is None:
        series = pd.Series(1.0, index=df.index)
    elif how == "distinct" or how == "count":
        series = df[find(df, value)]
    else:
        series = measure(df, value)
    taken = "_value"
    grouped = frame.assign(**{taken: series}).groupby(keys, dropna=False, sort=True)[taken]
    if how == "count" and value is None:
        values = grouped.size()
    elif how == "rate":
        values = grouped.mean()
    else:
        values = grouped.agg({"distinct": "nunique"}.get(how, how))
    if how == "sum":
        values = grouped.sum(min_count=1)
    table = values.rename(label).reset_index()
    if how != "count" or value is not None:
        table["rows"] = grouped.size().to_numpy()
    else:
        table["rows"] = values.to_numpy()
    if how in ADDS and table[label].sum() > 0 and (table[label].dropna() >= 0).all():
        table["share"] = table[label] / table[label].sum()
    return table.dropna(subset=[label])


def _reduce(numbers: pd.Series, how: str) -> float:
    return float(numbers.agg(how))


def _facts(table, names, label, how, df, value) -> dict:
    facts = {"groups": len(table), "rows": len(df)}
    if len(table):
        facts |= {"first": names[0], "first_value": table[label].iloc[0], "last": names[-1], "last_value": table[label].iloc[-1]}
    if how in ADDS:
        facts["total"] = float(table[label].sum())
    elif value is not None and how != "distinct":
        facts["overall"] = float(measure(df, value).agg("mean" if how == "rate" else how))
    return facts


def told(value, how: str, unit: str = "") -> str:
    return percent(value) if how == "rate" else number(value, unit)


def _finding(table, names, label, how, ascending, unit, top=None) -> str:
    if not len(table):
        return "No group has a value."
    value = table[label].iloc[0]
    part = f", {percent(table['share'].iloc[0])} of all {number(round(table[label].sum() / table['share'].sum(), 6), unit)}" if "share" in table else ""
    most = "lowest" if ascending else "highest"
    ties = int((table[label] == value).sum())
    label = label.removeprefix("highest ").removeprefix("lowest ")
    if len(table) == 1:
        return f"There is one group only, {safe(names[0])}: {label} **{told(value, how, unit)}**."
    if ties > 1:
        return f"{listing(names[:ties])} share the {most} {label}: **{told(value, how, unit)}** each."
    if 2 <= (top or 1) <= min(10, len(table) - 1):
        ranked = [f"**{safe(n)}** ({told(v, how, unit)})" for n, v in zip(names[:top], table[label], strict=False)]
        return f"{', '.join(ranked[:-1])} and {ranked[-1]} have the {most} {label}."
    return f"**{safe(names[0])}** has the {most} {label}: **{told(value, how, unit)}**{part}."


ORDER = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth"}


def _placed(table, names, label, how, ascending, unit, nth) -> str:
    return f"**{safe(names[nth - 1])}** comes {ORDER.get(nth, f'at place {nth}')} by {'lowest' if ascending else 'highest'} {label}: **{told(table[label].iloc[nth - 1], how, unit)}**."


def _evidence(table, names, label, how, ascending, unit, top) -> list[str]:
    lines, n = [], min(len(table), top or 5)
    if n > 1:
        told_of = [f"{safe(name)} {told(v, how, unit)}" for name, v in zip(names[:n], table[label], strict=False)]
        lines.append(("Lowest: " if ascending else "Highest: ") + "; ".join(told_of) + ".")
    if len(table) > n:
        lines.append(f"At the other end of {count(len(table), 'group')}: {safe(names[-1])} with {told(table[label].iloc[-1], how, unit)}.")
    high, low = table[label].max(), table[label].min()
    if len(table) > 1 and low > 0 and high / low >= 1.05 and how != "rate":
        lines.append(f"The highest is {number(high / low)} times the lowest.")
    if len(table) > 8 and "share" in table:
        head = max(1, round(len(table) * 0.2))
        lines.append(f"The largest 20 % of groups ({head}) make up {percent(table['share'].nlargest(head).sum())}.")
    return lines


def _group_doubts(df, groups, value, how) -> list[str]:
    doubts = [f"{count(n, 'row')} without {words(key)} {'is' if n == 1 else 'are'} shown as {MISSING}." for key, group in groups.items() if (n := group.attrs["missing"])]
    for key, group in groups.items():
        if respelled := group.attrs["respelled"]:
            doubts.append(f"{count(respelled, 'row')} whose {words(key)} is spelled with other capitals are counted together.")
    return doubts + (_doubts(measure(df, value), value) if value is not None and how not in ("count", "distinct", "rate") else [])


def _doubts(numbers: pd.Series, value) -> list[str]:
    doubts, name = [], words(value)
    if missing := int(numbers.isna().sum()):
        doubts.append(f"{count(missing, 'row')} ({percent(missing / len(numbers))}) without a number in {name} are left out.")
    if negative := int((numbers < 0).sum()):
        if negative / len(numbers) < 0.2:
            doubts.append(f"{count(negative, 'row')} with a negative {name} ({number(numbers[numbers < 0].sum())} together) are counted in.")
    return doubts


def _draw(axes, kind, table, names, label, top, how) -> None:
    n = min(len(table), top or 15)
    if kind == "pie" and (table[label] >= 0).all():
        return pie(axes, names, list(table[label]), label)
    shown = list(table[label][:n])
    if kind in ("line", "column"):
        return columns(axes, names[:n], shown, label, kind)
    bars(axes, names[:n], shown, label + (f" ({n} of {len(table)} groups)" if n < len(table) else ""), text=lambda v: told(v, how))


def columns(axes, names, values, label, kind) -> None:
    """Upright bars or a line over the groups, because the person asked for that."""
    from .style import BLUE, people, short

    places = list(range(len(values)))
    if kind == "line":
        axes.plot(places, values, color=BLUE, marker="o", linewidth=2)
    else:
        axes.bar(places, values, color=BLUE, width=0.7)
    axes.set_xticks(places, [short(n, 16) for n in names], rotation=0 if len(names) <= 7 else 60, ha="center" if len(names) <= 7 else "right")
    axes.set_ylabel(short(label, 50))
    people(axes.yaxis)
