"""Whether a column may be shown to the model: denied unless shown to be harmless."""

import re
from dataclasses import dataclass

import pandas as pd

from . import headers, numbers, shapes
from .detect import find, kind_of
from .kinds import NATIONAL
from .text import clean
from .verdict import Verdict, safe, sensitive, unknown

FREQUENT = 5
_ZONE = re.compile(r"^(\d{2,5})[ -](\d{2,4})$")
FEW = 60
CAP = 5_000


def classify(header: str, values: pd.Series, cap: int = CAP) -> Verdict:
    """The verdict on a column. All distinct values are looked at up to `cap`, then every k-th. Never raises for odd cells: they make it unknown."""
    present = values.dropna()
    if len(present) == 0:
        return safe("empty", "no values", 1.0)
    if isinstance(present.dtype, pd.CategoricalDtype):
        present = present.astype(present.cat.categories.dtype)
    if pd.api.types.is_bool_dtype(present.dtype) or pd.api.types.is_timedelta64_dtype(present.dtype):
        return safe("boolean" if present.dtype == bool else "duration", "no text")
    if pd.api.types.is_datetime64_any_dtype(present.dtype):
        return numbers.dates(header, present)
    if pd.api.types.is_numeric_dtype(present.dtype) and not pd.api.types.is_complex_dtype(present.dtype):
        return numbers.numbers(header, present)
    return _objects(header, present, cap)


def _objects(header: str, present: pd.Series, cap: int) -> Verdict:
    types = {type(v).__name__ for v in present.iloc[:CAP]} if present.dtype == object else {"str"}
    if types <= {"int", "float", "Decimal", "bool"}:
        return numbers.numbers(header, present.astype("float64"))
    if types <= {"date", "datetime", "Timestamp"}:
        return numbers.dates(header, present)
    if types - {"str", "int", "float", "bool", "Decimal", "date", "datetime", "Timestamp", "time"}:
        return unknown("text", "cells that are not plain values")
    sample = Sample.of(present.astype(str).value_counts(sort=False), cap)
    return text(header, sample) if sample.values else safe("empty", "blank text only", 1.0)


