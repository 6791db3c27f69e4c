"""Makes the dirty files the analyst is asked about in tests/analyst. Run by hand: python3 tests/support/files/make.py. Invented, from fixed seeds."""

import datetime as dt
import json
import random
from pathlib import Path

OUT = Path(__file__).resolve().parent


def euro(value):
    return f"{value:,.2f}".replace(",", "#").replace(".", ",").replace("#", ".") + " €"


def sales():
    """cp1252, a preamble, German numbers with a currency sign, "-" for nothing, a total row, a stray blank line."""
    rng = random.Random(101)
    goods = {"Kaffeebohnen 1 kg": ("Kaffee", 18.9), "Espressotassen": ("Geschirr", 24.5), "Filterpapier": ("Zubehör", 3.2), "Milchschäumer": ("Geräte", 79.0), "Siebträger": ("Geräte", 649.0)}
    lines, total = [], 0.0
    for n in range(620):
        day = dt.date(2023, 7, 3) + dt.timedelta(days=int(n * 548 / 620))
        store = rng.choices(["Köln", "Münster", "Aachen"], [5, 3, 2])[0]
        article = rng.choices(list(goods), [40, 18, 30, 9, 3])[0]
        group, price = goods[article]
        amount = rng.choice([1, 1, 1, 2, 2, 3, 5])
        total += amount * price
        lines.append(f"{40000 + n:06d};{day:%d.%m.%Y};{store if rng.random() > 0.02 else '-'};{group};{article};{amount};{euro(price)};{euro(amount * price)}")
    lines.insert(300, "")
    head = ["Umsatzbericht Filialen", "Erstellt am 02.01.2025;;;;;;;", "", "Belegnr;Datum;Filiale;Warengruppe;Artikel;Menge;Einzelpreis;Umsatz"]
    (OUT / "umsatz_filialen.csv").write_bytes(("\r\n".join([*head, *lines, f"Summe;;;;;;;{euro(total)}"]) + "\r\n").encode("cp1252"))


def survey():
    """UTF-16 with tabs, questions as headers, n/a and blanks for nothing."""
    rng = random.Random(102)
    rows = [["ID", "Submitted", "How satisfied are you? (1-10)", "Would recommend", "Plan", "Age", "Minutes on site", "What could be better?"]]
    for n in range(410):
        plan = rng.choices(["Basic", "Plus", "Pro"], [5, 3, 2])[0]
        score = max(1, min(10, round(rng.gauss({"Basic": 6.1, "Plus": 7.0, "Pro": 8.1}[plan], 1.5))))
        said = rng.choice(["Search is slow", "Search is slow on my phone", "More payment options please", "Nothing, all good so far", ""]) if score < 8 else rng.choice(["", "", "Nothing, all good so far"])
        rows.append([f"{n + 1}", f"2024-{1 + n % 6:02d}-{1 + n % 27:02d} {8 + n % 11:02d}:15", str(score) if rng.random() > 0.03 else "n/a", "Yes" if rng.random() < score / 11 else "No", plan, str(rng.randrange(18, 80)) if rng.random() > 0.05 else "", f"{rng.lognormvariate(2, 0.6):.1f}", said])
    (OUT / "web_survey.tsv").write_bytes("\r\n".join("\t".join(row) for row in rows).encode("utf-16"))


