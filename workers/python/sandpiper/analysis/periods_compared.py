"""One period against another, and what moved in between."""

import pandas as pd

from .columns import MISSING, as_group, as_time, categories, find, measure, need_rows
from .numbers import count, named, number, percent, safe, words
from .periods import RULES, fitting, label, unfinished
from .result import Result
from .style import BLUE, ORANGE, bars, people, short
from .over_time import change

ADDS = {"sum", "count"}


def compare_periods(df: pd.DataFrame, time, value=None, how: str = "", freq: str | None = None, against: str = "previous", old=None, new=None, by=None, seek: str | None = None, unit: str = "") -> Result:
    """A measure in the latest period against the one before (against="year": against the same one a year earlier).

    old, new: own periods as (first day, last day). seek "highest" or "lowest" (with `by`): the group that grew or fell most is the finding. A latest period that is not over is compared over the days both have.
    Table: one row per group of `by` (or one in all): old, new, difference, change.
    """
    how = how or ("count" if value is None else "sum")
    frame, spans, notes = _sides(df, time, value, how, freq, against, old, new)
    names = [span[2] for span in spans]
    what = named(value, how)
    old_value, new_value = (_amount(part["value"], how) for part in frame)
    table = _table(frame, names, how, as_group(df[find(df, by)]) if by is not None else None, by)
    ranked = _ranked(table, seek) if by is not None and seek else None
    facts = {"old": old_value, "new": new_value, "difference": new_value - old_value, "change": new_value / old_value - 1 if old_value else float("nan"), "old_period": names[0], "new_period": names[1], "old_rows": len(frame[0]), "new_rows": len(frame[1])}
    if ranked is not None and len(ranked):
        facts |= {"group": str(ranked.iloc[0, 0]), "group_old": float(ranked.iloc[0, 1]), "group_new": float(ranked.iloc[0, 2]), "group_change": float(ranked["change"].iloc[0])}
        table = pd.concat([ranked, table[~table.iloc[:, 0].isin(ranked.iloc[:, 0])]], ignore_index=True)
    return Result(
        finding=(_mover(facts, seek, what, words(by), unit) if "group" in facts else "") + _finding(facts, what, unit, "In all, the" if "group" in facts else "The"),
        table=table,
        percents=("change",),
        facts=facts,
        evidence=_evidence(facts, table, by, unit),
        caveats=notes + _small(facts),
        draw=lambda axes, kind: _draw(axes, table, names, what, by),
    )


def _sides(df, time, value, how, freq, against, old, new):
    times = as_time(df[find(df, time)])
    values = df[find(df, value)] if value is not None and how == "distinct" else measure(df, value) if value is not None else pd.Series(1.0, index=df.index)
    frame = pd.DataFrame({"time": times, "value": values}).dropna(subset=["time"])
    need_rows(frame, 2)
    spans, notes = _spans(frame["time"], freq, against, old, new)
    parts = [frame[(frame["time"] >= a) & (frame["time"] <= b)] for a, b, _ in spans]
    for part, (_, _, name) in zip(parts, spans, strict=True):
        if not len(part):
            raise ValueError(f"no rows are left after the selection of {name}; the data run from {frame['time'].min():%Y-%m-%d} to {frame['time'].max():%Y-%m-%d}")
    lost = len(df) - len(frame)
    return parts, spans, notes + ([f"{count(lost, 'row')} without a readable date are left out."] if lost else [])


def _spans(times, freq, against, old, new):
    if new is not None:
        last = _own(new, times)
        first = _own(old, times) if old is not None else _before(last, against)
        return _fair(first, last, times)
    freq = freq or ("year" if against == "year" and _years(times) >= 2 else _default(times))
    latest = times.max().to_period(RULES[freq])
    notes = []
    if unfinished(times, freq):
        if against == "year" or freq == "year":
            notes.append(f"{label(latest, freq)} is not over in the data (they end on {times.max():%Y-%m-%d}); both sides are cut at the same day.")
        else:
            notes.append(f"{label(latest, freq)} is not complete in the data, so the last complete {freq} is used.")
            latest -= 1
    last = (latest.start_time, min(latest.end_time, times.max().normalize() + pd.Timedelta(days=1, microseconds=-1)), label(latest, freq))
    if against == "year":
        first = _shifted(last, pd.DateOffset(years=1))
        return [(first[0], first[1], label(first[0].to_period(RULES[freq]), freq)), last], notes
    previous = latest - 1
    end = previous.end_time if last[1] >= latest.end_time.floor("D") else previous.start_time + (last[1] - last[0])
    return [(previous.start_time, end, label(previous, freq)), last], notes


