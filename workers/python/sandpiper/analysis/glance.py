"""What a table holds and how far it can be trusted."""

import pandas as pd

from .columns import as_time, categories, counted, different, is_key, is_number, need_rows, numeric
from .numbers import count, listing, number, percent, safe, words
from .result import Result
from .style import bars


def overview(df: pd.DataFrame, name: str = "the table") -> Result:
    """Rows, columns and the shape of each column. Table: one row per column (type, filled, distinct, low, high, typical)."""
    need_rows(df)
    table = pd.DataFrame([_describe(df[c]) for c in df.columns])
    duplicates = int(_plain(df).duplicated().sum())
    empty = int(df.isna().sum().sum())
    facts = {"rows": len(df), "columns": df.shape[1], "missing_cells": empty, "duplicate_rows": duplicates}
    return Result(
        finding=f"{safe(name)} has **{count(len(df), 'row')}** and **{count(df.shape[1], 'column')}**; {percent(1 - empty / df.size)} of its cells are filled.",
        table=table,
        percents=("filled",),
        facts=facts,
        evidence=_measures(df) + _times(df) + _groups(df),
        caveats=_faults(df, duplicates),
        draw=(lambda axes, kind: _draw_missing(axes, df)) if empty else None,
    )


def quality(df: pd.DataFrame, name: str = "the table", column=None) -> Result:
    """Missing values, duplicate rows, constant columns, stray blanks, odd spellings; `column` says whose missing values come first. Table: one row per column with a fault."""
    need_rows(df)
    rows = [fault for c in df.columns for fault in _column_faults(df[c])]
    table = pd.DataFrame(rows, columns=["column", "fault", "rows", "share"]).sort_values("rows", ascending=False, kind="stable", ignore_index=True)
    duplicates, empty = int(_plain(df).duplicated().sum()), int(df.isna().sum().sum())
    gone = df.isna().sum()
    worst = gone.sort_values(ascending=False, kind="stable")
    facts = {"rows": len(df), "missing_cells": empty, "duplicate_rows": duplicates, "faults": len(table), "complete_rows": int(df.notna().all(axis=1).sum()), "missing": gone.to_dict()}
    parts = [f"{count(empty, 'missing value')}" if empty else "no missing values", count(duplicates, "duplicate row") if duplicates else "no duplicate rows"]
    lines = [f"{words(c)}: {count(n, 'value')} missing ({percent(n / len(df))})." for c, n in worst.head(5).items() if n]
    lines += [f"{words(r.column)}: {r.fault} in {count(r.rows, 'row')}." for r in table.itertuples() if r.fault != "missing"][:4]
    lead = ""
    if column is not None:
        from .columns import find

        n = int(gone[find(df, column)])
        facts["column_missing"] = n
        lead = f"**{count(n, 'row')}** of {len(df):,} {'has' if n == 1 else 'have'} no {words(column)} ({percent(n / len(df))}). In all, "
    return Result(
        finding=f"{lead}{safe(name)} has **{parts[0]}** in {count(int((gone > 0).sum()), 'column')} and **{parts[1]}**; {count(facts['complete_rows'], 'row')} of {len(df):,} are complete.",
        table=table if len(table) else pd.DataFrame({"column": ["(none)"], "fault": ["nothing found"], "rows": [0], "share": [0.0]}),
        percents=("share",),
        facts=facts,
        evidence=lines or ["No column has missing values."],
        caveats=["A value can be wrong without looking wrong; only form, gaps and repetition are checked here."],
        draw=(lambda axes, kind: _draw_missing(axes, df)) if empty else None,
    )


def duplicates(df: pd.DataFrame, columns: list | None = None) -> Result:
    """Rows that occur more than once (in all columns, or in `columns`). Table: those rows, the same ones together."""
    from .columns import find

    need_rows(df)
    keys = [find(df, c) for c in columns] if columns else list(df.columns)
    plain = _plain(df[keys])
    extra, every = plain.duplicated(), plain.duplicated(keep=False)
    same = plain[every].groupby(keys, dropna=False, sort=False).ngroup().sort_values(kind="stable")
    shown = df[every.to_numpy()].loc[same.index] if df.index.is_unique else df[every.to_numpy()]
    where = f" in {listing([words(c) for c in columns])}" if columns else ""
    n = int(extra.sum())
    return Result(
        finding=f"**{count(n, 'row')}** repeat an earlier row{where}." if n else f"No row repeats another{where}: all {len(df):,} are different.",
        table=shown.head(500),
        exact=True,
        facts={"duplicates": n, "rows": len(df), "involved": int(every.sum()), "unique": len(df) - n},
        evidence=[f"{count(int(every.sum()), 'row')} of {len(df):,} are involved; without the repeats {len(df) - n:,} remain."],
        caveats=["The same values twice can be two real events; look before deleting."] if n else [],
    )


