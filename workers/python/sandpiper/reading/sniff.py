"""What a file is, by its first bytes; its ending is only a hint."""

import re

TEXTS = {"csv", "tsv", "tab", "txt", "psv", "dat", "data", "asc", "log", "md", "text"}


def packages_for(name: str, head: bytes) -> list[str]:
    """Names of lock packages that reading this file needs."""
    kind = format_of(name, head)
    return ["openpyxl"] if kind in ("xlsx", "zip") or (kind == "gzip" and re.search(r"\.(xlsx|xlsm|zip)\.gz$", name.lower())) else []


def _zip_kind(name: str, head: bytes) -> str:
    if b"xl/" in head or b"[Content_Types].xml" in head or re.search(r"\.(xlsx|xlsm|xltx)$", name):
        if re.search(r"\.(docx|pptx)$", name) or b"word/" in head or b"ppt/" in head:
            return "office"
        return "xlsx"
    return "ods" if b"opendocument.spreadsheet" in head else "zip"


def _old_office(name: str) -> str:
    return "office" if re.search(r"\.(doc|ppt|msg)$", name) else "xls"


MAGIC = (
    (b"SQLite format 3\0", "sqlite"), (b"PAR1", "parquet"), (b"\x1f\x8b", "gzip"), (b"%PDF", "pdf"), (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"BZh", "bzip2"), (b"\xfd7zXZ\0", "xz"), (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!", "rar"), (b"ARROW1", "arrow"), (b"FEA1", "arrow"), (b"ORC", "orc"), (b"Obj\x01", "avro"),
    (b"\x89HDF", "hdf"), (b"\x7fELF", "program"), (b"MZ\x90", "program"), (b"\x80\x04\x95", "pickle"), (b"{\\rtf", "office"), (b"RIFF", "media"),
    (b"$FL2", "spss"), (b"<stata_dta>", "stata"), (b"\x93NUMPY", "numpy"), (b"\xca\xfe\xba\xbe", "program"),
)


def format_of(name: str, head: bytes) -> str:
    """One word for the format; `text` stands for anything delimited or plain."""
    low = name.lower()
    if not head:
        return "empty"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(low, head)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _old_office(low)
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    return _texts(low, head)


def _texts(low: str, head: bytes) -> str:
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    plain = head.replace(b"\0", b"") if wide or _utf16(head) else head
    if _binary(plain):
        return "binary"
    start = plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()[:600]
    if start.startswith((b"<!doctype html", b"<html")) or (start.startswith(b"<") and b"<table" in start):
        return "html"
    if start.startswith(b"<?xml") or low.endswith(".xml"):
        return "xml" if start.startswith(b"<") else "text"
    if low.endswith((".jsonl", ".ndjson")):
        return "jsonl"
    if start.startswith((b"{", b"[{", b"[[")) or (low.endswith((".json", ".geojson")) and start[:1] in (b"{", b"[", b'"')):
        return "json" if re.match(rb'\{\s*("|\}|$)|\[\s*[\[{"\d\]tfn-]|"', start) else "text"
    return "json" if start.startswith(b"[") and re.match(rb"\[\s*[\[{]", start) else "text"


def _utf16(head: bytes) -> bool:
    sample = head[:2000]
    return len(sample) > 8 and max(sample[::2].count(0), sample[1::2].count(0)) > len(sample) * 0.3 and min(sample[::2].count(0), sample[1::2].count(0)) < len(sample) * 0.05


def _binary(head: bytes) -> bool:
    sample = head[:8192]
    controls = sum(byte < 32 and byte not in (0, 1, 9, 10, 12, 13, 27, 28, 29, 30, 31) for byte in sample)
    return controls > 0.02 * len(sample) + 1 or sample.count(0) > 0.1 * len(sample)
