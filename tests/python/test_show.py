import unittest

from running import fresh, go, kinds


class Figures(unittest.TestCase):
    def setUp(self):
        fresh()
        go("import os\nos.environ['MPLBACKEND'] = 'module://sandpiper.backend'\nimport matplotlib\nmatplotlib.use('module://sandpiper.backend')\nimport matplotlib.pyplot as plt")

    def test_an_open_figure_is_collected_once_as_png_and_svg(self):
        made = go("plt.plot([1, 2, 3], label='a')\nplt.title('Rising')\nplt.xlabel('day')\nplt.legend();")["artifacts"]
        self.assertEqual(len(made), 1)
        self.assertTrue(made[0]["png"].startswith(b"\x89PNG"))
        self.assertIn("<svg", made[0]["svg"])
        self.assertRegex(made[0]["svg"], ">Rising</text>")
        self.assertEqual(made[0]["title"], "Rising")
        self.assertRegex(made[0]["alt"], "Rising.*Line chart.*x axis: day.*series: a.*3 points from 0 to 2, highest 3 at 2, lowest 1 at 0, rising overall")
        self.assertEqual(go("1")["artifacts"], [])

    def test_show_in_between_starts_a_fresh_figure(self):
        self.assertEqual(kinds(go("plt.plot([1])\nplt.show()\nplt.plot([2])\nplt.show()")), ["image", "image"])

    def test_chart_with_a_title_shows_it_once(self):
        made = go("fig, ax = plt.subplots()\nax.bar(['a'], [1])\nchart(fig, 'Mine')")["artifacts"]
        self.assertEqual([one["title"] for one in made], ["Mine"])

    def test_axes_as_last_expression_have_no_text_value(self):
        seen = go("fig, ax = plt.subplots()\nax.scatter([1, 2], [3, 4])\nax")
        self.assertEqual((seen["value"], kinds(seen)), (None, ["image"]))

    def test_an_empty_figure_is_left_out_with_a_note(self):
        seen = go("plt.figure();")
        self.assertEqual(seen["artifacts"], [])
        self.assertIn("nothing drawn", seen["notes"][0])

    def test_letters_stay_letters_in_a_drawing_that_code_saves_itself(self):
        go("plt.plot([1])\nplt.title('person_7F3K2Q9M')\nplt.savefig('/tmp/own.svg')\nplt.close()")
        with open("/tmp/own.svg") as own:
            self.assertRegex(own.read(), ">person_7F3K2Q9M</text>")

    def test_a_figure_of_very_many_points_has_no_svg(self):
        made = go("import numpy as np\nplt.scatter(np.arange(30_000), np.arange(30_000));", artifactBytes=10**7)["artifacts"][0]
        self.assertIsNone(made["svg"])

    def test_a_figure_that_cannot_be_drawn_is_a_note_and_not_the_code_s_error(self):
        seen = go("plt.title(r'$\\frac{broken$')\nplt.plot([1]);")
        self.assertEqual(seen["status"], "ok")
        self.assertIn("could not be drawn", seen["notes"][0])

    def test_figures_before_an_error_are_kept(self):
        seen = go("plt.plot([1, 2])\n1/0")
        self.assertEqual((seen["status"], kinds(seen)), ("error", ["image"]))

    def test_a_huge_figure_is_kept_drawable(self):
        made = go("plt.figure(figsize=(400, 2))\nplt.plot([1, 2]);", artifactBytes=10**7)["artifacts"]
        self.assertEqual(len(made), 1)

    def test_chart_of_something_else_is_refused(self):
        self.assertEqual(go("chart([1, 2])")["error"]["type"], "TypeError")


class Plotly(unittest.TestCase):
    def setUp(self):
        fresh()

    def test_a_plotly_figure_comes_out_as_json_once(self):
        made = go("import plotly.graph_objects as go_\nf = go_.Figure(go_.Bar(x=['a'], y=[1], name='s'), layout={'title': 'Bars'})\nf.show()\nf")["artifacts"]
        self.assertEqual([(one["kind"], one["title"]) for one in made], [("chart", "Bars")])
        self.assertIn('"type":"bar"', made[0]["spec"].replace(" ", ""))
        self.assertIn("series: s", made[0]["alt"])

    def test_a_figure_without_traces_is_left_out(self):
        self.assertIn("no traces", go("import plotly.graph_objects as go_\nchart(go_.Figure())")["notes"][0])


class Show(unittest.TestCase):
    def setUp(self):
        fresh()

    def test_plain_values_are_printed(self):
        self.assertEqual(go("show('text', {'a': 1})")["stdout"], "text\n{'a': 1}\n")

    def test_table_takes_what_a_dataframe_takes(self):
        made = go("table([{'a': 1}, {'a': 2}], 'Two')")["artifacts"][0]
        self.assertEqual((made["title"], made["rows"]), ("Two", [[1], [2]]))

    def test_a_styled_table_is_a_table(self):
        self.assertEqual(kinds(go("import pandas as pd\npd.DataFrame({'a': [1]}).style")), ["table"])
