"""Plain SELECTs by pandas: aggregates of one table, with simple conditions and one grouping. Anything else is left alone."""

import re

QUERY = re.compile(r"^\s*select\s+(?P<what>.+?)\s+from\s+(?P<table>[\w\"]+)(?:\s+where\s+(?P<where>.+?))?(?:\s+group\s+by\s+(?P<by>[\w\", ]+?))?(?:\s+order\s+by\s+(?P<order>[\w\"() *]+?)(?:\s+(?P<way>asc|desc))?)?(?:\s+limit\s+(?P<limit>\d+))?\s*;?\s*$", re.IGNORECASE | re.DOTALL)
PART = re.compile(r"^(?:(?P<how>sum|avg|min|max|count)\s*\(\s*(?P<of>\*|[\w\"]+)\s*\)|(?P<name>[\w\"]+))(?:\s+as\s+(?P<alias>[\w\"]+))?$", re.IGNORECASE)
CONDITION = re.compile(r"^(?P<name>[\w\"]+)\s*(?P<sign>=|==|<>|!=|<=|>=|<|>)\s*(?P<value>'[^']*'|-?\d+(?:\.\d+)?)$")
HOW = {"sum": "sum", "avg": "mean", "min": "min", "max": "max", "count": "count"}


def by_pandas(query, frames):
    """The rows of the query as a DataFrame, or None where its shape is not one of the plain ones."""
    found = QUERY.match(query)
    table = frames.get(bare(found["table"])) if found else None
    parts = [PART.match(one.strip()) for one in found["what"].split(",")] if found else []
    if table is None or not all(parts) or not any(part["how"] for part in parts):
        return None
    try:
        return ordered(aggregated(filtered(table, found["where"]), parts, found["by"]), found)
    except (KeyError, ValueError, TypeError):
        return None


def bare(name):
    return name.strip().strip('"')


def filtered(table, where):
    for condition in re.split(r"\s+and\s+", where.strip(), flags=re.IGNORECASE) if where else ():
        found = CONDITION.match(condition.strip())
        if not found:
            raise ValueError(condition)
        column, text = table[bare(found["name"])], found["value"]
        value = text[1:-1] if text.startswith("'") else float(text)
        sign = {"=": "eq", "==": "eq", "<>": "ne", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}[found["sign"]]
        table = table[getattr(column, sign)(value) & column.notna()]
    return table


def aggregated(table, parts, by):
    import pandas

    keys = [bare(one) for one in by.split(",")] if by else []
    names = [bare(part["alias"] or part["name"] or part[0]) for part in parts]
    if any(part["name"] and bare(part["name"]) not in keys for part in parts):
        raise ValueError("a column that is neither grouped nor aggregated")
    groups = table.groupby(keys, dropna=False) if keys else None
    made = {}
    for part, name in zip(parts, names):
        if part["name"]:
            continue
        if part["of"] == "*":
            made[name] = groups.size() if keys else [len(table)]
        else:
            column = (groups if keys else table)[bare(part["of"])]
            made[name] = getattr(column, HOW[part["how"].lower()])()
            made[name] = made[name] if keys else [made[name]]
    result = pandas.DataFrame(made)
    if keys:
        result = result.reset_index()
        result = result.rename(columns={bare(part["name"]): name for part, name in zip(parts, names) if part["name"]})
    return result[names]


def ordered(result, found):
    if found["order"]:
        name = bare(found["order"])
        if name not in result.columns:
            raise ValueError("an order that is no column of the result")
        result = result.sort_values(name, ascending=(found["way"] or "asc").lower() == "asc", kind="stable").reset_index(drop=True)
    return result.head(int(found["limit"])) if found["limit"] else result
