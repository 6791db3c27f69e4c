"""Parquet files, which the worker decodes before they are opened (workers/parquet.ts) and hands in column by column, those of a large table piece by piece."""

import datetime
import json
import os
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from ..making import Making
from ..pieces import Pieces, fitted
from .found import Budget, Found, Problem, Table
from .headings import unique

NESTED = "JSON text"


@dataclass
class Decoded:
    frame: pd.DataFrame | Pieces
    total: int
    column_notes: dict[str, str] = field(default_factory=dict)


decoded: dict[str, Decoded] = {}
coming: dict[str, tuple[Making, dict[str, str]]] = {}  # of which some pieces are there, with the notes of its columns
faults: dict[str, str] = {}


def _moments(values: np.ndarray, zone: str | None) -> pd.Series:
    gone = np.isnan(values)
    stamps = np.where(gone, 0, values).astype("int64").astype("datetime64[us]")
    stamps[gone] = np.datetime64("NaT")
    series = pd.Series(stamps)
    return series.dt.tz_localize(zone) if zone else series


def _clock(micros: float) -> str | None:
    if np.isnan(micros):
        return None
    return (datetime.datetime(1970, 1, 1) + datetime.timedelta(microseconds=int(micros))).time().isoformat()


def _series(kind: str, values: Any, codes: Any = None) -> pd.Series:
    """One column; `values` is a buffer of 8-byte numbers (1 byte for booleans) or JSON text, `codes` one of 4-byte places in that."""
    if kind == "integer":
        return pd.Series(np.frombuffer(values, dtype="int64").copy())
    if kind == "boolean":
        flags = np.frombuffer(values, dtype="int8")
        return pd.Series(flags == 1) if (flags >= 0).all() else pd.Series(pd.array([None if f < 0 else bool(f) for f in flags], dtype="boolean"))
    if kind == "repeated":
        return pd.Series(np.array([*json.loads(values), np.nan], dtype=object)[np.frombuffer(codes, dtype="int32")], dtype="str")
    if kind in ("text", "nested"):
        cells = json.loads(values)
        if kind == "nested":
            cells = [None if cell is None else json.dumps(cell, ensure_ascii=False) for cell in cells]
        return pd.Series([cell if cell is None or isinstance(cell, str) else str(cell) for cell in cells], dtype="str")
    numbers = np.frombuffer(values, dtype="float64").copy()
    if kind == "number":
        return pd.Series(numbers)
    if kind == "time":
        return pd.Series([_clock(value) for value in numbers], dtype="str")
    return _moments(numbers, "UTC" if kind == "utc-moment" else None)


def _name(name: str) -> str:
    return "index" if name.startswith("__index_level_") else name


def _plain(columns: Any) -> tuple[list[str], dict[int, pd.Series], dict[str, str]]:
    """Names, values and notes of decoded columns, a JavaScript object or its copy."""
    plain = columns.to_py() if hasattr(columns, "to_py") else columns
    names = [_name(column["name"]) for column in plain]
    series = {place: _series(column["type"], column["values"], column.get("codes")) for place, column in enumerate(plain)}
    return names, series, {name: NESTED for name, column in zip(names, plain) if column["type"] == "nested"}


def from_columns(file: str, columns: Any, rows: int, total: int | None = None) -> None:
    """Keeps the decoded columns of `file` (`ParquetTable.columns` of workers/parquet.ts)."""
    names, series, notes = _plain(columns)
    frame = pd.DataFrame(series, index=range(rows))
    frame.columns = pd.Index(names, dtype=None if names else object)
    faults.pop(file, None)
    decoded[file] = Decoded(frame, rows if total is None else total, notes)


def piece(file: str, columns: Any, rows: int, total: int) -> None:
    """Puts some rows of `file` outside of Python's memory."""
    names, series, notes = _plain(columns)
    making, _ = coming.setdefault(file, (Making(unique(names), total), notes))
    making.add(series)


def whole(file: str) -> None:
    """All rows are there: a DataFrame where they fit into one, else a table in pieces."""
    making, notes = coming.pop(file)
    made = making.made()
    faults.pop(file, None)
    decoded[file] = Decoded(fitted(made, Budget.here().frame_bytes), len(made), notes)


def failed(file: str, reason: str) -> None:
    """Keeps why `file` could not be decoded, to be told when it is opened."""
    forget(file)
    faults[file] = reason


def forget(file: str) -> None:
    decoded.pop(file, None)  # pieces that were opened are the registry's
    if file in coming:
        coming.pop(file)[0].writer.drop()
    faults.pop(file, None)


def read(name: str) -> Found:
    if name not in decoded:
        reason = faults.get(name, "it is inside an archive, or was not decoded")
        return Found("parquet", problems=[Problem(f"the Parquet file cannot be read: {reason}", "Drop the Parquet file itself, unpacked; if it is, write it again.")])
    held = decoded[name]
    table = Table(held.frame if isinstance(held.frame, Pieces) else held.frame.copy(deep=False), column_notes=dict(held.column_notes))
    if len(held.frame) < held.total:
        table.notes.append(f"only the first {len(held.frame)} of {held.total} rows were read")
    return Found("parquet", [table])


def _read_parquet(path: Any, engine: str = "auto", columns: list[str] | None = None, **_: Any) -> pd.DataFrame:
    """pandas.read_parquet for files that were dropped; other paths raise FileNotFoundError or ImportError."""
    name = os.path.basename(os.fspath(path)) if isinstance(path, (str, os.PathLike)) else ""
    if name in decoded:
        frame = decoded[name].frame
        if isinstance(frame, Pieces):
            return frame[list(frame.columns) if columns is None else columns]
        return (frame[columns] if columns is not None else frame).copy()
    if name and not os.path.exists(os.fspath(path)):
        raise FileNotFoundError(f"no Parquet file {name!r} was dropped; there are {sorted(decoded)}")
    raise ImportError("only dropped Parquet files can be read here: there is no pyarrow. Save other tables as CSV, XLSX, JSON or SQLite.")


def install_read_parquet() -> None:
    """Makes pd.read_parquet answer from the decoded files."""
    pd.read_parquet = _read_parquet
