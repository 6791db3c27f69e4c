import unittest

from running import fresh, go

DATA = """import pandas as pd
sales = pd.DataFrame({"region": ["N", "N", "S", "W", "S"], "amount": [10, 35, 20, 8, 5.5]})"""


class Traceable(unittest.TestCase):
    def setUp(self):
        fresh()
        go(DATA)

    def held(self, code):
        return go(code)["traceable"]

    def test_variables_that_may_stand_for_a_number_come_with_the_way_to_them(self):
        seen = self.held('totals = sales.groupby("region")["amount"].sum()\nmore = {"top": totals.max()}\nfinal_answer(f"{totals.max():.2f} of {totals.sum():.1f}")')
        ways = {tuple(one) for one in seen["values"]}
        self.assertIn(("more['top']", 45), {(way, value) for way, value in ways})
        self.assertIn(("totals", 45.0), ways)

    def test_texts_that_the_script_says_itself_are_told_apart_from_what_it_computes_with(self):
        seen = self.held('limit = 9\nsaid = 99\nbig = sales[sales.amount > limit]\nfinal_answer(f"{len(big)} over {limit}, {said} and 17", evidence=["It is 4,711."])')
        self.assertEqual(seen["parameters"], [9])
        self.assertEqual(set(seen["typed"]), {" and 17", "It is 4,711.", "99"})

    def test_a_name_in_braces_is_filled_in(self):
        seen = go('total = sales.amount.sum()\nfinal_answer("In all {total:,.1f}, {nothing} and {sales}.")')
        self.assertRegex(seen["answer"]["finding"], r"^In all 78\.5, \{nothing\} and ")

    def test_without_an_answer_nothing_is_told(self):
        self.assertNotIn("traceable", go("total = 1"))


if __name__ == "__main__":
    unittest.main()
