"""Writes results to files below /output, by extension."""

import io
import json
import os
import sqlite3

from . import charts, figures, gather, tables, tame
from .outputs import ROOT
from .show import unstyled
from .values import say

__all__ = ["save"]

ROWS_OF_EXCEL = 1_048_575


def save(value, name):
    """Writes `value` to /output/`name` and gives the path; the file is handed to the person.

    A DataFrame, Series or dict of DataFrames goes to .xlsx, .csv, .tsv, .json, .jsonl, .sqlite, .html, .md; a figure to .png,
    .svg, .pdf, .html (Plotly) or .json; text and bytes to anything. Raises ValueError or TypeError where that does not fit.
    """
    path = place(name)
    ending = os.path.splitext(path)[1].lower()
    value = unstyled(value)
    if isinstance(value, (str, bytes, bytearray, memoryview)):
        write(path, value.encode("utf-8") if isinstance(value, str) else bytes(value))
    elif isinstance(value, io.BytesIO):
        write(path, value.getvalue())
    elif charts.is_chart(value):
        save_chart(value, path, ending)
    elif (figure := figures.figure_of(value)) is not None:
        save_figure(figure, path, ending)
    elif tables.is_table(value) or is_sheets(value):
        save_tables(as_sheets(value), path, ending)
    elif hasattr(value, "save") and ending in (".docx", ".pptx", ".xlsx", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".tiff"):
        value.save(path)
    else:
        save_data(value, path, ending)
    return path


def place(name):
    """The path below /output; folders are made. Raises ValueError for a name that leads out."""
    text = os.fspath(name)
    below = text.removeprefix(ROOT + "/") if text.startswith(ROOT + "/") else text
    path = os.path.normpath(os.path.join(ROOT, below))
    if not path.startswith(ROOT + "/"):
        raise ValueError(f"{text!r} is not a file name below {ROOT}")
    if not os.path.splitext(path)[1]:
        raise ValueError(f"{text!r} has no extension: write for instance {text + '.xlsx'!r}")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    return path


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def is_sheets(value):
    return isinstance(value, dict) and bool(value) and all(tables.is_table(one) for one in value.values())


def as_sheets(value):
    """DataFrames by name, with a written index only where it says something."""
    if not isinstance(value, dict):
        value = {"Sheet1": value}
    return {say(name, 200): tables.frame(one) for name, one in value.items()}


def only(sheets, ending):
    """The one table that a text format takes."""
    if len(sheets) != 1:
        raise ValueError(f"a {ending} file holds one table, not {len(sheets)}: save each under its own name, or all to .xlsx")
    return next(iter(sheets.values()))


def save_tables(sheets, path, ending):
    if ending in (".xlsx", ".xlsm"):
        return save_excel(sheets, path)
    if ending in (".sqlite", ".db", ".sqlite3"):
        return save_database(sheets, path)
    table = only(sheets, ending) if ending != ".json" or len(sheets) == 1 else None
    if ending == ".json":
        text = rows_json(table) if table is not None else "{%s}" % ", ".join(f"{json.dumps(name)}: {rows_json(one)}" for name, one in sheets.items())
        return write(path, text.encode("utf-8"))
    writers = {
        ".csv": lambda: tame_table(table).to_csv(path, index=False, encoding="utf-8-sig"),
        ".tsv": lambda: tame_table(table).to_csv(path, index=False, sep="\t"),
        ".txt": lambda: write(path, table.to_string(index=False).encode("utf-8")),
        ".jsonl": lambda: table.to_json(path, orient="records", lines=True, date_format="iso", force_ascii=False),
        ".html": lambda: table.to_html(path, index=False),
        ".md": lambda: write(path, markdown(table).encode("utf-8")),
    }
    if ending == ".parquet":
        raise ValueError("Parquet cannot be written here: save to .xlsx, .csv or .sqlite instead")
    if ending not in writers:
        raise ValueError(f"a table cannot be saved as {ending}: use .xlsx, .csv, .tsv, .json, .jsonl, .sqlite, .html or .md")
    writers[ending]()


