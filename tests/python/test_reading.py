"""Formats, the registry, and files that cannot be read."""

import gzip
import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pandas as pd

from reading_case import ReadingCase
from sandpiper import reading
from sandpiper.reading import packages_for

CSV = "id,name\n1,Ada\n2,Bob\n"


def _zip(**members: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name.replace("__", "."), content)
    return held.getvalue()


class Registry(ReadingCase):
    def test_names_become_valid_variables_that_hide_nothing(self) -> None:
        for name in ("2024 sales-Q1.csv", "class.csv", "list.csv", "Umsätze für März.csv", "df.csv", "売上.csv", "sales.csv", "Sales.tsv", "!!!.csv"):
            self.read(name, CSV)
        self.assertEqual(
            list(reading.tables),
            ["t_2024_sales_q1", "class_data", "list_data", "umsatze_fur_marz", "df_data", "売上", "sales", "sales_2", "table_data"],
        )
        self.assertTrue(all(name.isidentifier() for name in reading.tables))

    def test_opening_more_keeps_what_is_open_and_the_same_file_is_replaced(self) -> None:
        self.read("a.csv", CSV)
        self.read("b.csv", CSV)
        self.read("a.csv", CSV + "3,Cy\n")
        self.assertEqual({name: len(frame) for name, frame in reading.tables.items()}, {"b": 2, "a": 3})

    def test_a_closed_file_is_forgotten(self) -> None:
        self.read("a.csv", CSV)
        self.assertEqual(reading.close("a.csv"), ["a"])
        self.assertEqual((reading.tables, reading.sources), ({}, {}))

    def test_load_gives_a_fresh_copy_by_file_or_variable(self) -> None:
        self.read("my data.csv", CSV)
        reading.tables["my_data"]["name"] = "gone"
        self.assertEqual(list(reading.load("my data.csv")["name"]), ["Ada", "Bob"])
        self.assertEqual(list(reading.load("my_data")["name"]), ["Ada", "Bob"])

    def test_load_says_what_there_is_when_asked_for_what_there_is_not(self) -> None:
        self.read("a.csv", CSV)
        with self.assertRaisesRegex(ValueError, "a.csv"):
            reading.load("b.csv")
        with self.assertRaisesRegex(ValueError, "no part 'x'"):
            reading.load("a.csv", "x")


class Json(ReadingCase):
    def test_nested_objects_become_dotted_columns_and_lists_their_own_table(self) -> None:
        orders = [{"id": i, "customer": {"name": f"c{i}", "geo": {"lat": 1.5}}, "lines": [{"sku": "A", "n": 2}, {"sku": "B", "n": i}]} for i in range(3)]
        opened = self.read("shop.json", json.dumps({"version": 1, "orders": orders}))
        self.assertEqual(list(reading.tables["shop"].columns), ["id", "customer.name", "customer.geo.lat"])
        self.assertEqual(reading.tables["shop_lines"].shape, (6, 3))
        self.assertIn("records found under orders", opened["files"][0]["notes"])

    def test_bad_lines_of_json_lines_are_told_by_number(self) -> None:
        opened = self.read("log.jsonl", '{"a": 1}\n{"a": 2\n\n{"a": 3, "when": "2024-01-02T03:04:05Z"}\nnonsense\n')
        table = opened["files"][0]["tables"][0]
        self.assertEqual((table["rows"], table["oddLineCount"], [odd["line"] for odd in table["oddLines"]]), (2, 2, [2, 5]))
        self.assertEqual(opened["files"][0]["format"], "jsonl")

    def test_a_list_that_breaks_off_gives_its_whole_records_and_the_line_of_the_fault(self) -> None:
        opened = self.read("cut.json", '[\n{"a": 1},\n{"a": 2},\n{"a": ')
        self.assertEqual(opened["files"][0]["tables"][0]["rows"], 2)
        self.assertEqual(opened["problems"][0]["line"], 4)

    def test_long_whole_numbers_keep_their_last_digit(self) -> None:
        self.read("ids.json", '[{"id": 1234567890123456789, "up": 9007199254740993}, {"id": 2, "up": null}]')
        self.assertEqual(int(reading.tables["ids"]["id"].iloc[0]), 1234567890123456789)
        self.assertEqual(int(reading.tables["ids"]["up"].iloc[0]), 9007199254740993)

    def test_a_key_that_holds_lists_in_some_records_only_loses_nothing(self) -> None:
        self.read("mix.json", '[{"id": 1, "tags": [{"a": 1}]}, {"id": 2, "tags": "none"}]')
        self.assertEqual(list(reading.tables["mix"]["tags"]), ['[{"a": 1}]', "none"])

    def test_columns_and_split_forms_are_understood(self) -> None:
        self.read("columns.json", '{"a": [1, 2, 3], "b": ["x", "y", null]}')
        self.read("split.json", '{"columns": ["a", "b"], "data": [[1, "x"], [2, "y"]]}')
        self.read("pandas.json", pd.DataFrame({"a": [1, 2], "b": ["x", "y"]}).to_json())
        self.assertEqual([frame.shape for frame in reading.tables.values()], [(3, 2), (2, 2), (2, 2)])


