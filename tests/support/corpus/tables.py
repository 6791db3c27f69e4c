"""Clean tables of five trades; every messy file is one of them, written badly."""

import datetime
import random
from dataclasses import dataclass
from typing import Any

Cell = Any


@dataclass
class Clean:
    """Names and rows of typed cells: str, int, float, bool, date, datetime or None."""

    names: list[str]
    rows: list[list[Cell]]

    def take(self, *names: str) -> "Clean":
        places = [self.names.index(name) for name in names]
        return Clean(list(names), [[row[j] for j in places] for row in self.rows])


def _day(rng: random.Random, year: int = 2023) -> datetime.date:
    return datetime.date(year, 1, 1) + datetime.timedelta(days=rng.randrange(365))


def sales(rng: random.Random, rows: int) -> Clean:
    regions, products = ["North", "South", "East", "West"], ["Desk lamp", "Office chair", "Standing desk", "Monitor arm", "Cable tray"]
    return Clean(
        ["Order ID", "Date", "Region", "Product", "Units", "Revenue"],
        [[1000 + i, _day(rng), rng.choice(regions), rng.choice(products), rng.randint(1, 40), round(rng.uniform(1000, 99999), 2)] for i in range(rows)],
    )


def sensors(rng: random.Random, rows: int) -> Clean:
    start = datetime.datetime(2024, 3, 1)
    return Clean(
        ["timestamp", "sensor", "temperature", "humidity", "ok"],
        [[start + datetime.timedelta(minutes=10 * i), f"s{rng.randint(1, 4)}", round(rng.uniform(-5, 30), 1), rng.randint(20, 95), rng.random() < 0.9] for i in range(rows)],
    )


def people(rng: random.Random, rows: int) -> Clean:
    first = ["Ada", "Björn", "Chloé", "Dmitri", "Émile", "Fatma", "Göran", "Hélène", "Íris", "José", "Zoë"]
    last = ["Lovelace", "Müller", "O'Brien", "García", "Nuñez", "Schröder", "Smith", "Dupré"]
    cities = ["Zürich", "Málaga", "København", "Paris", "Köln", "London"]
    return Clean(
        ["name", "city", "postcode", "salary", "hired", "active"],
        [[f"{rng.choice(first)} {rng.choice(last)}", rng.choice(cities), f"{rng.randint(0, 9999):05d}", rng.randint(30, 120) * 1000 + rng.randint(0, 999), _day(rng, 2019), rng.random() < 0.7] for _ in range(rows)],
    )


def survey(rng: random.Random, rows: int) -> Clean:
    answers = ["agree", "disagree", "neutral", "strongly agree"]
    remarks = ["fine", "too slow, sometimes", "good; but dear", "could be better", "I said \"maybe\"", "nothing to add"]
    return Clean(
        ["respondent", "age", "question_1", "question_2", "remark"],
        [[f"R{i:03d}", rng.randint(18, 80), rng.choice(answers), rng.choice(answers), rng.choice(remarks)] for i in range(1, rows + 1)],
    )


def stock(rng: random.Random, rows: int) -> Clean:
    return Clean(
        ["sku", "item", "on_hand", "price", "checked"],
        [[f"{rng.randint(1, 99999):06d}", f"Part {rng.choice('ABCDEF')}{i}", rng.randint(0, 500), round(rng.uniform(0.5, 999), 2), _day(rng)] for i in range(rows)],
    )


MAKERS = {"sales": sales, "sensors": sensors, "people": people, "survey": survey, "stock": stock}
