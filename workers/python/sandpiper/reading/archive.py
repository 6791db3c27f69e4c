"""Zip and gzip: each member is read like a dropped file. What unpacks to far more than it should is refused."""

import io
import os
import re
import zipfile
import zlib
from collections.abc import Callable

from . import sqlite
from .found import Budget, Found, Problem
from .sniff import format_of

Reader = Callable[[str, bytes, Budget, int], Found]
SKIPPED = re.compile(r"(^|/)(__MACOSX|\.DS_Store|Thumbs\.db|\._)|/$", re.IGNORECASE)
DEPTH, SMALL, PIECE = 2, 10 * 1024**2, 1 << 20
UNPACKED_AT = "/tmp/unpacked"
UNPACK = "Unpack it on your machine and drop what you need."


class TooLarge(Exception):
    """It unpacks to more than the budget or the ratio allows."""


def _gunzip(data: bytes, budget: Budget) -> tuple[bytes, str]:
    """All members of a gzip file, and why it ends early, where it does."""
    pieces: list[bytes] = []
    size, rest = 0, data
    while rest.startswith(b"\x1f\x8b"):
        machine = zlib.decompressobj(31)
        feed = rest
        while not machine.eof:
            try:
                piece = machine.decompress(feed, PIECE)
            except zlib.error as fault:
                return b"".join(pieces), str(fault)
            pieces.append(piece)
            size += len(piece)
            if size > budget.unpacked_bytes or (size > SMALL and size > budget.ratio * len(data)):
                raise TooLarge(f"{size // 1024**2} MB and more from {len(data) // 1024} kB")
            feed = machine.unconsumed_tail
            if not piece and not feed and not machine.eof:
                return b"".join(pieces), "the file ends too early"
        rest = machine.unused_data
    return b"".join(pieces), ""


def read_gzip(name: str, data: bytes, budget: Budget, depth: int, reader: Reader) -> Found:
    inner = re.sub(r"\.(gz|gzip|tgz)$", "", name, flags=re.IGNORECASE)
    try:
        body, fault = _gunzip(data, budget)
    except TooLarge as limit:
        return Found("gzip", problems=[Problem(f"it unpacks to too much ({limit})", UNPACK)])
    if format_of(inner, body[:65536]) == "tar" or body[257:262] == b"ustar":
        return Found("gzip", problems=[Problem("tar archives are not read", UNPACK)])
    if not body:
        return Found("gzip", problems=[Problem(f"it cannot be unpacked: {fault or 'it is empty'}", "Pack it again, or drop the file inside.")])
    found = member(inner, body, budget, depth, reader)
    found.notes.insert(0, "unpacked from gzip")
    if fault:
        found.problems.append(Problem(f"the archive is damaged ({fault}): only the part before that was read", "Download or pack it again."))
    return found


def member(name: str, body: bytes, budget: Budget, depth: int, reader: Reader) -> Found:
    """One unpacked file. A database needs a path of its own."""
    if format_of(name, body[:65536]) != "sqlite":
        return reader(name, body, budget, depth + 1)
    os.makedirs(UNPACKED_AT, exist_ok=True)
    path = f"{UNPACKED_AT}/{abs(hash((name, len(body))))}.db"
    with open(path, "wb") as file:
        file.write(body)
    found = sqlite.read(path, budget)
    found.databases[name] = path
    return found


def _checked(entry: zipfile.ZipInfo, left: int, budget: Budget) -> str:
    """Why a member is not unpacked; empty where it may be."""
    if entry.flag_bits & 1:
        return "it is protected by a password"
    if entry.file_size > left:
        return f"it would unpack to {entry.file_size // 1024**2} MB, more than is left"
    if entry.file_size > SMALL and entry.file_size > budget.ratio * max(1, entry.compress_size):
        return f"it would unpack to {entry.file_size // max(1, entry.compress_size)} times its size, as a zip bomb does"
    return ""


def _unpack(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """At most as many bytes as the directory promises; a member that holds more is refused."""
    with package.open(entry) as file:
        body = file.read(entry.file_size + 1)
    if len(body) > entry.file_size:
        raise TooLarge("it holds more than it says")
    return body


def read_zip(name: str, data: bytes, budget: Budget, depth: int, reader: Reader) -> Found:
    found = Found("zip")
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        entries = [entry for entry in package.infolist() if not SKIPPED.search(entry.filename)]
    except (zipfile.BadZipFile, ValueError, OSError) as fault:
        found.problems.append(Problem(f"the archive is damaged or was cut off ({fault})", "Download or pack it again."))
        return found
    if depth >= DEPTH:
        found.problems.append(Problem("archives within archives within archives are not read", UNPACK))
        return found
    left = budget.unpacked_bytes
    for entry in entries[: budget.members]:
        left -= _member(found, package, entry, left, budget, depth, reader)
    if len(entries) > budget.members:
        found.problems.append(Problem(f"it holds {len(entries)} files; the first {budget.members} were read", UNPACK))
    if not entries:
        found.problems.append(Problem("the archive is empty", "Check that packing finished."))
    return found


def _member(found: Found, package: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int, budget: Budget, depth: int, reader: Reader) -> int:
    """Adds what one member holds; answers the bytes it took."""
    title = entry.filename
    refused = _checked(entry, left, budget)
    if refused:
        found.problems.append(Problem(refused, UNPACK, part=title))
        return 0
    try:
        inside = member(title, _unpack(package, entry), budget, depth, reader)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, TooLarge, RuntimeError, ValueError) as fault:
        found.problems.append(Problem(f"it cannot be unpacked: {fault}", "Pack it again, or drop the file itself.", part=title))
        return 0
    for table in inside.tables:
        table.origin = table.origin or title
        table.part = f"{title}/{table.part}" if table.part else title
    for problem in inside.problems:
        problem.part = f"{title}/{problem.part}" if problem.part else title
    found.tables += inside.tables
    found.problems += inside.problems
    found.notes += [f"{title}: {note}" for note in inside.notes]
    found.databases |= inside.databases
    return entry.file_size
