"""Lines to records. Quotes that never close and lines of the wrong length are mended where that is certain, and always told."""

import csv
import re
from collections import Counter
from dataclasses import dataclass, field

from .dialect import Dialect, rows_of
from .found import OddLines

LINES_A_CELL = 400


@dataclass
class Records:
    """`numbers[i]` is the 1-based line on which `rows[i]` begins."""

    rows: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    odd: OddLines = field(default_factory=OddLines)
    width: int = 0


def _odd_quotes(line: str, dialect: Dialect) -> bool:
    quote = dialect.quote
    if not quote or quote not in line:
        return False
    if dialect.escape:
        line = line.replace(dialect.escape * 2, "").replace(dialect.escape + quote, "")
    return line.count(quote) % 2 == 1


def usual_width(rows: list[list[str]]) -> int:
    """The commonest number of cells; of near equals the larger."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 1
    most = max(widths.values())
    return max(width for width, times in widths.items() if times >= most * 0.9)


def _lenient(line: str, dialect: Dialect, width: int) -> list[str] | None:
    """A quote only closes before a separator or the end: mends "a "b" c" and a stray quote inside a cell."""
    mark, quote = re.escape(dialect.delimiter or "\x1f"), re.escape(dialect.quote or '"')
    cells = re.findall(rf"(?:^|{mark})\s*(?:{quote}(.*?){quote}\s*(?={mark}|$)|([^{mark}]*))", line)
    row = [(quoted or bare).replace((dialect.quote or '"') * 2, dialect.quote or '"') for quoted, bare in cells]
    return row if len(row) == width else None


def _bare(line: str, dialect: Dialect, width: int) -> list[str] | None:
    row = [cell.strip().strip(dialect.quote or '"') for cell in line.split(dialect.delimiter or "\x1f")]
    return row if len(row) == width else None


def _mend(line: str, dialect: Dialect, width: int) -> list[str] | None:
    """A record from one line whose quotes do not pair, or None where no reading has the usual width."""
    for way in (_bare, _lenient):
        row = way(line, dialect, width)
        if row is not None:
            return row
    return None


class _Cutter:
    def __init__(self, lines: list[str], dialect: Dialect) -> None:
        self.lines, self.dialect, self.out = lines, dialect, Records()
        even = [line for line in lines[:5000] if line.strip() and not _odd_quotes(line, dialect)]
        self.width = self.out.width = usual_width(rows_of(even, dialect))

    def _joined(self, at: int) -> tuple[list[str], int] | None:
        """The record that begins on line `at` and closes its quote on a later line, and the line after it."""
        text = self.lines[at]
        for end in range(at + 1, min(at + LINES_A_CELL, len(self.lines))):
            text += "\n" + self.lines[end]
            if not _odd_quotes(self.lines[end], self.dialect):
                continue
            rows = rows_of(text.splitlines(keepends=True), self.dialect)
            if len(rows) == 1 and len(rows[0]) == self.width:
                return rows[0], end + 1
            return None
        return None

    def _single(self, at: int) -> int:
        """Takes the line whose quotes do not pair; answers the next line."""
        line = self.lines[at]
        joined = self._joined(at)
        if joined:
            self._keep(joined[0], at)
            return joined[1]
        row = _mend(line, self.dialect, self.width)
        self.out.odd.add(at + 1, "quote without a partner" + ("" if row else ", cut at the separators"), line)
        self._keep(row or [c.strip().strip(self.dialect.quote or '"') for c in line.split(self.dialect.delimiter or "\x1f")], at)
        return at + 1

    def _keep(self, row: list[str], at: int) -> None:
        self.out.rows.append(row)
        self.out.numbers.append(at + 1)

    def _plain(self, start: int, end: int) -> None:
        """Lines whose quotes pair: one record a line."""
        rows = rows_of(self.lines[start:end], self.dialect)
        if len(rows) != end - start:
            rows = [(rows_of([line], self.dialect) or [[]])[0] for line in self.lines[start:end]]
        quote = self.dialect.quote
        for offset, row in enumerate(rows):
            line = self.lines[start + offset]
            if quote and quote in line and len(row) != self.width:
                row = _lenient(line, self.dialect, self.width) or row
            self._keep(row, start + offset)

    def cut(self) -> Records:
        at = start = 0
        while at < len(self.lines):
            if _odd_quotes(self.lines[at], self.dialect):
                self._plain(start, at)
                at = start = self._single(at)
            else:
                at += 1
        self._plain(start, len(self.lines))
        return self.out


def records(lines: list[str], dialect: Dialect) -> Records:
    """All lines as records in the order of the file, blank lines as empty records."""
    csv.field_size_limit(1 << 30)
    return _Cutter(lines, dialect).cut()
