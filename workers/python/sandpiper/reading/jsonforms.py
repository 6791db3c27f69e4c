"""The ways in which JSON holds a table that are no list of objects."""

from typing import Any


def objects(value: Any) -> bool:
    return isinstance(value, list) and len(value) > 0 and all(isinstance(item, dict) for item in value)


def columns(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """Records from an object of columns, as lists or as pandas writes them by index."""
    lists = list(value.values())
    if len(lists) > 0 and all(isinstance(item, list) for item in lists) and len({len(item) for item in lists}) == 1 and len(lists[0]) > 1 and not any(objects(i) for i in lists):
        return [dict(zip(value, row)) for row in zip(*lists)]
    if len(lists) > 1 and all(isinstance(item, dict) and item for item in lists) and len({tuple(item) for item in lists}) == 1:
        inner = list(lists[0])
        if all(str(key).isdigit() for key in inner):
            return [{name: value[name][key] for name in value} for key in inner]
        return [{"key": key, **item} for key, item in value.items()]
    return None


def split(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """{"columns": [...], "data": [[...]]} as records."""
    rows = value.get("data", value.get("rows"))
    names = value.get("columns", value.get("fields", value.get("header")))
    if isinstance(rows, list) and isinstance(names, list) and rows and all(isinstance(row, list) and len(row) == len(names) for row in rows):
        labels = [str(n.get("name", n)) if isinstance(n, dict) else str(n) for n in names]
        return [dict(zip(labels, row)) for row in rows]
    return None


def arrays(value: list[Any]) -> list[dict[str, Any]]:
    """Records from a list of lists; the first one names the columns where it is all text."""
    first = value[0]
    named = len(value) > 1 and all(isinstance(cell, str) for cell in first) and not all(isinstance(cell, str) for cell in value[1])
    labels = [str(cell) for cell in first] if named or (len(value) > 1 and len(set(map(str, first))) == len(first) and all(isinstance(c, str) for c in first)) else [f"column_{i + 1}" for i in range(max(map(len, value)))]
    body = value[1:] if labels == [str(cell) for cell in first] else value
    return [dict(zip(labels, row)) for row in body]
