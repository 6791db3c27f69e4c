"""Runs one script in the live namespace and tells what came of it."""

import ast
import asyncio
import inspect
import json
import sys
import time
import traceback
import warnings

from . import charts, check, errors, figures, gather, host, needs, outputs, seeds, show, traceable
from .namespace import names
from .stdio import Sink, Stream
from .values import show as shown

VALUE_CHARS = 20_000
count = 0
task = None


def cancel():
    """Ends the current run where it waits."""
    if task is not None:
        task.cancel()


async def run(request):
    """Runs `request["code"]`; `request` is a RunRequest. Gives an Observation with bytes in it. Never raises for what the code did."""
    global count, task
    count += 1
    task = asyncio.current_task() if asyncio._get_running_loop() else None
    made = gather.begin(request)
    seeds.plant()
    sink = Sink(int(request["outputChars"]))
    before = outputs.snapshot()
    started = time.perf_counter()
    with redirected(sink):
        ending = await execute(request["code"], f"<step {count}>", request.get("rules"))
        finish(before)
    host.settled()
    task = None
    seen = {
        "stdout": sink.text("stdout"), "stderr": sink.text("stderr"), "droppedChars": sink.dropped(),
        "durationMs": (time.perf_counter() - started) * 1000, "artifacts": made.artifacts, "notes": made.notes,
    }
    return {**seen, **ending}


class redirected:
    """Sends stdout, stderr and warnings of generated code to the sink."""

    def __init__(self, sink):
        self.sink = sink

    def __enter__(self):
        self.before = sys.stdout, sys.stderr, warnings.showwarning
        sys.stdout, sys.stderr = Stream("stdout", self.sink), Stream("stderr", self.sink)
        self.errors = sys.stderr
        warnings.showwarning = self.warn
        warnings.onceregistry.clear()

    def __exit__(self, *_):
        sys.stdout, sys.stderr, warnings.showwarning = self.before
        self.sink.flush()

    def warn(self, message, category, filename, lineno, file=None, line=None):
        place = f" (line {lineno})" if filename.startswith("<step ") else ""
        self.errors.write(f"{category.__name__}{place}: {message}\n")


async def execute(code, name, rules):
    """Checks against `rules` (CodeRules or None), compiles and runs. The status and what belongs to it."""
    errors.remember(name, code)
    try:
        if rules:
            check.refuse(code, check.present(rules, needs.homes) if needs.configured else rules)
        value = await evaluate(code, name)
        return {"status": "ok", "value": tell(value), **answered(code)}
    except show.Done:
        return {"status": "ok", "value": None, **answered(code)}
    except KeyboardInterrupt as error:
        return {"status": "interrupted", "error": errors.describe(error)}
    except asyncio.CancelledError as error:
        return {"status": "interrupted", "error": errors.describe(error)}
    except SystemExit as error:
        return leave(error)
    except BaseException as error:
        return fail(error)


def answered(code):
    """The answer and what its numbers can be held against; what the person is asked."""
    answer = gather.current.answer
    held = None if answer is None else traceable.of(code, answer, names)
    asks = gather.current.asks
    return {"answer": answer, **({} if held is None else {"traceable": held}), **({} if asks is None else {"asks": asks})}


def leave(error):
    """sys.exit(): no failure when its code says so."""
    if error.code in (None, 0):
        gather.current.note("the script ended itself with sys.exit()")
        return {"status": "ok", "value": None, "answer": gather.current.answer}
    return fail(error)


def fail(error):
    if note := explained(error):
        gather.current.note(note)
    told = errors.describe(error)
    traceback.clear_frames(error.__traceback__)
    return {"status": "error", "error": told}


def explained(error):
    try:
        return needs.explain(error)
    except Exception:
        return None


async def evaluate(code, name):
    """Value of the last expression, None when the last statement is not one (or ends in a semicolon)."""
    parsed = compile(code, name, "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    last = parsed.body.pop() if parsed.body and isinstance(parsed.body[-1], ast.Expr) else None
    prepare(code)
    await perform(parsed, name, "exec")
    if last is None:
        return None
    value = await perform(ast.Expression(last.value), name, "eval")
    return None if code.rstrip().endswith(";") else value


async def perform(tree, name, mode):
    made = compile(tree, name, mode, ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    value = eval(made, names)
    return await value if made.co_flags & inspect.CO_COROUTINE else value


def prepare(code):
    """Makes libraries that have a display of their own use ours."""
    if any("plotly" in text and "plotly" in needs.modules(text) for text in needs.reached(code)):
        try:
            import plotly.basedatatypes
        except ImportError:
            return
    charts.adopt()


def tell(value):
    """Text of the last value, or None when there is none or when it was shown as an artifact."""
    if value is None or gather.current.has_seen(value):
        return None
    if figures.figure_of(value) is not None and not figures.is_figure(value):
        return None
    if show.rich(value):
        return about(value)
    return shown(value, VALUE_CHARS)


def about(value):
    """Tables and figures are artifacts; the value only says which."""
    shape = getattr(value, "shape", None)
    return f"{type(value).__name__} of {' × '.join(map(str, shape))}, shown as a table" if type(shape) is tuple else None


def finish(before):
    """Collects open figures and new files; what fails here is a note, not the script's error."""
    for collect in (dismiss, figures.collect, lambda: outputs.collect(before)):
        try:
            collect()
        except KeyboardInterrupt:
            gather.current.note("the code had ended, but its time was up before all figures and files were collected")
        except Exception as error:
            gather.current.note(f"some results could not be collected: {type(error).__name__}: {error}")
    gather.current.finish()


def dismiss():
    """Ends what the script has left running in the background: it would compute on the clock of a later run."""
    left = asyncio.all_tasks() - {task} if task is not None else ()
    for one in left:
        one.cancel()
    if left:
        gather.current.note(f"{len(left)} background tasks were still running when the script ended, and were ended with it: await them")


def pack(observation):
    """The observation as JSON text and a list of bytes; {"blob": 0} stands for the first of them."""
    blobs = []

    def blob(value):
        blobs.append(bytes(value))
        return {"blob": len(blobs) - 1}

    return json.dumps(observation, default=blob, ensure_ascii=True), blobs
