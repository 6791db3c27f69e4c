"""SQLite databases: every table and view. Opened read-only, as if nobody else could write to them."""

import os
import sqlite3
import time
import urllib.parse

import pandas as pd

from .found import Budget, Found, Problem, Table
from .jsontext import _series

SECONDS, CELL_BYTES = 10, 100 * 1024**2
FIX = "Copy the database again while no program is writing to it, then drop the copy."


def connect(path: str) -> sqlite3.Connection:
    """A connection that cannot write."""
    return sqlite3.connect(f"file:{urllib.parse.quote(path)}?mode=ro&immutable=1", uri=True)


def _timed(base: sqlite3.Connection) -> None:
    """Gives the next statements SECONDS: a view may compute without end."""
    end = time.monotonic() + SECONDS
    base.set_progress_handler(lambda: time.monotonic() > end, 100_000)


def _reason(kind: str, fault: Exception) -> str:
    return f"the {kind} takes longer than {SECONDS} seconds to compute" if str(fault) == "interrupted" else f"the {kind} cannot be read: {fault}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _cell(value: object) -> object:
    if isinstance(value, bytes):
        try:
            return value.decode("utf-8")
        except UnicodeDecodeError:
            return f"<{len(value)} bytes>"
    return value


def _table(base: sqlite3.Connection, name: str, limit: int) -> Table:
    cursor = base.execute(f"SELECT * FROM {_quoted(name)} LIMIT {limit + 1}")
    names = [column[0] for column in cursor.description]
    rows = cursor.fetchmany(limit)
    more = cursor.fetchone() is not None
    table = Table(pd.DataFrame(), name)
    done = {}
    for place, label in enumerate(names):
        done[place], note = _series(label, [_cell(row[place]) for row in rows])
        if note:
            table.column_notes[label] = note
    table.frame = pd.DataFrame(done, index=range(len(rows)))
    table.frame.columns = names
    if more:
        total = base.execute(f"SELECT count(*) FROM {_quoted(name)}").fetchone()[0]
        table.notes.append(f"only the first {limit} of {total} rows were read; sql() sees all of them")
    return table


def _cut(path: str) -> Problem | None:
    """A problem where the file is shorter than its own header says; SQLite itself would read zeros."""
    with open(path, "rb") as file:
        head = file.read(100)
    page, pages = int.from_bytes(head[16:18], "big"), int.from_bytes(head[28:32], "big")
    size = os.path.getsize(path)
    if size < (65536 if page == 1 else page) * pages:
        return Problem(f"the database was cut off: {size} bytes are here of {(65536 if page == 1 else page) * pages}", FIX)
    return None


def read(path: str, budget: Budget) -> Found:
    found = Found("sqlite")
    cut = _cut(path)
    if cut:
        found.problems.append(cut)
    try:
        base = connect(path)
        base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, CELL_BYTES)
        base.text_factory = lambda raw: raw.decode("utf-8", "replace")
        entries = base.execute("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY type, rowid").fetchall()
    except sqlite3.Error as fault:
        found.problems.append(Problem(f"the database cannot be opened: {fault}", FIX))
        return found
    left = budget.rows
    for name, kind in entries[: budget.tables]:
        _timed(base)
        try:
            table = _table(base, name, max(1000, left))
        except (sqlite3.Error, OverflowError, MemoryError) as fault:
            found.problems.append(Problem(_reason(kind, fault), FIX, part=name))
            continue
        if kind == "view":
            table.notes.append("a view")
        left -= len(table.frame)
        found.tables.append(table)
    if len(entries) > budget.tables:
        found.notes.append(f"{len(entries)} tables; the first {budget.tables} were read, sql() sees all")
    base.close()
    if not entries:
        found.problems.append(Problem("the database has no tables", "Check that the right file was dropped."))
    return found
