"""Text in columns of fixed width: the gaps are the places that are blank on every line."""

import re

from .cells import TEXT, text_kind

SAMPLE, LEAST = 400, 3


def _gaps(lines: list[str]) -> list[tuple[int, int]]:
    """Runs of character places that are blank on all lines, between the first and the last text."""
    width = max(map(len, lines))
    used = bytearray(width)
    for line in lines:
        for found in re.finditer(r"\S+", line):
            used[found.start() : found.end()] = b"\1" * (found.end() - found.start())
    first = used.find(1)
    return [found.span() for found in re.finditer(rb"\x00+", bytes(used)) if found.start() > first and found.end() < width]


def _cut(line: str, edges: list[int]) -> list[str]:
    return [line[a:b].strip() for a, b in zip(edges, edges[1:])]


def columns(lines: list[str]) -> list[list[str]] | None:
    """All lines as cells, or None where they do not stand in columns. Tabs count to the next eighth place."""
    lines = [line.expandtabs(8) for line in lines]
    sample = [line for line in lines if line.strip()][:SAMPLE]
    if len(sample) < LEAST:
        return None
    for start in range(min(4, len(sample) - 2)):
        gaps = _gaps(sample[start:])
        wide = [gap for gap in gaps if gap[1] - gap[0] >= 2]
        chosen = wide if wide else gaps
        if chosen:
            break
    else:
        return None
    edges = [0, *[gap[1] for gap in chosen], 1 << 30]
    rows = [_cut(line, edges) for line in lines]
    body = [row for line, row in zip(lines, rows) if line.strip()][start + 1 :]
    typed = sum(text_kind(cell) != TEXT for row in body for cell in row if cell)
    return rows if typed >= 0.15 * sum(map(len, body)) else None