class Sqlite(ReadingCase):
    def base(self) -> str:
        path = self.folder / "shop.db"
        base = sqlite3.connect(path)
        base.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, total REAL, day TEXT, note TEXT)")
        base.executemany("INSERT INTO orders VALUES (?, ?, ?, ?)", [(i, i * 1.5, f"2024-01-{i:02d}", None) for i in range(1, 29)])
        base.execute("CREATE VIEW big AS SELECT * FROM orders WHERE total > 20")
        base.commit()
        base.close()
        return str(path)

    def test_tables_and_views_become_tables_and_the_database_is_kept_for_sql(self) -> None:
        path = self.base()
        self.open("shop.db")
        self.assertEqual({name: len(frame) for name, frame in reading.tables.items()}, {"shop_orders": 28, "shop_big": 15})
        self.assertEqual(str(reading.tables["shop_orders"]["day"].dtype), "datetime64[us]")
        self.assertEqual(reading.databases, {"shop.db": path})

    def test_more_rows_than_the_budget_are_told(self) -> None:
        self.base()
        opened = self.open("shop.db", rows=1)
        self.assertEqual(opened["files"][0]["tables"][0]["rows"], 28, "at least a thousand are read of each")

    def test_a_cut_database_is_a_problem_and_no_exception(self) -> None:
        whole = Path(self.base()).read_bytes()
        opened = self.read("cut.db", whole[:5000])
        self.assertTrue(opened["problems"])
        self.assertIn("cut.db", opened["problems"][0]["file"])


class Archives(ReadingCase):
    def test_members_of_a_zip_are_tables_of_their_own_names(self) -> None:
        opened = self.read("all.zip", _zip(orders__csv=CSV.encode(), people__jsonl=b'{"a": 1}\n', **{"deep/photo.png": b"\x89PNG\r\n"}))
        self.assertEqual(sorted(reading.tables), ["orders", "people"])
        self.assertEqual([(p["part"], p["reason"]) for p in opened["problems"]], [("deep/photo.png", "this is a picture")])
        self.assertEqual(len(reading.load("all.zip", "orders.csv")), 2)

    def test_a_gzip_is_read_as_what_is_in_it(self) -> None:
        self.read("orders.csv.gz", gzip.compress(CSV.encode()) + gzip.compress(b"3,Cy\n"))
        self.assertEqual(reading.tables["orders"].shape, (3, 2))

    def test_a_cut_gzip_gives_what_it_has_and_says_so(self) -> None:
        opened = self.read("cut.csv.gz", gzip.compress((CSV + "".join(f"{i},n{i * 7919}\n" for i in range(3, 4000))).encode())[:9000])
        self.assertGreater(opened["files"][0]["tables"][0]["rows"], 100)
        self.assertIn("damaged", self.reason(opened))

    def test_a_bomb_is_refused_by_its_ratio_and_by_its_size(self) -> None:
        self.assertIn("bomb", self.reason(self.read("bomb.zip", _zip(a__csv=b"0" * (30 << 20)))))
        self.assertIn("too much", self.reason(self.read("bomb.csv.gz", gzip.compress(b"0" * (30 << 20)))))
        self.assertIn("more than is left", self.reason(self.read("wide.zip", _zip(a__csv=CSV.encode() * 99), unpacked_bytes=1000)))

    def test_a_database_in_a_zip_is_open_to_sql(self) -> None:
        Sqlite.base(self)
        whole = (self.folder / "shop.db").read_bytes()
        self.read("packed.zip", _zip(shop__db=whole))
        self.assertEqual(list(reading.databases), ["shop.db"])
        self.assertIn("shop_orders", reading.tables)
        reading.close("packed.zip")
        self.assertEqual(reading.databases, {})


