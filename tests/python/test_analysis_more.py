"""Statistics by name, figures for each entity, lines and tests, held against sums written out by hand."""

import math
import os
import sys
import unittest

import pandas as pd

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "eval", "suite"))
from numbers_by_hand import chi_square, deviation, explained, least_squares, mean, quantile, welch

from sandpiper.analysis import (
    apart, beyond, briefing, by_group, clean, correlation, each, gaps, has_match, linear_trend, moving_average, once, part_of_week, period_of, regression, statistics, tested, trend,
)
from sandpiper.analysis.columns import MISSING, as_group, as_label, counted

VALUES = [3.0, 8.0, 1.0, 9.5, 4.0, 7.25, 6.0, 2.0, 11.0, 5.0]


def near(self, a, b):
    self.assertTrue(math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12), (a, b))


class Statistics(unittest.TestCase):
    def test_each_is_what_it_is_called(self):
        facts = statistics(pd.DataFrame({"v": VALUES}), "v", ["std", "var", "p90", "p2.5", "iqr", "range", "median"]).facts
        near(self, facts["std"], deviation(VALUES))
        near(self, facts["var"], deviation(VALUES) ** 2)
        near(self, facts["p90"], quantile(VALUES, 0.9))
        near(self, facts["p2.5"], quantile(VALUES, 0.025))
        near(self, facts["iqr"], quantile(VALUES, 0.75) - quantile(VALUES, 0.25))
        self.assertEqual(facts["range"], 10.0)

    def test_the_confidence_interval_is_student_s(self):
        facts = statistics(pd.DataFrame({"v": VALUES}), "v", ["low95", "high95"]).facts
        away = 2.262157162740992 * deviation(VALUES) / math.sqrt(10)
        self.assertAlmostEqual(facts["high95"], mean(VALUES) + away, places=6)
        self.assertAlmostEqual(facts["low95"], mean(VALUES) - away, places=6)

    def test_by_group_and_in_words(self):
        df = pd.DataFrame({"v": VALUES, "g": list("aabbaabbab")})
        result = statistics(df, "v", ["std"], by="g")
        self.assertEqual(set(result.table["g"]), {"a", "b"})
        self.assertIn("standard deviation", result.finding)
        self.assertIn("93rd percentile", statistics(df, "v", "p93").finding)
        self.assertIn("11th percentile", statistics(df, "v", "p11").finding)

    def test_an_unknown_one_is_refused(self):
        with self.assertRaisesRegex(ValueError, "no statistic 'mood'"):
            statistics(pd.DataFrame({"v": VALUES}), "v", "mood")


class Entities(unittest.TestCase):
    orders = pd.DataFrame({"customer": ["a", "a", "a", "b", "c", "c", None], "amount": [1, 2, 3, 10, 4, 4, 99], "kind": ["x", "y", "y", "x", "x", "x", "z"]})
    customers = pd.DataFrame({"id": ["a", "b", "c", "d"]})

    def test_rows_are_counted_for_each(self):
        self.assertEqual(each(self.orders, "customer", sign=">", than=1).facts["fit"], 2)
        self.assertEqual(each(self.orders, "customer", sign="==", than=1).facts["fit"], 1)
        self.assertAlmostEqual(each(self.orders, "customer").facts["average"], 2.0)

    def test_those_without_any_count_where_they_are_known(self):
        result = each(self.orders, "customer", sign="<", than=2, among=self.customers["id"])
        self.assertEqual((result.facts["fit"], result.facts["entities"]), (2, 4))
        self.assertIn("1.50", each(self.orders, "customer", among=self.customers["id"]).finding)

    def test_sums_and_different_values(self):
        self.assertEqual(each(self.orders, "customer", "amount", sign=">", than=7).facts["fit"], 2)
        self.assertEqual(each(self.orders, "customer", "kind", how="distinct", sign=">", than=1).facts["fit"], 1)

    def test_whole_numbers_and_floats_are_one_key(self):
        orders = pd.DataFrame({"customer": [1.0, 2.0, None]})
        self.assertEqual(each(orders, "customer", among=pd.Series([1, 2, 3])).facts["with_rows"], 2)
        self.assertEqual(has_match(pd.DataFrame({"id": [1, 2, 3]}), orders, "id", "customer").tolist(), [True, True, False])

    def test_a_missing_key_matches_nothing(self):
        self.assertEqual(has_match(self.orders, pd.DataFrame({"id": ["a", None]}), "customer", "id").tolist(), [True] * 3 + [False] * 4)

    def test_once_keeps_the_first_and_those_without_a_key(self):
        df = pd.DataFrame({"k": ["A", "a", "b", None, None], "v": [1, 2, 3, 4, 5]})
        self.assertEqual(once(df, "k")["v"].tolist(), [1, 3, 4, 5])
        self.assertEqual(len(once(pd.DataFrame({"k": [1, 1, 2], "v": [3, 3, 3]}))), 2)


