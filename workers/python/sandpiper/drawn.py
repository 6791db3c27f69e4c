"""What matplotlib axes show, read back from what was drawn."""

from .series import Series, sentence, table_of


def describe(axes):
    """One sentence for each axes."""
    series, kind = read(axes)
    return sentence(kind, series, *labels(axes, series))


def data(figure):
    """The table behind a figure: of its first axes that hold points; None without any."""
    for axes in figure.axes:
        series, _ = read(axes)
        made = table_of(series, *labels(axes, series)) if series else None
        if made:
            return made
    return None


def labels(axes, series):
    x, y = axes.get_xlabel(), axes.get_ylabel()
    return (y, x) if series and series[0].flat else (x, y)


def read(axes):
    """The series of an axes, and what kind of chart they make."""
    for reader in (bars, slices, images, meshes):
        series, kind = reader(axes)
        if series:
            return series + (lines(axes) if "bar chart" in kind else []), kind
    series = lines(axes) + clouds(axes)
    kinds = {one.kind for one in series}
    if kinds == {"line"}:
        return series, f"line chart with {len(series)} lines" if len(series) > 1 else "line chart"
    if "scatter" in kinds:
        return series, "scatter chart" if kinds == {"scatter"} else "scatter chart with lines"
    return series, "area chart" if axes.collections else "chart"


def bars(axes):
    from matplotlib.container import BarContainer

    made, flat, bins = [], False, False
    for container in axes.containers:
        if not isinstance(container, BarContainer) or not container.patches:
            continue
        boxes = [(bar.get_x(), bar.get_y(), bar.get_width(), bar.get_height()) for bar in container.patches]
        flat = getattr(container, "orientation", None) == "horizontal" or (len({round(x, 9) for x, *_ in boxes}) == 1 and len(boxes) > 1 and len({round(y, 9) for _, y, *_ in boxes}) > 1)
        if flat:
            places, values = [y + height / 2 for _, y, _, height in boxes], [width for *_, width, _ in boxes]
        else:
            places, values = [x + width / 2 for x, _, width, _ in boxes], [height for *_, height in boxes]
        names = tick_names(axes.yaxis if flat else axes.xaxis)
        bins = not flat and len(boxes) > 2 and not names and all(abs(a[0] + a[2] - b[0]) < 1e-6 * max(1.0, abs(b[0])) for a, b in zip(boxes, boxes[1:]))
        at = [f"{round(x, 9) + 0.0:.6g} to {round(x + width, 9):.6g}" for x, _, width, _ in boxes] if bins else [nearest(names, place) for place in places]
        made.append(Series("bin" if bins else "bar", visible(container.get_label()), at, values, flat))
    return made, "histogram" if bins else "horizontal bar chart" if flat else "bar chart"


def tick_names(axis):
    """Place to text, where the ticks are words and not the numbers of the axis."""
    from matplotlib.ticker import FixedFormatter, FuncFormatter

    formatter = axis.get_major_formatter()
    words = isinstance(formatter, (FixedFormatter, FuncFormatter)) or type(formatter).__name__ == "StrCategoryFormatter"
    if not words:
        return {}
    places = axis.get_majorticklocs()
    return {float(place): text for place, text in zip(places, formatter.format_ticks(places)) if text}


def nearest(names, place):
    best = min(names, key=lambda known: abs(known - place), default=None)
    if best is not None and abs(best - place) <= 0.5:
        return names[best]
    number = round(float(place), 9)
    return int(number) if number.is_integer() else number


def slices(axes):
    from matplotlib.patches import Wedge

    wedges = [patch for patch in axes.patches if isinstance(patch, Wedge)]
    if not wedges:
        return [], ""
    names = [text.get_text() for text in axes.texts if text.get_text() and not text.get_text().rstrip().endswith("%")]
    at = [names[place] if place < len(names) else visible(wedge.get_label()) or f"slice {place + 1}" for place, wedge in enumerate(wedges)]
    return [Series("slice", "share in %", at, [round((wedge.theta2 - wedge.theta1) / 3.6, 4) for wedge in wedges])], "pie chart"


def images(axes):
    if not axes.images:
        return [], ""
    grid = axes.images[0].get_array()
    return cells(axes, grid) if grid is not None and getattr(grid, "ndim", 0) == 2 else ([], ""), "heat map"


def meshes(axes):
    for made in axes.collections:
        grid = made.get_array() if type(made).__name__ == "QuadMesh" else None
        if grid is not None:
            wide = grid if grid.ndim == 2 else None
            return cells(axes, wide, 0.5) if wide is not None else [], "heat map"
    return [], ""


def cells(axes, grid, shift=0.0):
    across, down = tick_names(axes.xaxis), tick_names(axes.yaxis)
    rows, columns = grid.shape
    if rows * columns > 250_000:
        return []
    at = [f"{nearest(down, row + shift)} / {nearest(across, column + shift)}" for row in range(rows) for column in range(columns)]
    return [Series("cell", "", at, grid.ravel().tolist())]


def lines(axes):
    made = []
    for line in axes.lines:
        if line.get_transform() != axes.transData or not len(line.get_xdata(orig=False)) or not line.get_visible():
            continue
        places = list(line.get_xdata(orig=True))
        names = tick_names(axes.xaxis)
        at = [nearest(names, place) if isinstance(place, (int, float)) or hasattr(place, "dtype") and place.dtype.kind in "if" else place for place in places] if names else places
        drawn = line.get_linestyle() not in ("None", "none", " ", "")
        made.append(Series("line" if drawn else "scatter", visible(line.get_label()), at, line.get_ydata(orig=True)))
    return made


def clouds(axes):
    made = []
    for collection in axes.collections:
        if type(collection).__name__ != "PathCollection":
            continue
        points = collection.get_offsets()
        made.append(Series("scatter", visible(collection.get_label()), [float(x) for x, _ in points], [float(y) for _, y in points]))
    return made


def visible(label):
    """matplotlib's own labels begin with an underscore."""
    return "" if not isinstance(label, str) or label.startswith("_") else label