def _years(times) -> int:
    return times.dt.year.nunique()


def _default(times) -> str:
    freq = fitting(times)
    return {"hour": "day", "quarter": "year"}.get(freq, freq)


def _own(span, times):
    start = pd.Timestamp(span[0]) if span[0] is not None else times.min().normalize()
    end = pd.Timestamp(span[1]) + pd.Timedelta(days=1, microseconds=-1) if span[1] is not None else times.max()
    return start, end, _told(start, end)


def _told(start, end) -> str:
    for freq in ("year", "quarter", "month"):
        period = start.to_period(RULES[freq])
        if period.start_time == start and abs(period.end_time - end) < pd.Timedelta(hours=1):
            return label(period, freq)
    return f"{start:%Y-%m-%d} to {end:%Y-%m-%d}" if start.date() != end.date() else f"{start:%Y-%m-%d}"


def _before(span, against):
    start, end, name = span
    if against == "year":
        return _shifted(span, pd.DateOffset(years=1))
    for freq in ("year", "quarter", "month"):
        if _told(start, end) == name and name == label(start.to_period(RULES[freq]), freq):
            previous = start.to_period(RULES[freq]) - 1
            return previous.start_time, previous.end_time, label(previous, freq)
    shift = end - start
    first = (start - shift - pd.Timedelta(microseconds=1)).normalize()
    return first, start - pd.Timedelta(microseconds=1), _told(first, start - pd.Timedelta(days=1))


def _shifted(span, offset):
    start, end = span[0] - offset, span[1] - offset
    return start, end, _told(start, end)


def _fair(first, last, times):
    """Cuts the earlier span where the later one is not over in the data."""
    notes, end = [], times.max()
    if last[1] > end + pd.Timedelta(days=2) and end > last[0]:
        share = (end - last[0]) / (last[1] - last[0])
        if share < 0.96:
            length = end.normalize() + pd.Timedelta(days=1, microseconds=-1) - last[0]
            cut = first[0] + length
            if _year_apart(first, last):
                cut = end.normalize() + pd.Timedelta(days=1, microseconds=-1) - pd.DateOffset(years=last[0].year - first[0].year)
            notes.append(f"{last[2]} is not over in the data (they end on {end:%Y-%m-%d}), so {first[2]} is counted up to {cut:%Y-%m-%d} only.")
            return [(first[0], cut, first[2]), (last[0], end, last[2])], notes
    if first[0] < times.min() - pd.Timedelta(days=7):
        notes.append(f"The data begin on {times.min():%Y-%m-%d}, so {first[2]} is not complete.")
    return [first, last], notes


def _year_apart(first, last) -> bool:
    return first[0].month == last[0].month and first[0].day == last[0].day and first[0].year < last[0].year


def _amount(values: pd.Series, how: str) -> float:
    if how == "count":
        return float(values.notna().sum())
    return float(values.nunique() if how == "distinct" else values.agg(how))


def _table(parts, names, how, groups, by) -> pd.DataFrame:
    left, right = ("before", "after") if names[0] == names[1] else names
    if groups is None:
        rows = [{"period": "all", left: _amount(parts[0]["value"], how), right: _amount(parts[1]["value"], how)}]
    else:
        keys = [groups.reindex(part.index) for part in parts]
        every = sorted(set(keys[0]) | set(keys[1]))
        zero = 0.0 if how in ADDS else float("nan")
        rows = [{str(by): key, **{name: _amount(part["value"][own == key], how) if (own == key).any() else zero for name, part, own in zip((left, right), parts, keys, strict=True)}} for key in every]
    table = pd.DataFrame(rows)
    table["difference"] = table[right] - table[left]
    table["change"] = (table[right] / table[left] - 1).where(table[left] > 0)
    return table.sort_values("difference", key=abs, ascending=False, kind="stable", ignore_index=True)


def _ranked(table, seek) -> pd.DataFrame:
    """Groups with a name and a change, the one sought first."""
    known = table[(table.iloc[:, 0] != MISSING) & table["change"].notna()]
    return known.sort_values("change", ascending=seek == "lowest", kind="stable", ignore_index=True)


def _mover(facts, seek, what, by, unit) -> str:
    """The group that moved most the way that was asked for, or that none did."""
    name, moved = safe(facts["group"]), facts["group_change"]
    told = f"**{percent(moved, signed=True)}**, {number(facts['group_old'], unit)} to {number(facts['group_new'], unit)} {what}. "
    if seek == "lowest":
        return f"**{name}** fell most: {told}" if moved < 0 else f"No {by} fell; **{name}** grew least: {told}"
    return f"**{name}** grew most: {told}" if moved > 0 else f"No {by} grew; **{name}** fell least: {told}"


