"""What a value looks like: a machine's notation, a name, an address, a code."""

import re

from .text import clean, fold
from .vocabulary import COMMON, NAMES, STREET

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|mär|mai|okt|dez|janv|févr|mars|avr|juin|juil|août|ene|abr|ago|dic|gen|mag|giu|lug|set|ott)[a-zé]*\.?"
_DATE = "|".join([
    r"\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?", r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}", rf"\d{{1,2}}\.?[ -]{_MONTH}[ -]?'?\d{{2,4}}",
    rf"{_MONTH}[ -]?(?:\d{{1,2}},?[ -])?'?\d{{2,4}}", r"(?:q[1-4]|h[12]|w\d{1,2}|kw ?\d{1,2})[ /-]?'?(?:\d{2}|\d{4})", r"\d{4}[ /-]?(?:q[1-4]|h[12]|w\d{1,2})", r"fy ?\d{2,4}(?:[/-]\d{2,4})?",
])
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]m)?(?: ?(?:z|utc|gmt|[+-]\d{2}:?\d{2}))?"
_MONEY = r"(?:[$€£¥₹]|usd|eur|gbp|chf|pln|sek|r\$|kr|zł)"
_NUMBER = r"[-+(]?(?:\d{1,3}(?:[ ,.'’]\d{3})+|\d{1,9})?(?:[.,]\d+)?(?:e[-+]?\d+)?\)?"
_DATELIKE = re.compile(rf"(?:{_DATE})(?:[ t,]+{_CLOCK})?", re.I)
_MACHINE = re.compile("|".join([
    rf"(?:{_DATE})(?:[ t,]+{_CLOCK})?", _CLOCK, rf"(?=.*\d)[-+]?{_MONEY}? ?{_NUMBER} ?(?:{_MONEY}|%|‰|° ?[cf]?|[kmgt]i?b|[kmb]n?|mm|cm|m|km|kg|g|mg|l|ml|h|hrs?|min|s|ms|x|pcs|px|in|ft|lb|oz|w|kw|kwh|v|a|hz|ghz|mhz)?",
    r"[-+]?\d{1,3}\.\d{3,},? ?[-+]?\d{1,3}\.\d{3,}", r"v?\.?\d+(?:\.\d+){1,4}(?:[-+.]?(?:alpha|beta|rc|dev|post|a|b|build|snapshot)[-.]?\d*)?",
    r"\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?", r"#[0-9a-f]{3,8}", r"(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{24,64}", r"p(?:\d+[ymwd])*(?:t(?:\d+[hms])+)?", r"\d+ ?[x×] ?\d+(?: ?[x×] ?\d+)?(?: ?(?:cm|mm|m|px))?",
    r"(?:true|false|yes|no|y|n|ja|nein|oui|non|si|sì|sí|ok)", r"(?:application|image|text|audio|video)/[\w.+-]+", r"\d{1,4}(?:st|nd|rd|th)", r"\d+ ?[-–] ?\d+", r"[<>]=? ?\d+|\d+\+",
]), re.I)
_URL = re.compile(r"(?:https?://|www\.)[\w.-]+(?::\d+)?(?:/[\w\-./%~]*)?", re.I)
_CODE = re.compile(r"(?=.*\d)[A-Za-z]{0,6}[-_/# .]?(?:[A-Za-z0-9]{1,12}[-_/.]?){1,5}")
_SLUG = re.compile(r"[A-Z0-9]{1,5}|[a-z][a-z0-9]*(?:[-_/.][a-z0-9]+)+|[A-Z][A-Z0-9]*(?:[-_][A-Z0-9]+)+")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_TITLE = re.compile(r"(?:mr|mrs|ms|miss|dr|prof|herr|frau|mme|mlle|sr|sra|srta|sig|dott|ing|sir|dame|jr|ii|iii)\.?,?$")
_PARTICLES = frozenset("de da di do dos del della der den van von zu la le el al bin ibn ter ten af av y e i".split())
_STREET = re.compile(rf"(?<![^\W\d_]){STREET}", re.I)
_STREET_END = re.compile(r"(?:strasse|straße|str\.|weg|gasse|platz|allee|straat|laan|gracht|plein|kade|gatan|vägen|gade|vej|utca|katu|tie|caddesi|sokak)\b", re.I)
_HOUSE = re.compile(r"(?<![\d.,])\d{1,5} ?[A-Za-z]?(?:[-/]\d{1,4})?(?![\d.])")


def is_machine(value: str) -> bool:
    """Numbers, amounts, dates, times, versions, coordinates, UUIDs, hashes, colours, plain addresses of web pages."""
    return bool(_MACHINE.fullmatch(value) or _URL.fullmatch(value))


def is_date(value: str) -> bool:
    return bool(_DATELIKE.fullmatch(value))


def is_code(value: str) -> bool:
    """Letters and digits in one short run: `SKU-10293-B`."""
    return len(value) <= 32 and bool(_CODE.fullmatch(value))


def is_slug(value: str) -> bool:
    """`EMEA`, `in_progress`, `A1`."""
    return bool(_SLUG.fullmatch(value))


def _tokens(value: str) -> list[str]:
    return [w.strip(".,") for w in re.split(r"[\s,;&/()]+", value) if w.strip(".,")]


def common_share(value: str) -> float:
    """The share of words that things and places are called by."""
    words = [fold(p) for w in _tokens(value) for p in re.split(r"[-_]", w) if p]
    if not words or all(w.isdigit() for w in words):
        return 0.0 if words else 1.0
    return sum(1 for w in words if w in COMMON or w.isdigit()) / len(words)


def is_known_name(value: str) -> bool:
    """One to five words, one of them a known name, none of them a word for things only."""
    words = [fold(w) for w in _tokens(value)]
    if not 1 <= len(words) <= 5 or any(any(c.isdigit() for c in w) for w in words):
        return False
    known = sum(1 for w in words if any(p in NAMES for p in w.split("-")))
    things = sum(1 for w in words if w in COMMON and w not in NAMES and w not in _PARTICLES)
    return known > 0 and things == 0


def is_name_shape(value: str) -> bool:
    """Two to five capitalised words or initials (particles and titles aside), letters only: in any language with capitals."""
    if len(value) > 60:
        return False
    words = [w for w in re.split(r"[\s,]+", value) if w and not _TITLE.fullmatch(w.lower())]
    kept = [w for w in words if w.lower() not in _PARTICLES]
    if not 2 <= len(kept) <= 4:
        return False
    if not all(_WORD.fullmatch(w) and w[0].isupper() for w in kept):
        return False
    return sum(1 for w in kept if fold(w.strip(".")) in COMMON and fold(w) not in NAMES) == 0 and any(len(w.strip(".")) > 2 for w in kept)


def is_cjk_name(value: str) -> bool:
    """Two to four ideographs, or five with a space: 田中 太郎, 王小明; three Hangul."""
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{1,3}[ \u3000]?[\u4e00-\u9fff\u3040-\u30ff]{1,3}|[\uac00-\ud7a3]{2,4}", value))


def is_address(value: str) -> bool:
    """A street word beside a house number."""
    if not 6 <= len(value) <= 160 or not _HOUSE.search(value):
        return False
    return bool(_STREET.search(value) or _STREET_END.search(value))


def tidy(values: list[str]) -> list[str]:
    return [c for v in values if (c := clean(v))]
