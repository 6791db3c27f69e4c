"""The analysis helpers against values computed by hand, by the standard library or by scipy."""

import statistics
import unittest

import numpy as np
import pandas as pd

from sandpiper import analysis
from sandpiper.analysis import chance
from sandpiper.analysis.numbers import number, percent, safe


def sales(n=700, end="2024-11-20"):
    rng = np.random.default_rng(1)
    frame = pd.DataFrame({"date": pd.date_range("2023-01-01", end, n), "region": rng.choice(["North", "South"], n), "amount": rng.normal(100, 10, n).round(2), "pieces": rng.integers(1, 30, n)})
    return frame.assign(amount=frame["amount"] + 20 * (frame["region"] == "North"))


class Numbers(unittest.TestCase):
    def test_are_written_for_people(self):
        told = [number(v) for v in (1_234_567, 12_345.6, 1234.5, 12.5, 0.012345, 3.0, float("nan"), None, -2_000_000)]
        self.assertEqual(told, ["1.23 M", "12,346", "1,234.5", "12.50", "0.0123", "3", "n/a", "n/a", "-2.00 M"])
        self.assertEqual(percent(0.1234), "12.3 %")

    def test_values_of_the_data_carry_no_markdown(self):
        self.assertEqual(safe("a*b\n[x](y)"), r"a\*b \[x\](y)")


class Groups(unittest.TestCase):
    def test_sum_to_what_the_rows_sum_to(self):
        frame = sales()
        result = analysis.by_group(frame, "region", "amount", how="sum")
        self.assertAlmostEqual(result.table["total amount"].sum(), frame["amount"].sum())
        self.assertAlmostEqual(result.table["share"].sum(), 1)
        self.assertEqual(result.facts["first"], "North")

    def test_put_missing_names_last_and_say_so(self):
        frame = pd.DataFrame({"g": ["a", None, None, "b"], "v": [1, 50, 50, 2]})
        result = analysis.by_group(frame, "g", "v")
        self.assertEqual(result.table["g"].iloc[-1], "(missing)")
        self.assertEqual(result.facts["first"], "b")
        self.assertIn("2 rows without g", result.caveats[0])

    def test_join_spellings_that_differ_in_capitals(self):
        result = analysis.by_group(pd.DataFrame({"g": ["Web", "Web", "web", "Shop"]}), "g")
        self.assertEqual(dict(zip(result.table["g"], result.table["share"])), {"Web": 0.75, "Shop": 0.25})

    def test_name_the_nearest_column(self):
        with self.assertRaisesRegex(KeyError, "nearest: \\['region'"):
            analysis.by_group(sales(), "regoin")

    def test_refuse_an_empty_selection(self):
        with self.assertRaisesRegex(ValueError, "no rows are left"):
            analysis.by_group(sales().head(0), "region")


