"""Labelled data from a seed: columns with a truth for the column and for each value, and sentences with the places of what they hold."""

import datetime as dt
import json
import pathlib
import random
import string
import unicodedata
from dataclasses import dataclass

import issue

HERE = pathlib.Path(__file__).parent


@dataclass(frozen=True)
class Column:
    locale: str
    header: str
    what: str
    sensitive: bool
    values: list
    truths: list


def locales(split: str) -> list[dict]:
    every = [json.loads(p.read_text()) for p in sorted((HERE / "locales").glob("*.json"))]
    return [one for one in every if one["split"] == split]


def shaped(r: random.Random, shape: str) -> str:
    return "".join(r.choice("123456789" if i and shape[i - 1] in "( +" or i == 0 else string.digits) if c == "#" else r.choice("ABCDEFGHJKLMNPRSTUVWXYZ") if c == "?" else c for i, c in enumerate(shape))


def ascii_only(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.replace("ß", "ss").replace("ł", "l").replace("đ", "d").replace("ı", "i")) if c.isascii() and c.isalpha())


def person(r, loc):
    return f"{r.choice(loc['first'])} {r.choice(loc['last'])}"


def email(r, loc):
    first, last = ascii_only(r.choice(loc["first"])).lower(), ascii_only(r.choice(loc["last"])).lower()
    local = r.choice([f"{first}.{last}", f"{first[0]}{last}", f"{last}{r.randint(1, 99)}", f"{first}_{last}", f"{first}+news"])
    return f"{local}@{r.choice(['gmail.com', 'outlook.com', 'acme-corp.com', 'uni.edu', 'firma.example', 'mail.co.uk', 'web.de', 'post.io'])}"


def address(r, loc):
    return loc["address"].format(street=r.choice(loc["streets"]), n=r.randint(1, 240), m=r.randint(1, 40))


def birth(r):
    return dt.date(1940, 1, 1) + dt.timedelta(days=r.randint(0, 24_000))


def sensitive_makers(loc):
    notes = ["Called {p} about the invoice", "{p} asked for a call back on {t}", "please write to {e} before Friday", "delivery for {p} left with neighbour", "all fine", "customer unhappy with the delay, see earlier ticket"]
    date_form = {"en-US": "%m/%d/%Y", "de": "%d.%m.%Y", "pl": "%d.%m.%Y", "fi": "%d.%m.%Y", "cs": "%d.%m.%Y", "ro": "%d.%m.%Y", "tr": "%d.%m.%Y", "sv": "%Y-%m-%d", "hu": "%Y.%m.%d"}.get(loc["code"], "%d/%m/%Y")
    return {
        "person": lambda r: person(r, loc), "first": lambda r: r.choice(loc["first"]), "last": lambda r: r.choice(loc["last"]), "email": lambda r: email(r, loc),
        "phone": lambda r, p=None: shaped(r, r.choice(loc["phones"])), "address": lambda r: address(r, loc), "birth": lambda r: birth(r).strftime(date_form),
        "note": lambda r: r.choice(notes).format(p=person(r, loc), e=email(r, loc), t=shaped(r, loc["phones"][0])), "postcode": lambda r: shaped(r, loc["postcode"]),
        "customer": lambda r: f"{r.choice('CKP')}{r.randint(10_000, 99_999)}",
    }


SPECIAL = {
    "card": (issue.card, "Card Number"), "iban": (issue.iban, "IBAN"), "ipv4": (lambda r: ".".join(str(r.randint(1, 254)) for _ in range(4)), "Client IP"),
    "ipv6": (lambda r: ":".join(f"{r.randint(0, 65535):x}" for _ in range(8)), "ip_address"), "mac": (lambda r: ":".join(f"{r.randint(0, 255):02X}" for _ in range(6)), "MAC"),
    "url-user": (lambda r: f"https://{r.choice(['admin', 'svc', 'bob'])}:{issue.digits(r, 6)}@db{r.randint(1, 9)}.internal.example/path", "connection"),
}


