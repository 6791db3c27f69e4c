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


def shops():
    return list(csv.DictReader(io.StringIO(text(DIRTY + "shops.csv"))))


def units_in(shop):
    return [int(r["units"]) for r in shops() if r["shop"] == shop]


def moved(key, end):
    """The group whose revenue changed most from 2023 to 2024, told first."""
    years = [totals([r for r in retail() if r["order_date"].startswith(y) and r[key]], lambda r: r[key], lambda r: float(r["revenue"])) for y in ("2023", "2024")]
    change = {name: years[1][name] / years[0][name] - 1 for name in years[0]}
    name = end(change, key=change.get)
    return {"first": name, "numbers": [100 * change[name], years[0][name], years[1][name]]}


def first(answer):
    return answer | {"first": answer["names"][0]}


def countries():
    home = {r["customer_id"]: r["country"] for r in csv.DictReader(io.StringIO(text(DIRTY + "customers.csv")))}
    orders = list(csv.DictReader(io.StringIO(text(DIRTY + "orders.csv"))))
    sums = totals([r for r in orders if r["customer_id"] in home], lambda r: home[r["customer_id"]], lambda r: float(r["amount"]))
    lost = sum(r["customer_id"] not in home for r in orders)
    return {"first": "Norway", "numbers": [sums["Norway"]], "told": [f"Chile {sums['Chile']:.0f}", f"{lost} row of orders found no partner"]}


def absent_person():
    """Names occur twice, so people are told apart by their id."""
    days = totals(sheet("absences"), lambda r: r["employee_id"], lambda r: r["days"])
    most = max(days, key=days.get)
    return {"names": [next(r["name"] for r in sheet("employees") if r["employee_id"] == most)], "numbers": [days[most]]}


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
    # as new users ask
    ("shops.csv", "What are the total units in the South shop?", lambda: {"numbers": [sum(units_in("South"))]}),
    ("shops.csv", "average units in the North shop", lambda: {"numbers": [statistics.fmean(units_in("North"))]}),
    ("shops.csv", "total for the West shop", lambda: {"numbers": [sum(units_in("West"))]}),
    ("groups.csv", "What is the average of n?", lambda: {"numbers": [statistics.fmean(range(2500))]}),
    ("groups.csv", "max n", lambda: {"numbers": [2499]}),
    ("orders.csv + customers.csv", "Join orders with customers and give the total amount by country", countries),
    ("orders.csv + customers.csv", "total amount by country", countries),
    ("retail_sales.csv", "Which region grew most in 2024?", lambda: moved("region", max)),
    ("retail_sales.csv", "which product fell most", lambda: moved("product", min)),
    ("retail_sales.csv", "Welche Kategorie ist am stärksten gewachsen?", lambda: moved("category", max)),
    ("retail_sales.csv", "which month was best", lambda: first(monthly(retail(), lambda r: r["order_date"][:7], lambda r: float(r["revenue"])))),
    ("retail_sales.csv", "who sells most", lambda: first(top(totals(retail(), lambda r: r["channel"].capitalize(), lambda r: float(r["revenue"]))))),
    ("retail_sales.csv", "What are the total units in the South?", lambda: {"numbers": [sum(int(r["quantity"]) for r in retail() if r["region"] == "South")]}),
    ("retail_sales.csv", "how many pieces were sold in 2024", lambda: {"numbers": [sum(int(r["quantity"]) for r in retail() if r["order_date"].startswith("2024"))]}),
    ("retail_sales.csv", "sum of discount", lambda: {"numbers": [statistics.fmean(float(r["discount_pct"]) for r in retail() if r["discount_pct"])], "told": ["would mean nothing"]}),
    ("retail_sales.csv", "which customers are missing an id?", lambda: {"numbers": [sum(not r["customer_id"] for r in retail())]}),
    ("retail_sales.csv", "How many customers bought in 2024?", lambda: {"numbers": [len({r["customer_id"] for r in retail() if r["order_date"].startswith("2024")} - {""})]}),
    ("retail_sales.csv", "average order value", lambda: {"numbers": [statistics.fmean(float(r["revenue"]) for r in retail())]}),
    ("customer_survey.csv", "which age group spends most per month?", lambda: top(totals([r for r in survey() if r["Monthly spend"]], lambda r: r["Age group"], lambda r: german(r["Monthly spend"])), unnamed=("", "n/a"))),
    ("hr.xlsx", "which department lost most people?", lambda: top(Counter(r["department"] for r in sheet("employees") if r["left"] == "yes"))),
    ("retail_sales.csv", "thanks!", lambda: {"names": ["welcome"]}),
    ("retail_sales.csv", "total rainfall by region", lambda: {"names": ["rainfall", "not computed"]}),
    ("customer_survey.csv", "Are business customers happier than private ones?", lambda: {"first": "Private", "names": ["Business"]}),
    ("customer_survey.csv", "how many respondents did not give their age?", lambda: {"numbers": [sum(r["Age group"] in ("", "n/a") for r in survey())]}),
    ("machine_sensors.jsonl", "which machine needs attention?", lambda: {"names": ["press-1"]}),
    ("hr.xlsx", "What is the total salary cost?", lambda: {"numbers": [sum(r["salary_eur"] or 0 for r in sheet("employees"))]}),
    ("hr.xlsx", "who has the most absence days?", absent_person),
    ("hr.xlsx", "Wie viele Mitarbeiter haben gekündigt?", lambda: {"numbers": [sum(r["left"] == "yes" for r in sheet("employees"))]}),
    ("umsatz_filialen.csv", "Wie hoch war der Gesamtumsatz?", lambda: {"numbers": [sum(german(r["sum"]) for r in umsatz())]}),
    ("umsatz_filialen.csv", "Umsatz in Hamburg", lambda: {"names": ["Hamburg", "not computed"]}),
    ("umsatz_filialen.csv", "durchschnittlicher Preis pro Artikel", lambda: top(averages(umsatz(), lambda r: r["article"], lambda r: german(r["price"])))),
    ("web_survey.tsv", "what share of Pro users would recommend us?", lambda: {"numbers": [100 * statistics.fmean(r["Would recommend"] == "Yes" for r in web() if r["Plan"] == "Pro")]}),
    ("weather_log.csv", "coldest station", lambda: top({k: -v for k, v in averages(weather(), lambda r: r["Station"], lambda r: float(r["Temp [°C]"]) if r["Temp [°C]"] != "ERR" else None).items()}) | {"numbers": []}),
    ("helpdesk.json", "which tickets are not resolved?", lambda: {"numbers": [sum(r["state"] != "resolved" for r in helpdesk())]}),
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
    return json.dumps({"names": [], "numbers": [], "told": [], "first": None, **CASES[index][2]()}, default=float)
