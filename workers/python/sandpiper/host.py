"""What the kernel's host does for Python. Without a host (tests) they do nothing, or the plain thing."""

import time

_plain_sleep = time.sleep
memory_bytes = 1024**3
"""The most that Python's memory can grow to."""


def emit(stream, text):
    """Hands a piece of output on. `stream` is "stdout" or "stderr"."""


def progress(what, done, total):
    """Tells how far a long piece of work is. `done` and `total` are numbers of the same unit."""


def sleep(seconds):
    """Waits; an interrupt ends the wait early."""
    _plain_sleep(seconds)


def shelve(data):
    """Puts bytes outside of Python's memory; the path of a file with them. Only while files are opened."""
    import tempfile

    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(data)
        return file.name


def unshelve(path):
    """Takes such a file away."""
    import os

    os.unlink(path)


def settled():
    """Tells that generated code has ended: from here on an interrupt would only hit our own work."""


def connect(**functions):
    """Puts what the host gives in the place of what is above."""
    globals().update(functions)
