"""A measure over time."""

import numpy as np
import pandas as pd

from .columns import as_group, as_time, find, measure, need_rows
from .numbers import count, named, number, percent
from .periods import SEASON, begun_late, fitting, label, period, unfinished
from .result import Result
from .style import bars, lines

ZERO = {"sum", "count", "distinct"}


def trend(df: pd.DataFrame, time, value=None, how: str = "", freq: str | None = None, by=None, top: int = 5, seek: str | None = None, unit: str = "", nth: int = 1) -> Result:
    """A measure per hour, day, week, month, quarter or year; value None counts rows; `by` splits it into the `top` largest groups.

    freq None takes the fitting one. Periods without rows are 0 for sums and counts, empty otherwise. A last (or first) period
    that is not over is drawn dotted and left out of every comparison. seek "highest" or "lowest" makes that period the finding, `nth` 2 the one after it.
    Table columns: period, value, change, rows.
    """
    how = how or ("count" if value is None else "sum")
    frame, lost = _frame(df, time, value, how)
    need_rows(frame, 2)
    freq = freq or fitting(frame["time"])
    frame["period"] = period(frame["time"], freq)
    if by is not None:
        frame["group"] = as_group(df[find(df, by)]).reindex(frame.index)
    series, rows = spread(frame, how), frame.groupby("period").size()
    open_end, open_start = unfinished(frame["time"], freq), begun_late(frame["time"], freq)
    whole = series.iloc[int(open_start and len(series) > 3): len(series) - int(open_end and len(series) > 1)]
    what = named(value, how)
    table = pd.DataFrame({freq: [label(p, freq) for p in series.index], what: series.to_numpy(), "change": series.pct_change(fill_method=None).replace([np.inf, -np.inf], np.nan).to_numpy(), "rows": rows.reindex(series.index, fill_value=0).to_numpy()})
    facts = _facts(series, whole, freq)
    groups = _split(frame, how, top, table, series.index) if by is not None else {}
    names = list(table[freq])
    return Result(
        finding=(_sought(facts, what, freq, unit, seek) if nth == 1 else _nth(whole.dropna(), what, freq, unit, seek, nth)) if seek and "best" in facts else _finding(facts, what, freq, unit),
        table=table,
        percents=("change",),
        facts=facts,
        evidence=_evidence(facts, freq, unit) + _by_evidence(groups, names, unit),
        caveats=_doubts(facts, names, freq, open_start and len(series) > 3, open_end, lost, len(df)),
        draw=lambda axes, kind: _draw(axes, kind, names, groups or {what: series.to_list()}, what, int(open_end and len(series) > 1), freq),
    )


def _frame(df, time, value, how):
    times = as_time(df[find(df, time)])
    values = df[find(df, value)] if value is not None and how == "distinct" else measure(df, value) if value is not None else pd.Series(1.0, index=df.index)
    frame = pd.DataFrame({"time": times, "value": values})
    return frame.dropna(subset=["time"]).copy(), int(times.isna().sum())


def spread(frame: pd.DataFrame, how: str) -> pd.Series:
    """One value per period, with no period left out between the first and the last."""
    grouped = frame.groupby("period")["value"]
    series = grouped.agg({"count": "size", "distinct": "nunique"}.get(how, how))
    every = pd.period_range(frame["period"].min(), frame["period"].max(), freq=frame["period"].dt.freq)
    return series.reindex(every, fill_value=0 if how in ZERO else np.nan).astype("float64")


def _split(frame, how, top, table, index) -> dict:
    size = frame.groupby("group")["value"].agg("size" if how not in ("sum",) else "sum").nlargest(top)
    groups = {}
    for name in size.index:
        part = spread(frame[frame["group"] == name], how).reindex(index)
        groups[str(name)] = (part.fillna(0) if how in ZERO else part).to_list()
        table[str(name) if str(name) not in table else f"{name} (group)"] = groups[str(name)]
    return groups


def _facts(series, whole, freq) -> dict:
    known = whole.dropna()
    facts = {"periods": len(series), "freq": freq, "total": float(series.sum()), "average": float(known.mean())}
    if not len(known):
        return facts
    facts |= {"first_period": label(known.index[0], freq), "first": float(known.iloc[0]), "last_period": label(known.index[-1], freq), "last": float(known.iloc[-1])}
    facts |= {"best_period": label(known.idxmax(), freq), "best": float(known.max()), "worst_period": label(known.idxmin(), freq), "worst": float(known.min())}
    if len(known) > 1:
        facts["previous"] = float(known.iloc[-2])
        facts["previous_period"] = label(known.index[-2], freq)
    season = SEASON[freq]
    if season > 1 and len(whole) > season and not np.isnan(whole.iloc[-1 - season]):
        facts |= {"year_ago": float(whole.iloc[-1 - season]), "year_ago_period": label(whole.index[-1 - season], freq)}
    if season > 1 and season < 100 and len(whole) >= 2 * season and freq in ("month", "quarter", "week") and not whole.tail(2 * season).isna().any():
        facts |= {"last_year": float(whole.iloc[-season:].mean()), "year_before": float(whole.iloc[-2 * season: -season].mean()), "season": season}
    facts |= _slope(known)
    return facts


