"""The profile of one column, in the shape of `ColumnProfile` in lib/protocol/profile.ts."""

import math
import re
from typing import Any

import numpy as np
import pandas as pd

from .reading.found import short
from .semantic import semantic

CELL, EXAMPLES, FEW, TOP, LONG = 80, 5, 30, 10, 400
TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?: ?[aApP][mM])?"


def text_of(value: Any) -> str:
    """A value as short text; whole floats and midnights without their tails."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, float):
        return f"{value:.10g}"
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m-%d") if value == value.normalize() and value.tz is None else str(value)
    return short(value, CELL)


class Rows:
    """One number for each row of a table, made column by column: the same for rows that hold the same."""

    def __init__(self, size: int) -> None:
        self.keys: np.ndarray | None = np.zeros(size, dtype=np.int64)
        self.room = 2**62

    def add(self, codes: np.ndarray, distinct: int) -> None:
        """`codes` from -1 (nothing) to below `distinct`. Gives up where there are more combinations than a number can tell."""
        self.room //= distinct + 1
        self.keys = None if self.keys is None or self.room == 0 else self.keys * (distinct + 1) + (codes + 1)


def _counted(values: pd.Series, rows: Rows | None) -> tuple[pd.Series, list[tuple[Any, int]], int]:
    """The distinct non-null values in the order of first sight, each with its count for few of them, and the number of nulls; told to `rows`."""
    try:
        codes, found = pd.factorize(values, use_na_sentinel=True)
    except TypeError:
        codes, found = pd.factorize(values.astype(str).where(values.notna()), use_na_sentinel=True)
    nulls = int((codes < 0).sum())
    distinct = pd.Series(found)
    if rows:
        rows.add(codes, len(distinct))
    if len(distinct) > FEW:
        return distinct, [], nulls
    counts = np.bincount(codes[codes >= 0], minlength=len(distinct)).tolist()
    return distinct, sorted(zip(distinct.tolist(), counts), key=lambda pair: -pair[1]), nulls


def kind_of(name: str, distinct: pd.Series, known: int, note: str) -> str:
    """The `ColumnKind` of a column with these distinct values in `known` rows."""
    if not len(distinct):
        return "empty"
    if pd.api.types.is_bool_dtype(distinct):
        return "boolean"
    if pd.api.types.is_datetime64_any_dtype(distinct):
        return "date" if distinct.dt.tz is None and bool((distinct == distinct.dt.normalize()).all()) else "datetime"
    if pd.api.types.is_timedelta64_dtype(distinct):
        return "duration"
    if pd.api.types.is_numeric_dtype(distinct):
        return _number_kind(name, distinct, known)
    return _text_kind(name, distinct, known, note)


ID_NAME = re.compile(
    r"(?:^|[ _.-])(?:id|ids|key|uuid|guid|nr|no|number|code|nummer|numero|ref|reference)$|^(?:id|nr|no)(?:[ _.-]|$)|番号$", re.IGNORECASE
)


def _identifier_name(name: str) -> bool:
    return bool(ID_NAME.search(name) or re.search(r"(?<=[a-z])(Id|ID|Key|No|Nr)$", name))


def _number_kind(name: str, distinct: pd.Series, known: int) -> str:
    whole = pd.api.types.is_integer_dtype(distinct) or bool((distinct == distinct.round()).all())
    if whole and len(distinct) == known > 1 and _identifier_name(name):
        return "identifier"
    return "integer" if whole else "number"


def _text_kind(name: str, distinct: pd.Series, known: int, note: str) -> str:
    sample = [str(value)[:LONG] for value in distinct.head(200)]
    if note.startswith("JSON text"):
        return "nested"
    if all(re.fullmatch(TIME, text) for text in sample):
        return "time"
    count, average = len(distinct), sum(map(len, sample)) / len(sample)
    coded = sum(bool(re.fullmatch(r"[\w.:/{}#+-]*\d[\w.:/{}#+-]*", text)) for text in sample) > 0.9 * len(sample)
    if count == known > 1 and average <= 40 and (_identifier_name(name) or (coded and known > 4)):
        return "identifier"
    few = count <= max(FEW, 0.05 * known) and count <= 1000 and average <= 60
    return "category" if few and (count < known or known <= 1 or count <= 12) else "text"


def _span(kind: str, distinct: pd.Series, values: pd.Series) -> tuple[str | None, str | None, float | None]:
    numeric = pd.api.types.is_numeric_dtype(values)
    if kind not in ("integer", "number", "date", "datetime", "duration", "boolean") and not (kind == "identifier" and numeric):
        return None, None, None
    mean = float(values.astype("float64").mean()) if numeric and kind != "identifier" else None
    mean = mean if mean is not None and math.isfinite(mean) else None
    return (None, None, mean) if kind == "boolean" else (text_of(distinct.min()), text_of(distinct.max()), mean)


def _lengths(kind: str, distinct: pd.Series) -> str:
    if kind not in ("text", "identifier") or pd.api.types.is_numeric_dtype(distinct):
        return ""
    sizes = [len(str(value)) for value in distinct.head(20_000)]
    return f"{min(sizes)} to {max(sizes)} characters"


def column_profile(frame: pd.DataFrame, place: int, notes: dict[str, str], rows: Rows | None = None) -> dict[str, Any]:
    """`ColumnProfile` of the column at `place`, whose values are told to `rows`."""
    name, values = str(frame.columns[place]), frame.iloc[:, place]
    distinct, counts, nulls = _counted(values, rows)
    note, known = notes.get(name, ""), len(values) - nulls
    kind = kind_of(name, distinct, known, note)
    low, high, mean = _span(kind, distinct, values)
    few = counts and kind not in ("identifier", "empty") and len(distinct) < max(2, known)
    return {
        "name": short(name, 200),
        "dtype": str(values.dtype),
        "kind": kind,
        "semantic": semantic(name, distinct, known, note),
        "nulls": nulls,
        "distinct": len(distinct),
        "min": low,
        "max": high,
        "mean": mean,
        "examples": [text_of(value) for value in distinct.head(1 if kind == "nested" else EXAMPLES)],
        "top": [[text_of(value), count] for value, count in counts[:TOP]] if few else [],
        "note": "; ".join(part for part in (note, _lengths(kind, distinct)) if part) or None,
    }


def light_profile(frame: pd.DataFrame, place: int, notes: dict[str, str]) -> dict[str, Any]:
    """What is cheap to tell about one of very many columns."""
    name, values = str(frame.columns[place]), frame.iloc[:, place]
    nulls = int(values.isna().sum())
    kinds = {"b": "boolean", "i": "integer", "u": "integer", "f": "number", "M": "datetime", "m": "duration"}
    kind = "empty" if nulls == len(values) else kinds.get(getattr(values.dtype, "kind", "O"), "text")
    return {
        "name": short(name, 200), "dtype": str(values.dtype), "kind": kind, "semantic": None, "nulls": nulls, "distinct": int(values.nunique()),
        "min": None, "max": None, "mean": None, "examples": [text_of(value) for value in values.head(3) if not pd.isna(value)], "top": [], "note": notes.get(name),
    }