def _finding(facts, what, unit, lead="The") -> str:
    old, new = facts["old"], facts["new"]
    moved = "did not change" if new == old else "rose" if new > old else "fell"
    rate = f" by **{change(new, old).lstrip('+-')}**" if old > 0 and new != old else ""
    return f"{lead} {what} {moved}{rate}: {number(new, unit)} in {facts['new_period']} against {number(old, unit)} in {facts['old_period']}."


def _evidence(facts, table, by, unit) -> list[str]:
    lines = [f"Difference: {number(facts['difference'], unit)}; {count(facts['new_rows'], 'row')} against {count(facts['old_rows'], 'row')}."]
    if by is not None:
        lines += [f"{safe(row[str(by)])}: {number(row.iloc[2], unit)} against {number(row.iloc[1], unit)}" + (f" ({percent(row['change'], signed=True)})." if row["change"] == row["change"] else ".") for _, row in table.head(5).iterrows()]
    return lines


def _small(facts) -> list[str]:
    least = min(facts["old_rows"], facts["new_rows"])
    return [f"One side has {count(least, 'row')} only."] if least < 10 else []


def _draw(axes, table, names, what, by) -> None:
    columns = [c for c in table.columns if c not in ("difference", "change")]
    if by is None:
        bars(axes, names, [table[columns[1]].iloc[0], table[columns[2]].iloc[0]], what, mark=1)
        return
    shown = table.head(10)
    places = range(len(shown))
    axes.barh([p - 0.2 for p in places], shown[columns[1]], height=0.38, color=BLUE, label=short(names[0]))
    axes.barh([p + 0.2 for p in places], shown[columns[2]], height=0.38, color=ORANGE, label=short(names[1]))
    axes.set_yticks(list(places), [short(name) for name in shown[columns[0]]])
    axes.invert_yaxis()
    axes.set_xlabel(short(what, 60))
    axes.legend(frameon=False, labelcolor="linecolor")
    people(axes.xaxis)


def explain_change(df: pd.DataFrame, time, value=None, how: str = "", freq: str | None = None, old=None, new=None, columns=None, unit: str = "") -> Result:
    """Which groups of `columns` moved a measure between two periods (see `compare_periods`); largest part first.

    Table: column, group, old, new, difference, part (share of the whole difference; sums and counts only).
    """
    how = how or ("count" if value is None else "sum")
    parts, spans, notes = _sides(df, time, value, how, freq, "previous", old, new)
    names, what = [span[2] for span in spans], named(value, how)
    old_value, new_value = (_amount(part["value"], how) for part in parts)
    delta = new_value - old_value
    tables = []
    for column in columns if columns is not None else categories(df)[:6]:
        made = _table(parts, names, how, as_group(df[find(df, column)]), "group")
        tables.append(made.assign(column=str(column)))
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=["group", *names, "difference", "change", "column"])
    if how in ADDS and delta:
        table["part"] = table["difference"] / delta
    table = table.sort_values("difference", ascending=delta < 0, kind="stable", ignore_index=True)[["column", "group", *[c for c in table.columns if c not in ("column", "group")]]]
    facts = {"old": old_value, "new": new_value, "difference": delta, "change": new_value / old_value - 1 if old_value else float("nan"), "old_period": names[0], "new_period": names[1], "old_rows": len(parts[0]), "new_rows": len(parts[1])}
    if len(table):
        facts |= {"column": table["column"].iloc[0], "group": table["group"].iloc[0], "group_difference": float(table["difference"].iloc[0])}
    return Result(
        finding=_finding(facts, what, unit) + _blame(facts, table, unit),
        table=table,
        percents=("change", "part"),
        facts=facts,
        evidence=[f"{words(r['column'])} {safe(r['group'])}: {number(r['difference'], unit)}" + f"{_part(r)}." for _, r in table.head(5).iterrows()],
        caveats=notes + _small(facts) + ["This shows where the change happened, not what caused it; parts of different columns overlap."],
        draw=(lambda axes, kind: bars(axes, [f"{r.column}: {r.group}" for r in table.head(10).itertuples()], list(table["difference"].head(10)), f"difference in {what}")) if len(table) else None,
    )


def _blame(facts, table, unit) -> str:
    if not len(table) or facts["difference"] == 0:
        return ""
    return f" The largest mover is {words(facts['column'])} **{safe(facts['group'])}** ({number(facts['group_difference'], unit)}{_part(table.iloc[0])})."


def _part(row) -> str:
    """Told only where the whole change is large enough for a share of it to mean something."""
    return f", {percent(row['part'])} of the change" if "part" in row and abs(row["part"]) <= 2 else ""
