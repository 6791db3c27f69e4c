"""Text columns to typed ones. Each column is decided as a whole; what could not be typed is told, never dropped."""

import re
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from .cells import NULLS
from .dates import read_dates
from .found import short
from .numbers import decimal_votes, read_numbers

STRAY = 0.05
ALWAYS_NULL = frozenset("#n/a n/a n.a. null #null! #ref! #value! #div/0! #name? #num! nan -nan (null) <null> <na> (blank) \\n 1.#qnan 1.#ind".split())
TRUE = frozenset("true yes y t ja oui si sí vrai wahr да はい".split())
PAIRS = [{"true", "false"}, {"yes", "no"}, {"y", "n"}, {"t", "f"}, {"ja", "nein"}, {"oui", "non"}, {"si", "no"}, {"sí", "no"},
         {"vrai", "faux"}, {"wahr", "falsch"}, {"да", "нет"}, {"はい", "いいえ"}, {"ja", "nee"}]
MOST_SPELLINGS = 100  # of two words, by case
LONGEST_NULL = max(map(len, ALWAYS_NULL | NULLS))
UNCLEAN = re.compile("(?:^|\x1f)[\\s\u200b\ufeff=]|[\\s\u200b\ufeff](?:\x1f|$)")
EDGES = frozenset("\u00a0\u200b\ufeff=")
CODE_NAMES = re.compile(
    r"(?:^|[\s_.-])(zip|zipcode|zip code|post(al)?[\s_-]?code|plz|cap|phone|tel|telefon|telephone|téléphone|mobile|fax|handy|iban|ean|gtin|upc|isbn|issn|"
    r"ssn|account(?: no| number)?|konto(?:nummer)?|card(?: no| number)?|sku|fips|siret|siren|imei|vat|tax id|barcode|msisdn|passport)(?:$|[\s_.-])",
    re.IGNORECASE,
)


@dataclass
class Hints:
    """What the other columns of the table tell: the decimal sign, and whether the day comes first. `order`: whether it does, where more than these values have told."""

    decimal: str | None = None
    day_first: bool | None = None
    told: bool = False
    order: bool | None = None


@dataclass
class Typed:
    values: pd.Series
    notes: list[str] = field(default_factory=list)
    decimal: str | None = None


def _code_like(texts: list[str], name: str) -> bool:
    """True for digits that are names of things: leading zeros, very long, or so called by their header."""
    digits = [text for text in texts if text.isdecimal()]
    if len(digits) < 0.5 * len(texts):
        return bool(CODE_NAMES.search(name.replace("_", " "))) and not any("." in t or "," in t for t in texts[:50])
    if any(len(text) > 1 and text[0] == "0" for text in digits) or max(map(len, digits)) > 15:
        return True
    return bool(CODE_NAMES.search(name.replace("_", " ")))


def _phone_like(texts: list[str]) -> bool:
    sample = texts[:200]
    return sum(bool(re.fullmatch(r"(?=.*[+() /-])\+?[\d() /.-]{7,20}", t)) and len(re.sub(r"\D", "", t)) >= 7 and not re.fullmatch(r"-?[\d ]+", t) and not re.fullmatch(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}", t)
               and t.count("(") == t.count(")") and not re.fullmatch(r"\([\d.]+\)|-?[\d.]+-?", t)
               for t in sample) >= 0.7 * len(sample)


def _booleans(texts: list[str]) -> list[bool] | None:
    if len(texts) > MOST_SPELLINGS:
        return None
    words = {text.lower() for text in texts}
    whole = [pair for pair in PAIRS if words <= pair]
    if not whole or (len(words) == 1 and len(next(iter(words))) < 3):
        return None
    return [text.lower() in TRUE for text in texts]


def _nulls(texts: list[str]) -> np.ndarray:
    """Marks the texts that stand for nothing, in a column of words as well."""
    sizes = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    codes = sum(bool(re.fullmatch(r"[A-Z]{2}", texts[at])) for at in np.flatnonzero(sizes == 2)) > 0.6 * len(texts)
    null = np.zeros(len(texts), dtype=bool)
    for at in np.flatnonzero(sizes <= LONGEST_NULL):
        null[at] = _is_null(texts[at], codes)
    return null


def _is_null(text: str, codes: bool) -> bool:
    low = text.lower()
    return not text or low in ALWAYS_NULL or (low in NULLS and not (codes and text == "NA") and low not in ("inf", "-inf", "missing", "nil"))


