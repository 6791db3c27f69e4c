"""The next periods of a measure, by the simple method that did best on the past."""

import numpy as np
import pandas as pd

from .columns import need_rows
from .numbers import count, named, number, percent
from .over_time import _frame, spread
from .periods import SEASON, begun_late, fitting, label, period, unfinished
from .result import Result
from .style import BLUE, FAINT, ORANGE, people, short

LEAST = 6


def forecast(df: pd.DataFrame, time, value=None, how: str = "", horizon: int | None = None, freq: str | None = None, unit: str = "") -> Result:
    """The next `horizon` periods (None: a sensible number). Methods: last value, last season, mean of the recent past, straight line, line with
    season, Holt-Winters; each is tried on the past, always looking ahead as far as the forecast does, and the one with the smallest mean absolute
    error is used. The interval (80 %) is the spread of those very errors.

    A last period that is not over is left out. Needs at least 6 periods (ValueError). Table: period, forecast, low, high.
    """
    how = how or ("count" if value is None else "sum")
    frame, lost = _frame(df, time, value, how)
    need_rows(frame, LEAST)
    freq = freq or _fit(frame["time"])
    frame["period"] = period(frame["time"], freq)
    series = spread(frame, how)
    notes = []
    if unfinished(frame["time"], freq) and len(series) > LEAST:
        notes.append(f"{label(series.index[-1], freq)} is not complete in the data and is left out.")
        series = series.iloc[:-1]
    if begun_late(frame["time"], freq) and len(series) > LEAST:
        series = series.iloc[1:]
    series = series.interpolate(limit_direction="both") if series.isna().any() else series
    if len(series) < LEAST:
        raise ValueError(f"only {count(len(series), freq)} of data; a forecast needs at least {LEAST}, or a shorter period")
    season = SEASON[freq] if len(series) >= 2 * SEASON[freq] and SEASON[freq] > 1 else 1
    horizon = min(horizon or {"hour": 24, "day": 14, "week": 8, "month": 3, "quarter": 2, "year": 1}[freq], max(1, len(series) // 2))
    trials = backtest(series.to_numpy(), season, horizon)
    best = min(trials, key=lambda name: trials[name]["mae"])
    values = METHODS[best](series.to_numpy(), horizon, season)
    table = _table(series, values, trials[best]["errors"], horizon, freq, (series >= 0).all())
    what = named(value, how)
    facts = {"method": best, "horizon": horizon, "freq": freq, "mae": trials[best]["mae"], "mape": trials[best]["mae"] / abs(series.tail(max(season, 6)).mean()), "naive_mae": trials["last value"]["mae"], "tries": trials[best]["tries"], "next": float(values[0]), "total": float(values.sum()), "season": season, "periods": len(series), "errors": {name: t["mae"] for name, t in trials.items()}}
    return Result(
        finding=_finding(facts, table, what, freq, unit),
        table=table,
        facts=facts,
        evidence=_evidence(facts, trials, series, values, freq, what, unit),
        caveats=notes + _doubts(facts, lost, freq),
        draw=lambda axes, kind: _draw(axes, series, table, what, freq),
    )


def _fit(times) -> str:
    freq = fitting(times)
    return "month" if freq in ("quarter", "year") and (times.max() - times.min()).days < 365 * 8 else freq


def _last(y, h, m):
    return np.repeat(y[-1], h)


def _season(y, h, m):
    return np.array([y[len(y) - m + (i % m)] for i in range(h)])


def _mean(y, h, m):
    return np.repeat(y[-min(len(y), max(m, 6)):].mean(), h)


def _line(y, h, m):
    x = np.arange(len(y))
    slope, start = np.polyfit(x, y, 1)
    return slope * np.arange(len(y), len(y) + h) + start


def _season_line(y, h, m):
    """A straight line and one step per place in the season, by least squares."""
    def rows(x):
        return np.column_stack([x, *[(x % m == i).astype(float) for i in range(m)]])

    weights, *_ = np.linalg.lstsq(rows(np.arange(len(y))), y, rcond=None)
    return rows(np.arange(len(y), len(y) + h)) @ weights


def _holt_winters(y, h, m):
    """Additive, damped; the smoothing weights are the best of a small grid."""
    best = min(((_smooth(y, m, a, b, g)[0], (a, b, g)) for a in (0.1, 0.3, 0.6) for b in (0.02, 0.1) for g in ((0.1, 0.3) if m > 1 else (0.0,))), key=lambda pair: pair[0])
    _, level, slope, season = _smooth(y, m, *best[1])
    damped = np.cumsum(0.95 ** np.arange(1, h + 1))
    return level + slope * damped + np.array([season[(len(y) + i) % m] for i in range(h)])


def _smooth(y, m, a, b, g):
    level = y[:m].mean() if m > 1 else y[0]
    slope = (y[m:2 * m].mean() - level) / m if m > 1 and len(y) >= 2 * m else (y[-1] - y[0]) / max(1, len(y) - 1)
    season = list(y[:m] - level) if m > 1 else [0.0]
    wrong = 0.0
    for i, value in enumerate(y):
        expected = level + 0.95 * slope + season[i % m]
        wrong += (value - expected) ** 2 if i >= m else 0.0
        before, level = level, a * (value - season[i % m]) + (1 - a) * (level + 0.95 * slope)
        slope = b * (level - before) + (1 - b) * 0.95 * slope
        season[i % m] = g * (value - level) + (1 - g) * season[i % m]
    return wrong, level, slope, season


METHODS = {"last value": _last, "recent mean": _mean, "straight line": _line, "last season": _season, "line with season": _season_line, "Holt-Winters": _holt_winters}
SEASONAL = {"last season", "line with season"}


def backtest(y, season: int, horizon: int) -> dict:
    """Per method: mean absolute error and the errors by step ahead, over up to 12 starts in the past."""
    fit = [name for name in METHODS if season > 1 or name not in SEASONAL]
    least = max(4, 2 * season if season > 1 and len(y) >= 2 * season + horizon + 2 else season + 2 if season > 1 else 4)
    starts = [s for s in range(len(y) - horizon, least - 1, -1)][:12] or [max(3, len(y) - horizon)]
    return {name: _tried(METHODS[name], y, starts, horizon, season) for name in fit}


def _tried(method, y, starts, horizon, season) -> dict:
    errors = [y[s:s + horizon] - method(y[:s], horizon, season if s >= 2 * season else _short(season, s))[: len(y[s:s + horizon])] for s in starts]
    flat = np.concatenate(errors)
    return {"mae": float(np.abs(flat).mean()), "errors": errors, "tries": len(starts)}


def _short(season, known) -> int:
    return season if known >= season else 1


def _table(series, values, errors, horizon, freq, positive) -> pd.DataFrame:
    every = np.abs(np.concatenate(errors))
    rows, width = [], 0.0
    for i in range(horizon):
        own = [abs(e[i]) for e in errors if len(e) > i]
        width = max(width, float(np.quantile(own, 0.8)) if len(own) >= 8 else float(np.quantile(every, 0.8)) * np.sqrt(1 + i / max(1, horizon)))
        rows.append({freq: label(series.index[-1] + i + 1, freq), "forecast": values[i], "low": max(0.0, values[i] - width) if positive else values[i] - width, "high": values[i] + width})
    table = pd.DataFrame(rows)
    if positive:
        table["forecast"] = table["forecast"].clip(lower=0)
    return table


def _finding(facts, table, what, freq, unit) -> str:
    first = table.iloc[0]
    lead = f"The {what} is expected to be **{number(first['forecast'], unit)}** in {first.iloc[0]} (80 % interval {number(first['low'], unit)} to {number(first['high'], unit)})"
    if len(table) == 1:
        return lead + "."
    last = table.iloc[-1]
    return f"{lead}, and **{number(last['forecast'], unit)}** in {last.iloc[0]} ({number(last['low'], unit)} to {number(last['high'], unit)})."


def _evidence(facts, trials, series, values, freq, what, unit) -> list[str]:
    others = ", ".join(f"{name} {number(t['mae'], unit)}" for name, t in sorted(trials.items(), key=lambda item: item[1]["mae"])[1:4])
    lines = [f"Method: {facts['method']}. Tried on the past {count(facts['tries'], 'time')}, it was off by {number(facts['mae'], unit)} on average ({percent(facts['mape'])} of a usual {freq}); others: {others}."]
    gain = 1 - facts["mae"] / facts["naive_mae"] if facts["naive_mae"] else 0.0
    lines.append(f"Repeating the last value would have been off by {number(facts['naive_mae'], unit)}" + (f"; the method saves {percent(gain)} of that." if gain > 0 else "; nothing did better."))
    lines.append(f"The last {count(len(values), freq)} of the data: {', '.join(number(v, unit) for v in series.tail(len(values)).tail(6))}.")
    return lines


def _doubts(facts, lost, freq) -> list[str]:
    doubts = ["It carries the past on; it knows nothing of plans, prices or events to come. Four in five of its errors on the past were within the interval."]
    if facts["season"] == 1 and SEASON[freq] > 1:
        doubts.append(f"There are fewer than two full seasons ({count(facts['periods'], freq)}), so no season could be learned.")
    if facts["mape"] > 0.25:
        doubts.append("The error on the past is large; take this as a rough direction only.")
    if lost:
        doubts.append(f"{count(lost, 'row')} without a readable date are left out.")
    return doubts


def _draw(axes, series, table, what, freq) -> None:
    shown = series.tail(60)
    names = [label(p, freq) for p in shown.index] + list(table.iloc[:, 0])
    places, ahead = np.arange(len(shown)), np.arange(len(shown) - 1, len(shown) + len(table))
    axes.plot(places, shown.to_numpy(), color=BLUE, linewidth=2)
    axes.fill_between(ahead, [shown.iloc[-1], *table["low"]], [shown.iloc[-1], *table["high"]], color=ORANGE, alpha=0.2, linewidth=0)
    axes.plot(ahead, [shown.iloc[-1], *table["forecast"]], color=ORANGE, linewidth=2, linestyle="--")
    axes.annotate("forecast, 80 % interval", (ahead[-1], table["high"].iloc[-1]), xytext=(0, 6), textcoords="offset points", color=ORANGE, fontsize=9, ha="right")
    every = max(1, -(-len(names) // 8))
    axes.set_xticks(range(0, len(names), every), [n.removeprefix("week of ") for n in names[::every]])
    axes.set_ylabel(short(f"{what} per {freq}", 50))
    axes.grid(axis="y", color=FAINT, linewidth=0.6)
    if series.min() >= 0:
        axes.set_ylim(bottom=0)
    people(axes.yaxis)
