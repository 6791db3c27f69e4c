"""The kernel that reads dropped files in clear. What leaves it: profiles for the person, masked profiles for the model, tokenised tables, and the pairs of token and
original for the page. No generated code ever runs beside it."""

import fnmatch
import json
import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from .. import host, profile, reading
from ..columns import column_profile
from ..links import links
from ..making import distinct
from ..pieces import Pieces, Writer, shipped
from ..reading.names import variable
from .frame import classify_frame, harmonise, header, stricter, tokenise
from .profile import Scrub, file_name, mask_profile
from .tokens import Vault
from .verdict import Verdict, safe, unknown

MADE_ANEW = ("integer", "shift", "year", "remove")
MOST_HIDDEN = 500_000  # originals of a table in pieces; the page has to find each of them in every text
CROWDED = f"kept out: with it there would be more than {MOST_HIDDEN:,} different values to hide"


@dataclass
class Order:
    """`key` is 32 secret bytes; `columns` are the policy's rules, the first that fits a column holds."""

    key: bytes
    mode: str
    columns: list[dict] = field(default_factory=list)
    keep: list[str] = field(default_factory=lambda: ["email", "phone", "iban"])
    least: int = 0  # groups of fewer rows are told to no model

    @staticmethod
    def of(text: str) -> "Order":
        told = json.loads(text)
        least = told["smallGroupRows"] if told["strict"] else 0
        return Order(bytes(told["key"]), told["mode"], told["columns"], told["keepClass"], least)

    def rule(self, file: str, column: str) -> str | None:
        """The administrator's word on a column, if there is one."""
        fits = (r["rule"] for r in self.columns if _fits(r["file"], file) and _fits(r["column"], column))
        return next(fits, None)


def _fits(pattern: str, name: str) -> bool:
    # Only `*` is special: a bracket or question mark in a column's name is itself.
    plain = "".join(c if c not in "[?" else f"[{c}]" for c in pattern.casefold())
    return fnmatch.fnmatchcase(name.casefold(), plain)