def _slope(known) -> dict:
    if len(known) < 4 or known.std() == 0:
        return {"direction": "steady" if len(known) > 1 and known.std() == 0 else None}
    x = np.arange(len(known))
    slope = float(np.polyfit(x, known.to_numpy(), 1)[0])
    r = float(np.corrcoef(x, known.to_numpy())[0, 1])
    direction = "no clear direction" if abs(r) < 0.35 else "upward" if slope > 0 else "downward"
    return {"slope": slope, "trend_r": r, "direction": direction}


def change(new: float, old: float) -> str:
    return percent(new / old - 1, signed=True) if old and old > 0 and np.isfinite(new) else "n/a"


def _finding(facts, what, freq, unit) -> str:
    if "first" not in facts:
        return f"No full {freq} has a value of {what}."
    first, last = facts["first"], facts["last"]
    moved = "went from" if facts["first_period"] != facts["last_period"] else "was"
    if moved == "was":
        return f"The {what} was **{number(last, unit)}** in {facts['last_period']}, the only full {freq}."
    lead = {"upward": "rises", "downward": "falls", "steady": "does not change", "no clear direction": "shows no clear direction"}.get(facts.get("direction"), "moves")
    if facts.get("year_before", 0) > 0:
        return (f"The {what} per {freq} {lead}: the last {facts['season']} {freq}s average **{number(facts['last_year'], unit)}**, **{change(facts['last_year'], facts['year_before'])}** on the {facts['season']} before; "
                f"the latest, {facts['last_period']}, has {number(last, unit)}.")
    return (f"The {what} per {freq} {lead}: from {number(first, unit)} ({facts['first_period']}) to **{number(last, unit)}** ({facts['last_period']})"
            + (f", {change(last, first)}" if first > 0 else "") + ".")


def _sought(facts, what, freq, unit, seek) -> str:
    name, value = ("best_period", "best") if seek == "highest" else ("worst_period", "worst")
    return f"**{facts[name]}** is the {freq} with the {seek} {what}: **{number(facts[value], unit)}**, against {number(facts['average'], unit)} in an average {freq}."


def _nth(known, what, freq, unit, seek, nth) -> str:
    from .groups import ORDER

    ordered = known.sort_values(ascending=seek == "lowest", kind="stable")
    nth = min(nth, len(ordered))
    return f"**{label(ordered.index[nth - 1], freq)}** is the {freq} with the {ORDER.get(nth, f'{nth}th')} {seek} {what}: **{number(float(ordered.iloc[nth - 1]), unit)}**."


def _evidence(facts, freq, unit) -> list[str]:
    if "first" not in facts:
        return []
    lines = [f"Highest {freq}: {facts['best_period']} with {number(facts['best'], unit)}; lowest: {facts['worst_period']} with {number(facts['worst'], unit)}; average {number(facts['average'], unit)}."]
    if "previous" in facts and facts["previous"] > 0:
        lines.append(f"{facts['last_period']} against {facts['previous_period']}: {change(facts['last'], facts['previous'])}.")
    if facts.get("year_ago", 0) > 0:
        ago = "a year" if freq != "day" and freq != "hour" else "a week" if freq == "day" else "a day"
        lines.append(f"{facts['last_period']} against {ago} earlier ({facts['year_ago_period']}, {number(facts['year_ago'], unit)}): {change(facts['last'], facts['year_ago'])}.")
    return lines


def _by_evidence(groups, names, unit) -> list[str]:
    if not groups or len(names) < 3:
        return []
    from .numbers import safe

    return ["In the last two periods shown: " + "; ".join(f"{safe(k)} {number(v[-2], unit)} → {number(v[-1], unit)}" for k, v in groups.items()) + "."]


def _doubts(facts, names, freq, late, early, lost, rows) -> list[str]:
    doubts = []
    if early:
        doubts.append(f"The last {freq}, {names[-1]}, is not complete in the data; it is shown dotted and left out of the comparisons.")
    if late:
        doubts.append(f"The first {freq}, {names[0]}, is not complete either and is left out of the comparisons.")
    if lost:
        doubts.append(f"{count(lost, 'row')} ({percent(lost / rows)}) without a readable date are left out.")
    if facts["periods"] < 4:
        doubts.append(f"{count(facts['periods'], freq)} are too few to speak of a trend.")
    return doubts


def _draw(axes, kind, names, series, what, dashed, freq) -> None:
    if kind == "bar" and len(series) == 1 and len(names) <= 30:
        return bars(axes, names, list(series.values())[0], f"{what} per {freq}", mark=None)
    places = list(range(len(names)))
    lines(axes, places, series, f"{what} per {freq}", dashed)
    every = max(1, -(-len(names) // 8))
    axes.set_xticks(places[::every], [n.removeprefix("week of ") for n in names[::every]])
    if len(series) == 1 and min(v for v in list(series.values())[0] if v == v) >= 0:
        axes.set_ylim(bottom=0)
