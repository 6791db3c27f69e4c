import json
import unittest

from running import fresh, go

DATA = """import pandas as pd
sales = pd.DataFrame({"region": ["N", "N", "S", "W", "S"], "amount": [10, 35, 20, 8, 5.5], "units": [1, 2, 3, 4, 5]})"""


def route(codes, number):
    seen = go(f"from sandpiper.second import second_route\nsecond_route({codes!r}, {number!r})")
    return json.loads(seen["stdout"]) if seen["status"] == "ok" else seen


class SecondRoute(unittest.TestCase):
    def setUp(self):
        fresh()
        go(DATA)

    def test_sums_of_groups_are_made_by_sqlite_and_agree(self):
        made = route(['totals = sales.groupby("region")["amount"].sum()\nfinal_answer(f"{totals.index[0]} has {totals.iloc[0]:,.2f} of {totals.sum():,.2f}.")'], "45.00")
        self.assertEqual((made["status"], made["first"], made["second"]), ("compared", "45.00", "45.00"))
        self.assertIn({"what": "sum", "how": "SELECT SUM(v) GROUP BY", "times": 1}, made["used"])

    def test_what_is_made_of_an_aggregate_is_checked_with_it(self):
        made = route(['share = sales.loc[sales.region == "N", "amount"].sum() / sales["amount"].sum() * 100\nfinal_answer(f"N has {share:.1f} %.")'], "57.3")
        self.assertEqual((made["status"], made["second"]), ("compared", "57.3"))

    def test_steps_before_are_run_as_well(self):
        made = route(['top = sales.groupby("region").agg(total=("amount", "sum"), n=("units", "count"))', 'final_answer(f"{top.total.max():.1f} in {top.n.max()} rows")'], "45.0")
        self.assertEqual((made["status"], made["second"]), ("compared", "45.0"))

    def test_sql_is_made_by_pandas(self):
        made = route(['found = sql("SELECT region, SUM(amount) AS total FROM sales WHERE units < 5 GROUP BY region ORDER BY total DESC LIMIT 2")\nfinal_answer(f"{found.region[0]}: {found.total[0]:.0f}")'], "45")
        self.assertEqual((made["status"], made["second"], made["used"][0]["how"]), ("compared", "45", "pandas"))

    def test_figures_of_our_own_analyses_are_made_anew_too(self):
        code = 'from sandpiper.analysis import by_group, total\nr = by_group(sales, "region", "amount", how="sum")\nt = total(sales, "amount", how="mean")\nfinal_answer(r.finding, evidence=[*r.evidence, t.finding])'
        told = go(code)["answer"]
        for number in ("45", "15.70"):
            self.assertIn(number, " ".join([told["finding"], *told["evidence"]]))
            made = route([code], number)
            self.assertEqual((made["status"], made.get("second")), ("compared", number), told)

    def test_a_figure_that_rests_on_no_aggregate_has_no_second_route(self):
        self.assertEqual(route(['final_answer(f"{len(sales)} rows, {sales.amount.sum():.1f} in all")'], "5")["why"], "uncovered")

    def test_a_figure_that_no_longer_comes_out_is_said_to_have_changed(self):
        code = 'final_answer(f"{sales.amount.sum():.1f} in all")'
        go("sales = sales.head(2)")
        self.assertEqual(route([code], "78.5")["why"], "changed")

    def test_a_wrong_pandas_is_found_out(self):
        go("old = pd.Series.sum\npd.Series.sum = lambda self, *a, **k: old(self, *a, **k) + 1")
        made = route(['final_answer(f"{sales.amount.sum():.1f}")'], "79.5")
        go("pd.Series.sum = old")
        self.assertEqual((made["first"], made["second"]), ("79.5", "78.5"))

    def test_a_script_that_the_policy_has_come_to_refuse_is_not_run_again(self):
        rules = {"allowed": ["json", "sandpiper"], "denied": ["base64"], "alternatives": {}}
        seen = go("from sandpiper.second import second_route\nsecond_route(['import base64\\nfinal_answer(\"1\")'], '1')", rules=rules)
        self.assertEqual(seen["status"], "error")
        self.assertIn("base64", seen["error"]["message"])

    def test_variables_files_and_pandas_are_left_as_they_were(self):
        go("before = pd.Series.sum")
        route(['sales["more"] = 1\nimport pathlib\npathlib.Path("x.txt").write_text("x")\nkept = sales.amount.sum()\nfinal_answer(f"{kept:.1f}")'], "78.5")
        self.assertEqual(go('"more" in sales, pd.Series.sum is before, "kept" in globals(), pathlib.Path("x.txt").exists() if "pathlib" in globals() else False')["value"], "(False, True, False, False)")


if __name__ == "__main__":
    unittest.main()
