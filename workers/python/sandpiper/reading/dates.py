"""Dates written by people. Day before month or month before day is decided over the whole column."""

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .cells import DATE_RE, MONTHS, WORD_MONTH

NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?:,?[T ]+(.*))?")
ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?(?:[T ]+(.*))?")
PLAIN = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)?")
JAPANESE = re.compile(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?")
WORDS = re.compile(rf"\b({WORD_MONTH})(?![a-zäéû])", re.IGNORECASE)
ZONES = {"UTC": "+00:00", "GMT": "+00:00", "Z": "+00:00", "CET": "+01:00", "CEST": "+02:00", "EST": "-05:00", "EDT": "-04:00",
         "CST": "-06:00", "CDT": "-05:00", "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00"}


@dataclass
class Dates:
    """`values` is a datetime Series over the texts, NaT where one is no date."""

    values: pd.Series
    note: str
    has_time: bool
    monthly: bool = False


def _clock(text: str | None) -> str:
    """The time of day in ISO form, with its offset."""
    if not text:
        return ""
    found = re.match(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*([ap])?\.?m?\.?\s*(.*)$", text.strip(), re.IGNORECASE)
    if not found:
        return " bad"
    hour, minute, second, part, half, zone = found.groups()
    number = int(hour)
    if half:
        number = number % 12 + (12 if half.lower() == "p" else 0)
    zone = zone.strip()
    offset = ZONES.get(zone.upper(), zone)
    return f"T{number:02d}:{minute}:{second or '00'}.{(part or '0')[:6]:0<6}{offset}"


def _year(text: str) -> int:
    number = int(text)
    return number if len(text) == 4 else number + (2000 if number < 50 else 1900)


def _worded(text: str) -> str:
    found = WORDS.search(text)
    if not found:
        return "bad"
    month = MONTHS.get(found.group(1).rstrip(".").lower(), 0)
    rest = text[: found.start()] + " " + text[found.end() :]
    clock = re.search(r"\d{1,2}:\d{2}.*$", rest)
    digits = re.findall(r"\d+", rest[: clock.start()] if clock else rest)
    if len(digits) == 1 and len(digits[0]) == 4:
        return f"{digits[0]}-{month:02d}-01"
    if len(digits) != 2:
        return "bad"
    day, year = (digits[1], digits[0]) if len(digits[0]) == 4 else (digits[0], digits[1])
    return f"{_year(year):04d}-{month:02d}-{int(day):02d}{_clock(clock.group(0)) if clock else ''}"


def _iso(text: str, day_first: bool) -> str:
    """One text in ISO form, or a text that is none."""
    found = NUMERIC.fullmatch(text)
    if found:
        one, _, two, year, clock = found.groups()
        day, month = (one, two) if day_first else (two, one)
        return f"{_year(year):04d}-{int(month):02d}-{int(day):02d}{_clock(clock)}"
    found = ISO.fullmatch(text)
    if found:
        year, _, month, day, clock = found.groups()
        return f"{year}-{int(month):02d}-{int(day or 1):02d}{_clock(clock)}"
    found = JAPANESE.fullmatch(text)
    if found:
        return f"{found.group(1)}-{int(found.group(2)):02d}-{int(found.group(3) or 1):02d}"
    return _worded(text)


def order(texts: list[str], hint: bool | None) -> tuple[bool, str]:
    """Whether the day comes first, and how that was found."""
    parts = [(int(m[1]), int(m[3]), _year(m[4]), m[2]) for m in (NUMERIC.fullmatch(t) for t in texts[:5000]) if m]
    if not parts:
        return False, ""
    first, second = sum(p[0] > 12 for p in parts), sum(p[1] > 12 for p in parts)
    if first != second:
        return first > second, "day/month/year" if first > second else "month/day/year"
    if first:
        return True, "day/month/year"
    day_first = _smoother(parts) if len(parts) > 3 else None
    if day_first is None:
        day_first = hint if hint is not None else any(p[3] == "." for p in parts)
    return day_first, ("day/month/year" if day_first else "month/day/year") + ", which the values leave open"


def _smoother(parts: list[tuple[int, int, int, str]]) -> bool | None:
    """The order under which the rows follow one another in time, where one clearly does."""
    def disorder(day: int, month: int) -> int:
        stamps = np.array([p[2] * 372 + p[month] * 31 + p[day] for p in parts])
        steps = np.sign(np.diff(stamps))
        return int(min((steps < 0).sum(), (steps > 0).sum()))
    as_day, as_month = disorder(0, 1), disorder(1, 0)
    if as_day == as_month or min(as_day, as_month) > len(parts) * 0.05:
        return None
    return as_day < as_month


def _as_they_stand(texts: list[str], day_first: bool) -> pd.Series | None:
    """Texts in ISO form as pandas reads them, the few that it cannot read in our way; None where some have a zone."""
    try:
        values = pd.to_datetime(pd.Series(texts, dtype=object), errors="coerce", format="ISO8601")
    except ValueError:
        return None
    if values.dtype == object or getattr(values.dtype, "tz", None) is not None:
        return None
    for at in np.flatnonzero(values.isna()):
        other = pd.to_datetime(_iso(texts[at], day_first), errors="coerce", format="ISO8601")
        if getattr(other, "tz", None) is not None:
            return None
        values.iloc[at] = other
    return values


def read_dates(texts: list[str], hint: bool | None = None, decided: bool | None = None) -> Dates | None:
    """All texts as dates, or None where hardly any is one. `decided`: whether the day comes first, where that is known."""
    likely = sum(bool(DATE_RE.fullmatch(text)) and not re.fullmatch(r"[\d:. apm]+", text.lower()) or bool(NUMERIC.fullmatch(text)) for text in texts[:200])
    if likely < 0.8 * min(200, len(texts)):
        return None
    day_first, note = order(texts, hint) if decided is None else (decided, "")
    values = _as_they_stand(texts, day_first) if all(PLAIN.fullmatch(text) for text in texts[:50]) else None
    zoned = False
    if values is None:
        iso = [_iso(text, day_first) for text in texts]
        zoned = any(re.search(r"T.*[+-]\d\d:?\d\d$", text) for text in iso[:200])
        values = pd.to_datetime(pd.Series(iso, dtype=object), errors="coerce", format="ISO8601", utc=True if zoned else None)
    if zoned:
        note = (note + ", " if note else "") + "times in UTC"
    monthly = all(re.fullmatch(r"\d{4}[-/.]\d{1,2}|[^\d]+\s*-?\d{4}|\d{4}年\d{1,2}月", text) for text in texts[:50])
    known = values.dropna()
    return Dates(values, note, bool(len(known)) and bool((known.dt.normalize() != known).any()), monthly)
