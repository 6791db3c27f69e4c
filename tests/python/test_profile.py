"""What the cards show of a table."""

import json
import struct

import pandas as pd

from reading_case import ReadingCase
from sandpiper import profile, reading
from sandpiper.reading import parquet

CUSTOMERS = """id,name,e-mail,Land,PLZ,website,signed up,vip,balance
1,Ada Lovelace,ada@example.org,Germany,01067,https://a.example/x,2023-01-31,yes,"$1,200.50"
2,Bob Stone,bob@example.com,France,75001,https://b.example,2023-02-28,no,$3.00
3,Cy Young,cy@example.net,Germany,10115,https://c.example,2023-03-01,no,$0.50
4,Di Prince,,Spain,28001,https://d.example,,yes,$12.25
"""


class Columns(ReadingCase):
    def columns(self, content: str, name: str = "t.csv") -> dict[str, dict]:
        return {column["name"]: column for column in self.read(name, content)["files"][0]["tables"][0]["columns"]}

    def test_kinds_and_meanings_are_told(self) -> None:
        columns = self.columns(CUSTOMERS)
        self.assertEqual({name: (column["kind"], column["semantic"]) for name, column in columns.items()}, {
            "id": ("identifier", "id"), "name": ("category", "person"), "e-mail": ("category", "email"), "Land": ("category", "country"),
            "PLZ": ("category", "postcode"), "website": ("category", "url"), "signed up": ("date", None), "vip": ("boolean", None), "balance": ("number", "currency"),
        })

    def test_counts_ranges_examples_and_top_values_are_right(self) -> None:
        columns = self.columns(CUSTOMERS)
        self.assertEqual((columns["e-mail"]["nulls"], columns["e-mail"]["distinct"]), (1, 3))
        self.assertEqual((columns["signed up"]["min"], columns["signed up"]["max"]), ("2023-01-31", "2023-03-01"))
        self.assertAlmostEqual(columns["balance"]["mean"], 304.0625)
        self.assertEqual(columns["Land"]["top"], [["Germany", 2], ["France", 1], ["Spain", 1]])
        self.assertEqual(columns["name"]["examples"][0], "Ada Lovelace")

    def test_meanings_are_found_by_values_where_names_say_nothing(self) -> None:
        rows = [("4111111111111111", "DE89370400440532013000", "10.0.0.1", "550e8400-e29b-41d4-a716-446655440000", "Monday"),
                ("5500005555555559", "GB82WEST12345698765432", "10.0.0.2", "550e8400-e29b-41d4-a716-446655440001", "Friday")]
        columns = self.columns("a,b,c,d,e\n" + "\n".join(map(",".join, rows)) + "\n")
        self.assertEqual([column["semantic"] for column in columns.values()], ["credit-card", "iban", "ip", "uuid", "weekday"])

    def test_long_values_are_cut_and_the_text_is_json_without_nan(self) -> None:
        self.write("t.csv", "a,b\n" + "x" * 500 + ",1\n" + "y" * 500 + ",\n")
        text = profile.open_files(["t.csv"])
        self.assertNotIn("NaN", text)
        for column in json.loads(text)["files"][0]["tables"][0]["columns"]:
            self.assertTrue(all(len(example) <= 80 for example in column["examples"]))

    def test_duplicate_rows_are_counted(self) -> None:
        told = self.read("t.csv", "a,b\n1,x\n1,x\n2,y\n1,x\n")["files"][0]["tables"][0]
        self.assertEqual(told["duplicateRows"], 2)

    def test_duplicate_rows_are_counted_as_pandas_counts_them_gaps_included(self) -> None:
        table = pd.DataFrame({"a": [1.0, None, 1.0, None, 2.0] * 30, "b": ["x", None, "x", None, "y"] * 30, "c": [True, False, True, False, True] * 30})
        told = self.read("t.csv", table.to_csv(index=False))["files"][0]["tables"][0]
        self.assertEqual(told["duplicateRows"], int(table.duplicated().sum()))

    def test_more_combinations_than_a_number_tells_are_counted_all_the_same(self) -> None:
        rows = [",".join(f"{(row * 31 + column) % 997}" for column in range(12)) for row in range(900)]
        told = self.read("t.csv", "\n".join([",".join(f"c{column}" for column in range(12)), *rows, rows[3]]) + "\n")["files"][0]["tables"][0]
        self.assertEqual((told["rows"], told["duplicateRows"]), (901, 1))

    def test_a_header_alone_is_a_table_without_rows(self) -> None:
        told = self.read("t.csv", "a,b\n")["files"][0]["tables"][0]
        self.assertEqual((told["rows"], [column["kind"] for column in told["columns"]]), (0, ["empty", "empty"]))