class Texts(ReadingCase):
    def test_prose_is_a_table_of_its_lines(self) -> None:
        opened = self.read("letter.txt", "Dear all,\n\nthis is a letter. It has, well, commas.\nYours\n")
        self.assertEqual(opened["files"][0]["format"], "text")
        self.assertEqual(list(reading.tables["letter"]["text"])[2], "this is a letter. It has, well, commas.")

    def test_tables_of_a_page_are_read(self) -> None:
        page = "<!doctype html><table><tr><th>City<th>People</tr><tr><td>Bonn<td>330,579<tr><td>Ulm<td>126,405<tr><td>Jena<td>110,731</table>"
        self.read("page.html", page)
        self.assertEqual(list(reading.tables["page"]["People"]), [330579, 126405, 110731])

    def test_records_of_xml_are_read_and_entities_refused(self) -> None:
        self.read("r.xml", "<all><row id='1'><n>1.5</n></row><row id='2'><n>2.5</n></row></all>")
        self.assertEqual(list(reading.tables["r"]["n"]), [1.5, 2.5])
        self.assertIn("entities", self.reason(self.read("x.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')))


class Hostile(ReadingCase):
    def test_what_is_no_table_is_refused_in_plain_words_and_the_others_stay(self) -> None:
        junk = {"empty.csv": b"", "blank.csv": b"\n \n\n", "old.xls": b"\xd0\xcf\x11\xe0" + bytes(600), "a.pdf": b"%PDF-1.7", "x.bin": bytes(range(256)) * 20,
                "cut.xlsx": b"PK\x03\x04xl/" + bytes(50), "cut.zip": b"PK\x03\x04" + bytes(50), "no.json": b'{"a": nonsense}'}
        for name, content in junk.items():
            self.write(name, content)
        self.write("good.csv", CSV)
        opened = self.open(*junk, "good.csv", "missing.csv")
        self.assertEqual([p["file"] for p in opened["problems"]], [*junk, "missing.csv"])
        self.assertTrue(all(p["reason"] and p["fix"] for p in opened["problems"]))
        self.assertEqual(len(reading.tables["good"]), 2)

    def test_the_content_counts_and_not_the_ending(self) -> None:
        self.read("really_json.csv", '[{"a": 1}, {"a": 2}]')
        self.read("really_csv.json", "a,b\n1,2\n3,4\n")
        self.read("really_gzip.csv", gzip.compress(CSV.encode()))
        self.assertEqual([source.format for source in reading.sources.values()], ["json", "csv", "csv"])

    def test_ten_thousand_columns_are_read(self) -> None:
        names = ",".join(f"c{i}" for i in range(10_000))
        row = ",".join(str(i) for i in range(10_000))
        opened = self.read("wide.csv", f"{names}\n{row}\n{row}\n")
        self.assertEqual(reading.tables["wide"].shape, (2, 10_000))
        self.assertEqual(len(opened["files"][0]["tables"][0]["columns"]), 10_000)

    def test_one_endless_line_and_a_quote_that_never_closes_end(self) -> None:
        self.read("line.txt", "x" * (20 << 20))
        opened = self.read("quote.csv", 'a,b\n1,"2\n' + "3,4\n" * 5000)
        self.assertEqual(reading.tables["quote"].shape[0] + 0, 5001)
        self.assertEqual(opened["files"][0]["tables"][0]["oddLines"][0]["line"], 2)

    def test_packages_are_named_before_a_file_is_read(self) -> None:
        self.assertEqual(packages_for("a.xlsx", b"PK\x03\x04....xl/workbook.xml"), ["openpyxl"])
        self.assertEqual(packages_for("a.csv", b"a,b\n1,2\n"), [])
