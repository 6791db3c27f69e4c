import unittest

from running import fresh, go, kinds
from sandpiper import tables


def cells(code):
    return go(code)["artifacts"][0]["rows"]


class Tables(unittest.TestCase):
    def setUp(self):
        fresh()
        go("import pandas as pd, numpy as np, datetime, decimal")

    def test_a_dataframe_as_last_expression_is_a_table_named_after_its_variable(self):
        made = go("sales = pd.DataFrame({'a': range(10), 'b': list('abcdefghij')})\nsales")["artifacts"][0]
        self.assertEqual((made["kind"], made["title"], made["totalRows"], made["totalColumns"]), ("table", "sales", 10, 2))
        self.assertEqual(made["columns"], [{"name": "a", "dtype": "int64"}, {"name": "b", "dtype": "str"}])
        self.assertEqual(made["rows"], [[0, "a"], [1, "b"], [2, "c"]])

    def test_shown_and_then_named_last_it_is_shown_once(self):
        self.assertEqual(kinds(go("df = pd.DataFrame({'a': [1]})\nshow(df)\ndf")), ["table"])

    def test_missing_values_are_null_whatever_their_kind(self):
        self.assertEqual(cells("pd.DataFrame({'a': [np.nan], 'b': [pd.NaT], 'c': [None], 'd': pd.array([pd.NA], dtype='Int64')})"), [[None] * 4])

    def test_numbers_stay_exact_or_become_text(self):
        self.assertEqual(cells("pd.DataFrame({'a': [2**60], 'b': [np.inf], 'c': [decimal.Decimal('1.10')], 'd': [True]})"), [[str(2**60), "inf", "1.10", True]])

    def test_moments_read_as_people_write_them(self):
        rows = cells("pd.DataFrame({'d': pd.to_datetime(['2024-03-01']), 't': pd.to_datetime(['2024-03-01 10:30']), 'p': pd.PeriodIndex(['2024-03'], freq='M')})")
        self.assertEqual(rows, [["2024-03-01", "2024-03-01 10:30:00", "2024-03"]])

    def test_an_index_that_says_something_becomes_columns(self):
        made = go("pd.DataFrame({'g': ['x', 'x', 'y'], 'v': [1, 2, 3]}).groupby('g').agg(['sum', 'mean'])")["artifacts"][0]
        self.assertEqual([column["name"] for column in made["columns"]], ["g", "v / sum", "v / mean"])
        self.assertEqual(made["rows"], [["x", 3, 1.5], ["y", 3, 3]])

    def test_a_series_is_a_table_of_its_index_and_values(self):
        self.assertEqual(cells("pd.Series([3, 1], index=['x', 'y'], name='n')"), [["x", 3], ["y", 1]])

    def test_more_columns_than_the_limit_are_cut_with_a_note(self):
        seen = go("pd.DataFrame([range(9)])")
        self.assertEqual((len(seen["artifacts"][0]["columns"]), seen["artifacts"][0]["totalColumns"]), (4, 9))
        self.assertIn("shows 4 of 9 columns", seen["notes"][0])

    def test_columns_of_the_same_name_are_all_shown(self):
        self.assertEqual(cells("pd.DataFrame([[1, 2]], columns=['a', 'a'])"), [[1, 2]])

    def test_hostile_cells_become_text(self):
        rows = cells("class Bad:\n    def __str__(self): raise ValueError\n    __repr__ = __str__\npd.DataFrame({'a': [Bad()], 'b': [[1, 2]], 'c': ['x' * 10_000]})")
        self.assertIn("cannot be shown", rows[0][0])
        self.assertEqual(rows[0][1], "[1, 2]")
        self.assertLess(len(rows[0][2]), 2_100)

    def test_pages_come_in_the_order_asked_for(self):
        made = go("pd.DataFrame({'a': [3, 1, None, 2], 'b': ['x', 3, 'y', None]})")["artifacts"][0]
        page = lambda **more: tables.page({"id": made["id"], "start": 0, "count": 10, "sort": None, **more})
        self.assertEqual([row[0] for row in page(start=1, count=2)["rows"]], [1, None])
        self.assertEqual([row[0] for row in page(sort={"column": 0, "descending": False})["rows"]], [1, 2, 3, None])
        self.assertEqual([row[0] for row in page(sort={"column": 0, "descending": True})["rows"]], [3, 2, 1, None])
        self.assertEqual(len(page(sort={"column": 1, "descending": True})["rows"]), 4)

    def test_a_page_shows_the_table_as_it_was_when_shown(self):
        made = go("df = pd.DataFrame({'a': [1, 2]})\nshow(df)")["artifacts"][0]
        go("df.loc[0, 'a'] = 99")
        self.assertEqual(tables.page({"id": made["id"], "start": 0, "count": 1, "sort": None})["rows"], [[1]])

    def test_a_table_of_another_kernel_is_unknown(self):
        self.assertIsNone(tables.page({"id": "00000000-1", "start": 0, "count": 1, "sort": None}))