def harmless_makers(loc):
    words = "Widget Lamp Chair Cable Filter Panel Bracket Sensor Router Hinge Valve Bottle".split()
    adjectives = "Compact Steel Wireless Folding Heavy Round Thermal Dual Mini Flat".split()
    day = lambda r: dt.datetime(2023, 1, 1) + dt.timedelta(minutes=r.randint(0, 900_000))
    return {
        "status": ("Status", lambda r: r.choice(["open", "closed", "pending", "in_progress"])), "category": ("Category", lambda r: r.choice(["Furniture", "Lighting", "Garden Tools", "Office Supplies"])),
        "product": ("Product Name", lambda r: f"{r.choice(adjectives)} {r.choice(words)} {r.randint(1, 9) * 100}"), "city": ("City", lambda r: r.choice(loc["cities"])),
        "country": ("Country", lambda r: r.choice(["Germany", "France", "Spain", "Japan", "Brazil", "Kenya"])), "currency": ("Currency", lambda r: r.choice(["EUR", "USD", "GBP"])),
        "amount text": ("Amount", lambda r: f"€ {r.randint(1, 9999):,}.{r.randint(0, 99):02d}"), "date text": ("Order Date", lambda r: day(r).strftime("%Y-%m-%d")),
        "timestamp": ("created_at", lambda r: day(r).strftime("%Y-%m-%dT%H:%M:%SZ")), "order number": ("Order No", lambda r: f"ORD-2024-{r.randint(0, 99999):05d}"),
        "sku": ("SKU", lambda r: f"{r.choice(['AX', 'BT', 'QZ'])}-{r.randint(100, 999)}-{r.choice('ABCDEF')}{r.randint(10, 99)}"), "version": ("version", lambda r: f"{r.randint(0, 9)}.{r.randint(0, 20)}.{r.randint(0, 40)}"),
        "coordinates": ("location", lambda r: f"{r.uniform(-80, 80):.5f}, {r.uniform(-179, 179):.5f}"), "uuid": ("event_id", lambda r: "-".join("".join(r.choice("0123456789abcdef") for _ in range(n)) for n in (8, 4, 4, 4, 12))),
        "url": ("url", lambda r: f"https://shop.example.com/{r.choice(words).lower()}/{r.randint(1, 999)}"), "percent": ("growth", lambda r: f"{r.uniform(-20, 40):.1f}%"), "yes no": ("email_opt_in", lambda r: r.choice(["yes", "no"])),
        "size": ("Size", lambda r: r.choice(["S", "M", "L", "XL"])), "quarter": ("Period", lambda r: f"Q{r.randint(1, 4)} {r.randint(2020, 2025)}"), "department": ("Department", lambda r: r.choice(["Sales", "Finance", "HR", "R&D", "Legal"])),
        "quantity": ("quantity", lambda r: r.randint(1, 500)), "revenue": ("revenue", lambda r: round(r.uniform(10, 1e6), 2)), "whole revenue": ("turnover", lambda r: int(r.lognormvariate(10, 2))),
        "epoch": ("ts", lambda r: r.randint(1_600_000_000, 1_750_000_000)), "year": ("year", lambda r: r.randint(2010, 2025)), "datetime": ("shipped", lambda r: day(r)), "temperature": ("temp", lambda r: f"{r.uniform(-10, 35):.1f} °C"),
        "weekday": ("Weekday", lambda r: r.choice("Monday Tuesday Wednesday Thursday Friday".split())), "ean": ("EAN", lambda r: ean(r)), "duration": ("duration", lambda r: f"{r.randint(0, 9):02d}:{r.randint(0, 59):02d}:{r.randint(0, 59):02d}"),
        "invoice": ("invoice_number", lambda r: f"INV{r.randint(100000, 999999)}"), "hash": ("commit", lambda r: "".join(r.choice("0123456789abcdef") for _ in range(40))), "channel": ("channel", lambda r: r.choice(["Web", "Retail", "Partner"])),
        "brand": ("Brand", lambda r: r.choice(["Voltix", "Norrland", "Aquaflo", "Zenbo"])), "dimensions": ("dims", lambda r: f"{r.randint(1, 99)}x{r.randint(1, 99)}x{r.randint(1, 99)} cm"),
    }


def ean(r):
    b = r.choice(["400", "501", "871"]) + issue.digits(r, 9)
    return int(b + str(-sum(int(d) * (1 + 2 * (i % 2)) for i, d in enumerate(b)) % 10))


LOOKALIKES = {
    "email": lambda r: r.choice(["@handle", "user@localhost", "logo@2x.png", "a@b", "n/a"]), "phone": lambda r: r.choice(["2024-01-15", "12:30-14:00", "100-200", "n/a"]),
    "card": lambda r: broken(r, issue.card(r)), "iban": lambda r: broken(r, issue.iban(r)), "ipv4": lambda r: f"{r.randint(1, 9)}.{r.randint(0, 9)}.{r.randint(0, 9)}", "ipv6": lambda r: "12:30:45",
    "us-ssn": lambda r: f"{r.choice(['000', '666'])}-{r.randint(10, 99)}-{r.randint(1000, 9999)}", "uk-nino": lambda r: f"{r.choice(['BG', 'GB', 'QQ'])} 12 34 56 {r.choice('ABCD')}",
    "mac": lambda r: "12:30", "url-user": lambda r: "https://example.com/a@b",
}


def broken(r, value: str) -> str:
    """One digit changed: the check no longer holds."""
    places = [i for i, c in enumerate(value) if c.isdigit() and i > 4]
    at = r.choice(places)
    return value[:at] + str((int(value[at]) + r.randint(1, 8)) % 10) + value[at + 1:]


