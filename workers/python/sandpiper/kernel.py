"""The doors of the kernel: JSON text in, JSON text (and bytes) out."""

import importlib
import json
import os
import sys
import warnings

from . import host, interrupt, modules, namespace, needs, outputs, tables
from . import run as running


def start(lock, emit, progress, sleep, settled, shelve, unshelve, memory_bytes):
    """Once, after the interpreter is there. `lock` is the lock file's text, `memory_bytes` what memory can grow to; the rest are the host's functions."""
    host.connect(emit=emit, progress=progress, sleep=sleep, settled=settled, shelve=shelve, unshelve=unshelve, memory_bytes=memory_bytes)
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


def asleep(names):
    """Tells that these packages (JSON list) came with the heap. Their files come later; nobody is to miss them until then."""
    needs.mark(json.loads(names))
    needs.fileless.update(json.loads(names))


def whole():
    """Tells that their files are there."""
    needs.fileless.clear()


def provide(given, rules):
    """Takes the policy's helper modules (JSON list) and the rules that they are checked by. The faults, as JSON."""
    return json.dumps(modules.provide(json.loads(given), json.loads(rules)))


async def run(request):
    return running.pack(await running.run(json.loads(request)))


def cancel():
    """Ends a run that waits in an `await`."""
    running.cancel()


def page(request):
    """A TablePage, or null when the table is not in this kernel."""
    return json.dumps(tables.page(json.loads(request)))


def plan(scripts):
    """Which runs of a session (JSON list of code and ok, oldest first) make its namespace what it is (rebuild.py)."""
    from . import rebuild

    return json.dumps(rebuild.plan(json.loads(scripts)))


def column(request):
    """ColumnFacts, or null when the table is not in this kernel."""
    from . import looking

    return json.dumps(looking.column_facts(json.loads(request)))


def open_table(name):
    """The head of a variable's table, or null."""
    from . import looking

    return json.dumps(looking.open_table(name))


def variables():
    return json.dumps(namespace.variables())


def parquet(file, columns, rows, total):
    """Takes the columns of a Parquet file that the worker decoded."""
    if needs.lacking("pandas"):
        return
    from .reading import parquet as decoded

    decoded.from_columns(file, columns, rows, total)


def parquet_piece(file, columns, rows, total):
    """Takes some rows of a Parquet file, of which there are more than one table holds; `total` rows come in all."""
    if needs.lacking("pandas"):
        return
    from .reading import parquet as decoded

    decoded.piece(file, columns, rows, total)


def parquet_whole(file):
    """Tells that all rows have come."""
    if needs.lacking("pandas"):
        return
    from .reading import parquet as decoded

    decoded.whole(file)


def parquet_failed(file, reason):
    """Keeps why a Parquet file could not be decoded."""
    if needs.lacking("pandas"):
        return
    from .reading import parquet as decoded

    decoded.failed(file, reason)


def open_files(names):
    """Reads and profiles files below /data (JSON list of names), binds their tables. An Opened."""
    wanted = json.loads(names)
    if needs.lacking("pandas"):
        return json.dumps({"files": [], "problems": [unreadable(name) for name in wanted], "links": []})
    from . import profile, reading

    opened = profile.open_files(wanted)
    namespace.adopt({name: table for name, table in (reading.tables | reading.pieced).items() if reading.sources[name].file in wanted})
    return opened


def unreadable(name):
    """A file in a kernel whose policy leaves out what every reader rests on."""
    reason = "files are read with the package pandas, which the policy does not allow"
    return {"file": name, "part": None, "line": None, "reason": reason, "fix": "Have pandas put among the allowed packages."}


def close_file(name):
    """Forgets a file and its variables."""
    if needs.lacking("pandas"):
        return
    from . import adopt

    adopt.forget(name)


def adopt_tables(tables):
    """Takes tokenised tables (JSON list) in the place of files."""
    from . import adopt

    adopt.adopt(json.loads(tables))


reader = None


def read_files(names, order):
    """In the kernel that reads in clear: what may leave it of these files, as JSON text and the tables' bytes."""
    if needs.lacking("pandas"):
        opened = {"files": [], "problems": [unreadable(name) for name in json.loads(names)], "links": []}
        return json.dumps({"opened": opened, "told": [], "links": [], "tables": [], "verdicts": {}, "tokens": [], "originals": [], "open": []}), []
    from .masking.reader import Order, Reader

    global reader
    reader = reader or Reader(Order.of(order))
    return reader.open(json.loads(names))


def forget_file(name):
    """In the kernel that reads in clear: the masked profiles that are left, or null where nothing was read yet."""
    return reader.close(name) if reader else "null"
