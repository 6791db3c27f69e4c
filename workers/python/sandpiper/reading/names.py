"""Python names for tables, made from file and sheet names."""

import builtins
import keyword
import re
import unicodedata

RESERVED = frozenset(
    "pd np plt px go sns df show table chart save sql load final_answer sandpiper pandas numpy ask_user ask_person os sys re json math data_dir _ self "
    "datetime date time random collections itertools statistics sqlite3 csv io scipy sklearn matplotlib seaborn plotly openpyxl".split()
)
LONGEST = 48
ENDINGS = re.compile(
    r"\.(csv|tsv|tab|txt|psv|dat|data|asc|log|xlsx|xlsm|xltx|xls|json|jsonl|ndjson|geojson|sqlite3?|db|db3|parquet|pq|zip|gz|html?|xml|md)$",
    re.IGNORECASE,
)


def stem(file: str) -> str:
    """The file's name without folders and endings."""
    name = file.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    while ENDINGS.search(name) and ENDINGS.sub("", name):
        name = ENDINGS.sub("", name)
    return name


def snake(text: str) -> str:
    """Lower-case words joined by underscores; accents are folded, other alphabets are kept."""
    plain = unicodedata.normalize("NFKC", text).replace("ß", "ss").replace("æ", "ae").replace("ø", "o").replace("œ", "oe")
    folded = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c) or c > "\u2fff")
    folded = unicodedata.normalize("NFKC", folded)
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", folded)
    name = re.sub(r"_+", "_", re.sub(r"\W+", "_", spaced)).strip("_").lower()[:LONGEST].strip("_")
    if name and not name.isidentifier():
        name = f"t_{name}"
    return name if name.isidentifier() else ""


def variable(file: str, part: str | None, taken: set[str]) -> str:
    """A valid identifier that is no keyword, builtin, helper or name in `taken`."""
    base = snake(stem(file)) or "table"
    own = snake(part) if part else ""
    name = base if not own or own == base else own if own.startswith(base + "_") else f"{base}_{own}"
    name = name[:LONGEST].strip("_")
    if keyword.iskeyword(name) or keyword.issoftkeyword(name) or hasattr(builtins, name) or name in RESERVED:
        name += "_data"
    result, count = name, 1
    while result in taken:
        count += 1
        result = f"{name}_{count}"
    return result
