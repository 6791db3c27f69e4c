"""Text that is read in pieces, against the same text read at once."""

import random
from unittest import mock

import numpy as np
import pandas as pd

from reading_case import ReadingCase
from sandpiper import host, namespace, reading
from sandpiper.pieces import Pieces
from sandpiper.reading import parquet

SMALL = {"text_bytes": 100_000, "piece_bytes": 60_000}
NEVER = {**SMALL, "frame_bytes": 0}


def rows_of(count: int, line) -> str:
    drawn = random.Random(5)
    return "".join(line(i, drawn) for i in range(count))


def sales(count: int = 12_000) -> str:
    cities = ["Köln", "Paris, FR", 'the "old" town', "Łódź", "東京"]

    def line(i, drawn):
        city = drawn.choice(cities).replace('"', '""')
        gap = "" if i % 97 == 0 else f"{drawn.random() * 1000:.2f}"
        return f'{i + 1},2024-{i % 12 + 1:02d}-{i % 28 + 1:02d},"{city}",{gap},{drawn.choice(["yes", "no"])},{drawn.getrandbits(60):x},00{i % 50:03d}\n'

    return "id,day,city,amount,paid,token,zip\n" + rows_of(count, line)


class InPieces(ReadingCase):
    def both(self, content: str | bytes, name: str = "t.csv") -> tuple[pd.DataFrame, Pieces, dict]:
        """The table at once, in pieces, and the profile of the second."""
        self.write(name, content)
        self.open(name)
        whole = reading.tables.pop("t")
        self.forget()
        told = self.open(name, **NEVER)
        self.assertEqual(told["problems"], [])
        return whole, reading.pieced["t"], told["files"][0]["tables"][0]

    def same(self, content: str | bytes) -> dict:
        whole, pieces, told = self.both(content)
        self.assertGreater(told["pieces"], 3)
        made = pieces.plain()
        pd.testing.assert_frame_equal(made, whole, check_dtype=True)
        pd.testing.assert_frame_equal(pd.concat(list(pieces)), whole, check_dtype=True)
        return told

    def test_all_rows_and_types_are_those_of_the_text_read_at_once(self) -> None:
        told = self.same(sales())
        self.assertEqual(told["rows"], 12_000)

    def test_the_profile_tells_of_all_rows(self) -> None:
        whole, _, told = self.both(sales())
        columns = {column["name"]: column for column in told["columns"]}
        self.assertEqual(columns["amount"]["nulls"], int(whole["amount"].isna().sum()))
        self.assertAlmostEqual(columns["amount"]["mean"], whole["amount"].mean())
        self.assertEqual((columns["id"]["min"], columns["id"]["max"], columns["id"]["distinct"], columns["id"]["kind"]), ("1", "12000", 12_000, "identifier"))
        self.assertEqual(dict(map(tuple, columns["city"]["top"])), whole["city"].value_counts().to_dict())
        self.assertEqual((columns["day"]["min"], columns["day"]["max"], columns["day"]["kind"]), ("2024-01-01", "2024-12-28", "date"))
        self.assertEqual(columns["token"]["distinct"], whole["token"].nunique())

    def test_a_column_that_turns_to_text_at_its_end_is_text_throughout(self) -> None:
        text = "a,b,c\n" + rows_of(50_000, lambda i, _: f"{i},{'x%d' % i if i > 49_000 else i},{i % 7 / 2}\n")
        self.same(text)

    def test_leading_zeros_anywhere_make_codes(self) -> None:
        self.same("a,b\n" + rows_of(50_000, lambda i, _: f"{i},{'007' if i == 49_990 else 100 + i % 800}\n"))

    def test_gaps_that_begin_late(self) -> None:
        self.same("a,n,flag\n" + rows_of(50_000, lambda i, _: f"{i},{'' if i > 49_500 else i * 2},{'' if i > 49_000 else 'yes' if i % 3 else 'no'}\n"))

    def test_lines_within_quotes_are_not_cut(self) -> None:
        text = "a,note,n\n" + rows_of(9_000, lambda i, _: f'{i},"first {i}\nsecond, and ""third""",{i}\n')
        self.same(text)

    def test_decimal_comma_and_the_order_of_days(self) -> None:
        told = self.same("tag;betrag;am\n" + rows_of(50_000, lambda i, _: f"a{i};{i % 900},{i % 90 + 10};{i % 12 + 1:02d}.{i // 12 % 12 + 1:02d}.20{10 + i % 13}\n") + "z;1,50;25.11.2024\n")
        self.assertIn("decimal comma", told["notes"])

    def test_many_different_moments(self) -> None:
        start = pd.Timestamp("2020-01-01")
        text = "at,n\n" + rows_of(130_000, lambda i, _: f"{(start + pd.Timedelta(seconds=i * 61)).isoformat(sep=' ')},{i % 5}\n")
        _, pieces, told = self.both(text)
        self.assertEqual(told["columns"][0]["kind"], "datetime")
        self.assertEqual(pieces["at"].iloc[-1], start + pd.Timedelta(seconds=129_999 * 61))

    def test_what_is_no_moment_among_many_makes_them_text_and_no_row_is_lost(self) -> None:
        start = pd.Timestamp("2020-01-01")
        text = "at,n\n" + rows_of(130_000, lambda i, _: f"{(start + pd.Timedelta(seconds=i * 61)).isoformat(sep=' ') if i < 120_000 else f'later {i}'},{i % 5}\n")
        _, pieces, _ = self.both(text)
        self.assertEqual((pieces["at"].iloc[0], pieces["at"].iloc[-1], len(pieces)), ("2020-01-01 00:00:00", "later 129999", 130_000))

    def test_odd_lines_are_told_with_their_numbers(self) -> None:
        lines = ("Report\n\na,b,c\n" + rows_of(50_000, lambda i, _: "a,b,c\n" if i == 15_000 else f"{i},x,{i}\n" if i != 18_000 else f"{i},x\n") + "Total,,1\n").encode()
        whole, pieces, told = self.both(lines)
        self.assertEqual(len(whole), len(pieces))
        self.open("t.csv")
        at_once = reading.sources["t"].odd
        self.assertEqual([tuple(odd.values()) for odd in told["oddLines"]], at_once.kept)

    def test_other_encodings(self) -> None:
        text = "name,n\n" + rows_of(50_000, lambda i, _: f"Müller {i % 300},{i}\n")
        self.same(text.encode("cp1252"))
        self.same(("\ufeff" + text).replace("\n", "\r\n").encode())

    def test_a_byte_that_is_not_utf_8_is_told(self) -> None:
        content = ("name,n\n" + rows_of(50_000, lambda i, _: f"Mü{i % 300},{i}\n")).encode() + b"Fran\xe7ois,5\n"
        _, pieces, told = self.both(content)
        self.assertEqual(pieces["name"].iloc[-1], "François")
        self.assertTrue(any("Windows-1252" in odd["reason"] for odd in told["oddLines"]))

    def test_a_table_that_fits_becomes_a_dataframe(self) -> None:
        self.write("t.csv", sales())
        told = self.open("t.csv", **SMALL)["files"][0]["tables"][0]
        self.assertEqual((told["rows"], "pieces" in told, len(reading.tables["t"])), (12_000, False, 12_000))

    def test_irregular_text_is_read_in_part_and_that_is_said(self) -> None:
        self.write("t.csv", "a,b\n" + rows_of(90_000, lambda i, _: f"{i},x\n" if i % 3 else f"{i}\n"))
        told = self.open("t.csv", **NEVER)
        self.assertEqual(reading.pieced, {})
        self.assertEqual(len(told["problems"]), 1)


