"""Delimited text of any size: read in pieces, each of which goes outside of Python's memory, and typed over all of them.

What the scan of a piece cannot vouch for is Irregular here as well: then the careful way reads a part, and says so.
"""

import copy
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from .. import host
from ..making import Making
from ..pieces import Piece, Pieces, column_of, encoded, fitted, packed
from . import fast
from .dates import order
from .decode import Decoded, decode, encoding_of
from .delimited import SHOWN
from .found import Budget, Found, OddLines, Table
from .headings import unique
from .plan import Irregular, Plan, line_end
from .values import Column, Hints, all_cleaned, hints_of

HEAD, TAIL = 1 << 20, 1 << 16
UNION, SOME = 100_000, 2_000
TEXT = "O"


@dataclass
class Words:
    """The different texts of a column over all pieces with their rows; None once they are too many, and then `some` of each piece."""

    rows: dict[str, int] | None = field(default_factory=dict)
    some: dict[str, int] = field(default_factory=dict)

    def add(self, texts: list[str], counts: list[int]) -> None:
        self.some |= dict.fromkeys(texts[:: max(1, len(texts) // SOME)], 1)
        if self.rows is None:
            return
        for text, count in zip(texts, counts):
            self.rows[text] = self.rows.get(text, 0) + count
        if len(self.rows) > UNION:
            self.rows = None


@dataclass
class Cut:
    """A piece of the file: its bytes in the file, where it lies as columns, and the kind that each was parsed as: a letter of numpy's for numbers, "O" for texts."""

    begin: int
    end: int
    kinds: list[str]
    piece: Piece

    def texts(self) -> set[int]:
        return {place for place, kind in enumerate(self.kinds) if kind == TEXT}


class Mixed(Exception):
    """A column is not throughout what it seemed to be; it is text then."""


class Streamed:
    """One file on its way into pieces."""

    def __init__(self, name: str, path: str, budget: Budget) -> None:
        self.name, self.path, self.budget, self.size = name, path, budget, os.path.getsize(path)
        self.odd, self.texts, self.cuts = OddLines(), set(), []
        with open(path, "rb") as file:
            head = file.read(HEAD)
            file.seek(max(0, self.size - TAIL))
            tail = file.read()
        head, tail = head[: line_end(head)], tail[tail.find(b"\n") + 1 :]
        self.decoded: Decoded = decode(head)
        self.encoding, self.mark = encoding_of(head)
        if self.encoding.startswith(("utf-16", "utf-32")) or not head:
            raise Irregular
        body = self._plain(head, 0, OddLines()) + self._plain(tail, self.size, OddLines())
        self.plan = Plan(name, body)
        self.after = len(body) - self.plan.stop
        self.names = unique(self.plan.region.names)

    def _plain(self, data: bytes, at: int, odd: OddLines) -> bytes:
        """Text as UTF-8 with LF line ends. Bytes that do not fit into UTF-8 are read as Windows-1252."""
        data = data[self.mark :] if at == 0 else data
        if not data.isascii() and self.encoding != "utf-8":
            data = data.decode(self.encoding, "replace").encode()
        elif not data.isascii():
            text = data.decode("utf-8", "surrogateescape")
            if found := re.search("[\udc80-\udcff]", text):
                odd.add(data.count(b"\n", 0, len(text[: found.start()].encode("utf-8", "surrogateescape"))) + 1, "bytes that are not UTF-8, read as Windows-1252", text[max(0, found.start() - 40) : found.end() + 40].encode("utf-8", "replace").decode())
                text = re.sub("[\udc80-\udcff]", lambda one: bytes([ord(one[0]) - 0xDC00]).decode("cp1252", "replace"), text)
            data = text.encode()
        if b"\0" in data:
            data = data.replace(b"\0", b"")
        if b"\r" in data:
            data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        return data if data.endswith(b"\n") else data + b"\n"

    def _texts(self) -> Iterator[tuple[int, int, bytes]]:
        """Where each piece begins and ends, and its text; a piece ends with a line that no quote goes beyond."""
        begin = 0
        with open(self.path, "rb") as file:
            while begin < self.size:
                left = self.size - begin
                size = left if left < self.budget.piece_bytes * 1.25 else self.budget.piece_bytes
                file.seek(begin)
                data = file.read(size)
                end = begin + (size if size == left else line_end(data))
                yield begin, end, data[: end - begin]
                begin = end

    def _planned(self, begin: int, end: int, body: bytes) -> Plan:
        plan = copy.copy(self.plan)
        plan.start = self.plan.start if begin == 0 else 0
        plan.stop = len(body) - (self.after if end == self.size else 0)
        if plan.stop <= plan.start:
            raise Irregular
        return plan

    def _parsed(self, begin: int, end: int, data: bytes, odd: OddLines) -> pd.DataFrame:
        """The records of a piece, its texts as they stand."""
        body = self._plain(data, begin, odd)
        plan = self._planned(begin, end, body)
        body, expected, codes = fast.regular(plan, body, odd)
        raw = fast.parse(plan, body, codes | self.texts, expected)
        if len(raw) != expected:
            raise Irregular
        return raw

    def read(self) -> None:
        """Every piece outside of Python's memory; a column that is text in one of them is text in all."""
        lines = 0
        for line, reason, text in self.plan.numbers:
            self.odd.add(line, reason, text)
        for begin, end, data in self._texts():
            host.progress(f"Reading {self.name}", begin, self.size)
            here = OddLines()
            raw = self._parsed(begin, end, data, here)
            here.kept = [(line + lines, reason, text) for line, reason, text in here.kept]
            self.odd.merge(here)
            lines += data.count(b"\n")
            self.cuts.append(Cut(begin, end, *self._shelved(raw)))
        for place, (text, reason) in enumerate(self.plan.tail):
            self.odd.add(lines - len(self.plan.tail) + 1 + place, reason, text)
        self._agree()

    def _shelved(self, raw: pd.DataFrame) -> tuple[list[str], Piece]:
        """The kinds of its columns, of which it keeps none, and where they lie."""
        rows = len(raw)
        columns = [raw.pop(j) for j in range(self.plan.width)]
        kinds = [column.dtype.kind if pd.api.types.is_numeric_dtype(column) else TEXT for column in columns]
        self.texts |= {j for j, kind in enumerate(kinds) if kind == TEXT}
        data, places = encoded([_plain_texts(column) if kind == TEXT else packed(column) for kind, column in zip(kinds, columns)])
        return kinds, Piece(host.shelve(data), rows, places)

    def _agree(self) -> None:
        """Reads the pieces again in which a column seemed to be of numbers, or of yes and no in some of them only."""
        kinds = [{cut.kinds[j] for cut in self.cuts} for j in range(self.plan.width)]
        self.texts |= {j for j, found in enumerate(kinds) if "b" in found and len(found) > 1}
        for cut in self.cuts:
            if self.texts <= cut.texts():
                continue
            with open(self.path, "rb") as file:
                file.seek(cut.begin)
                raw = self._parsed(cut.begin, cut.end, file.read(cut.end - cut.begin), OddLines())
            host.unshelve(cut.piece.path)
            cut.kinds, cut.piece = self._shelved(raw)

    def typed(self) -> tuple[Pieces, dict[str, str], list[str]]:
        """The table, notes of columns and of the whole."""
        ways = {j: Way(self.names[j], self._words(j)) for j in sorted(self.texts)}
        hints = hints_of([way.column for way in ways.values()], "," if self.plan.dialect.delimiter == ";" else None)
        for way in ways.values():
            way.decide(hints)
        made = None
        while made is None:
            try:
                made = self._retyped(ways)
            except Mixed as mixed:
                mixed.args[0].give_up()
        notes = {self.names[j]: "; ".join(way.notes) for j, way in ways.items() if way.notes}
        return made, notes, ["decimal comma"] if hints.told and hints.decimal == "," else []

    def _words(self, place: int) -> Words:
        words = Words()
        for cut in self.cuts:
            _, codes, texts = column_of(cut.piece, place)
            words.add(texts, np.bincount(codes, minlength=len(texts)).tolist())
        return words

    def _retyped(self, ways: dict[int, Way]) -> Pieces:
        total = sum(cut.piece.rows for cut in self.cuts)
        floats = {j for j in range(len(self.names)) if j not in ways and any(cut.kinds[j] == "f" for cut in self.cuts)}
        making = Making(self.names, total)
        try:
            for cut in self.cuts:
                host.progress(f"Looking at {self.name}", making.rows, total)
                making.add({j: self._values(cut.piece, j, ways.get(j), j in floats) for j in range(len(self.names))})
        except Exception:
            making.writer.drop()
            raise
        return making.made()

    def _values(self, piece: Piece, place: int, way: Way | None, as_float: bool) -> pd.Series:
        column = column_of(piece, place)
        if way:
            return way.of(column[1], column[2])
        return pd.Series(column[1].astype("float64" if as_float else "bool" if column[1].dtype.kind == "b" else "int64"))

    def done(self) -> None:
        for cut in self.cuts:
            host.unshelve(cut.piece.path)


class Way:
    """How the texts of a column become values: by what all of them are, where they are few enough to be known, else each piece as some of all pieces are."""

    def __init__(self, name: str, words: Words) -> None:
        self.name, self.words = name, words
        self.column = Column.of_distinct(name, words.some if words.rows is None else words.rows)

    def decide(self, hints: Hints) -> None:
        typed = self.column.typed(hints)
        self.kind, self.notes = _kept(typed.values.dtype, self.words.rows is None), typed.notes
        self.hints = Hints(typed.decimal or hints.decimal, hints.day_first, hints.told, order(self.column.distinct(), hints.day_first)[0])
        self.values = _as(typed.values, self.kind)
        self.place = {text: at for at, text in enumerate(self.words.rows or ())}

    def of(self, codes: np.ndarray, texts: list[str]) -> pd.Series:
        """The values of a piece. Raises Mixed where they are not what those of others are."""
        if self.words.rows is not None:
            known, at = self.values, np.array([self.place[text] for text in texts], dtype=np.int64)[codes]
        else:
            known, at = self._known(dict(zip(texts, np.bincount(codes, minlength=len(texts)).tolist()))), codes
        return known.take(at).reset_index(drop=True)

    def _known(self, rows: dict[str, int]) -> pd.Series:
        column = Column.of_distinct(self.name, rows)
        live = column.distinct()
        if not live:
            return pd.Series([None] * len(rows), dtype=self.kind)
        if self.kind == "str":
            return column.words(live).values
        typed = (column.dates if self.kind.startswith("datetime") else column.numbers)(live, self.hints)
        if typed is None or _kept(typed.values.dtype, True) != self.kind:
            raise Mixed(self)
        return _as(typed.values, self.kind)

    def give_up(self) -> None:
        self.kind, self.notes = "str", ["not one kind of value throughout, read as text"]


def _kept(kind: object, varies: bool) -> str:
    """The dtype of a column in all pieces; `varies`: where one of them may have gaps or fractions and another one not."""
    name = str(kind)
    if name.startswith("datetime64"):
        return "datetime64[us, UTC]" if "UTC" in name else "datetime64[us]"
    return {"int64": "float64", "bool": "boolean"}.get(name, name) if varies else name


def _as(values: pd.Series, kind: str) -> pd.Series:
    return values if str(values.dtype) == kind else values.astype(kind)


def _plain_texts(values: pd.Series) -> tuple:
    """A column of texts, stripped; an empty cell is the text of no characters."""
    codes, found = pd.factorize(values.to_numpy(dtype=object), use_na_sentinel=True)
    texts = all_cleaned(list(found))
    second, kept = pd.factorize(np.array([*texts, ""] if (codes < 0).any() else texts, dtype=object))
    return "texts", second[codes].astype(np.min_scalar_type(-max(1, len(kept)))), list(kept)


def read(name: str, path: str, budget: Budget) -> Found:
    """The table of a large text: a DataFrame where it fits, else in pieces. Where that cannot be vouched for, a part of it."""
    try:
        return _all(name, path, budget)
    except (Irregular, pd.errors.ParserError, ValueError, IndexError, MemoryError):
        return fast.read(name, path, budget)


def _all(name: str, path: str, budget: Budget) -> Found:
    streamed = Streamed(name, path, budget)
    try:
        streamed.read()
        pieces, column_notes, notes = streamed.typed()
    finally:
        streamed.done()
    dialect = streamed.plan.dialect.delimiter or ""
    table = Table(fitted(pieces, budget.frame_bytes), odd=streamed.odd, column_notes=column_notes)
    table.notes = [f"separator {SHOWN.get(dialect, dialect)}", *streamed.plan.region.notes, *notes, *(f"{why} ({times} lines)" for why, times in streamed.odd.reasons.items())]
    return Found("tsv" if dialect == "\t" else "csv", [table], notes=streamed.decoded.notes)
