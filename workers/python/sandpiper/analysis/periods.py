"""Calendar periods: which one fits, where each begins and ends, which are not over."""

import pandas as pd

RULES = {"hour": "h", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
SEASON = {"hour": 24, "day": 7, "week": 52, "month": 12, "quarter": 4, "year": 1}


def fitting(times: pd.Series) -> str:
    """The period in which a span of time reads well: about 12 to 60 points."""
    span = (times.max() - times.min()).days
    for freq, longest in (("hour", 3), ("day", 62), ("week", 190), ("month", 365 * 6)):
        if span <= longest:
            return freq
    return "year" if span > 365 * 12 else "quarter"


def period(times: pd.Series, freq: str) -> pd.Series:
    if freq not in RULES:
        raise ValueError(f"no period {freq!r}; there are: {list(RULES)}")
    return times.dt.to_period(RULES[freq])


def label(p: pd.Period, freq: str) -> str:
    """2024-03, 2024 Q1, 2024, week of 2024-03-04, 2024-03-04, 2024-03-04 13h."""
    if freq == "quarter":
        return f"{p.year} Q{p.quarter}"
    if freq == "week":
        return f"week of {p.start_time:%Y-%m-%d}"
    return p.strftime({"hour": "%Y-%m-%d %Hh", "day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}[freq])


def step(times: pd.Series) -> pd.Timedelta:
    """The usual distance of one day (or time) with data to the next."""
    moments = times.dropna().dt.floor("D").drop_duplicates().sort_values()
    if len(moments) < 3:
        moments = times.dropna().drop_duplicates().sort_values()
    gaps = moments.diff().dropna()
    return gaps.quantile(0.9) if len(gaps) else pd.Timedelta(0)


def unfinished(times: pd.Series, freq: str) -> bool:
    """True when the data stop well before the last period does."""
    last = times.max()
    end = period(pd.Series([last]), freq)[0].end_time
    length = end - period(pd.Series([last]), freq)[0].start_time
    slack = step(times) * 2 if freq != "hour" else pd.Timedelta(minutes=10)
    return bool(end - last > max(slack, length * 0.04))


def begun_late(times: pd.Series, freq: str) -> bool:
    """True when the data start well after the first period does."""
    first = times.min()
    start = period(pd.Series([first]), freq)[0].start_time
    length = period(pd.Series([first]), freq)[0].end_time - start
    slack = step(times) * 2 if freq != "hour" else pd.Timedelta(minutes=10)
    return bool(first - start > max(slack, length * 0.04))