SPELLINGS = {
    "tuned": [lambda v: v, lambda v: v, lambda v: v.replace(" ", ""), lambda v: f" {v} "],
    "held-out": [lambda v: v, lambda v: v.replace(" ", "\u00a0"), lambda v: "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in v), lambda v: v[:3] + "\u200b" + v[3:], lambda v: v.replace("-", "\u2011")],
}


def header(r, local: str, english: str) -> str:
    drawn = r.random()
    return local if drawn < 0.5 else english if drawn < 0.8 else f"col_{r.randint(1, 30)}"


def columns(split: str, seed: int) -> list[Column]:
    r = random.Random(seed)
    made = []
    for loc in locales(split):
        for what, make in sensitive_makers(loc).items():
            english = {"person": "Customer Name", "first": "first_name", "last": "last_name", "email": "email", "phone": "phone", "address": "address", "birth": "date_of_birth", "note": "notes", "postcode": "postal_code", "customer": "customer_id"}[what]
            for _ in range(3):
                made.append(_column(r, split, loc["code"], header(r, loc["headers"][what], english), what, True, make))
        for what, (name, make) in harmless_makers(loc).items():
            made.append(_column(r, split, loc["code"], header(r, name, name.lower()), what, False, make))
        for what in SPECIAL:
            make, name = SPECIAL[what]
            made.append(_column(r, split, loc["code"], header(r, name, name), what, True, make))
        own = {**issue.IDS} if split == "tuned" else {**issue.IDS, **{k: v for k, v in issue.HELD_OUT_IDS.items() if k == loc["code"]}}
        for what, make in own.items():
            made.append(_column(r, split, loc["code"], header(r, "ID number", what), what, True, make))
        birthday = [birth(r) for _ in range(80)]
        made.append(Column(loc["code"], header(r, loc["headers"]["birth"], "birth_date"), "birth date", True, [dt.datetime(d.year, d.month, d.day) for d in birthday], [None] * 80))
    return made


def _column(r, split, code, name, what, sensitive, make) -> Column:
    rows = r.choice([40, 120, 400])
    values, truths = [], []
    checked = what in SPECIAL or what in issue.IDS or what in ("email", "phone")
    for _ in range(rows):
        if checked and r.random() < 0.08:
            value = (LOOKALIKES[what] if what in LOOKALIKES else lambda q: broken(q, make(q)))(r)
            values.append(value)
            truths.append("wrong" if what in issue.IDS else None)
            continue
        value = make(r)
        if checked and isinstance(value, str):
            spelling = r.choice(SPELLINGS[split])
            value = spelling(value) if what != "email" or "\u200b" in spelling("abcdef") else value
        values.append(value)
        truths.append(what if checked else None)
    return Column(code, name, what, sensitive, values, truths)


FRAMES = [
    "Please reach me at {v} before noon.", "Ref {n}: {v}", "{w} {v} was given on 2024-05-{d}.", "The record ({v}) is wrong; total 1{n}.50 EUR", "v2.{d}.1 released. Contact: {v}", "{v}", "Ticket #{n} - {v}, thanks",
]
NOISE = [
    "Order 2024-{n}-{d} shipped at 10:{d}:00", "revenue grew to 1,{n}.{d} from 98{n}", "build 10.{d}.3 of 2024-11-{d}T08:{d}:00Z", "SKU AX-{n}-B{d} x {d}", "coordinates 52.{n}1, 13.{n}4", "uuid 550e8400-e29b-41d4-a716-44665544{n}",
    "mean 0.{n}{n}{n}{n} std 12.{n}", "col    12 {n} 456 {d}", "invoice 30{n}{n}", "page 12-{d} of 1{n}", "timestamp 17000{n}000", "EAN 4006381333931 in stock {d}", "ratio {d}:{d}, score 3/5, growth +12.{d}%", "error at 0x7ffd{n} line {d}",
]


def sentences(split: str, seed: int) -> list[dict]:
    """`{text, spans: [{type, value}]}`: bare numbers of weak checks come with their word, as people write them."""
    r = random.Random(seed + 1)
    made = []
    for loc in locales(split):
        makers = {"email": lambda q: email(q, loc), "phone": lambda q: shaped(q, q.choice(loc["phones"])), "card": issue.card, "iban": issue.iban, **{k: SPECIAL[k][0] for k in ("ipv4", "mac", "url-user")}, **issue.IDS}
        for kind, make in makers.items():
            for _ in range(12):
                value = r.choice(SPELLINGS[split][:2])(make(r))
                word = issue.WORDS.get(kind, {"phone": "Tel."}.get(kind, "the value"))
                bare = kind == "phone" and value.strip()[0] not in "+0("
                frame = FRAMES[2] if kind in issue.WORDS or bare else r.choice(FRAMES)
                text = frame.format(v=value, n=r.randint(100, 999), d=r.randint(10, 28), w=word)
                made.append({"text": text, "spans": [{"type": kind, "value": value}]})
        for _ in range(120):
            made.append({"text": r.choice(NOISE).format(n=r.randint(100, 999), d=r.randint(10, 28)), "spans": []})
        for kind in ("card", "iban", "de-tax", "br-cpf", "ch-ahv", "fr-nir", "in-aadhaar"):
            for _ in range(6):
                made.append({"text": f"number {broken(r, makers[kind](r))} in the list", "spans": [], "wrong": True})
    return made


if __name__ == "__main__":
    import sys

    json.dump({split: sentences(split, int(sys.argv[1])) for split in ("tuned", "held-out")}, sys.stdout, ensure_ascii=False)
