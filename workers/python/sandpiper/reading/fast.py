"""Large delimited files: a sample decides, one scan finds what is irregular, pandas' C parser reads all at once.

Whatever the scan cannot vouch for goes the slow way (`delimited.py`), so that no row is lost in silence.
"""

import io
import os
import warnings

import numpy as np
import pandas as pd

from .decode import Decoded, decode, encoding_of
from .delimited import SHOWN, ENDINGS, fitted, lines_of, read_text
from .found import Budget, Found, OddLines, Problem, Table
from .headings import unique
from .plan import HEAD_BYTES, Irregular, Plan
from .records import records
from .scan import Scan, long_columns, scan
from .text import as_lines, prose
from .values import ALWAYS_NULL, Column, hints_of

LEAST = 300_000
SLOW_BYTES = 32 * 1024**2
ODD_SHARE = 0.02
NULLS = sorted(ALWAYS_NULL | {w.upper() for w in ALWAYS_NULL} | {"NaN", "-NaN", "Null", "None", ""})
MORE_NULLS = ["-", "--", "?", "NA", "na", ".", "none", "N/D", "—", "–"]


def _bytes(path: str, budget: Budget) -> tuple[bytes, int]:
    """The first bytes of the file up to the budget, cut after a line, and the file's size."""
    size = os.path.getsize(path)
    with open(path, "rb") as file:
        data = file.read(min(size, budget.text_bytes))  # what is asked for is set aside at once
    return (data[: data.rfind(b"\n") + 1] if len(data) < size else data), size


def read(name: str, path: str, budget: Budget) -> Found:
    """Reads delimited text of any size up to the budget."""
    data, size = _bytes(path, budget)
    held, length = [data], len(data)
    del data
    try:
        found = _fast(name, held)
    except (Irregular, pd.errors.ParserError, ValueError, IndexError):
        found = _slow(name, _bytes(path, budget)[0])
    if length < size:
        found.problems.append(Problem(
            f"it has {size // 1024**2} MB; the first {length // 1024**2} MB were read",
            "What is worked out covers that part only. Drop a part of it, or fewer columns; where the policy masks nothing, "
            f"pd.read_csv('/data/{name}', chunksize=200_000) reads all of it in pieces.",
        ))
    return found


def _slow(name: str, data: bytes) -> Found:
    cut = data[: data.rfind(b"\n", 0, SLOW_BYTES) + 1 or SLOW_BYTES] if len(data) > SLOW_BYTES else data
    decoded = decode(cut)
    if name.rsplit(".", 1)[-1].lower() not in ENDINGS and prose(lines_of(decoded.text[:HEAD_BYTES])):
        found = as_lines(lines_of(decoded.text), decoded.notes)
    else:
        found = read_text(name, decoded)
    if len(cut) < len(data):
        found.problems.append(Problem(
            f"its lines are irregular; the first {len(cut) // 1024**2} of {len(data) // 1024**2} MB were read",
            "Clean it or split it into files of 30 MB.",
        ))
    return found


def _utf8(data: bytes) -> tuple[bytes, Decoded]:
    """The text as UTF-8 with LF line ends."""
    plain = data.isascii()
    name, skip = ("utf-8", 0) if plain else encoding_of(data)
    decoded = Decoded("", name)
    try:
        if name != "utf-8":
            raise UnicodeError
        if not plain:
            data.decode("utf-8")
        body = data[skip:]
    except UnicodeError:
        decoded = decode(data)
        body = decoded.text.encode("utf-8", "replace")
        decoded.text = ""
    if b"\0" in body:
        body = body.replace(b"\0", b"")
    if b"\r" in body:
        body = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return body if body.endswith(b"\n") else body + b"\n", decoded


def _repeated(body: bytes, plan: Plan) -> list[int]:
    """Places, counted from the first record, at which the header line stands again."""
    header = plan.head_lines[-1].encode() if plan.head_lines else b""
    line = b"\n" + header + b"\n"
    places: list[int] = []
    at = body.find(line, plan.start, plan.stop) if header else -1
    while at >= 0:
        places.append(at + 1 - plan.start)
        at = body.find(line, at + 1, plan.stop)
    return places


def _mended(plan: Plan, line: str) -> tuple[str | None, str]:
    """An irregular record as a regular one, None where it is left out; and what was wrong."""
    cut = records(line.split("\n"), plan.dialect)
    row = cut.rows[0] if cut.rows else []
    size = len(row)
    if size == 1 and plan.width > 2:
        return None, "one value only, kept out"
    while len(row) > plan.width and not row[-1].strip():
        row.pop()
    if len(row) > plan.width:
        row = fitted(row, plan.width, plan.sample[:60])
    row = row + [""] * (plan.width - len(row))
    mark = plan.dialect.delimiter or ","
    return mark.join('"' + cell.replace('"', '""').replace("\n", " ") + '"' for cell in row), f"{size} values where {plan.width} are usual"


def regular(plan: Plan, body: bytes, odd: OddLines) -> tuple[bytes, int, set[int]]:
    """The text with every record of the usual length, the number of records, and the columns whose digits have a zero in front."""
    seen = _scanned(plan, body)
    lines = len(seen.starts)
    if not seen.closed or len(seen.odd) > max(20, ODD_SHARE * lines) or int(np.diff(seen.starts).max(initial=0)) > 1 << 20:
        raise Irregular
    repeats = {int(np.searchsorted(seen.starts, at, side="right")) - 1 for at in _repeated(body, plan)}
    out: list[bytes] = []
    last = gone = 0
    base = plan.start
    for record in sorted(repeats | set(seen.odd.tolist())):
        begin = base + int(seen.starts[record])
        end = base + int(seen.starts[record + 1]) if record + 1 < lines else plan.stop
        text = body[begin:end].decode("utf-8", "replace").rstrip("\n")
        fixed, reason = (None, "header repeated") if record in repeats else _mended(plan, text)
        odd.add(body.count(b"\n", 0, begin) + 1, reason, text)
        out += [body[last:begin], b"" if fixed is None else fixed.encode() + b"\n"]
        gone += fixed is None
        last = end
    if not out:
        return body, lines - seen.blank, seen.codes
    out.append(body[last : plan.stop])
    plan.stop = sum(map(len, out))
    mended = b"".join(out)
    return mended, lines - seen.blank - gone, _scanned(plan, mended).codes


