"""What each customer, patient, agent has: rows, or the sum of a measure."""

import pandas as pd

from .columns import MISSING, as_label, find, measure, need_rows
from .numbers import count, number, percent, safe, words
from .result import Result
from .select import SIGNS
from .style import bars

SAID = {">": "more than", ">=": "at least", "<": "fewer than", "<=": "at most", "==": "exactly", "!=": "other than"}


def each(df: pd.DataFrame, key, value=None, how: str = "sum", sign: str | None = None, than: float | None = None, among=None, noun: str | None = None, rows: str = "rows", middle: str = "mean") -> Result:
    """One figure for each entity: its rows (value None), or the sum (or `how`; "distinct" counts different values) of `value`. `among`, the keys of all entities, brings in those without any row.

    With `sign` and `than`: how many entities have more than (at least, ...) so many. Without: the average (middle "median": the median) over the entities.
    Table: key and figure, largest first. Rows without a key belong to nobody and are left out.
    """
    keys = as_label(df[find(df, key)])
    known = keys != MISSING
    need_rows(df[known])
    figures = keys[known].value_counts() if value is None else df[find(df, value)][known].groupby(keys[known]).nunique() if how == "distinct" else measure(df, value)[known].groupby(keys[known]).agg(how)
    having = len(figures)
    if among is not None:
        every = as_label(pd.Series(among))
        figures = figures.reindex(every[every != MISSING].unique(), fill_value=0)
    figures = figures.dropna().astype("float64").sort_values(ascending=False, kind="stable")
    noun = noun or f"different {words(key)}"
    what = rows if value is None else f"different values of {words(value)}" if how == "distinct" else words(value)
    table = pd.DataFrame({str(key): figures.index, what: figures.to_numpy()})
    facts = {"entities": len(figures), "with_rows": having, "average": float(figures.mean()), "median": float(figures.median()), "highest": float(figures.max()), "lowest": float(figures.min()), "total": float(figures.sum())}
    lines = [f"Highest: {safe(figures.index[0])} with {number(figures.iloc[0])}; median {number(facts['median'])}; lowest {number(facts['lowest'])}."]
    if sign is None:
        finding, more = _average(facts, what, noun, middle)
    else:
        facts["fit"] = int(SIGNS[sign](figures, than).sum())
        table = table[SIGNS[sign](table[what], than)].reset_index(drop=True)
        finding, more = _counted(facts, f"{SAID[sign]} {number(than)} {what}", noun)
        lines.append(f"On average each has {number(facts['average'])}.")
    missing = int((~known).sum())
    idle = len(figures) - having if among is not None else 0
    doubts = [f"{count(missing, 'row')} without {words(key)} are left out."] if missing else []
    if idle > 0:
        doubts.append(f"{count(idle, 'of them has', 'of them have')} none at all and {'counts' if idle == 1 else 'count'} as 0.")
    if among is not None and (strange := having + max(0, idle) - len(figures)) > 0:
        doubts.append(f"{count(strange, 'key')} in the rows {'is' if strange == 1 else 'are'} not in that table and left out.")
    shown = table.head(12)
    return Result(
        finding=finding, table=table, facts=facts, evidence=lines + more, caveats=doubts,
        draw=(lambda axes, kind: bars(axes, list(shown.iloc[:, 0]), list(shown.iloc[:, 1]), what)) if len(table) else None,
    )


def _counted(facts, condition, noun):
    n, of = facts["fit"], facts["entities"]
    return f"**{n:,}** of {of:,} {noun} {'has' if n == 1 else 'have'} {condition} ({percent(n / of)}).", []


def _average(facts, what, noun, middle="mean"):
    if middle == "median":
        return f"The median is **{number(facts['median'])}** {what} for each of the {facts['entities']:,} {noun}; on average it is {number(facts['average'])}.", []
    idle = facts["with_rows"] < facts["entities"]
    rest = f"over the {facts['with_rows']:,} that have any it is **{number(facts['total'] / facts['with_rows'])}**" if idle else f"the median is {number(facts['median'])}"
    return f"On average **{number(facts['average'])}** {what} for each of the {facts['entities']:,} {noun}; {rest}.", []