class Time(unittest.TestCase):
    def test_an_unfinished_last_month_is_set_apart(self):
        result = analysis.trend(sales(), "date", "amount", freq="month")
        self.assertEqual(result.facts["last_period"], "2024-10")
        self.assertIn("2024-11, is not complete", " ".join(result.caveats))

    def test_a_finished_one_is_not(self):
        result = analysis.trend(sales(end="2024-10-31"), "date", "amount", freq="month")
        self.assertEqual(result.facts["last_period"], "2024-10")
        self.assertFalse(any("not complete" in c for c in result.caveats))

    def test_months_without_rows_count_as_zero(self):
        frame = pd.DataFrame({"d": pd.to_datetime(["2024-01-31", "2024-02-29", "2024-05-31"])})
        self.assertEqual(analysis.trend(frame, "d", freq="month").table["number of rows"].tolist(), [1, 1, 0, 0, 1])

    def test_years_are_compared_over_the_same_days(self):
        frame = pd.DataFrame({"d": pd.date_range("2023-01-01", "2024-06-30"), "v": 1.0})
        result = analysis.compare_periods(frame, "d", "v", old=("2023-01-01", "2023-12-31"), new=("2024-01-01", "2024-12-31"))
        self.assertEqual((result.facts["old"], result.facts["new"]), (181, 182))
        self.assertIn("not over in the data", result.caveats[0])

    def test_a_change_is_laid_to_the_group_that_moved(self):
        frame = pd.DataFrame({"d": pd.to_datetime(["2024-01-15"] * 4 + ["2024-02-28"] * 4), "g": list("aabb") * 2, "v": [10, 10, 10, 10, 10, 10, 2, 2]})
        result = analysis.explain_change(frame, "d", "v", new=("2024-02-01", "2024-02-29"), columns=["g"])
        self.assertEqual((result.facts["group"], result.facts["group_difference"], result.facts["difference"]), ("b", -16, -16))

    def test_a_forecast_finds_the_season_and_tells_its_error(self):
        months = pd.date_range("2020-01-01", periods=60, freq="MS")
        season = np.tile([10, 12, 15, 20, 25, 30, 32, 31, 24, 18, 13, 11], 5)
        result = analysis.forecast(pd.DataFrame({"d": months, "v": season * 10.0}), "d", "v", horizon=3, freq="month")
        np.testing.assert_allclose(result.table["forecast"], [100, 120, 150], rtol=0.05)
        self.assertLess(result.facts["mae"], result.facts["naive_mae"])

    def test_a_forecast_of_too_little_is_refused(self):
        with self.assertRaisesRegex(ValueError, "at least"):
            analysis.forecast(sales(40, "2023-04-30"), "date", "amount", freq="quarter")

    def test_gaps_are_found_where_they_are(self):
        moments = pd.date_range("2024-01-01", periods=100, freq="h").delete(range(40, 50))
        result = analysis.gaps(pd.DataFrame({"t": moments}), "t")
        self.assertEqual((result.facts["gaps"], result.facts["longest_hours"], result.facts["missing"]), (1, 11, 10))


class Chance(unittest.TestCase):
    def test_agrees_with_scipy(self):
        from scipy import stats

        rng = np.random.default_rng(0)
        a, b, c = (pd.Series(rng.normal(i * 0.3, 1 + i * 0.3, 20 + 15 * i)).round(1) for i in range(3))
        pairs = [
            (chance.welch(a, b), stats.ttest_ind(a, b, equal_var=False).pvalue), (chance.mann_whitney(a, b), stats.mannwhitneyu(a, b, method="asymptotic").pvalue),
            (chance.anova([a, b, c]), stats.f_oneway(a, b, c).pvalue), (chance.kruskal([a, b, c]), stats.kruskal(a, b, c).pvalue),
            (chance.fisher(np.array([[8, 2], [1, 5]])), stats.fisher_exact([[8, 2], [1, 5]]).pvalue),
            (chance.chi_square(np.array([[30, 12], [11, 25]]))[1], stats.chi2_contingency([[30, 12], [11, 25]], correction=False).pvalue), (chance.p_t(2.5, 1000), 2 * stats.t.sf(2.5, 1000)),
        ]
        for ours, theirs in pairs:
            self.assertAlmostEqual(ours, float(theirs), 9)

    def test_a_difference_that_is_there_is_found_and_sized(self):
        result = analysis.difference(sales(), "amount", "region")
        self.assertTrue(result.facts["significant"])
        self.assertEqual(result.facts["high"], "North")
        self.assertGreater(result.facts["effect"], 0.8)

    def test_noise_is_called_noise(self):
        self.assertTrue(analysis.difference(sales(), "pieces", "region").finding.startswith("There is no clear difference"))

    def test_correlation_is_that_of_ranks(self):
        frame = pd.DataFrame({"a": range(1, 40), "b": [x**3 for x in range(1, 40)]})
        self.assertAlmostEqual(analysis.correlation(frame, "a", "b").facts["r"], 1)

    def test_the_driver_that_was_put_in_comes_out_first(self):
        result = analysis.drivers(sales(), "amount")
        self.assertEqual(result.facts["first"], "region")
        self.assertAlmostEqual(result.facts["score"], 0.5, delta=0.12)

    def test_clusters_that_are_apart_are_found(self):
        rng = np.random.default_rng(2)
        frame = pd.DataFrame({"x": np.r_[rng.normal(0, 1, 60), rng.normal(20, 1, 40)], "y": np.r_[rng.normal(0, 1, 60), rng.normal(-9, 1, 40)]})
        result = analysis.clusters(frame)
        self.assertEqual((result.facts["k"], result.facts["sizes"]), (2, [60, 40]))


