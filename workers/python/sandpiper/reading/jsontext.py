"""JSON and JSON lines. Objects become dotted columns; lists of objects become tables of their own."""

import json
import re
from typing import Any

import numpy as np
import pandas as pd

from .decode import decode
from .excel import _native
from .found import Budget, Found, OddLines, Problem, Table
from .jsonforms import arrays, columns, objects, split
from .values import Column, Hints

DEPTH, CHILDREN = 6, 20
DEEPEST, PIECE = 400, 1 << 22


def _flat(record: dict[str, Any], prefix: str = "", depth: int = 0) -> dict[str, Any]:
    """Nested objects as dotted names; lists stay as they are."""
    flat: dict[str, Any] = {}
    for key, value in record.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and value and depth < DEPTH and len(value) <= 200:
            flat |= _flat(value, name + ".", depth + 1)
        else:
            flat[name] = value
    return flat


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, (dict, list)) else value


def _series(name: str, cells: list[Any]) -> tuple[pd.Series, str]:
    native = _native(cells)
    if native is not None:
        return native, ""
    if all(cell is None or isinstance(cell, str) for cell in cells):
        column = Column(name, pd.Series(cells, dtype=object))
        texts = column.distinct()
        dates = column.dates(texts, Hints()) if texts and not column._codes(texts, Hints()) else None
        if dates:
            return dates.values, "; ".join(dates.notes)
        return pd.Series(cells, dtype="str"), ""
    nested = any(isinstance(cell, (dict, list)) for cell in cells)
    texts = [None if cell is None else cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False) for cell in cells]
    return pd.Series(texts, dtype="str"), "JSON text" if nested else "values of several types, kept as text"


def table_of(records: list[dict[str, Any]], part: str | None) -> Table:
    """Records as a table, one column per dotted key in the order of first sight."""
    flats = [_flat(record) for record in records]
    names = list(dict.fromkeys(key for flat in flats for key in flat))
    table = Table(pd.DataFrame(index=range(len(flats))), part)
    done: dict[str, pd.Series] = {}
    for name in names:
        done[name or "column"], note = _series(name, [flat.get(name) for flat in flats])
        if note:
            table.column_notes[name] = note
    table.frame = pd.DataFrame(done, index=range(len(flats)))
    return table


def _lists(flats: list[dict[str, Any]]) -> list[str]:
    """Keys that hold lists of objects, or nothing, in every record."""
    keys = dict.fromkeys(key for flat in flats for key, value in flat.items() if objects(value))
    return [key for key in keys if all(flat.get(key) in (None, []) or objects(flat[key]) for flat in flats)]


def _identity(record: dict[str, Any], place: int) -> tuple[str, Any]:
    for key in record:
        if str(key).lower() in ("id", "_id", "key", "uuid", "code", "name") and not isinstance(record[key], (dict, list)):
            return str(key), record[key]
    return "row", place


def _children(records: list[dict[str, Any]], part: str | None, depth: int = 0) -> list[Table]:
    """A table for each list of objects below the records, with the parent's key in front."""
    tables: list[Table] = []
    flats = [_flat(record) for record in records]
    for key in _lists(flats)[:CHILDREN]:
        rows = []
        for place, flat in enumerate(flats):
            label, value = _identity(records[place], place)
            rows += [{f"{part or 'parent'}_{label}": value, **item} for item in flat.get(key) or [] if isinstance(item, dict)]
        if rows:
            tables += tables_of(rows, f"{part}.{key}" if part else key, depth + 1)
    return tables


def tables_of(records: list[dict[str, Any]], part: str | None, depth: int = 0) -> list[Table]:
    children = _children(records, part, depth) if depth < 4 else []
    names = set(_lists([_flat(record) for record in records])[:CHILDREN]) if children else set()
    slim = [{k: v for k, v in _flat(record).items() if k not in names} for record in records] if names else records
    return [table_of(slim, part), *children]


def loads(text: str) -> Any:
    """json.loads that raises RecursionError where its parser in C would go through the end of the stack, and Python with it."""
    if max(text.count("["), text.count("{")) > DEEPEST and _steep(text) and _deep(text):
        raise RecursionError("nested too deeply")
    return json.loads(text)


def _steep(text: str) -> bool:
    """Whether brackets, those in texts included, are ever open by more than DEEPEST."""
    signs, depth = np.frombuffer(text.encode("utf-8", "replace"), np.uint8), 0
    for start in range(0, len(signs), PIECE):
        piece = signs[start : start + PIECE]
        steps = ((piece == 91) | (piece == 123)).astype(np.int32) - ((piece == 93) | (piece == 125))
        depths = depth + np.cumsum(steps)
        if depths.max() > DEEPEST:
            return True
        depth = int(depths[-1])
    return False


