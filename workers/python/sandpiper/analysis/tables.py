"""Whole tables: joined, cleaned, listed."""

import re
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from .columns import as_label, as_time, commonest, find, measure
from .glance import _plain
from .numbers import count, listing, number, percent, safe, words
from .result import Result


@dataclass
class Joined(Result):
    """A join. report: one row per side (rows, matched, lost, keys occurring more than once)."""

    report: pd.DataFrame = field(default_factory=pd.DataFrame)


def join_tables(left: pd.DataFrame, right: pd.DataFrame, left_on, right_on=None, how: str = "left", names=("left", "right")) -> Joined:
    """pandas merge that tells what it lost and what it doubled. Keys are compared as trimmed text, so 7, 7.0 and "7 " are one.

    Columns of the right table whose names the left has too get "_<right name>" behind them.
    """
    a, b = find(left, left_on), find(right, right_on if right_on is not None else left_on)
    key = "_sandpiper_key"
    keys_left, keys_right = (as_label(frame[column]).astype("string").where(frame[column].notna()) for frame, column in ((left, a), (right, b)))
    other = right.drop(columns=[b]) if a == b else right
    other = other.rename(columns={c: f"{c}_{names[1]}" for c in other.columns if c in left.columns})
    merged = left.assign(**{key: keys_left}).merge(other.assign(**{key: keys_right})[keys_right.notna()], on=key, how=how).drop(columns=key)
    report = pd.DataFrame([_side(names[0], keys_left, keys_right), _side(names[1], keys_right, keys_left)])
    facts = {"rows": len(merged), "left_rows": len(left), "right_rows": len(right), "left_lost": int(report["without match"][0]), "right_lost": int(report["without match"][1]), "added": len(merged) - len(left), "matched": int(report["matched"][0])}
    return Joined(
        finding=f"**{facts['matched']:,} of {count(len(left), 'row')}** of {words(names[0])} find a partner in {words(names[1])} ({percent(facts['matched'] / max(1, len(left)))}); {_lost(facts['left_lost'])}.",
        table=merged,
        exact=True,
        facts=facts,
        evidence=_told(facts, names, keys_left, keys_right),
        caveats=_doubts(facts, names, report),
        report=report,
    )


def _lost(n: int) -> str:
    return "every one does" if n == 0 else f"{count(n, 'row')} {'does' if n == 1 else 'do'} not"


def _side(name, own, others) -> dict:
    known = own.dropna()
    matched = own.isin(set(others.dropna()))
    return {"table": name, "rows": len(own), "matched": int(matched.sum()), "without match": int((~matched).sum()), "without key": int(own.isna().sum()), "repeated keys": int(known.duplicated().sum())}


def _told(facts, names, keys_left, keys_right) -> list[str]:
    lines = [f"{count(facts['right_lost'], 'row')} of {facts['right_rows']:,} in {words(names[1])} are used by no row of {words(names[0])}.", f"The joined table has {count(facts['rows'], 'row')}."]
    gone = keys_left[~keys_left.isin(set(keys_right.dropna()))].dropna().unique()
    return lines + ([f"Keys of {words(names[0])} without a partner: {listing(gone)}."] if len(gone) else [])


def _doubts(facts, names, report) -> list[str]:
    doubts = []
    if facts["left_lost"]:
        doubts.append(f"{count(facts['left_lost'], 'row')} of {words(names[0])} found no partner in {words(names[1])}; the columns from there are empty in {'it' if facts['left_lost'] == 1 else 'them'}.")
    if facts["added"] > 0:
        doubts.append(f"Keys that repeat in {words(names[1])} made {count(facts['added'], 'row')} more than {words(names[0])} has; sums over the joined table count those twice.")
    return doubts


@dataclass
class Cleaned(Result):
    """A cleaning. data: the cleaned copy; table: what was changed."""

    data: pd.DataFrame = field(default_factory=pd.DataFrame)


def clean(df: pd.DataFrame) -> Cleaned:
    """A cleaned copy: blanks trimmed, empty text made missing, spellings that differ in case or blanks only made the commonest one, empty
    rows and columns and whole-row repeats taken out. Nothing is filled in. Table: column, change, cells or rows."""
    data, changes = df.copy(), []
    for column in data.columns:
        if pd.api.types.is_string_dtype(data[column]) or data[column].dtype == object:
            data[column], done = _text(data[column])
            changes += [{"column": str(column), "change": what, "count": n} for what, n in done if n]
    empty = [c for c in data.columns if data[c].isna().all()]
    hollow = data.isna().all(axis=1)
    data = data.drop(columns=empty)[~hollow.to_numpy()]
    repeats = _plain(data).duplicated() if data.shape[1] else pd.Series(False, index=data.index)
    data = data[~repeats.to_numpy()].reset_index(drop=True)
    changes += [{"column": str(c), "change": "empty column taken out", "count": len(df)} for c in empty]
    changes += [{"column": "(rows)", "change": what, "count": n} for what, n in (("empty rows taken out", int(hollow.sum())), ("repeated rows taken out", int(repeats.sum()))) if n]
    left = int(data.isna().sum().sum())
    facts = {"rows_before": len(df), "rows": len(data), "repeats": int(repeats.sum()), "empty_rows": int(hollow.sum()), "changes": len(changes), "cells": int(sum(c["count"] for c in changes if c["column"] != "(rows)" and "column" not in c["change"])), "missing_left": left}
    table = pd.DataFrame(changes or [{"column": "(none)", "change": "nothing to clean", "count": 0}])
    return Cleaned(
        finding=f"The cleaned table has **{count(len(data), 'row')}** of {len(df):,}: {count(facts['repeats'], 'repeated row')} and {count(facts['empty_rows'], 'empty row')} were taken out, {count(facts['cells'], 'cell')} were tidied.",
        table=table,
        facts=facts,
        evidence=[f"{words(c['column']) if c['column'] != '(rows)' else 'rows'}: {c['change']} ({c['count']:,})." for c in sorted(changes, key=lambda c: -c["count"])[:6]],
        caveats=[f"{count(left, 'missing value')} are left as they are; filling them in would be inventing data."] if left else [],
        data=data,
    )


