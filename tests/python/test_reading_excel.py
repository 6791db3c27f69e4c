"""Workbooks as people make them."""

import datetime
import io

import openpyxl

from reading_case import ReadingCase
from sandpiper import reading


def _book(**sheets: list[list[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return book


class Excel(ReadingCase):
    def book(self, name: str, book: openpyxl.Workbook) -> dict:
        held = io.BytesIO()
        book.save(held)
        return self.read(name, held.getvalue())

    def test_every_sheet_becomes_a_table_and_empty_ones_are_told(self) -> None:
        opened = self.book("Shop 2024.xlsx", _book(Orders=[["id", "n"], [1, 2], [2, 3]], People=[["id", "name"], [1, "Ada"]], Empty=[]))
        self.assertEqual(list(reading.tables), ["shop_2024_orders", "shop_2024_people"])
        self.assertEqual([table["part"] for table in opened["files"][0]["tables"]], ["Orders", "People"])
        self.assertIn("sheet Empty is empty", opened["files"][0]["notes"])
        self.assertEqual(len(reading.load("Shop 2024.xlsx", "People")), 1)

    def test_a_single_sheet_goes_by_the_name_of_the_file(self) -> None:
        self.book("sales.xlsx", _book(Sheet1=[["a", "b"], [1, "x"], [2, "y"]]))
        self.assertEqual(list(reading.tables), ["sales"])

    def test_titles_merged_headers_and_totals_do_not_get_into_the_table(self) -> None:
        book = _book(Report=[["Revenue by region"], [], [None, 2022, None, 2023, None], ["Region", "Q1", "Q2", "Q1", "Q2"],
                             ["North", 1.5, 2, 3, 4], ["South", 1, 2, 3, 4], ["East", 5, 6, 7, 8], ["Total", 7.5, 10, 13, 16], [], ["Source: ledger"]])
        book["Report"].merge_cells("B3:C3")
        book["Report"].merge_cells("D3:E3")
        told = self.book("r.xlsx", book)["files"][0]["tables"][0]
        self.assertEqual([column["name"] for column in told["columns"]], ["Region", "2022 Q1", "2022 Q2", "2023 Q1", "2023 Q2"])
        self.assertEqual((told["rows"], [odd["line"] for odd in told["oddLines"]]), (3, [1, 8, 10]))

    def test_dates_numbers_and_flags_keep_their_types(self) -> None:
        day = datetime.datetime(2024, 1, 31)
        self.book("t.xlsx", _book(S=[["day", "n", "ok", "code"], [day, 1, True, "007"], [None, 2.5, False, "042"], [day, 3, True, "100"]]))
        frame = reading.tables["t"]
        self.assertEqual([str(dtype) for dtype in frame.dtypes], ["datetime64[us]", "float64", "bool", "str"])
        self.assertEqual(list(frame["code"]), ["007", "042", "100"])

    def test_numbers_kept_as_text_become_numbers(self) -> None:
        self.book("t.xlsx", _book(S=[["n", "m"], ["1,234.50", 1], ["2,000.00", 2], [3, 3]]))
        self.assertEqual(list(reading.tables["t"]["n"]), [1234.5, 2000.0, 3.0])

    def test_hidden_sheets_and_tables_away_from_the_corner_are_found(self) -> None:
        book = _book(Shown=[["a", "b"], [1, 2], [3, 4]], Hidden=[[], [], [None, None, "x", "y"], [None, None, 1, "p"], [None, None, 2, "q"]])
        book["Hidden"].sheet_state = "hidden"
        told = self.book("h.xlsx", book)["files"][0]["tables"][1]
        self.assertEqual((told["rows"], len(told["columns"])), (2, 2))
        self.assertIn("hidden sheet", told["notes"])

    def test_a_workbook_that_was_cut_off_is_a_problem(self) -> None:
        held = io.BytesIO()
        _book(S=[["a", "b"], [1, 2]]).save(held)
        self.assertIn("damaged", self.reason(self.read("cut.xlsx", held.getvalue()[:2000])))
