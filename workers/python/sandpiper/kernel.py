"""The doors of the kernel: JSON text in, JSON text (and bytes) out."""

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
    sys.setrecursionlimit(1_000)
    warnings.simplefilter("once")
    for quiet in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        warnings.simplefilter("ignore", quiet)
    interrupt.adopt()
    namespace.start()


def needed(code):
    return json.dumps(needs.needed(code))


def installed(names):
    """Tells that these packages (JSON list) are unpacked."""
    import importlib

    importlib.invalidate_caches()
    needs.mark(json.loads(names))


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


def open_files(names):
    """Reads and profiles files below /data (JSON list of names). An Opened."""
    from . import profile

    return profile.open_files(json.loads(names))


def close_file(name):
    """Forgets a file and its variables."""
    from . import profile

    if hasattr(profile, "close_file"):
        profile.close_file(name)
