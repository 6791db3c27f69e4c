"""Which separator and which quote a delimited text uses, by how well a sample falls into columns of known kinds."""

import csv
import re
from collections import Counter
from dataclasses import dataclass

from .cells import TEXT, text_kind

WEIGHTS = {
    ",": 1.0, ";": 1.0, "\t": 1.02, "|": 1.0, "\x1f": 1.0, "\x01": 1.0, "^": 0.95, "~": 0.95, "¬": 0.95, "§": 0.95, "¦": 0.95,
    "#": 0.5, "!": 0.5, "*": 0.5, ":": 0.62, " ": 0.6,
}
SAMPLE_LINES = 160


@dataclass(frozen=True)
class Dialect:
    """`delimiter` is None where the text has one column."""

    delimiter: str | None
    quote: str | None = '"'
    escape: str | None = None
    runs: bool = False

    def reader_options(self) -> dict[str, object]:
        options: dict[str, object] = {"delimiter": self.delimiter or "\x1f", "skipinitialspace": self.delimiter != " "}
        if self.quote is None:
            return options | {"quoting": csv.QUOTE_NONE}
        if self.escape:
            options["escapechar"] = self.escape
        return options | {"quotechar": self.quote}


def rows_of(lines: list[str], dialect: Dialect) -> list[list[str]]:
    """Lines cut into cells, leniently."""
    if dialect.runs:
        lines = [re.sub(r" +", " ", line.strip()) for line in lines]
    try:
        return list(csv.reader(lines, **dialect.reader_options()))
    except csv.Error:
        return [line.split(dialect.delimiter or "\x1f") for line in lines]


def _known(cell: str) -> float:
    text = cell.strip()
    if text_kind(text) != TEXT:
        return 1.0
    if re.search(r"[;\t|\x1f\x01^~]", text):
        return 0.1
    if re.search(r"\d,\d|\",|\"$|^\"", text):
        return 0.4
    return 0.92 if len(text) < 100 else 0.6


def _score(lines: list[str], dialect: Dialect) -> float:
    rows = [row for row in rows_of(lines, dialect) if any(cell.strip() for cell in row)]
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths or not rows:
        return 0.0
    near = {w: widths[w] + 0.6 * (widths[w - 1] + widths[w + 1]) for w in widths}
    width = max(near, key=lambda w: (near[w], w))
    share = widths[width] / len(rows)
    body = [row for row in rows if len(row) == width][:80]
    known = sum(_known(cell) for row in body for cell in row) / (len(body) * width)
    filled = sum(bool(cell.strip()) for row in body for cell in row) / (len(body) * width)
    if filled < 0.15:
        return 0.0
    return share * (width - 1) / width * known**2 * WEIGHTS.get(dialect.delimiter or ",", 0.4)


def _quotes(lines: list[str], delimiter: str) -> list[str | None]:
    text = "\n".join(lines)
    mark = re.escape(delimiter)
    found: list[str | None] = []
    for quote in ('"', "'"):
        opening = len(re.findall(rf"(?:^|{mark})[ ]{{0,8}}{quote}", text, re.MULTILINE))
        closing = len(re.findall(rf"{quote}[ ]{{0,8}}(?:$|{mark})", text, re.MULTILINE))
        if opening and closing and (quote == '"' or min(opening, closing) >= max(2, 0.5 * max(opening, closing))):
            found.append(quote)
    return found or [None if '"' in text and "'" not in text and not re.search(rf'(?:^|{mark})"', text, re.MULTILINE) else '"']


def _candidates(lines: list[str]) -> list[Dialect]:
    text = "\n".join(lines)
    found = []
    for delimiter in WEIGHTS:
        if delimiter not in text:
            continue
        for quote in _quotes(lines, delimiter):
            escape = "\\" if quote and re.search(rf"[^\\{re.escape(delimiter)}]\\{quote}", text) else None
            found.append(Dialect(delimiter, quote, escape, runs=delimiter == " "))
    return found


def dialect_of(lines: list[str], hint: str | None = None) -> tuple[Dialect, float]:
    """The best dialect and how sure it is, 0 to 1. `hint` is the separator that the file's ending suggests."""
    sample = [line for line in lines if line.strip()][:SAMPLE_LINES]
    best, top = Dialect(None), 0.0
    for dialect in _candidates(sample):
        score = _score(sample, dialect) * (1.05 if dialect.delimiter == hint else 1.0)
        if score > top:
            best, top = dialect, score
    return (best, top) if top >= 0.12 else (Dialect(None), top)