def _deep(text: str) -> bool:
    depth = 0
    for found in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', text):
        sign = text[found.start()]
        depth += 1 if sign in "[{" else -1 if sign in "]}" else 0
        if depth > DEEPEST:
            return True
    return False


def tables_in(value: Any) -> tuple[list[Table], list[str]]:
    """All tables of one JSON value, and notes."""
    if isinstance(value, list):
        return _from_list(value)
    if not isinstance(value, dict):
        return [table_of([{"value": value}], None)], ["a single value"]
    if value.get("type") == "FeatureCollection" and isinstance(value.get("features"), list):
        return tables_of([f for f in value["features"] if isinstance(f, dict)], None), ["GeoJSON features"]
    records = split(value) or columns(value)
    if records:
        return tables_of(records, None), []
    return _from_object(value)


def _from_list(value: list[Any]) -> tuple[list[Table], list[str]]:
    if not value:
        return [], ["an empty list"]
    if all(isinstance(item, list) for item in value) and any(value):
        return [table_of(arrays(value), None)], []
    records = [item if isinstance(item, dict) else {"value": item} for item in value]
    return tables_of(records, None), []


def _from_object(value: dict[str, Any]) -> tuple[list[Table], list[str]]:
    flat = _flat(value)
    lists = {key: item for key, item in flat.items() if objects(item)}
    rest = {key: item for key, item in flat.items() if key not in lists}
    if not lists:
        return [table_of([value], None)], ["a single object: one row"]
    if len(lists) == 1:
        key, records = next(iter(lists.items()))
        notes = [f"records found under {key}"] + [f"{k}: {str(_cell(v))[:80]}" for k, v in list(rest.items())[:8]]
        return tables_of(records, None), notes
    tables = [table for key, records in lists.items() for table in tables_of(records, key)]
    if rest:
        tables.append(table_of([rest], "root"))
    return tables, []


def read(name: str, data: bytes, budget: Budget) -> Found:
    """A JSON document, or lines of JSON where it turns out to be those."""
    decoded = decode(data)
    text = decoded.text.strip()
    try:
        value = loads(text)
    except RecursionError:
        return Found("json", problems=[Problem("it is nested too deeply", "Save the part you need in a flatter form.")])
    except json.JSONDecodeError as fault:
        return _not_one(name, text, fault, decoded.notes)
    tables, notes = tables_in(value)
    found = Found("json", tables, notes=decoded.notes + notes)
    if not tables:
        found.problems.append(Problem("there are no records in it", "Drop a file with at least one record."))
    return found


def _not_one(name: str, text: str, fault: json.JSONDecodeError, notes: list[str]) -> Found:
    problem = Problem(f"this is not valid JSON: {fault.msg}", "Check the line, or export the file again.", line=fault.lineno)
    saved = _cut_short(text)
    if saved:
        tables = tables_of(saved, None)
        tables[0].odd.add(fault.lineno, f"not valid JSON from here: {fault.msg}", text[fault.pos : fault.pos + 160])
        return Found("json", tables, [problem], [*notes, f"only the first {len(saved)} records could be read"])
    lines = text.split("\n", 60)
    good = sum(_parses(line) for line in lines[:50] if line.strip())
    if good >= 0.5 * min(50, len(lines)) and len(lines) > 1:
        found = read_lines(text)
        found.notes = notes + found.notes
        return found
    return Found("json", problems=[problem], notes=notes)


def _parses(line: str) -> bool:
    try:
        return isinstance(loads(line.strip().rstrip(",")), (dict, list))
    except (json.JSONDecodeError, RecursionError):
        return False


def _cut_short(text: str) -> list[dict[str, Any]]:
    """Whole records at the start of a list that breaks off."""
    if not text.startswith("["):
        return []
    decoder, at, records = json.JSONDecoder(), 1, []
    while True:
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        try:
            value, at = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError):
            return records
        if not isinstance(value, dict):
            return records
        records.append(value)


def read_lines(text: str) -> Found:
    """One JSON value a line; lines that are none are odd."""
    records: list[dict[str, Any]] = []
    odd = OddLines()
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = loads(line.strip().rstrip(",").strip("\ufeff\x1e"))
        except (json.JSONDecodeError, RecursionError) as fault:
            odd.add(number, f"not valid JSON: {getattr(fault, 'msg', 'nested too deeply')}", line)
            continue
        records.append(value if isinstance(value, dict) else {"value": value})
    if not records:
        return Found("jsonl", problems=[Problem("no line is valid JSON", "Check the file, or export it again.", line=1)])
    tables = tables_of(records, None)
    tables[0].odd = odd
    if odd.count:
        tables[0].notes.append(f"{odd.count} lines are not valid JSON and were kept out")
    return Found("jsonl", tables)


def read_jsonl(name: str, data: bytes, budget: Budget) -> Found:
    decoded = decode(data)
    found = read_lines(decoded.text)
    found.notes = decoded.notes + found.notes
    return found
