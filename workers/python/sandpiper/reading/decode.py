"""Bytes to text. The encoding is decided on the bytes; bytes that do not fit are reported, never lost."""

import codecs
import re
from dataclasses import dataclass, field

BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 1 << 18
LATIN = frozenset("éèêëàâäáãåçñöôóòõüùúûîïíßøæœÉÈÊÀÂÄÁÅÇÑÖÔÓÜÚÎÍØÆ€£°²³µ–—‘’“”„…§«»·©®ªº½¼¾¿¡\u00a0×±")
CENTRAL = frozenset("ąćęłńśźżĄĆĘŁŃŚŹŻčďěňřšťůžČĎĚŇŘŠŤŮŽőűŐŰáéíóúýöüäßÁÉÍÓÚÖÜăâîșțşţ")


@dataclass
class Decoded:
    text: str
    encoding: str
    notes: list[str] = field(default_factory=list)
    bad_lines: list[int] = field(default_factory=list)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of mostly Latin text is NUL."""
    sample = data[: 4096 & ~1]
    if len(sample) < 8 or b"\0" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.6 and odd < half * 0.1 else None


def _pairs(data: bytes, encoding: str, leads: tuple[int, int], good: str) -> float:
    """Share of the non-ASCII characters that are everyday ones of a double-byte encoding."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        if fault.start < len(data) - 4:
            return 0.0
        text = data[: fault.start].decode(encoding)
    wide = [c for c in text if c > "\x7f"]
    if not wide:
        return 0.0
    usual = 0
    for c in wide:
        code = c.encode(encoding)
        usual += bool(re.match(good, c)) or (len(code) == 2 and leads[0] <= code[0] <= leads[1] and c > "\u2fff")
    return usual / len(wide)


def _single(data: bytes, encoding: str, good: frozenset[str]) -> float:
    text = data.decode(encoding, "replace")
    high = [c for c in text if c > "\x7f"]
    return sum(c in good for c in high) / len(high) if high else 0.0


def _cyrillic(data: bytes, encoding: str) -> float:
    high = [c for c in data.decode(encoding, "replace") if c > "\x7f"]
    lower = sum("а" <= c <= "ё" for c in high)
    return lower / len(high) if high else 0.0


def _legacy(data: bytes) -> str:
    """The likeliest encoding of bytes that are not UTF-8."""
    sample = data[:SAMPLE]
    high = bytes(b for b in sample if b > 0x7F)
    runs = len(re.findall(rb"[\x80-\xff]{2,}", sample))
    words = sum(map(len, re.findall(rb"[\x80-\xff]{3,}", sample))) > 0.5 * len(high)
    scores = {
        "cp1252": _single(sample, "cp1252", LATIN) + 0.06,
        "mac_roman": _single(sample, "mac_roman", LATIN),
        "cp850": _single(sample, "cp850", LATIN) - 0.02,
        "cp1250": _single(sample, "cp1250", CENTRAL),
        "cp1251": _cyrillic(sample, "cp1251") * (1.0 if runs else 0.2),
        "koi8_r": _cyrillic(sample, "koi8_r") * (0.95 if runs else 0.2),
    }
    if high and runs:
        scores |= {
            "cp932": _pairs(sample, "cp932", (0x88, 0x97), "[ぁ-んァ-ヶー、。・「」々〇年月日]") * 1.05,
            "euc_jp": _pairs(sample, "euc_jp", (0xB0, 0xCF), "[ぁ-んァ-ヶー、。・々]") * (1.04 if b"\xa4" in high or b"\xa5" in high else 0.8),
            "gb18030": _pairs(sample, "gb18030", (0xB0, 0xD7), "[，。、（）：]"),
            "big5": _pairs(sample, "big5", (0xA4, 0xC6), "[，。、（）：]") * 0.98,
            "cp949": _pairs(sample, "cp949", (0xB0, 0xC8), "[가-힣]") * (0.99 if b"\xc0" in high or b"\xb0" in high else 0.8),
        }
    if words:
        scores |= {name: scores[name] * 0.6 for name in ("cp1252", "mac_roman", "cp850", "cp1250")}
    return max(scores, key=lambda name: scores[name])


def encoding_of(data: bytes) -> tuple[str, int]:
    """Encoding and length of the byte-order mark."""
    for mark, name in BOMS:
        if data.startswith(mark):
            return name, len(mark)
    wide = _wide(data)
    if wide:
        return wide, 0
    try:
        data.decode("utf-8")
        return "utf-8", 0
    except UnicodeDecodeError:
        return (_legacy(data), 0) if not _mostly_utf8(data) else ("utf-8", 0)


def _mostly_utf8(data: bytes) -> bool:
    """True where valid multi-byte sequences outnumber the bytes that do not fit."""
    valid = len(re.findall(rb"[\xc3-\xf4][\x80-\xbf]+", data[: 1 << 22]))
    stray = data[: 1 << 22].decode("utf-8", "replace").count("\ufffd")
    return valid > stray


def _patched(data: bytes, result: Decoded) -> str:
    starts: list[int] = []

    def patch(fault: UnicodeError) -> tuple[str, int]:
        if not isinstance(fault, UnicodeDecodeError):
            raise fault
        starts.append(fault.start)
        return fault.object[fault.start : fault.end].decode("cp1252", "replace"), fault.end

    codecs.register_error("sandpiper-patch", patch)
    text = data.decode("utf-8", "sandpiper-patch")
    result.bad_lines = sorted({data.count(b"\n", 0, at) + 1 for at in starts[:50]})
    result.notes.append(f"mixed encodings: {len(starts)} bytes that are not UTF-8 read as Windows-1252")
    return text


def decode(data: bytes) -> Decoded:
    """Decodes all of `data`. Never raises."""
    name, skip = encoding_of(data)
    result = Decoded("", name)
    body = data[skip:]
    try:
        text = body.decode(name)
    except UnicodeDecodeError:
        text = _patched(body, result) if name == "utf-8" else body.decode(name, "replace")
        if name != "utf-8" and "\ufffd" in text:
            result.notes.append(f"{text.count(chr(0xFFFD))} characters could not be decoded as {name}")
    if name != "utf-8":
        result.notes.insert(0, f"encoding {name}")
    if "\0" in text:
        result.notes.append(f"{text.count(chr(0))} NUL bytes taken out")
        text = text.replace("\0", "")
    result.text = text.removeprefix("\ufeff")
    return result