def sensors():
    """Half-hourly, ERR for failed readings, repeated lines, a gap, one station that runs hot for a while."""
    rng = random.Random(103)
    lines = ['"Timestamp","Station","Temp [°C]","Humidity %","Battery V"']
    for n in range(48 * 21):
        moment = dt.datetime(2024, 5, 1) + dt.timedelta(minutes=30 * n)
        for k, station in enumerate(("Dach", "Keller", "Hof")):
            if station == "Hof" and dt.datetime(2024, 5, 9, 4) <= moment < dt.datetime(2024, 5, 9, 18):
                continue
            heat = (18, 12, 15)[k] + (5, 0.4, 4)[k] * (1 if 9 <= moment.hour < 18 else -0.5) + rng.gauss(0, 0.4)
            heat += 30 if station == "Keller" and dt.datetime(2024, 5, 15, 10) <= moment < dt.datetime(2024, 5, 15, 12) else 0
            line = f'"{moment:%Y-%m-%dT%H:%M:%SZ}","{station}",{"ERR" if rng.random() < 0.008 else f"{heat:.1f}"},{rng.gauss(60, 6):.0f},{3.9 - n * 0.0004:.2f}'
            lines += [line, line] if rng.random() < 0.002 else [line]
    (OUT / "weather_log.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def staff():
    """Pipes, codes with leading zeros, dollars with thousands commas, day-first dates, blanks and capitals at odds, repeated rows."""
    rng = random.Random(104)
    lines = ["Emp No|Full Name|Dept|Start Date|Annual Salary|Gender|Remote"]
    for n in range(236):
        dept = rng.choices(["Research", "Marketing", "Operations", "Legal"], [6, 4, 8, 2])[0]
        gender = rng.choice("FM")
        pay = rng.gauss({"Research": 71000, "Marketing": 55000, "Operations": 47000, "Legal": 83000}[dept], 6000) * (0.94 if gender == "F" and dept == "Operations" else 1)
        shown = dept.upper() if rng.random() < 0.03 else dept + "  " if rng.random() < 0.05 else dept
        start = dt.date(2010, 1, 1) + dt.timedelta(days=rng.randrange(5000))
        lines.append(f"{n + 17:05d}|{rng.choice('ABCDEFGHJKLMNPRSTVW')}. {rng.choice(['Amber', 'Bly', 'Croft', 'Denholm', 'Esk', 'Fenn', 'Gower'])}{n}|{shown}|{start:%d/%m/%Y}|${round(pay, -2):,.0f}|{gender}|{rng.choice(['yes', 'no', 'no'])}")
    lines[50:50] = [lines[49]]
    lines[120:120] = [lines[119]]
    lines[200:200] = [lines[199]]
    (OUT / "staff_list.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def helpdesk():
    """Nested JSON under a key of its own, ISO times, nulls, a requester object."""
    rng = random.Random(105)
    tickets = []
    for n in range(530):
        created = dt.datetime(2024, 2, 1, 7) + dt.timedelta(minutes=rng.randrange(150 * 1440))
        level = rng.choices(["P1", "P2", "P3"], [1, 4, 7])[0]
        hours = rng.lognormvariate({"P1": 1.2, "P2": 2.4, "P3": 3.3}[level], 0.6)
        done = rng.random() > 0.08
        tickets.append({"id": f"HD-{n + 1}", "created": f"{created:%Y-%m-%dT%H:%M:%S}", "resolved": f"{created + dt.timedelta(hours=hours):%Y-%m-%dT%H:%M:%S}" if done else None, "severity": level,
                        "state": "resolved" if done else rng.choice(["new", "in progress"]), "requester": {"dept": rng.choices(["Finance", "HR", "Lab", "Sales"], [4, 2, 5, 6])[0], "vip": rng.random() < 0.1}, "stars": rng.choice([None, 3, 4, 4, 5]) if done else None})
    (OUT / "helpdesk.json").write_text(json.dumps({"exported": "2024-07-05", "tickets": tickets}, indent=1), encoding="utf-8")


def small():
    """Plain files on which short names, a value's column and a link are asked about; one order belongs to no customer."""
    rng = random.Random(5)
    days = [dt.date(2024, 1, 1) + dt.timedelta(days=n) for n in range(365)]
    shops = [f"{day:%Y-%m},{rng.choice(['North', 'South', 'East', 'West'])},{rng.randint(0, 40)}" for day in days]
    (OUT / "shops.csv").write_text("\n".join(["month,shop,units", *shops]) + "\n", encoding="utf-8")
    (OUT / "groups.csv").write_text("\n".join(["n,s", *(f"{n},row {n % 7}" for n in range(2500))]) + "\n", encoding="utf-8")
    (OUT / "orders.csv").write_text("order_id,customer_id,amount\n1,10,5\n2,11,7\n3,12,11\n4,99,4\n", encoding="utf-8")
    (OUT / "customers.csv").write_text("customer_id,country\n10,Norway\n11,Norway\n12,Chile\n", encoding="utf-8")


if __name__ == "__main__":
    for make in (sales, survey, sensors, staff, helpdesk, small):
        make()