@dataclass(frozen=True)
class Sample:
    """Distinct cleaned values, at most the cap, with the counts that matter."""

    values: list[str]
    distinct: int
    rows: int
    rarest: int

    @staticmethod
    def of(counts: pd.Series, cap: int) -> "Sample":
        kept = counts if len(counts) <= cap else counts.iloc[:: len(counts) // cap + 1]
        cleaned = kept.groupby([clean(v) for v in kept.index], sort=False).sum()
        values = [v for v in cleaned.index if v]
        return Sample(values, min(len(values), len(counts)) if len(kept) == len(counts) else len(counts), int(counts.sum()), int(cleaned.min()))

    def share(self, test) -> float:
        return sum(1 for v in self.values if test(v)) / len(self.values)

    @property
    def length(self) -> float:
        return sum(map(len, self.values)) / len(self.values)


def text(header: str, sample: Sample) -> Verdict:
    """The verdict on a text column, by its header first, then by what stands in its cells."""
    return (
        _by_kind(header, sample) or _by_header(header, sample) or _by_stray(header, sample) or _by_digits(header, sample)
        or _by_notation(header, sample) or _by_name(header, sample) or _by_category(header, sample) or _by_code(header, sample) or _rest(sample)
    )


def _by_kind(header: str, sample: Sample) -> Verdict | None:
    kind = numbers.by_share(sample.values)
    if kind is None or (kind[0] == "ipv4" and headers.is_code(header) and not headers.type_of(header)):
        return None
    named = headers.type_of(header)
    if kind[0] in NATIONAL and named in ("phone", "iban", "card", "person-id", "plate", "device"):
        return None
    return sensitive(_type(kind[0]), f"{kind[1]:.0%} of values pass as {kind[0]}", 0.97, kind[0])


def _type(kind: str) -> str:
    return "national-id" if kind in NATIONAL else {"ipv4": "ip", "ipv6": "ip", "url-user": "secret"}.get(kind, kind)


def _yes_no(value: str) -> bool:
    return value.lower() in ("yes", "no", "y", "n", "true", "false", "ja", "nein", "oui", "non", "si", "sí", "sim", "nao", "não", "nee", "tak", "nie", "0", "1", "x", "-", "unknown", "n/a", "opt-in", "opt-out")


def _by_header(header: str, sample: Sample) -> Verdict | None:
    named = headers.type_of(header)
    if named is None or sample.share(_yes_no) > 0.95:
        return None
    if headers.is_flag(header) and (sample.distinct <= FEW or sample.share(shapes.is_machine) > 0.9):
        return None
    if named == "free-text" and sample.share(shapes.is_machine) > 0.95:
        return None
    if named == "person" and sample.share(lambda v: shapes.common_share(v) >= 0.99) > 0.8:
        return None
    if named in ("username", "address", "person") and sample.share(shapes.is_date) > 0.95:
        return None
    return sensitive(named, "header", kind="phone" if named == "phone" else None)


def _by_stray(header: str, sample: Sample) -> Verdict | None:
    """A single certain find in a cell is enough."""
    step = max(1, len(sample.values) // 2_000)
    for value in sample.values[::step]:
        kinds = {k} if (k := kind_of(value)) else {s.type for s in find(value)} if len(value) > 8 else set()
        kinds -= {"ipv4", "ipv6"} if headers.is_code(header) or shapes.is_machine(value) else set()
        kinds -= {"phone", "es-dni", "in-pan", "sg-nric"} if shapes.is_machine(value) or headers.is_code(header) else set()
        if kinds:
            return sensitive("free-text" if sample.length > 25 else "text", f"{sorted(kinds)[0]} found in a cell", 0.9)
    return None


def _by_digits(header: str, sample: Sample) -> Verdict | None:
    bare = [d for v in sample.values if (d := _ZONE.sub(r"\1\2", v)).isdigit()]
    if len(bare) < 0.9 * len(sample.values):
        return None
    found = numbers.integers(header, bare, sample.rows)
    if found or headers.is_code(header):
        return found
    width = len(bare[0])
    one = width >= 4 and sum(len(v) == width for v in bare) >= 0.98 * len(bare)
    if one and (sample.distinct > 30 or (sample.distinct > 12 and any(v[0] == "0" for v in bare))):
        return unknown("identifier", f"text of {width} digits, many different", 0.6)
    return None


def _by_notation(header: str, sample: Sample) -> Verdict | None:
    if sample.share(shapes.is_machine) < 0.98:
        return None
    if sample.share(shapes.is_date) > 0.9 and sample.distinct > 12 and not headers.is_code(header):
        days = pd.Series(pd.to_datetime(pd.Series(sample.values), errors="coerce", format="mixed")).dropna()
        if numbers.dates("", days.sample(frac=1, random_state=1)).masked:
            return unknown("date-of-birth", "days over a lifetime", 0.6)
    return safe("notation", "numbers, dates, versions and the like", 0.9)


def _by_name(header: str, sample: Sample) -> Verdict | None:
    known, shaped = sample.share(shapes.is_known_name), sample.share(shapes.is_name_shape)
    address = sample.share(shapes.is_address)
    if address >= 0.3:
        return sensitive("address", f"{address:.0%} of values have a street and a house number", 0.85)
    ideographs = sample.share(shapes.is_cjk_name)
    if headers.is_safe(header):
        likely = known >= 0.45 and (shaped >= 0.5 or not _thing(header))
    else:
        likely = known >= 0.35 or shaped >= 0.7 or (ideographs >= 0.8 and sample.distinct > 12)
    return sensitive("person", f"{max(known, shaped, ideographs):.0%} of values look like names", 0.8) if likely else None


def _thing(header: str) -> bool:
    return any(w in headers.words(header) for w in ("_city_", "_stadt_", "_ville_", "_ciudad_", "_citta_", "_miasto_", "_stad_", "_state_", "_country_", "_ort_", "_region_"))


def _by_category(header: str, sample: Sample) -> Verdict | None:
    """Few values, each frequent, and words for things; or less frequent under a header that says category."""
    if sample.length > 40:
        return None
    things = sum(shapes.common_share(v) for v in sample.values) / len(sample.values)
    plain = sample.share(lambda v: shapes.is_slug(v) or shapes.is_machine(v) or shapes.common_share(v) >= 0.5)
    frequent = sample.distinct <= FEW and sample.rarest >= FREQUENT
    if plain >= 0.95 and things >= 0.8:
        return safe("category", "words for things", 0.85)
    if frequent and (headers.is_safe(header) or headers.is_code(header) or plain >= 0.5 or things >= 0.3):
        return safe("category", "few values, each frequent", 0.85)
    repeated = sample.rows >= 2 * sample.distinct
    if headers.is_safe(header) and (things >= 0.4 or plain >= 0.6 or (repeated and sample.distinct <= 200 and sample.rarest >= 2)):
        return safe("category", "header says category, values are not names", 0.75)
    return None


def _by_code(header: str, sample: Sample) -> Verdict | None:
    if headers.is_code(header) and sample.share(lambda v: shapes.is_code(v) or shapes.is_machine(v) or shapes.is_slug(v)) >= 0.95:
        return safe("code", "header says a code of things", 0.8)
    return None


def _rest(sample: Sample) -> Verdict:
    if sample.length > 40:
        return unknown("free-text", "long text")
    if sample.share(shapes.is_code) > 0.8:
        return unknown("identifier", "codes, many different")
    return unknown("text", "text that was not shown to be harmless")
