"""Straight lines: a number explained by other numbers, or by time."""

import numpy as np
import pandas as pd

from .columns import as_time, find, measure, need_rows
from .numbers import count, number, percent, safe, sure, words
from .pairs import p_of
from .result import Result
from .style import BLUE, ORANGE, bars, inner, people, short


def regression(df: pd.DataFrame, target, features, at: dict | None = None, tell: str = "r2") -> Result:
    """Ordinary least squares of `target` on numeric `features`, with an intercept, over all rows that have them all.

    at: values of features to predict for. tell "predict", "r2" or "slope" says what the finding begins with.
    Table: term and weight. Facts: r2, rows, weights, intercept, prediction.
    """
    names = [find(df, feature) for feature in features]
    frame = pd.DataFrame({"y": measure(df, target), **{f"x{i}": measure(df, name) for i, name in enumerate(names)}}).dropna()
    need_rows(frame, len(names) + 2)
    matrix = np.column_stack([np.ones(len(frame)), frame.iloc[:, 1:].to_numpy()])
    weights, _, rank, _ = np.linalg.lstsq(matrix, frame["y"].to_numpy(), rcond=None)
    away = frame["y"].to_numpy() - matrix @ weights
    whole = float(((frame["y"] - frame["y"].mean()) ** 2).sum())
    r2 = 1 - float((away**2).sum()) / whole if whole else float("nan")
    facts = {"r2": r2, "rows": len(frame), "intercept": float(weights[0]), "weights": dict(zip(names, map(float, weights[1:]), strict=True)), "error": float(np.sqrt((away**2).sum() / max(1, len(frame) - len(weights))))}
    doubts = ["A regression describes how numbers go together; it does not prove a cause."]
    if at is not None:
        given = {find(df, name): float(value) for name, value in at.items()}
        lacking = [name for name in names if name not in given]
        facts["prediction"] = float(weights[0] + sum(w * given.get(name, float(frame[f"x{i}"].mean())) for i, (name, w) in enumerate(facts["weights"].items())))
        doubts += [f"No value was given for {words(name)}, so its average was taken." for name in lacking]
        doubts += [f"{words(name)} {number(given[name])} lies outside the data ({number(frame[f'x{i}'].min())} to {number(frame[f'x{i}'].max())}); the line was not seen there." for i, name in enumerate(names) if name in given and not frame[f"x{i}"].min() <= given[name] <= frame[f"x{i}"].max()]
        facts["at"] = given
    if rank < len(weights):
        doubts.append("Some columns say the same as others together, so their single weights mean little.")
    if lost := len(df) - len(frame):
        doubts.append(f"{count(lost, 'row')} with a missing value are left out.")
    return Result(
        finding=_finding(facts, target, names, tell),
        table=pd.DataFrame({"term": ["start", *names], "weight": weights}),
        facts=facts,
        evidence=[f"{words(target)} = {number(facts['intercept'])} " + " ".join(f"{'+' if w >= 0 else '−'} {number(abs(w))} × {words(n)}" for n, w in facts["weights"].items()) + ".", f"R² = {r2:.4f}; predictions are off by {number(facts['error'])} as a rule, over {count(len(frame), 'row')}."],
        caveats=doubts,
        draw=(lambda axes, kind: _line(axes, frame["x0"], frame["y"], weights, (names[0], target))) if len(names) == 1 else (lambda axes, kind: bars(axes, [words(n) for n in names], [float(w * frame[f"x{i}"].std()) for i, w in enumerate(weights[1:])], f"{words(target)} per usual difference of the column")),
    )


def _finding(facts, target, names, tell) -> str:
    fits = f"R² = {facts['r2']:.4f}" if tell != "r2" else f"**R² = {facts['r2']:.4f}**"
    on = ", ".join(words(name) for name in names)
    if "prediction" in facts:
        return f"The regression predicts a {words(target)} of **{number(facts['prediction'])}** for {', '.join(f'{words(n)} {number(v)}' for n, v in facts['at'].items())} ({fits})."
    if tell == "slope" or len(names) == 1 and tell != "r2":
        moves = [f"{'rises' if w >= 0 else 'falls'} by **{number(abs(w))}** with each {words(n)} more" for n, w in facts["weights"].items()]
        return f"By a straight line {words(target)} {' and '.join(moves)} ({fits})."
    return f"The regression of {words(target)} on {on} has {fits}: it explains {percent(facts['r2'])} of the differences in {words(target)}."


def _line(axes, x, y, weights, names) -> None:
    axes.scatter(x, y, s=14, alpha=0.45, color=BLUE, edgecolors="none")
    ends = np.array([x.min(), x.max()])
    axes.plot(ends, weights[0] + weights[1] * ends, color=ORANGE, linewidth=2)
    inner(axes, x, y)
    axes.set_xlabel(short(words(names[0]), 60))
    axes.set_ylabel(short(words(names[1]), 50))
    people(axes.xaxis)
    people(axes.yaxis)


SECONDS = {"hour": 3600, "day": 86_400, "week": 604_800, "month": 2_629_746, "year": 31_556_952}


def linear_trend(df: pd.DataFrame, time, value, unit: str = "day") -> Result:
    """The straight line through all values over time, by least squares. Table: the line at the first and the last moment. Facts: slope (per `unit`), r2, p, rows."""
    frame = pd.DataFrame({"t": as_time(df[find(df, time)]), "y": measure(df, value)}).dropna()
    need_rows(frame, 3)
    x = (frame["t"] - frame["t"].min()).dt.total_seconds() / SECONDS[unit]
    if x.nunique() < 2 or frame["y"].nunique() < 2:
        raise ValueError(f"{value!r} or {time!r} does not vary; there is no line to draw")
    slope, start = (float(v) for v in np.polyfit(x, frame["y"], 1))
    r = float(np.corrcoef(x, frame["y"])[0, 1])
    facts = {"slope": slope, "start": start, "r2": r * r, "p": p_of(r, len(frame)), "rows": len(frame), "unit": unit}
    end = start + slope * float(x.max())
    sure_of_it = sure(facts["p"]) + ("" if facts["p"] < 0.05 else ", no more than chance would make it")
    return Result(
        finding=f"The linear trend of {words(value)} {'rises' if slope >= 0 else 'falls'} by **{number(abs(slope))}** per {unit} (R² = {facts['r2']:.3f}, {sure_of_it}).",
        table=pd.DataFrame({"time": [frame["t"].min(), frame["t"].max()], "line": [start, end]}),
        facts=facts,
        evidence=[f"The line goes from {number(start)} ({frame['t'].min():%Y-%m-%d}) to {number(end)} ({frame['t'].max():%Y-%m-%d}), over {count(len(frame), 'row')}."],
        caveats=["A straight line says nothing of seasons and turns; look at the course as well."] + (["The line explains hardly any of the differences."] if facts["r2"] < 0.1 else []),
        draw=lambda axes, kind: _over_time(axes, frame, start, end, words(value)),
    )


def _over_time(axes, frame, start, end, name) -> None:
    shown = frame.sort_values("t")
    axes.plot(shown["t"], shown["y"], color=BLUE, linewidth=0.9, alpha=0.7)
    axes.plot([shown["t"].iloc[0], shown["t"].iloc[-1]], [start, end], color=ORANGE, linewidth=2)
    axes.set_ylabel(short(safe(name), 50))
    people(axes.yaxis)
