"""A measure smoothed over neighbouring periods."""

import pandas as pd

from .columns import as_time, find, measure, need_rows
from .numbers import count, named, number
from .over_time import spread
from .periods import label, period
from .result import Result
from .style import lines


def moving_average(df: pd.DataFrame, time, value=None, how: str = "", window: int = 7, freq: str = "day", at: str | None = None, unit: str = "") -> Result:
    """The average of the last `window` days (weeks, months, ...) up to each one. `at` is the day to tell of, by default the last in the data.

    how says what a period's own figure is (sum, mean, count). Periods without rows are left out of the averages. Table: period, value, moving average.
    """
    how = how or ("count" if value is None else "sum")
    frame = pd.DataFrame({"time": as_time(df[find(df, time)]), "value": measure(df, value) if value is not None else 1.0}).dropna(subset=["time"])
    need_rows(frame, 2)
    frame["period"] = period(frame["time"], freq)
    series = spread(frame, how)
    empty = ~series.index.isin(frame["period"].unique())
    smooth = series.mask(empty).rolling(window, min_periods=1).mean()
    smooth[: window - 1] = float("nan")
    wanted = smooth if at is None else smooth[smooth.index <= pd.Timestamp(at).to_period(series.index.freq)]
    if not wanted.notna().any():
        raise ValueError(f"only {len(wanted)} rows are left after the selection; {window} {freq}s are needed for a moving average")
    last = wanted.last_valid_index()
    what = f"{window}-{freq} moving average of the {named(value, how)}"
    table = pd.DataFrame({freq: [label(p, freq) for p in series.index], named(value, how): series.to_numpy(), "moving average": smooth.to_numpy()})
    return Result(
        finding=f"The {what} is **{number(float(smooth[last]), unit)}** on {label(last, freq)}." if freq in ("hour", "day") else f"The {what} is **{number(float(smooth[last]), unit)}** in {label(last, freq)}.",
        table=table,
        facts={"value": float(smooth[last]), "at": label(last, freq), "window": window, "highest": float(smooth.max()), "lowest": float(smooth.min())},
        evidence=[f"It covers {label(smooth.index[max(0, smooth.index.get_loc(last) - window + 1)], freq)} to {label(last, freq)}; its highest value is {number(float(smooth.max()), unit)} ({label(smooth.idxmax(), freq)}), its lowest {number(float(smooth.min()), unit)} ({label(smooth.idxmin(), freq)})."],
        caveats=[f"{count(int(empty.sum()), freq)} without rows are left out of the averages."] if empty.any() else [],
        draw=lambda axes, kind: lines(axes, list(table[freq]), {named(value, how): series.to_list(), "moving average": smooth.to_list()}, named(value, how)),
    )
