"""matplotlib figures as image artifacts: PNG, SVG where it stays small, and a description in words."""

import io
import sys

from . import gather
from .values import cut, say

DOTS_PER_INCH = 144
SVG_POINTS = 20_000
SVG_BYTES = 1_500_000
MOST_PIXELS = 6_000


def is_figure(value):
    """True for a matplotlib Figure or SubFigure; matplotlib is not imported for the question."""
    figure = sys.modules.get("matplotlib.figure")
    return figure is not None and isinstance(value, figure.FigureBase)


def figure_of(value):
    """The matplotlib figure behind an axes, an artist, a seaborn grid or a container of them; else None."""
    if "matplotlib.figure" not in sys.modules:
        return None
    if is_figure(value):
        return value
    for name in ("figure", "fig"):
        found = getattr(value, name, None) if module_of(value).startswith(("matplotlib.", "seaborn.")) else None
        if is_figure(found):
            return found
    return first_inside(value)


def module_of(value):
    module = getattr(type(value), "__module__", "")
    return module if isinstance(module, str) else ""


def first_inside(value):
    if module_of(value) == "numpy" and getattr(value, "dtype", None) == object and value.size:
        return figure_of(value.flat[0])
    if type(value) in (list, tuple) and value:
        return figure_of(value[0])
    return None


def collect():
    """Makes an artifact of each open pyplot figure, in order, and closes it."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return
    for number in pyplot.get_fignums():
        figure = pyplot.figure(number)
        try:
            artifact(figure, None)
        finally:
            pyplot.close(figure)


def close(figure):
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.close(figure)


def artifact(figure, title):
    """Adds the figure to the current run; an empty one is noted. True when it was kept."""
    run = gather.current
    title = title or title_of(figure)
    if is_empty(figure):
        run.note(f"{title!r} was left out: the figure has nothing drawn in it")
        return False
    if not run.room(title):
        return False
    try:
        png, svg = draw_png(figure), draw_svg(figure)
    except (KeyboardInterrupt, MemoryError):
        raise
    except Exception as error:
        run.note(f"{title!r} could not be drawn: {type(error).__name__}: {say(error, 500)}")
        return False
    made = {"kind": "image", "title": title, "png": png, "svg": svg, "alt": describe(figure, title)}
    return run.add(made, len(png) + len(svg or ""))


def is_empty(figure):
    return not any(axes.has_data() or axes.texts or axes.tables or axes.patches for axes in figure.axes) and not figure.texts


def draw_png(figure):
    longest = max(figure.get_size_inches())
    dots = min(DOTS_PER_INCH, MOST_PIXELS / max(longest, 0.01))
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=dots, bbox_inches="tight")
    return out.getvalue()


def draw_svg(figure):
    """The figure as SVG text, or None where it would be large."""
    if points(figure) > SVG_POINTS:
        return None
    out = io.BytesIO()
    figure.savefig(out, format="svg", bbox_inches="tight", metadata={"Date": None})
    data = out.getvalue()
    return data.decode("utf-8") if len(data) <= SVG_BYTES else None


def points(figure):
    """About how many points the figure draws."""
    total = 0
    for axes in figure.axes:
        total += sum(len(line.get_xdata(orig=False)) for line in axes.lines) + 8 * len(axes.patches)
        total += sum(mesh_size(made) for made in axes.collections)
    return total


def mesh_size(collection):
    values = collection.get_array()
    offsets = len(collection.get_offsets())
    return max(offsets, 0 if values is None else values.size, sum(len(path.vertices) for path in collection.get_paths()[:1000]))


def title_of(figure):
    """The figure's title, the first of its axes', or "Figure"."""
    overall = figure.get_suptitle() if hasattr(figure, "get_suptitle") else ""
    titles = [overall] + [axes.get_title() or axes.get_title("left") for axes in figure.axes]
    return cut(next((text.strip() for text in titles if text.strip()), "Figure").replace("\n", " "), 200)


def describe(figure, title):
    """One or two sentences for who cannot see the figure: kind, axes, series."""
    parts = [describe_axes(axes) for axes in figure.axes if axes.has_data() or axes.patches][:6]
    return cut(". ".join([title, *(part for part in parts if part)]), 1_000)


def describe_axes(axes):
    words = [shape_of(axes)]
    if axes.get_title() and len(axes.figure.axes) > 1:
        words.append(f"titled {axes.get_title()}")
    words += [f"{name} axis: {text}" for name, text in (("x", axes.get_xlabel()), ("y", axes.get_ylabel())) if text]
    series = axes.get_legend_handles_labels()[1]
    if series:
        words.append(f"series: {', '.join(series[:12])}")
    low, high = axes.get_ylim()
    words.append(f"y from {low:g} to {high:g}")
    return ", ".join(words).replace("\n", " ")


def shape_of(axes):
    if axes.images:
        return "image or heat map"
    if axes.containers and axes.patches:
        return f"bar chart with {len(axes.patches)} bars"
    if axes.lines and not axes.collections:
        return f"line chart with {len(axes.lines)} lines" if len(axes.lines) > 1 else "line chart"
    if axes.collections:
        return "scatter or area chart"
    return "chart"
