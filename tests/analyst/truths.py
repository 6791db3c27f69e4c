"""Questions and what is true of them, computed from the files with nothing but the standard library (and openpyxl for xlsx).

Each case: file, question, and a function that gives the names and numbers the answer has to hold.
"""

import csv
import datetime as dt
import io
import json
import sqlite3
import statistics
from collections import Counter, defaultdict

SAMPLES, DIRTY = "/repo/public/samples/", "/repo/tests/support/files/"


def text(path, encoding="utf-8-sig"):
    with open(path, "rb") as file:
        return file.read().decode(encoding)


def retail():
    return list(csv.DictReader(io.StringIO(text(SAMPLES + "retail_sales.csv"))))


def survey():
    return list(csv.DictReader(io.StringIO(text(SAMPLES + "customer_survey.csv")), delimiter=";"))


def sensors():
    return [json.loads(line) for line in text(SAMPLES + "machine_sensors.jsonl").splitlines()]


def sheet(name):
    from openpyxl import load_workbook

    head, *rows = load_workbook(SAMPLES + "hr.xlsx", read_only=True)[name].iter_rows(values_only=True)
    return [dict(zip(head, row)) for row in rows]


def tickets(query):
    base = sqlite3.connect(f"file:{SAMPLES}support_tickets.sqlite?mode=ro&immutable=1", uri=True)
    return base.execute(query).fetchall()


def umsatz():
    lines = [line for line in text(DIRTY + "umsatz_filialen.csv", "cp1252").splitlines() if line[:2].isdigit() and line.count(";") == 7]
    return [dict(zip(("nr", "date", "store", "group", "article", "amount", "price", "sum"), line.split(";"))) for line in lines]


def german(value):
    return float(value.replace(" €", "").replace(".", "").replace(",", "."))


def web():
    return list(csv.DictReader(io.StringIO(text(DIRTY + "web_survey.tsv", "utf-16")), delimiter="\t"))


def weather():
    return list(csv.DictReader(io.StringIO(text(DIRTY + "weather_log.csv"))))


def staff():
    rows = list(csv.DictReader(io.StringIO(text(DIRTY + "staff_list.txt")), delimiter="|"))
    return [{key: value.strip() for key, value in row.items()} for row in rows]


def helpdesk():
    return json.loads(text(DIRTY + "helpdesk.json"))["tickets"]


def totals(rows, key, value):
    sums = defaultdict(float)
    for row in rows:
        sums[key(row)] += value(row)
    return sums


def averages(rows, key, value):
    groups = defaultdict(list)
    for row in rows:
        if value(row) is not None:
            groups[key(row)].append(value(row))
    return {name: statistics.fmean(values) for name, values in groups.items()}


def top(values, unnamed=("", "-", None)):
    name = max((key for key in values if key not in unnamed), key=values.get)
    return {"names": [str(name)], "numbers": [values[name]]}


def hours(start, end):
    return (dt.datetime.fromisoformat(end) - dt.datetime.fromisoformat(start)).total_seconds() / 3600 if end else None


def yearly_change():
    years = totals(retail(), lambda r: r["order_date"][:4], lambda r: float(r["revenue"]))
    return {"numbers": [years["2024"], years["2023"], 100 * abs(years["2024"] / years["2023"] - 1)]}


def pearson_ranks(pairs):
    def ranks(values):
        order = sorted(values)
        places = defaultdict(list)
        for place, value in enumerate(order, 1):
            places[value].append(place)
        return [statistics.fmean(places[value]) for value in values]

    return statistics.correlation(ranks([a for a, _ in pairs]), ranks([b for _, b in pairs]))


def waiting():
    pairs = [(float(r["Waiting minutes"].replace(",", ".")), float(r["Overall satisfaction"])) for r in survey() if r["Waiting minutes"]]
    return {"numbers": [pearson_ranks(pairs)], "names": ["waiting minutes", "overall satisfaction"]}


def absence_days():
    home = {row["employee_id"]: row["department"] for row in sheet("employees")}
    return top(totals(sheet("absences"), lambda r: home[r["employee_id"]], lambda r: r["days"]))