def _plain(df: pd.DataFrame) -> pd.DataFrame:
    """Unhashable cells (lists, dicts) as text."""
    return df.apply(lambda s: s.map(str) if s.dtype == object else s)


def _describe(series: pd.Series) -> dict:
    known = series.dropna()
    row = {"column": str(series.name), "type": _type(series), "filled": len(known) / max(1, len(series)), "distinct": different(known)}
    if not len(known):
        return row | {"low": None, "high": None, "typical": None}
    if is_number(series):
        return row | {"low": number(known.min()), "high": number(known.max()), "typical": f"median {number(known.median())}"}
    if pd.api.types.is_datetime64_any_dtype(series):
        return row | {"low": str(known.min()), "high": str(known.max()), "typical": None}
    most = counted(known)
    return row | {"low": None, "high": None, "typical": f"{most.index[0][:40]} ({percent(most.iloc[0] / len(known))})"}


def _type(series: pd.Series) -> str:
    types = pd.api.types
    if types.is_bool_dtype(series):
        return "yes/no"
    if types.is_datetime64_any_dtype(series):
        return "date"
    return ("whole number" if types.is_integer_dtype(series) else "number") if is_number(series) else "text"


def _measures(df) -> list[str]:
    return [f"{words(c)}: median {number(df[c].median())}, from {number(df[c].min())} to {number(df[c].max())}." for c in numeric(df)[:4]]


def _times(df) -> list[str]:
    for column in df.columns:
        if pd.api.types.is_datetime64_any_dtype(df[column]):
            times = as_time(df[column]).dropna()
            if len(times):
                return [f"{words(column)} runs from {times.min():%Y-%m-%d} to {times.max():%Y-%m-%d}."]
    return []


def _groups(df) -> list[str]:
    lines = []
    for column in categories(df, 20)[:3]:
        most = counted(df[column].dropna())
        lines.append(f"{words(column)}: {count(len(most), 'value')}, most often {safe(most.index[0])} ({percent(most.iloc[0] / len(df))} of rows).")
    return lines


def _faults(df, duplicates) -> list[str]:
    faults = [f"{words(c)}: {percent(s)} missing." for c, s in df.isna().mean().sort_values(ascending=False).head(3).items() if s > 0]
    return faults + ([f"{count(duplicates, 'row')} repeat an earlier row."] if duplicates else [])


def _column_faults(series: pd.Series) -> list[tuple]:
    n, found = max(1, len(series)), []
    name, known = str(series.name), series.dropna()
    if gone := len(series) - len(known):
        found.append((name, "missing", gone, gone / n))
    if len(known) > 1 and different(known) == 1:
        found.append((name, "always the same value", len(known), len(known) / n))
    if is_number(series) and not is_key(series) and 0 < (negative := int((known < 0).sum())) < len(known) * 0.1:
        found.append((name, "negative where most are not", negative, negative / n))
    if not is_number(series) and not pd.api.types.is_datetime64_any_dtype(series) and not pd.api.types.is_bool_dtype(series):
        found += _text_faults(name, counted(known), n)
    return found


def _text_faults(name, counts, n) -> list[tuple]:
    found = []
    if blanks := int(counts[counts.index != counts.index.str.strip()].sum()):
        found.append((name, "blanks at the ends", blanks, blanks / n))
    folded = counts.groupby(counts.index.str.strip().str.lower()).agg(["size", "sum", "max"])
    if len(counts) <= 500 and len(odd := folded[folded["size"] > 1]):
        rows = int((odd["sum"] - odd["max"]).sum())
        found.append((name, "spelled in several ways", rows, rows / n))
    return found


def _draw_missing(axes, df) -> None:
    share = df.isna().mean().sort_values(ascending=False)
    share = share[share > 0].head(15)
    bars(axes, list(share.index), list(100 * share), "missing values (%)", text=lambda v: percent(v / 100))
