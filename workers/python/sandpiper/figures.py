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
    from . import drawn

    made = {"kind": "image", "title": title, "png": png, "svg": svg, "alt": attempt(lambda: describe(figure, title), title)}
    data = attempt(lambda: drawn.data(figure), None)
    return run.add({**made, "data": data} if data else made, len(png) + len(svg or ""))


def is_empty(figure):
    return not any(axes.has_data() or axes.texts or axes.tables or axes.patches for axes in figure.axes) and not figure.texts


def draw_png(figure):
    longest = max(figure.get_size_inches())
    dots = min(DOTS_PER_INCH, MOST_PIXELS / max(longest, 0.01))
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=dots, bbox_inches="tight")
    return out.getvalue()


def draw_svg(figure):
    """The figure as SVG text, or None where it would be large. Letters stay letters: the page puts values in the place of tokens."""
    if points(figure) > SVG_POINTS:
        return None
    import matplotlib

    out = io.BytesIO()
    with matplotlib.rc_context({"svg.fonttype": "none"}):
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
    """A few sentences for who cannot see the figure: kind, axes, range, the highest and the lowest, the trend."""
    from . import drawn

    several = len(figure.axes) > 1
    parts = [(f"{axes.get_title()}: " if several and axes.get_title() else "") + drawn.describe(axes) for axes in figure.axes if axes.has_data() or axes.patches][:6]
    return cut(". ".join([title, *parts]).replace("\n", " "), 2_000)


def attempt(read, otherwise):
    """What is read back from a figure is for reading only: where that fails, the figure is shown without it."""
    try:
        return read()
    except (KeyboardInterrupt, MemoryError):
        raise
    except Exception:
        return otherwise
