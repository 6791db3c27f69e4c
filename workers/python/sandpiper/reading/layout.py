"""Where the table is on a grid: preamble, header rows, body, totals and footer. Works on text cells and on typed ones."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from .cells import BOOL, DATE, EMPTY, NUMBER, TEXT, blank, kind
from .headings import merged

Row = list[Any]
HEAD_ROWS, BODY_SAMPLE = 60, 200
FOOT = re.compile(
    r"\s*(source|sources|quelle|fuente|fonte|bron|note|notes|anmerkung|footnote|remark|\*|†|©|\(c\)|end of|generated|created|exported|stand|updated"
    r"|last update|date of|copyright|disclaimer|---|===|#|//|\d[\d,.]* (?:rows|records|lines|rows? affected|zeilen)|\(\d+ rows?|eof|"
    r"report|page \d|confidential|n ?=|legend|abbrev|出典|注|資料|プライバシ|источник)",
    re.IGNORECASE,
)
TOTAL = re.compile(
    r"\s*(?:(?:grand|sub|overall|all|net|gross|report|column|running)[\s-]*)?(?:totals?|totale|totaux|totaal|totalt|total general|total général|sum|summe|summa|"
    r"gesamt(?:summe|ergebnis)?|insgesamt|somme|suma|soma|ensemble|合計|総計|小計|计|总计|итого|всего|razem|celkem|yhteensä|subtotals?|zwischensumme|sous-total|Σ)"
    r"(?:\s*[:=(].*|\s+(?:general|général|geral|all|sum|[\w .&-]{0,24}))?\s*[:=]?\s*",
    re.IGNORECASE,
)
BARE_TOTAL = re.compile(r"\s*\S*?(?:total\w*|totaux|totaal|sum|summ[ea]|gesamt\w*|insgesamt|somme|suma|soma|合計|総計|小計|总?计|итого|всего|razem|celkem)\s*[:=]?\s*", re.IGNORECASE)
YEARISH = re.compile(r"(?:19|20)\d\d|(?:FY|Q[1-4]|H[12])[ -]?\d{0,4}|\d{4}/\d{2,4}", re.IGNORECASE)


@dataclass
class Region:
    """Rows `body` of the grid under the columns `names`; `left` says why each other row is out."""

    names: list[str]
    body: list[int]
    left: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    header: list[int] = field(default_factory=list)


def filled(row: Row) -> int:
    """How many cells hold something."""
    return sum([1 for cell in row if cell is not None and (cell.__class__ is not str or (cell and not cell.isspace()))])


def _width(rows: list[Row]) -> int:
    counts = Counter(len(row) for row in rows if filled(row))
    if not counts:
        return 0
    most = max(counts.values())
    return max(width for width, times in counts.items() if times >= most * 0.9)


def kinds_of(rows: list[Row], width: int) -> list[int]:
    """The leading kind of each column over `rows`."""
    found = []
    for j in range(width):
        counts = Counter(kind(row[j]) for row in rows if j < len(row))
        counts.pop(EMPTY, None)
        total = sum(counts.values())
        top = counts.most_common(1)[0] if total else (EMPTY, 0)
        found.append(top[0] if total and top[1] >= 0.6 * total else (EMPTY if not total else TEXT))
    return found


def _same_look(cell: str, values: list[str]) -> bool:
    """True where `cell` is built like all of `values`: same runs of digits and letters."""
    def look(text: str) -> str:
        return re.sub(r"\d", "9", re.sub(r"[^\W\d_]", "a", text))
    looks = {look(value) for value in values}
    return len(looks) <= 2 and any(ch == "9" for shape in looks for ch in shape) and look(cell) in looks


def _votes(head: Row, body: list[Row], width: int) -> float:
    """Above 0 where `head` differs from the columns below it as names do from values."""
    kinds, score = kinds_of(body, width), 0.0
    for j in range(min(width, len(head))):
        cell = str(head[j]).strip() if not blank(head[j]) else ""
        this = kind(head[j])
        values = [str(row[j]).strip() for row in body if j < len(row) and not blank(row[j])]
        if not cell or not values:
            score -= 0.1 if not cell else 0
        elif kinds[j] in (NUMBER, DATE, BOOL):
            score += 1.0 if this == TEXT or (this == BOOL and kinds[j] != BOOL) else (0.2 if this == NUMBER and YEARISH.fullmatch(cell) else -1.0)
        elif this not in (TEXT, BOOL):
            score -= 0.7 if not YEARISH.fullmatch(cell) else 0
        elif cell in values:
            score -= 0.8
        elif _same_look(cell, values):
            score -= 0.6
        else:
            few = len(set(values)) <= max(3, len(values) // 3) and len(values) > 4
            score += 0.35 if few or len(cell) < 30 else -0.2
    return score


def _names_like(row: Row, width: int) -> bool:
    """True for a row that could be names: full, mostly text, hardly repeated."""
    full = filled(row)
    texts = sum(kind(cell) in (TEXT, BOOL) for cell in row)
    years = sum(bool(YEARISH.fullmatch(str(cell).strip())) for cell in row if not blank(cell))
    return full >= max(1, 0.5 * width) and texts + years >= 0.6 * full and len(row) >= width - 1


def _usual(rows: list[Row]) -> int:
    """How many cells of a row are filled, as a rule."""
    counts = sorted(filled(row) for row in rows[:HEAD_ROWS * 4] if filled(row))
    return counts[len(counts) // 2] if counts else 0


def _start(rows: list[Row], width: int) -> int:
    """First row that belongs to the table, header included."""
    usual = min(width, _usual(rows))
    need = 1 if usual <= 1 else 2 if usual <= 3 else max(2, round(usual * 0.5))
    for at, row in enumerate(rows[:HEAD_ROWS]):
        if filled(row) < need or len(row) < min(width, 2) or (width > 2 and len(row) < width * 0.6):
            continue
        nearby = [r for r in rows[at + 1 : at + 12] if filled(r)]
        if nearby and len(row) > width and len(nearby[0]) == filled(nearby[0]) == width and _votes(nearby[0], nearby[1:], width) > 0:
            continue
        if not nearby or sum(abs(len(r) - width) <= 1 and filled(r) >= need for r in nearby) >= 0.5 * len(nearby):
            return at
    return 0


def _block(rows: list[Row], start: int, width: int) -> tuple[int, int]:
    """First row after the header, and the number of header rows, 0 where there is none."""
    data = [r for r in rows[start + 1 : start + 1 + BODY_SAMPLE] if filled(r)]
    last = None
    for depth in range(min(5, len(rows) - start)):
        row, body = rows[start + depth], [r for r in rows[start + depth + 1 : start + depth + BODY_SAMPLE] if filled(r) and r != rows[start + depth]]
        if not filled(row):
            if last is not None or depth:
                break
            continue
        if _votes(row, body, width) > 0 and (last is None or _subheader(row, body, width)):
            last = depth
        elif last is not None or not _group_row(row, width):
            break
    if last is None:
        only = not data and _names_like(rows[start], width)
        return (start + 1, 1) if only else (start, 0)
    return start + last + 1, last + 1


def _subheader(row: Row, body: list[Row], width: int) -> bool:
    """A second row of names, such as units: no values at all over columns of values."""
    kinds = kinds_of(body, width)
    typed = [j for j in range(min(width, len(row))) if kinds[j] in (NUMBER, DATE)]
    over = [kind(row[j]) for j in typed if not blank(row[j])]
    years = all(YEARISH.fullmatch(str(row[j]).strip()) for j in typed if kind(row[j]) == NUMBER)
    return bool(over) and all(k in (TEXT, BOOL) or (k == NUMBER and years) for k in over) and len(over) >= 0.4 * len(typed)


def _group_row(row: Row, width: int) -> bool:
    """A row of names that each stand over several columns."""
    places = [j for j, cell in enumerate(row) if not blank(cell)]
    textual = all(kind(row[j]) in (TEXT, BOOL) or YEARISH.fullmatch(str(row[j]).strip()) for j in places)
    return len(places) >= 2 and textual and places[-1] >= 2 and len(places) < width and len(row) >= width - 1


def _full_to_the_end(body: list[Row], width: int) -> bool:
    """True where most rows have a value in the last column: a header that is one short lacks its first name."""
    full = [row for row in body if filled(row)]
    return sum(len(row) == width and not blank(row[-1]) for row in full) >= 0.7 * len(full) > 0


def locate(rows: list[Row]) -> Region | None:
    """The table on the grid, or None where there is nothing."""
    width = _width(rows)
    if not width:
        return None
    start = _start(rows, width)
    first, depth = _block(rows, start, width)
    while depth and first - depth > 0 and depth < 4 and _group_row(rows[first - depth - 1], width) and filled(rows[first - depth]):
        depth += 1
    head = [i for i in range(first - depth, first) if filled(rows[i])]
    widest = max([width] + [len(rows[i]) for i in head])
    names = merged([rows[i] for i in head], widest) if head else [""] * width
    if len(head) == 1 and len(rows[head[0]]) == width - 1 and _full_to_the_end(rows[first : first + BODY_SAMPLE], width):
        names = ["", *names[: width - 1]]
    if names and re.match(r"(#|//)\s*\w", names[0]) and len(head) == 1 and width > 1:
        names[0] = names[0].lstrip("#/ ")
    region = Region(names, [], header=head)
    region.left += [(i, "before the header") for i in range(first - depth) if filled(rows[i])]
    if not head:
        region.notes.append("no header row found: columns are numbered")
    elif len(head) > 1:
        region.notes.append(f"{len(head)} header rows merged")
    region.body = list(range(first, len(rows)))
    return region
