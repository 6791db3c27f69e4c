import ast
import importlib
import importlib.util
import io
import json
import os
import sys
import unittest
import zipfile

from running import fresh, go

from sandpiper.check import check

GONE = [
    "ssl", "_ssl", "ftplib", "smtplib", "imaplib", "poplib", "webbrowser", "socketserver", "xmlrpc.client", "xmlrpc.server", "wsgiref.util", "http.client", "http.server",
    "http.cookiejar", "urllib.robotparser", "antigravity", "pty", "concurrent.futures.process", "logging.config", "pyodide.http", "pyodide._nodesock_transport",
]
STAND_INS = ["socket", "subprocess", "urllib.request"]
# Libraries import these, or the interpreter does not start without them. Code that names one is refused before it runs.
REFUSED = ["ctypes", "_ctypes", "multiprocessing", "_multiprocessing", "_socket", "pyodide", "_pyodide", "js", "pyodide_js", "_pyodide_core"]
# What is left and names one of the above, with who needs it.
KNOWN = {
    "asyncio": "await", "ctypes": "pandas, scipy", "multiprocessing": "joblib", "pyodide": "the interpreter", "_pyodide": "the interpreter", "email": "importlib.metadata", "logging": "joblib, handlers of files",
    "compileall": "", "mailbox": "files of mail", "os": "", "pathlib": "", "pdb": "doctest", "platform": "pandas", "pydoc": "help()", "uuid": "", "xml": "", "_pyrepl": "pdb",
}


def facing(source):
    """Modules of the above that a source imports, by statements anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {one for one in [*GONE, *STAND_INS, *REFUSED] for name in names if name == one or name.startswith(f"{one}.")}


class TheTable(unittest.TestCase):
    def rules(self):
        with open("/repo/lib/policy/alternatives.json", encoding="utf-8") as file:
            return {"allowed": ["sandpiper"], "denied": [*REFUSED, *STAND_INS], "alternatives": json.load(file)}

    def test_what_faces_a_network_a_process_or_the_browser_is_gone_or_refuses_or_is_refused(self):
        gone = [name for name in GONE if missing(name)]
        refused = [name for name in [*STAND_INS, *REFUSED] if [one["line"] for one in check(f"x = 1\nimport {name}", self.rules())] == [2]]
        named = [name for name in refused if check(f"import {name}", self.rules())[0]["instead"]]
        print(f"standard library: {len(gone)} of {len(GONE)} modules gone, {len(STAND_INS)} stand-ins that refuse, "
              f"{len(refused)} of {len(STAND_INS) + len(REFUSED)} left are refused with their line, {len(named)} of them with a nearest way")
        self.assertEqual((gone, refused, named), (GONE, [*STAND_INS, *REFUSED], [*STAND_INS, *REFUSED]))

    def test_nothing_else_in_the_library_names_one_of_them(self):
        path = next(path for path in sys.path if path.endswith(".zip"))
        with zipfile.ZipFile(path) as library:
            sources = [name for name in library.namelist() if name.endswith(".py")]
            left = {name for name in sources if name.removesuffix(".py").replace("/", ".") not in STAND_INS and facing(library.read(name))}
        others = sorted(name for name in left if name.partition("/")[0].removesuffix(".py") not in KNOWN)
        print(f"standard library: {len(sources)} sources looked through, {len(left)} name such a module, {len(others)} of them unknown: {others}")
        self.assertGreater(len(sources), 400)
        self.assertEqual(others, [])


def missing(name):
    try:
        return importlib.util.find_spec(name) is None
    except ModuleNotFoundError:
        return True


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