class Used(ReadingCase):
    """What code finds in a table in pieces, which is read once for all of these."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.case = case = cls("setUp")
        ReadingCase.setUp(case)
        case.write("t.csv", sales())
        case.open("t.csv", **NEVER)
        cls.t = reading.pieced["t"]

    @classmethod
    def tearDownClass(cls) -> None:
        ReadingCase.tearDown(cls.case)

    def setUp(self) -> None:
        pass

    tearDown = setUp

    def test_columns_of_all_rows(self) -> None:
        grouped = self.t[["city", "amount"]].groupby("city")["amount"].sum()
        self.assertEqual(len(grouped), 5)
        plain = self.t.plain()
        self.assertEqual(grouped.to_dict(), plain.groupby("city")["amount"].sum().to_dict())
        self.assertEqual((self.t["city"].dtype, self.t["token"].dtype), ("category", "str"))
        self.assertTrue((self.t["city"].astype("str") == plain["city"]).all())
        self.assertEqual(len(self.t["id"]), 12_000)
        self.assertEqual(self.t.shape, (12_000, 7))

    def test_parts_add_up(self) -> None:
        self.assertEqual(sum(part["id"].sum() for part in self.t.pieces(["id"])), 12_000 * 12_001 // 2)
        self.assertEqual(sum(len(part) for part in self.t), 12_000)

    def test_what_it_lacks_is_told_with_the_way_round(self) -> None:
        with self.assertRaisesRegex(AttributeError, r"too large to be one DataFrame.*t\[\['id', 'day'\]\]"):
            self.t.groupby("city")
        with self.assertRaisesRegex(KeyError, "no column 'nowhere'"):
            self.t[["nowhere"]]
        with self.assertRaisesRegex(TypeError, "names of columns only"):
            self.t[np.array([True])]

    def test_load_gives_it(self) -> None:
        self.assertIs(reading.load("t.csv"), self.t)
        self.assertIs(reading.load("t"), self.t)

    def test_a_sample_is_of_all_of_it(self) -> None:
        sample = self.t.sample(100)
        self.assertEqual(len(sample), 100)
        self.assertGreater(sample["id"].max(), 11_000)

    def test_sql_reads_the_columns_that_it_names(self) -> None:
        namespace.adopt({"t": self.t})
        try:
            asked = []
            column = Pieces._column
            Pieces._column = lambda one, pieces, place, rows: asked.append(place) or column(one, pieces, place, rows)
            made = namespace.sql("select day, sum(amount) as total from t where paid group by day order by 1")
            self.assertEqual(set(asked), {1, 3, 4})
        finally:
            Pieces._column = column
            namespace.unbind("t")
        frame = self.t[["day", "amount", "paid"]]
        pd.testing.assert_series_equal(made.set_index("day")["total"], frame[frame["paid"]].groupby("day")["amount"].sum(), check_names=False, check_index_type=False)

    def test_too_much_at_once_is_refused_with_the_way_round(self) -> None:
        with mock.patch.object(host, "memory_bytes", 10_000), self.assertRaisesRegex(MemoryError, "for part in t.pieces"):
            self.t[["city"]]


class Decoded(ReadingCase):
    """Parquet files that the worker hands in piece by piece."""

    @staticmethod
    def columns(begin: int, gaps: bool) -> list[dict]:
        n = np.arange(begin, begin + 1_000)
        flags = np.where(n % 3 == 0, -1, n % 2) if gaps else n % 2
        return [
            {"name": "id", "type": "integer", "values": n.astype("int64").tobytes()},
            {"name": "x", "type": "number", "values": np.where(n % 5 == 0, np.nan, n / 4).tobytes()},
            {"name": "at", "type": "utc-moment", "values": (n * 60e6).tobytes()},
            {"name": "ok", "type": "boolean", "values": flags.astype("int8").tobytes()},
            {"name": "city", "type": "repeated", "values": '["Oslo", "Bergen"]', "codes": (n % 3 - 1).astype("int32").tobytes()},
            {"name": "tags", "type": "nested", "values": "[" + ",".join(["[1]"] * 1_000) + "]"},
        ]

    def hand_in(self, memory: int) -> None:
        self.write("t.parquet", b"PAR1 decoded elsewhere PAR1")
        with mock.patch.object(host, "memory_bytes", memory):
            for begin in range(0, 5_000, 1_000):
                parquet.piece("t.parquet", self.columns(begin, begin == 3_000), 1_000, 5_000)
            parquet.whole("t.parquet")

    def tearDown(self) -> None:
        parquet.forget("t.parquet")
        super().tearDown()

    def test_what_does_not_fit_stays_in_pieces(self) -> None:
        self.hand_in(100_000)
        told = self.open("t.parquet")["files"][0]["tables"][0]
        t = reading.pieced["t"]
        self.assertEqual((told["rows"], told["pieces"], told["notes"]), (5_000, 5, []))
        self.assertEqual([str(one) for one in t.dtypes], ["int64", "float64", "datetime64[us, UTC]", "boolean", "str", "str"])
        self.assertEqual(told["columns"][5]["kind"], "nested")
        whole = t.plain()
        self.assertEqual((int(whole["id"].sum()), int(whole["x"].isna().sum())), (5_000 * 4_999 // 2, 1_000))
        self.assertEqual((int(whole["ok"].isna().sum()), str(whole["at"].iloc[1_000])), (334, "1970-01-01 16:40:00+00:00"))
        self.assertEqual(whole["city"].fillna("none").value_counts().to_dict(), {"none": 1667, "Oslo": 1667, "Bergen": 1666})
        self.assertEqual(t[["city"]]["city"].dtype, "category")
        with mock.patch.object(pd, "read_parquet", parquet._read_parquet):
            self.assertEqual(pd.read_parquet("t.parquet", columns=["id", "ok"]).shape, (5_000, 2))

    def test_what_fits_becomes_a_dataframe(self) -> None:
        self.hand_in(1024**3)
        told = self.open("t.parquet")["files"][0]["tables"][0]
        self.assertEqual((told["rows"], "pieces" in told, str(reading.tables["t"]["ok"].dtype)), (5_000, False, "boolean"))

    def test_half_of_it_is_dropped_with_the_reason(self) -> None:
        kept, dropped = [], []
        with mock.patch.object(host, "shelve", lambda data: kept.append(data) or f"/nowhere/{len(kept)}"), mock.patch.object(host, "unshelve", dropped.append):
            parquet.piece("t.parquet", self.columns(0, False), 1_000, 5_000)
            parquet.failed("t.parquet", "the rest is missing")
        self.assertEqual((len(kept), dropped), (1, ["/nowhere/1"]))
        self.write("t.parquet", b"PAR1 decoded elsewhere PAR1")
        self.assertIn("the rest is missing", self.reason(self.open("t.parquet")))
