"""One messy file and what a careful person would read from it."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .tables import MAKERS, Clean


@dataclass
class Case:
    """`cells` gives values by row and name; `kinds` the type of a column: number, text, date, boolean."""

    name: str
    mess: str
    data: bytes
    names: list[str]
    rows: int
    cells: list[tuple[int, str, Any]] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    odd: int | None = None
    ending: str = "csv"


@dataclass
class Draft:
    """What a mess makes of a clean table: its bytes, and the truth where it is not the table as it was."""

    data: bytes
    clean: Clean
    odd: int | None = None
    ending: str = "csv"
    extra_kinds: dict[str, str] = field(default_factory=dict)


Mess = Callable[[random.Random, Clean], Draft]
MESSES: dict[str, tuple[Mess, tuple[str, ...]]] = {}


def mess(*trades: str) -> Callable[[Mess], Mess]:
    """Registers a kind of mess for the tables of these trades."""
    def keep(make: Mess) -> Mess:
        MESSES[make.__name__.strip("_").replace("_", " ")] = (make, trades or ("sales", "sensors", "people"))
        return make
    return keep


def _kind(values: list[Any]) -> str:
    known = [v for v in values if v is not None]
    if known and all(isinstance(v, bool) for v in known):
        return "boolean"
    if known and all(isinstance(v, (int, float)) for v in known):
        return "number"
    return "date" if known and all(hasattr(v, "year") for v in known) else "text"


def _case(title: str, trade: str, draft: Draft) -> Case:
    clean = draft.clean
    spots = sorted({0, len(clean.rows) // 2, len(clean.rows) - 1}) if clean.rows else []
    cells = [(i, name, clean.rows[i][j]) for i in spots for j, name in enumerate(clean.names)]
    kinds = {name: _kind([row[j] for row in clean.rows]) for j, name in enumerate(clean.names)} | draft.extra_kinds
    return Case(f"{title} ({trade})", title, draft.data, list(clean.names), len(clean.rows), cells, kinds, draft.odd, draft.ending)


def cases() -> list[Case]:
    """The whole corpus, the same each time."""
    from . import dirt, encodings, frames, figures, quoting  # noqa: F401 - they register their messes

    found = []
    for title, (make, trades) in MESSES.items():
        for trade in trades:
            rng = random.Random(f"{title}/{trade}")
            found.append(_case(title, trade, make(rng, MAKERS[trade](rng, rng.randint(12, 60)))))
    return found
