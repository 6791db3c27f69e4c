"""Numbers and names written for people."""

import math
import re

SCALES = ((1e12, " tn"), (1e9, " bn"), (1e6, " M"))


def number(value, unit: str = "") -> str:
    """1234567 -> "1.23 M", 1234.5 -> "1,234.5" where below 10,000, 0.01234 -> "0.0123"; missing -> "n/a"."""
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return "n/a"
    try:
        value = float(value)
    except (TypeError, ValueError):
        return str(value)
    if not math.isfinite(value):
        return "n/a"
    return _digits(value) + (f" {unit}" if unit else "")


def _digits(value: float) -> str:
    size = abs(value)
    for scale, suffix in SCALES:
        if size >= scale * 0.9995:
            return f"{value / scale:.2f}{suffix}"
    if size >= 10_000 or abs(value - round(value)) < 1e-9 * max(1, size):
        return f"{value:,.0f}"
    if size >= 100:
        return f"{value:,.1f}"
    if size >= 1:
        return f"{value:.2f}"
    return f"{value:.3g}"


def percent(share: float, signed: bool = False) -> str:
    """0.1234 -> "12.3 %"."""
    if share is None or not math.isfinite(share):
        return "n/a"
    value = 100 * share
    digits = 0 if abs(value) >= 1000 else 2 if 0 < abs(value) < 0.1 else 1
    return f"{value:{'+' if signed else ''},.{digits}f} %"


def count(n: int, noun: str, plural: str | None = None) -> str:
    """(1, "row") -> "1 row", (1200, "row") -> "1,200 rows"."""
    return f"{int(n):,} {noun if int(n) == 1 else plural or noun + 's'}"


def words(name) -> str:
    """A column's name as words: "unitPrice_eur" -> "unit price eur"."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", str(name))
    text = re.sub(r"[\s_]+", " ", text).strip()
    shown = text if len(text) <= 60 else text[:57] + "..."
    return re.sub(r"\b[A-ZÄÖÜ](?=[a-zäöü])", lambda first: first[0].lower(), shown)


def safe(value) -> str:
    """A value of the data as one short line that carries no markdown of its own."""
    text = re.sub(r"\s+", " ", str(value)).strip()
    text = text if len(text) <= 80 else text[:77] + "..."
    return re.sub(r"([\\`*_\[\]<>|!])", r"\\\1", text)


def listing(items, limit: int = 5) -> str:
    """["a", "b", "c"] -> "a, b and c"; beyond the limit "and 3 more"."""
    shown = [safe(item) for item in list(items)[:limit]]
    more = len(list(items)) - len(shown)
    if more > 0:
        return ", ".join(shown) + f" and {more:,} more"
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1] if shown else "none"


def sure(p: float) -> str:
    """A p-value in words."""
    if p < 0.001:
        return "p < 0.001"
    return f"p = {p:.3f}"


HOW = {
    "sum": "total", "mean": "average", "median": "median", "min": "lowest", "max": "highest",
    "count": "number of", "distinct": "number of different", "std": "spread of",
}


def named(value, how: str) -> str:
    """("revenue", "sum") -> "total revenue"; (None, "count") -> "number of rows"."""
    if value is None:
        return "number of rows"
    label = words(value)
    return label if how == "sum" and label.startswith("total") else f"{HOW.get(how, how)} {label}"
