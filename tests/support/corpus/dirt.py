"""Several messes at once, as they come in the wild."""

import random

from .case import Draft, mess
from .tables import Clean
from .writing import Style, line, lines, text


@mess("sales", "people")
def spanish_report(rng: random.Random, table: Clean) -> Draft:
    style = Style(delimiter=";", decimal=",", thousands=".", date="%d/%m/%Y", true="sí", false="no")
    rows = ["Informe anual 2023", "Generado: 03/01/2024", "", *lines(table, style), "", "Fuente: registro general"]
    return Draft("\r\n".join(rows).encode("cp1252"), table, odd=3)


@mess("sales", "stock")
def quoted_report_with_footer(rng: random.Random, table: Clean) -> Draft:
    style = Style(always=True, thousands=",", date="%m/%d/%Y")
    rows = ['"Report"', "", *lines(table, style), "", '"End of report"']
    return Draft(b"\xef\xbb\xbf" + "\r\n".join(rows).encode(), table, odd=2)


@mess("sensors", "stock")
def logger_dump(rng: random.Random, table: Clean) -> Draft:
    head, *rest = lines(table, Style(delimiter="\t", null="NULL"))
    rest[3:3] = [head]
    return Draft(text(["#logger v3", "#serial 0042", "", head, *rest, "#end"], Style()), table, odd=4, ending="log")


@mess("people", "sales")
def ragged_and_padded(rng: random.Random, table: Clean) -> Draft:
    rows = lines(table, Style(delimiter=";"))
    rows[4] += ";;;"
    rows[6] = rows[6] + ";"
    rows.insert(8, ";" * (len(table.names) - 1))
    return Draft(text(rows, Style()), table)


@mess("sales", "people", "stock")
def wide_utf_16_with_preamble(rng: random.Random, table: Clean) -> Draft:
    rows = ["Export", "", *lines(table, Style(delimiter="\t", decimal=","))]
    return Draft(b"\xff\xfe" + "\r\n".join(rows).encode("utf-16-le"), table, odd=1)


@mess("survey")
def lonely_quotes_everywhere(rng: random.Random, table: Clean) -> Draft:
    for i, row in enumerate(table.rows):
        row[4] = f'size {i}"' if i % 7 == 3 else "fine"
    rows = [",".join(map(str, row)) for row in table.rows]
    return Draft(text([line(table.names, Style()), *rows], Style()), table)


@mess("sales", "sensors")
def spaces_all_around(rng: random.Random, table: Clean) -> Draft:
    rows = [" ; ".join(f" {part} " for part in row.split(";")) for row in lines(table, Style(delimiter=";"))]
    return Draft(text(rows, Style()), table)
