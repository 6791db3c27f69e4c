"""Notices when generated code has changed what the kernel itself rests on, so that it can be started anew.

For accidents (`builtins.sum = 0`, a patched `json`), not a wall: code that wants to can deceive it, and gains nothing.
"""

import builtins
import importlib
import os
import signal
import sys
import types

from . import needs

RESTS_ON = ("ast", "asyncio", "builtins", "importlib", "inspect", "io", "json", "linecache", "os", "sys", "time", "traceback", "warnings")
KEY = {"json": ("dumps", "loads"), "ast": ("parse", "walk"), "os": ("stat", "listdir", "fspath"), "time": ("perf_counter", "monotonic"), "inspect": ("getattr_static",)}
UNUSED = ("colorsys", "stringprep", "sched", "rlcompleter", "pyclbr")
RECURSION = 1_000
SITE = "/lib/python3.14/site-packages"


def watch():
    """Remembers how things are now. Gives `examine(deep)`: names of what has been changed since, none when all is well."""
    kept = {}
    learn(kept)

    def examine(deep):
        repair()
        changed = [name for name, old in kept.items() if lost(name, old)]
        if not changed:
            learn(kept)
            changed = [f"package {name}" for name in deleted()]
        if not changed and deep:
            changed = broken_imports()
        return changed[:10]

    return examine


def learn(kept):
    """Adds what is not known yet: modules of ours that were loaded since."""
    for name, value in current():
        kept.setdefault(name, value)


def current():
    """Pairs of a name and what stands for it."""
    for name in RESTS_ON:
        yield f"sys.modules[{name!r}]", sys.modules.get(name)
    for name, value in vars(builtins).items():
        if name != "_":
            yield f"builtins.{name}", value
    for module, names in KEY.items():
        for name in names:
            yield f"{module}.{name}", getattr(sys.modules.get(module), name, None)
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "sandpiper" and isinstance(module, types.ModuleType):
            yield f"sys.modules[{name!r}]", module
            yield from functions(name, vars(module))


def functions(place, members):
    """Functions of a module or class of ours, each with the code it has."""
    for name, value in list(members.items()):
        if isinstance(value, types.FunctionType):
            yield f"{place}.{name}", value
            yield f"{place}.{name}.__code__", value.__code__
        elif isinstance(value, type) and value.__module__ == place:
            yield from functions(f"{place}.{name}", vars(value))


def deleted():
    """Packages that are loaded and whose files are no longer there: what of them was not imported yet never can be."""
    for name in sorted(needs.loaded - needs.fileless):
        module = next(iter(needs.packages.get(name, {}).get("imports", ())), None)
        if module and not any(os.path.exists(f"{SITE}/{module}{ending}") for ending in ("", ".py", ".pyc")) and module not in sys.builtin_module_names:
            yield name


_now = {}


def lost(name, old):
    """Whether what `name` stands for is another object by now."""
    if not _now:
        _now.update(current())
    return _now.get(name) is not old


def repair():
    """Puts back what is cheap to put back."""
    _now.clear()
    sys.settrace(None)
    sys.setprofile(None)
    sys.setrecursionlimit(RECURSION)
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def broken_imports():
    """Whether a module that nobody has loaded yet can still be found, read and run."""
    # The standard library may still be on its way (needs.fileless), which is no reason to wait for it.
    name = "sandpiper.idle" if needs.fileless else next((one for one in UNUSED if one not in sys.modules), None)
    if name is None:
        return []
    try:
        importlib.import_module(name)
    except Exception as error:
        return [f"import ({type(error).__name__} for {name})"]
    sys.modules.pop(name, None)
    return []
