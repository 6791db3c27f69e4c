"""Opens dropped files and tells what is in them, in the shape of `Opened` in lib/protocol/profile.ts."""

import json
import math
import os
from typing import Any

import pandas as pd

from . import reading
from .columns import Rows, column_profile, light_profile
from .links import links
from .making import profiles
from .pieces import Pieces, parts
from .reading.found import Budget, Found, short
from .reading.registry import path_of

DUPLICATE_CELLS, FULL = 20_000_000, 400


def _duplicates(frame: pd.DataFrame, columns: list[dict[str, Any]], rows: Rows) -> int:
    """Rows that stand in the table before; 0 where a column is a key or the table is too large to look."""
    if any(column["distinct"] == len(frame) for column in columns) or frame.shape[1] == 0 or frame.size > DUPLICATE_CELLS:
        return 0
    try:
        told = rows.keys is not None and frame.shape[1] <= FULL
        return int((pd.Series(rows.keys) if told else frame).duplicated().sum())
    except TypeError:
        return 0


def _columns(variable: str, table: pd.DataFrame | Pieces) -> dict[str, Any]:
    notes = reading.sources[variable].column_notes
    if isinstance(table, Pieces):
        return {"columns": profiles(table, notes), "duplicateRows": 0, "pieces": parts(table)}
    rows = Rows(len(table))
    columns = [column_profile(table, place, notes, rows) if place < FULL else light_profile(table, place, notes) for place in range(table.shape[1])]
    return {"columns": columns, "duplicateRows": _duplicates(table, columns, rows)}


def table_profile(variable: str, table: pd.DataFrame | Pieces) -> dict[str, Any]:
    """`TableProfile` of an open table."""
    source = reading.sources[variable]
    return {
        "variable": variable,
        "part": source.part,
        "rows": len(table),
        **_columns(variable, table),
        "oddLines": [{"line": line, "reason": short(reason), "text": text} for line, reason, text in source.odd.kept],
        "oddLineCount": source.odd.count,
        "notes": [short(note, 200) for note in source.notes],
    }


def _file(name: str, found: Found, variables: list[str]) -> dict[str, Any]:
    return {
        "file": name,
        "bytes": os.path.getsize(path_of(name)),
        "format": found.format,
        "tables": [table_profile(variable, (reading.tables | reading.pieced)[variable]) for variable in variables],
        "notes": [short(note, 200) for note in found.notes],
    }


def _problems(name: str, found: Found) -> list[dict[str, Any]]:
    return [
        {"file": name, "part": p.part, "line": p.line, "reason": short(p.reason, 300), "fix": p.fix} for p in found.problems
    ]


def open_files(names: list[str], budget: dict[str, int] | None = None) -> str:
    """Reads /data/<name> for each; JSON text of `Opened` for these files, with the links between all open tables."""
    bounds = Budget.here(**(budget or {}))
    files, problems = [], []
    for name in names:
        found, variables = reading.open_file(name, bounds)
        problems += _problems(name, found)
        if variables:
            files.append(_file(name, found, variables))
    return dumps({"files": files, "problems": problems, "links": links(reading.frames())})


def close_file(name: str) -> list[str]:
    """Forgets a file; answers the variables that are gone."""
    return reading.close(name)


def _clean(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return [_clean(item) for item in value] if isinstance(value, (list, tuple)) else value


def dumps(value: Any) -> str:
    """JSON that every parser takes: no NaN, no lone surrogates."""
    return json.dumps(_clean(value), ensure_ascii=False, allow_nan=False).encode("utf-8", "replace").decode("utf-8")
