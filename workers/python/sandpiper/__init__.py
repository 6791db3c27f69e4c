"""What runs beside generated code in the kernel: reading files, running code, showing results, and helpers for analysis.

Names of the modules below are looked up lazily, so that importing one part never pays for (or breaks on) another.
"""

import importlib
import pkgutil

_offered = {
    "show": "show", "table": "show", "chart": "show", "final_answer": "show",
    "save": "save",
    "sql": "sqlquery",
}


def _home(name):
    """The module that offers `name`: one of ours, or the first whose `__all__` lists it."""
    if name in _offered:
        return importlib.import_module(f"{__name__}.{_offered[name]}")
    for found in pkgutil.iter_modules(__path__):
        if name == found.name:
            return None
    for found in pkgutil.iter_modules(__path__):
        try:
            module = importlib.import_module(f"{__name__}.{found.name}")
        except ImportError:
            continue
        if name in getattr(module, "__all__", ()):
            return module
    return None


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    home = _home(name)
    if home is not None:
        return getattr(home, name)
    try:
        return importlib.import_module(f"{__name__}.{name}")
    except ModuleNotFoundError:
        raise AttributeError(f"sandpiper has no {name!r}") from None
