"""How well a reader did on a case."""

import datetime
from typing import Any

import pandas as pd

from .case import Case


def names_of(frame: pd.DataFrame) -> list[str]:
    return [" ".join(str(name).split()) for name in frame.columns]


def shape_fault(case: Case, frame: pd.DataFrame) -> str:
    """Empty where names, columns and rows are right."""
    if list(frame.shape) != [case.rows, len(case.names)]:
        return f"shape {frame.shape} for {(case.rows, len(case.names))}"
    return "" if names_of(frame) == case.names else f"names {names_of(frame)} for {case.names}"


def _kind(values: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(values):
        return "boolean"
    if pd.api.types.is_numeric_dtype(values):
        return "number"
    return "date" if pd.api.types.is_datetime64_any_dtype(values) else "text"


def _same(found: Any, wanted: Any) -> bool:
    if wanted is None:
        return bool(pd.isna(found))
    if isinstance(wanted, datetime.datetime):
        return pd.Timestamp(found).tz_localize(None) == pd.Timestamp(wanted)
    if isinstance(wanted, datetime.date):
        return pd.Timestamp(found) == pd.Timestamp(wanted)
    if isinstance(wanted, str):
        return str(found).split() == wanted.split()
    return abs(float(found) - float(wanted)) < 0.006


def value_fault(case: Case, frame: pd.DataFrame) -> str:
    """Empty where types and the sampled cells are right; asks for the right shape."""
    for place, name in enumerate(case.names):
        kind = _kind(frame.iloc[:, place])
        if case.rows and kind != case.kinds[name] and case.kinds[name] != "any":
            return f"{name} is {kind}, not {case.kinds[name]}"
    for row, name, wanted in case.cells:
        found = frame.iloc[row, case.names.index(name)]
        try:
            same = _same(found, wanted)
        except (TypeError, ValueError):
            same = False
        if not same:
            return f"row {row} {name}: {found!r} for {wanted!r}"
    return ""
