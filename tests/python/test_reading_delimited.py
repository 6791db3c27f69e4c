"""What the delimited reader tells, and the fast way against the careful one."""

import random

import numpy as np
import pandas as pd

from reading_case import ReadingCase
from sandpiper import reading
from sandpiper.reading import fast
from sandpiper.reading import scan as scanning
from sandpiper.reading.delimited import read as read_slowly


class Telling(ReadingCase):
    def table(self, content: bytes | str) -> dict:
        return self.read("t.csv", content)["files"][0]["tables"][0]

    def test_each_line_left_out_is_told_with_its_number_reason_and_text(self) -> None:
        told = self.table("Report\n\nid,name,n\n1,a,5\n2,b,6\nid,name,n\n3,c,7\nTotal,,18\nSource: us\n")
        self.assertEqual(told["rows"], 3)
        self.assertEqual([(odd["line"], odd["reason"]) for odd in told["oddLines"]], [
            (1, "before the header"), (6, "header repeated"), (8, "total row"), (9, "after the end of the table"),
        ])
        self.assertEqual(told["oddLines"][3]["text"], "Source: us")

    def test_the_list_of_odd_lines_is_capped_and_the_count_is_not(self) -> None:
        told = self.table("a,b,c\n" + "1,2,3\n4,5\n" * 400)
        self.assertEqual((told["rows"], told["oddLineCount"]), (800, 400))
        self.assertLessEqual(len(told["oddLines"]), 50)

    def test_a_value_called_total_among_others_stays(self) -> None:
        self.table("sex,year,n\n" + "".join(f"{s},{y},{n}\n" for y in (2020, 2021, 2022) for s, n in (("Total", 9), ("Male", 4), ("Female", 5))))
        self.assertEqual(len(reading.tables["t"]), 9)

    def test_a_firm_that_is_called_total_is_no_total(self) -> None:
        self.table("firm,country,staff\nShell,UK,86000\nEni,IT,31000\nTotal Energies,FR,101000\n")
        self.assertEqual(len(reading.tables["t"]), 3)

    def test_words_among_numbers_are_told_and_not_lost_where_they_are_many(self) -> None:
        told = self.table("n\n" + "".join(f"{i}\n" for i in range(60)) + "tbd\n")
        self.assertIn("'tbd'", told["columns"][0]["note"])
        self.table("n\n" + "1\n" * 20 + "apple\npear\nplum\nfig\n")
        self.assertEqual(str(reading.tables["t"]["n"].dtype), "str")

    def test_the_order_of_day_and_month_is_decided_over_the_column(self) -> None:
        self.table("d\n01/02/2024\n03/04/2024\n25/12/2024\n")
        self.assertEqual(reading.tables["t"]["d"].iloc[0], pd.Timestamp("2024-02-01"))
        self.table("d\n01/02/2024\n03/04/2024\n12/25/2024\n")
        self.assertEqual(reading.tables["t"]["d"].iloc[0], pd.Timestamp("2024-01-02"))

    def test_codes_keep_their_zeros_and_long_digits_their_last_ones(self) -> None:
        self.table("zip,card,n\n01234,12345678901234567890,1\n99999,12345678901234567891,2\n")
        self.assertEqual(list(reading.tables["t"].iloc[0, :2]), ["01234", "12345678901234567890"])


def _large(rows: int, rng: random.Random) -> list[str]:
    return [f"{i},2024-{i % 12 + 1:02d}-{i % 28 + 1:02d},{rng.choice(['north', 'south'])},{rng.uniform(0, 99):.2f},{rng.randrange(10**6):06d},\"note {i % 9}, ok\"" for i in range(rows)]


