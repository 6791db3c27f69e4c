import unittest

from running import fresh, go

SETUP = "import os\nos.environ['MPLBACKEND'] = 'module://sandpiper.backend'\nimport matplotlib\nmatplotlib.use('module://sandpiper.backend')\nimport matplotlib.pyplot as plt, pandas as pd, numpy as np"


def told(code):
    made = go(code)["artifacts"][0]
    data = made.get("data")
    return made["alt"], [one["name"] for one in data["columns"]], data["rows"]


class Drawn(unittest.TestCase):
    """What matplotlib drew, in words and as a table."""

    @classmethod
    def setUpClass(cls):
        fresh()
        go(SETUP)

    def test_bars_by_their_names(self):
        words, columns, rows = told("fig, ax = plt.subplots()\nax.bar(['North', 'South', 'West'], [45, 25, 8])\nax.set_xlabel('region'); ax.set_ylabel('amount')\nchart(fig, 'By region')")
        self.assertEqual(words, "By region. Bar chart, x axis: region, y axis: amount. 3 bars, highest 45 at North, lowest 8 at West")
        self.assertEqual((columns, rows), (["region", "amount"], [["North", 45], ["South", 25], ["West", 8]]))

    def test_bars_that_lie_have_their_names_at_the_side(self):
        words, columns, rows = told("pd.Series({'North': 45, 'South': 8}).plot.barh(xlabel='amount');")
        self.assertIn("Horizontal bar chart", words)
        self.assertEqual(rows, [["North", 45], ["South", 8]])

    def test_series_that_share_their_places_share_the_rows(self):
        words, columns, rows = told("pd.DataFrame({'a': [1, 2, 3], 'b': [3, 1, 2]}, index=['x', 'y', 'z']).plot.bar();")
        self.assertEqual((columns, rows), (["x", "a", "b"], [["x", 1, 3], ["y", 2, 1], ["z", 3, 2]]))
        self.assertIn("series: a, b. a: 3 bars, highest 3 at z, lowest 1 at x. b: 3 bars, highest 3 at x, lowest 1 at y", words)

    def test_series_of_different_places_have_a_row_for_each_point(self):
        _, columns, rows = told("plt.plot([1, 2], [5, 6], label='a'); plt.plot([2, 3], [7, 8], label='b');")
        self.assertEqual((columns, rows), (["series", "x", "value"], [["a", 1, 5], ["a", 2, 6], ["b", 2, 7], ["b", 3, 8]]))

    def test_a_line_says_from_where_to_where_and_where_it_goes(self):
        words, _, rows = told("plt.plot(pd.date_range('2024-01-01', periods=12, freq='MS'), np.arange(12) * 10 + 5); plt.ylabel('EUR')")
        self.assertIn("12 points from 2024-01-01 to 2024-12-01, highest 115 at 2024-12-01, lowest 5 at 2024-01-01, rising overall (5 to 115)", words)
        self.assertEqual(rows[0], ["2024-01-01", 5])
        self.assertIn("falling overall (9 to 0)", told("plt.plot(range(9, -1, -1));")[0])
        self.assertIn("no clear trend", told("plt.plot([1, 9, 1, 9, 1, 9, 1]);")[0])

    def test_lines_of_the_drawing_are_no_data(self):
        self.assertEqual(told("plt.plot([1, 2, 3]); plt.axhline(2); plt.axvline(1)")[1], ["x", "value"])

    def test_points_histograms_slices_and_heat_maps(self):
        self.assertIn("Scatter chart. 20 points, highest 38 at 19, lowest 0 at 0, correlation 1.00", told("plt.scatter(np.arange(20), np.arange(20) * 2);")[0])
        self.assertIn("Histogram. 5 bins, highest 45 at 0 to 1960.2, lowest 11 at 7840.8 to 9801", told("plt.hist(np.arange(100) ** 2, bins=5);")[0])
        self.assertEqual(told("plt.pie([30, 70], labels=['a', 'b'], autopct='%1.0f%%');")[2], [["a", 30], ["b", 70]])
        self.assertIn("Heat map. 6 cells, highest 5 at 1 / 2, lowest 0 at 0 / 0", told("plt.imshow(np.arange(6).reshape(2, 3));")[0])

    def test_gaps_and_infinity_are_no_highest(self):
        words, _, rows = told("plt.plot([1, np.nan, np.inf, 3]);")
        self.assertIn("2 points from 0 to 3, highest 3 at 3, lowest 1 at 0", words)
        self.assertEqual(rows[1], [1, None])

    def test_a_long_series_is_cut_and_says_how_long_it_was(self):
        data = go("plt.plot(range(5000));")["artifacts"][0]["data"]
        self.assertEqual((len(data["rows"]), data["totalRows"]), (2_000, 5_000))


class Traces(unittest.TestCase):
    """The same of Plotly."""

    @classmethod
    def setUpClass(cls):
        fresh()
        go(SETUP + "\nimport plotly.graph_objects as go, plotly.express as px")

    def test_bars_lines_and_points(self):
        words, columns, rows = told("fig = px.bar(pd.DataFrame({'region': ['North', 'South'], 'amount': [45, 8]}), x='region', y='amount', title='By region')\nfig")
        self.assertEqual(words, "By region. Bar chart, x axis: region, y axis: amount. 2 bars, highest 45 at North, lowest 8 at South")
        self.assertEqual((columns, rows), (["region", "amount"], [["North", 45], ["South", 8]]))
        self.assertIn("Line chart. 3 points from 1 to 3, highest 6 at 3, lowest 4 at 1, rising overall (4 to 6)", told("go.Figure(go.Scatter(x=[1, 2, 3], y=[4, 5, 6], mode='lines'))")[0])
        self.assertIn("correlation -1.00", told("go.Figure(go.Scatter(x=[1, 2, 3], y=[6, 5, 4], mode='markers'))")[0])

    def test_bars_that_lie_slices_cells_and_distributions(self):
        self.assertEqual(told("go.Figure(go.Bar(y=['a', 'b'], x=[1, 2], orientation='h'))")[2], [["a", 1], ["b", 2]])
        self.assertIn("Pie chart. 2 slices, highest 70 at b", told("go.Figure(go.Pie(labels=['a', 'b'], values=[30, 70]))")[0])
        self.assertIn("Heat map chart. 4 cells, highest 4 at y2 / b", told("go.Figure(go.Heatmap(z=[[1, 2], [3, 4]], x=['a', 'b'], y=['y1', 'y2']))")[0])
        self.assertIn("Distribution chart. 3 values, highest 9", told("go.Figure(go.Histogram(x=[1, 5, 9]))")[0])

    def test_a_chart_without_points_is_shown_without_a_table(self):
        made = go("go.Figure(go.Indicator(value=3))")["artifacts"][0]
        self.assertNotIn("data", made)
        self.assertIn("Indicator chart", made["alt"])
