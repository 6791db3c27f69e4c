"""What one cell looks like: the coarse kinds that find separators, headers and footers."""

import datetime
import re
from functools import lru_cache

EMPTY, NUMBER, DATE, BOOL, TEXT = range(5)

CURRENCY = r"(?:[€$£¥₹₽₩₺₴฿₫₪¢]|R\$|US\$|A\$|C\$|kr\.?|zł|Kč|Ft|CHF|EUR|USD|GBP|JPY|CNY|INR|SEK|NOK|DKK|PLN|CAD|AUD|BRL|Rs\.?)"
GROUPS = r"\d{1,3}(?:[.,'’\u00a0\u202f\u2009 ]\d{3})+(?:[.,]\d+)?"
PLAIN = r"\d+(?:[.,]\d*)?(?:[eE][+-]?\d+)?|[.,]\d+(?:[eE][+-]?\d+)?"
LAKH = r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?"
NUMBER_RE = re.compile(
    rf"\(?\s*[+\-−–]?\s*{CURRENCY}?\s*[+\-−–]?\s*(?:{GROUPS}|{LAKH}|{PLAIN})\s*(?:{CURRENCY})?\s*[%‰]?\s*-?\)?[*†‡]{{0,2}}"
)
CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?"
ZONE = r"(?:\s*(?:Z|UTC|GMT|CET|CEST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|[+-]\d{2}:?\d{2}))?"
MONTHS = {
    **{w: 1 for w in "jan januar january janvier janv enero ene gennaio gen januari janeiro jänner januar".split()},
    **{w: 2 for w in "feb februar february février fevrier févr fevr febrero febbraio februari fevereiro fev".split()},
    **{w: 3 for w in "mar march mär maer märz maerz mrz mars marzo maart mrt março marco".split()},
    **{w: 4 for w in "apr april avril avr abril abr aprile".split()},
    **{w: 5 for w in "may mai mayo maggio mag mei maio maj".split()},
    **{w: 6 for w in "jun june juni juin junio giugno giu junho".split()},
    **{w: 7 for w in "jul july juli juillet juil julio luglio lug julho".split()},
    **{w: 8 for w in "aug august août aout agosto ago augustus augusti".split()},
    **{w: 9 for w in "sep sept september septembre septiembre settembre set setembro".split()},
    **{w: 10 for w in "oct october okt oktober octobre octubre ottobre ott outubro out".split()},
    **{w: 11 for w in "nov november novembre noviembre novembro".split()},
    **{w: 12 for w in "dec december dez dezember décembre decembre déc diciembre dic dicembre desember dezembro des".split()},
}
WORD_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
DAY_NAME = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
DATE_RE = re.compile(
    rf"{DAY_NAME}(?:"
    rf"\d{{4}}([-/.])\d{{1,2}}(?:\1\d{{1,2}})?(?:[T ]\s*{CLOCK}{ZONE})?"
    rf"|\d{{1,2}}([-/.])\d{{1,2}}\2(?:\d{{4}}|\d{{2}})(?:,?[T ]\s*{CLOCK}{ZONE})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?(?:\s+|-|/)(?:de\s+)?{WORD_MONTH}(?:,?\s+|-|/)(?:de\s+)?(?:\d{{4}}|\d{{2}})(?:,?\s+{CLOCK}{ZONE})?"
    rf"|{WORD_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}(?:,?\s+{CLOCK}{ZONE})?"
    rf"|{WORD_MONTH}(?:\s+|-)\d{{4}}"
    rf"|\d{{4}}年\d{{1,2}}月(?:\d{{1,2}}日)?"
    rf"|{CLOCK})",
    re.IGNORECASE,
)
BOOLS = frozenset("true false yes no y n t f ja nein oui non si sí vrai faux wahr falsch да нет はい いいえ".split())
NULLS = frozenset(
    "- -- --- — – #n/a #na n/a na n.a. n.a null nil none nan #null! #ref! #value! #div/0! #name? #num! ? ?? . .. ... … "
    "(null) <null> <na> (blank) (none) \\n k.a. k. a. s/d n/d nd n.v. n.b. -nan 1.#qnan 1.#ind inf -inf missing".split()
) | {"k. a.", "n. v.", "not available", "no data"}


@lru_cache(maxsize=200_000)
def text_kind(text: str) -> int:
    """Coarse kind of one stripped text."""
    if not text or text.lower() in NULLS:
        return EMPTY
    if len(text) > 48:
        return TEXT
    if NUMBER_RE.fullmatch(text):
        return NUMBER
    if DATE_RE.fullmatch(text):
        return DATE
    return BOOL if text.lower() in BOOLS else TEXT


def kind(cell: object) -> int:
    """Coarse kind of a cell: text from a delimited file or a typed value from a workbook."""
    if isinstance(cell, str):
        return text_kind(cell.strip())
    if cell is None or cell != cell:
        return EMPTY
    if isinstance(cell, bool):
        return BOOL
    if isinstance(cell, (int, float)):
        return NUMBER
    return DATE if isinstance(cell, (datetime.date, datetime.time, datetime.timedelta)) else TEXT


def blank(cell: object) -> bool:
    """True for a cell that holds nothing at all."""
    return cell is None or (cell.__class__ is str and (not cell or cell.isspace()))
