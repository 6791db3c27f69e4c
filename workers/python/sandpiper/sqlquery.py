"""SQL over dropped SQLite databases and every DataFrame of the namespace."""

import re
import sqlite3

from . import namespace
from .values import show

__all__ = ["sql"]

WORD = re.compile(r"[^\W\d]\w*")


def sql(query, params=()):
    """Rows of one SQL query (SQLite's dialect) as a DataFrame.

    Tables: every DataFrame by its variable name, and the tables of dropped SQLite databases by their own names. Of a table in
    pieces only the columns that the query names are read. Nothing is written back. Raises ValueError with the tables there are
    when the query fails.
    """
    import pandas

    connection = sqlite3.connect(":memory:", uri=True)
    try:
        words = set(WORD.findall(query))
        used = {name: table for name, table in namespace.frames().items() if name in words}
        attach(connection, query)
        used |= read_columns({name: table for name, table in namespace.in_pieces().items() if name in words}, used, query, params)
        for name, table in used.items():
            copy(table, name, connection)
        result = pandas.read_sql_query(query, connection, params=params or None)
    except (sqlite3.Error, pandas.errors.DatabaseError) as error:
        raise ValueError(f"{reason(error)}. {known(connection)}") from None
    finally:
        connection.close()
    return retyped(result, used)


def read_columns(large, frames, query, params):
    """DataFrames of the columns that SQLite itself finds in the query, on tables of the same names without a row."""
    if not large:
        return {}
    asked = {name: set() for name in large}

    def told(action, table, column, *_):
        if action == sqlite3.SQLITE_READ and table in asked and column:
            asked[table].add(column)
        return sqlite3.SQLITE_OK

    connection = sqlite3.connect(":memory:", uri=True)
    try:
        attach(connection, query)
        for name, table in {**frames, **large}.items():
            copy(table.head(0), name, connection)
        connection.set_authorizer(told)
        connection.execute(f"EXPLAIN {query}", params or ())
    finally:
        connection.close()
    # A query that only counts rows names no column.
    return {name: table[[one for one in table.columns if one in asked[name]] or [table.columns[0]]] for name, table in large.items()}


def reason(error):
    """SQLite's own words, without pandas' wrapping of the whole query."""
    inner = error.__cause__ or error.__context__
    return str(inner if isinstance(inner, sqlite3.Error) else error).rstrip(".")


def databases():
    """Names and paths of the dropped databases."""
    from . import reading

    return dict(reading.databases)


def attach(connection, query):
    """Opens the dropped databases beside the memory, read only. SQLite takes ten at a time: those the query names come first."""
    found = databases().items()
    words = set(WORD.findall(query))
    for number, (name, path) in enumerate(sorted(found, key=lambda one: alias(one[0]) not in words)[:9]):
        uri = "file:" + "".join(one if one.isalnum() or one in "/._-" else "".join(f"%{byte:02X}" for byte in one.encode()) for one in path)
        connection.execute(f"ATTACH DATABASE ? AS {quoted(alias(name))}", (f"{uri}?mode=ro&immutable=1",))


def alias(name):
    """The database's name without its ending, as an SQL identifier."""
    stem = re.sub(r"\W+", "_", name.rpartition("/")[2].partition(".")[0]).strip("_").lower() or "database"
    return f"{stem}_db" if stem in ("main", "temp") else stem


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def copy(table, name, connection):
    """Puts a DataFrame into the memory; what SQLite does not know goes as text."""
    import pandas

    plain = table.copy(deep=False)
    plain.columns = unique([str(one) if not isinstance(one, tuple) else "_".join(map(str, one)) for one in table.columns])
    for position, kind in enumerate(plain.dtypes):
        column = plain.iloc[:, position]
        if isinstance(kind, (pandas.CategoricalDtype, pandas.PeriodDtype, pandas.IntervalDtype)) or kind.kind == "m":
            plain.isetitem(position, column.astype("object").map(str, na_action="ignore"))
        elif kind == object:
            plain.isetitem(position, column.map(lambda one: one if isinstance(one, (str, int, float, bytes, type(None))) else show(one, 2_000)))
    named = any(one is not None for one in table.index.names)
    plain.to_sql(name, connection, index=named and not set(table.index.names) & set(plain.columns))


def unique(names):
    """SQLite's column names do not differ by case alone."""
    seen, made = set(), []
    for name in names:
        base, number = name, 2
        while name.lower() in seen:
            name = f"{base}_{number}"
            number += 1
        seen.add(name.lower())
        made.append(name)
    return made


def retyped(result, used):
    """Moments come back from SQLite as text: columns that keep the name of a moment's column become moments again."""
    import pandas

    moments = {str(name) for table in used.values() for name, kind in table.dtypes.items() if getattr(kind, "kind", "") == "M"}
    for position, name in enumerate(result.columns):
        if str(name) in moments and result.dtypes.iloc[position].kind not in "Mif":
            try:
                result.isetitem(position, pandas.to_datetime(result.iloc[:, position], format="ISO8601"))
            except (ValueError, TypeError):
                continue
    return result


def known(connection):
    """A sentence with the tables there are."""
    names = sorted([*namespace.frames(), *namespace.in_pieces()])
    for name in databases():
        try:
            rows = connection.execute(f"SELECT name FROM {quoted(alias(name))}.sqlite_master WHERE type IN ('table', 'view')")
            names += [one for (one,) in rows if one not in names]
        except sqlite3.Error:
            continue
    return f"Tables: {', '.join(names)}" if names else "There are no tables"
