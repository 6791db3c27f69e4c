"""Text and table cells out of any value, however hostile its class is."""

import datetime
import decimal
import math
import numbers

CELL_CHARS = 2_000
SAFE_INTEGER = 2**53


def type_name(value):
    """Name of the value's type, for people."""
    try:
        return str(type.__getattribute__(type(value), "__qualname__"))
    except Exception:
        return "object"


def cut(text, limit):
    """`text`, or its head and tail with a note of how much is missing between them."""
    if len(text) <= limit:
        return text
    tail = limit // 4
    return f"{text[:limit - tail]} [... {len(text) - limit} characters left out ...] {text[-tail:]}"


def safe(text_of, value, limit):
    """`text_of(value)` cut to `limit` characters; a class that cannot be shown is named with its reason."""
    try:
        text = text_of(value)
        if type(text) is not str:
            text = str.__str__(text)
        return cut(text, limit)
    except (KeyboardInterrupt, MemoryError):
        raise
    except BaseException as error:
        return f"<{type_name(value)} that cannot be shown: {type_name(error)}>"


def show(value, limit=10_000):
    """The value as an interactive Python would print it, at most `limit` characters and a note."""
    return safe(repr, value, limit)


def say(value, limit=10_000):
    """The value as `print` would, at most `limit` characters and a note."""
    return safe(str, value, limit)


def moment(value):
    """Date alone where the time of day is midnight, else date and time."""
    text = value.isoformat(sep=" ")
    return text[:10] if text[10:] == " 00:00:00" else text


def number(value):
    """A number that JSON and JavaScript keep exact, else text."""
    if isinstance(value, numbers.Integral):
        whole = int(value)
        return whole if abs(whole) < SAFE_INTEGER else str(whole)
    if isinstance(value, decimal.Decimal):
        return None if value.is_nan() else str(value)
    real = float(value)
    if math.isnan(real):
        return None
    return real if math.isfinite(real) else str(real)


def missing(value):
    """True for None, NaN, NaT and pandas' NA."""
    if value is None or type_name(value) in ("NaTType", "NAType"):
        return True
    return isinstance(value, float) and math.isnan(value)


def cell(value):
    """One value of a table as str, int, float, bool or None."""
    try:
        return plain(value)
    except (KeyboardInterrupt, MemoryError):
        raise
    except BaseException:
        return show(value, CELL_CHARS)


def plain(value):
    if missing(value):
        return None
    if type(value) is str:
        return cut(value, CELL_CHARS)
    if isinstance(value, bool) or type_name(value) in ("bool", "bool_"):
        return bool(value)
    if isinstance(value, (numbers.Real, decimal.Decimal)):
        return number(value)
    if isinstance(value, datetime.datetime):
        return moment(value)
    return say(value, CELL_CHARS)
