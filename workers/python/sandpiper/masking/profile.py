"""The profile of the dropped files as the model may read it: JSON of `Opened` in lib/protocol/profile.ts in, the same shape out."""

import copy
import re

from . import shapes
from .detect import find
from .text import clean, fold
from .tokens import Vault
from .verdict import Verdict, unknown

MODES = ("open", "masked", "schema-only")
_WORDS = re.compile(r"[^\W_]+(?:[-'’.@+][^\W_]+)*", re.UNICODE)


def mask_profile(opened: dict, classes: dict[str, dict[str, Verdict]], mode: str, vault: Vault, least: int = 0) -> dict:
    """`classes` by variable and column; a column without one counts as masked. With `least`, no value that fewer rows share. Raises ValueError for another mode."""
    if mode not in MODES:
        raise ValueError(f"masking mode {mode!r} is none of {', '.join(MODES)}")
    if mode == "open":
        return opened
    made = copy.deepcopy(opened)
    scrub = Scrub(vault)
    for place, file in enumerate(made["files"]):
        file["file"] = file_name(file["file"], place, mode, scrub)
        file["notes"] = [] if mode == "schema-only" else [scrub(n) for n in file["notes"]]
        for table in file["tables"]:
            _table(table, classes.get(table["variable"], {}), mode, scrub, least)
    names = {f["file"]: m["file"] for f, m in zip(opened["files"], made["files"])}
    for problem in made["problems"]:
        problem |= {"file": names.get(problem["file"], scrub(problem["file"])), "reason": scrub(problem["reason"]), "fix": scrub(problem["fix"])}
        problem["part"] = scrub(problem["part"]) if problem["part"] else None
    for link in made["links"]:
        for side in ("left", "right"):
            link[side]["column"] = scrub.column(link[side]["column"])
    return made


def file_name(name: str, place: int, mode: str, scrub: "Scrub") -> str:
    """The name that the model may read; in schema-only a number and the ending."""
    ending = name[name.rfind("."):] if "." in name[1:] else ""
    if mode == "schema-only":
        return f"file_{place + 1}{ending}"
    stem = name[: len(name) - len(ending)]
    spaced = re.sub(r"[_\-.]+", " ", stem)
    if scrub(stem) != stem or scrub(spaced) != spaced or shapes.is_known_name(spaced.title()):
        return scrub.vault.give([stem], "file")[0] + ending
    return name


def _table(table: dict, classes: dict[str, Verdict], mode: str, scrub: "Scrub", least: int) -> None:
    table["part"] = scrub(table["part"]) if table["part"] else table["part"]
    table["notes"] = [] if mode == "schema-only" else [scrub(n) for n in table["notes"]]
    for odd in table["oddLines"]:
        odd["reason"], odd["text"] = scrub(odd["reason"]), f"(hidden, {len(odd['text'])} characters)"
    for column in table["columns"]:
        _column(column, classes.get(column["name"], unknown("text", "not classified")), mode, scrub, least)


def _column(column: dict, verdict: Verdict, mode: str, scrub: "Scrub", least: int) -> None:
    column["name"] = scrub.column(column["name"])
    if least:
        column |= {"top": [pair for pair in column["top"] if pair[1] >= least], "examples": [], "min": None, "max": None}
    if mode == "schema-only":
        column |= {"min": None, "max": None, "mean": None, "examples": [], "top": [], "note": None}
        return
    if not verdict.masked:
        return
    give = scrub.vault.give
    shown = column["kind"] not in ("date", "datetime") and verdict.type != "date-of-birth"
    same = [_typed(e, column["dtype"]) for e in column["examples"]]
    tops = [_typed(v, column["dtype"]) for v, _ in column["top"]]
    column |= {
        "min": None, "max": None, "mean": None, "semantic": column["semantic"] or verdict.type,
        "examples": give(same, verdict.type) if shown else [],
        "top": [[t, n] for t, (_, n) in zip(give(tops, verdict.type), column["top"])] if shown else [],
        "note": f"masked: {verdict.type}; cells are tokens",
    }


def _typed(text: str, dtype: str) -> str | int | float:
    """The cell again from its text, so that its token is the column's."""
    if not re.match(r"u?int|float|Int|UInt|Float", dtype):
        return text
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


class Scrub:
    """Short texts of ours without what must not leave: certain kinds and, up to six words long, every value of the vault."""

    def __init__(self, vault: Vault):
        self.vault = vault
        self.known: dict[str, str] = {}
        for token, original in vault.originals.items():
            if len(key := fold(str(original).strip())) >= 4:
                self.known.setdefault(key, token.strip())

    def __call__(self, text: str) -> str:
        made = self._values(clean(text))
        for span in reversed(find(made)):
            made = f"{made[:span.at]}[{span.type}]{made[span.at + span.length:]}"
        return made if made != clean(text) else text

    def column(self, name: str) -> str:
        label = self.vault.tokens.get(name)
        if label:
            return label
        named = find(clean(name)) or (shapes.is_name_shape(name) and shapes.is_known_name(name))
        return self.vault.give([name], "person")[0] if named else name

    def _values(self, text: str) -> str:
        whole = self.known.get(fold(text))
        if whole:
            return whole
        words, made, at, place = list(_WORDS.finditer(text)), [], 0, 0
        while place < len(words):
            hit = next((n for n in range(min(6, len(words) - place), 0, -1) if fold(text[words[place].start():words[place + n - 1].end()]) in self.known), 0)
            if hit:
                start, end = words[place].start(), words[place + hit - 1].end()
                made += [text[at:start], self.known[fold(text[start:end])]]
                at = end
            place += max(hit, 1)
        return "".join(made) + text[at:]
