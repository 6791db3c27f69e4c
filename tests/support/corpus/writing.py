"""Clean cells as text, in the habits of a country and of a program."""

import datetime
from dataclasses import dataclass
from typing import Any

from .tables import Clean


@dataclass
class Style:
    """How cells are written."""

    delimiter: str = ","
    decimal: str = "."
    thousands: str = ""
    date: str = "%Y-%m-%d"
    moment: str = "%Y-%m-%d %H:%M:%S"
    true: str = "true"
    false: str = "false"
    null: str = ""
    quote: str = '"'
    always: bool = False
    end: str = "\n"


def number(value: float | int, style: Style) -> str:
    text = f"{value:,.2f}" if isinstance(value, float) else f"{value:,d}" if style.thousands else str(value)
    if isinstance(value, float) and not style.thousands:
        text = f"{value:.2f}"
    return text.replace(",", "\0").replace(".", style.decimal).replace("\0", style.thousands)


def cell(value: Any, style: Style) -> str:
    if value is None:
        return style.null
    if isinstance(value, bool):
        return style.true if value else style.false
    if isinstance(value, (int, float)):
        return number(value, style)
    if isinstance(value, datetime.datetime):
        return value.strftime(style.moment)
    return value.strftime(style.date) if isinstance(value, datetime.date) else str(value)


def quoted(text: str, style: Style) -> str:
    q = style.quote
    if style.always or (q and (style.delimiter in text or q in text or "\n" in text)):
        return q + text.replace(q, q * 2) + q
    return text


def line(cells: list[str], style: Style) -> str:
    return style.delimiter.join(quoted(text, style) for text in cells)


def body(table: Clean, style: Style) -> list[str]:
    return [line([cell(value, style) for value in row], style) for row in table.rows]


def lines(table: Clean, style: Style) -> list[str]:
    """Header and rows."""
    return [line(table.names, style), *body(table, style)]


def text(rows: list[str], style: Style) -> bytes:
    return (style.end.join(rows) + style.end).encode()
