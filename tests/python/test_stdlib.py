import importlib
import io
import os
import unittest

from running import fresh, go

GONE = ["ssl", "ftplib", "smtplib", "imaplib", "poplib", "webbrowser", "socketserver", "xmlrpc.client", "wsgiref.util", "pyodide.http", "http.client", "http.server", "http.cookiejar"]


class WhatIsNotThere(unittest.TestCase):
    def test_modules_that_face_a_network_cannot_be_imported(self):
        for name in GONE:
            with self.assertRaises(ModuleNotFoundError, msg=name):
                importlib.import_module(name)

    def test_modules_that_others_need_are_there_and_refuse(self):
        import socket
        import subprocess
        import urllib.request

        ways = [
            lambda: urllib.request.urlopen("http://127.0.0.1"), lambda: urllib.request.Request("http://127.0.0.1"), lambda: socket.socket(),
            lambda: socket.create_connection(("127.0.0.1", 80)), lambda: socket.getaddrinfo("localhost", 80), lambda: subprocess.run(["ls"]),
            lambda: subprocess.Popen("ls", shell=True),
        ]
        for way in ways:
            with self.assertRaisesRegex(OSError, "this sandbox has no network"):
                way()

    def test_a_refused_download_tells_the_model_where_the_files_are(self):
        fresh()
        seen = go("import pandas as pd\npd.read_csv('http://127.0.0.1/x.csv')")
        self.assertEqual(seen["error"]["type"], "OSError")
        self.assertIn("/data", seen["error"]["message"])


class PackagesStillWork(unittest.TestCase):
    def test_pandas_groups(self):
        import pandas as pd

        self.assertEqual(pd.DataFrame({"a": ["x", "x", "y"], "b": [1, 2, 3]}).groupby("a")["b"].sum().to_dict(), {"x": 3, "y": 3})

    def test_scipy_tests(self):
        from scipy import stats

        self.assertLess(stats.ttest_ind([1, 2, 3, 4], [11, 12, 13, 14]).pvalue, 0.001)

    def test_sklearn_fits_on_its_own_data_and_in_jobs(self):
        from sklearn.datasets import load_iris
        from sklearn.ensemble import RandomForestClassifier

        x, y = load_iris(return_X_y=True)
        self.assertGreater(RandomForestClassifier(n_estimators=5, n_jobs=2, random_state=0).fit(x, y).score(x, y), 0.9)

    def test_matplotlib_and_seaborn_draw(self):
        import matplotlib.pyplot as plt
        import seaborn as sns

        axes = sns.barplot(x=["a", "b"], y=[1, 2])
        file = io.BytesIO()
        axes.figure.savefig(file, format="png")
        plt.close("all")
        self.assertEqual(file.getvalue()[1:4], b"PNG")

    def test_plotly_writes_a_spec(self):
        import plotly.express as px

        self.assertIn("scatter", px.line(x=[1, 2], y=[3, 4]).to_json())

    def test_openpyxl_and_xlsxwriter_write(self):
        import pandas as pd

        for engine in ("openpyxl", "xlsxwriter"):
            file = io.BytesIO()
            pd.DataFrame({"a": [1]}).to_excel(file, engine=engine)
            self.assertEqual(file.getvalue()[:2], b"PK", engine)

    def test_docx_and_pptx_write(self):
        import docx
        import pptx

        for made in (docx.Document(), pptx.Presentation()):
            file = io.BytesIO()
            made.save(file)
            self.assertEqual(file.getvalue()[:2], b"PK")

    def test_lxml_parses(self):
        from lxml import etree, html

        self.assertEqual(etree.fromstring("<a><b>1</b></a>").findtext("b"), "1")
        self.assertEqual(html.fromstring("<p>hi</p>").text, "hi")

    def test_sympy_integrates(self):
        import sympy

        x = sympy.Symbol("x")
        self.assertEqual(sympy.integrate(2 * x, x), x**2)

    def test_beautiful_soup_pillow_and_regex(self):
        import bs4
        import PIL.Image
        import regex

        self.assertEqual(bs4.BeautifulSoup("<p>hi</p>", "html.parser").p.text, "hi")
        self.assertEqual(PIL.Image.new("RGB", (2, 3)).size, (2, 3))
        self.assertTrue(regex.fullmatch(r"\p{L}+", "é"))

    def test_asyncio_logging_and_uuid(self):
        import asyncio
        import logging.handlers
        import uuid

        self.assertTrue(asyncio.Queue and logging.handlers.MemoryHandler(1) and uuid.uuid4())
        self.assertEqual(os.path.basename("/a/b"), "b")
