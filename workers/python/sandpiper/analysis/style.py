"""Charts that read well on light and on dark paper.

The figure's background is transparent, its text a middle grey, its colours keep apart for colour-blind eyes.
"""

import re

BLUE, ORANGE, GREEN, PURPLE, GOLD, GREY = "#2f7fc1", "#d2651f", "#1b9e77", "#a8609f", "#b58a17", "#8b919b"
PALETTE = [BLUE, ORANGE, GREEN, PURPLE, GOLD, "#5b9bb0", "#c0504d", GREY]
INK, FAINT = "#767c87", "#8b919b55"


def blank(width: float = 7.6, height: float = 4.2):
    """(figure, axes), not registered with pyplot, so that nothing shows it twice."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained", facecolor="none")
    axes = figure.add_subplot()
    dress(axes)
    return figure, axes


def dress(axes) -> None:
    axes.set_facecolor("none")
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(FAINT)
    axes.tick_params(colors=INK, labelcolor=INK, length=0, labelsize=9)
    axes.xaxis.label.set_color(INK)
    axes.yaxis.label.set_color(INK)
    axes.title.set_color(INK)


def short(text, limit: int = 28) -> str:
    """A label of one line; "$" is escaped so that it starts no formula."""
    line = re.sub(r"\s+", " ", str(text)).strip().replace("$", r"\$")
    return line if len(line) <= limit else line[: limit - 1] + "…"


def people(axis) -> None:
    """Ticks written as 1.2 M instead of 1.2e6."""
    from matplotlib.ticker import FuncFormatter

    from .numbers import number

    axis.set_major_formatter(FuncFormatter(lambda value, _: number(round(value, 10))))


def bars(axes, labels, values, label: str, mark: int | None = 0, text=None) -> None:
    """Horizontal bars, the first on top, each with its value at its end."""
    from .numbers import number

    text = text or number
    places = range(len(values))
    colours = [BLUE if mark is None or i == mark else "#8fb6d6" for i in places]
    drawn = axes.barh(list(places), values, color=colours, height=0.7)
    axes.set_yticks(list(places), [short(name) for name in labels])
    axes.invert_yaxis()
    axes.bar_label(drawn, [short(text(v)) for v in values], padding=4, color=INK, fontsize=9)
    axes.margins(x=0.14)
    axes.set_xlabel(short(label, 60))
    people(axes.xaxis)
    axes.figure.set_size_inches(7.6, max(2.0, 0.34 * len(values) + 1.1))


def pie(axes, labels, values, label: str) -> None:
    """A ring of at most six parts; the rest are put together."""
    pairs = list(zip(labels, values, strict=True))
    pairs = pairs[:5] + [("other", sum(v for _, v in pairs[5:]))] if len(pairs) > 6 else pairs
    pairs = [(name, value) for name, value in pairs if value > 0]
    _, names, shares = axes.pie(
        [v for _, v in pairs], labels=[short(n) for n, _ in pairs], colors=PALETTE, autopct="%.0f %%", pctdistance=0.8,
        startangle=90, counterclock=False, wedgeprops={"width": 0.42, "edgecolor": "none"}, textprops={"color": INK, "fontsize": 9},
    )
    for share in shares:
        share.set_color("white")
    axes.set_title(short(label, 60), fontsize=10, color=INK)


def lines(axes, x, series: dict, label: str, dashed: int | None = None) -> None:
    """One line each, named at its end; the last `dashed` points stand apart as unfinished."""
    for (name, values), colour in zip(series.items(), PALETTE * 9, strict=False):
        whole = len(values) - (dashed or 0)
        axes.plot(x[:whole], values[:whole], color=colour, linewidth=2, marker="o" if len(values) <= 26 else None, markersize=3.5)
        if dashed:
            axes.plot(x[whole - 1:], values[whole - 1:], color=colour, linewidth=1.5, linestyle=":")
        if len(series) > 1 and len(values):
            axes.annotate(short(name, 18), (x[-1], values[-1]), xytext=(5, 0), textcoords="offset points", color=colour, fontsize=9, va="center")
    axes.set_ylabel(short(label, 50))
    axes.grid(axis="y", color=FAINT, linewidth=0.6)
    axes.margins(x=0.12 if len(series) > 1 else 0.03)
    people(axes.yaxis)


def inner(axes, x, y) -> None:
    """Limits that hold 99 % of the points, so that one extreme does not press the rest into a corner; says what lies outside."""
    outside = 0
    for values, limit in ((x, axes.set_xlim), (y, axes.set_ylim)):
        low, high = values.quantile(0.005), values.quantile(0.995)
        pad = (high - low) * 0.05 or 1
        if values.max() > high + 10 * pad or values.min() < low - 10 * pad:
            limit(low - pad, high + pad)
            outside = max(outside, int(((values < low - pad) | (values > high + pad)).sum()))
    if outside:
        axes.annotate(f"{outside} extreme points not drawn", (1, 1), xycoords="axes fraction", color=INK, fontsize=8, ha="right", va="bottom")


def dates(axes) -> None:
    """Dates that do not run into each other."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator = AutoDateLocator(maxticks=8)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    axes.xaxis.get_offset_text().set_color(INK)
