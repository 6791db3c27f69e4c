"""What a Plotly figure shows, read from its traces."""

from .series import Series, sentence, table_of

LINES = ("scatter", "scattergl", "line")


def describe(figure):
    series = read(figure)
    return sentence(kind_of(figure, series), series, *labels(figure, series))


def data(figure):
    series = read(figure)
    return table_of(series, *labels(figure, series)) if series else None


def labels(figure, series):
    x, y = figure.layout.xaxis.title.text, figure.layout.yaxis.title.text
    return (y, x) if series and series[0].flat else (x, y)


def kind_of(figure, series):
    kinds = sorted({one.kind for one in series}) or sorted({trace.type for trace in figure.data})
    words = {"bar": "bar", "line": "line", "scatter": "scatter", "slice": "pie", "cell": "heat map", "raw": "distribution"}
    return f"{' and '.join(words.get(kind, kind) for kind in kinds)} chart"


def read(figure):
    return [one for trace in figure.data for one in [series_of(trace)] if one is not None]


def series_of(trace):
    kind, name = trace.type, getattr(trace, "name", None)
    if kind in ("pie", "sunburst", "treemap", "funnelarea", "icicle"):
        return whole(trace, "slice", name, getattr(trace, "labels", None), getattr(trace, "values", None))
    if kind in ("heatmap", "contour"):
        return grid(trace, name)
    if kind in ("histogram", "box", "violin"):
        flat = getattr(trace, "y", None) is None
        values = listed(trace.x if flat else trace.y)
        return Series("raw", name, range(1, len(values) + 1), values) if values else None
    x, y = listed(getattr(trace, "x", None)), listed(getattr(trace, "y", None))
    if kind in ("barpolar", "scatterpolar"):
        x, y = listed(trace.theta), listed(trace.r)
    if kind in ("candlestick", "ohlc"):
        y = listed(trace.close)
    if not x and not y:
        return None
    flat = getattr(trace, "orientation", None) == "h"
    at, values = (y, x) if flat else (x, y)
    if not values:
        at, values = list(range(1, len(at) + 1)), at
    if not at:
        at = list(range(len(values)))
    drawn = "bar" if kind in ("bar", "waterfall", "funnel", "barpolar") else "line" if kind in LINES and "lines" in (getattr(trace, "mode", None) or "lines") else "line" if kind in ("candlestick", "ohlc") else "scatter"
    length = min(len(at), len(values))
    return Series(drawn, name, at[:length], values[:length], flat)


def whole(trace, kind, name, labels, values):
    at, sizes = listed(labels), listed(values)
    if not sizes and at:
        sizes = [1] * len(at)
    return Series(kind, name, at[: len(sizes)], sizes[: len(at)]) if at else None


def grid(trace, name):
    rows = [listed(row) for row in listed(trace.z)]
    if not rows or sum(map(len, rows)) > 250_000:
        return None
    across, down = listed(trace.x), listed(trace.y)
    at = [f"{down[r] if r < len(down) else r} / {across[c] if c < len(across) else c}" for r, row in enumerate(rows) for c in range(len(row))]
    return Series("cell", name, at, [value for row in rows for value in row])


def listed(values):
    """A list of a trace's values, whatever holds them."""
    if values is None:
        return []
    return values.tolist() if hasattr(values, "dtype") and values.dtype.kind in "iufb" else list(values)
