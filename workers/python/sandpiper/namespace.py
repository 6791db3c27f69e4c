"""The live namespace of generated code: the module __main__ of this kernel, kept between runs."""

import reprlib
import sys
import types

from . import show, tables
from .values import safe, say, type_name
from .values import show as shown

main = types.ModuleType("__main__")
names = main.__dict__
given = set()


def start():
    """A fresh namespace with the helpers in it."""
    sys.modules["__main__"] = main
    names.clear()
    names.update(__name__="__main__", __builtins__=__builtins__, __doc__=None)
    names.update(show=show.show, table=show.table, chart=show.chart, final_answer=show.final_answer, ask_person=show.ask_person, save=save, sql=sql, load=load)
    given.clear()
    given.update(names)


# The next three import what they need when they are first called: there is no pandas yet when a kernel starts.

def save(value, name):
    from .save import save as write

    return write(value, name)


def sql(query, params=()):
    from .sqlquery import sql as query_tables

    return query_tables(query, params)


def load(name, part=None):
    from .reading import load as read

    return read(name, part)


def adopt(tables_of):
    """Makes dropped tables variables: copies that share their memory until one side is changed, and those in pieces as they are."""
    for name, table in tables_of.items():
        names[name] = table.copy(deep=False) if tables.is_table(table) else table


def unbind(name):
    names.pop(name, None)


def frames():
    """All DataFrames by variable name."""
    pandas = sys.modules.get("pandas")
    if pandas is None:
        return {}
    return {name: value for name, value in list(names.items()) if isinstance(value, pandas.DataFrame) and not name.startswith("_")}


def in_pieces():
    """All tables in pieces by variable name."""
    pieces = sys.modules.get("sandpiper.pieces")
    return {name: value for name, value in list(names.items()) if pieces and isinstance(value, pieces.Pieces) and not name.startswith("_")}


def variables():
    """What the person may want to see: name, type, summary and size in bytes of each variable, in order of making."""
    return [
        {"name": name, "type": type_name(value), "summary": summary(value), "bytes": size(value), "preview": preview(value), "table": tables.is_table(value)}
        for name, value in list(names.items())
        if isinstance(name, str) and not name.startswith("_") and is_theirs(name, value)
    ]


def is_theirs(name, value):
    return not isinstance(value, types.ModuleType) and not (name in given and callable(value))


def summary(value):
    """Shape of a table, length of a container, or the value itself, on one short line."""
    if tables.is_table(value):
        shape = getattr(value, "shape", ())
        return f"{shape[0]:,} rows × {shape[1]:,} columns" if len(shape) == 2 else f"{len(value):,} values"
    if type_name(value) == "ndarray":
        return f"{' × '.join(map(str, value.shape))} {value.dtype}"
    if type(value) in (list, tuple, dict, set, frozenset):
        return f"{len(value):,} items"
    if name := getattr(type(value), "in_pieces", None):
        return name.format(*value.shape)
    return shown(value, 80).replace("\n", " ")


class Brief(reprlib.Repr):
    """A few parts of each container, so that a preview costs the same whatever its size."""

    def __init__(self):
        super().__init__()
        self.maxlevel = 3
        self.maxlist = self.maxtuple = self.maxset = self.maxfrozenset = self.maxdict = self.maxarray = self.maxdeque = 8
        self.maxstring = self.maxother = self.maxlong = 160


def preview(value):
    """What is in it, on a line: columns with their types, the first parts of a container, or the value."""
    if tables.is_table(value):
        return safe(columns_of, value, 400)
    if type_name(value) == "ndarray":
        return safe(lambda array: str(array.ravel()[:8].tolist()), value, 400)
    return safe(Brief().repr, value, 400).replace("\n", " ")


def columns_of(value):
    if hasattr(value, "dtypes") and hasattr(value, "columns"):
        return ", ".join(f"{tables.label(name)}: {dtype}" for name, dtype in list(zip(value.columns, value.dtypes))[:20])
    return f"{value.dtype}: " + ", ".join(say(one, 40) for one in list(value[:8]))


SAMPLE = 1_000


def table_bytes(value):
    """Bytes of a table; of texts the size of some of them stands for all."""
    import pandas

    table = value if isinstance(value, pandas.DataFrame) else tables.frame(value)
    total = float(table.memory_usage(deep=False, index=True).sum())
    for at in range(table.shape[1]):
        column = table.iloc[:, at]
        if column.dtype == object or str(column.dtype) in ("str", "string"):
            some = column.iloc[:: max(1, len(column) // SAMPLE)]
            total += len(column) * sum(sys.getsizeof(one) for one in some) / max(1, len(some))
    return int(total)


def size(value):
    """Bytes, where they are cheap to tell, else None."""
    try:
        if tables.is_table(value):
            return table_bytes(value)
        if type_name(value) == "ndarray":
            return int(value.nbytes)
        return sys.getsizeof(value) if type(value) in (str, bytes, int, float, list, dict, set, tuple) else None
    except Exception:
        return None