def parse(plan: Plan, body: bytes, texts: set[int], rows: int) -> pd.DataFrame:
    """All records by the C parser, from where they begin; what follows the last one is not looked at."""
    kinds = [Column(name, pd.Series([row[j] for row in plan.sample[:400]], dtype=object)) for j, name in enumerate(plan.region.names)]
    hints = hints_of(kinds, "," if plan.dialect.delimiter == ";" else None)
    typed = [column.typed(hints).values for column in kinds]
    numeric = [pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values) for values in typed]
    words = texts | {j for j, yes in enumerate(numeric) if not yes}
    nulls = {j: NULLS if j in words else NULLS + MORE_NULLS for j in range(plan.width)}
    raw = _parsed(plan, body, words, nulls, rows)
    # The parser types a stretch of lines at a time, which takes half the memory: a column that is not of numbers throughout is text throughout.
    mixed = {j for j in range(plan.width) if j not in words and not pd.api.types.is_numeric_dtype(raw[j])}
    if any(_is_long(raw[j]) for j in range(plan.width) if j not in words | mixed):
        mixed |= _long(plan, body) - words
    if not mixed:
        return raw
    del raw
    return _parsed(plan, body, words | mixed, nulls, rows)


def _is_long(values: pd.Series) -> bool:
    """Whether there are numbers that may have been written with more digits than a number keeps."""
    return values.dtype.kind in "iuf" and bool(values.abs().max() >= 1e15)


def _parsed(plan: Plan, body: bytes, words: set[int], nulls: dict[int, list[str]], rows: int) -> pd.DataFrame:
    source = io.BytesIO(body)
    source.seek(plan.start)
    with warnings.catch_warnings(action="ignore", category=pd.errors.DtypeWarning):
        return pd.read_csv(
            source, nrows=rows if plan.stop < len(body) else None, header=None, names=list(range(plan.width)), index_col=False, engine="c", encoding="utf-8",
            sep=plan.dialect.delimiter, quotechar='"', skipinitialspace=True, keep_default_na=False, on_bad_lines="error",
            na_values=nulls, dtype={j: object for j in words}, thousands=None, skip_blank_lines=True,
        )


def _typed(plan: Plan, raw: pd.DataFrame, names: list[str]) -> Table:
    table, done = Table(pd.DataFrame()), {}
    words = [j for j in range(plan.width) if not pd.api.types.is_numeric_dtype(raw[j])]
    columns = {j: Column(names[j], raw.pop(j)) for j in words}
    hints = hints_of(list(columns.values()), "," if plan.dialect.delimiter == ";" else None)
    for j in range(plan.width):
        if j not in columns:
            done[j] = raw.pop(j)
            continue
        typed = columns.pop(j).typed(hints)
        done[j] = typed.values
        if typed.notes:
            table.column_notes[names[j]] = "; ".join(typed.notes)
    table.frame = pd.DataFrame(done)
    table.frame.columns = names
    if hints.told and hints.decimal == ",":
        table.notes.append("decimal comma")
    return table


def _marked(plan: Plan, body: bytes) -> tuple[np.ndarray, int, int | None]:
    """The bytes of the records, the separator, and the quote where there is one."""
    return np.frombuffer(body, dtype=np.uint8)[plan.start : plan.stop], ord(plan.dialect.delimiter or ","), ord('"') if b'"' in body else None


def _scanned(plan: Plan, body: bytes) -> Scan:
    return scan(*_marked(plan, body), plan.width)


def _long(plan: Plan, body: bytes) -> set[int]:
    array, delimiter, quote = _marked(plan, body)
    return long_columns(array, delimiter, quote, _line_starts(array))


def _line_starts(array: np.ndarray) -> np.ndarray:
    """Where lines begin, quoted line ends included."""
    places = [np.flatnonzero(array[at : at + (8 << 20)] == 10) + at + 1 for at in range(0, len(array), 8 << 20)]
    return np.concatenate([[0], *places]).astype(np.int64)


def _fast(name: str, held: list[bytes]) -> Found:
    """`held` gives its bytes away, so that they can be freed early. Raises Irregular where it cannot vouch for the result."""
    body, decoded = _utf8(held.pop())
    plan = Plan(name, body)
    odd = OddLines()
    for line, reason, text in plan.numbers:
        odd.add(line, reason, text)
    total = body.count(b"\n")
    body, expected, codes = regular(plan, body, odd)
    raw = parse(plan, body, codes, expected)
    del body
    if len(raw) != expected:
        raise Irregular
    for place, (text, reason) in enumerate(plan.tail):
        odd.add(total - len(plan.tail) + 1 + place, reason, text)
    table = _typed(plan, raw, unique(plan.region.names))
    table.odd = odd
    table.notes = [f"separator {SHOWN.get(plan.dialect.delimiter or '', plan.dialect.delimiter)}", *plan.region.notes, *table.notes]
    table.notes += [f"{why} ({times} lines)" for why, times in odd.reasons.items()]
    return Found("tsv" if plan.dialect.delimiter == "\t" else "csv", [table], notes=decoded.notes)
