"""Stable pseudonyms under a key: equal values get equal tokens, different values different ones, in every file and turn.

A token is a word for the type, `_`, eight characters of Crockford's base 32, and what the rules keep: `person_7F3K2Q9M`, `email_9XKD21AB@company`,
`phone_0Q2M4HJ8+49`. Its spelling follows the value's: `ann lee ` becomes `person_7f3k2q9m ` beside `Ann Lee`'s `person_7F3K2Q9M`, so that code which
strips and lowers still joins them."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import numpy as np

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHORT, LONG = 8, 16
_LETTERS = np.frombuffer(ALPHABET.encode(), dtype="S1")
PREFIX = {
    "national-id": "id", "person-id": "id", "identifier": "id", "free-text": "text", "date-of-birth": "birth", "username": "user", "secret": "secret", "ip": "ip",
    "mac": "mac", "postcode": "postcode", "plate": "plate", "device": "device", "url-user": "secret",
}
_WEBMAIL = frozenset(
    "gmail googlemail yahoo ymail hotmail outlook live msn icloud aol gmx web t-online freenet orange wanadoo free laposte libero virgilio tiscali"
    " protonmail proton mail yandex ziggo kpnmail home wp onet o2 interia telia uol bol terra rediffmail qq 163 126 naver btinternet sky comcast verizon".split()
)
_DIAL = ("1", "7", "20", "27", *map(str, [*range(30, 35), 36, 39, 40, 41, *range(43, 50), *range(51, 59), *range(60, 67), 81, 82, 84, 86, *range(90, 96), 98]))


def prefix(type_: str) -> str:
    return PREFIX.get(type_, re.sub(r"[^a-z]", "", type_) or "text")


def mail_class(address: str) -> str:
    """`@webmail`, `@school`, `@public` or `@company`, by the domain."""
    return _domain_class(address.rpartition("@")[2].lower())


@lru_cache(maxsize=65_536)
def _domain_class(domain: str) -> str:
    labels = domain.split(".")
    if any(label in _WEBMAIL for label in labels[:-1]):
        return "@webmail"
    if {"edu", "ac"} & set(labels[-2:]):
        return "@school"
    return "@public" if {"gov", "mil", "gob", "gouv"} & set(labels[-2:]) else "@company"


def dial_code(number: str) -> str:
    """`+49` for an international number, else nothing."""
    match = re.match(r"\s*(?:\+|00)\s?([1-9][\d\s]{0,3})", number)
    if not match:
        return ""
    digits = re.sub(r"\D", "", match[1])
    return next((f"+{digits[:n]}" for n in (1, 2) if digits[:n] in _DIAL), f"+{digits[:3]}")


def country(value: str) -> str:
    return f":{value.strip()[:2].upper()}"


KEEP = {"email": mail_class, "phone": dial_code, "iban": country}


class Vault:
    """The tokens given so far, both ways. `key` is 16 to 64 secret bytes; it and the vault belong in the page and in the kernel of our own code only.

    `known` (token to original) continues an earlier vault; then collisions stay resolved as they were. `keep` names the types whose class is shown."""

    def __init__(self, key: bytes, known: dict[str, str | int | float] | None = None, keep: Iterable[str] = ("email", "phone", "iban")):
        if not 16 <= len(key) <= 64:
            raise ValueError("the key must have 16 to 64 bytes")
        self.key = bytes(key)
        self.keep = frozenset(keep)
        self.originals: dict[str, str | int | float] = dict(known or {})
        self.tokens: dict[str | int | float, str] = {original: token for token, original in self.originals.items() if not token.isdigit()}
        self.whole: dict[int, int] = {int(original): int(token) for token, original in self.originals.items() if token.isdigit()}

    def give(self, values: Sequence[str | int | float], type_: str) -> list[str]:
        """A token for each distinct value, in order. A value that has a token keeps it, whatever its column is called."""
        tokens, originals = self.tokens, self.originals
        fresh = [v for v in values if v not in tokens]
        start, ending = prefix(type_) + "_", KEEP.get(type_) if type_ in self.keep else None
        spelt = self._spelt(fresh, start, ending) if fresh and all(isinstance(v, str) for v in fresh) else self._plain(fresh, start, ending)
        for value, token in zip(fresh, spelt):
            if token in originals:
                token = self._other(value, start, ending(value) if ending and isinstance(value, str) else "")
            originals[token] = value
            tokens[value] = token
        return [tokens[v] for v in values]

    def give_whole(self, values: Sequence[int]) -> list[int]:
        """A whole number of 15 digits that begins with 9, for each distinct number: exact in int64 and in float64."""
        for value in values:
            if value not in self.whole:
                self.whole[value] = self._number(value)
                self.originals[str(self.whole[value])] = value
        return [self.whole[v] for v in values]

    def days(self) -> int:
        """The one offset of this key for dates of birth: 30 to 394 days, either way."""
        drawn = int.from_bytes(self._digest(b"days", 8))
        return (30 + drawn // 2 % 365) * (1 if drawn % 2 else -1)

    def _digest(self, data: bytes, size: int) -> bytes:
        return hashlib.blake2b(data, key=self.key, digest_size=size).digest()

    def _spelt(self, values: Sequence[str], start: str, ending: Callable[[str], str] | None) -> list[str]:
        bodies = self._bodies([b"s" + v.strip().casefold().encode("utf-8", "surrogatepass") for v in values])
        whole = [f"{start}{b}{ending(v)}" for b, v in zip(bodies, values)] if ending else [start + b for b in bodies]
        return [_spell(v, t) for v, t in zip(values, whole)]

    def _plain(self, values: Sequence[str | int | float], start: str, ending: Callable[[str], str] | None) -> list[str]:
        if any(isinstance(v, str) for v in values):
            return [self._spelt([v], start, ending)[0] if isinstance(v, str) else self._plain([v], start, ending)[0] for v in values]
        return [start + b for b in self._bodies([b"n" + repr(v).encode() for v in values])]

    def _bodies(self, materials: list[bytes]) -> list[str]:
        """Eight characters for each, of a digest under the key."""
        if not materials:
            return []
        hashed, key = hashlib.blake2b, self.key
        raw = b"".join([hashed(m, key=key, digest_size=SHORT * 5 // 8).digest() for m in materials])
        return _encode(raw, len(materials), SHORT * 5 // 8)

    def _other(self, value: str | int | float, start: str, kept: str) -> str:
        """Another spelling of a token that is taken: longer, by the exact value."""
        for turn in range(256):
            body = _encode(self._digest(b"x%d" % turn + _exact(value), 10), 1, 10)[0]
            if (token := f"{start}{body}{kept}") not in self.originals:
                return token
        raise RuntimeError("no free token: the key's digests do not vary")

    def _number(self, value: int) -> int:
        for turn in range(256):
            drawn = 900_000_000_000_000 + int.from_bytes(self._digest(b"w%d:%d" % (turn, value), 8)) % 99_999_999_999_999
            if str(drawn) not in self.originals:
                return drawn
        raise RuntimeError("no free number: the key's digests do not vary")


def _exact(value: str | int | float) -> bytes:
    return b"s" + value.encode("utf-8", "surrogatepass") if isinstance(value, str) else b"n" + repr(value).encode()


def _encode(raw: bytes, rows: int, width: int) -> list[str]:
    bits = np.unpackbits(np.frombuffer(raw, dtype=np.uint8).reshape(rows, width), axis=1).reshape(rows, width * 8 // 5, 5)
    places = bits @ np.array([16, 8, 4, 2, 1], dtype=np.uint8)
    return np.ascontiguousarray(_LETTERS[places]).view(f"S{width * 8 // 5}").ravel().astype(str).tolist()


def _spell(value: str, token: str) -> str:
    """The token in the value's spelling: its outer spaces, and its case where the whole has one."""
    if value.istitle() and value[-1:] > " " < value[:1] and value.isascii():
        return token
    core = value.strip()
    if core != value:
        at = value.find(core) if core else len(value)
        return value[:at] + _spell(core, token) + value[at + len(core):] if core else value
    if core.islower():
        return token.lower()
    if core.isupper():
        return token.upper()
    return token if core == core.title() else _mixed(core, token)


