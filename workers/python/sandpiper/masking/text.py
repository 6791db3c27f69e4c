"""One spelling for the many: full-width and foreign digits, invisible characters, dashes and spaces."""

import re
import unicodedata

_INVISIBLE = [0x00AD, 0x034F, 0x061C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFE0F, 0xFEFF]
_TABLE = dict.fromkeys(_INVISIBLE) | dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63], "-")
_FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")
_SEPARATORS = re.compile(r"[\s.\-/()_,:·']+")


def clean(text: str) -> str:
    """NFKC, no invisible characters, ASCII digits and dashes, no outer spaces."""
    if text.isascii():
        return text.strip()
    plain = unicodedata.normalize("NFKC", text).translate(_TABLE)
    return _FOREIGN_DIGIT.sub(lambda m: str(unicodedata.digit(m[0])), plain).strip()


def compact(text: str) -> str:
    """Without separators, in capitals: the form that checksums read."""
    return _SEPARATORS.sub("", text).upper()


def fold(text: str) -> str:
    """Lower case without accents: the form that word lists are kept in."""
    lower = text.casefold()
    if lower.isascii():
        return lower
    return "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c)).replace("ł", "l").replace("ø", "o")
