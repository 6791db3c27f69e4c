import io
import sqlite3
import unittest

from running import fresh, go


class Save(unittest.TestCase):
    def setUp(self):
        fresh()
        go("import pandas as pd\nimport os, shutil\nfor n in os.listdir('/output'):\n    p = '/output/' + n\n    shutil.rmtree(p) if os.path.isdir(p) and not os.path.islink(p) else os.remove(p)")

    def saved(self, code):
        seen = go(code)
        self.assertEqual(seen["status"], "ok", seen)
        return seen["artifacts"][0]

    def refused(self, code):
        return go(code)["error"]["message"]

    def test_a_dict_of_tables_is_a_workbook_of_sheets(self):
        import openpyxl

        made = self.saved("save({'First/one': pd.DataFrame({'a': [1, 2]}), 'Second': pd.DataFrame({'t': pd.to_datetime(['2024-01-01']).tz_localize('UTC')})}, 'book.xlsx');")
        book = openpyxl.load_workbook(io.BytesIO(made["bytes"]))
        self.assertEqual(book.sheetnames, ["First_one", "Second"])
        self.assertEqual([row[0].value for row in book["First_one"]], ["a", 1, 2])

    def test_text_that_looks_like_a_formula_stays_text(self):
        import openpyxl

        made = self.saved("save(pd.DataFrame({'a': ['=1+1']}), 'f.xlsx');")
        cell = openpyxl.load_workbook(io.BytesIO(made["bytes"])).active["A2"]
        self.assertEqual((cell.value, cell.data_type), ("=1+1", "s"))

    def test_cells_that_look_like_formulas_are_saved_as_text_in_csv_and_numbers_keep_their_sign(self):
        risky = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\n=1", " =1", "\u200b=1", "\ufeff=1", "\u202e=1", "\uff1d1", "\uff20A", "\x00=1"]
        seen = go(f"risky = {risky!r}\nsave(pd.DataFrame({{'=head': risky, 'n': -1, 's': '-1,5', 'c': pd.Categorical(risky)}}), 'f.csv');")
        import csv

        rows = list(csv.reader(io.StringIO(seen["artifacts"][0]["bytes"].decode("utf-8-sig"), newline="")))
        tamed = [row[0] for row in rows[1:]]
        print(f"save: {sum(one == f'{chr(39)}{two}' for one, two in zip(tamed, risky))} of {len(risky)} spellings of a formula tamed in CSV")
        self.assertEqual(tamed, [f"'{one}" for one in risky])
        self.assertEqual([row[3] for row in rows[1:]], tamed)
        self.assertEqual((rows[0][0], rows[1][1:3]), ("'=head", ["-1", "-1,5"]))
        self.assertIn("27 cells", " ".join(seen["notes"]))

    def test_csv_opens_in_excel_with_its_accents(self):
        self.assertEqual(self.saved("save(pd.DataFrame({'é': [1]}), 'a.csv');")["bytes"].decode("utf-8-sig").split(), ["é", "1"])

    def test_a_meaningful_index_is_written(self):
        self.assertEqual(self.saved("save(pd.Series([1], index=['x'], name='n').rename_axis('k'), 's.csv');")["bytes"].decode("utf-8-sig").split(), ["k,n", "x,1"])

    def test_a_database_holds_every_table(self):
        made = self.saved("save({'one': pd.DataFrame({'a': [1]}), 'two': pd.DataFrame({'b': [2]})}, 'd.sqlite');")
        connection = sqlite3.connect(":memory:")
        connection.deserialize(made["bytes"])
        self.assertEqual(sorted(connection.execute("select name from sqlite_master")), [("one",), ("two",)])

    def test_text_bytes_json_and_figures_are_written(self):
        self.assertEqual(self.saved("save('# Title', 'r.md');")["bytes"], b"# Title")
        self.assertEqual(self.saved("save({'a': [1]}, 'r.json');")["mime"], "application/json")
        self.assertTrue(self.saved("import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1])\nsave(fig, 'c.svg')\nplt.close();")["bytes"].startswith(b"<?xml"))

    def test_what_does_not_fit_is_refused_with_what_would(self):
        self.assertIn(".xlsx", self.refused("save(pd.DataFrame({'a': [1]}), 'a.parquet')"))
        self.assertIn("extension", self.refused("save('x', 'name')"))
        self.assertIn("not a file name", self.refused("save('x', '../../etc/passwd.txt')"))
        self.assertIn("one table", self.refused("save({'a': pd.DataFrame({'x': [1]}), 'b': pd.DataFrame({'x': [1]})}, 'a.csv')"))


class Sql(unittest.TestCase):
    def setUp(self):
        fresh()
        go("import pandas as pd\norders = pd.DataFrame({'id': [1, 2, 3], 'amount': [10.0, 20.5, None], 'day': pd.to_datetime(['2024-01-01', '2024-02-01', '2024-02-02']), 'kind': pd.Categorical(['a', 'b', 'a'])})")

    def rows(self, query):
        return go(f"sql({query!r})")["artifacts"][0]["rows"]

    def test_a_dataframe_is_a_table_under_its_name(self):
        self.assertEqual(self.rows("select kind, sum(amount) as total from orders group by kind order by kind"), [["a", 10], ["b", 20.5]])

    def test_dates_come_back_as_dates(self):
        self.assertEqual(go("str(sql('select day from orders')['day'].dtype)[:10]")["value"], "'datetime64'")

    def test_a_wrong_name_tells_the_tables_there_are(self):
        message = go("sql('select * from order')")["error"]["message"]
        self.assertIn("orders", go("sql('select * from ordrs')")["error"]["message"])
        self.assertIn("syntax", message)

    def test_parameters_are_bound(self):
        self.assertEqual(go("sql('select id from orders where kind = ?', ['b'])")["artifacts"][0]["rows"], [[2]])

    def test_nothing_is_written_back(self):
        go("sql('select * from orders')\ntry:\n    sql('delete from orders')\nexcept Exception:\n    pass")
        self.assertEqual(go("len(orders)")["value"], "3")

    def test_a_dropped_database_answers_by_its_own_table_names(self):
        from sandpiper import reading

        connection = sqlite3.connect("/tmp/shop.db")
        connection.execute("create table if not exists clients as select 1 as id, 'Ann' as name")
        connection.commit()
        connection.close()
        reading.databases["shop.db"] = "/tmp/shop.db"
        try:
            self.assertEqual(self.rows("select c.name, o.amount from clients c join orders o on o.id = c.id"), [["Ann", 10]])
            self.assertEqual(self.rows("select name from shop.clients"), [["Ann"]])
        finally:
            del reading.databases["shop.db"]
