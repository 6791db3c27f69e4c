"""What the numbers of an answer can be held against: what the variables hold, and what the script only says or was only given."""

import ast
import math
import re
import types

from . import tables
from .values import missing, number, type_name

MOST_VALUES = 800
MOST_CELLS = 6_000
MOST_ITEMS = 500
MOST_CHARS = 20_000
DIGITS = re.compile(r"\d(?:[\d.,'’ \u00a0\u202f]*\d)?")
FIELD = re.compile(r"\{([^\W\d]\w*)((?:\.[^\W\d]\w*|\[[^\[\]{}]+\])*)(![rs])?(:[^{}]*)?\}")


def fill(text, names):
    """The text with {name:format} replaced by the value of that variable, for who forgot the f before the quote."""
    if "{" not in text:
        return text
    return FIELD.sub(lambda found: filled(found, names), text)


def filled(found, names):
    if found[1] not in names or callable(names[found[1]]):
        return found[0]
    try:
        return found[0].format_map(names)
    except Exception:
        return found[0]


def of(code, answer, names):
    """Values that numbers of the answer may stand for, the texts that the script says, and the numbers it was written with. None when it cannot be told."""
    try:
        parsed = ast.parse(code)
        said = Said(parsed)
        keys = [key for text in (answer["finding"], *answer["evidence"]) for key in map(key_of, DIGITS.findall(text)) if key]
        held = Held(keys)
        for name, value in list(names.items()):
            if isinstance(name, str) and not name.startswith("_") and name not in said.names and not isinstance(value, types.ModuleType):
                held.take(value, name)
        return {"values": held.kept, "typed": said.texts, "parameters": said.parameters}
    except Exception:
        return None


class Said:
    """Literals of a script: `texts` may end up in the answer as they are, `parameters` are what it computes with, `names` hold nothing but a literal that is only told."""

    def __init__(self, parsed):
        told = [node for node in ast.walk(parsed) if isinstance(node, ast.FormattedValue) or is_answer(node)]
        inside = {id(one) for node in told for one in ast.walk(node)}
        used = {node.id for node in ast.walk(parsed) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in inside}
        plain = [node for node in ast.walk(parsed) if isinstance(node, ast.Assign) and is_literal(node.value)]
        only_told = [node for node in plain if all(isinstance(one, ast.Name) and one.id not in used for one in node.targets)]
        self.names = {one.id for node in only_told for one in node.targets}
        specs = {id(one) for node in told if isinstance(node, ast.FormattedValue) and node.format_spec for one in ast.walk(node.format_spec)}
        spoken = {id(one) for node in only_told for one in ast.walk(node.value)} | {id(one) for node in told for one in literal_parts(node)}
        constants = [node for node in ast.walk(parsed) if isinstance(node, ast.Constant) and id(node) not in specs]
        numbers = [node for node in constants if isinstance(node.value, (int, float)) and not isinstance(node.value, bool)]
        texts = [node.value for node in constants if isinstance(node.value, str) and any(one.isdigit() for one in node.value)]
        texts += [str(node.value) for node in numbers if id(node) in spoken]
        self.texts = [text[:2_000] for text in texts if text][:200]
        self.parameters = [value for node in numbers if id(node) not in spoken and (value := plain_number(node.value)) is not None][:200]


def is_answer(node):
    return isinstance(node, ast.Call) and getattr(node.func, "id", None) == "final_answer"


def is_literal(node):
    try:
        ast.literal_eval(node)
        return True
    except Exception:
        return False


def literal_parts(node):
    """Constants that reach the text as they are: {12}, final_answer(12), evidence=[12]."""
    parts = [node.value] if isinstance(node, ast.FormattedValue) else [*node.args, *(one.value for one in node.keywords)]
    return [one for part in parts for one in (part.elts if isinstance(part, (ast.List, ast.Tuple)) else [part]) if isinstance(one, ast.Constant)]


def key_of(text):
    """A number's first digits as a number from 1 to 10, and how far a rounded one may be off."""
    digits = re.sub(r"\D", "", text).lstrip("0")
    if not digits:
        return (0.0, 0.0)
    short = digits[:15].rstrip("0") or digits[:1]
    return (float(f"{short[0]}.{short[1:] or 0}"), 0.51 * 10.0 ** (1 - len(short)))


class Held:
    """Numbers among the variables whose first digits are those of a number in the answer, each with the way to it."""

    def __init__(self, keys):
        self.keys = keys
        self.kept = []
        self.seen = set()
        self.cells_left = MOST_CELLS * 4

    def take(self, value, way, depth=0):
        if len(self.kept) >= MOST_VALUES or depth > 3 or isinstance(value, (str, bytes, bool, type)) or missing(value):
            return
        if tables.is_table(value):
            return self.take_table(value, way)
        kind = type_name(value)
        if isinstance(value, dict):
            for key, one in list(value.items())[:MOST_ITEMS]:
                self.take(one, f"{way}[{key!r}]"[:120], depth + 1)
        elif isinstance(value, (list, tuple, set, frozenset)):
            self.add(len(value), f"len({way})")
            for at, one in enumerate(list(value)[:MOST_ITEMS]):
                self.take(one, f"{way}[{at}]", depth + 1)
        elif kind == "ndarray":
            self.take_cells(value.ravel().tolist(), way)
        elif kind in ("Timedelta", "timedelta"):
            self.add(value.total_seconds() / 86_400, f"{way} in days")
        elif type(value).__module__.startswith("sandpiper."):
            for name, one in vars(value).items():
                self.take(one, f"{way}.{name}", depth + 1)
        elif not callable(value):
            self.add(value, way)

    def take_table(self, value, way):
        self.add(len(value), f"len({way})")
        frame = tables.frame(value)
        self.add(len(frame.columns), f"columns of {way}")
        if frame.size > MOST_CELLS:
            return
        for position, column in enumerate(frame.columns):
            kind = frame.dtypes.iloc[position]
            if getattr(kind, "kind", "") in "iuf" or kind == object:
                name = way if value.ndim == 1 else f"{way}[{column!r}]"
                self.take_cells(frame.iloc[:, position].tolist(), name[:120])

    def take_cells(self, values, way):
        if len(values) > self.cells_left:
            return
        self.cells_left -= len(values)
        for one in values:
            if not isinstance(one, str):
                self.add(one, way)

    def add(self, value, way):
        plain = plain_number(value)
        if plain is None or (way, plain) in self.seen or len(self.kept) >= MOST_VALUES or not self.alike(plain):
            return
        self.seen.add((way, plain))
        self.kept.append([way, plain])

    def alike(self, value):
        if value == 0:
            return any(key == 0 for key, _ in self.keys)
        size = abs(value)
        lead = size / 10.0 ** math.floor(math.log10(size))
        return any(key and min(abs(lead - key), abs(lead * 10 - key), abs(lead / 10 - key)) <= off for key, off in self.keys)


def plain_number(value):
    """As JSON can hold it; None for what is no finite number."""
    if isinstance(value, (bool, complex)):
        return None
    try:
        plain = number(value)
        if isinstance(plain, str):
            plain = float(plain)
    except (TypeError, ValueError, AttributeError, OverflowError):
        return None
    return plain if plain is not None and math.isfinite(plain) else None
