"""One file to what it holds. Never raises for bad data: whatever goes wrong becomes a problem in plain words."""

import os

from . import archive, excel, fast, jsontext, markup, parquet, sqlite, streamed, text
from .found import Budget, Found, Problem
from .sniff import format_of

HEAD, LINE, WIDEST = 65_536, 1 << 20, 20_000
REFUSED = {
    "empty": ("the file is empty (0 bytes)", "Check that the export or the download finished, then drop it again."),
    "xls": ("this is the old Excel format (.xls)", excel.OLD),
    "office": ("this is a document, not a table", "Copy the table into a workbook or a CSV file and drop that."),
    "pdf": ("this is a PDF, which holds no tables that can be read surely", "Export the data as CSV or XLSX and drop that."),
    "image": ("this is a picture", "Drop the data behind it as CSV or XLSX."),
    "ods": ("this is an OpenDocument workbook", "Save it as .xlsx or CSV and drop that."),
    "bzip2": ("bzip2 archives are not read", "Unpack it and drop what is inside, or pack it as zip or gzip."),
    "xz": ("xz archives are not read", "Unpack it and drop what is inside, or pack it as zip or gzip."),
    "zstd": ("zstd archives are not read", "Unpack it and drop what is inside, or pack it as zip or gzip."),
    "7z": ("7z archives are not read", "Unpack it and drop what is inside, or pack it as zip."),
    "rar": ("rar archives are not read", "Unpack it and drop what is inside, or pack it as zip."),
    "binary": ("this is binary data in a format that is not known here", "Export it as CSV, XLSX, JSON, SQLite or Parquet and drop that."),
}
OTHER = ("{} files are not read", "Export it as CSV, XLSX, JSON, SQLite or Parquet and drop that.")


def _refusal(kind: str) -> Found:
    reason, fix = REFUSED.get(kind, (OTHER[0].format(kind), OTHER[1]))
    return Found(kind, problems=[Problem(reason, fix)])


def _too_wide(head: bytes) -> Found | None:
    """A text whose first line has more columns than a table can usefully have: each costs milliseconds, and nobody can look at them."""
    line = head.partition(b"\n")[0]
    count = max(map(line.count, (b",", b";", b"\t", b"|"))) + 1
    if count <= WIDEST:
        return None
    shown = f"{count} columns or more" if len(line) == LINE else f"{count} columns"
    return Found("text", problems=[Problem(f"it has {shown}; at most {WIDEST} are read", "Turn the table so that its columns become rows, or drop the columns that are needed.")])


def read_bytes(name: str, data: bytes, budget: Budget, depth: int = 0) -> Found:
    """Any format but a database, from bytes. `depth` counts the archives around it."""
    kind = format_of(name, data[:HEAD])
    match kind:
        case "text":
            return _too_wide(data[:LINE]) or text.read(name, data)
        case "xlsx":
            return excel.read(name, data, budget)
        case "json":
            return jsontext.read(name, data, budget)
        case "jsonl":
            return jsontext.read_jsonl(name, data, budget)
        case "html":
            return markup.read_html(name, data)
        case "xml":
            return markup.read_xml(name, data)
        case "parquet":
            return parquet.read(name)
        case "zip":
            return archive.read_zip(name, data, budget, depth, read_bytes)
        case "gzip":
            return archive.read_gzip(name, data, budget, depth, read_bytes)
    return _refusal(kind)


def _read(name: str, path: str, budget: Budget) -> Found:
    with open(path, "rb") as file:
        head = file.read(HEAD)
        kind = format_of(name, head)
        if kind == "sqlite":
            found = sqlite.read(path, budget)
            found.databases[name] = path
            return found
        if kind == "parquet":
            return parquet.read(name)
        if kind == "text" and os.path.getsize(path) > fast.LEAST:
            way = streamed if os.path.getsize(path) > budget.text_bytes else fast
            return _too_wide(head + file.read(LINE - HEAD)) or way.read(name, path, budget)
        return read_bytes(name, head + file.read(), budget)


def read_path(name: str, path: str, budget: Budget) -> Found:
    """Reads the file at `path`, which the person knows as `name`."""
    try:
        return _read(name, path, budget)
    except FileNotFoundError:
        return Found("missing", problems=[Problem("the file is not there any more", "Drop it again.")])
    except MemoryError:
        size = os.path.getsize(path) // 1024**2
        return Found("large", problems=[Problem(f"it does not fit in the tab's memory ({size} MB)", "Drop a smaller part of it, or close other files first.")])
    except Exception as fault:  # noqa: BLE001 - a reader's bug must not take the other files with it
        return Found("unknown", problems=[Problem(f"it could not be read ({type(fault).__name__}: {fault})", "Save it again as CSV or XLSX and drop that.")])
