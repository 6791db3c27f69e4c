"""Choosing rows, and columns computed from others."""

import difflib
import operator

import numpy as np
import pandas as pd

from .columns import MISSING, as_label, as_number, as_time, find, measure

SIGNS = {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le, "==": operator.eq, "!=": operator.ne}
YES = {"true", "yes", "y", "ja", "oui", "si", "sí", "1"}
NO = {"false", "no", "n", "nein", "non", "0"}


def matches(df: pd.DataFrame, column, values) -> pd.Series:
    """True where `column` is one of `values`; case and blanks at the ends do not matter, True and False fit "yes" and "no" too.

    ValueError when none of the values occurs; it names the nearest that do.
    """
    text = as_label(df[find(df, column)]).str.casefold()
    wanted = [value for value in ([values] if isinstance(values, (str, bool, int, float)) else values)]
    folded = {form for value in wanted for form in _forms(value)}
    found = text.isin(folded)
    if len(df) and not found.any() and not any(isinstance(value, bool) for value in wanted):
        known = list(dict.fromkeys(as_label(df[find(df, column)])))
        near = difflib.get_close_matches(str(wanted[0]), [str(v) for v in known], 3, 0.4)
        raise ValueError(f"{wanted} is no value of {column!r}; nearest: {near or known[:8]}; no rows are left after the selection")
    return found


def _forms(value) -> set[str]:
    if isinstance(value, bool):
        return YES if value else NO
    text = str(value).strip().casefold()
    return {text}


def only(df: pd.DataFrame, column, values) -> pd.DataFrame:
    """The rows where `column` is one of `values` (see `matches`)."""
    return df[matches(df, column, values)]


def without(df: pd.DataFrame, column, values) -> pd.DataFrame:
    """The rows where `column` is none of `values`; rows without a value stay."""
    return df[~matches(df, column, values)]


def compares(df: pd.DataFrame, column, sign: str, value: float) -> pd.Series:
    """True where the number in `column` is >, >=, <, <=, == or != `value`; missing is False, but for !=."""
    return SIGNS[sign](measure(df, column), value)


def where(df: pd.DataFrame, column, sign: str, value: float) -> pd.DataFrame:
    """The rows for which `compares` holds."""
    return df[compares(df, column, sign, value)]


def beyond(df: pd.DataFrame, column, sign: str, statistic: str = "mean") -> pd.DataFrame:
    """The rows whose number in `column` is >, >=, < or <= the mean (median, max, min) of all of them."""
    return where(df, column, sign, float(measure(df, column).agg(statistic)))


def has_match(df: pd.DataFrame, other: pd.DataFrame, left_on, right_on) -> pd.Series:
    """True where the key in `left_on` occurs in `right_on` of `other`; compared as trimmed text. Rows without a key have no match."""
    keys = as_label(df[find(df, left_on)])
    return keys.isin(set(as_label(other[find(other, right_on)]))) & (keys != MISSING)


def once(df: pd.DataFrame, key=None) -> pd.DataFrame:
    """The first row of each value of `key`, rows without a key all stay; without a key the first of rows that are the same throughout."""
    if key is None:
        return df[~df.astype("string").duplicated()]
    keys = as_label(df[find(df, key)]).str.casefold()
    return df[~keys.duplicated() | (keys == MISSING)]


def during(df: pd.DataFrame, column, start=None, end=None) -> pd.DataFrame:
    """The rows from the day `start` to the day `end`, both included ("2024-03-31"); None leaves a side open."""
    times = as_time(df[find(df, column)])
    chosen = times.notna()
    if start is not None:
        chosen &= times >= pd.Timestamp(start)
    if end is not None:
        chosen &= times < pd.Timestamp(end) + pd.Timedelta(days=1)
    return df[chosen]


def product(df: pd.DataFrame, columns) -> pd.Series:
    """Several columns multiplied row by row, e.g. quantity and price."""
    result = as_number(df[find(df, columns[0])])
    for column in columns[1:]:
        result = result * as_number(df[find(df, column)])
    return result


def hours_between(df: pd.DataFrame, start, end) -> pd.Series:
    """Hours from one time column to another; missing where either is, or where the end lies before the start."""
    hours = (as_time(df[find(df, end)]) - as_time(df[find(df, start)])).dt.total_seconds() / 3600
    return hours.where(hours >= 0)


def weekday(df: pd.DataFrame, column) -> pd.Series:
    """Monday to Sunday."""
    return as_time(df[find(df, column)]).dt.day_name()


def part_of_week(df: pd.DataFrame, column) -> pd.Series:
    """"weekend" for Saturday and Sunday, else "weekday"; missing without a date."""
    days = as_time(df[find(df, column)]).dt.dayofweek
    return (days >= 5).map({True: "weekend", False: "weekday"}).where(days.notna())


def period_of(df: pd.DataFrame, column, freq: str = "day") -> pd.Series:
    """The day, week, month, quarter or year of each time, as text ("2024-03-31", "2024-03")."""
    from .periods import label, period

    times = as_time(df[find(df, column)])
    codes, found = pd.factorize(period(times, freq))
    labels = np.array([*(label(p, freq) for p in found), np.nan], dtype=object)
    return pd.Series(labels[codes], index=times.index, name=times.name, dtype="str")


def hour_of_day(df: pd.DataFrame, column) -> pd.Series:
    """0 to 23."""
    return as_time(df[find(df, column)]).dt.hour.astype("Int64")
