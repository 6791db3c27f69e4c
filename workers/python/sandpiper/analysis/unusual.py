"""Values far from what is usual, and stretches of time without any."""

import numpy as np
import pandas as pd

from .columns import as_label, as_time, find, measure, need_rows, numeric
from .numbers import count, number, percent, safe, words
from .result import Result
from .style import BLUE, ORANGE, bars, dates, people, short

FAR = 3.5
MAD_TO_STD = 1.4826


def outliers(df: pd.DataFrame, column=None, time=None, by=None) -> Result:
    """Values whose distance from the median is more than 3.5 robust standard deviations (median absolute deviation), per group of `by`.

    With `time` each value is judged against the rolling median of the 25 rows around it, so that a slow drift is no outlier but a jump is;
    neighbouring ones are told as one event. column None looks at all numeric columns.
    Table: the unusual rows, with column, value, usual (median), low, high and distance (in robust standard deviations), farthest first.
    """
    need_rows(df, 5)
    columns = [find(df, column)] if column is not None else numeric(df)[:20]
    if not columns:
        raise ValueError("there is no numeric column to look at")
    keys = as_label(df[find(df, by)]) if by is not None else pd.Series("all", index=df.index)
    moments = as_time(df[find(df, time)]) if time is not None else None
    found = [part for c in columns for part in _column(df, c, keys, moments)]
    table = pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=["column", "value", "usual", "low", "high", "distance"])
    table = table.sort_values("distance", key=abs, ascending=False, kind="stable", ignore_index=True)
    if by is None and len(table):
        table = table.drop(columns="group")
    events = _events(table, time, by)
    checked = int(sum(measure(df, c).notna().sum() for c in columns))
    facts = {"outliers": len(table), "checked": checked, "columns": len(columns), "events": len(events)}
    if len(table):
        facts |= {"column": table["column"].iloc[0], "value": float(table["value"].iloc[0]), "by_column": table["column"].value_counts().to_dict()}
    return Result(
        finding=_finding(facts, columns, table, by),
        table=table.head(500),
        facts=facts | {"event_list": events},
        evidence=_evidence(table, events, by, time),
        caveats=_doubts(table, checked),
        draw=(lambda axes, kind: _draw(axes, df, columns, table, moments, keys)) if len(table) else None,
    )


def _column(df, column, keys, moments):
    values = measure(df, column)
    for key, index in values.groupby(keys).groups.items():
        own = values.loc[index].dropna()
        if len(own) < 8 or own.nunique() < 4:
            continue
        if moments is not None:
            own = own.loc[moments.loc[own.index].sort_values(kind="stable").index]
        usual = _surroundings(own) if moments is not None else pd.Series(own.median(), index=own.index)
        spread = _spread(own - usual)
        if not spread:
            continue
        distance = (own - usual) / spread
        far = distance.abs() > (FAR if moments is None else FAR + 1.5)
        if far.any():
            yield _rows(df, column, own, usual, spread, distance, far, key, moments)


def _surroundings(own: pd.Series, width: int = 25) -> pd.Series:
    """Rolling median; at both ends, where half the window is missing, it is carried on along its own slope."""
    if len(own) < 2 * width:
        return own.rolling(width, center=True, min_periods=5).median()
    usual, half = own.rolling(width, center=True).median().to_numpy(copy=True), width // 2
    steps = np.arange(1, half + 1)
    first, last = usual[half:half + width], usual[len(own) - half - width:len(own) - half]
    usual[:half] = (usual[half] - steps * np.median(np.diff(first)))[::-1]
    usual[-half:] = usual[-half - 1] + steps * np.median(np.diff(last))
    return pd.Series(usual, index=own.index)


def _spread(rest: pd.Series) -> float:
    """Robust standard deviation; where more than half are equal, from the mean absolute deviation."""
    mad = float(rest.abs().median()) * MAD_TO_STD
    return mad if mad > 0 else float(rest.abs().mean()) * 1.2533


def _rows(df, column, own, usual, spread, distance, far, key, moments) -> pd.DataFrame:
    index = own.index[far]
    table = pd.DataFrame({"column": str(column), "group": key, "value": own[far], "usual": usual[far], "low": usual[far] - FAR * spread, "high": usual[far] + FAR * spread, "distance": distance[far].round(1)})
    if moments is not None:
        table.insert(0, "time", moments.loc[index])
    rest = [c for c in df.columns if c != column and c not in table.columns][:6]
    return pd.concat([table, df.loc[index, rest]], axis=1)


