"""The figures of an answer once more by another route: what pandas added up is added up by SQLite, and what SQL found is found by pandas."""

import json
import re
import sqlite3

from . import check, gather, namespace, needs, outputs, plainsql, show
from .traceable import DIGITS

KEPT = ("sum", "mean", "min", "max", "count", "nunique")
SQL = {"sum": "SUM(v)", "mean": "AVG(v)", "min": "MIN(v)", "max": "MAX(v)", "count": "COUNT(v)", "nunique": "COUNT(DISTINCT v)"}


def second_route(codes, number):
    """Runs the scripts (those of one question, in order) anew beside the variables, and prints as JSON what the two routes give for `number`."""
    rules = gather.current.limits.get("rules")
    for code in codes if rules else ():
        check.refuse(code, check.present(rules, needs.homes) if needs.configured else rules)
    print(json.dumps(compared(codes, number)))


def compared(codes, number):
    first = answer_of(codes, Route("plain"))
    if isinstance(first, Exception):
        return {"status": "none", "why": "failed", "detail": f"{type(first).__name__}: {first}"[:300]}
    place = next((at for at, one in enumerate(numbers(first)) if bare(one) == bare(number)), None)
    if place is None:
        return {"status": "none", "why": "changed", "detail": ""}
    route = Route("other")
    second, tilted = answer_of(codes, route), answer_of(codes, Route("wrong"))
    if not route.used or isinstance(second, Exception) or same_figure(first, tilted, place):
        return {"status": "none", "why": "uncovered", "detail": ""}
    if len(numbers(second)) <= place:
        return {"status": "none", "why": "failed", "detail": ""}
    used = [{"what": what, "how": how, "times": times} for (what, how), times in list(route.used.items())[:20]]
    return {"status": "compared", "first": numbers(first)[place], "second": numbers(second)[place], "used": used}


def numbers(text):
    return DIGITS.findall(text)


def bare(number):
    return re.sub(r"[^\d.,]", "", number)


def same_figure(first, tilted, place):
    """Whether the figure does not move when what the other route gives is wrong on purpose: then it does not rest on it."""
    if isinstance(tilted, Exception):
        return False
    found = numbers(tilted)
    return len(found) > place and found[place] == numbers(first)[place]


def answer_of(codes, route):
    """Text of finding and evidence when the scripts run in a copy of the namespace, or the exception that ended them."""
    scratch = {name: copied(value) for name, value in namespace.names.items()}
    quiet = dict.fromkeys(("show", "table", "chart", "save"), lambda *_, **__: None)
    scratch.update(quiet, sql=route.sql)
    kept, before = gather.current, outputs.snapshot()
    gather.begin({**gather.DEFAULTS, "artifactsPerRun": 0})
    try:
        with route:
            for code in codes:
                try:
                    exec(compile(code, "<second route>", "exec"), scratch)
                except show.Done:
                    continue
        answer = gather.current.answer
        return ValueError("no answer") if answer is None else "\n".join([answer["finding"], *answer["evidence"]])
    except Exception as error:
        return error
    finally:
        gather.current = kept
        outputs.restore(before)


def copied(value):
    import pandas

    return value.copy(deep=False) if isinstance(value, (pandas.DataFrame, pandas.Series)) else value


