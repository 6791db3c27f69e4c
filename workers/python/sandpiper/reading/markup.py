"""Tables of an HTML page, and records of an XML file, by the standard library alone."""

import re
import xml.etree.ElementTree as tree
from html.parser import HTMLParser
from typing import Any
from xml.parsers import expat

from .decode import decode
from .delimited import typed_table
from .excel import read_grid
from .found import Found, Problem
from .jsontext import tables_in

SPAN, DEEPEST = 200, 200


class _Tables(HTMLParser):
    """Cells by row and table; a cell that spans several columns fills the first of them only."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[Any]]] = []
        self.open: list[list[list[Any]]] = []
        self.cell: list[str] | None = None
        self.span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.open.append([])
            self.tables.append(self.open[-1])
        elif tag == "tr" and self.open:
            self.close_cell()
            self.open[-1].append([])
        elif tag in ("td", "th") and self.open:
            self.close_cell()
            self.cell = []
            wide = dict(attrs).get("colspan") or "1"
            self.span = min(SPAN, int(wide)) if wide.isdigit() else 1
        elif tag == "br" and self.cell is not None:
            self.cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self.close_cell()
        if tag == "table" and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)

    def close_cell(self) -> None:
        if self.cell is None or not self.open:
            return
        if not self.open[-1]:
            self.open[-1].append([])
        text = re.sub(r"\s+", " ", "".join(self.cell)).strip()
        self.open[-1][-1] += [text or None, *[None] * (self.span - 1)]
        self.cell = None


def read_html(name: str, data: bytes) -> Found:
    decoded = decode(data)
    parser = _Tables()
    parser.feed(decoded.text)
    parser.close()
    found = Found("html", notes=decoded.notes)
    for place, grid in enumerate(parser.tables, 1):
        width = max((len(row) for row in grid), default=0)
        table = read_grid([row + [None] * (width - len(row)) for row in grid if row]) if width > 1 else None
        if table is not None and len(table.frame):
            table.part = f"table {place}" if len(parser.tables) > 1 else None
            found.tables.append(table)
    if not found.tables:
        found.problems.append(Problem("there is no table in this page", "Save the data itself as CSV or XLSX and drop that."))
    return found


def _value(node: tree.Element) -> Any:
    """An element as text, or as an object of its attributes and children; repeated children as a list."""
    children = list(node)
    if not children and not node.attrib:
        return (node.text or "").strip() or None
    result: dict[str, Any] = {re.sub(r"\{.*?\}", "", key): value for key, value in node.attrib.items()}
    for child in children:
        label = re.sub(r"\{.*?\}", "", child.tag) if isinstance(child.tag, str) else "comment"
        value = _value(child)
        if label in result:
            known = result[label]
            result[label] = [*known, value] if isinstance(known, list) else [known, value]
        else:
            result[label] = value
    if (node.text or "").strip():
        result["text"] = (node.text or "").strip()
    return result


def _records(value: Any) -> Any:
    """The longest list of objects in the tree."""
    best: Any = None
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, list) and all(isinstance(one, dict) for one in item) and (best is None or len(item) > len(best)):
            best = item
        if isinstance(item, dict):
            stack += list(item.values())
    return best


class TooDeep(ValueError):
    """Elements are nested so deeply that a tree of them would go through the end of the stack, and Python with it."""


def _sound(data: bytes) -> bytes:
    """The data, once it is known that its elements are nested at most DEEPEST times. Raises TooDeep, or ExpatError for what is no XML."""
    depth = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise TooDeep("it is nested too deeply")

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    if data.count(b"<") > DEEPEST:
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = start, end
        parser.Parse(data, True)
    return data


def read_xml(name: str, data: bytes) -> Found:
    if b"<!ENTITY" in data[:100_000]:
        return Found("xml", problems=[Problem("it declares entities, which are not read", "Save the data as CSV or JSON and drop that.")])
    try:
        value = _value(tree.fromstring(_sound(data)))
    except (tree.ParseError, expat.ExpatError, ValueError, LookupError, RecursionError) as fault:
        line = fault.position[0] if isinstance(fault, tree.ParseError) else None
        return Found("xml", problems=[Problem(f"this is not valid XML: {fault}", "Export it again, or save it as CSV or JSON.", line=line)])
    records = _records(value)
    tables, notes = tables_in(records if records else value)
    for table in tables:
        typed = typed_table([str(c) for c in table.frame.columns], [table.frame.iloc[:, j].astype(object).tolist() for j in range(table.frame.shape[1])])
        table.frame, table.column_notes = typed.frame, {**typed.column_notes, **table.column_notes}
    return Found("xml", tables, notes=notes)
