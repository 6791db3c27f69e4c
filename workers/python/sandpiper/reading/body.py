"""Rows below the header: which belong to the table, and which are totals, footers, repeated headers or comments."""

import re
from typing import Any

from .cells import NUMBER, blank, kind
from .headings import unique
from .layout import BARE_TOTAL, FOOT, TOTAL, Region, Row, filled
from .numbers import read_numbers

DIGITS = frozenset("0123456789")

def _label(row: Row) -> str:
    """The first text of a row."""
    return next((str(cell).strip() for cell in row if not blank(cell)), "")


def _figures(row: Row) -> list[tuple[int, float]]:
    places = [j for j, cell in enumerate(row) if kind(cell) == NUMBER]
    values = read_numbers([str(row[j]).strip() for j in places], None).values if places else []
    return [(j, float(value)) for j, value in zip(places, values) if value == value]


def _adds_up(row: Row, above: list[Row]) -> bool:
    """True where some figure of `row` is the sum or the mean of the figures above it."""
    for j, value in _figures(row):
        cells = [str(r[j]).strip() for r in above if j < len(r) and kind(r[j]) == NUMBER]
        if len(cells) < 2 or not value:
            continue
        figures = read_numbers(cells, None).values
        known = figures[figures == figures]
        if len(known) and min(abs(known.sum() - value), abs(known.mean() - value)) <= max(0.02, abs(value) * 0.001):
            return True
    return False


def _totals(rows: list[Row], region: Region) -> dict[int, str]:
    """Total rows: those that add up, or end the table and are named so; a value called Total among others stays."""
    labels = {i: _label(rows[i]) for i in region.body}
    named = [i for i, label in labels.items() if len(label) < 60 and label[:1] not in DIGITS and TOTAL.fullmatch(label)]
    if not named or len(named) > max(3, 0.34 * len(region.body)) or len(region.body) < 2:
        return {}
    places = {i: at for at, i in enumerate(region.body)}
    found: dict[int, str] = {}
    tail = set(region.body[-3:])
    start = 0
    usual = sorted(filled(rows[k]) for k in region.body[-200:])[len(region.body[-200:]) // 2]
    for i in named:
        before = places[i]
        above = [rows[k] for k in region.body[max(0, before - 20_000) : before] if k not in found]
        group = [rows[k] for k in region.body[start:before]]
        bare = BARE_TOTAL.fullmatch(labels[i]) or filled(rows[i]) < usual
        if (i in tail and bare) or _adds_up(rows[i], group) or _adds_up(rows[i], above) or re.match(r"(?i)\s*(sub|zwischen|sous)", _label(rows[i])):
            if i in tail and before == 0:
                continue
            found[i] = "total row"
            start = before + 1
    kept = {labels[i].lower() for i in named if i not in found}
    return {i: why for i, why in found.items() if labels[i].lower() not in kept}


def _usual(region: Region, counts: dict[int, int]) -> int:
    return sorted(counts[i] for i in region.body)[len(region.body) // 2] if region.body else 0


def _closing(rows: list[Row], region: Region, counts: dict[int, int]) -> dict[int, str]:
    """Footer lines: few cells at the very end, after the last full row."""
    found: dict[int, str] = {}
    usual, width = _usual(region, counts), len(region.names)
    for i in reversed(region.body):
        label = _label(rows[i])
        few = counts[i] <= max(1, usual // 3) and usual > 1
        short = len(rows[i]) < max(2, min(width, 3)) and width > 1
        if (few and (kind(label) != NUMBER or short)) or (counts[i] < usual and FOOT.match(label)):
            found[i] = "after the end of the table"
        else:
            break
    return found


REMARK = re.compile(r"(#|//|--\s|;;|/\*|%%)")
RULE = re.compile(r"[-=_+*\s:]{3,}")


def _plain(cell: object) -> str:
    return re.sub(r"\s+", " ", str(cell)).strip().strip("\"'")


def settle(rows: list[Row], region: Region) -> None:
    """Moves every row that is no record from `region.body` to `region.left`, with the reason."""
    width = len(region.names)
    counts = {i: filled(rows[i]) for i in region.body}
    region.body = [i for i in region.body if counts[i]]
    _drop(region, _marked(rows, region, width))
    _drop(region, _closing(rows, region, counts))
    _drop(region, _totals(rows, region))
    _drop(region, _closing(rows, region, counts))
    _drop(region, _headings(rows, region, counts))


def _marked(rows: list[Row], region: Region, width: int) -> dict[int, str]:
    """Repeated headers, comments and ruled lines."""
    labels = {i: _label(rows[i]) for i in region.body}
    signs = [i for i, label in labels.items() if label[:1] in "#/-;%" and REMARK.match(label)]
    comments = set(signs) if len(signs) < 0.3 * len(region.body) else set()
    header = rows[region.header[-1]] if region.header else []
    names = [_plain(cell) for cell in header if not blank(cell)]
    out: dict[int, str] = {}
    for i in region.body:
        label = labels[i]
        if names and len(region.body) > 1 and label.strip("\"' ") == names[0] and [_plain(c) for c in rows[i] if not blank(c)] == names:
            out[i] = "header repeated"
        elif i in comments:
            out[i] = "comment"
        elif label[:1] in "-=_+*" and width > 2 and RULE.fullmatch(label) and all(RULE.fullmatch(str(c)) for c in rows[i] if not blank(c)):
            out[i] = "ruled line"
    return out


def _headings(rows: list[Row], region: Region, counts: dict[int, int]) -> dict[int, str]:
    """Section titles between the rows: one cell of words where the others fill most columns."""
    if len(region.names) < 3 or len(region.body) < 4 or _usual(region, counts) < 3:
        return {}
    lone = [i for i in region.body if counts[i] == 1 and not blank(rows[i][0]) and kind(rows[i][0]) != NUMBER]
    return {i: "one cell only, taken as a section title" for i in lone} if len(lone) <= 0.34 * len(region.body) else {}


def _drop(region: Region, out: dict[int, str]) -> None:
    region.left += sorted(out.items())
    region.body = [i for i in region.body if i not in out]


def columns_of(rows: list[Row], region: Region) -> tuple[list[str], list[list[Any]]]:
    """Names and cells by column; columns without name and without any cell are left out."""
    body = [rows[i] for i in region.body]
    width = max([len(region.names)] + [len(row) for row in body]) if body else len(region.names)
    names = region.names + [""] * (width - len(region.names))
    padded = [row if len(row) == width else [*row, *[""] * (width - len(row))] for row in body]
    columns = [list(column) for column in zip(*padded)] if padded else [[] for _ in range(width)]
    kept = [j for j in range(width) if names[j] or any(not blank(cell) for cell in columns[j])]
    chosen = [columns[j] for j in kept]
    labels = unique([names[j] for j in kept])
    if kept and kept[0] == 0 and not names[0] and region.header and _counts_up(chosen[0]):
        labels[0] = "index" if "index" not in labels else labels[0]
    return labels, chosen


def _counts_up(cells: list[Any]) -> bool:
    digits = [str(cell).strip() for cell in cells[:5000]]
    return all(text.isdigit() for text in digits) and all(int(b) - int(a) == 1 for a, b in zip(digits, digits[1:]))
