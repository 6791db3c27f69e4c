"""A table that is too large for one DataFrame: its rows lie in pieces outside of Python's memory, and each column of each piece can be had by itself."""

import pickle
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from . import host

POINTER = np.dtype(object).itemsize
REPEATED = 100_000
TEXT = 60  # bytes of a short str beside its characters


@dataclass
class Piece:
    """`places[j]` is where column j begins in the file at `path`, and its length in bytes."""

    path: str
    rows: int
    places: list[tuple[int, int]]


@dataclass
class Shape:
    """What is known of all rows. `text_bytes[j]`: of the different texts of column j, where it holds texts; `repeats`: the columns of which each text stands in many rows."""

    names: list[str]
    dtypes: list[str]
    text_bytes: list[int]
    pieces: list[Piece] = field(default_factory=list)
    repeats: set[int] = field(default_factory=set)


def packed(values: pd.Series) -> tuple:
    """A column of a piece as what is kept of it: texts as their places among the different ones, whole numbers as narrow as they are."""
    if is_text(values.dtype):
        codes, found = pd.factorize(values)
        return "texts", codes.astype(np.min_scalar_type(-max(1, len(found)))), list(found)
    if isinstance(values.dtype, pd.api.extensions.ExtensionDtype):
        return "values", values.array
    plain = values.to_numpy()
    if plain.dtype == np.int64 and len(plain):
        narrow = np.result_type(*map(np.min_scalar_type, (plain.min(), plain.max())))
        plain = plain.astype(narrow) if narrow.kind in "iu" else plain
    return "values", plain


def is_text(kind: Any) -> bool:
    return isinstance(kind, pd.StringDtype) or kind == object


def encoded(columns: list[tuple]) -> tuple[bytes, list[tuple[int, int]]]:
    """The bytes of a piece, and where each column stands in them."""
    parts = [pickle.dumps(column, protocol=5) for column in columns]
    places, at = [], 0
    for part in parts:
        places.append((at, len(part)))
        at += len(part)
    return b"".join(parts), places


