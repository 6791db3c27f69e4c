import unittest

from sandpiper.check import PolicyError, check, refuse

RULES = {
    "allowed": ["pandas", "numpy", "sklearn"],
    "denied": ["js", "pyodide", "socket", "urllib.request", "subprocess", "ctypes"],
    "alternatives": {"requests": "Ask for the file.", "polars": "Use pandas.", "urllib.request": "No network."},
}


def names(code):
    return [one["name"] for one in check(code, RULES)]


class WhatIsAllowed(unittest.TestCase):
    def test_allowed_packages_and_the_standard_library_pass(self):
        self.assertEqual(names("import pandas as pd, numpy\nfrom sklearn.linear_model import LinearRegression\nimport json, os.path\nfrom urllib.parse import quote"), [])

    def test_imports_in_strings_and_comments_are_no_imports(self):
        self.assertEqual(names('text = "import requests"\n# import requests\n"""\nimport requests\n"""'), [])

    def test_an_attribute_of_a_variable_is_no_module(self):
        self.assertEqual(names("df = make()\nprint(df.js, df.requests.socket)"), [])

    def test_relative_imports_pass(self):
        self.assertEqual(names("from . import x"), [])

    def test_code_that_does_not_parse_has_no_findings(self):
        self.assertEqual(names("import ("), [])
        self.assertEqual(names("x = '\0'"), [])

    def test_very_deep_code_is_survived(self):
        self.assertEqual(names("x = " + "(" * 5000 + ")" * 5000), [])


class WhatIsRefused(unittest.TestCase):
    def test_a_package_that_is_not_allowed_is_named_with_line_and_alternative(self):
        self.assertEqual(check("x = 1\nimport requests", RULES), [
            {"line": 2, "name": "requests", "reason": "requests is not among the allowed packages.", "instead": "Ask for the file."},
        ])

    def test_a_denied_module_of_the_standard_library(self):
        self.assertEqual(names("import socket"), ["socket"])
        self.assertEqual(names("import urllib.request"), ["urllib.request"])
        self.assertEqual(names("from urllib import request as r"), ["urllib.request"])

    def test_a_denied_module_reached_as_an_attribute(self):
        self.assertEqual(names("import urllib\nurllib.request.urlopen('x')"), ["urllib.request"])
        self.assertEqual(names("import urllib as u\nu.request.urlopen('x')"), ["urllib.request"])

    def test_imports_inside_functions_and_on_one_line(self):
        self.assertEqual(names("def f():\n    import polars\n    return polars"), ["polars"])
        self.assertEqual(names("x = 1; import polars"), ["polars"])
        self.assertEqual(names("try: import js\nexcept ImportError: pass"), ["js"])

    def test_modules_named_in_calls(self):
        for code in ['__import__("js")', 'import importlib\nimportlib.import_module("js.x")', 'from importlib import import_module as load\nimport_module("js")', 'import sys\nsys.modules["js"]', 'import sys\nsys.modules.get("js")']:
            self.assertEqual(names(code), ["js"], code)

    def test_literals_put_together(self):
        self.assertEqual(names('__import__("sub" + "process")'), ["subprocess"])
        self.assertEqual(names('__import__(f"sub{\'process\'}")'), ["subprocess"])

    def test_code_in_strings_that_are_run(self):
        self.assertEqual(names('x = 1\nexec("import js\\njs.fetch(1)")'), ["js"])
        self.assertEqual(check('x = 1\nexec("\\n\\nimport js")', RULES)[0]["line"], 2)
        self.assertEqual(names("eval(\"__import__('socket')\")"), ["socket"])

    def test_names_in_other_letters(self):
        self.assertEqual(names("import \uff4a\uff53"), ["js"])
        self.assertEqual(names('__import__("\uff4a\uff53")'), ["js"])

    def test_each_module_once_for_a_line_and_in_order(self):
        self.assertEqual([(one["line"], one["name"]) for one in check("import polars, js\nimport js as j, js.x", RULES)], [(1, "js"), (1, "polars"), (2, "js")])

    def test_an_unknown_package_gets_a_general_alternative(self):
        self.assertIn("pandas", check("import frobnicate", RULES)[0]["instead"])

    def test_refuse_raises_with_a_line_for_each(self):
        with self.assertRaises(PolicyError) as caught:
            refuse("import requests\nimport polars", RULES)
        self.assertIn("line 1: requests", str(caught.exception))
        self.assertIn("line 2: polars", str(caught.exception))
        refuse("import pandas", RULES)