class Lines(unittest.TestCase):
    df = pd.DataFrame({"x": [1.0, 2, 3, 4, 5, 6], "z": [2.0, 1, 4, 3, 6, 7], "y": [2.1, 3.9, 6.2, 7.8, 10.1, 12.2]})

    def test_a_regression_is_least_squares(self):
        x, z, y = (self.df[c].tolist() for c in "xzy")
        by_hand = least_squares([x, z], y)
        facts = regression(self.df, "y", ["x", "z"], at={"x": 7, "z": 5}, tell="predict").facts
        near(self, facts["weights"]["x"], by_hand[1])
        near(self, facts["r2"], explained([x, z], y, by_hand))
        near(self, facts["prediction"], by_hand[0] + 7 * by_hand[1] + 5 * by_hand[2])

    def test_beyond_the_data_is_said(self):
        self.assertTrue(any("outside the data" in doubt for doubt in regression(self.df, "y", ["x"], at={"x": 100}, tell="predict").caveats))

    def test_a_trend_has_its_slope_per_unit(self):
        df = pd.DataFrame({"t": pd.date_range("2024-01-01", periods=30), "v": [2.0 * i + 5 for i in range(30)]})
        near(self, linear_trend(df, "t", "v").facts["slope"], 2.0)
        near(self, linear_trend(df, "t", "v", unit="week").facts["slope"], 14.0)

    def test_a_moving_average_ends_where_it_is_asked_for(self):
        df = pd.DataFrame({"t": pd.date_range("2024-01-01", periods=10), "v": range(10)})
        self.assertEqual(moving_average(df, "t", "v", window=3).facts["value"], 8.0)
        self.assertEqual(moving_average(df, "t", "v", window=3, at="2024-01-05").facts["value"], 3.0)
        self.assertTrue(pd.isna(moving_average(df, "t", "v", window=3).table["moving average"].iloc[1]))


class Named(unittest.TestCase):
    df = pd.DataFrame({"g": ["a"] * 10 + ["b"] * 10, "v": [*VALUES, *[v + 2 for v in VALUES[::-1]]], "yes": [0, 1] * 5 + [1, 1, 1, 0, 1] * 2})

    def test_statistics_of_tests(self):
        a, b = (self.df["v"][self.df["g"] == g].tolist() for g in "ab")
        near(self, tested(self.df, "v", "g", "t").facts["statistic"], abs(welch(b, a)))
        counts = [[sum((self.df["g"] == g) & (self.df["yes"] == x)) for x in (0, 1)] for g in "ab"]
        near(self, tested(self.df, "yes", "g", "chi2").facts["statistic"], chi_square(counts))

    def test_a_correlation_is_the_one_that_was_named(self):
        df = pd.DataFrame({"a": [1, 2, 3, 4, 100], "b": [1, 2, 3, 4, 5.0]})
        near(self, correlation(df, "a", "b", method="spearman").facts["r"], 1.0)
        self.assertLess(correlation(df, "a", "b", method="pearson").facts["r"], 0.8)

    def test_two_groups_lie_apart_by_a_share_of_the_right_one(self):
        df = pd.DataFrame({"g": ["a", "b"], "v": [80.0, 100.0]})
        self.assertAlmostEqual(apart(df, "g", "v").facts["share"], 0.2)
        self.assertAlmostEqual(apart(df, "g", "v", higher=True).facts["share"], 0.25)

    def test_a_second_place_is_told(self):
        df = pd.DataFrame({"g": list("abc"), "v": [3, 2, 1], "t": pd.to_datetime(["2024-01-15", "2024-02-15", "2024-03-15"])})
        self.assertTrue(by_group(df, "g", "v", nth=2).finding.startswith("**b** comes second"))
        self.assertIn("**2024-02**", trend(df, "t", "v", freq="month", seek="highest", nth=2).finding)


class Times(unittest.TestCase):
    def test_weekends_periods_and_the_usual(self):
        df = pd.DataFrame({"t": ["2024-03-01", "2024-03-02", "2024-03-03", None], "v": [1, 5, 9, 5]})
        self.assertEqual(part_of_week(df, "t").tolist()[:3], ["weekday", "weekend", "weekend"])
        self.assertEqual(period_of(df, "t", "month").tolist()[0], "2024-03")
        self.assertEqual(beyond(df, "v", ">")["v"].tolist(), [9])

    def test_missing_days_are_named(self):
        days = [d for d in pd.date_range("2024-01-01", periods=30) if not 10 <= d.day <= 13]
        self.assertIn("Missing: 2024-01-10, 2024-01-11, 2024-01-12, 2024-01-13.", gaps(pd.DataFrame({"t": days}), "t").evidence)


