"""Tested analyses for the kernel: each returns a Result with .finding, .table, .facts, .evidence, .caveats and .chart().

Names are looked up at first use, so that what one analysis imports is not paid for by another.
"""

import importlib

_homes = {
    "result": ["Result"],
    "glance": ["overview", "quality", "duplicates"],
    "figures": ["statistics"],
    "each": ["each"],
    "apart": ["apart"],
    "moving": ["moving_average"],
    "fit": ["regression", "linear_trend"],
    "tested": ["tested"],
    "briefing": ["briefing"],
    "groups": ["total", "share", "by_group"],
    "spread": ["distribution"],
    "over_time": ["trend"],
    "periods_compared": ["compare_periods", "explain_change"],
    "pairs": ["correlation"],
    "weights": ["drivers"],
    "contrast": ["difference", "cross"],
    "unusual": ["outliers", "gaps"],
    "similar": ["clusters"],
    "ahead": ["forecast"],
    "tables": ["join_tables", "clean", "rows", "result_of"],
    "wording": ["terms"],
    "select": ["matches", "only", "without", "compares", "where", "beyond", "has_match", "once", "during", "product", "hours_between", "weekday", "part_of_week", "period_of", "hour_of_day"],
    "numbers": ["number", "percent"],
}
_offered = {name: home for home, names in _homes.items() for name in names}
__all__ = list(_offered)


def __getattr__(name):
    if name not in _offered:
        raise AttributeError(f"sandpiper.analysis has no {name!r}; it has: {', '.join(__all__)}")
    value = getattr(importlib.import_module(f"{__name__}.{_offered[name]}"), name)
    globals()[name] = value
    return value