def month_of_tickets():
    counts = Counter(row[0][:7] for row in tickets("select opened_at from tickets"))
    name = max(counts, key=counts.get)
    return {"names": [name], "numbers": [counts[name]]}


def slow_agent():
    rows = tickets("select a.name, opened_at, closed_at from tickets t join agents a using (agent_id)")
    return top(averages(rows, lambda r: r[0], lambda r: hours(r[1], r[2])))


def escalation():
    rows = tickets("select category, 100.0 * avg(escalated) from tickets group by category")
    return top(dict(rows))


def north_in_2024():
    rows = [r for r in retail() if r["region"] == "North" and r["order_date"].startswith("2024")]
    return {"numbers": [len(rows)]}


def missing_cells():
    rows = survey()
    gone = sum(value in ("", "n/a") for row in rows for value in row.values())
    return {"numbers": [gone, sum(all(value not in ("", "n/a") for value in row.values()) for row in rows)]}


def gap():
    moments = sorted({r["ts"] for r in sensors() if r["machine"] == "press-2"})
    steps = [(hours(a, b), a) for a, b in zip(moments, moments[1:])]
    return {"names": ["press-2", max(steps)[1].replace("T", " ")], "numbers": [max(steps)[0]]}


def monthly(rows, month, value):
    sums = totals(rows, month, value)
    name = max(sums, key=sums.get)
    return {"names": [name], "numbers": [sums[name]]}


