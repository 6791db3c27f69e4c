"""Encodings and line ends."""

import random

from .case import Draft, mess
from .tables import Clean
from .writing import Style, lines, text

SEMI = Style(delimiter=";")


def _encoded(table: Clean, encoding: str, style: Style = Style(), mark: bytes = b"") -> Draft:
    return Draft(mark + ("\n".join(lines(table, style)) + "\n").encode(encoding), table)


@mess("people", "sales", "survey")
def utf_8_with_mark(rng: random.Random, table: Clean) -> Draft:
    return _encoded(table, "utf-8-sig")


@mess("people", "sales", "sensors")
def utf_16_le_with_mark(rng: random.Random, table: Clean) -> Draft:
    return _encoded(table, "utf-16-le", mark=b"\xff\xfe")


@mess("people", "stock", "sensors")
def utf_16_be_with_mark(rng: random.Random, table: Clean) -> Draft:
    return _encoded(table, "utf-16-be", mark=b"\xfe\xff")


@mess("people", "sales", "sensors")
def utf_16_without_mark(rng: random.Random, table: Clean) -> Draft:
    return _encoded(table, "utf-16-le", Style(delimiter="\t"))


@mess("people")
def windows_1252(rng: random.Random, table: Clean) -> Draft:
    return _encoded(table, "cp1252", SEMI)


@mess("people")
def latin_1_commas(rng: random.Random, table: Clean) -> Draft:
    return _encoded(table, "latin-1")


@mess("people")
def mac_roman(rng: random.Random, table: Clean) -> Draft:
    return Draft(("\r".join(lines(table, SEMI)) + "\r").encode("mac_roman"), table)


def _translated(table: Clean, words: dict[str, str], names: list[str]) -> Clean:
    return Clean(names, [[words.get(c, c) if isinstance(c, str) else c for c in row] for row in table.rows])


@mess("sales")
def shift_jis(rng: random.Random, table: Clean) -> Draft:
    words = {"North": "北海道", "South": "九州", "East": "東京", "West": "大阪", "Desk lamp": "デスクライト", "Office chair": "椅子", "Standing desk": "机", "Monitor arm": "モニター", "Cable tray": "ケーブル"}
    return _encoded(_translated(table, words, ["注文番号", "日付", "地域", "商品", "数量", "売上"]), "cp932")


@mess("sales")
def cyrillic_1251(rng: random.Random, table: Clean) -> Draft:
    words = {"North": "Север", "South": "Юг", "East": "Восток", "West": "Запад", "Desk lamp": "Лампа", "Office chair": "Кресло", "Standing desk": "Стол", "Monitor arm": "Кронштейн", "Cable tray": "Лоток"}
    return _encoded(_translated(table, words, ["Заказ", "Дата", "Регион", "Товар", "Штук", "Выручка"]), "cp1251", SEMI)


@mess("sales")
def gb_18030(rng: random.Random, table: Clean) -> Draft:
    words = {"North": "北京", "South": "广州", "East": "上海", "West": "成都", "Desk lamp": "台灯", "Office chair": "办公椅", "Standing desk": "升降桌", "Monitor arm": "显示器支架", "Cable tray": "线槽"}
    return _encoded(_translated(table, words, ["订单", "日期", "地区", "产品", "数量", "收入"]), "gb18030")


@mess("people")
def mixed_encodings(rng: random.Random, table: Clean) -> Draft:
    rows = lines(table, Style())
    return Draft(b"\n".join(row.encode("cp1252" if i == 5 else "utf-8") for i, row in enumerate(rows)) + b"\n", table)


@mess("sales", "sensors", "people")
def carriage_returns(rng: random.Random, table: Clean) -> Draft:
    return Draft(text(lines(table, Style(end="\r")), Style(end="\r")), table)


@mess("sales", "sensors", "survey")
def mixed_line_ends(rng: random.Random, table: Clean) -> Draft:
    return Draft("".join(row + rng.choice(["\n", "\r\n", "\r"]) for row in lines(table, Style())).encode(), table)


@mess("sales", "sensors", "stock")
def nul_bytes(rng: random.Random, table: Clean) -> Draft:
    rows = [row.encode() for row in lines(table, Style())]
    rows[4] += b"\0\0"
    return Draft(b"\n".join(rows) + b"\n\0\0\0", table)


@mess("sales", "people", "survey")
def blank_lines(rng: random.Random, table: Clean) -> Draft:
    rows = lines(table, Style())
    for place in (0, 3, 3, len(rows) // 2):
        rows.insert(place, rng.choice(["", "   ", "," * (len(table.names) - 1)]))
    return Draft(text(rows, Style()), table)


@mess("sales", "sensors", "people")
def no_last_line_end(rng: random.Random, table: Clean) -> Draft:
    return Draft("\r\n".join(lines(table, Style(delimiter="\t"))).encode(), table, ending="txt")
