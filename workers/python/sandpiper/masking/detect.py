"""Which kind a value is, and where in a text the kinds stand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .checksums import IBAN_LENGTH
from .kinds import KINDS, Kind, is_ip6
from .text import clean, compact

_SIGNAL = re.compile(r"[\d@]|\[AT\]|\(AT\)|::")
_STRICT = [(k, re.compile(rf"(?:{k.strict})")) for k in KINDS if k.strict]
_LOOSE = [(k, re.compile(rf"(?:{k.loose})")) for k in KINDS if k.loose]
_LEFT = r"(?<![\w@])(?<!\d[.,])"
_RIGHT = r"(?![\w@])(?![.,]\d)"
_SPANS = [(k, re.compile(_LEFT + rf"(?:{k.strict})" + _RIGHT)) for k in KINDS if k.strict]
_NEAR = [
    (k, re.compile(_LEFT + rf"(?:{k.loose})" + _RIGHT), re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, k.words)) + r")", re.I))
    for k in KINDS if k.loose and k.words
]
_HARMLESS = re.compile(
    r"[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}"
    r"|\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
    r"|\b(?=[0-9A-F]*[A-F][0-9A-F]*)(?=[0-9A-F]*\d)[0-9A-F]{24,64}\b|\bV\.? ?\d+(?:\.\d+){1,4}\b|VERSION:? ?\d+(?:\.\d+){1,4}"
)


@dataclass(frozen=True)
class Span:
    """`type` of text[at:at+length] of the cleaned text."""

    type: str
    at: int
    length: int


def passes(kind: Kind, text: str) -> bool:
    """The check of a text that already has the kind's shape."""
    if kind.name in ("email", "url-user", "ipv4", "mac"):
        return True
    if kind.name == "ipv6":
        return is_ip6(text)
    if kind.name == "phone":
        return kind.check(text)
    return kind.check(compact(text))


def kind_of(value: str, column_kind: str | None = None) -> str | None:
    """The kind of a whole value, or None. `column_kind` is the kind of its column, whose bare form is then believed too."""
    text = clean(value).upper()
    if not _SIGNAL.search(text) or _HARMLESS.fullmatch(text):
        return None
    if column_kind and any(k.name == column_kind and r.fullmatch(text) and passes(k, text) for k, r in [*_STRICT, *_LOOSE]):
        return column_kind
    return next((k.name for k, shape in _STRICT if not (column_kind and k.name == "phone") and shape.fullmatch(text) and passes(k, text)), None)


def kinds_of(values: pd.Series, column_kind: str | None = None) -> pd.Series:
    """The kind of each value of a text column (object of str or None); each distinct value is looked at once."""
    codes, distinct = pd.factorize(values)
    found = np.array([kind_of(str(v), column_kind) for v in distinct] + [None], dtype=object)
    return pd.Series(found[codes], index=values.index, dtype=object)


def shares(distinct: Sequence[str]) -> dict[str, tuple[float, float]]:
    """For each kind that occurs: the share of distinct values that are its strict form, and its strict or loose form."""
    texts = [clean(v).upper() for v in distinct]
    texts = [t for t in texts if _SIGNAL.search(t) and not _HARMLESS.fullmatch(t)]
    total = max(len(distinct), 1)
    strict = _counts(_STRICT, texts)
    either = {k: n + strict.get(k, 0) for k, n in _counts(_LOOSE, texts, but=dict((k.name, r) for k, r in _STRICT)).items()}
    return {k: (strict.get(k, 0) / total, either.get(k, strict.get(k, 0)) / total) for k in {*strict, *either}}


def _counts(table: Iterable[tuple[Kind, re.Pattern]], texts: list[str], but: dict[str, re.Pattern] | None = None) -> dict[str, int]:
    counts: dict[str, int] = {}
    for kind, shape in table:
        other = (but or {}).get(kind.name)
        hits = sum(1 for t in texts if shape.fullmatch(t) and not (other and other.fullmatch(t)) and passes(kind, t))
        if hits:
            counts[kind.name] = hits
    return counts


def find(text: str, near: int = 32) -> list[Span]:
    """Every kind that stands in free text, by place; loose forms only within `near` characters after one of their words.

    Places are those of `clean(text)`; kinds do not overlap, the earlier in the table wins."""
    upper = clean(text).upper()
    if not _SIGNAL.search(upper):
        return []
    taken: list[tuple[int, int]] = [m.span() for m in _HARMLESS.finditer(upper)]
    spans: list[Span] = []
    for kind, shape in _SPANS:
        for match in shape.finditer(upper):
            _take(spans, taken, kind, match)
    for kind, shape, words in _NEAR:
        if words.search(upper):
            for match in shape.finditer(upper):
                if words.search(upper, max(0, match.start() - near), match.start()):
                    _take(spans, taken, kind, match)
    return sorted(spans, key=lambda s: s.at)


def _take(spans: list[Span], taken: list[tuple[int, int]], kind: Kind, match: re.Match) -> None:
    start, end = match.span()
    if kind.name == "iban":
        end = _iban_end(match)
    if any(start < b and a < end for a, b in taken) or not passes(kind, match.string[start:end]):
        return
    taken.append((start, end))
    spans.append(Span(kind.name, start, end - start))


def _iban_end(match: re.Match) -> int:
    """Where the country's length is reached: the pattern may have run on into the next word."""
    left = IBAN_LENGTH.get(match[0][:2], 0)
    for place, letter in enumerate(match[0]):
        left -= letter.isalnum()
        if left == 0:
            after = match.string[match.start() + place + 1:match.start() + place + 2]
            return match.end() if after.isalnum() else match.start() + place + 1
    return match.end()
