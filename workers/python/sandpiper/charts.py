"""Plotly figures as chart artifacts: the figure's JSON, drawn elsewhere."""

import sys

from . import gather
from .figures import attempt
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
    made = {"kind": "chart", "title": title, "spec": spec, "alt": attempt(lambda: describe(figure, title), title)}
    from . import traces

    data = attempt(lambda: traces.data(figure), None)
    return run.add({**made, "data": data} if data else made, len(spec))


def title_of(figure):
    text = figure.layout.title.text
    return cut(say(text), 200) if text else "Chart"


def describe(figure, title):
    """A few sentences for who cannot see the chart."""
    from . import traces

    return cut(f"{title}. {traces.describe(figure)}", 2_000)


def adopt():
    """Makes `figure.show()` add the chart to the run. Call once plotly is imported."""
    base = sys.modules.get("plotly.basedatatypes")
    if base is not None:
        base.BaseFigure.show = lambda figure, *args, **options: artifact(figure, None) and None