def _mixed(core: str, token: str) -> str:
    """Cases drawn from the value's own: `McDonald` and `MCdonald` fold to one token and are still two."""
    pattern = int.from_bytes(hashlib.blake2b(core.encode("utf-8", "surrogatepass"), digest_size=2).digest())
    start, body = token.split("_", 1)
    cased = "".join(c.lower() if pattern >> place % 16 & 1 else c for place, c in enumerate(body))
    return f"{start}_{cased}" if cased not in (body, body.lower()) else f"{start.capitalize()}_{cased}"


_TOKEN = re.compile(rf"[A-Za-z]+_(?:[{ALPHABET}{ALPHABET.lower()}]{{{LONG}}}|[{ALPHABET}{ALPHABET.lower()}]{{{SHORT}}})(?![0-9A-Za-z])(?:@[A-Za-z][\w.-]*|\+\d{{1,3}}|:[A-Za-z]{{2}})?")


def untokenise(text: str, originals: dict[str, str | int | float]) -> str:
    """The text with every token of `originals` (outer spaces aside) replaced by what it stands for. For display and export in the page only."""
    stripped = {t.strip(): o.strip() if isinstance(o, str) else o for t, o in originals.items() if isinstance(t, str)}
    folded: dict[str, str | int | float] = {}
    for token, original in stripped.items():
        folded.setdefault(token.casefold(), original)
    text = _TOKEN.sub(lambda m: _original(m[0], stripped, folded), text)
    return re.sub(r"(?<!\d)9\d{14}(?!\d)", lambda m: str(stripped.get(m[0], m[0])), text)


def _original(token: str, exact: dict, folded: dict) -> str:
    for candidate in (token, token.rstrip(".-"), re.split(r"[@+:]", token)[0]):
        found = exact.get(candidate, folded.get(candidate.casefold()))
        if found is not None:
            return f"{found}{token[len(candidate):]}"
    return token
