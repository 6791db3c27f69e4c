"""Makes the seven samples in public/samples. Run by hand: python3 scripts/make-samples.py (needs openpyxl).

Everything is invented and comes from fixed seeds, so a second run changes nothing. public/samples/README.md says what is hidden in it.
"""

import csv
import datetime as dt
import io
import json
import math
import random
import re
import sqlite3
import zipfile
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "public" / "samples"


def pick(rng, weights):
    return rng.choices(list(weights), list(weights.values()))[0]


# Retail sales -------------------------------------------------------------------------------------------------------------------------

PRODUCTS = {
    "Trail Backpack": ("Outdoor", 89.0), "Rain Jacket": ("Outdoor", 119.0), "Camping Stove": ("Outdoor", 54.5), "Head Torch": ("Outdoor", 29.9),
    "Espresso Maker": ("Kitchen", 64.0), "Chef Knife": ("Kitchen", 47.5), "Cast Iron Pan": ("Kitchen", 39.0), "Garden Hose": ("Garden", 34.9),
    "Hedge Trimmer": ("Garden", 99.0), "Raised Bed": ("Garden", 74.0), "Desk Lamp": ("Home", 42.0), "Wool Blanket": ("Home", 58.0),
}
MONTHS = [0.78, 0.74, 0.88, 1.0, 1.08, 1.02, 0.94, 0.9, 0.98, 1.05, 1.3, 1.62]


def sale_weight(day, region):
    base = MONTHS[day.month - 1]
    if day.year == 2024:
        base *= {"North": 1.04, "South": 0.62 if day.month >= 8 else 1.02, "East": 1.0, "West": 1.38}[region]
    return base


def sale(rng, number):
    while True:
        day = dt.date(2023, 1, 1) + dt.timedelta(days=rng.randrange(731))
        region = pick(rng, {"North": 30, "South": 27, "East": 20, "West": 23})
        if rng.random() < sale_weight(day, region) / 2.3:
            break
    product = pick(rng, {name: 1.9 if name == "Trail Backpack" else 0.6 if name == "Raised Bed" else 1 for name in PRODUCTS})
    category, price = PRODUCTS[product]
    online = 0.34 + 0.012 * ((day.year - 2023) * 12 + day.month)
    channel = "Online" if rng.random() < online else rng.choice(["Store", "Store", "Partner"])
    quantity = pick(rng, {1: 46, 2: 27, 3: 13, 4: 7, 5: 4, 6: 3})
    discount = pick(rng, {0: 60, 5: 18, 10: 14, 20: 8})
    if rng.random() < 0.032:
        quantity = -quantity
    if number == 1873:
        quantity, product, category, price, channel, region, discount = 60, "Hedge Trimmer", "Garden", 99.0, "Partner", "East", 10
    price = round(price * (1.06 if day.year == 2024 else 1), 2)
    return {"order_id": f"R{10000 + number}", "order_date": day, "region": region, "category": category, "product": product, "channel": channel,
            "customer_id": f"C{rng.randrange(1, 640):04d}", "quantity": quantity, "unit_price": price, "discount_pct": discount,
            "revenue": round(quantity * price * (1 - discount / 100), 2)}