def tame_table(table):
    """The table, with what a spreadsheet would take for formulas made text; a note says how many cells that were."""
    made, count = tame.tamed(table)
    if count:
        gather.current.note(f"{count} cells that a spreadsheet would take for formulas were saved with an apostrophe before them")
    return made


def rows_json(table):
    return table.to_json(orient="records", date_format="iso", force_ascii=False, indent=1)


def markdown(table):
    cells = [[say(one, 500).replace("|", "\\|").replace("\n", " ") for one in row] for row in [table.columns, *table.itertuples(index=False)]]
    lines = ["| " + " | ".join(row) + " |" for row in cells]
    return "\n".join([lines[0], "|" + " --- |" * len(table.columns), *lines[1:]]) + "\n"


def save_excel(sheets, path):
    """One sheet per table, header bold and frozen, columns as wide as their text."""
    import pandas

    with pandas.ExcelWriter(path, engine="xlsxwriter", engine_kwargs={"options": {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}}) as book:
        taken = set()
        for name, table in sheets.items():
            if len(table) > ROWS_OF_EXCEL:
                raise ValueError(f"{name!r} has {len(table):,} rows; an Excel sheet holds {ROWS_OF_EXCEL:,}. Save it as .csv")
            sheet = sheet_name(name, taken)
            without_zones(table).to_excel(book, sheet_name=sheet, index=False)
            dress(book, sheet, table)


def sheet_name(name, taken):
    """At most 31 characters, none that Excel refuses, and not taken yet."""
    base = "".join("_" if one in "[]:*?/\\" else one for one in name).strip("'")[:31] or "Sheet"
    made, number = base, 2
    while made.lower() in taken:
        made = f"{base[:28]}_{number}"
        number += 1
    taken.add(made.lower())
    return made


def without_zones(table):
    """Excel knows no time zones: moments are written as they read."""
    zoned = [position for position, kind in enumerate(table.dtypes) if getattr(kind, "tz", None) is not None]
    if not zoned:
        return table
    plain = table.copy(deep=False)
    for position in zoned:
        plain.isetitem(position, plain.iloc[:, position].dt.tz_localize(None))
    return plain


def dress(book, sheet, table):
    page = book.sheets[sheet]
    page.freeze_panes(1, 0)
    if len(table.columns):
        page.autofilter(0, 0, max(len(table), 1), len(table.columns) - 1)
    for position, name in enumerate(table.columns):
        longest = max((len(say(one, 60)) for one in table.iloc[:200, position]), default=0)
        page.set_column(position, position, min(max(longest, len(str(name))) + 2, 50))


def save_database(sheets, path):
    if os.path.exists(path):
        os.remove(path)
    with sqlite3.connect(path) as connection:
        for name, table in sheets.items():
            table.to_sql("data" if name == "Sheet1" else name, connection, index=False)
    connection.close()


def save_figure(figure, path, ending):
    if ending not in (".png", ".svg", ".pdf", ".jpg", ".jpeg", ".webp"):
        raise ValueError(f"a figure cannot be saved as {ending}: use .png, .svg or .pdf")
    figure.savefig(path, dpi=figures.DOTS_PER_INCH, bbox_inches="tight")


def save_chart(chart, path, ending):
    if ending == ".json":
        return write(path, chart.to_json().encode("utf-8"))
    raise ValueError(f"a Plotly figure cannot be saved as {ending} here: use .json, or draw it with matplotlib for .png")


def save_data(value, path, ending):
    if ending != ".json":
        raise TypeError(f"save() does not know how to write {type(value).__name__} as {ending}: make it a DataFrame, a figure, text or bytes")
    write(path, json.dumps(value, ensure_ascii=False, indent=1, default=str).encode("utf-8"))
