import unittest

from spellings import HARMLESS, SPELLINGS

from sandpiper.check import PolicyError, check, present, refuse

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


HOMES = {"pandas": "pandas", "numpy": "numpy", "openpyxl": "openpyxl"}


class WhatThePolicyKeepsOutOfTheKernel(unittest.TestCase):
    def told(self, code, rules=RULES, homes=HOMES):
        return [(one["name"], one["instead"]) for one in check(code, present(rules, homes))]

    def test_an_allowed_name_that_no_package_brings_is_refused_with_the_nearest_way(self):
        self.assertEqual(self.told("import pandas, sklearn.svm"), [("sklearn", "Use numpy.")])

    def test_our_own_package_and_the_standard_library_need_no_home(self):
        self.assertEqual(self.told("import sandpiper.analysis, statistics", {**RULES, "allowed": ["sandpiper"]}), [])

    def test_what_belongs_to_no_package_is_judged_by_the_policy_alone(self):
        self.assertEqual(self.told("import js, pyodide.ffi, micropip, socket", {**RULES, "allowed": ["js", "pyodide", "micropip", "socket"], "denied": []}), [])

    def test_no_way_is_told_that_leads_to_a_package_that_is_not_there(self):
        self.assertEqual(self.told("import polars", homes={"numpy": "numpy"}), [("polars", "Use the standard library or numpy.")])
        self.assertEqual(self.told("import polars"), [("polars", "Use pandas.")])
        self.assertEqual(self.told("import pandas", homes={}), [("pandas", "Use csv.")])
        self.assertEqual(self.told("import frobnicate", homes={}), [("frobnicate", "Use the standard library.")])


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

    def test_each_spelling_is_named_with_its_line(self):
        named = [(code, check(f"x = 1\n{code}", RULES)) for code in SPELLINGS]
        missed = [code for code, found in named if not any(one["name"] == "js" for one in found) or not all(one["line"] > 1 and one["instead"] for one in found)]
        print(f"check: {len(SPELLINGS) - len(missed)} of {len(SPELLINGS)} spellings of one denied import are named with line and nearest way")
        self.assertEqual(missed, [])

    def test_what_only_looks_like_one_passes(self):
        wrong = [code for code in HARMLESS if names(code)]
        print(f"check: {len(HARMLESS) - len(wrong)} of {len(HARMLESS)} harmless look-alikes pass")
        self.assertEqual(wrong, [])

    def test_a_text_of_a_thousand_parts_is_survived(self):
        self.assertEqual(names("exec(" + "+".join(["'x'"] * 900) + ")"), [])
        doubled = "\n".join(["a0 = 'x' * 9", "a1 = 'x'", *(f"a{n + 1} = a{n} + a{n}" for n in range(1, 60)), "exec(a60)", "exec('%999999999s' % a1)"])
        self.assertEqual(names(doubled), [])

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
