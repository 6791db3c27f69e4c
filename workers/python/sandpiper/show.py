"""What generated code calls to show results and to end a turn."""

import pprint

from . import charts, figures, gather, tables, traceable
from .values import cut, safe, say


def show(*values, title=None):
    """Shows anything: a DataFrame or Series as a table, a matplotlib or Plotly figure as a chart, the rest as text."""
    for value in values:
        if not rich(value, title):
            print(value if isinstance(value, str) else safe(pprint.pformat, value, 20_000))


def rich(value, title=None):
    """Shows a table or a figure. False when `value` is neither."""
    gather.current.saw(value)
    value = unstyled(value)
    if tables.is_table(value):
        tables.artifact(value, title or table_title(value))
    elif charts.is_chart(value):
        charts.artifact(value, title)
    elif (figure := figures.figure_of(value)) is not None:
        draw(figure, title)
    else:
        return False
    return True


def draw(figure, title):
    """Shows a matplotlib figure and closes it, so that it is shown once."""
    figure = figure.figure if hasattr(figure, "figure") and figures.is_figure(figure.figure) else figure
    figures.artifact(figure, title)
    figures.close(figure)


def unstyled(value):
    """The DataFrame behind a pandas Styler; anything else as it is."""
    return value.data if type(value).__name__ == "Styler" and hasattr(value, "data") else value


def table_title(value):
    """The variable's name where there is one, else the shape."""
    from . import namespace

    for name, known in list(namespace.names.items()):
        if known is value and isinstance(name, str) and not name.startswith("_"):
            return name
    name = getattr(value, "name", None)
    return say(name, 100) if isinstance(name, str) and name else "Table"


def table(data, title=None):
    """Shows `data` as a table: a DataFrame, a Series, or what pandas.DataFrame() takes."""
    gather.current.saw(data)
    data = unstyled(data)
    if not tables.is_table(data):
        import pandas

        data = pandas.DataFrame(data)
    tables.artifact(data, say(title, 200) if title is not None else table_title(data))


def chart(figure=None, title=None):
    """Shows a chart: a matplotlib figure or axes (default: the current figure) or a Plotly figure.

    Raises TypeError for anything else.
    """
    title = say(title, 200) if title is not None else None
    if figure is None:
        import matplotlib.pyplot as pyplot

        figure = pyplot.gcf()
    if tables.is_table(figure) or not rich(figure, title):
        raise TypeError(f"chart() takes a matplotlib figure or axes, or a Plotly figure, not {type(figure).__name__}")


def ask_person(question, choices=()):
    """Ends the run with a question to the person; what they say comes with the next observation. With `choices` they pick one of them."""
    gather.current.asks = {"question": text(question), "choices": [one for one in texts(choices) if one][:20]}
    raise Done


class Done(BaseException):
    """Ends a run after final_answer or ask_person. Not an Exception, so that `except Exception` lets it through."""


def final_answer(finding, evidence=(), caveats=(), next_questions=(), **more):
    """Ends the turn: the finding in a sentence or two, then lists of evidence, caveats and next questions."""
    gather.current.answer = {
        "finding": text(finding),
        "evidence": texts(evidence),
        "caveats": texts(caveats),
        "next": texts(next_questions or more.get("next", ())),
    }
    raise Done


def texts(values):
    """A list of texts out of one text, a list, a dict or nothing."""
    if values is None:
        return []
    if isinstance(values, dict):
        return [f"{text(key)}: {text(value)}" for key, value in values.items()]
    if isinstance(values, (list, tuple, set)):
        return [text(value) for value in values if value is not None]
    return [text(values)]


def text(value):
    value = unstyled(value)
    if tables.is_table(value):
        return cut(safe(lambda table: tables.frame(table).head(20).to_string(index=False), value, 4_000), 4_000)
    if isinstance(value, float):
        return f"{value:.6g}" if abs(value) < 1e6 else f"{value:,.2f}"
    return say(traceable.fill(value, names()) if type(value) is str else value, 8_000)


def names():
    from . import namespace

    return namespace.names
