"""What runs beside generated code in the kernel: reading files, running code, showing results, and helpers for analysis.

Names are looked up lazily in the sources of the modules below, so that importing one part never pays for, or breaks on, another.
"""

import importlib

_homes = {
    "show": "show", "table": "show", "chart": "show", "final_answer": "show", "ask_person": "show", "save": "save", "sql": "sqlquery", "load": "reading",
}


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    if name in _homes:
        return getattr(importlib.import_module(f"{__name__}.{_homes[name]}"), name)
    try:
        return importlib.import_module(f"{__name__}.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"{__name__}.{name}":
            raise
    analysis = importlib.import_module(f"{__name__}.analysis")
    if name not in analysis.__all__:
        raise AttributeError(f"sandpiper has no {name!r}; it has {', '.join(sorted({*_homes, *analysis.__all__}))}")
    return getattr(analysis, name)
