"""Delimited text with all its habits, read line by line. `fast.py` takes the large and regular files."""

import re

import pandas as pd

from .body import columns_of, settle
from .cells import TEXT, kind
from .decode import Decoded, decode
from .dialect import Dialect, dialect_of
from .fixed import columns
from .found import Found, OddLines, Problem, Table
from .layout import Region, Row, filled, kinds_of, locate
from .records import Records, records
from .values import Column, hints_of

SHOWN = {"\t": "tab", " ": "spaces", "  ": "fixed widths", "\x1f": "unit separator", "\x01": "\\x01"}
ENDINGS = {"tsv": "\t", "tab": "\t", "psv": "|", "csv": ","}


def lines_of(text: str) -> list[str]:
    """Lines without their ends, whichever of LF, CRLF and CR they are, mixed or not."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _directive(lines: list[str]) -> str | None:
    """The separator of a first line `sep=;` as Excel writes it."""
    found = re.fullmatch(r'"?sep=(.|\\t)"?', lines[0].strip("\ufeff \r")) if lines else None
    return found.group(1).replace("\\t", "\t") if found else None


def _wide_mark(lines: list[str]) -> str | None:
    """A separator of two characters."""
    sample = [line for line in lines[:100] if line.strip()]
    for mark in ("||", "::", ";;", "~~", "|~|", "<>", "@@"):
        hits = [line.count(mark) for line in sample]
        single = sum(line.replace(mark, "").count(mark[0]) for line in sample)
        if hits and min(hits[1:] or hits) > 0 and len(set(hits[1:])) <= 2 and single <= len(sample) * 0.1:
            return mark
    return None


def typed_table(names: list[str], cells: list[list[object]], decimal: str | None = None) -> Table:
    """A table from columns of texts, each typed as a whole. `decimal` is the sign to expect where no column tells."""
    held = [Column(name, pd.Series(values, dtype=object)) for name, values in zip(names, cells)]
    hints = hints_of(held, decimal)
    table = Table(pd.DataFrame())
    done = {}
    for place, column in enumerate(held):
        typed = column.typed(hints)
        done[place] = typed.values
        if typed.notes:
            table.column_notes[column.name] = "; ".join(typed.notes)
    table.frame = pd.DataFrame(done)
    table.frame.columns = pd.Index(names, dtype=object if not names else None)
    if hints.told and hints.decimal == ",":
        table.notes.append("decimal comma")
    return table


def _ragged(cut: Records, region: Region, rows: list[Row]) -> OddLines:
    """Tells of records that are longer or shorter than the others; they stay in the table."""
    odd, width = OddLines(), len(region.names)
    for i in region.body:
        size = len(rows[i])
        if size < width and size < cut.width:
            odd.add(cut.numbers[i], f"{size} values where {width} are usual, the rest is empty", rows[i])
    return odd


def _trim(rows: list[Row], width: int) -> None:
    """Takes empty cells off the end of rows that are too long."""
    for row in rows:
        while len(row) > width and not row[-1].strip():
            row.pop()


def _overlong(cut: Records, region: Region) -> OddLines:
    """Joins or cuts records that are too long, where the table keeps its width."""
    odd, width = OddLines(), len(region.names)
    longer = [i for i in region.body if len(cut.rows[i]) > width]
    if len(longer) > 0.2 * max(1, len(region.body)):
        region.names += [""] * (max(len(cut.rows[i]) for i in longer) - width)
        return odd
    for i in longer:
        row = cut.rows[i]
        odd.add(cut.numbers[i], f"{len(row)} values where {width} are usual", row)
        cut.rows[i] = fitted(row, width, [cut.rows[k] for k in region.body[:60] if len(cut.rows[k]) == width])
    return odd


def fitted(row: Row, width: int, others: list[Row]) -> Row:
    """A row cut to `width`: neighbours that belong together are joined where the kinds of the other rows show it."""
    kinds, extra = kinds_of(others, width), len(row) - width
    def score(candidate: Row) -> float:
        return sum(kinds[j] == TEXT or kind(candidate[j]) in (kinds[j], 0) for j in range(width))
    joined = [[*row[:j], ", ".join(c.strip() for c in row[j : j + extra + 1]), *row[j + extra + 1 :]] for j in range(width) if kinds[j] == TEXT]
    best = max(joined, key=score, default=None)
    plain = row[:width]
    return best if best and score(best) > score(plain) else plain


def _grid(lines: list[str], hint: str | None) -> tuple[Records, Dialect, float]:
    given = _directive(lines)
    if given:
        cut = records(["", *lines[1:]], Dialect(given))
        return cut, Dialect(given), 1.0
    mark = _wide_mark(lines)
    if mark:
        return records([line.replace(mark, "\x1f") for line in lines], Dialect("\x1f", None)), Dialect(mark, None), 1.0
    dialect, sure = dialect_of(lines, hint)
    if dialect.delimiter in (None, " ") or sure < 0.35:
        rows = _aligned(lines)
        if rows is not None:
            return rows, Dialect("  ", None), 1.0
    if dialect.delimiter is None and _wrapped(lines):
        return _grid([line.strip()[1:-1].replace('""', '"') if line.strip() else line for line in lines], hint)
    return records(lines, dialect), dialect, sure


def _aligned(lines: list[str]) -> Records | None:
    rows = columns(lines)
    if rows is None or len(rows[0]) < 2:
        return None
    return Records(rows, list(range(1, len(rows) + 1)), width=len(rows[0]))


def _wrapped(lines: list[str]) -> bool:
    """True where every line as a whole stands in quotes."""
    full = [line.strip() for line in lines if line.strip()]
    return sum(line.startswith('"') and line.endswith('"') and len(line) > 2 for line in full) >= 0.95 * len(full) > 1 and any(
        mark in full[0] for mark in ",;\t|"
    )


def read_lines(lines: list[str], hint: str | None = None) -> Table | None:
    """The table in `lines`, or None where there is none."""
    cut, dialect, _ = _grid(lines, hint)
    _trim(cut.rows, cut.width)
    region = locate(cut.rows)
    if region is None:
        return None
    settle(cut.rows, region)
    odd = _overlong(cut, region)
    odd.merge(cut.odd)
    odd.merge(_ragged(cut, region, cut.rows))
    names, cells = columns_of(cut.rows, region)
    table = typed_table(names, cells, "," if dialect.delimiter == ";" else None)
    for i, reason in sorted(region.left):
        odd.add(cut.numbers[i], reason, lines[cut.numbers[i] - 1])
    table.odd = odd
    table.notes = _told(dialect, region, lines, cut) + table.notes
    return table


def _told(dialect: Dialect, region: Region, lines: list[str], cut: Records) -> list[str]:
    notes = [f"separator {SHOWN.get(dialect.delimiter, dialect.delimiter)}"] if dialect.delimiter else ["one column"]
    if dialect.quote == "'":
        notes.append("quote '")
    notes += region.notes
    for reason in dict.fromkeys(reason for _, reason in region.left):
        places = [cut.numbers[i] for i, why in region.left if why == reason]
        where = f"line {places[0]}" if len(places) == 1 else f"{len(places)} lines, first {places[0]}"
        notes.append(f"{reason}, kept out ({where})")
    return notes


def read_text(name: str, decoded: Decoded, format: str = "csv") -> Found:
    """Reads decoded text as a table. Never raises for bad data."""
    lines = lines_of(decoded.text)
    if not any(line.strip() for line in lines):
        return Found(format, problems=[Problem("the file is empty", "Check that the export finished, then drop it again.")])
    table = read_lines(lines, ENDINGS.get(name.rsplit(".", 1)[-1].lower()))
    if table is None:
        return Found(format, problems=[Problem("no table was found in it", "Save it as CSV with a header line and drop it again.")])
    for line in decoded.bad_lines:
        table.odd.add(line, "bytes that are not UTF-8, read as Windows-1252", lines[line - 1] if line <= len(lines) else "")
    found = Found("tsv" if table.notes[:1] == ["separator tab"] else format, [table], notes=decoded.notes)
    if not len(table.frame) and filled([c for c in table.frame.columns]):
        found.notes.append("there is a header but no row")
    return found


def read(name: str, data: bytes) -> Found:
    return read_text(name, decode(data))
