"""Plain text: delimited where it falls into columns, else one row a line."""

import pandas as pd

from .decode import decode
from .delimited import ENDINGS, lines_of, read_text
from .dialect import dialect_of
from .found import Found, Problem, Table


def prose(lines: list[str]) -> bool:
    """True for text that no separator cuts into columns."""
    dialect, sure = dialect_of(lines)
    return dialect.delimiter is None or sure < 0.25 or (dialect.delimiter in (" ", ":", "/", "#", "!", "*") and sure < 0.4)


def as_lines(lines: list[str], notes: list[str]) -> Found:
    frame = pd.DataFrame({"line": range(1, len(lines) + 1), "text": pd.Series(lines, dtype="str")})
    return Found("text", [Table(frame, notes=["plain text: one row a line"])], notes=notes)


def read(name: str, data: bytes) -> Found:
    """Any text that is not JSON or markup."""
    decoded = decode(data)
    lines = lines_of(decoded.text)
    if not any(line.strip() for line in lines):
        return Found("text", problems=[Problem("the file is empty", "Check that the export finished, then drop it again.")])
    if name.rsplit(".", 1)[-1].lower() not in ENDINGS and prose(lines):
        return as_lines(lines, decoded.notes)
    return read_text(name, decoded)