class Links(ReadingCase):
    def test_a_foreign_key_is_found_with_its_direction_and_overlap(self) -> None:
        self.write("customers.csv", "id,name\n" + "".join(f"{i},c{i}\n" for i in range(1, 21)))
        self.write("orders.csv", "order_no,customer_id,total\n" + "".join(f"{900 + i},{i % 25 + 1},{i * 1.5}\n" for i in range(60)))
        links = self.open("customers.csv", "orders.csv")["links"]
        self.assertEqual(links[0]["left"], {"variable": "customers", "column": "id"})
        self.assertEqual(links[0]["right"], {"variable": "orders", "column": "customer_id"})
        self.assertEqual((links[0]["kind"], links[0]["overlap"]), ("one-to-many", 1.0))

    def test_numbers_that_only_happen_to_overlap_are_no_link(self) -> None:
        self.write("a.csv", "rank,age\n" + "".join(f"{i},{20 + i}\n" for i in range(30)))
        self.write("b.csv", "units,stock\n" + "".join(f"{i},{i % 30}\n" for i in range(30)))
        self.assertEqual(self.open("a.csv", "b.csv")["links"], [])


class Parquet(ReadingCase):
    def hand_in(self) -> None:
        doubles = struct.pack("<3d", 1.5, float("nan"), 3.0)
        columns = [
            {"name": "id", "type": "integer", "values": struct.pack("<3q", 1, 2, 2**60)},
            {"name": "x", "type": "number", "values": doubles},
            {"name": "at", "type": "utc-moment", "values": struct.pack("<3d", 1_706_704_215_000_000, float("nan"), 0)},
            {"name": "ok", "type": "boolean", "values": struct.pack("<3b", 1, -1, 0)},
            {"name": "name", "type": "text", "values": '["Ada", null, "Zoë"]'},
            {"name": "tags", "type": "nested", "values": '[["a"], null, []]'},
        ]
        self.write("t.parquet", b"PAR1 decoded elsewhere PAR1")
        parquet.from_columns("t.parquet", columns, 3, 10)

    def test_columns_handed_in_become_a_table_and_what_is_missing_is_told(self) -> None:
        self.hand_in()
        told = self.open("t.parquet")["files"][0]["tables"][0]
        frame = reading.tables["t"]
        self.assertEqual([str(dtype) for dtype in frame.dtypes], ["int64", "float64", "datetime64[us, UTC]", "boolean", "str", "str"])
        self.assertEqual((frame["id"].iloc[2], str(frame["at"].iloc[0])), (2**60, "2024-01-31 12:30:15+00:00"))
        self.assertEqual(told["columns"][5]["kind"], "nested")
        self.assertEqual(told["notes"], ["only the first 3 of 10 rows were read"])

    def test_read_parquet_answers_for_dropped_files_only(self) -> None:
        before = pd.read_parquet
        parquet.install_read_parquet()
        try:
            self.hand_in()
            self.assertEqual(pd.read_parquet("/data/t.parquet", columns=["id", "x"]).shape, (3, 2))
            with self.assertRaisesRegex(FileNotFoundError, "t.parquet"):
                pd.read_parquet("/data/other.parquet")
        finally:
            pd.read_parquet = before
            parquet.forget("t.parquet")

    def test_a_file_that_could_not_be_decoded_says_why(self) -> None:
        self.write("bad.parquet", b"PAR1")
        parquet.failed("bad.parquet", "the footer is missing")
        self.assertIn("the footer is missing", self.reason(self.open("bad.parquet")))