def _events(table, time, by) -> list[dict]:
    """Unusual values of one column and group less than an hour (or three of the usual steps) apart are one event."""
    if time is None or not len(table):
        return []
    events = []
    keys = ["column", "group"] if by is not None else ["column"]
    for key, part in table.groupby(keys, sort=False):
        part = part.sort_values("time")
        new = part["time"].diff() > pd.Timedelta(hours=6)
        for _, run in part.groupby(new.cumsum()):
            worst = run.loc[run["distance"].abs().idxmax()]
            events.append({"column": key[0], "group": key[1] if by is not None else None, "from": run["time"].min(), "to": run["time"].max(), "values": len(run), "worst": float(worst["value"]), "usual": float(worst["usual"])})
    return sorted(events, key=lambda event: -event["values"])


def _finding(facts, columns, table, by) -> str:
    where = words(columns[0]) if len(columns) == 1 else f"{len(columns)} columns"
    if not facts["outliers"]:
        return f"**No unusual values** in {where}: none of {facts['checked']:,} lies more than {FAR} robust standard deviations from what is usual."
    lead = f"**{count(facts['outliers'], 'unusual value')}** among {facts['checked']:,} in {where} ({percent(facts['outliers'] / facts['checked'])})"
    most = table["column"].value_counts()
    if by is not None:
        groups = table["group"].value_counts()
        return f"{lead}; most of them at **{safe(groups.index[0])}** ({groups.iloc[0]:,})" + (f", column {words(most.index[0])}." if len(columns) > 1 else ".")
    return f"{lead}; most of them in {words(most.index[0])} ({most.iloc[0]:,})." if len(columns) > 1 else f"{lead}."


def _evidence(table, events, by, time) -> list[str]:
    if events:
        return [f"{safe(e['group']) + ', ' if by is not None else ''}{words(e['column'])}: {count(e['values'], 'value')} from {e['from']:%Y-%m-%d %H:%M} to {e['to']:%Y-%m-%d %H:%M}, as far as {number(e['worst'])} where {number(e['usual'])} is usual." for e in events[:5]]
    lines = [f"{words(name)}: {count(n, 'value')}." for name, n in table["column"].value_counts().head(4).items()] if table["column"].nunique() > 1 else []
    return lines + [f"{words(r['column'])} {number(r['value'])}, where {number(r['low'])} to {number(r['high'])} is usual." for _, r in table.head(3).iterrows()]


def _doubts(table, checked) -> list[str]:
    doubts = ["Unusual is not the same as wrong: look at the rows before taking any out."]
    if checked and len(table) / checked > 0.05:
        doubts.append("So many lie far out that the values are probably skewed by nature rather than faulty.")
    return doubts


def _draw(axes, df, columns, table, moments, keys) -> None:
    column = table["column"].value_counts().index[0]
    if moments is None:
        return _strip(axes, df, column, table)
    group = table.loc[table["column"] == column, "group"].value_counts().index[0] if "group" in table else "all"
    rows = (keys == group) & moments.notna()
    order = moments[rows].sort_values().index
    axes.plot(moments[order], measure(df, column)[order], color=BLUE, linewidth=0.9)
    far = table[(table["column"] == column) & (table["group"] == group)] if "group" in table else table[table["column"] == column]
    axes.scatter(far["time"], far["value"], color=ORANGE, s=18, zorder=3)
    axes.set_ylabel(short(f"{words(column)}{'' if group == 'all' else f', {group}'}", 50))
    people(axes.yaxis)
    axes.annotate("unusual", (0.01, 0.97), xycoords="axes fraction", color=ORANGE, fontsize=9, va="top")
    dates(axes)


def _strip(axes, df, column, table) -> None:
    values = measure(df, column).dropna()
    far = table.loc[table["column"] == str(column), "value"]
    shake = np.random.default_rng(0).uniform(-0.3, 0.3, len(values))
    axes.scatter(values, shake, s=8, alpha=0.3, color=BLUE, edgecolors="none")
    axes.scatter(far, np.zeros(len(far)), s=22, color=ORANGE, zorder=3)
    axes.set_yticks([])
    axes.set_xlabel(short(f"{words(column)} (unusual values in orange)", 70))
    people(axes.xaxis)
    axes.figure.set_size_inches(7.6, 2.4)


