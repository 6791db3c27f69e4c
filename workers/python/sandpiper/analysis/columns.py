"""Columns by name, as numbers and as times."""

import difflib
import re

import numpy as np
import pandas as pd

MISSING = "(missing)"
MANY_LABELS = 5_000  # spellings of more are not compared


def find(df: pd.DataFrame, name) -> str:
    """The column called `name`, forgiving case and spacing. KeyError names the nearest ones."""
    if name in df.columns:
        return name
    plain = {_plain(column): column for column in df.columns}
    if _plain(name) in plain:
        return plain[_plain(name)]
    if len(str(name)) >= 190 and len(long := [c for c in df.columns if str(c).startswith(str(name)[:190])]) == 1:
        return long[0]
    near = [plain[key] for key in difflib.get_close_matches(_plain(name), list(plain), 3, 0.5)]
    hint = f"; nearest: {near}" if near else ""
    raise KeyError(f"no column {name!r}{hint}; there are: {list(df.columns)[:40]}")


def _plain(name) -> str:
    return re.sub(r"[\W_]+", "", str(name)).lower()


def is_number(series: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(series) and not pd.api.types.is_bool_dtype(series)


def as_number(series: pd.Series) -> pd.Series:
    """Floats; durations become hours, booleans 0 and 1, text such as "1.234,50 €" is read. What cannot be read is NaN."""
    if pd.api.types.is_bool_dtype(series) or is_number(series):
        return pd.to_numeric(series, errors="coerce").astype("float64")
    if pd.api.types.is_timedelta64_dtype(series):
        return series.dt.total_seconds() / 3600
    if pd.api.types.is_datetime64_any_dtype(series):
        raise TypeError(f"{series.name!r} holds dates, not numbers")
    truth = _as_truth(series)
    return truth if truth is not None else series.map(_read_number).astype("float64")


TRUE, FALSE = {"yes", "true", "y", "ja", "oui", "si", "sí"}, {"no", "false", "n", "nein", "non"}


def _as_truth(series: pd.Series) -> pd.Series | None:
    text = series.dropna().astype(str).str.strip().str.lower()
    if not len(text) or not set(text.unique()[:10]) <= TRUE | FALSE:
        return None
    lower = series.astype("object").map(lambda v: None if pd.isna(v) else str(v).strip().lower() in TRUE)
    return lower.map({True: 1.0, False: 0.0}).astype("float64")


def _read_number(value) -> float:
    if isinstance(value, (int, float, np.number)):
        return float(value)
    text = re.sub(r"[^\d,.()\-]", "", str(value)) if value is not None else ""
    sign = -1 if text.startswith("(") or text.startswith("-") else 1
    text = text.strip("()-")
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?|\d+,\d{1,2}|\d+,\d{4,}", text):
        text = text.replace(".", "").replace(",", ".")
    try:
        return sign * float(text.replace(",", ""))
    except ValueError:
        return float("nan")


def as_time(series: pd.Series) -> pd.Series:
    """datetime64 without zone (zoned values become UTC); years such as 2023 are read as 1 January. Unreadable is NaT."""
    if pd.api.types.is_datetime64_any_dtype(series):
        return series.dt.tz_convert(None) if getattr(series.dt, "tz", None) is not None else series
    if is_number(series):
        years = series.dropna()
        if len(years) and years.between(1800, 2200).all():
            return pd.to_datetime(series.astype("Int64").astype("string"), format="%Y", errors="coerce")
        raise TypeError(f"{series.name!r} holds numbers, not dates")
    parsed = pd.to_datetime(series, errors="coerce", format="ISO8601", utc=True)
    if parsed.isna().sum() > series.isna().sum():
        parsed = pd.to_datetime(series, errors="coerce", format="mixed", dayfirst=_day_first(series), utc=True)
    return parsed.dt.tz_convert(None)


def _day_first(series: pd.Series) -> bool:
    heads = series.dropna().astype(str).str.extract(r"^(\d{1,2})[./-](\d{1,2})[./-]")
    return bool((pd.to_numeric(heads[0], errors="coerce") > 12).any() or series.dropna().astype(str).str.match(r"^\d{1,2}\.").any())


def as_label(series: pd.Series) -> pd.Series:
    """Text for groups; missing values get a name of their own, whole floats lose their ".0"."""
    codes, labels = _labelled(series)
    return pd.Series(labels[codes], index=series.index, name=series.name, dtype="object")


def _labelled(series: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """The place of each row's label, and the labels, each once, as objects. A table has many rows and few labels."""
    if series.dtype == object:  # 1 and True are equal, and not the same label
        codes, labels = pd.factorize(_texts(series))
        return codes, np.asarray(labels, dtype=object)
    rows, found = pd.factorize(series)
    codes, labels = pd.factorize(np.array([*_texts(pd.Series(found)), MISSING], dtype=object))
    return codes[rows], labels


def _texts(values: pd.Series) -> pd.Series:
    if pd.api.types.is_float_dtype(values) and (values.dropna() == values.dropna().round()).all():
        values = values.astype("Int64")
    text = values.astype("string").str.strip()
    return text.mask(text.isna() | (text == ""), MISSING).astype("object")


def as_group(series: pd.Series) -> pd.Series:
    """Labels to group by: spellings that differ in case only take the commonest one. `.attrs` has the numbers of rows "respelled" by that and "missing"."""
    codes, labels = _labelled(_banded(series) if is_number(series) and series.nunique() > 25 and not is_key(series) else series)
    counts = np.bincount(codes, minlength=len(labels))
    merged = labels
    if np.count_nonzero(counts) <= MANY_LABELS:
        best = commonest(labels, counts)
        merged = np.array([best[label.casefold()] for label in labels], dtype=object)
    group = pd.Series(merged[codes], index=series.index, name=series.name, dtype="object")
    group.attrs = {"respelled": int(counts[merged != labels].sum()), "missing": int(counts[labels == MISSING].sum())}
    return group


def commonest(texts, counts: np.ndarray) -> dict[str, str]:
    """Of texts that differ in case only the one that most rows have; by the text without its case."""
    best: dict[str, str] = {}
    for at in np.argsort(-counts, kind="stable"):
        best.setdefault(texts[at].casefold(), texts[at])
    return best


def different(known: pd.Series) -> int:
    """How many different values there are; lists and dicts are values too."""
    return (known.map(str) if known.dtype == object else known).nunique()


def counted(known: pd.Series) -> pd.Series:
    """How many rows have each value, by its text, the most frequent first."""
    if known.dtype == object:
        return known.map(str).value_counts()
    counts = known.value_counts()
    counts = counts[counts > 0]
    return counts.set_axis(pd.Index([str(value) for value in counts.index], dtype="str"))


def _banded(series: pd.Series) -> pd.Series:
    """Measured numbers as about eight bands of round width: "20 to 30" holds 20 and not 30."""
    low, high = float(series.min()), float(series.max())
    rough = (high - low) / 8
    scale = 10 ** np.floor(np.log10(rough))
    width = next(scale * step for step in (1, 2, 5, 10) if scale * step >= rough)
    codes, starts = pd.factorize(np.floor(series.astype("float64").to_numpy() / width) * width)
    bands = np.array([*(f"{at:.10g} to {at + width:.10g}" for at in starts), None], dtype=object)
    return pd.Series(bands[codes], index=series.index, name=series.name, dtype="str")


def measure(df: pd.DataFrame, value) -> pd.Series:
    """The column `value` as floats; ValueError when none of it can be read."""
    numbers = as_number(df[find(df, value)])
    if len(df) and numbers.notna().sum() == 0:
        raise ValueError(f"column {value!r} holds no numbers")
    return numbers


def numeric(df: pd.DataFrame) -> list[str]:
    """Columns of measured numbers: not booleans, not constant, not a running number or key."""
    return [c for c in df.columns if is_number(df[c]) and df[c].nunique() > 1 and not is_key(df[c])]


def is_key(series: pd.Series) -> bool:
    name = str(series.name).lower()
    if re.search(r"(^|[_\s])(id|key|no|nr|number|code|uuid|zip|plz|postcode)$", name):
        return True
    whole = pd.api.types.is_integer_dtype(series)
    return bool(whole and len(series) > 20 and series.is_unique and series.is_monotonic_increasing)


def categories(df: pd.DataFrame, limit: int = 30) -> list[str]:
    """Columns of few repeated values, fit to group by."""
    found = []
    for column in df.columns:
        series = df[column]
        if pd.api.types.is_datetime64_any_dtype(series) or pd.api.types.is_float_dtype(series):
            continue
        try:
            distinct = series.nunique()
        except TypeError:
            continue
        if 2 <= distinct <= min(limit, max(2, len(df) // 3)) and not is_key(series):
            found.append(column)
    return found


def need_rows(df: pd.DataFrame, least: int = 1) -> None:
    """ValueError when a selection left too little."""
    if len(df) < least:
        left = "no rows are" if len(df) == 0 else f"only {len(df)} rows are"
        raise ValueError(f"{left} left after the selection; at least {least} needed")