def retail():
    rng = random.Random(7)
    rows = sorted((sale(rng, n) for n in range(3000)), key=lambda row: (row["order_date"], row["order_id"]))
    for row in rows:
        for column, share in (("region", 0.018), ("discount_pct", 0.04), ("customer_id", 0.012)):
            if rng.random() < share:
                row[column] = ""
        if rng.random() < 0.01:
            row["channel"] = row["channel"].lower()
    rows[900:900] = [dict(rows[899])]
    rows[1500:1500] = [dict(rows[1499])]
    with open(OUT / "retail_sales.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        out.writeheader()
        out.writerows(rows)


# Customer survey ----------------------------------------------------------------------------------------------------------------------

PRAISE = ["Friendly staff and quick help", "Great service, will come back", "Good quality for the price", "The website is easy to use", "Very happy with the advice I got"]
LATE = ["Late delivery again, nobody called", "Delivery took far too long", "Waited too long on the hotline", "Late delivery and a damaged box", "Long waiting time at the counter"]
PRICE = ["Prices went up too much", "Too expensive compared with others"]


def comma(value, digits=1):
    return f"{value:.{digits}f}".replace(".", ",")


def grade(rng, mean):
    return max(1, min(5, round(rng.gauss(mean, 0.75))))


def answer(rng, number):
    segment = pick(rng, {"Private": 64, "Business": 36})
    wait = min(58, rng.lognormvariate(2.25, 0.55) * (1.35 if segment == "Business" else 1))
    delivery = grade(rng, 4.6 - 0.055 * wait)
    service = grade(rng, 4.1 - 0.02 * wait)
    price = grade(rng, 3.2 if segment == "Private" else 3.0)
    website = grade(rng, 3.9)
    overall = max(1, min(5, round(0.45 * delivery + 0.3 * service + 0.15 * price + 0.05 * website + 0.25 + rng.gauss(0, 0.4))))
    comment = ""
    if rng.random() < 0.62:
        pool = LATE if delivery <= 3 and rng.random() < 0.75 else PRICE if price <= 2 and rng.random() < 0.6 else PRAISE
        comment = rng.choice(pool)
    spend = rng.lognormvariate(4.2, 0.6) * (2.6 if segment == "Business" else 1)
    return {
        "Respondent": 5000 + number, "Date": (dt.date(2024, 9, 2) + dt.timedelta(days=rng.randrange(61))).strftime("%d.%m.%Y"), "Segment": segment,
        "Age group": pick(rng, {"18-29": 18, "30-44": 31, "45-59": 29, "60+": 22}), "Region": pick(rng, {"City": 45, "Suburb": 33, "Country": 22}),
        "Waiting minutes": comma(wait), "Overall satisfaction": overall, "Delivery": delivery, "Service": service, "Price": price, "Website": website,
        "Recommend (0-10)": max(0, min(10, round(2.1 * overall - 0.6 + rng.gauss(0, 1.1)))), "Monthly spend": f"{spend:,.2f}".replace(",", "#").replace(".", ",").replace("#", "."),
        "Buy again": "yes" if rng.random() < 1 / (1 + math.exp(-(overall - 2.6) * 1.6)) else "no", "Comment": comment,
    }


def survey():
    rng = random.Random(11)
    rows = [answer(rng, n) for n in range(840)]
    for row in rows:
        for column in ("Waiting minutes", "Website", "Monthly spend", "Age group"):
            if rng.random() < 0.035:
                row[column] = "n/a" if column == "Website" else ""
    with open(OUT / "customer_survey.csv", "w", newline="", encoding="utf-8-sig") as file:
        out = csv.DictWriter(file, list(rows[0]), delimiter=";", lineterminator="\r\n")
        out.writeheader()
        out.writerows(rows)


# Machine sensors ----------------------------------------------------------------------------------------------------------------------

MACHINES = {"press-1": (62, 2.1, 6.0, 18), "press-2": (60, 2.0, 6.1, 17.5), "pump-3": (48, 1.4, 4.2, 9), "pump-4": (47, 1.5, 4.3, 9.4)}


def reading(rng, machine, moment, hour):
    heat, shake, pressure, power = MACHINES[machine]
    load = 1 + 0.12 * math.sin((moment.hour - 9) / 24 * 2 * math.pi) - (0.1 if moment.weekday() >= 5 else 0)
    row = {"ts": moment.isoformat(timespec="minutes"), "machine": machine, "temperature_c": round(heat * (0.9 + 0.1 * load) + rng.gauss(0, 0.7), 1),
           "vibration_mm_s": round(shake * load + abs(rng.gauss(0, 0.12)), 2), "pressure_bar": round(pressure + rng.gauss(0, 0.08), 2), "power_kw": round(power * load + rng.gauss(0, 0.35), 2)}
    if machine == "pump-3":
        row["temperature_c"] = round(row["temperature_c"] + 0.012 * hour, 1)
    if machine == "press-1" and dt.datetime(2024, 3, 12, 6) <= moment < dt.datetime(2024, 3, 12, 14):
        row["vibration_mm_s"] = round(7.5 + rng.gauss(0, 0.6), 2)
    if machine == "pump-4" and dt.datetime(2024, 3, 21, 20) <= moment < dt.datetime(2024, 3, 22, 1):
        row["pressure_bar"] = round(1.9 + rng.gauss(0, 0.1), 2)
    return row


def silent(machine, moment):
    return (machine == "press-2" and dt.datetime(2024, 3, 8, 22) <= moment < dt.datetime(2024, 3, 9, 17)) or (machine == "pump-3" and dt.datetime(2024, 3, 25, 3) <= moment < dt.datetime(2024, 3, 25, 12))


def sensors():
    rng = random.Random(23)
    with open(OUT / "machine_sensors.jsonl", "w", encoding="utf-8") as file:
        for hour in range(24 * 30):
            moment = dt.datetime(2024, 3, 1) + dt.timedelta(hours=hour)
            for machine in MACHINES:
                row = reading(rng, machine, moment, hour)
                if silent(machine, moment):
                    continue
                if rng.random() < 0.012:
                    row[rng.choice(["temperature_c", "pressure_bar"])] = None
                file.write(json.dumps(row, separators=(",", ":")) + "\n")


# HR -----------------------------------------------------------------------------------------------------------------------------------

FIRST = {"F": "Alda Brisa Carin Delia Elvira Fenja Gesa Hedda Ilka Jorina Kalea Linnea Mirja Nerea Oriane Petra Runa Silja Tilda Wiebke".split(),
         "M": "Arvid Bosse Corin Dario Emrik Falk Gustav Henno Ivar Jarne Kilian Lasse Marek Nils Orson Pelle Ragnar Sören Tjark Veit".split()}
LAST = "Abendroth Birkholm Carvell Dunmore Eberlin Farrow Grünwald Hallgarth Iversund Jansdal Kestrel Lindqvist Marwick Norden Ostrand Pellworm Quist Rosmar Stavenger Thorwald Umland Vanterpool Westerby Yarrow Zander".split()
DEPARTMENTS = {"Engineering": (66000, 110), "Sales": (52000, 90), "Support": (41000, 80), "Logistics": (36500, 90), "Finance": (57000, 50)}
BANDS = [("B1", 28000, 38000), ("B2", 38000, 48000), ("B3", 48000, 60000), ("B4", 60000, 76000), ("B5", 76000, 110000)]


def employee(rng, number, department):
    base, _ = DEPARTMENTS[department]
    gender = pick(rng, {"F": 30, "M": 70} if department in ("Engineering", "Logistics") else {"F": 56, "M": 44})
    hired = dt.date(2009, 1, 1) + dt.timedelta(days=int(5600 * math.sqrt(rng.random())))
    tenure = (dt.date(2024, 7, 1) - hired).days / 365.25
    salary = base * (1 + 0.018 * tenure) * math.exp(rng.gauss(0, 0.1)) * (0.9 if gender == "F" and department == "Sales" else 1)
    satisfaction = max(1, min(10, round(rng.gauss(6.0 if department == "Logistics" else 7.1, 1.6))))
    overtime = max(0, round(rng.gauss(14 if department == "Logistics" else 8, 5), 1))
    left = rng.random() < 1 / (1 + math.exp(0.75 * satisfaction - 0.1 * overtime - 1.6))
    salary = int(round(salary, -2))
    return {"employee_id": 1000 + number, "name": f"{rng.choice(FIRST[gender])} {rng.choice(LAST)}", "gender": gender, "department": department,
            "site": pick(rng, {"Harbour": 50, "Hill": 30, "Remote": 20}), "birth_date": hired - dt.timedelta(days=rng.randrange(21 * 365, 47 * 365)), "hire_date": hired, "salary_eur": salary,
            "band": next(band for band, low, high in BANDS if salary < high or band == "B5"), "satisfaction": satisfaction, "overtime_hours": overtime, "left": "yes" if left else "no"}


def absences(rng, staff):
    rows = []
    for person in staff:
        rate = 4.6 if person["department"] == "Logistics" else 2.6
        for _ in range(int(rng.expovariate(1 / rate))):
            start = dt.date(2023, 7, 1) + dt.timedelta(days=rng.randrange(366))
            reason = pick(rng, {"sick": 62, "child care": 14, "injury": 12 if person["department"] == "Logistics" else 3, "other": 12})
            days = max(1, round(rng.expovariate(1 / (6.0 if reason == "injury" else 2.6))))
            rows.append({"employee_id": person["employee_id"], "start_date": start, "days": days, "reason": reason})
    return sorted(rows, key=lambda row: (row["start_date"], row["employee_id"]))


def hr():
    from openpyxl import Workbook

    rng = random.Random(31)
    staff = [employee(rng, n, d) for n, d in enumerate(d for d, (_, size) in DEPARTMENTS.items() for _ in range(size))]
    away = absences(rng, staff)
    for person in staff:
        if rng.random() < 0.03:
            person["satisfaction"] = None
        if rng.random() < 0.015:
            person["salary_eur"] = None
    book = Workbook()
    book.remove(book.active)
    for title, rows in (("employees", staff), ("absences", away), ("salary_bands", [{"band": b, "low_eur": low, "high_eur": high} for b, low, high in BANDS])):
        sheet = book.create_sheet(title)
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append(list(row.values()))
    book.properties.created = book.properties.modified = dt.datetime(2024, 7, 1)
    whole = io.BytesIO()
    book.save(whole)
    timeless(whole, OUT / "hr.xlsx")


def timeless(archive, target):
    """The same zip with one fixed time stamp on every member."""
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2024-07-01T00:00:00Z", data)
            new.writestr(zipfile.ZipInfo(name, (2024, 7, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


# Support tickets ----------------------------------------------------------------------------------------------------------------------

AGENTS = "Mona Alster,Tariq Benning,Ilse Corvin,Juno Dahl,Piet Ebbers,Rana Falk,Otis Grau,Lena Hove,Sami Irwin,Vera Jutland,Emil Karst,Nora Lund".split(",")
PLANS = {"Free": 45, "Team": 38, "Enterprise": 17}
SUBJECTS = {"Billing": "Invoice shows wrong amount", "Login": "Cannot log in after reset", "Bug": "Export stops half way", "Feature": "Please add dark mode", "Data": "Import misses rows"}


def ticket(rng, number, customers):
    while True:
        opened = dt.datetime(2024, 1, 1) + dt.timedelta(minutes=rng.randrange(274 * 1440))
        if rng.random() < (0.3 if opened.weekday() >= 5 else 1) * (1 if 7 <= opened.hour < 20 else 0.25):
            break
    category = pick(rng, {"Billing": 40 if opened.month == 6 else 18, "Login": 24, "Bug": 27, "Feature": 14, "Data": 17})
    priority = pick(rng, {"low": 30, "normal": 45, "high": 18, "urgent": 7})
    agent = rng.randrange(len(AGENTS))
    hours = rng.lognormvariate({"low": 3.6, "normal": 3.1, "high": 2.4, "urgent": 1.5}[priority], 0.7) * (2.1 if AGENTS[agent] == "Otis Grau" else 1) * (1.3 if category == "Bug" else 1)
    closed = opened + dt.timedelta(hours=hours)
    status = "closed" if closed < dt.datetime(2024, 9, 30, 18) and rng.random() > 0.02 else "open" if rng.random() < 0.7 else "waiting"
    csat = max(1, min(5, round(4.9 - 0.45 * math.log1p(hours / 6) + rng.gauss(0, 0.7)))) if status == "closed" and rng.random() < 0.55 else None
    customer = customers[rng.randrange(len(customers))][0] if rng.random() > 0.013 else 900 + rng.randrange(20)
    stamp = "%Y-%m-%d %H:%M:%S"
    return (number, opened.strftime(stamp), closed.strftime(stamp) if status == "closed" else None, status, priority, category, SUBJECTS[category], agent + 1, customer, 1 if rng.random() < (0.22 if category == "Bug" else 0.07) else 0, csat)


def tickets():
    rng = random.Random(41)
    path = OUT / "support_tickets.sqlite"
    path.unlink(missing_ok=True)
    customers = [(n, f"{rng.choice(LAST)} {rng.choice(['Ltd', 'GmbH', 'SARL', 'Oy', 'Inc', 'Coop'])} {n}", pick(rng, PLANS), pick(rng, {"Germany": 34, "France": 18, "Poland": 14, "Spain": 14, "Finland": 8, "Italy": 12})) for n in range(1, 221)]
    rows = sorted((ticket(rng, n, customers) for n in range(1, 2601)), key=lambda row: row[1])
    base = sqlite3.connect(path)
    base.executescript(
        "create table agents(agent_id integer primary key, name text, team text, started text);"
        "create table customers(customer_id integer primary key, company text, plan text, country text);"
        "create table tickets(ticket_id integer primary key, opened_at text, closed_at text, status text, priority text, category text, subject text, agent_id integer, customer_id integer, escalated integer, csat integer);")
    base.executemany("insert into agents values (?, ?, ?, ?)", [(n + 1, name, "Tier 2" if n % 3 == 2 else "Tier 1", f"20{18 + n % 6}-0{1 + n % 9}-01") for n, name in enumerate(AGENTS)])
    base.executemany("insert into customers values (?, ?, ?, ?)", customers)
    base.executemany("insert into tickets values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [(n + 1, *row[1:]) for n, row in enumerate(rows)])
    base.commit()
    base.execute("vacuum")
    base.close()


# Electricity --------------------------------------------------------------------------------------------------------------------------

HOLIDAYS = {(1, 1), (5, 1), (10, 3), (12, 25), (12, 26)}


def demand(rng, day):
    """Megawatt hours of a town: winter, weekends, holidays, a slow fall, and a factory that closes on 2 September 2024."""
    season = 118 + 31 * math.cos(2 * math.pi * (day.timetuple().tm_yday - 18) / 365.25)
    week = 0.84 if day.weekday() == 6 else 0.9 if day.weekday() == 5 else 1
    holiday = 0.86 if (day.month, day.day) in HOLIDAYS else 1
    years = (day - dt.date(2022, 1, 1)).days / 365.25
    closed = -11.5 if day >= dt.date(2024, 9, 2) else 0
    return season * week * holiday * (1 - 0.012 * years) + closed + rng.gauss(0, 2.6)


def electricity():
    rng = random.Random(53)
    first = dt.date(2022, 1, 1)
    rows = []
    for n in range(1096):
        day = first + dt.timedelta(days=n)
        if dt.date(2023, 7, 11) <= day <= dt.date(2023, 7, 13):
            continue
        warmth = 10.5 - 9.5 * math.cos(2 * math.pi * (day.timetuple().tm_yday - 18) / 365.25) + rng.gauss(0, 2.8)
        solar = max(0.0, 21 - 17 * math.cos(2 * math.pi * (day.timetuple().tm_yday + 10) / 365.25)) * rng.uniform(0.35, 1) * (1 + 0.22 * (day.year - 2022))
        rows.append([day.isoformat(), f"{demand(rng, day):.1f}", f"{solar:.1f}", "" if rng.random() < 0.012 else f"{warmth:.1f}"])
    with open(OUT / "electricity.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["date", "demand_mwh", "solar_mwh", "temperature_c"])
        out.writerows(rows)


# A budget as people keep one ----------------------------------------------------------------------------------------------------------

COSTS = {
    "Personnel": {"Salaries": 182_000, "Training": 4_200, "Travel": 6_800},
    "Operations": {"Rent": 31_500, "Energy": 9_400, "Maintenance": 7_700, "Insurance": 3_900},
    "Sales": {"Advertising": 22_000, "Trade fairs": 8_000, "Commissions": 14_500},
}


def budget_sheet(sheet, year, rng):
    """A title, a note, an empty row, two header rows with merged quarters, groups named once, totals in between, a footer."""
    sheet["A1"] = f"Budget and actual {year}"
    sheet["A2"] = "All amounts in EUR, without VAT. Prepared by Controlling."
    sheet.append([])
    sheet.append(["Department", "Item", "Q1", None, "Q2", None, "Q3", None, "Q4", None])
    for column in "CEGI":
        sheet.merge_cells(f"{column}4:{chr(ord(column) + 1)}4")
    sheet.append([None, None] + ["Budget", "Actual"] * 4)
    whole = [0.0] * 8
    for department, items in COSTS.items():
        totals = [0.0] * 8
        for at, (item, base) in enumerate(items.items()):
            cells = []
            for quarter in range(4):
                planned = round(base * (1.03 if year == 2024 else 1) * (1.25 if item == "Energy" and quarter in (0, 3) else 1), -2)
                over = 1.34 if item == "Maintenance" and year == 2024 and quarter >= 2 else 0.81 if item == "Trade fairs" else 1
                cells += [planned, round(planned * over * rng.uniform(0.96, 1.05), 2)]
            totals = [a + b for a, b in zip(totals, cells)]
            sheet.append([department if at == 0 else None, item, *cells])
        sheet.append([f"Total {department}", None, *totals])
        whole = [a + b for a, b in zip(whole, totals)]
    sheet.append(["Grand total", None, *whole])
    sheet.append([])
    sheet.append(["Source: ledger, as of 15 January. Preliminary."])


def budget():
    from openpyxl import Workbook

    rng = random.Random(61)
    book = Workbook()
    book.remove(book.active)
    for year in (2023, 2024):
        budget_sheet(book.create_sheet(str(year)), year, rng)
    book.properties.created = book.properties.modified = dt.datetime(2025, 1, 15)
    whole = io.BytesIO()
    book.save(whole)
    timeless(whole, OUT / "messy_budget.xlsx")


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    for make in (retail, survey, sensors, hr, tickets, electricity, budget):
        make()