CASES = [
    # the five samples
    ("retail_sales.csv", "What is the total revenue?", lambda: {"numbers": [sum(float(r["revenue"]) for r in retail())]}),
    ("retail_sales.csv", "Which region has the highest revenue?", lambda: top(totals(retail(), lambda r: r["region"], lambda r: float(r["revenue"])))),
    ("retail_sales.csv", "top 5 products by quantity", lambda: top(totals(retail(), lambda r: r["product"], lambda r: float(r["quantity"])))),
    ("retail_sales.csv", "Compare 2023 with 2024", yearly_change),
    ("retail_sales.csv", "Which month had the highest revenue?", lambda: monthly(retail(), lambda r: r["order_date"][:7], lambda r: float(r["revenue"]))),
    ("retail_sales.csv", "how many orders were there in the North in 2024", north_in_2024),
    ("retail_sales.csv", "What share of orders is online?", lambda: {"numbers": [100 * statistics.fmean(r["channel"].lower() == "online" for r in retail())]}),
    ("retail_sales.csv", "are there duplicate rows", lambda: {"numbers": [len(retail()) - len({tuple(r.values()) for r in retail()})]}),
    ("retail_sales.csv", "how many different customers do we have?", lambda: {"numbers": [len({r["customer_id"] for r in retail()} - {""})]}),
    ("customer_survey.csv", "How does satisfaction differ by segment?", lambda: top(averages(survey(), lambda r: r["Segment"], lambda r: float(r["Overall satisfaction"])))),
    ("customer_survey.csv", "Does waiting time affect satisfaction?", waiting),
    ("customer_survey.csv", "median monthly spend", lambda: {"numbers": [statistics.median(float(r["Monthly spend"].replace(".", "").replace(",", ".")) for r in survey() if r["Monthly spend"])]}),
    ("customer_survey.csv", "what percentage would buy again?", lambda: {"numbers": [100 * statistics.fmean(r["Buy again"] == "yes" for r in survey())]}),
    ("customer_survey.csv", "How many missing values are there?", missing_cells),
    ("machine_sensors.jsonl", "Which machine is the hottest on average?", lambda: top(averages(sensors(), lambda r: r["machine"], lambda r: r["temperature_c"]))),
    ("machine_sensors.jsonl", "Are there anomalies in vibration?", lambda: {"names": ["press-1"], "numbers": [sum(r["vibration_mm_s"] > 5 for r in sensors())]}),
    ("machine_sensors.jsonl", "Are there gaps in the readings?", gap),
    ("machine_sensors.jsonl", "maximum pressure per machine", lambda: top({m: max(r["pressure_bar"] for r in sensors() if r["machine"] == m and r["pressure_bar"] is not None) for m in {r["machine"] for r in sensors()}})),
    ("hr.xlsx", "average salary by department", lambda: top(averages(sheet("employees"), lambda r: r["department"], lambda r: r["salary_eur"]))),
    ("hr.xlsx", "Which department has the most absence days?", absence_days),
    ("hr.xlsx", "share of employees who left by department", lambda: top({k: 100 * v for k, v in averages(sheet("employees"), lambda r: r["department"], lambda r: float(r["left"] == "yes")).items()})),
    ("hr.xlsx", "do men earn more than women in Sales?", lambda: {"numbers": [averages([r for r in sheet("employees") if r["department"] == "Sales"], lambda r: r["gender"], lambda r: r["salary_eur"])[g] for g in "MF"]}),
    ("support_tickets.sqlite", "average resolution time by priority", lambda: top(averages(tickets("select priority, opened_at, closed_at from tickets"), lambda r: r[0], lambda r: hours(r[1], r[2])))),
    ("support_tickets.sqlite", "Which agent is the slowest?", slow_agent),
    ("support_tickets.sqlite", "Which month had the most tickets?", month_of_tickets),
    ("support_tickets.sqlite", "What percentage of tickets is escalated by category?", escalation),
    ("support_tickets.sqlite", "tickets by customer plan", lambda: top(dict(tickets("select plan, count(*) from tickets join customers using (customer_id) group by plan")))),
    ("support_tickets.sqlite", "How many tickets have no matching customer? join tickets and customers", lambda: {"numbers": tickets("select count(*) from tickets where customer_id not in (select customer_id from customers)")[0]}),
    ("support_tickets.sqlite", "select count(*) from tickets where status = 'open'", lambda: {"numbers": tickets("select count(*) from tickets where status = 'open'")[0]}),
    # the five dirty files
    ("umsatz_filialen.csv", "Welche Filiale hat den höchsten Umsatz?", lambda: top(totals(umsatz(), lambda r: r["store"], lambda r: german(r["sum"])))),
    ("umsatz_filialen.csv", "In which month was the Umsatz highest?", lambda: monthly(umsatz(), lambda r: f"{r['date'][6:]}-{r['date'][3:5]}", lambda r: german(r["sum"]))),
    ("umsatz_filialen.csv", "top 3 Artikel nach Menge", lambda: top(totals(umsatz(), lambda r: r["article"], lambda r: float(r["amount"])))),
    ("web_survey.tsv", "Which plan is the most satisfied?", lambda: top(averages(web(), lambda r: r["Plan"], lambda r: float(r["How satisfied are you? (1-10)"]) if r["How satisfied are you? (1-10)"] != "n/a" else None))),
    ("web_survey.tsv", "What share would recommend us?", lambda: {"numbers": [100 * statistics.fmean(r["Would recommend"] == "Yes" for r in web())]}),
    ("weather_log.csv", "Which station is the warmest on average, by temp?", lambda: top(averages(weather(), lambda r: r["Station"], lambda r: float(r["Temp [°C]"]) if r["Temp [°C]"] != "ERR" else None))),
    ("weather_log.csv", "are there gaps in the log?", lambda: {"names": ["Hof", "2024-05-09 03:30"], "numbers": [14.5]}),
    ("staff_list.txt", "average annual salary by dept", lambda: top(averages(staff(), lambda r: r["Dept"].capitalize(), lambda r: float(r["Annual Salary"].strip("$").replace(",", ""))))),
    ("staff_list.txt", "how many duplicate rows are there?", lambda: {"numbers": [len(staff()) - len({tuple(r.values()) for r in staff()})]}),
    ("helpdesk.json", "How long does it take to resolve tickets by severity?", lambda: top(averages(helpdesk(), lambda r: r["severity"], lambda r: hours(r["created"], r["resolved"])))),
    ("helpdesk.json", "how many tickets per requester dept?", lambda: top(Counter(r["requester"]["dept"] for r in helpdesk()))),
]


def cases():
    return json.dumps([{"file": file, "question": question} for file, question, _ in CASES])


def truth(index):
    return json.dumps({"names": [], "numbers": [], **CASES[index][2]()}, default=float)