def _text(series: pd.Series):
    """Texts tidied, each different one once; what is no text stays as it is."""
    values = series.to_numpy(dtype=object, copy=True)
    texts = np.fromiter((isinstance(value, str) for value in values), dtype=bool, count=len(values))
    codes, found = pd.factorize(values[texts])
    counts = np.bincount(codes, minlength=len(found))
    tidy = [" ".join(text.split()) for text in found]
    rows = pd.Series(counts).groupby(tidy, sort=False).sum().drop("", errors="ignore")
    best = commonest(rows.index, rows.to_numpy()) if len(rows) <= 1000 else {}
    made = [best.get(text.casefold(), text) for text in tidy]
    values[texts] = np.array([text or None for text in made], dtype=object)[codes]
    done = [("blanks trimmed", _changed(found, tidy, counts)), ("empty text made missing", int(counts[[text == "" for text in tidy]].sum())), ("spellings made one", _changed(tidy, made, counts))]
    return pd.Series(values, index=series.index, name=series.name, dtype=series.dtype), done


def _changed(before, after, counts) -> int:
    """Rows of the texts that are not what they were."""
    return int(counts[[a != b for a, b in zip(before, after, strict=True)]].sum())


def rows(df: pd.DataFrame, n: int | None = None, sort=None, ascending: bool = False) -> Result:
    """Rows as they are, sorted by the number or date in `sort` (largest first) and cut to `n`."""
    shown = df
    if sort is not None:
        order = _sortable(df, sort).dropna().sort_values(ascending=ascending, kind="stable").index
        shown = df.loc[order] if df.index.is_unique else df
    shown = shown.head(n) if n else shown
    facts = {"rows": len(df), "shown": len(shown)}
    lines = []
    if sort is not None and len(shown):
        first = shown.iloc[0]
        facts["first_value"] = _sortable(shown, sort).iloc[0]
        lines = [f"First: {words(sort)} {_value(facts['first_value'])} ({'; '.join(f'{words(c)} {safe(first[c])}' for c in list(shown.columns)[:4] if c != sort)})."]
    finding = f"**{count(len(df), 'row')}** fit; the table shows {len(shown):,}." if len(shown) < len(df) else f"**{count(len(df), 'row')}** fit." if len(df) else "**No row** fits."
    if sort is not None and len(shown):
        finding = f"The {_end(shown, sort, ascending)} {words(sort)} is **{_value(facts['first_value'])}**{_whose(shown)}; the table shows the first {count(len(shown), 'row')} of {len(df):,}."
    return Result(finding=finding, table=shown, facts=facts, evidence=lines, caveats=[], exact=True)


def _sortable(df, column) -> pd.Series:
    series = df[find(df, column)]
    return as_time(series) if pd.api.types.is_datetime64_any_dtype(series) else measure(df, column)


def _value(value) -> str:
    return f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else number(float(value))


def _end(df, column, ascending) -> str:
    dated = pd.api.types.is_datetime64_any_dtype(df[find(df, column)])
    return ("earliest" if ascending else "latest") if dated else "lowest" if ascending else "highest"


def _whose(df) -> str:
    """The name in the first row, where a column of names is there."""
    for column in df.columns:
        if re.search(r"(^|[_ ])(name|title|product|item)$", str(column).lower()):
            return f" ({safe(df[column].iloc[0])})"
    return ""


def result_of(df: pd.DataFrame) -> Result:
    """What a query gave, in words: its size, and its single value or first row."""
    lines = []
    if len(df) and df.shape[1] <= 12:
        lines = ["First row: " + "; ".join(f"{words(c)} = {number(v) if isinstance(v, (int, float)) else safe(v)}" for c, v in df.iloc[0].items()) + "."]
    if df.shape == (1, 1):
        value = df.iloc[0, 0]
        return Result(finding=f"The query gives **{number(value) if isinstance(value, (int, float)) or hasattr(value, 'dtype') else safe(value)}**.", table=df, facts={"value": value, "rows": 1}, exact=True)
    return Result(finding=f"The query gives **{count(len(df), 'row')}** and {count(df.shape[1], 'column')}.", table=df, facts={"rows": len(df)}, evidence=lines, exact=True)
