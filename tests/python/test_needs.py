import json
import unittest

from sandpiper import needs

LOCK = {
    "numpy": (["numpy"], []), "pandas": (["pandas"], ["numpy", "six"]), "six": (["six"], []), "openpyxl": (["openpyxl"], ["et"]), "et": (["et_xmlfile"], []),
    "xlsxwriter": (["xlsxwriter"], []), "scikit-learn": (["sklearn"], ["scipy"]), "scipy": (["scipy"], ["numpy"]), "matplotlib": (["matplotlib"], ["numpy"]),
    "jinja2": (["jinja2"], []), "lxml": (["lxml"], []), "beautifulsoup4": (["bs4"], []), "pillow": (["PIL"], []),
}


class Needs(unittest.TestCase):
    def setUp(self):
        self.before = needs.configured, dict(needs.packages), set(needs.loaded)
        needs.configure(json.dumps({"packages": {name: {"imports": imports, "depends": depends} for name, (imports, depends) in LOCK.items()}}))
        needs.loaded.clear()

    def test_only_a_module_that_is_not_there_gets_a_note(self):
        self.assertIn("was not loaded", needs.explain(ModuleNotFoundError("no", name="lxml")))
        self.assertIn("no processes", needs.explain(ModuleNotFoundError("no", name="concurrent.futures.process")))
        self.assertIsNone(needs.explain(ImportError("cannot import name 'x' from 'lxml'", name="lxml")))

    def tearDown(self):
        configured, packages, loaded = self.before
        needs.configure(json.dumps({"packages": packages}))
        needs.configured = configured
        needs.loaded.update(loaded)

    def test_imports_bring_their_package_after_its_dependencies(self):
        self.assertEqual(needs.needed("import pandas as pd"), ["numpy", "six", "pandas"])
        self.assertEqual(needs.needed("from sklearn.linear_model import LinearRegression"), ["numpy", "scipy", "scikit-learn"])

    def test_what_is_loaded_is_not_asked_for_again(self):
        needs.mark(["numpy", "six"])
        self.assertEqual(needs.needed("import pandas"), ["pandas"])

    def test_imports_anywhere_in_the_code_count(self):
        self.assertEqual(needs.needed("def f():\n    try:\n        import PIL.Image\n    except ImportError: pass"), ["pillow"])
        self.assertEqual(needs.needed("import importlib\nimportlib.import_module('lxml.etree')"), ["lxml"])

    def test_calls_bring_what_they_import_behind_the_back(self):
        self.assertEqual(needs.needed("df.to_excel('a')"), ["et", "openpyxl", "xlsxwriter"])
        self.assertEqual(needs.needed("df.plot(x='a')"), ["numpy", "matplotlib"])
        self.assertEqual(needs.needed("df.style.format()"), ["jinja2"])
        self.assertEqual(needs.needed("save(df, 'out.xlsx')"), ["et", "openpyxl", "xlsxwriter"])

    def test_names_are_compared_after_normalising(self):
        self.assertEqual(needs.needed("import ｎｕｍｐｙ"), ["numpy"])

    def test_words_in_texts_and_comments_bring_nothing(self):
        self.assertEqual(needs.needed("# import numpy\nx = 'import pandas'"), [])

    def test_code_that_does_not_parse_needs_nothing(self):
        self.assertEqual(needs.needed("import ("), [])

    def test_a_helper_of_ours_brings_what_its_module_imports(self):
        self.assertIn("pandas", needs.needed("from sandpiper import by_group"))
        self.assertEqual(needs.needed("import sandpiper"), [])
