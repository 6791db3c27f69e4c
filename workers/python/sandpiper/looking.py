"""What the person looks at in a table: rows that fit filters, in an order, and the facts of a column. All of it is for the screen, none of it is told to a model."""

import math

from . import gather, tables
from .values import cell, say

MOST_OPENED = 4
TOP = 8
BINS = 20
opened = []


def open_table(name):
    """The head of a variable that holds a table, paged from here under its id; None when there is no such table. Only the latest few stay."""
    from .namespace import names

    value = names.get(name)
    if value is None or not tables.is_table(value):
        return None
    table = tables.frame(value)
    shown = table.iloc[:, :200]
    identity = gather.new_id()
    tables.kept[identity] = shown
    opened.append(identity)
    while len(opened) > MOST_OPENED:
        tables.forget(opened.pop(0))
    columns = [{"name": say(title, 200), "dtype": str(dtype)} for title, dtype in zip(shown.columns, shown.dtypes)]
    return {
        "kind": "table", "id": identity, "title": name, "columns": columns, "rows": tables.rows(shown, 0, 50),
        "totalRows": len(table), "totalColumns": table.shape[1],
    }


def filtered(table, filters):
    """The rows of `table` that pass every filter (ColumnFilter of lib/protocol/kernel.ts)."""
    import numpy

    keep = numpy.ones(len(table), dtype=bool)
    for one in filters or ():
        if one["column"] < table.shape[1]:
            keep &= numpy.asarray(passing(table.iloc[:, one["column"]], one), dtype=bool)
    return table if keep.all() else table[keep]


def passing(column, wanted):
    kind = wanted["type"]
    if kind == "empty":
        return column.isna() if wanted["empty"] else column.notna()
    if kind == "tokens":
        return column.map(str, na_action="ignore").isin(set(wanted["tokens"]))
    if kind == "text":
        return texts(column).str.contains(wanted["text"], case=False, regex=False, na=False)
    return between(column, wanted["from"], wanted["to"])


def texts(column):
    """The column as text; a whole number is found without the zero that a gap beside it would give it."""
    import pandas

    if pandas.api.types.is_string_dtype(column.dtype) and column.dtype != object:
        return column
    plain = column.map(lambda value: say(cell(value), 2_000), na_action="ignore")
    return plain.astype(object).where(column.notna(), None).astype("str")


def between(column, low, high):
    """Rows from `low` to `high`, each text that is read as the column's kind, or None for no bound. A bound that cannot be read lets nothing through."""
    import pandas

    keep = column.notna()
    try:
        if pandas.api.types.is_datetime64_any_dtype(column.dtype):
            zone = getattr(column.dtype, "tz", None)
            read = lambda text: pandas.Timestamp(text, tz=zone)
        elif pandas.api.types.is_bool_dtype(column.dtype) or pandas.api.types.is_numeric_dtype(column.dtype):
            read = float
        else:
            column, read = texts(column), str
        if low is not None:
            keep &= column >= read(low)
        if high is not None:
            keep &= column <= read(high)
    except (ValueError, TypeError):
        return column.isna() & column.notna()
    return keep


def column_facts(request):
    """Facts of one column over the rows that pass the filters (a ColumnFacts), or None when this kernel does not have the table."""
    import pandas

    table = tables.kept.get(request["id"])
    if table is None or request["column"] >= table.shape[1]:
        return None
    column = filtered(table, request.get("filters")).iloc[:, request["column"]]
    known = column.dropna()
    facts = {"rows": len(column), "missing": len(column) - len(known), "distinct": None, "min": None, "max": None, "mean": None, "median": None, "std": None, "top": [], "bins": []}
    try:
        counts = known.value_counts()
        facts["distinct"] = len(counts)
        facts["top"] = [[cell(value), int(count)] for value, count in counts.head(TOP).items()]
    except TypeError:
        counts = known.map(str).value_counts()
        facts["distinct"] = len(counts)
        facts["top"] = [[cell(value), int(count)] for value, count in counts.head(TOP).items()]
    numeric = pandas.api.types.is_numeric_dtype(known.dtype) and not pandas.api.types.is_bool_dtype(known.dtype)
    dates = pandas.api.types.is_datetime64_any_dtype(known.dtype)
    if len(known) and (numeric or dates):
        facts["min"], facts["max"] = cell(known.min()), cell(known.max())
    if len(known) and numeric and not pandas.api.types.is_complex_dtype(known.dtype):
        real = known.astype(float)
        facts["mean"], facts["median"] = finite(real.mean()), finite(real.median())
        facts["std"] = finite(real.std()) if len(real) > 1 else None
        facts["bins"] = bins(real)
    return facts


def finite(value):
    return float(value) if math.isfinite(value) else None


def bins(values):
    """Counts of equal parts between the smallest and the largest value."""
    import numpy

    values = values[numpy.isfinite(values)]
    if not len(values) or values.min() == values.max():
        return []
    counts, edges = numpy.histogram(values, bins=BINS)
    return [{"from": float(edges[at]), "to": float(edges[at + 1]), "count": int(count)} for at, count in enumerate(counts)]