def gaps(df: pd.DataFrame, time, by=None, longer: float = 3.0) -> Result:
    """Stretches without rows that are more than `longer` times the usual distance between rows, per group of `by`.

    Table: group, from, to, hours, missing (rows that should lie there), longest first.
    """
    moments = as_time(df[find(df, time)])
    need_rows(df[moments.notna()], 3)
    keys = as_label(df[find(df, by)]) if by is not None else pd.Series("all", index=df.index)
    found, usual = [], {}
    for key, own in moments.dropna().groupby(keys):
        ordered = own.drop_duplicates().sort_values(ignore_index=True)
        steps = ordered.diff()
        usual[key] = steps.median()
        if len(ordered) < 3 or not usual[key] > pd.Timedelta(0):
            continue
        for place in (int(p) for p in np.flatnonzero((steps > usual[key] * longer).to_numpy())):
            found.append({"group": key, "from": ordered.iloc[place - 1], "to": ordered.iloc[place], "hours": steps.iloc[place].total_seconds() / 3600, "missing": round(steps.iloc[place] / usual[key]) - 1})
    table = pd.DataFrame(found, columns=["group", "from", "to", "hours", "missing"]).sort_values("hours", ascending=False, kind="stable", ignore_index=True)
    step = pd.Series(usual).median()
    missed = _missed(table, usual) if step >= pd.Timedelta(days=1) and 0 < table["missing"].sum() <= 60 else []
    facts = {"gaps": len(table), "hours": float(table["hours"].sum()), "missing": int(table["missing"].sum()), "step_minutes": step.total_seconds() / 60}
    if len(table):
        facts |= {"group": table["group"].iloc[0], "longest_hours": float(table["hours"].iloc[0]), "from": table["from"].iloc[0], "to": table["to"].iloc[0]}
    return Result(
        finding=_gap_finding(facts, by),
        table=table,
        facts=facts,
        evidence=missed + [f"{safe(r['group']) + ': ' if by is not None else ''}{r['from']:%Y-%m-%d %H:%M} to {r['to']:%Y-%m-%d %H:%M}, {number(r['hours'], 'hours')} ({count(r['missing'], 'row')} missing)." for _, r in table.head(5).iterrows()] or [f"Rows usually come every {_minutes(facts['step_minutes'])}."],
        caveats=[f"A gap is here a stretch of more than {longer:g} times the usual {_minutes(facts['step_minutes'])} between rows; gaps before the first and after the last row cannot be seen."],
        draw=(lambda axes, kind: bars(axes, [f"{r['group']} {r['from']:%d %b %H:%M}" if by is not None else f"{r['from']:%Y-%m-%d %H:%M}" for _, r in table.head(12).iterrows()], list(table["hours"].head(12)), "hours without rows", mark=None)) if len(table) else None,
    )


def _missed(table, usual) -> list[str]:
    """The days themselves, where there are few enough to name."""
    days = {}
    for row in table.itertuples():
        days.setdefault(row.group, []).extend(f"{row._2 + usual[row.group] * (i + 1):%Y-%m-%d}" for i in range(row.missing))
    return [f"Missing{'' if key == 'all' else f' at {safe(key)}'}: {', '.join(sorted(own))}." for key, own in days.items()]


def _minutes(minutes: float) -> str:
    if minutes < 1:
        return f"{number(minutes * 60)} seconds"
    return f"{number(minutes)} minutes" if minutes < 120 else f"{number(minutes / 60)} hours" if minutes < 2880 else f"{number(minutes / 1440)} days"


def _gap_finding(facts, by) -> str:
    if not facts["gaps"]:
        return f"**No gaps**: rows come every {_minutes(facts['step_minutes'])} throughout."
    where = f" at **{safe(facts['group'])}**" if by is not None else ""
    return f"**{count(facts['gaps'], 'gap')}**, {number(facts['hours'], 'hours')} together; the longest{where} lasts **{number(facts['longest_hours'], 'hours')}**, from {facts['from']:%Y-%m-%d %H:%M} to {facts['to']:%Y-%m-%d %H:%M}."


