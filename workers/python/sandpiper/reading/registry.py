"""The tables that are open, by variable, and where each came from."""

import os
from dataclasses import dataclass, field

import pandas as pd

from ..pieces import Pieces, forget
from . import parquet
from .found import Budget, Found, OddLines, Problem, Table
from .names import variable
from .reader import read_path
from .sniff import packages_for as packages_for

data_dir = "/data"


@dataclass
class Source:
    """Where a table came from and how it was read."""

    file: str
    part: str | None
    format: str
    notes: list[str] = field(default_factory=list)
    odd: OddLines = field(default_factory=OddLines)
    column_notes: dict[str, str] = field(default_factory=dict)
    adopted: bool = False  # the table came from another kernel, its file is not here


tables: dict[str, pd.DataFrame] = {}
pieced: dict[str, Pieces] = {}  # tables that are too large to be one
sources: dict[str, Source] = {}
databases: dict[str, str] = {}
members: dict[str, list[str]] = {}  # databases by the dropped file they came from


def path_of(name: str) -> str:
    return os.path.join(data_dir, name)


def close(name: str) -> list[str]:
    """Forgets a file; answers the variables that are gone."""
    parquet.forget(name)
    return _forget(name)


def _forget(name: str) -> list[str]:
    gone = [var for var, source in sources.items() if source.file == name]
    for var in gone:
        tables.pop(var, None)
        sources.pop(var, None)
        if var in pieced:
            forget(pieced.pop(var))
    for inner in members.pop(name, []):
        databases.pop(inner, None)
    return gone


def open_file(name: str, budget: Budget) -> tuple[Found, list[str]]:
    """Reads a file and keeps its tables; answers what was found and the variables in the order of its tables."""
    _forget(name)
    found = read_path(name, path_of(name), budget)
    databases.update(found.databases)
    members[name] = list(found.databases)
    return found, [_keep(name, found, table) for table in found.tables]


def _keep(name: str, found: Found, table: Table) -> str:
    var = _variable(name, table)
    if isinstance(table.frame, Pieces):
        pieced[var] = table.frame.called(var)
    else:
        tables[var] = table.frame
    sources[var] = Source(name, table.part, found.format, table.notes, table.odd, table.column_notes)
    return var


def _variable(name: str, table: Table) -> str:
    """After the file and its part; a file in an archive goes by its own name."""
    if not table.origin:
        return variable(name, table.part, set(sources))
    inner = (table.part or "").removeprefix(table.origin).strip("/")
    return variable(table.origin, inner or None, set(sources))


def frames() -> dict[str, pd.DataFrame]:
    """All open tables; of one in pieces some of its rows."""
    return tables | {var: table.some() for var, table in pieced.items()}


def load(name: str, part: str | None = None) -> pd.DataFrame | Pieces:
    """A fresh copy of a dropped table, by variable or by file name (and sheet, table or member). One in pieces is given as it is.

    Raises ValueError where there is none of that name, saying which there are.
    """
    if name in sources and part is None:
        source = sources[name]
        name, part = source.file, source.part
    for var, source in sources.items():
        if source.file == name and var in pieced and part in (None, source.part):
            return pieced[var]
    files = {source.file for source in sources.values()} | set(os.listdir(data_dir) if os.path.isdir(data_dir) else [])
    if name not in files:
        raise ValueError(f"no file or table is called {name!r}; there are {sorted(files | set(sources))}")
    kept = [Table(tables[var].copy(deep=False), source.part) for var, source in sources.items() if source.file == name and source.adopted]
    found = Found("adopted", kept) if kept else read_path(name, path_of(name), Budget.here())
    return _chosen(name, part, found)


def _chosen(name: str, part: str | None, found: Found) -> pd.DataFrame:
    if not found.tables:
        reason = found.problems[0] if found.problems else Problem("it holds no table", "")
        raise ValueError(f"{name} cannot be read: {reason.reason}. {reason.fix}")
    if part is None:
        return found.tables[0].frame
    for table in found.tables:
        if table.part == part or (table.part and table.part.lower() == part.lower()):
            return table.frame
    raise ValueError(f"{name} has no part {part!r}; it has {[table.part for table in found.tables]}")
