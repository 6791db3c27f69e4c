"""Falls asleep when set-up takes the heap (workers/take.ts), and wakes up in each person's browser (workers/wake.ts)."""

import gc
import importlib
import json
import os
import pkgutil
import random
import secrets
import sys
import tempfile
import uuid

AWAKE = ("sandpiper.profile", "sandpiper.kernel", "sandpiper.guard", "sandpiper.adopt", "sandpiper.masking.reader", "numpy", "pandas")
SEED = "PYTHONHASHSEED"


def fall():
    """Imports what nearly every session needs. Refuses to sleep over a random generator that `renew` does not know."""
    importlib.invalidate_caches()
    for name in AWAKE:
        importlib.import_module(name)
    from .reading.parquet import install_read_parquet

    install_read_parquet()
    learn()
    # What the test imports behind its back has to be there before the packages' files are.
    test({name: importlib.import_module(name).__version__ for name in ("numpy", "pandas")})
    gc.collect()
    if found := strange():
        raise RuntimeError(f"random generators that would be the same for everyone: {found}")
    gc.freeze()


def strange():
    """Random generators that are not renewed: objects of Python's own kind anywhere, of numpy's in any module."""
    import numpy

    own = [one for one in gc.get_objects() if isinstance(one, random.Random) and one is not random._inst and not isinstance(one, random.SystemRandom)]
    kinds = (numpy.random.RandomState, numpy.random.Generator, numpy.random.BitGenerator)
    known = numpy.random.mtrand._rand
    held = [value for module in list(sys.modules.values()) for value in list(getattr(module, "__dict__", {}).values()) if isinstance(value, kinds) and value is not known]
    return [type(one).__qualname__ for one in own + held]


def learn():
    """Looks once for all through our own modules, what each of them imports: the first question of what code needs would do it."""
    import sandpiper

    from . import needs

    for module in pkgutil.walk_packages(sandpiper.__path__, "sandpiper."):
        needs.direct(module.name)
    needs.offered()


def wake(versions):
    """Once, in the browser. `versions` are the packages' (JSON object). Raises when anything is not as it should be."""
    renew()
    test(json.loads(versions))


def renew():
    """What must not be the same for everyone who wakes from this heap. The seed of hashes stays: it was drawn at set-up."""
    import numpy

    from . import gather

    random.seed()
    numpy.random.seed()
    tempfile._name_sequence = None
    uuid._last_timestamp = None
    gather.kernel = secrets.token_hex(4)
    os.environ.pop(SEED, None)


def test(versions):
    """Tries native code of every kind that there is: arithmetic, parsing, grouping, dates, text, errors raised in C."""
    import io

    import numpy
    import pandas

    for module in (numpy, pandas):
        expect(module.__name__, module.__version__, versions[module.__name__])
    table = pandas.read_csv(io.StringIO("day,city,n\n2024-01-01,Oslo,1.5\n2024-01-02,Oslo,2.5\n2024-02-01,Bergen,4\n"), parse_dates=["day"])
    expect("sums", table.groupby("city")["n"].sum().to_dict(), {"Bergen": 4.0, "Oslo": 4.0})
    expect("months", table["day"].dt.month.tolist(), [1, 1, 2])
    expect("text", table["city"].str.upper().tolist(), ["OSLO", "OSLO", "BERGEN"])
    expect("matrix", (numpy.arange(4.0).reshape(2, 2) @ numpy.ones((2, 2))).tolist(), [[1.0, 1.0], [5.0, 5.0]])
    expect("inverse", numpy.linalg.inv(numpy.diag([2.0, 4.0])).tolist(), [[0.5, 0.0], [0.0, 0.25]])
    expect("random", 0.0 <= numpy.random.default_rng().random() < 1.0, True)
    try:
        pandas.Series([1])["none"]
    except KeyError:
        return
    raise RuntimeError("the snapshot failed its test: an error was not raised")


def expect(what, found, wanted):
    if found != wanted:
        raise RuntimeError(f"the snapshot failed its test: {what} is {found!r}, not {wanted!r}")
