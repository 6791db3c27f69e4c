"""What stands around and between the rows: titles, footers, totals, headers of several rows."""

import random

from .case import Draft, mess
from .tables import Clean
from .writing import Style, body, cell, line, lines, text

SEMI = Style(delimiter=";")


def _wrapped(table: Clean, before: list[str], after: list[str], style: Style = Style()) -> Draft:
    return Draft(text([*before, *lines(table, style), *after], style), table, odd=sum(bool(row.strip(" ,;")) for row in before + after))


@mess("sales", "sensors", "people")
def title_line(rng: random.Random, table: Clean) -> Draft:
    return _wrapped(table, ["Monthly report"], [])


@mess("sales", "people", "stock", "sensors")
def preamble_with_blank_line(rng: random.Random, table: Clean) -> Draft:
    return _wrapped(table, ["Report: all orders", "Created 2024-01-03 by export, version 2", "Filter: none", ""], [])


@mess("sales", "sensors", "stock")
def preamble_of_pairs(rng: random.Random, table: Clean) -> Draft:
    return _wrapped(table, ["Station;Alpine 7", "Owner;Research dept.", "Height;1200", ""], [], SEMI)


@mess("sales", "people")
def padded_preamble(rng: random.Random, table: Clean) -> Draft:
    pad = "," * (len(table.names) - 1)
    return _wrapped(table, ["Sales by order" + pad, "2023" + pad, pad], [])


@mess("sensors", "stock", "sales")
def comment_lines(rng: random.Random, table: Clean) -> Draft:
    rows = lines(table, Style())
    rows[5:5] = ["# sensor restarted, values may be off"]
    return Draft(text(["# exported by logger 1.2", "# units: C, %", *rows], Style()), table, odd=3)


@mess("sensors", "stock")
def commented_header(rng: random.Random, table: Clean) -> Draft:
    head, *rest = lines(table, Style())
    return Draft(text(["# " + head, *rest], Style()), table)


@mess("sales", "people", "sensors")
def footer_source(rng: random.Random, table: Clean) -> Draft:
    return _wrapped(table, [], ["", "Source: national register", "Note: figures are provisional, see annex"])


@mess("sales", "stock")
def row_count_footer(rng: random.Random, table: Clean) -> Draft:
    return _wrapped(table, [], [f"({len(table.rows)} rows affected)"], Style(delimiter="\t"))


def _total(table: Clean, word: str, style: Style) -> str:
    sums = []
    for j, name in enumerate(table.names):
        values = [row[j] for row in table.rows]
        summed = name in ("Units", "Revenue", "on_hand", "salary")
        sums.append(cell(round(sum(values), 2), style) if summed else word if j == 0 else "")
    return line(sums, style)


@mess("sales", "stock", "people")
def total_row(rng: random.Random, table: Clean) -> Draft:
    return _wrapped(table, [], [_total(table, "Total", Style())])


@mess("sales", "stock")
def german_total_row(rng: random.Random, table: Clean) -> Draft:
    style = Style(delimiter=";", decimal=",", date="%d.%m.%Y")
    return _wrapped(table, [], [_total(table, "Gesamtsumme", style)], style)


@mess("sales")
def subtotals(rng: random.Random, table: Clean) -> Draft:
    table = table.take("Region", "Product", "Units", "Revenue")
    table.rows.sort(key=lambda row: row[0])
    out = [line(table.names, Style())]
    for region in sorted({row[0] for row in table.rows}):
        group = Clean(table.names, [row for row in table.rows if row[0] == region])
        out += [*body(group, Style()), _total(group, f"Subtotal {region}", Style())]
    out.append(_total(table, "Grand total", Style()))
    return Draft(text(out, Style()), table, odd=1 + len({row[0] for row in table.rows}))


@mess("sales", "sensors", "people")
def repeated_headers(rng: random.Random, table: Clean) -> Draft:
    head, *rest = lines(table, Style())
    return Draft(text([head, *rest[:5], head, *rest[5:9], head, *rest[9:]], Style()), table, odd=2)


@mess("sales", "sensors")
def units_row(rng: random.Random, table: Clean) -> Draft:
    units = ["", "", "", "", "pieces", "EUR"] if len(table.names) == 6 else ["", "", "°C", "%", ""]
    head, *rest = lines(table, Style())
    clean = Clean([f"{n} {u}".strip() for n, u in zip(table.names, units)], table.rows)
    return Draft(text([head, ",".join(units), *rest], Style()), clean)


def _quarters(rng: random.Random) -> tuple[list[str], Clean]:
    years, parts = ["2022", "2023"], ["Q1", "Q2", "Q3"]
    names = ["Region"] + [f"{y} {q}" for y in years for q in parts]
    regions = ["North", "South", "East", "West", "Abroad", "Online"]
    clean = Clean(names, [[region, *[round(rng.uniform(10, 900), 2) for _ in range(6)]] for region in regions])
    return ["," + ",".join(y if i == 0 else "" for y in years for i in range(3)), "Region," + ",".join(parts * 2)], clean