class Fast(ReadingCase):
    header = "id,day,region,amount,code,remark"

    def both(self, lines: list[str]) -> tuple[pd.DataFrame, pd.DataFrame, dict]:
        content = ("\n".join(lines) + "\n").encode()
        self.assertGreater(len(content), fast.LEAST)
        told = self.read("big.csv", content)["files"][0]["tables"][0]
        return reading.tables["big"], read_slowly("big.csv", content).tables[0].frame, told

    def test_it_agrees_with_the_careful_way_cell_for_cell(self) -> None:
        quick, careful, told = self.both([self.header, *_large(9000, random.Random(1))])
        pd.testing.assert_frame_equal(quick, careful)
        self.assertEqual((told["rows"], told["oddLineCount"]), (9000, 0))

    def test_irregular_lines_in_a_large_file_are_mended_or_left_out_and_told(self) -> None:
        lines = ["Export of 2024", "", self.header, *_large(9000, random.Random(2))]
        lines[5000] += ",stray"
        lines[6000] = "only one"
        lines[7000] = self.header
        lines[8000] = ",".join(lines[8000].split(",")[:3])
        quick, _, told = self.both([*lines, "Total,,,,,", "Source: register"])
        self.assertEqual((len(quick), told["rows"]), (8998, 8998))
        self.assertEqual(sorted(odd["line"] for odd in told["oddLines"]), [1, 5001, 6001, 7001, 8001, 9004, 9005])

    def test_a_quote_that_never_closes_does_not_swallow_the_rest(self) -> None:
        lines = [self.header, *_large(9000, random.Random(3))]
        lines[4000] = '1,2024-01-01,"north,1.5,000001,x'
        quick, careful, told = self.both(lines)
        self.assertEqual((len(quick), len(careful), told["oddLineCount"]), (9000, 9000, 1))

    def test_zeros_that_lead_only_far_down_still_make_a_code(self) -> None:
        rows = [f"{i},{10000 + i},x{i % 5},some more text to fill the line" for i in range(9000)]
        rows[8000] = "8000,00042,x1,some more text to fill the line"
        self.read("big.csv", "\n".join(["id,plot,kind,remark", *rows]))
        self.assertEqual(reading.tables["big"]["plot"].iloc[8000], "00042")

    def test_zeros_that_lead_within_quotes_far_down_make_a_code_too(self) -> None:
        rows = [f'{i},"{10000 + i}",x{i % 5},"some more text, to fill the line"' for i in range(9000)]
        rows[8000] = '8000,"00042",x1,"0,1"'
        self.read("big.csv", "\n".join(["id,plot,kind,remark", *rows]))
        self.assertEqual(reading.tables["big"]["plot"].iloc[8000], "00042")

    def test_digits_that_a_number_could_not_keep_stay_text_however_far_down(self) -> None:
        rows = [f"{i},{10000 + i},{i}.5,some more text to fill the line" for i in range(9000)]
        rows[8000] = "8000,98765432109876543,1.5e20,some more text to fill the line"
        self.read("big.csv", "\n".join(["id,units,size,remark", *rows]))
        table = reading.tables["big"]
        self.assertEqual((table["units"].iloc[8000], table["size"].iloc[8000]), ("98765432109876543", 1.5e20))
        self.assertEqual(table["units"].iloc[0], "10000")

    def test_codes_are_found_in_their_columns_wherever_a_piece_of_the_text_ends(self) -> None:
        random_ = random.Random(6)
        cells = lambda column: random_.choice(["7", "12", "0", "0.5", "", "x0"] + (["007"] if column in (0, 3, 5) else []))
        text = "".join(",".join(cells(column) for column in range(6)) + "\n" for _ in range(400)).encode()
        data = np.frombuffer(text, dtype=np.uint8)
        before = scanning.PIECE
        try:
            for scanning.PIECE in (7, 64, 1000, len(data)):
                self.assertEqual(scanning.scan(data, ord(","), None, 6).codes, {0, 3, 5})
        finally:
            scanning.PIECE = before

    def test_a_file_over_the_budget_that_cannot_be_cut_into_pieces_is_cut_at_a_line_and_that_is_told(self) -> None:
        opened = self.read("big.csv", "\n".join([self.header, *_large(9000, random.Random(4))]).encode("utf-16-le"), text_bytes=800_001)
        self.assertIn("were read", self.reason(opened))
        self.assertGreater(opened["files"][0]["tables"][0]["rows"], 4000)

    def agrees_where_it_changes(self, late: list[str], ending: str = "") -> pd.Series:
        """A column of numbers that is something else near the end, after what the parser takes in one go: of 66 columns 8,192 lines."""
        rest = ",".join(["x"] * 64)
        rows = [f"{i},{i * 7 % 1000}{ending},{rest}" for i in range(9_600)]
        for place, cell in enumerate(late):
            rows[9_000 + place] = f"{9_000 + place},{cell},{rest}"
        quick, careful, _ = self.both([",".join(["id", "count", *(f"kind{n}" for n in range(64))]), *rows])
        pd.testing.assert_frame_equal(quick, careful)
        return quick["count"]

    def test_numbers_that_get_decimals_or_gaps_far_down_are_one_kind_of_number(self) -> None:
        counts = self.agrees_where_it_changes(["1.5", "", "2"])
        self.assertEqual(counts.iloc[9_000], 1.5)
        self.assertTrue(pd.isna(counts.iloc[9_001]))

    def test_a_column_with_much_text_far_down_is_text_throughout(self) -> None:
        counts = self.agrees_where_it_changes([f"none of {n}" for n in range(500)] + ["1.50"], ending=".50")
        self.assertEqual([counts.iloc[at] for at in (0, 1, 9_000, 9_500)], ["0.50", "7.50", "none of 0", "1.50"])

    def test_truth_far_down_in_a_column_of_numbers_changes_no_number(self) -> None:
        self.agrees_where_it_changes(["True"] * 500)
