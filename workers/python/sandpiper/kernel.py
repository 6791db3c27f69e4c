"""The doors of the kernel: JSON text in, JSON text (and bytes) out."""

import importlib
import json
import os
import sys
import warnings

from . import host, interrupt, namespace, needs, outputs, tables
from . import run as running


def start(lock, emit, progress, sleep, settled):
    """Once, after the interpreter is there. `lock` is the lock file's text; the rest are the host's functions."""
    host.connect(emit=emit, progress=progress, sleep=sleep, settled=settled)
    needs.configure(lock)
    for folder in ("/data", outputs.ROOT):
        os.makedirs(folder, exist_ok=True)
    os.chdir(outputs.ROOT)
    sys.path[:] = [path for path in sys.path if path]
    sys.setrecursionlimit(1_000)
    warnings.simplefilter("once")
    for quiet in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        warnings.simplefilter("ignore", quiet)
    interrupt.adopt()
    namespace.start()


def needed(code):
    """Packages to load first (JSON list); when there are none left, their modules are imported."""
    missing = needs.needed(code)
    if not missing:
        needs.preload(code)
    return json.dumps(missing)


def installed(names):
    """Tells that these packages (JSON list) are unpacked. The slow ones are imported now, off the clock of any run."""
    importlib.invalidate_caches()
    needs.mark(json.loads(names))
    if "matplotlib" in needs.loaded:
        importlib.import_module("matplotlib.pyplot")
    if "pandas" in needs.loaded and "pandas" not in sys.modules:
        from .reading.parquet import install_read_parquet

        install_read_parquet()


async def run(request):
    return running.pack(await running.run(json.loads(request)))


def cancel():
    """Ends a run that waits in an `await`."""
    running.cancel()


def page(request):
    """A TablePage, or null when the table is not in this kernel."""
    return json.dumps(tables.page(json.loads(request)))


def variables():
    return json.dumps(namespace.variables())


def parquet(file, columns, rows, total):
    """Takes the columns of a Parquet file that the worker decoded."""
    from .reading import parquet as decoded

    decoded.from_columns(file, columns, rows, total)


def parquet_failed(file, reason):
    """Keeps why a Parquet file could not be decoded."""
    from .reading import parquet as decoded

    decoded.failed(file, reason)


def open_files(names):
    """Reads and profiles files below /data (JSON list of names), binds their tables. An Opened."""
    from . import profile, reading

    wanted = json.loads(names)
    opened = profile.open_files(wanted)
    namespace.adopt({name: table for name, table in reading.tables.items() if reading.sources[name].file in wanted})
    return opened


def close_file(name):
    """Forgets a file and its variables."""
    from . import profile

    for variable in profile.close_file(name):
        namespace.unbind(variable)
