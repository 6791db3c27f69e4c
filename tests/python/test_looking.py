import json
import unittest

from running import fresh, go
from sandpiper import kernel, looking, namespace, tables


def shown(code):
    return go(code)["artifacts"][0]["id"]


def page(identity, filters, sort=None, count=20):
    return tables.page({"id": identity, "start": 0, "count": count, "sort": sort, "filters": filters})


def text(column, wanted):
    return {"type": "text", "column": column, "text": wanted}


def span(column, low, high):
    return {"type": "range", "column": column, "from": low, "to": high}


class Filters(unittest.TestCase):
    def setUp(self):
        fresh()
        go("import pandas as pd, numpy as np")
        self.id = shown("table(pd.DataFrame({'name': ['Ann', 'bob', None, 'Ann (2)'], 'n': [1, 2, np.nan, 10], 'day': pd.to_datetime(['2024-01-01', '2024-02-01', None, '2025-01-01'])}))")

    def names(self, *filters, sort=None):
        made = page(self.id, list(filters), sort)
        self.assertEqual(made["totalRows"], len(made["rows"]))
        return [row[0] for row in made["rows"]]

    def test_text_is_found_in_any_case_and_taken_word_for_word(self):
        self.assertEqual(self.names(text(0, "ANN")), ["Ann", "Ann (2)"])
        self.assertEqual(self.names(text(0, "(2)")), ["Ann (2)"])
        self.assertEqual(self.names(text(0, ".*")), [])

    def test_text_is_found_in_numbers_as_they_are_shown(self):
        self.assertEqual(self.names(text(1, "1")), ["Ann", "Ann (2)"])
        self.assertEqual(self.names(text(2, "2024-0")), ["Ann", "bob"])

    def test_a_range_reads_its_ends_as_the_column_does(self):
        self.assertEqual(self.names(span(1, "2", "10")), ["bob", "Ann (2)"])
        self.assertEqual(self.names(span(2, "2024-02-01", None)), ["bob", "Ann (2)"])
        self.assertEqual(self.names(span(0, "b", "c")), ["bob"])
        self.assertEqual(self.names(span(1, "many", None)), [])

    def test_tokens_are_whole_values(self):
        self.assertEqual(self.names({"type": "tokens", "column": 0, "tokens": ["Ann", "nobody"]}), ["Ann"])

    def test_empty_and_filled(self):
        self.assertEqual(self.names({"type": "empty", "column": 1, "empty": True}), [None])
        self.assertEqual(self.names({"type": "empty", "column": 1, "empty": False}), ["Ann", "bob", "Ann (2)"])

    def test_filters_hold_together_and_with_an_order(self):
        order = {"column": 1, "descending": True}
        self.assertEqual(self.names(text(0, "a"), span(1, "1", None), sort=order), ["Ann (2)", "Ann"])
        self.assertEqual(self.names(sort=order), ["Ann (2)", "bob", "Ann", None])

    def test_a_column_that_is_not_there_filters_nothing(self):
        self.assertEqual(len(self.names(text(9, "x"))), 4)


class Facts(unittest.TestCase):
    def setUp(self):
        fresh()
        go("import pandas as pd, numpy as np")

    def facts(self, code, column=0, filters=()):
        return json.loads(kernel.column(json.dumps({"id": shown(code), "column": column, "filters": list(filters)})))

    def test_numbers(self):
        seen = self.facts("table(pd.DataFrame({'a': [1, 2, 2, 5, np.nan]}))")
        self.assertEqual((seen["rows"], seen["missing"], seen["distinct"]), (5, 1, 3))
        self.assertEqual((seen["min"], seen["max"], seen["mean"], seen["median"]), (1, 5, 2.5, 2))
        self.assertAlmostEqual(seen["std"], 1.7320508)
        self.assertEqual(seen["top"][0], [2, 2])
        self.assertEqual((len(seen["bins"]), sum(one["count"] for one in seen["bins"])), (20, 4))

    def test_over_the_rows_that_pass(self):
        seen = self.facts("table(pd.DataFrame({'a': list('xyx'), 'b': [1, 2, 30]}))", 1, [text(0, "x")])
        self.assertEqual((seen["rows"], seen["min"], seen["max"]), (2, 1, 30))

    def test_words_dates_lists_nothing_and_infinity(self):
        code = "table(pd.DataFrame({'w': ['a', 'b', 'a'], 'd': pd.to_datetime(['2024-01-01', None, '2024-03-01']), 'l': [[1], [1], None], 'n': [None] * 3}))"
        self.assertEqual(self.facts(code)["top"], [["a", 2], ["b", 1]])
        self.assertEqual((self.facts(code, 1)["min"], self.facts(code, 1)["max"]), ("2024-01-01", "2024-03-01"))
        self.assertEqual(self.facts(code, 2)["distinct"], 1)
        self.assertEqual((self.facts(code, 3)["missing"], self.facts(code, 3)["top"]), (3, []))
        endless = self.facts("table(pd.DataFrame({'i': [1, np.inf, -np.inf]}))")
        self.assertEqual((endless["mean"], endless["bins"]), (None, []))

    def test_a_table_that_is_gone_has_none(self):
        self.assertIsNone(looking.column_facts({"id": "gone", "column": 0, "filters": []}))


class Variables(unittest.TestCase):
    def setUp(self):
        fresh()
        go("import pandas as pd, numpy as np")

    def test_a_variable_is_opened_as_it_is_now_with_its_rows_paged(self):
        go("sales = pd.DataFrame({'a': range(300)}, index=pd.Index(range(300), name='k'))")
        head = json.loads(kernel.open_table("sales"))
        self.assertEqual((head["title"], head["totalRows"], [one["name"] for one in head["columns"]]), ("sales", 300, ["k", "a"]))
        self.assertEqual(tables.page({"id": head["id"], "start": 299, "count": 5, "sort": None})["rows"], [[299, 299]])
        go("sales.loc[0, 'a'] = -1")
        self.assertEqual(tables.page({"id": head["id"], "start": 0, "count": 1, "sort": None})["rows"], [[0, 0]])

    def test_only_tables_are_opened_and_only_the_latest_few_stay(self):
        go("number = 1\nseries = pd.Series([1, 2], name='s')")
        self.assertEqual((kernel.open_table("number"), kernel.open_table("no such")), ("null", "null"))
        ids = [json.loads(kernel.open_table("series"))["id"] for _ in range(6)]
        self.assertEqual([one in tables.kept for one in ids], [False, False, True, True, True, True])

    def test_each_variable_says_what_is_in_it_at_little_cost(self):
        go("df = pd.DataFrame({'city': ['Oslo'] * 1000, 'n': range(1000)})\nmany = list(range(10**6))\nwords = {'a': 'x' * 10**6}\nclass Odd:\n    def __repr__(self):\n        raise ValueError\nodd = Odd()")
        seen = {one["name"]: one for one in namespace.variables()}
        self.assertEqual((seen["df"]["preview"], seen["df"]["table"]), ("city: str, n: int64", True))
        self.assertGreater(seen["df"]["bytes"], 1000 * 30)
        self.assertEqual(seen["many"]["preview"], "[0, 1, 2, 3, 4, 5, 6, 7, ...]")
        self.assertLess(len(seen["words"]["preview"]), 400)
        self.assertIn("Odd", seen["odd"]["preview"])
