"""What reading a file comes to: tables, odd lines and problems. Nothing here raises for bad data."""

from dataclasses import dataclass, field

import pandas as pd

from .. import host
from ..pieces import Pieces

ODD_KEPT = 50
ITSELF = 96 * 1024**2  # what Python with pandas takes
TEXT_KEPT = 160


def short(text: object, limit: int = TEXT_KEPT) -> str:
    """One line of printable text of at most `limit` characters."""
    line = "".join(c if c.isprintable() else " " for c in str(text)[: limit * 2])
    return line if len(line) <= limit else line[: limit - 1] + "…"


@dataclass
class OddLines:
    """Lines that are not in the table as they stand in the file. The list is capped, the count is not."""

    kept: list[tuple[int, str, str]] = field(default_factory=list)
    count: int = 0
    reasons: dict[str, int] = field(default_factory=dict)

    def add(self, line: int, reason: str, text: object) -> None:
        self.count += 1
        self.reasons[reason] = self.reasons.get(reason, 0) + 1
        if len(self.kept) < ODD_KEPT:
            self.kept.append((line, reason, short(text)))

    def merge(self, other: "OddLines") -> None:
        for line, reason, text in other.kept:
            if len(self.kept) < ODD_KEPT:
                self.kept.append((line, reason, text))
        self.count += other.count
        for reason, times in other.reasons.items():
            self.reasons[reason] = self.reasons.get(reason, 0) + times


@dataclass
class Table:
    frame: pd.DataFrame | Pieces
    part: str | None = None
    notes: list[str] = field(default_factory=list)
    odd: OddLines = field(default_factory=OddLines)
    column_notes: dict[str, str] = field(default_factory=dict)
    origin: str | None = None  # file inside an archive, after which the table is named


@dataclass
class Problem:
    """`reason` says what is wrong and `fix` what the person can do, in plain words."""

    reason: str
    fix: str
    part: str | None = None
    line: int | None = None


@dataclass
class Found:
    format: str
    tables: list[Table] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    databases: dict[str, str] = field(default_factory=dict)  # paths by file name


@dataclass(frozen=True)
class Budget:
    """Bounds on what one open may take in, so that a large file cannot exhaust the tab's memory."""

    text_bytes: int = 150 * 1024**2  # read at once, which takes up to five times as much
    piece_bytes: int = 16 * 1024**2  # of text, where there is more: it is read in pieces
    frame_bytes: int = 200 * 1024**2  # a table of more stays in pieces
    rows: int = 3_000_000
    tables: int = 60
    columns: int = 20_000
    members: int = 200
    unpacked_bytes: int = 400 * 1024**2
    ratio: int = 200

    @classmethod
    def here(cls, **given: int) -> "Budget":
        """What Python's memory allows; `given` holds whatever that is."""
        text = max(1 << 20, (host.memory_bytes - ITSELF) * 16 // 100)
        return cls(**{"text_bytes": text, "piece_bytes": min(16 * 1024**2, host.memory_bytes // 64), "frame_bytes": host.memory_bytes // 5} | given)