class Tables(unittest.TestCase):
    def test_a_join_tells_what_it_lost_and_doubled(self):
        left = pd.DataFrame({"k": [1, 2, 3, None], "v": [1, 2, 3, 4]})
        right = pd.DataFrame({"id": ["1", "1", "9"], "v": [7, 8, 9]})
        result = analysis.join_tables(left, right, "k", "id", names=("left", "right"))
        self.assertEqual((result.facts["left_lost"], result.facts["right_lost"], result.facts["added"]), (3, 1, 1))
        self.assertEqual(list(result.table.columns), ["k", "v", "id", "v_right"])

    def test_cleaning_lists_each_change_and_fills_nothing_in(self):
        frame = pd.DataFrame({"a": [" x", "X", "X", "", "X"], "b": [1, 2, 2, None, 2]})
        result = analysis.clean(frame)
        self.assertEqual(result.data["a"].dropna().unique().tolist(), ["X"])
        self.assertEqual((len(result.data), result.facts["repeats"], result.facts["empty_rows"]), (2, 2, 1))
        self.assertEqual(len(frame), 5)

    def test_outliers_are_judged_against_their_surroundings(self):
        drift = np.linspace(0, 100, 400)
        rng = np.random.default_rng(3)
        frame = pd.DataFrame({"t": pd.date_range("2024-01-01", periods=400, freq="h"), "v": drift + rng.normal(0, 0.5, 400)})
        frame.loc[200, "v"] += 25
        result = analysis.outliers(frame, "v", time="t")
        self.assertEqual(result.facts["outliers"], 1)

    def test_a_selection_that_fits_nothing_names_what_there_is(self):
        with self.assertRaisesRegex(ValueError, "nearest: \\['North'"):
            analysis.only(sales(), "region", ["Nort"])

    def test_selections_take_days_and_yes_no_as_people_mean_them(self):
        frame = pd.DataFrame({"d": pd.to_datetime(["2024-01-31 23:00", "2024-02-01 00:00"]), "ok": ["yes", "no"]})
        self.assertEqual(len(analysis.during(frame, "d", "2024-01-01", "2024-01-31")), 1)
        self.assertEqual(len(analysis.only(frame, "ok", [True])), 1)

    def test_words_are_counted_by_text(self):
        result = analysis.terms(pd.DataFrame({"c": ["late late late", "late and rude", None]}), "c")
        self.assertEqual((result.facts["first"], result.facts["first_rows"]), ("late", 2))

    def test_a_median_is_the_median(self):
        frame = sales()
        self.assertAlmostEqual(analysis.total(frame, "amount", how="median").facts["value"], statistics.median(frame["amount"]))


class Charts(unittest.TestCase):
    def test_every_result_that_can_be_drawn_draws(self):
        frame = sales()
        results = [analysis.by_group(frame, "region", "amount"), analysis.trend(frame, "date", "amount", by="region"), analysis.distribution(frame, "amount"), analysis.correlation(frame, "amount", "pieces"), analysis.difference(frame, "amount", "region"), analysis.forecast(frame, "date", "amount")]
        for result in results:
            for kind in (None, "bar", "pie", "line"):
                axes = result.chart(kind).axes[0]
                self.assertTrue(axes.has_data() or axes.patches)

    def test_dollar_signs_in_names_start_no_formula(self):
        frame = pd.DataFrame({"$a$ \\frac{": ["$x$", "y$"], "v": [1, 2]})
        analysis.by_group(frame, "$a$ \\frac{", "v").chart().canvas.draw()
