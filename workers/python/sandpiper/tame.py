"""Text that no spreadsheet takes for a formula, for tables that leave as plain text. The page does the same (lib/agent/export/csv.ts)."""

import re

RISKY = re.compile(r"[\s\x00-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
NUMBER = re.compile(r"[+-]?\d[\d.,]*")


def tame(cell):
    """A text that begins like a formula gets an apostrophe before it; numbers keep their sign."""
    risky = isinstance(cell, str) and RISKY.match(cell) and not NUMBER.fullmatch(cell)
    return f"'{cell}" if risky else cell


def tamed(table):
    """The DataFrame with its texts and headings tame, and how many of them were not; the table itself where all were."""
    made, count = table, 0
    for place, kind in enumerate(table.dtypes):
        if kind.kind not in "OUT":
            continue
        before = table.iloc[:, place].astype(object)
        after = before.map(tame, na_action="ignore")
        changed = int((after.fillna("") != before.fillna("")).sum())
        if changed:
            made = made.copy(deep=False)
            made.isetitem(place, after)
            count += changed
    heads = [tame(name) for name in table.columns]
    if heads != list(table.columns):
        made = made.set_axis(heads, axis=1)
        count += sum(one != other for one, other in zip(heads, table.columns, strict=True))
    return made, count
