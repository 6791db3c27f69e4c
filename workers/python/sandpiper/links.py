"""Columns that look like keys between tables, found through sets of distinct values."""

import re
from itertools import combinations
from typing import Any

import pandas as pd

DISTINCT, COLUMNS, LINKS, ENOUGH = 50_000, 40, 30, 0.5


class _Key:
    def __init__(self, variable: str, column: str, values: pd.Series) -> None:
        self.variable, self.column = variable, column
        known = values.dropna()
        self.unique = bool(known.is_unique)
        self.numeric = pd.api.types.is_numeric_dtype(values)
        self.values = frozenset(_plain(value) for value in known.unique()[:DISTINCT])


def _plain(value: Any) -> str:
    text = str(value).strip().lower()
    return text[:-2] if text.endswith(".0") else text


def _words(name: str) -> set[str]:
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()
    return {word.rstrip("s") for word in re.split(r"[\W_]+", spaced) if word} - {"id", "no", "nr", "code", "key", "number", "the", "name"}


def _candidate(values: pd.Series) -> bool:
    if pd.api.types.is_float_dtype(values):
        known = values.dropna()
        return bool(len(known)) and bool((known == known.round()).all())
    return not (pd.api.types.is_bool_dtype(values) or pd.api.types.is_datetime64_any_dtype(values) or pd.api.types.is_timedelta64_dtype(values))


def _keys(variable: str, frame: pd.DataFrame) -> list[_Key]:
    found = []
    for place in range(min(frame.shape[1], COLUMNS)):
        values = frame.iloc[:, place]
        if len(values) and _candidate(values):
            key = _Key(variable, str(frame.columns[place]), values)
            if len(key.values) > 1:
                found.append(key)
    return found


def _identity(name: str) -> bool:
    return bool(re.fullmatch(r"(?i)id|key|uuid|code|nr|no|number|_id|pk", name.strip()))


def _related(one: _Key, two: _Key) -> bool:
    """Whether names speak for a link: equal, a common word, or `id` of customers against `customer_id`."""
    if _identity(one.column) and _identity(two.column):
        return False
    if one.column.lower() == two.column.lower():
        return True
    if _words(one.column) & _words(two.column):
        return True
    return owns(one.variable, one.column, two.column) or owns(two.variable, two.column, one.column)


def owns(variable: str, column: str, other: str) -> bool:
    """Whether a column is the key of its table that another column names: `id` of customers, for `customer_id`."""
    return _identity(column) and not _identity(other) and bool(_words(other) & _words(variable))


def _link(one: _Key, two: _Key) -> dict[str, Any] | None:
    if not (one.unique or two.unique) and one.column.lower() != two.column.lower():
        return None
    if one.numeric != two.numeric and not _related(one, two):
        return None
    common = len(one.values & two.values)
    left, right = common / len(one.values), common / len(two.values)
    related = _related(one, two)
    wanted = ENOUGH if related else 0.9
    if max(left, right) < wanted or (not related and (common < 5 or one.numeric)):
        return None
    if right > left and (two.unique is False or one.unique):
        one, two, left = two, one, right
    kinds = {(True, True): "one-to-one", (True, False): "one-to-many", (False, True): "many-to-one", (False, False): "many-to-many"}
    return {
        "left": {"variable": one.variable, "column": one.column},
        "right": {"variable": two.variable, "column": two.column},
        "overlap": round(min(1.0, left), 4),
        "kind": kinds[one.unique, two.unique],
    }


def links(tables: dict[str, pd.DataFrame]) -> list[dict[str, Any]]:
    """Likely keys between tables, best first."""
    if len(tables) < 2:
        return []
    keys = {variable: _keys(variable, frame) for variable, frame in list(tables.items())[:40]}
    found = []
    for one, two in combinations(keys, 2):
        found += [link for a in keys[one] for b in keys[two] if (link := _link(a, b))]
    found.sort(key=lambda link: (link["kind"] == "many-to-many", -link["overlap"]))
    return found[:LINKS]
