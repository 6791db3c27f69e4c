"""Columns of numbers and dates: safe unless they identify."""

import numpy as np
import pandas as pd

from . import checksums, headers
from .detect import shares
from .kinds import KINDS, NATIONAL
from .verdict import Verdict, safe, sensitive, unknown

_CHANCE = {k.name: k.chance for k in KINDS}
_BY_HEADER = ("phone", "card", "iban", "national-id", "device", "postcode", "person-id", "secret", "address", "person", "plate")
_EPOCH = (946_684_800, 2_208_988_800)


def dates(header: str, values: pd.Series) -> Verdict:
    """A datetime column: safe, or a date of birth by its header or by its spread."""
    if headers.type_of(header) == "date-of-birth" and not headers.is_flag(header):
        return sensitive("date-of-birth", "header")
    if _lifelike(values):
        return unknown("date-of-birth", "unordered days over more than 30 years, median before 2008", 0.6)
    return safe("date", "dates")


def _lifelike(values: pd.Series) -> bool:
    try:
        days = pd.to_datetime(values)
        year = days.dt.year
    except (AttributeError, ValueError, TypeError, OverflowError):
        return False
    if len(year) < 5 or days.is_monotonic_increasing or days.is_monotonic_decreasing or bool((days.dt.normalize() != days).any()):
        return False
    firsts = float(((days.dt.day == 1) | days.dt.is_month_end).mean())
    spread = float(year.quantile(0.95) - year.quantile(0.05))
    return 1935 <= float(year.median()) <= 2008 and spread >= 25 and firsts < 0.5


def numbers(header: str, values: pd.Series) -> Verdict:
    """An int or float column without nulls."""
    array = pd.to_numeric(values, errors="coerce").to_numpy(dtype="float64", na_value=np.nan)
    finite = array[np.isfinite(array)]
    named = None if headers.is_flag(header) else headers.type_of(header)
    if len(finite) == 0 or bool((finite != np.floor(finite)).any()):
        return safe("number", "numbers with decimals")
    distinct = _distinct(values)
    return _named(named, distinct) or integers(header, distinct, len(finite)) or safe("number", "whole numbers, not identifiers")


def _distinct(values: pd.Series) -> list[str]:
    """The whole numbers, each once, in their digits; of large ones all."""
    known = values.dropna()
    if getattr(values.dtype, "kind", "") in "iu":
        return list(map(str, pd.unique(known.to_numpy()).tolist()))
    return [str(int(v)) for v in pd.unique(known) if np.isfinite(float(v))]


def _named(named: str | None, distinct: list[str]) -> Verdict | None:
    longest = max(map(len, distinct))
    if named == "date-of-birth" and all(len(d) in (4, 5, 6, 8) for d in distinct):
        return sensitive("date-of-birth", "header")
    if named in ("email", "username", "ip") and longest >= 6:
        return sensitive("identifier", f"header says {named}")
    if named in _BY_HEADER:
        least = {"phone": 5, "card": 8, "iban": 5, "national-id": 5, "postcode": 3}.get(named, 1)
        return sensitive(named, "header") if longest >= least else None
    return None


def integers(header: str, distinct: list[str], rows: int) -> Verdict | None:
    """Digit strings as a column: a national id, a card, a phone, or something that identifies; None when harmless."""
    width = max(map(len, distinct))
    sample = distinct if len(distinct) <= 2_000 else distinct[:: len(distinct) // 2_000 + 1]
    kind = by_share([d.zfill(width) for d in sample] if width >= 8 else sample)
    if kind and not (kind[0] in NATIONAL and headers.is_code(header) and _CHANCE[kind[0]] > 0.05):
        return sensitive("national-id" if kind[0] in NATIONAL else kind[0], f"{kind[1]:.0%} of values pass the check of {kind[0]}", 0.95, kind[0])
    if headers.is_code(header) or not _identifies(distinct, rows, width):
        return None
    return unknown("identifier", f"long numbers of {width} digits, nearly all different", 0.6)


def by_share(distinct: list[str], least: float = 0.85) -> tuple[str, float] | None:
    """The kind that most distinct values pass; bare digit forms count when chance cannot explain it."""
    found = shares(distinct)
    best: tuple[str, float] | None = None
    for kind in KINDS:
        strict, either = found.get(kind.name, (0.0, 0.0))
        share = either if kind.chance < 0.5 and len(distinct) >= 8 and either >= least else strict
        if share >= 0.5 and (best is None or share > best[1] + 0.03):
            best = (kind.name, share)
    return best


def _identifies(distinct: list[str], rows: int, width: int) -> bool:
    same = sum(1 for d in distinct if len(d) == width) / len(distinct)
    if width < 8 or same < 0.85 or len(distinct) < max(3, rows * 0.3):
        return False
    whole = np.array([int(d) for d in distinct if d.isdigit()], dtype="float64")
    if len(whole) == 0 or _is_time(whole, width):
        return False
    if whole.max() - whole.min() <= 50 * len(whole):
        return False
    return not (width == 13 and len(distinct) >= 8 and all(len(d) == 13 and checksums.ean13(d) for d in distinct))


def _is_time(whole: np.ndarray, width: int) -> bool:
    scale = {10: 1, 13: 1_000, 16: 1_000_000, 19: 1_000_000_000}.get(width)
    if scale and bool(((whole >= _EPOCH[0] * scale) & (whole <= _EPOCH[1] * scale)).all()):
        return True
    if width not in (8, 12, 14):
        return False
    head = (whole // 10 ** (width - 8)).astype("int64")
    return bool(((head // 10_000 >= 1900) & (head // 10_000 <= 2100) & (head // 100 % 100 <= 12) & (head // 100 % 100 >= 1) & (head % 100 <= 31)).all())
