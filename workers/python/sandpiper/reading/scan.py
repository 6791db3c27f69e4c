"""Looks over all bytes of a delimited text at once: where records begin, which are of another length, which digits are codes."""

from dataclasses import dataclass, field

import numpy as np

PIECE = 1 << 20
NEWLINE, RETURN, ZERO = 10, 13, np.uint8(48)
LONGEST_CODE = 40
PLACE = np.int32  # of a byte: a text has less than 2 GB


@dataclass
class Scan:
    """`starts[i]` is the byte at which record i begins; `odd` lists the records of an unusual number of fields, `codes` the columns in which digits have a zero in front."""

    starts: np.ndarray
    odd: np.ndarray
    blank: int
    closed: bool
    codes: set[int] = field(default_factory=set)


def _pieces(data: np.ndarray) -> list[tuple[int, int]]:
    return [(at, min(at + PIECE, len(data))) for at in range(0, len(data), PIECE)]


def _outside(piece: np.ndarray, quote: int | None, parity: int) -> tuple[np.ndarray | None, int]:
    """Marks the bytes outside of quotes, None where all are; and the parity at the end."""
    if quote is None:
        return None, 0
    quotes = piece == quote
    if not quotes.any():
        return (None, 0) if parity == 0 else (np.zeros(len(piece), dtype=bool), 1)
    inside = (np.cumsum(quotes, dtype=np.uint8) + np.uint8(parity)) & 1
    return inside == 0, int(inside[-1])


def scan(data: np.ndarray, delimiter: int, quote: int | None, fields: int) -> Scan:
    """One pass over `data`, which ends with a newline; `fields` is the usual number of fields."""
    ends: list[np.ndarray] = []
    counts: list[np.ndarray] = []
    edge = _edges(delimiter, quote)
    codes = set(_codes(data, np.zeros(1, dtype=np.int64), quote, edge).tolist())
    parity, carried = 0, 0
    for start, stop in _pieces(data):
        piece = data[start:stop]
        outside, parity = _outside(piece, quote, parity)
        marks = (piece == NEWLINE) | (piece == delimiter)
        places = np.flatnonzero(marks if outside is None else marks & outside)
        # Line ends among the marks, the last one of the piece before in front.
        breaks = np.concatenate([[-1 - carried], np.flatnonzero(piece[places] == NEWLINE)])
        ends.append((places[breaks[1:]] + start).astype(PLACE))
        counts.append((np.diff(breaks) - 1).astype(PLACE))
        hits = _codes(data, places + (start + 1), quote, edge)
        codes |= set(np.unique(hits - breaks[np.searchsorted(breaks, hits, side="right") - 1]).tolist())
        carried = len(places) - 1 - int(breaks[-1])
    return _summary(data, _joined(ends), _joined(counts), fields, parity == 0, codes)


def _joined(parts: list[np.ndarray]) -> np.ndarray:
    """All of them, which are gone then."""
    whole = np.concatenate(parts) if parts else np.empty(0, dtype=PLACE)
    parts.clear()
    return whole


def _edges(delimiter: int, quote: int | None) -> np.ndarray:
    """By byte, whether a field ends there."""
    edge = np.zeros(256, dtype=bool)
    edge[[delimiter, NEWLINE, RETURN] + ([quote] if quote is not None else [])] = True
    return edge


def _codes(data: np.ndarray, begins: np.ndarray, quote: int | None, edge: np.ndarray) -> np.ndarray:
    """Which of the fields that begin there hold digits only, with a zero in front."""
    at = np.minimum(begins, len(data) - 3)
    if quote is not None:
        at = at + (data[at] == quote)
    alive = np.flatnonzero((data[at] == ZERO) & (data[at + 1] - ZERO <= 9))
    at, found = at[alive], []
    for step in range(2, LONGEST_CODE):
        if not len(alive):
            break
        here = data[np.minimum(at + step, len(data) - 1)]
        found.append(alive[edge[here]])
        alive, at = alive[here - ZERO <= 9], at[here - ZERO <= 9]
    return np.concatenate(found) if found else alive


def _summary(data: np.ndarray, stops: np.ndarray, separators: np.ndarray, fields: int, closed: bool, codes: set[int]) -> Scan:
    odd = np.flatnonzero(separators != fields - 1)
    starts = np.zeros(len(stops), dtype=PLACE)
    np.add(stops[:-1], 1, out=starts[1:])
    lengths = stops - starts
    short = np.flatnonzero(lengths <= 1)
    blank = short[(lengths[short] == 0) | (data[starts[short]] == RETURN)]
    return Scan(starts, np.setdiff1d(odd, blank, assume_unique=True), len(blank), closed, codes)


def _long(piece: np.ndarray, edge: np.ndarray) -> np.ndarray:
    """Where fields of more than 15 digits begin."""
    others = np.flatnonzero(piece - ZERO > 9)
    runs = np.flatnonzero(np.diff(others) > 16)
    first, after = others[runs], others[np.minimum(runs + 1, len(others) - 1)] if len(others) else others
    return first[edge[piece[first]] & edge[piece[after]]] + 1


def long_columns(data: np.ndarray, delimiter: int, quote: int | None, starts: np.ndarray) -> set[int]:
    """Columns in which fields have more digits than a number keeps. Quoted separators can make it name a column too many, never too few."""
    edge = _edges(delimiter, quote)
    columns: set[int] = set()
    for begin, stop in _pieces(data):
        first = max(0, begin - 1)
        piece = data[first : min(stop + LONGEST_CODE, len(data))]
        if begin == 0:
            piece = np.concatenate([[np.uint8(NEWLINE)], piece])
            first = -1
        hits = _long(piece, edge) + first
        if len(hits):
            columns |= _columns(data, hits, delimiter, starts)
    return columns


def _columns(data: np.ndarray, hits: np.ndarray, delimiter: int, starts: np.ndarray) -> set[int]:
    sample = hits if len(hits) <= 4000 else hits[np.linspace(0, len(hits) - 1, 4000).astype(int)]
    records = starts[np.searchsorted(starts, sample, side="right") - 1]
    return {int((data[first:hit] == delimiter).sum()) for first, hit in zip(records, sample)}