class Writer:
    """Takes the pieces of a table, one after the other, out of Python's memory."""

    def __init__(self) -> None:
        self.shape = Shape([], [], [])
        self.longest: list[int] = []

    def add(self, frame: pd.DataFrame) -> list[tuple]:
        """Puts a piece there; what is kept of its columns."""
        kinds = [str(kind) for kind in frame.dtypes]
        if not self.shape.pieces:
            self.shape = Shape([str(name) for name in frame.columns], kinds, [0] * len(kinds))
            self.longest = [0] * len(kinds)
        self.shape.dtypes = [_united(had, kind) for had, kind in zip(self.shape.dtypes, kinds)]
        columns = [packed(frame.iloc[:, at]) for at in range(len(kinds))]
        for at, column in enumerate(columns):
            if column[0] == "texts":
                sizes = [len(str(text)) for text in column[2]]
                self.shape.text_bytes[at] += sum(sizes) + TEXT * len(sizes)
                self.longest[at] = max(self.longest[at], max(sizes, default=0))
        data, places = encoded(columns)
        self.shape.pieces.append(Piece(host.shelve(data), len(frame), places))
        return columns

    def made(self, name: str, distinct: list[int | None], known: tuple | None = None) -> "Pieces":
        """The table. `distinct[j]` is how many different values column j has, where that is known: pieces share texts, which are in memory once then."""
        bounds = [None if count is None else count * (longest + TEXT) for count, longest in zip(distinct, self.longest)]
        self.shape.text_bytes = [size if most is None else min(size, most) for size, most in zip(self.shape.text_bytes, bounds)]
        rows = sum(piece.rows for piece in self.shape.pieces)
        self.shape.repeats = {at for at, count in enumerate(distinct) if self.longest[at] and count is not None and count <= min(REPEATED, rows // 10)}
        return Pieces(name, self.shape, known)

    def drop(self) -> None:
        for piece in self.shape.pieces:
            host.unshelve(piece.path)
        self.shape.pieces = []


def _united(one: str, other: str) -> str:
    """The dtype that a column of two has in all pieces."""
    if one == other:
        return one
    if {one, other} == {"bool", "boolean"}:
        return "boolean"
    numeric = all(pd.api.types.is_numeric_dtype(kind) for kind in (one, other))
    return "float64" if numeric else "str" if {one, other} == {"str", "object"} else "object"


def column_of(piece: Piece, place: int) -> tuple:
    begin, size = piece.places[place]
    with open(piece.path, "rb") as file:
        file.seek(begin)
        return pickle.loads(file.read(size))


class Pieces:
    """Rows in pieces. `t[["a", "b"]]` has these columns of all rows as a DataFrame, texts that repeat as categories, `t["a"]` one of them as a Series, `for part in t.pieces(["a"])`
    goes through it part by part, and `sql()` reads only the columns that its query names. Nothing here changes it."""

    in_pieces = "{:,} rows × {:,} columns, in pieces"

    def __init__(self, name: str, shape: Shape, known: tuple | None = None) -> None:
        self._name, self._shape, self._known = name, shape, known

    def called(self, name: str) -> "Pieces":
        """The same under another name, which its messages use."""
        return Pieces(name, self._shape, self._known)

    def some(self) -> pd.DataFrame:
        """Rows from all over the table, some 50,000 of them where it was read, few elsewhere."""
        return self._known[0] if self._known else self.head(1_000)

    @property
    def columns(self) -> pd.Index:
        return pd.Index(self._shape.names)

    @property
    def dtypes(self) -> pd.Series:
        return pd.Series([pd.api.types.pandas_dtype(one) for one in self._shape.dtypes], index=self.columns)

    def __len__(self) -> int:
        return sum(piece.rows for piece in self._shape.pieces)

    @property
    def shape(self) -> tuple[int, int]:
        return len(self), len(self._shape.names)

    def __repr__(self) -> str:
        rows, columns = self.shape
        return f"<{self._name}: {rows:,} rows × {columns} columns ({', '.join(self._shape.names[:12])}{', …' if columns > 12 else ''}) in {len(self._shape.pieces)} pieces. {self._way()}>"

    def _way(self) -> str:
        some = [self._shape.names[at] for at in range(min(2, len(self._shape.names)))]
        return f"Take the columns you need, as a DataFrame of all rows: {self._name}[{some!r}]. Or go through it: for part in {self._name}.pieces({some!r}): ..."

    def __getattr__(self, wanted: str) -> Any:
        if wanted.startswith("_"):
            raise AttributeError(wanted)
        raise AttributeError(f"{self._name} is too large to be one DataFrame and has no {wanted!r}. {self._way()}")

    def __getitem__(self, wanted: str | list[str]) -> Any:
        """These columns of all rows. Raises KeyError for a name that is none, MemoryError where they would not fit, with what to do instead."""
        if isinstance(wanted, str):
            return self._frame([wanted])[wanted]
        if isinstance(wanted, (list, tuple, pd.Index)):
            return self._frame(list(wanted))
        raise TypeError(f"{self._name}[...] takes names of columns only; filter what they give. {self._way()}")

    def __iter__(self) -> Iterator[pd.DataFrame]:
        return self.pieces()

    def pieces(self, columns: list[str] | None = None) -> Iterator[pd.DataFrame]:
        """DataFrames of at most some 100,000 rows, one after the other, whose index goes on from one to the next."""
        places, begin = self._places(self._shape.names if columns is None else [columns] if isinstance(columns, str) else list(columns)), 0
        for piece in self._shape.pieces:
            yield self._joined([piece], places, begin)
            begin += piece.rows

    def head(self, n: int = 5) -> pd.DataFrame:
        """The first rows, of the first piece at most."""
        if n < 1:
            return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in self.dtypes.items()})
        return next(self.pieces()).head(n)

    def sample(self, n: int = 10_000) -> pd.DataFrame:
        """Rows from all of the table, each as far from the next."""
        step = max(1, len(self) // max(1, n))
        return pd.concat([part.iloc[-part.index[0] % step :: step].copy() for part in self.pieces()]).head(n)

    def bytes_of(self, columns: list[str]) -> int:
        """At most what these columns of all rows take in memory."""
        rows = len(self)
        return sum(rows * self._width(at) + self._shape.text_bytes[at] for at in self._places(columns))

    def _width(self, place: int) -> int:
        kind = pd.api.types.pandas_dtype(self._shape.dtypes[place])
        return POINTER if is_text(kind) else {"bool": 1, "boolean": 2}.get(self._shape.dtypes[place], 8)

    def _places(self, columns: list[str]) -> list[int]:
        at = {name: place for place, name in enumerate(self._shape.names)}
        missing = [name for name in columns if name not in at]
        if missing:
            raise KeyError(f"{self._name} has no column {missing[0]!r}; it has {self._shape.names}")
        return [at[name] for name in columns]

    def _frame(self, columns: list[str]) -> pd.DataFrame:
        size, most = self.bytes_of(columns), host.memory_bytes * 2 // 5
        if size > most:
            raise MemoryError(
                f"these {len(columns)} columns of {len(self):,} rows would take {size // 1024**2} MB, more than {most // 1024**2}. Take fewer columns, or add up part by part: "
                f"for part in {self._name}.pieces({columns[:3]!r}): ..."
            )
        return self._joined(self._shape.pieces, self._places(columns), 0, self._shape.repeats)

    def plain(self) -> pd.DataFrame:
        """All of it, texts as texts, however large that is."""
        return self._joined(self._shape.pieces, list(range(len(self._shape.names))), 0)

    def _joined(self, pieces: list[Piece], places: list[int], begin: int, repeats: Collection[int] = ()) -> pd.DataFrame:
        rows = sum(piece.rows for piece in pieces)
        frame = pd.DataFrame({at: self._categories(pieces, place, rows) if place in repeats else self._column(pieces, place, rows) for at, place in enumerate(places)})
        frame.index = pd.RangeIndex(begin, begin + rows)
        frame.columns = pd.Index([self._shape.names[place] for place in places])
        return frame

    def _categories(self, pieces: list[Piece], place: int, rows: int) -> Any:
        """A column of texts that repeat: grouping and comparing look at numbers then."""
        columns = [column_of(piece, place) for piece in pieces]
        texts = sorted({text for _, _, found in columns for text in found})
        place_of = {text: at for at, text in enumerate(texts)}
        codes, at = np.empty(rows, dtype=np.min_scalar_type(-max(1, len(texts)))), 0
        for _, here, found in columns:
            codes[at : at + len(here)] = np.array([*(place_of[text] for text in found), -1])[here]
            at += len(here)
        return pd.Series(pd.Categorical.from_codes(codes, pd.Index(texts, dtype="str")))

    def _column(self, pieces: list[Piece], place: int, rows: int) -> Any:
        kind = pd.api.types.pandas_dtype(self._shape.dtypes[place])
        if not is_text(kind):
            parts = [pd.Series(column_of(piece, place)[1]) for piece in pieces]
            return pd.concat([part.astype(kind) if part.dtype != kind else part for part in parts], ignore_index=True) if parts else pd.Series(dtype=kind)
        texts, known, at = np.empty(rows, dtype=object), {}, 0
        for piece in pieces:
            _, codes, found = column_of(piece, place)
            shared = np.array([*(known.setdefault(text, text) for text in found), np.nan], dtype=object)
            texts[at : at + piece.rows] = shared[codes]
            at += piece.rows
        return pd.Series(texts, dtype=kind)


def known(table: Pieces) -> tuple:
    """What was kept of its making."""
    return table._known


def repeats(table: Pieces) -> set[int]:
    """The columns that are categories where all rows are asked for."""
    return table._shape.repeats


def parts(table: Pieces) -> int:
    return len(table._shape.pieces)


def forget(table: Pieces) -> None:
    """Takes its pieces out of the way."""
    for path in {piece.path for piece in table._shape.pieces}:
        host.unshelve(path)


def fitted(table: Pieces, most: int) -> pd.DataFrame | Pieces:
    """One DataFrame where that takes at most so many bytes, else the table as it is."""
    if table.bytes_of(list(table.columns)) > most:
        return table
    frame = table.plain()
    forget(table)
    return frame


def shipped(table: Pieces) -> tuple[bytes, list[str]]:
    """What goes before the files of the pieces, one after the other, to make one file that `arrived` reads; and their paths in that order."""
    shape, at, places = table._shape, 0, []
    for piece in shape.pieces:
        places.append((piece.rows, [(at + begin, size) for begin, size in piece.places]))
        at += sum(size for _, size in piece.places)
    head = pickle.dumps((shape.names, shape.dtypes, shape.text_bytes, places, shape.repeats), protocol=5)
    return len(head).to_bytes(8, "little") + head, [piece.path for piece in shape.pieces]


def arrived(name: str, path: str) -> Pieces:
    """The table of a file that begins with what `shipped` gave."""
    with open(path, "rb") as file:
        size = int.from_bytes(file.read(8), "little")
        names, dtypes, texts, places, repeats = pickle.loads(file.read(size))
    shape = Shape(names, dtypes, texts, [Piece(path, rows, [(8 + size + begin, length) for begin, length in columns]) for rows, columns in places], repeats)
    return Pieces(name, shape)
