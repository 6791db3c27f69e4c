"""Separators and quotes."""

import random

from .case import Draft, mess
from .tables import Clean
from .writing import Style, body, cell, line, lines, text


def _by(table: Clean, style: Style, ending: str = "csv") -> Draft:
    return Draft(text(lines(table, style), style), table, ending=ending)


@mess("sales", "sensors", "survey")
def semicolons(rng: random.Random, table: Clean) -> Draft:
    return _by(table, Style(delimiter=";"))


@mess("sales", "people", "survey")
def tabs(rng: random.Random, table: Clean) -> Draft:
    return _by(table, Style(delimiter="\t"), "txt")


@mess("sales", "sensors", "people")
def pipes(rng: random.Random, table: Clean) -> Draft:
    return _by(table, Style(delimiter="|"), "txt")


@mess("sales", "stock")
def carets(rng: random.Random, table: Clean) -> Draft:
    return _by(table, Style(delimiter="^"))


@mess("sensors", "stock")
def tildes(rng: random.Random, table: Clean) -> Draft:
    return _by(table, Style(delimiter="~"), "dat")


@mess("sales", "survey")
def two_bar_separator(rng: random.Random, table: Clean) -> Draft:
    return _by(table, Style(delimiter="||", quote=""))


@mess("sales", "stock")
def separator_directive(rng: random.Random, table: Clean) -> Draft:
    return Draft(text(["sep=;", *lines(table, Style(delimiter=";"))], Style()), table)


@mess("sales", "people", "survey")
def spaces_after_separator(rng: random.Random, table: Clean) -> Draft:
    return _by(table, Style(delimiter=", ", always=True))


@mess("sales", "people", "survey")
def all_quoted(rng: random.Random, table: Clean) -> Draft:
    return _by(table, Style(delimiter=";", always=True))


@mess("sales", "survey")
def single_quotes(rng: random.Random, table: Clean) -> Draft:
    return _by(table, Style(quote="'", always=True))


@mess("survey", "sales")
def line_breaks_in_cells(rng: random.Random, table: Clean) -> Draft:
    column = 4 if table.names[0] == "respondent" else 3
    for row in table.rows[::5]:
        row[column] = f"{row[column]}\nsecond line"
    return _by(table, Style())


@mess("survey", "people", "stock")
def stray_quote(rng: random.Random, table: Clean) -> Draft:
    rows = lines(table, Style())
    inches = ",".join(['5" pipe' if isinstance(v, str) and j == 1 else cell(v, Style(quote="")) for j, v in enumerate(table.rows[3])])
    if "," in str(table.rows[3][-1]):
        table.rows[3][-1] = "fine"
        inches = ",".join([cell(v, Style()) for v in table.rows[3]]).replace(cell(table.rows[3][1], Style()), '5" pipe', 1)
    if isinstance(table.rows[3][1], str):
        table.rows[3][1] = '5" pipe'
    else:
        table.rows[3][2] = '5" pipe'
        inches = ",".join(cell(v, Style()) for v in table.rows[3])
    rows[4] = inches
    return Draft(text(rows, Style()), table)


@mess("sales", "people", "stock")
def unclosed_quote(rng: random.Random, table: Clean) -> Draft:
    rows = lines(table, Style())
    place = 2 if table.names[0] == "Order ID" else 1 if table.names[0] == "sku" else 0
    parts = rows[6].split(",")
    parts[place] = '"' + parts[place]
    rows[6] = ",".join(parts)
    return Draft(text(rows, Style()), table, odd=1)


@mess("survey")
def backslash_escapes(rng: random.Random, table: Clean) -> Draft:
    rows = [",".join('"' + cell(v, Style()).replace('"', '\\"') + '"' for v in row) for row in table.rows]
    return Draft(text([",".join(table.names), *rows], Style()), table)


@mess("sales", "sensors", "people")
def trailing_separators(rng: random.Random, table: Clean) -> Draft:
    return Draft(text([row + "," for row in lines(table, Style())], Style()), table)


@mess("sales", "sensors")
def trailing_separators_in_body(rng: random.Random, table: Clean) -> Draft:
    head, *rest = lines(table, Style(delimiter=";"))
    return Draft(text([head, *[row + ";;" for row in rest]], Style()), table)


@mess("sensors", "stock", "sales")
def aligned_with_spaces(rng: random.Random, table: Clean) -> Draft:
    rows = [table.names, *[[cell(v, Style()) for v in row] for row in table.rows]]
    wide = [max(len(row[j]) for row in rows) + 2 for j in range(len(table.names))]
    return Draft(text(["".join(c.ljust(w) for c, w in zip(row, wide)).rstrip() for row in rows], Style()), table, ending="txt")


@mess("sales", "people")
def short_rows(rng: random.Random, table: Clean) -> Draft:
    rows = lines(table, Style())
    for at in (3, 7):
        rows[at] = ",".join(rows[at].split(",")[:-2])
        table.rows[at - 1][-2:] = [None, None]
    return Draft(text(rows, Style()), table, odd=2)


@mess("sales", "people", "sensors")
def long_rows(rng: random.Random, table: Clean) -> Draft:
    rows = lines(table, Style())
    for at in (4, 9):
        rows[at] += ",stray,more"
    return Draft(text(rows, Style()), table, odd=2)


@mess("survey", "sales")
def unquoted_separator_in_text(rng: random.Random, table: Clean) -> Draft:
    place = table.names.index("remark" if "remark" in table.names else "Product")
    for row in table.rows:
        row[place] = str(row[place]).replace('"', "").replace(",", "")
    table.rows[5][place] = "one, two"
    rows = [",".join(cell(v, Style()) for v in row) for row in table.rows]
    return Draft(text([",".join(table.names), *rows], Style()), table, odd=1)


@mess("sales", "sensors", "people")
def rows_quoted_whole(rng: random.Random, table: Clean) -> Draft:
    return Draft(text(['"' + row.replace('"', '""') + '"' for row in [line(table.names, Style()), *body(table, Style())]], Style()), table)