@mess("sales", "stock", "people")
def two_header_rows(rng: random.Random, table: Clean) -> Draft:
    head, clean = _quarters(rng)
    return Draft(text([*head, *body(clean, Style())], Style()), clean)


@mess("sales", "stock")
def two_header_rows_with_title_and_total(rng: random.Random, table: Clean) -> Draft:
    head, clean = _quarters(rng)
    total = "Total," + ",".join(f"{sum(row[j] for row in clean.rows):.2f}" for j in range(1, 7))
    return Draft(text(["Revenue by region", "", *head, *body(clean, Style()), total], Style()), clean, odd=2)


@mess("sales", "sensors", "stock")
def years_as_header(rng: random.Random, table: Clean) -> Draft:
    clean = Clean(["Country", "2019", "2020", "2021", "2022"], [[c, *[rng.randint(100, 9999) for _ in range(4)]] for c in ["France", "Spain", "Italy", "Japan", "Chile", "Kenya", "Peru"]])
    return Draft(text(lines(clean, Style()), Style()), clean)


@mess("sales", "stock", "sensors")
def index_without_name(rng: random.Random, table: Clean) -> Draft:
    head, *rest = lines(table, Style())
    clean = Clean(["index", *table.names], [[i, *row] for i, row in enumerate(table.rows)])
    return Draft(text(["," + head, *[f"{i},{row}" for i, row in enumerate(rest)]], Style()), clean)


@mess("sales", "stock")
def row_names_without_header(rng: random.Random, table: Clean) -> Draft:
    head, *rest = lines(table, Style(delimiter="\t"))
    clean = Clean(["index", *table.names], [[i, *row] for i, row in enumerate(table.rows, 1)])
    return Draft(text([head, *[f"{i}\t{row}" for i, row in enumerate(rest, 1)]], Style()), clean, ending="txt")


@mess("sales", "sensors", "stock")
def no_header(rng: random.Random, table: Clean) -> Draft:
    clean = Clean([f"column_{j + 1}" for j in range(len(table.names))], table.rows)
    return Draft(text(body(table, Style()), Style()), clean)


@mess("sales", "people")
def duplicate_names(rng: random.Random, table: Clean) -> Draft:
    head = [table.names[0], *["value"] * 2, *table.names[3:]]
    clean = Clean([head[0], "value", "value_2", *head[3:]], table.rows)
    return Draft(text([line(head, Style()), *body(table, Style())], Style()), clean)


@mess("sales", "sensors")
def empty_name_in_header(rng: random.Random, table: Clean) -> Draft:
    head = [*table.names[:2], "", *table.names[3:]]
    clean = Clean([*head[:2], "column_3", *head[3:]], table.rows)
    return Draft(text([line(head, Style()), *body(table, Style())], Style()), clean)


@mess("sales", "sensors", "people")
def header_only(rng: random.Random, table: Clean) -> Draft:
    return Draft(text([line(table.names, Style())], Style()), Clean(table.names, []))


@mess("sales", "people")
def names_with_line_breaks(rng: random.Random, table: Clean) -> Draft:
    head = line([table.names[0], f"{table.names[1]}\n(local)", *table.names[2:]], Style())
    clean = Clean([table.names[0], f"{table.names[1]} (local)", *table.names[2:]], table.rows)
    return Draft(text([head, *body(table, Style())], Style()), clean)


@mess("sales", "stock")
def ruled_like_a_console(rng: random.Random, table: Clean) -> Draft:
    rows = [table.names, *[[cell(v, Style()) for v in row] for row in table.rows]]
    wide = [max(len(row[j]) for row in rows) for j in range(len(table.names))]
    drawn = ["| " + " | ".join(c.ljust(w) for c, w in zip(row, wide)) + " |" for row in rows]
    rule = "+" + "+".join("-" * (w + 2) for w in wide) + "+"
    return Draft(text([rule, drawn[0], rule, *drawn[1:], rule], Style()), table, ending="txt")


@mess("sales", "people")
def markdown_table(rng: random.Random, table: Clean) -> Draft:
    rows = [table.names, *[[cell(v, Style()) for v in row] for row in table.rows]]
    drawn = ["| " + " | ".join(row) + " |" for row in rows]
    return Draft(text([drawn[0], "|" + "---|" * len(table.names), *drawn[1:]], Style()), table, ending="md")


@mess("sales")
def one_column(rng: random.Random, table: Clean) -> Draft:
    clean = table.take("Revenue")
    return Draft(text(lines(clean, Style()), Style()), clean)


@mess("sales", "people")
def section_titles(rng: random.Random, table: Clean) -> Draft:
    head, *rest = lines(table, Style())
    pad = "," * (len(table.names) - 1)
    return Draft(text([head, "Part one" + pad, *rest[:6], "Part two" + pad, *rest[6:]], Style()), table, odd=2)
