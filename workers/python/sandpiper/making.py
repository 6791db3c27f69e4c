"""Makes a table in pieces, and adds up on the way what its profile tells of all rows."""

from typing import Any

import numpy as np
import pandas as pd

from .columns import FEW, TOP, column_profile, text_of
from .pieces import Pieces, Writer, known, repeats

SAMPLED, MANY = 50_000, 1_000_000


class Facts:
    """What all rows tell of one column."""

    def __init__(self) -> None:
        self.nulls = self.known = 0
        self.low = self.high = None
        self.total = 0.0
        self.counts: dict[Any, int] | None = {}
        self.seen: list[np.ndarray] | None = [np.empty(0, dtype=np.uint64)]

    def add(self, values: pd.Series, kept: tuple) -> None:
        codes, found = kept[1:] if kept[0] == "texts" else pd.factorize(values, use_na_sentinel=True)
        gone = int((codes < 0).sum())
        self.nulls, self.known = self.nulls + gone, self.known + len(codes) - gone
        distinct = pd.Series(found, dtype=object if kept[0] == "texts" else None)
        if not len(distinct):
            return
        if self.counts is not None:
            for value, count in zip(distinct[: FEW + 1].tolist(), np.bincount(codes[codes >= 0], minlength=len(distinct)).tolist()):
                self.counts[value] = self.counts.get(value, 0) + count
            self.counts = self.counts if len(distinct) <= FEW and len(self.counts) <= FEW else None
        if kept[0] == "values" and _spans(distinct):
            low, high = distinct.min(), distinct.max()
            self.low, self.high = low if self.low is None else min(low, self.low), high if self.high is None else max(high, self.high)
        if pd.api.types.is_numeric_dtype(values):
            self.total += float(values.sum())
        self._see(distinct)

    def _see(self, distinct: pd.Series) -> None:
        if self.seen is None:
            return
        self.seen.append(pd.util.hash_array(distinct.to_numpy(), categorize=False))
        if sum(map(len, self.seen)) > 2 * MANY:
            self._settle()

    def _settle(self) -> None:
        if self.seen is not None and len(self.seen) > 1:
            self.seen = [np.unique(np.concatenate(self.seen))]
            if len(self.seen[0]) > MANY:
                self.seen = None

    def distinct(self) -> int | None:
        """How many different values there are; None for more than a million."""
        self._settle()
        return None if self.seen is None else len(self.seen[0])


def _spans(values: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(values) or pd.api.types.is_datetime64_any_dtype(values)


class Making:
    """Pieces that come one after the other; `total` is how many rows there will be."""

    def __init__(self, names: list[str], total: int) -> None:
        self.writer, self.names = Writer(), names
        self.facts = [Facts() for _ in names]
        self.step, self.rows = max(1, total // SAMPLED), 0
        self.sampled: list[pd.DataFrame] = []

    def add(self, columns: dict[int, pd.Series]) -> None:
        frame = pd.DataFrame(columns)
        frame.columns = pd.Index(self.names)
        for place, (facts, kept) in enumerate(zip(self.facts, self.writer.add(frame))):
            facts.add(frame.iloc[:, place], kept)
        # A copy: a view would keep the whole piece.
        self.sampled.append(frame.iloc[-self.rows % self.step :: self.step].copy())
        self.rows += len(frame)

    def made(self) -> Pieces:
        few = pd.concat(self.sampled, ignore_index=True)
        return self.writer.made("table", [facts.distinct() for facts in self.facts], (few, self.facts))


def distinct(table: Pieces) -> list[int | None]:
    """How many different values each column has; None for more than a million."""
    return [facts.distinct() for facts in known(table)[1]]


def profiles(table: Pieces, notes: dict[str, str]) -> list[dict[str, Any]]:
    """`ColumnProfile` of each column: examples and kinds of every so-manieth row, counts and bounds of all of them."""
    few, facts = known(table)
    return [_profile(column_profile(few, place, notes), one, place in repeats(table)) for place, one in enumerate(facts)]


def _profile(told: dict[str, Any], facts: Facts, repeated: bool) -> dict[str, Any]:
    distinct, numeric = facts.distinct(), told["mean"] is not None
    told["dtype"] = "category" if repeated else told["dtype"]
    told |= {"nulls": facts.nulls, "distinct": MANY if distinct is None else distinct}
    if told["min"] is not None and facts.low is not None:
        told |= {"min": text_of(facts.low), "max": text_of(facts.high)}
    if numeric and facts.known:
        told["mean"] = facts.total / facts.known
    if told["kind"] == "identifier" and distinct is not None and distinct < facts.known:
        told["kind"] = "integer" if told["dtype"].lower().startswith(("int", "float")) else "text"
    top = sorted((facts.counts or {}).items(), key=lambda pair: -pair[1])[:TOP]
    told["top"] = [[text_of(value), count] for value, count in top] if told["kind"] != "identifier" else []
    if distinct is None:
        told["note"] = "; ".join(filter(None, [told["note"], f"more than {MANY:,} different values"]))
    return told