class Column:
    """One column of texts; `distinct` are its stripped texts and `codes` their places, -1 for an empty cell."""

    def __init__(self, name: str, cells: pd.Series) -> None:
        self.name, self.size = name, len(cells)
        raw, found = pd.factorize(cells.to_numpy(dtype=object), use_na_sentinel=True)
        texts = all_cleaned(list(found))
        second, kept = pd.factorize(np.array([*texts, ""], dtype=object))
        self.texts = [str(text) for text in kept]
        # An empty cell is at -1, which is the last of `second`: that of "".
        self.codes = self._known()[second][raw]
        self.counts = np.bincount(self.codes + 1, minlength=len(self.texts) + 1)[1:]

    def _known(self) -> np.ndarray:
        """For each of the texts its place, -1 where it stands for nothing."""
        null = _nulls(self.texts)
        self.live = np.flatnonzero(~null).tolist()
        return np.where(null, -1, np.arange(len(null)))

    @classmethod
    def of_distinct(cls, name: str, rows: dict[str, int]) -> "Column":
        """A column of each of these stripped texts once, of which each weighs its rows."""
        made = cls.__new__(cls)
        made.name, made.size, made.texts = name, len(rows), list(rows)
        made.codes = made._known()
        made.counts = np.where(made.codes < 0, 0, np.fromiter(rows.values(), dtype=np.int64, count=len(rows)))
        return made

    def distinct(self) -> list[str]:
        return [self.texts[i] for i in self.live]

    def _places(self) -> np.ndarray:
        """For each row the place of its text among the live ones, -1 where it has none."""
        where = np.full(len(self.texts) + 1, -1)
        where[self.live] = np.arange(len(self.live))
        return where[self.codes]

    def plain(self, values: np.ndarray) -> np.ndarray:
        """Rows filled with `values` of the live texts; NaN where there is none."""
        places = self._places()
        rows = values[places]
        rows[places < 0] = np.nan
        return rows

    def out(self, values: pd.Series) -> pd.Series:
        """The same for values of any type."""
        places = self._places()
        rows = values.take(np.where(places < 0, 0, places)).reset_index(drop=True)
        return rows.mask(pd.Series(places < 0)) if (places < 0).any() else rows

    def typed(self, hints: Hints) -> Typed:
        texts = self.distinct()
        if not texts:
            return Typed(pd.Series(np.full(self.size, np.nan), dtype=object))
        for way in (self._flags, self._codes, self.dates, self.numbers):
            found = way(texts, hints)
            if found is not None:
                return found
        return self.words(texts)

    def words(self, texts: list[str]) -> Typed:
        """The column as the texts that it holds; there is one at least."""
        return Typed(pd.Series(self.plain(np.array(texts, dtype=object)), dtype="str"))

    def _codes(self, texts: list[str], hints: Hints) -> Typed | None:
        if _code_like(texts, self.name) or _phone_like(texts):
            return self.words(texts)
        return None

    def _flags(self, texts: list[str], hints: Hints) -> Typed | None:
        flags = _booleans(texts)
        if flags is None:
            return None
        values = self.out(pd.Series(flags, dtype="boolean"))
        return Typed(values if values.isna().any() else values.astype(bool))

    def _stray(self, texts: list[str], bad: np.ndarray) -> list[str] | None:
        """Notes about the few texts that do not fit; None where they are too many to be called stray."""
        rows = self.counts[self.live]
        if not bad.any():
            return []
        if bad.all() or rows[bad].sum() > max(STRAY * rows.sum(), 1 if rows.sum() > 8 else 0) and not self._weak(texts, bad):
            return None
        if bad.sum() > 12:
            return None
        odd = [f"'{short(texts[i], 24)}' ({rows[i]}×)" for i in np.flatnonzero(bad)[:6]]
        return ["read as missing: " + ", ".join(odd)]

    def _weak(self, texts: list[str], bad: np.ndarray) -> bool:
        """All that does not fit is a word for a missing value."""
        words = r"(?i)unknown|missing|tbd|tba|pending|not (?:known|applicable|reported|recorded)|unbekannt|inconnu|keine angabe|k\.? ?a\.?|x|\*+|:|/|!|c|nil|none|withheld|suppressed|refused"
        return all(re.fullmatch(words, texts[i]) for i in np.flatnonzero(bad)) and bad.sum() < 0.5 * len(texts)

    def dates(self, texts: list[str], hints: Hints) -> Typed | None:
        """These texts, the distinct ones, as moments; None where they are none."""
        found = read_dates(texts, hints.day_first, hints.order)
        if found is None:
            return None
        notes = self._stray(texts, found.values.isna().to_numpy())
        if notes is None:
            return None
        return Typed(self.out(found.values), notes + ([found.note] if found.note else []))

    def numbers(self, texts: list[str], hints: Hints) -> Typed | None:
        """The same as numbers."""
        sample = texts[:40]
        if sum(any(c.isdigit() for c in t) for t in sample) < 0.5 * len(sample):
            return None
        found = read_numbers(texts, hints.decimal)
        notes = self._stray(texts, np.isnan(found.values))
        if notes is None:
            return None
        rows = self.plain(found.values)
        if found.whole and not np.isnan(rows).any() and np.abs(rows).max() < 2**53:
            rows = rows.astype("int64")
        if found.grouped:
            notes.append(f"'{'.' if found.decimal == ',' else ','}' read as thousands separator")
        if found.marks:
            notes.append("taken off: " + " ".join(found.marks))
        return Typed(pd.Series(rows), notes, found.decimal)


def all_cleaned(texts: list[object]) -> list[str]:
    """Each of these cells' texts, cleaned. Where none has anything around it, which is looked for in all at once, they are as they were."""
    joined = "\x1f".join(map(str, texts))
    return list(map(str, texts)) if joined.count("\x1f") == len(texts) - 1 and not UNCLEAN.search(joined) else [cleaned(text) for text in texts]


def cleaned(text: object) -> str:
    """A cell's text without what stands around it for no reason."""
    plain = str(text).strip()
    if plain[:1] not in EDGES and plain[-1:] not in EDGES:
        return plain
    plain = plain.strip("\u00a0\u200b\ufeff").strip()
    protected = re.fullmatch(r'="?(.*?)"?', plain) if plain.startswith('="') else None
    return protected.group(1) if protected else plain


def hints_of(columns: list[Column], decimal: str | None = None) -> Hints:
    """What all columns together tell about the decimal sign; `decimal` where they tell nothing."""
    point = comma = 0
    for column in columns:
        one, two = decimal_votes([t for t in column.distinct()[:200] if "," in t or "." in t])
        point, comma = point + (one > two), comma + (two > one)
    told = "," if comma > point else "." if point > comma else None
    return Hints(told or decimal, True if told == "," else None, told is not None)
