"""Numbers and dates as they are written in different places."""

import random

from .case import Draft, mess
from .tables import Clean
from .writing import Style, cell, line, lines, text


def _in(table: Clean, style: Style) -> Draft:
    return Draft(text(lines(table, style), style), table)


@mess("sales", "people", "stock")
def german_numbers(rng: random.Random, table: Clean) -> Draft:
    return _in(table, Style(delimiter=";", decimal=",", thousands=".", date="%d.%m.%Y", true="ja", false="nein"))


@mess("sales", "stock", "sensors")
def decimal_comma_with_tabs(rng: random.Random, table: Clean) -> Draft:
    return _in(table, Style(delimiter="\t", decimal=","))


@mess("sales", "stock")
def decimal_comma_quoted(rng: random.Random, table: Clean) -> Draft:
    return _in(table, Style(decimal=","))


@mess("sales", "people", "stock")
def english_thousands(rng: random.Random, table: Clean) -> Draft:
    return _in(table, Style(thousands=","))


@mess("sales", "people")
def french_numbers(rng: random.Random, table: Clean) -> Draft:
    return _in(table, Style(delimiter=";", decimal=",", thousands="\u202f", date="%d/%m/%Y", true="oui", false="non"))


@mess("sales", "people")
def swiss_numbers(rng: random.Random, table: Clean) -> Draft:
    return _in(table, Style(delimiter=";", thousands="'", date="%d.%m.%Y"))


def _signed(table: Clean, name: str, write: str, style: Style) -> Draft:
    place = table.names.index(name)
    rows = [line([write.format(cell(v, style)) if j == place else cell(v, style) for j, v in enumerate(row)], style) for row in table.rows]
    return Draft(text([line(table.names, style), *rows], style), table)


@mess("sales")
def euro_signs(rng: random.Random, table: Clean) -> Draft:
    return _signed(table, "Revenue", "{} €", Style(delimiter=";", decimal=",", thousands="."))


@mess("sales")
def dollar_signs(rng: random.Random, table: Clean) -> Draft:
    return _signed(table, "Revenue", "${}", Style(thousands=","))


@mess("sales", "sensors")
def percent_signs(rng: random.Random, table: Clean) -> Draft:
    return _signed(table, "Units" if "Units" in table.names else "humidity", "{}%", Style())


@mess("sales")
def brackets_for_minus(rng: random.Random, table: Clean) -> Draft:
    for row in table.rows[::3]:
        row[5] = -row[5]
    rows = [line([f"({cell(abs(v), Style(thousands=','))})" if j == 5 and v < 0 else cell(v, Style(thousands=",")) for j, v in enumerate(row)], Style()) for row in table.rows]
    return Draft(text([line(table.names, Style()), *rows], Style()), table)


@mess("sales", "stock", "people")
def day_first(rng: random.Random, table: Clean) -> Draft:
    return _in(table, Style(date="%d/%m/%Y"))


@mess("sales", "stock", "people")
def month_first(rng: random.Random, table: Clean) -> Draft:
    return _in(table, Style(date="%m/%d/%Y"))


@mess("sales", "people")
def months_in_words(rng: random.Random, table: Clean) -> Draft:
    return _in(table, Style(date="%d %b %Y"))


@mess("sales", "stock")
def long_dates(rng: random.Random, table: Clean) -> Draft:
    return _in(table, Style(date="%B %d, %Y"))


@mess("sensors")
def moments_with_zone(rng: random.Random, table: Clean) -> Draft:
    return _in(table, Style(moment="%Y-%m-%dT%H:%M:%SZ"))


@mess("sensors")
def moments_with_am_pm(rng: random.Random, table: Clean) -> Draft:
    return _in(table, Style(moment="%m/%d/%Y %I:%M %p"))


@mess("sensors", "people")
def yes_and_no(rng: random.Random, table: Clean) -> Draft:
    return _in(table, Style(true="Yes", false="No"))


def _holes(rng: random.Random, table: Clean, word: str) -> Draft:
    for row in table.rows:
        for j in range(1, len(row)):
            if rng.random() < 0.15:
                row[j] = None
    for j in range(len(table.names)):
        table.rows[0][j] = table.rows[0][j] if table.rows[0][j] is not None else table.rows[1][j]
    return _in(table, Style(null=word))


@mess("sales", "sensors", "people")
def dashes_for_nothing(rng: random.Random, table: Clean) -> Draft:
    return _holes(rng, table, "-")


@mess("sales", "sensors", "people")
def n_a_for_nothing(rng: random.Random, table: Clean) -> Draft:
    return _holes(rng, table, "n/a")


@mess("sales", "sensors")
def excel_errors(rng: random.Random, table: Clean) -> Draft:
    return _holes(rng, table, "#N/A")


@mess("sales", "stock")
def question_marks(rng: random.Random, table: Clean) -> Draft:
    return _holes(rng, table, "?")


@mess("stock", "people")
def leading_zeros(rng: random.Random, table: Clean) -> Draft:
    return _in(table, Style(delimiter=";"))


@mess("sales")
def long_numbers(rng: random.Random, table: Clean) -> Draft:
    for row in table.rows:
        row[0] = str(rng.randrange(10**17, 10**18))
    return _in(table, Style())


@mess("people")
def phone_numbers(rng: random.Random, table: Clean) -> Draft:
    clean = Clean([*table.names, "phone"], [[*row, f"+49 {rng.randint(30, 999)} {rng.randint(10**5, 10**7)}"] for row in table.rows])
    return Draft(text(lines(clean, Style()), Style()), clean)
