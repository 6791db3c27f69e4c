"""The data behind a chart, whatever drew it: series of points, as a table beside it and as words for who cannot see it."""

import math

from .values import cell, cut, say

MOST_ROWS = 2_000
MOST_SERIES = 24


class Series:
    """One line, one set of bars, one cloud of points. `kind` is how it is drawn; `at` and `values` are as long as each other."""

    def __init__(self, kind, name, at, values, flat=False):
        self.kind, self.name, self.at, self.values = kind, say(name or "", 100), [moment(place) for place in at], list(values)
        self.flat = flat


def moment(place):
    """A numpy time as pandas tells it: the day alone at midnight."""
    if getattr(getattr(place, "dtype", None), "kind", "") != "M":
        return place
    import pandas

    return pandas.Timestamp(place)


def table_of(series, x, y):
    """A ChartData of lib/protocol/artifact.ts: one column for each series where they share their places, else one row for each point. None without points."""
    series = [one for one in series if one.values][:MOST_SERIES]
    if not series:
        return None
    x, y = x or "x", y or "value"
    places = [[cell(place) for place in one.at] for one in series]
    if all(place == places[0] for place in places):
        names = unique([one.name or (y if len(series) == 1 else f"{y} {at + 1}") for at, one in enumerate(series)], {x})
        rows = [list(row) for row in zip(places[0], *([cell(value) for value in one.values] for one in series))]
        columns = [x, *names]
    else:
        rows = [[one.name, place, cell(value)] for one, at in zip(series, places) for place, value in zip(at, one.values)]
        columns = unique(["series", x, y], set())
    kinds = [kind_of([row[at] for row in rows]) for at in range(len(columns))]
    return {"columns": [{"name": say(name, 200), "dtype": kind} for name, kind in zip(columns, kinds)], "rows": rows[:MOST_ROWS], "totalRows": len(rows)}


def unique(names, taken):
    made = []
    for name in names:
        fresh, count = name, 2
        while fresh in taken:
            fresh, count = f"{name} ({count})", count + 1
        taken.add(fresh)
        made.append(fresh)
    return made


def kind_of(values):
    known = [value for value in values if value is not None]
    return "float64" if known and all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in known) else "str"


def sentence(kind, series, x, y):
    """What a chart shows, in words: its kind, axes, how much, from where to where, the highest and the lowest, and where it goes."""
    words = [kind[:1].upper() + kind[1:]]
    words += [f"{name} axis: {say(text, 120)}" for name, text in (("x", x), ("y", y)) if text]
    series = [one for one in series if one.values]
    if len(series) > 1 or any(one.name for one in series):
        words.append(f"series: {', '.join(one.name or str(at + 1) for at, one in enumerate(series[:12]))}")
    facts = [fact for fact in (told(one, named=len(series) > 1) for one in series[:4]) if fact]
    return cut(". ".join([", ".join(words), *facts]).replace("\n", " "), 900)


def told(one, named):
    pairs = [(place, number) for place, number in zip(one.at, map(real, one.values)) if number is not None]
    if not pairs:
        return ""
    highest, lowest = max(pairs, key=lambda pair: pair[1]), min(pairs, key=lambda pair: pair[1])
    said = f"{len(pairs)} {unit(one.kind)}" + (f" from {name(pairs[0][0])} to {name(pairs[-1][0])}" if one.kind == "line" and len(pairs) > 1 else "")
    said += f", all {figure(highest[1])}" if highest[1] == lowest[1] else f", highest {figure(highest[1])} at {name(highest[0])}, lowest {figure(lowest[1])} at {name(lowest[0])}"
    trend = trend_of(one, pairs)
    return f"{one.name or 'Unnamed'}: {said}{trend}" if named else f"{said}{trend}"


def unit(kind):
    return {"bar": "bars", "line": "points", "scatter": "points", "slice": "slices", "cell": "cells", "bin": "bins"}.get(kind, "values")


def trend_of(one, pairs):
    """How it goes along its axis, by the correlation of place and value; said of lines and clouds only."""
    if one.kind not in ("line", "scatter") or len(pairs) < 3:
        return ""
    places = [real(place) for place, _ in pairs]
    if any(place is None for place in places):
        if one.kind == "scatter":
            return ""
        places = list(range(len(pairs)))
    strength = correlation(places, [number for _, number in pairs])
    if strength is None:
        return ""
    if one.kind == "scatter":
        return f", correlation {strength:.2f}"
    way = "no clear trend" if abs(strength) < 0.5 else "rising overall" if strength > 0 else "falling overall"
    first, last = pairs[0][1], pairs[-1][1]
    change = f" ({figure(first)} to {figure(last)})"
    return f", {way}{change}"


def correlation(left, right):
    count = len(left)
    mean_left, mean_right = sum(left) / count, sum(right) / count
    both = sum((a - mean_left) * (b - mean_right) for a, b in zip(left, right))
    spread = math.sqrt(sum((a - mean_left) ** 2 for a in left) * sum((b - mean_right) ** 2 for b in right))
    return both / spread if spread > 0 and math.isfinite(spread) else None


def real(value):
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def figure(number):
    text = f"{number:,.0f}" if abs(number) >= 10_000 else f"{number:.4g}"
    return text


def name(place):
    value = cell(place)
    return figure(value) if isinstance(value, float) else say(value, 60)