class Route:
    """While it is entered, aggregates of pandas are made by SQLite, and `sql` by pandas. `mode` "wrong" bends what they give, each by another factor; "plain" changes nothing at all."""

    def __init__(self, mode):
        self.mode = mode
        self.bent = 0
        self.used = {}
        self.before = []
        self.inside = False

    def __enter__(self):
        if self.mode == "plain":
            return
        import pandas
        from pandas.api.typing import DataFrameGroupBy, SeriesGroupBy

        for name in KEPT:
            self.patch(pandas.Series, name, self.of_series)
            self.patch(SeriesGroupBy, name, self.of_groups)
            if name != "nunique":
                self.patch(DataFrameGroupBy, name, self.of_frame_groups)
        self.patch(DataFrameGroupBy, "size", self.of_size)
        self.patch(SeriesGroupBy, "size", self.of_size)
        self.patch(pandas.Series, "value_counts", self.of_values)

    def __exit__(self, *_):
        for owner, name, had, old in reversed(self.before):
            setattr(owner, name, old) if had else delattr(owner, name)

    def patch(self, owner, name, made):
        old = getattr(owner, name)
        self.before.append((owner, name, name in vars(owner), old))

        def method(it, *args, **options):
            if self.inside:
                return old(it, *args, **options)
            self.inside = True
            try:
                template = old(it, *args, **options)
                return made(name, it, template) if ordinary(args, options) else template
            finally:
                self.inside = False

        setattr(owner, name, method)

    def of_series(self, name, series, template):
        if not numeric(series) or template is None or len(series) == 0:
            return template
        value = select(f"SELECT {SQL[name]} FROM t", ["v"], [plain(series)])[0][0]
        return template if value is None else self.note(name, f"SELECT {SQL[name]}", type(template)(self.told(value)))

    def of_groups(self, name, groups, template):
        series = getattr(groups, "obj", None)
        if series is None or not numeric(series) or template.ndim != 1:
            return template
        rows = select(f"SELECT g, {SQL[name]} FROM t WHERE g >= 0 GROUP BY g", ["g", "v"], [groups.ngroup().tolist(), plain(series)])
        return self.filled(name, f"SELECT {SQL[name]} GROUP BY", template, rows)

    def of_frame_groups(self, name, groups, template):
        made = template
        for column in template.columns:
            source = groups.obj.get(column)
            if source is not None and getattr(source, "ndim", 2) == 1 and numeric(source) and numeric(template[column]) and column not in getattr(groups, "keys", []):
                rows = select(f"SELECT g, {SQL[name]} FROM t WHERE g >= 0 GROUP BY g", ["g", "v"], [groups.ngroup().tolist(), plain(source)])
                made = made.assign(**{column: self.filled(name, f"SELECT {SQL[name]} GROUP BY", template[column], rows)}) if isinstance(column, str) else made
        return made

    def of_size(self, _name, groups, template):
        if template.ndim != 1:
            return template
        rows = select("SELECT g, COUNT(*) FROM t WHERE g >= 0 GROUP BY g", ["g"], [groups.ngroup().tolist()])
        return self.filled("size", "SELECT COUNT(*) GROUP BY", template, rows)

    def of_values(self, _name, series, template):
        codes, known = series.factorize()
        rows = dict(select("SELECT g, COUNT(*) FROM t WHERE g >= 0 GROUP BY g", ["g"], [codes.tolist()]))
        counts = {value: rows.get(at, 0) for at, value in enumerate(known)}
        if set(template.index) - set(counts):
            return template
        made = template.copy()
        made.iloc[:] = [int(self.told(counts[value])) for value in template.index]
        return self.note("value_counts", "SELECT COUNT(*) GROUP BY", made)

    def filled(self, name, how, template, rows):
        """The template with what SQL gives, group by group; as it was where the groups are not the same ones."""
        found = dict(rows)
        if len(found) != len(template) or set(found) != set(range(len(template))):
            return template
        made = template.copy()
        values = [template.iloc[at] if found[at] is None else self.told(found[at]) for at in range(len(template))]
        made.iloc[:] = [int(value) for value in values] if template.dtype.kind in "iu" else values
        return self.note(name, how, made)

    def note(self, name, how, value):
        self.used[name, how] = self.used.get((name, how), 0) + 1
        return value

    def told(self, value):
        if self.mode != "wrong":
            return value
        self.bent += 1
        return value * (2 + 0.31 * self.bent)

    def sql(self, query, params=()):
        """A query by pandas where its shape is known; else as it is."""
        was, self.inside = self.inside, True
        try:
            made = None if self.mode == "plain" or params else plainsql.by_pandas(query, namespace.frames())
            if made is None:
                from .sqlquery import sql

                return sql(query, params)
            for column in made.columns if self.mode == "wrong" else ():
                if made[column].dtype.kind in "iuf":
                    made[column] = [self.told(value) for value in made[column]]
            return self.note("sql", "pandas", made)
        finally:
            self.inside = was


ORDINARY = {"engine": (None,), "engine_kwargs": (None,), "axis": (None, 0), "skipna": (True,), "dropna": (True,), "numeric_only": (False, True), "min_count": (-1, 0, 1)}


def ordinary(args, options):
    """Whether an aggregate is asked for as SQL understands it: over all values that are there."""
    return not args and all(any(value is one for one in ORDINARY.get(name, ())) or value in ORDINARY.get(name, ()) for name, value in options.items())


def numeric(series):
    return getattr(series.dtype, "kind", "") in "iufb"


def plain(series):
    """Values as SQLite takes them."""
    return [None if value != value else value for value in series.astype("object").where(series.notna(), None).tolist()]


def select(query, columns, values):
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(f"CREATE TABLE t ({', '.join(columns)})")
        connection.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(columns))})", zip(*values))
        return connection.execute(query).fetchall()
    finally:
        connection.close()
