"""Exceptions of generated code as type, message, a traceback without the runtime's frames, and a line."""

import linecache
import traceback

from .check import PolicyError
from .values import cut, say, type_name

OURS = ("/sandpiper/", "/_pyodide/", "/pyodide/", "<frozen ", "blob:", "/lib/python314.zip/_pyodide")
LIBRARY_FRAMES = 2
TRACEBACK_CHARS = 12_000
MESSAGE_CHARS = 4_000


def remember(name, code):
    """Lets tracebacks quote the lines of a script that is in no file."""
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)


def describe(error):
    """The exception as a PythonError; no class, however hostile, makes this fail."""
    try:
        return {"type": type_name(error), "message": message(error), "traceback": trace(error), "line": line_of(error)}
    except (KeyboardInterrupt, MemoryError):
        raise
    except BaseException:
        return {"type": type_name(error), "message": say(error, MESSAGE_CHARS), "traceback": type_name(error), "line": None}


def message(error):
    if isinstance(error, SyntaxError) and error.msg:
        return say(error.msg, MESSAGE_CHARS)
    if isinstance(error, KeyError) and len(error.args) == 1:
        return say(error, MESSAGE_CHARS)
    return say(error, MESSAGE_CHARS)


def is_theirs(frame):
    return frame.filename.startswith(("<step ", "<helper "))


def is_runtime(frame):
    return any(part in frame.filename for part in OURS)


def clean(stack):
    """The frames worth reading: all of the script's and of helper modules, and the last of a library's at the tail."""
    frames = [frame for frame in stack if not is_runtime(frame)]
    last = max((index for index, frame in enumerate(frames) if is_theirs(frame)), default=-1)
    tail = frames[last + 1:][-LIBRARY_FRAMES:]
    return traceback.StackSummary.from_list([frame for frame in frames[: last + 1] if is_theirs(frame)] + tail)


def trace(error):
    """The cleaned traceback as text, causes included."""
    told = traceback.TracebackException.from_exception(error, limit=-200, compact=True, max_group_width=5, max_group_depth=3)
    tidy(told, 0)
    text = "".join(told.format())
    return cut(text.rstrip(), TRACEBACK_CHARS)


def tidy(told, depth):
    """Cleans a traceback and its causes; a cause that lies in a library alone is left out."""
    told.stack = clean(told.stack)
    for name in ("__cause__", "__context__"):
        chained = getattr(told, name)
        if chained is None:
            continue
        if depth < 5 and any(is_theirs(frame) for frame in chained.stack):
            tidy(chained, depth + 1)
        else:
            setattr(told, name, None)
    for inner in told.exceptions or ():
        tidy(inner, depth + 1)


def line_of(error):
    """Line of the script where it failed, innermost call first; the place of a syntax error or of what the policy refuses."""
    if isinstance(error, PolicyError):
        return error.line
    if isinstance(error, SyntaxError) and str(error.filename).startswith("<step "):
        return error.lineno if error.lineno and error.lineno > 0 else None
    lines = [number for frame, number in traceback.walk_tb(error.__traceback__) if frame.f_code.co_filename.startswith("<step ")]
    return lines[-1] if lines else None