class Briefing(unittest.TestCase):
    def frame(self):
        days = pd.date_range("2022-01-01", "2023-12-31").repeat(2)
        return pd.DataFrame({"day": days, "shop": ["x", "y"] * (len(days) // 2), "amount": [100.0 if d.year == 2022 else 150.0 for d in days], "late": [i % 4 == 0 for i in range(len(days))]})

    def test_it_says_how_much_where_to_and_who(self):
        df = self.frame()
        df.loc[df["shop"] == "y", "amount"] *= 2
        result = briefing(df, "sales", time="day", value="amount", groups=["shop"], truths=["late"])
        self.assertAlmostEqual(result.facts["value"], df["amount"].sum())
        self.assertAlmostEqual(result.facts["change"], 0.5)
        self.assertEqual((result.facts["first"], result.facts["last"]), ("y", "x"))
        self.assertIn("50.0 % up", result.finding)
        self.assertGreaterEqual(len(result.evidence), 4)
        self.assertTrue(any(doubt.startswith("Data quality") for doubt in result.caveats))
        result.chart()

    def test_it_does_without_time_groups_and_measure(self):
        self.assertIn("3 rows", briefing(pd.DataFrame({"a": ["x", "y", "z"]}), "names").finding)


class Labels(unittest.TestCase):
    """Labels are made once for each different value; here each row makes its own."""

    ODD = {
        "texts": pd.Series(["Oslo ", "oslo", "Oslo", None, "", " ", "OSLO", "oslo", "Bergen"], name="city"),
        "categories": pd.Series(pd.Categorical(["b", None, "a", "B", "b"], categories=["z", "a", "b", "B"]), name="c"),
        "whole floats": pd.Series([1.0, 2.0, None, 1.0], name="n"),
        "floats": pd.Series([1.5, 2.0, None, 1.5], name="n"),
        "bools": pd.Series([True, False, True], name="ok"),
        "gaps among bools": pd.Series([True, None, False], dtype="boolean"),
        "days": pd.Series(pd.to_datetime(["2024-01-01", "2024-01-02", None, "2024-01-01"])),
        "moments": pd.Series(pd.to_datetime(["2024-01-01 00:00", "2024-01-02 05:30", "2024-01-01 00:00"], utc=True)),
        "mixed": pd.Series([1, True, "1", 1.0, None, "x"], dtype="object"),
        "none": pd.Series([], dtype="str"),
        "not from zero": pd.Series(["a", "b", "a"], index=[7, 3, 9]),
    }

    @staticmethod
    def by_row(series: pd.Series) -> list[str]:
        if pd.api.types.is_float_dtype(series) and (series.dropna() == series.dropna().round()).all():
            series = series.astype("Int64")
        text = series.astype("string").str.strip()
        return text.mask(text.isna() | (text == ""), MISSING).tolist()

    def test_labels_are_those_of_each_row(self):
        for name, series in self.ODD.items():
            with self.subTest(name):
                label = as_label(series)
                self.assertEqual(label.tolist(), self.by_row(series))
                self.assertTrue(label.index.equals(series.index))
                self.assertEqual((label.name, label.dtype), (series.name, object))

    def test_groups_are_the_commonest_spelling(self):
        for name, series in self.ODD.items():
            with self.subTest(name):
                labels = pd.Series(self.by_row(series), dtype="object")
                best = {}
                for value in labels.value_counts().index:
                    best.setdefault(value.casefold(), value)
                expected = [best[value.casefold()] for value in labels]
                group = as_group(series)
                self.assertEqual(group.tolist(), expected)
                self.assertEqual(group.attrs, {"respelled": sum(a != b for a, b in zip(labels, expected)), "missing": labels.tolist().count(MISSING)})

    def test_measured_numbers_become_bands(self):
        values = pd.Series([*range(0, 1000, 10), None], dtype="float64", name="price")
        group = as_group(values)
        self.assertEqual((group.iloc[0], group.iloc[19], group.iloc[20], group.iloc[-1]), ("0 to 200", "0 to 200", "200 to 400", MISSING))

    def test_periods_have_gaps_where_times_have(self):
        made = period_of(pd.DataFrame({"at": pd.to_datetime(["2024-03-05", None, "2024-11-30"])}), "at", "quarter")
        self.assertEqual(made.fillna("none").tolist(), ["2024 Q1", "none", "2024 Q4"])

    def test_texts_are_tidied_and_what_is_no_text_is_left_alone(self):
        cleaned = clean(pd.DataFrame({"n": range(6), "city": pd.Series(["Oslo ", "oslo", "Oslo", " ", None, "New  York"], dtype="str"), "any": pd.Series([" a", 1, None, [1], "A", "a"], dtype="object"), "none": pd.Series([None] * 6, dtype="str")}))
        self.assertEqual(cleaned.data["city"].fillna("none").tolist(), ["Oslo", "Oslo", "Oslo", "none", "none", "New York"])
        self.assertEqual(cleaned.data["any"].tolist(), ["a", 1, None, [1], "a", "a"])
        self.assertEqual(
            {(row.column, row.change): row.count_ for row in cleaned.table.rename(columns={"count": "count_"}).itertuples()},
            {("city", "blanks trimmed"): 3, ("city", "empty text made missing"): 1, ("city", "spellings made one"): 1, ("any", "blanks trimmed"): 1, ("any", "spellings made one"): 1, ("none", "empty column taken out"): 6},
        )

    def test_what_is_counted_is_what_is_there(self):
        for name, series in self.ODD.items():
            with self.subTest(name):
                known = series.dropna()
                self.assertEqual(counted(known).to_dict(), pd.Series([str(value) for value in known], dtype="object").value_counts().to_dict())


if __name__ == "__main__":
    unittest.main()
