"""Names of columns from one or several header rows."""

import re
from typing import Any

from .cells import blank

Row = list[Any]


def merged(rows: list[Row], width: int) -> list[str]:
    """Names from several header rows: the upper ones are carried to the right over their gaps."""
    layers = []
    for depth, row in enumerate(rows):
        cells = [name_of(row[j]) if j < len(row) else "" for j in range(width)]
        if depth < len(rows) - 1:
            for j in range(1, width):
                below = any(name_of(r[j]) for r in rows[depth + 1 :] if j < len(r))
                cells[j] = cells[j] or (cells[j - 1] if below else "")
        layers.append(cells)
    names = []
    for j in range(width):
        parts: list[str] = []
        for cells in layers:
            if cells[j] and (not parts or parts[-1] != cells[j]):
                parts.append(cells[j])
        names.append(" ".join(parts))
    return names


def name_of(cell: Any) -> str:
    if blank(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if hasattr(cell, "strftime") and hasattr(cell, "date"):
        cell = cell.date()
    return re.sub(r"\s+", " ", str(cell)).strip().strip("\"'").strip()


def unique(names: list[str]) -> list[str]:
    """Names made unique and none empty: `column_3`, `price_2`."""
    seen: set[str] = set()
    result = []
    for place, name in enumerate(names, 1):
        base = name or f"column_{place}"
        new, count = base, 1
        while new in seen:
            count += 1
            new = f"{base}_{count}"
        seen.add(new)
        result.append(new)
    return result