class Reader:
    """All open files of one session."""

    def __init__(self, order: Order):
        self.order = order
        self.vault = Vault(order.key, keep=order.keep)
        self.raw: dict[str, dict] = {}  # FileProfile in clear, by file
        self.found: dict[str, dict[str, Verdict]] = {}  # by variable and column, before tables agree
        self.agreed: dict[str, dict[str, Verdict]] = {}
        self.given: dict[str, tuple] = {}  # how each table was tokenised when it was last handed out
        self.crowded: dict[str, set[str]] = {}  # columns that are kept out of tables in pieces
        self.told = 0  # pairs that the page has

    def open(self, names: list[str]) -> tuple[str, list[bytes]]:
        """Reads files below /data; JSON of `Read` in lib/protocol/masking.ts with the tables as blobs."""
        for name in names:
            self._forget(name)
        opened = json.loads(profile.open_files(names))
        self.raw |= {file["file"]: file for file in opened["files"]}
        for name, source in reading.sources.items():
            if source.file in names:
                self.found[name] = self._ruled(source.file, self._classified(name))
        self.agreed = self._agree()
        self.crowded = {name: self._crowded(name) for name in reading.pieced}
        tables = self._tables()
        names = self._names(tables)
        self._rename(tables, names)
        opened["files"] = [self._shown(self.raw[file["file"]]) for file in opened["files"]]
        opened["links"] = links(reading.frames())
        return self._answer(opened, tables, names)

    def close(self, name: str) -> str:
        """Forgets a file; the masked profiles of those that are left."""
        self._forget(name)
        profile.close_file(name)
        return self._answer({"files": [], "problems": [], "links": links(reading.frames())}, {}, {})[0]

    def _forget(self, name: str) -> None:
        """What is known of a file; what was read of it is the registry's to close."""
        self.raw.pop(name, None)
        for gone in [variable for variable, source in reading.sources.items() if source.file == name]:
            for kept in (self.found, self.agreed, self.given, self.crowded):
                kept.pop(gone, None)

    def _classified(self, name: str) -> dict[str, Verdict]:
        """Of a table in pieces the strictest verdict that any of them, or rows of all of them, give."""
        if name in reading.tables:
            return classify_frame(reading.tables[name])
        table = reading.pieced[name]
        verdicts = classify_frame(table.some())
        for part in _told(table, f"Classifying {name}"):
            verdicts = {column: stricter(verdicts[column], verdict) for column, verdict in classify_frame(part).items()}
        return verdicts

    def _crowded(self, name: str) -> set[str]:
        """Columns of a table in pieces that hold more different values to hide than the page could look for."""
        room, gone, file = MOST_HIDDEN, set(), reading.sources[name].file
        for column, count in zip(reading.pieced[name].columns, distinct(reading.pieced[name])):
            verdict = self.agreed[name][column]
            if not verdict.masked or self.order.rule(file, column) in ("remove", "shift", "year") or verdict.type == "date-of-birth":
                continue
            if count is None or count > room:
                gone.add(column)
            else:
                room -= count
        return gone

    def _ruled(self, file: str, verdicts: dict[str, Verdict]) -> dict[str, Verdict]:
        return {column: _by_rule(verdict, self.order.rule(file, column)) for column, verdict in verdicts.items()}

    def _agree(self) -> dict[str, dict[str, Verdict]]:
        """Columns that share values are masked together; what the administrator shows stays shown."""
        agreed = harmonise(reading.frames(), self.found)
        for name, columns in agreed.items():
            file = reading.sources[name].file
            columns |= {c: self.found[name][c] for c in columns if self.order.rule(file, c) == "show"}
        return agreed

    def _tables(self) -> dict[str, pd.DataFrame | Pieces]:
        """Tokenised copies, by variable, of all tables of each file that is new or of which a table is masked otherwise than before."""
        rules = {name: self._rules(name) for name in reading.sources}
        how = {name: tuple((c, v.masked, v.type, rules[name].get(c)) for c, v in self.agreed[name].items()) for name in reading.sources}
        files = {reading.sources[name].file for name in reading.sources if self.given.get(name) != how[name]}
        self.given = how
        return {name: self._tokenised(name, rules[name]) for name in reading.sources if reading.sources[name].file in files}

    def _tokenised(self, name: str, rules: dict[str, str]) -> pd.DataFrame | Pieces:
        if name in reading.tables:
            return tokenise(reading.tables[name], self.agreed[name], self.vault, rules).df
        table, writer = reading.pieced[name], Writer()
        for part in _told(table, f"Masking {name}"):
            writer.add(tokenise(part, self.agreed[name], self.vault, rules).df)
        left = [count for column, count in zip(table.columns, distinct(table)) if rules.get(column) != "remove"]
        return writer.made(name, left)

    def _rules(self, name: str) -> dict[str, str]:
        file = reading.sources[name].file
        return {c: rule for c in self.agreed[name] if (rule := self.order.rule(file, c))} | dict.fromkeys(self.crowded.get(name, ()), "remove")

    def _names(self, tables: dict[str, pd.DataFrame | Pieces]) -> dict[tuple[str, str | None], tuple[str, str | None]]:
        """What the model may know the file and the part of each table by."""
        scrub = Scrub(self.vault)
        places = {(source.file, source.part) for source in (reading.sources[name] for name in tables)}
        return {
            (file, part): (file_name(file, self._place(file), self.order.mode, scrub), scrub(part) if part else part) for file, part in places
        }

    def _rename(self, tables: dict[str, pd.DataFrame | Pieces], names: dict) -> None:
        """A variable is named after what the model may know its file and part by."""
        for name in list(tables):
            source = reading.sources[name]
            known, part = names[source.file, source.part]
            if known == source.file and part == source.part:
                continue
            other = variable(known, part, set(reading.sources) - {name})
            for kept in (reading.tables, reading.pieced, reading.sources, self.found, self.agreed, self.given, self.crowded, tables):
                if name in kept:
                    kept[other] = kept.pop(name)
            for table in self.raw[source.file]["tables"]:
                if table["variable"] == name:
                    table["variable"] = other

    def _place(self, file: str) -> int:
        return list(self.raw).index(file)

    def _shown(self, file: dict) -> dict:
        """The profile for the person, each column with what was decided of it."""
        tables = [{**t, "columns": [{**c, "masked": self._masked(t["variable"], c["name"])} for c in t["columns"]]} for t in file["tables"]]
        return {**file, "tables": tables}

    def _masked(self, name: str, column: str) -> dict | None:
        verdict = self.agreed[name].get(column, unknown("text", "not classified"))
        rule = self.order.rule(reading.sources[name].file, column)
        if column in self.crowded.get(name, ()):
            return {"type": verdict.type, "reason": CROWDED}
        if rule in MADE_ANEW:
            return {"type": rule, "reason": "the policy says so"}
        return {"type": verdict.type, "reason": verdict.reason} if verdict.masked else None

    def _answer(self, opened: dict, tables: dict[str, pd.DataFrame | Pieces], names: dict) -> tuple[str, list[bytes]]:
        every = {"files": list(self.raw.values()), "problems": [], "links": opened["links"]}
        masked = mask_profile(every, self.agreed, self.order.mode, self.vault, self.order.least)
        for file, told in zip(self.raw.values(), masked["files"]):
            for raw, table in zip(file["tables"], told["tables"]):
                self._remake(raw["variable"], table)
        pairs = list(self.vault.originals.items())[self.told:]
        self.told = len(self.vault.originals)
        packed = [shipped(table) if isinstance(table, Pieces) else (pickle.dumps(table, protocol=5), []) for table in tables.values()]
        answer = {
            "opened": opened,
            "told": [{"file": raw, "profile": told} for raw, told in zip(self.raw, masked["files"])],
            "links": masked["links"],
            "tables": [_table(name, names) | {"blob": place, "shelf": packed[place][1], "pieced": name in reading.pieced} for place, name in enumerate(tables)],
            "verdicts": {name: {c: v.as_json() for c, v in columns.items()} for name, columns in self.agreed.items()},
            "tokens": [token for token, _ in pairs],
            "originals": [str(original) for _, original in pairs],
            "open": self._open_words(),
        }
        return profile.dumps(answer), [data for data, _ in packed]

    def _remake(self, name: str, table: dict) -> None:
        """Columns that a rule turned into something else are told as what they have become."""
        anew = {c: rule for c, rule in self._rules(name).items() if rule in MADE_ANEW}
        if not anew or self.order.mode == "schema-only":
            return
        frame = tokenise(reading.frames()[name], self.agreed[name], self.vault, anew).df
        places = {str(c): place for place, c in enumerate(frame.columns)}
        gone = {str(header(c, self.vault)) for c, rule in anew.items() if rule == "remove"}
        kept = [c for c in table["columns"] if c["name"] not in gone]
        made = {str(header(c, self.vault)) for c in anew} - gone
        table["columns"] = [column_profile(frame, places[c["name"]], {}) if c["name"] in made else c for c in kept]

    def _open_words(self) -> list[str]:
        """Words that the model may see anyway, so that finding them in a text shows nothing: names of columns, tables and files, values of shown text columns."""
        words = {str(header(column, self.vault)) for frame in reading.frames().values() for column in frame.columns}
        words |= set(reading.sources)
        for name, frame in reading.frames().items():
            for place, column in enumerate(map(str, frame.columns)):
                if not self.agreed[name][column].masked and not pd.api.types.is_numeric_dtype(frame.dtypes.iloc[place]):
                    words |= {v for v in _distinct(frame.iloc[:, place]) if isinstance(v, str)}
        return sorted(words)


def _told(table: Pieces, what: str) -> Iterator[pd.DataFrame]:
    """The parts of a table, with progress told for each."""
    begin = 0
    for part in table:
        host.progress(what, begin, len(table))
        yield part
        begin += len(part)


def _table(name: str, names: dict) -> dict:
    source = reading.sources[name]
    known, part = names[source.file, source.part]
    return {"file": known, "from": source.file, "variable": name, "part": part, "format": source.format}


def _distinct(values: pd.Series, cap: int = 5_000) -> list:
    try:
        return list(values.dropna().unique()[:cap])
    except TypeError:
        return []


def _by_rule(verdict: Verdict, rule: str | None) -> Verdict:
    if rule is None:
        return verdict
    if rule == "show":
        return safe(verdict.type, "the policy shows it", 1.0)
    return verdict if verdict.masked else unknown(verdict.type, "the policy masks it", 1.0)
