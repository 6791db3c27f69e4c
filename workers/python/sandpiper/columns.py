"""The profile of one column, in the shape of `ColumnProfile` in lib/protocol/profile.ts."""

import math
import re
from typing import Any

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


def _distinct(known: pd.Series) -> pd.Series:
    """Counts by value, most frequent first, earlier first among equals."""
    try:
        return known.value_counts(sort=True)
    except TypeError:
        return known.astype(str).value_counts(sort=True)


def kind_of(name: str, known: pd.Series, distinct: int, note: str) -> str:
    """The `ColumnKind` of the non-null values."""
    if not len(known):
        return "empty"
    if pd.api.types.is_bool_dtype(known):
        return "boolean"
    if pd.api.types.is_datetime64_any_dtype(known):
        return "date" if known.dt.tz is None and bool((known == known.dt.normalize()).all()) else "datetime"
    if pd.api.types.is_timedelta64_dtype(known):
        return "duration"
    if pd.api.types.is_numeric_dtype(known):
        return _number_kind(name, known, distinct)
    return _text_kind(name, known, distinct, note)


def _identifier_name(name: str) -> bool:
    return bool(re.search(r"(?:^|[ _.-])(id|ids|key|uuid|guid|nr|no|number|code|nummer|numero|ref|reference)$|(?<=[a-z])(Id|ID|Key|No|Nr)$|^(id|nr|no)(?:[ _.-]|$)|番号$", name, re.IGNORECASE | 0))


def _number_kind(name: str, known: pd.Series, distinct: int) -> str:
    whole = pd.api.types.is_integer_dtype(known) or bool((known == known.round()).all())
    if whole and distinct == len(known) and len(known) > 1 and _identifier_name(name):
        return "identifier"
    return "integer" if whole else "number"


def _text_kind(name: str, known: pd.Series, distinct: int, note: str) -> str:
    sample = [str(value)[:LONG] for value in known.head(200)]
    if note.startswith("JSON text"):
        return "nested"
    if all(re.fullmatch(TIME, text) for text in sample):
        return "time"
    average = sum(map(len, sample)) / len(sample)
    coded = sum(bool(re.fullmatch(r"[\w.:/{}#+-]*\d[\w.:/{}#+-]*", text)) for text in sample) > 0.9 * len(sample)
    if distinct == len(known) and len(known) > 1 and average <= 40 and (_identifier_name(name) or (coded and len(known) > 4)):
        return "identifier"
    if distinct <= max(FEW, 0.05 * len(known)) and distinct <= 1000 and average <= 60 and (distinct < len(known) or len(known) <= 1 or distinct <= 12):
        return "category"
    return "text"


def _span(kind: str, known: pd.Series) -> tuple[str | None, str | None, float | None]:
    if kind in ("integer", "number", "date", "datetime", "duration") or (kind == "identifier" and pd.api.types.is_numeric_dtype(known)):
        mean = float(known.astype("float64").mean()) if pd.api.types.is_numeric_dtype(known) and kind != "identifier" else None
        mean = mean if mean is not None and math.isfinite(mean) else None
        return text_of(known.min()), text_of(known.max()), mean
    return None, None, float(known.astype("float64").mean()) if kind == "boolean" else None


def _lengths(kind: str, known: pd.Series) -> str:
    if kind not in ("text", "identifier") or pd.api.types.is_numeric_dtype(known):
        return ""
    lengths = known.astype(str).str.len()
    return f"{int(lengths.min())} to {int(lengths.max())} characters"


def column_profile(frame: pd.DataFrame, place: int, notes: dict[str, str]) -> dict[str, Any]:
    """`ColumnProfile` of the column at `place`."""
    name, values = str(frame.columns[place]), frame.iloc[:, place]
    known = values.dropna()
    counts = _distinct(known)
    note = notes.get(name, "")
    kind = kind_of(name, known, len(counts), note)
    low, high, mean = _span(kind, known)
    few = len(counts) <= FEW and kind not in ("identifier", "empty") and len(counts) < max(2, len(known))
    return {
        "name": short(name, 200),
        "dtype": str(values.dtype),
        "kind": kind,
        "semantic": semantic(name, known, note),
        "nulls": int(len(values) - len(known)),
        "distinct": len(counts),
        "min": low,
        "max": high,
        "mean": mean,
        "examples": [text_of(value) for value in dict.fromkeys(known.head(400).tolist())][:EXAMPLES] if kind != "nested" else [text_of(known.iloc[0])],
        "top": [[text_of(value), int(count)] for value, count in counts.head(TOP).items()] if few else [],
        "note": "; ".join(part for part in (note, _lengths(kind, known)) if part) or None,
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
