"""Workbooks: each sheet is a grid on which the table is looked for. openpyxl is loaded on first use."""

import datetime
import io
import zipfile
from typing import Any

import pandas as pd

from ..needs import lacking
from .body import columns_of, settle
from .found import Budget, Found, Problem, Table
from .layout import locate
from .values import Column, Hints, hints_of

AGAIN = "Open it in the program that made it, save it again as .xlsx and drop it again."
NOT_ALLOWED = Problem(
    "workbooks are read with the package openpyxl, which the policy does not allow",
    "Save the sheet as CSV and drop that file, or have openpyxl put among the allowed packages.",
)
CELLS, STRAY = 60_000_000, "Delete the stray cells far from the table, save the workbook and drop it again."
OLD = "Open it in Excel or LibreOffice, save it as .xlsx (or CSV) and drop that file."


def _plain(cell: Any) -> Any:
    if isinstance(cell, str):
        text = cell.replace("_x000D_", "").strip()
        return text if text else None
    return cell


def _grid(sheet: Any, budget: Budget) -> tuple[list[list[Any]], bool]:
    """Rows of the sheet without the empty margin, and whether it was cut at the budget."""
    rows: list[list[Any]] = []
    for row in sheet.iter_rows(values_only=True):
        cells = [_plain(cell) for cell in row[: budget.columns]]
        while cells and cells[-1] is None:
            cells.pop()
        rows.append(cells)
        if len(rows) >= budget.rows:
            return rows, True
    while rows and not rows[-1]:
        rows.pop()
    return rows, False


def _squared(rows: list[list[Any]]) -> list[list[Any]]:
    """Rows of one length, without the empty columns at the left."""
    width = max((len(row) for row in rows), default=0)
    full = [row + [None] * (width - len(row)) for row in rows]
    left = next((j for j in range(width) if any(row[j] is not None for row in full)), 0)
    return [row[left:] for row in full]


def _native(cells: list[Any]) -> pd.Series | None:
    """A column whose cells all have one type already."""
    known = [cell for cell in cells if cell is not None]
    if not known:
        return pd.Series([None] * len(cells), dtype=object)
    if all(isinstance(cell, bool) for cell in known):
        values = pd.Series(cells, dtype="boolean")
        return values if values.isna().any() else values.astype(bool)
    if all(isinstance(cell, (int, float)) and not isinstance(cell, bool) for cell in known):
        if all(isinstance(cell, int) for cell in known) and max(map(abs, known)) >= 2**53:
            return pd.Series(cells, dtype="Int64" if len(known) < len(cells) else "int64") if max(map(abs, known)) < 2**63 else None
        values = pd.Series([float("nan") if cell is None else cell for cell in cells], dtype="float64")
        whole = not values.isna().any() and bool((values == values.round()).all()) and values.abs().max() < 2**53
        return values.astype("int64") if whole else values
    if all(isinstance(cell, (datetime.datetime, datetime.date)) for cell in known):
        return pd.to_datetime(pd.Series(cells, dtype=object), errors="coerce")
    if all(isinstance(cell, datetime.timedelta) for cell in known):
        return pd.to_timedelta(pd.Series(cells, dtype=object), errors="coerce")
    return None


def _text(cell: Any) -> str | None:
    if cell is None or isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
    return str(cell)


def _table(names: list[str], columns: list[list[Any]]) -> Table:
    texts = [None if _native(cells) is not None else Column(name, pd.Series([_text(c) for c in cells], dtype=object)) for name, cells in zip(names, columns)]
    hints: Hints = hints_of([column for column in texts if column])
    table, done = Table(pd.DataFrame()), {}
    for place, (name, cells, column) in enumerate(zip(names, columns, texts)):
        if column is None:
            done[place] = _native(cells)
            continue
        typed = column.typed(hints)
        done[place] = typed.values
        if typed.notes:
            table.column_notes[name] = "; ".join(typed.notes)
    table.frame = pd.DataFrame(done)
    table.frame.columns = pd.Index(names, dtype=object if not names else None)
    return table


def read_grid(rows: list[list[Any]]) -> Table | None:
    """The table on a grid of typed cells, or None where there is none."""
    if not rows:
        return None
    region = locate(rows)
    if region is None:
        return None
    settle(rows, region)
    names, columns = columns_of(rows, region)
    if not names:
        return None
    table = _table(names, columns)
    table.notes += region.notes
    for i, reason in sorted(region.left):
        table.odd.add(i + 1, reason, " | ".join(str(c) for c in rows[i] if c is not None))
    for reason in dict.fromkeys(reason for _, reason in region.left):
        places = [i + 1 for i, why in region.left if why == reason]
        table.notes.append(f"{reason}, kept out (row {', '.join(map(str, places[:5]))}{' ...' if len(places) > 5 else ''})")
    return table



def _sheet(sheet: Any, found: Found, budget: Budget) -> None:
    if not hasattr(sheet, "iter_rows"):
        found.notes.append(f"sheet {sheet.title} holds a chart only")
        return
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()
    rows, cut = _grid(sheet, budget)
    width = max((len(row) for row in rows), default=0)
    if width * len(rows) > CELLS:
        found.problems.append(Problem(f"the sheet is {len(rows)} rows by {width} columns, with almost nothing in them", STRAY, part=sheet.title))
        return
    table = read_grid(_squared(rows))
    if table is None:
        found.notes.append(f"sheet {sheet.title} is empty")
        return
    table.part = sheet.title
    if sheet.sheet_state != "visible":
        table.notes.append("hidden sheet")
    if cut:
        table.notes.append(f"only the first {budget.rows} rows were read")
    found.tables.append(table)


def read(name: str, data: bytes, budget: Budget) -> Found:
    """Every sheet that holds a table. Cached values stand for formulas."""
    found = Found("xlsx")
    refused = _refused(data, budget)
    if refused:
        found.problems.append(refused)
        return found
    try:
        import openpyxl

        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except ImportError:
        found.problems.append(NOT_ALLOWED if lacking("openpyxl") else Problem("the package openpyxl is not loaded", "Reload the page and drop the file again."))
        return found
    except Exception as fault:
        found.problems.append(Problem(f"the workbook cannot be opened: {fault}", AGAIN))
        return found
    for title in book.sheetnames[: budget.tables]:
        try:
            _sheet(book[title], found, budget)
        except Exception as fault:
            found.problems.append(Problem(f"the sheet cannot be read: {fault}", AGAIN, part=title))
    if len(found.tables) == 1 and len(book.sheetnames) == 1:
        found.tables[0].part = None
    if not found.tables and not found.problems:
        found.problems.append(Problem("every sheet is empty", "Check that the right workbook was dropped."))
    return found


def _refused(data: bytes, budget: Budget) -> Problem | None:
    """A damaged or encrypted package, or one that unpacks to far too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
    except zipfile.BadZipFile:
        return Problem("the workbook is damaged or was cut off", AGAIN)
    size = sum(entry.file_size for entry in entries)
    if size > budget.unpacked_bytes * 3:
        return Problem(f"the workbook unpacks to {size // 1024**2} MB", "Save the sheet you need as CSV and drop that file.")
    if not any(entry.filename.startswith("xl/") for entry in entries):
        return Problem("this is a package without a workbook in it", AGAIN)
    return None


