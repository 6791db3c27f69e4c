"""DataFrames as table artifacts: the first rows at once, the rest paged from here."""

import json

from . import gather
from .values import cell, say

KEPT = 200
kept = {}
ordered = {}


def is_table(value):
    """True for a pandas DataFrame, Series or Index; pandas is not imported for the question."""
    module = getattr(type(value), "__module__", "")
    return isinstance(module, str) and module.partition(".")[0] == "pandas" and kind(value) is not None


def kind(value):
    import pandas

    for name in ("DataFrame", "Series", "Index"):
        if isinstance(value, getattr(pandas, name)):
            return name
    return None


def frame(value):
    """A DataFrame that shows what `value` shows: the index becomes leading columns unless it only counts rows."""
    import pandas

    if isinstance(value, pandas.Index):
        return value.to_frame(index=False)
    if isinstance(value, pandas.Series):
        value = value.to_frame(name="value" if value.name is None else value.name)
    flat = value.copy(deep=False)
    flat.columns = [label(name) for name in flat.columns]
    if isinstance(flat.index, pandas.RangeIndex) and flat.index.name is None and flat.index.start == 0:
        return flat
    names = [say(name, 200) if name is not None else "" for name in flat.index.names]
    index = flat.index.to_frame(index=False, name=list(range(flat.index.nlevels)))
    index.columns = names
    return pandas.concat([index, flat.reset_index(drop=True)], axis=1)


def label(name):
    if isinstance(name, tuple):
        return " / ".join(say(part, 200) for part in name if say(part, 200) != "")
    return say(name, 200)


def rows(table, start, count):
    """Cells of `count` rows from `start`, row by row."""
    part = table.iloc[start:start + count]
    columns = [[cell(value) for value in part.iloc[:, position]] for position in range(part.shape[1])]
    return [list(row) for row in zip(*columns)] if columns else [[] for _ in range(len(part))]


def artifact(value, title):
    """Adds `value` as a table to the current run. True when it was kept."""
    run = gather.current
    if not run.room(title):
        return False
    whole = frame(value)
    table = whole.iloc[:, : run.limits["tableColumns"]]
    if table.shape[1] < whole.shape[1]:
        run.note(f"{title!r} shows {table.shape[1]} of {whole.shape[1]} columns")
    first = rows(table, 0, run.limits["tableRows"])
    columns = [{"name": say(name, 200), "dtype": str(dtype)} for name, dtype in zip(table.columns, table.dtypes)]
    size = sum(len(item) if isinstance(item, str) else 8 for row in first for item in row)
    made = {"kind": "table", "title": title, "columns": columns, "rows": first, "totalRows": len(whole), "totalColumns": whole.shape[1]}
    if not run.add(made, size):
        return False
    keep(run.artifacts[-1]["id"], table)
    return True


def keep(identity, table):
    kept[identity] = table
    while len(kept) > KEPT:
        ordered.pop(kept_oldest := next(iter(kept)), None)
        kept.pop(kept_oldest)


def forget(identity):
    kept.pop(identity, None)
    ordered.pop(identity, None)


def page(request):
    """A page of a kept table, or None when this kernel does not have it. `request` is a PageRequest."""
    table = kept.get(request["id"])
    if table is None:
        return None
    table = arranged(table, request)
    start = min(request["start"], len(table))
    return {"start": start, "rows": rows(table, start, request["count"]), "totalRows": len(table)}


def arranged(table, request):
    """The rows that pass the filters, sorted as asked; the last arrangement of each table is remembered."""
    sort, filters = request["sort"], request.get("filters") or []
    if sort is not None and sort["column"] >= table.shape[1]:
        sort = None
    if sort is None and not filters:
        return table
    key = json.dumps([sort, filters])
    known = ordered.get(request["id"])
    if known is None or known[0] != key:
        from . import looking

        passed = looking.filtered(table, filters)
        made = passed if sort is None else passed.iloc[positions(passed.iloc[:, sort["column"]], sort["descending"])]
        ordered[request["id"]] = known = (key, made)
    return known[1]


def positions(column, descending):
    import pandas

    plain = column.reset_index(drop=True)
    try:
        return plain.sort_values(ascending=not descending, kind="stable").index
    except TypeError:
        text = plain.map(str, na_action="ignore")
        return pandas.Series(text).sort_values(ascending=not descending, kind="stable").index
