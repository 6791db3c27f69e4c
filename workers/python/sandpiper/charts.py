"""Plotly figures as chart artifacts: the figure's JSON, drawn elsewhere."""

import sys

from . import gather
from .values import cut, say


def is_chart(value):
    """True for a Plotly figure; plotly is not imported for the question."""
    base = sys.modules.get("plotly.basedatatypes")
    return base is not None and isinstance(value, base.BaseFigure)


def artifact(figure, title):
    """Adds the figure to the current run. True when it was kept."""
    run = gather.current
    run.saw(figure)
    title = title or title_of(figure)
    if not figure.data:
        run.note(f"{title!r} was left out: the figure has no traces")
        return False
    if not run.room(title):
        return False
    spec = figure.to_json()
    return run.add({"kind": "chart", "title": title, "spec": spec, "alt": describe(figure, title)}, len(spec))


def title_of(figure):
    text = figure.layout.title.text
    return cut(say(text), 200) if text else "Chart"


def describe(figure, title):
    """One sentence for who cannot see the chart: kinds of trace, axes, series."""
    kinds = sorted({trace.type for trace in figure.data})
    words = [title, f"{' and '.join(kinds)} chart"]
    for name, axis in (("x", figure.layout.xaxis), ("y", figure.layout.yaxis)):
        if axis.title.text:
            words.append(f"{name} axis: {say(axis.title.text, 200)}")
    names = [say(trace.name, 100) for trace in figure.data if trace.name]
    if names:
        words.append(f"series: {', '.join(names[:12])}")
    return cut(", ".join(words), 1_000)


def adopt():
    """Makes `figure.show()` add the chart to the run. Call once plotly is imported."""
    base = sys.modules.get("plotly.basedatatypes")
    if base is not None:
        base.BaseFigure.show = lambda figure, *args, **options: artifact(figure, None) and None
