"""Tokenised tables from the kernel that read the files: in this one they take the place of the files."""

import os
import pickle
import sqlite3

import pandas as pd

from . import namespace, reading
from .pieces import arrived
from .reading.registry import Source, path_of
from .sqlquery import copy

TEXT_CELLS, DATABASE_CELLS = 1_000_000, 5_000_000
SEPARATORS = {"csv": ",", "tsv": "\t"}


def adopt(tables: list[dict]) -> None:
    """Each names its file, variable, part, format, and the path of its pickle, or of what `pieces.shipped` began. The earlier tables of those files are forgotten.

    /data holds a copy of a file where one can be had cheaply: CSV and JSON of one table, and SQLite. The rest is reached by variable or load()."""
    for file in {table["file"] for table in tables}:
        forget(file)
    for table in tables:
        name = table["variable"]
        if table["pieced"]:
            reading.pieced[name] = arrived(name, table["path"])
        else:
            with open(table["path"], "rb") as stored:
                reading.tables[name] = pickle.load(stored)
        reading.sources[name] = Source(table["file"], table["part"], table["format"], adopted=True)
    namespace.adopt({table["variable"]: (reading.tables | reading.pieced)[table["variable"]] for table in tables})
    for file in {table["file"] for table in tables if not table["pieced"]}:
        _write([table for table in tables if table["file"] == file])


def forget(file: str) -> None:
    """Takes a file's tables and its copy away."""
    for name in reading.close(file):
        namespace.unbind(name)
    path = path_of(file)
    if os.path.isfile(path) and not os.path.islink(path):
        os.unlink(path)


def _write(tables: list[dict]) -> None:
    file, form = tables[0]["file"], tables[0]["format"]
    frames = {table["part"] or table["variable"]: reading.tables[table["variable"]] for table in tables}
    cells = sum(frame.size for frame in frames.values())
    only = next(iter(frames.values()))
    if form == "sqlite" and cells <= DATABASE_CELLS:
        _database(file, frames)
    elif len(frames) == 1 and cells <= TEXT_CELLS and form in SEPARATORS:
        only.to_csv(path_of(file), sep=SEPARATORS[form], index=False)
    elif len(frames) == 1 and cells <= TEXT_CELLS and form in ("json", "jsonl"):
        only.to_json(path_of(file), orient="records", lines=form == "jsonl", date_format="iso", force_ascii=False)


def _database(file: str, frames: dict[str, pd.DataFrame]) -> None:
    connection = sqlite3.connect(path_of(file))
    try:
        for name, frame in frames.items():
            copy(frame, name, connection)
        connection.commit()
    finally:
        connection.close()
    reading.databases[file] = path_of(file)
    from .reading import registry

    registry.members[file] = [file]
