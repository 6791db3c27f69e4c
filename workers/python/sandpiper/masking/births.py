"""Dates of birth: shifted by the one offset of the key, or cut to the year. Text keeps its notation; what is no date is left to tokens."""

import datetime as dt

import pandas as pd

FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%d.%m.%y", "%m/%d/%y")


def notation(texts: list[str]) -> str | None:
    """The one format that reads every text and writes it back to the letter, or None."""
    return next((f for f in FORMATS if all(_reads(t, f) for t in texts)), None)


def _reads(text: str, form: str) -> bool:
    try:
        return dt.datetime.strptime(text, form).strftime(form) == text
    except ValueError:
        return False


def shift(values: pd.Series, days: int) -> pd.Series | None:
    """Every date moved by `days`; None where the column is not dates in one notation. Years alone are kept: they name nobody."""
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        return values + pd.Timedelta(days=days)
    if values.dropna().map(lambda v: isinstance(v, dt.date)).all():
        return values.map(lambda v: v + dt.timedelta(days=days), na_action="ignore")
    return _notated(values, lambda day: day + dt.timedelta(days=days))


def years(values: pd.Series) -> pd.Series | None:
    """The years alone, as Int64; None where the column is not dates in one notation."""
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        return values.dt.year.astype("Int64")
    form = notation(_texts(values))
    if form is None:
        return None
    return pd.to_datetime(values.astype("object").map(_text, na_action="ignore"), format=form).dt.year.astype("Int64")


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _texts(values: pd.Series) -> list[str]:
    return [_text(v) for v in values.dropna().unique()]


def _notated(values: pd.Series, move) -> pd.Series | None:
    distinct = values.dropna().unique()
    texts = [_text(v) for v in distinct]
    if texts and all(len(t) == 4 and t.isdigit() for t in texts):
        return values
    form = notation(texts)
    if form is None or ("%Y" not in form and "%y" in form):
        return None
    moved = {v: move(dt.datetime.strptime(t, form)).strftime(form) for v, t in zip(distinct, texts)}
    if pd.api.types.is_numeric_dtype(values.dtype):
        return values.map({v: int(t) for v, t in moved.items()}).astype(values.dtype)
    return values.map(moved)
