import sys
import unittest

from running import go
from sandpiper import check, modules, needs

RULES = {"allowed": ["pandas", "numpy"], "denied": ["js", "socket"], "alternatives": {"requests": "Ask for the file."}, "helpers": ["company", "prices", "broken"]}
COMPANY = '''"""How Acme counts."""

def fiscal_quarter(month, first=4):
    """Quarter of the fiscal year."""
    return (month - first) % 12 // 3 + 1

def fails():
    return 1 / 0
'''


def provide(**given):
    return modules.provide([{"name": name, "code": code} for name, code in given.items()], RULES)


def ran(code):
    return go(code, rules=RULES)


class Case(unittest.TestCase):
    def setUp(self):
        self.loaded = set(sys.modules)

    def tearDown(self):
        provide()
        for name in set(sys.modules) - self.loaded:
            if name in RULES["helpers"]:
                del sys.modules[name]


class Given(Case):
    def test_a_script_imports_a_helper_module_in_every_spelling(self):
        self.assertEqual(provide(company=COMPANY), [])
        told = ran("from company import fiscal_quarter\nimport company as c\nprint(fiscal_quarter(4), c.fiscal_quarter(3), c.__doc__)")
        self.assertEqual((told["status"], told["stdout"]), ("ok", "1 4 How Acme counts.\n"))
        self.assertIn("company", sys.modules)

    def test_nothing_of_it_runs_before_a_script_imports_it(self):
        self.assertEqual(provide(company="print('run')"), [])
        self.assertNotIn("company", sys.modules)
        self.assertEqual(ran("import company")["stdout"], "run\n")

    def test_helper_modules_import_one_another(self):
        self.assertEqual(provide(company=COMPANY, prices="from company import fiscal_quarter\ndef q(month): return fiscal_quarter(month)"), [])
        self.assertEqual(ran("import prices\nprint(prices.q(12))")["stdout"], "3\n")

    def test_its_source_and_the_lines_of_its_errors_can_be_read(self):
        provide(company=COMPANY)
        self.assertIn("Quarter of", ran("import company, inspect\nprint(inspect.getsource(company.fiscal_quarter))")["stdout"])
        error = ran("import company\ncompany.fails()")["error"]
        self.assertIn('File "<helper company>", line 8, in fails\n    return 1 / 0', error["traceback"])
        self.assertEqual((error["type"], error["line"]), ("ZeroDivisionError", 2))

    def test_what_it_imports_is_loaded_for_the_script(self):
        needs.configure('{"packages": {"scipy": {"imports": ["scipy"], "depends": []}, "openpyxl": {"imports": ["openpyxl"], "depends": []}}}')
        try:
            provide(company="def slow():\n    import scipy.stats", prices="import company\nname = 'a.xlsx'\ndef read(f): return f.read_excel(name)")
            self.assertEqual(needs.needed("import prices"), ["openpyxl", "scipy"])
            self.assertEqual(needs.needed("import statistics"), [])
        finally:
            needs.configure('{"packages": {}}')
            needs.configured = False


class Faulty(Case):
    def test_a_syntax_error_is_told_with_its_line_and_the_others_work(self):
        (fault,) = provide(company=COMPANY, broken="x = 1\ndef (:\n")
        self.assertEqual((fault["name"], fault["line"], fault["reason"]), ("broken", 2, "invalid syntax"))
        self.assertEqual(ran("import company\nprint(company.fiscal_quarter(4))")["stdout"], "1\n")
        error = ran("print('before')\nimport broken")["error"]
        self.assertEqual(error["type"], "ImportError")
        self.assertEqual(error["message"], "the helper module broken has a fault in its line 2 and was left out: invalid syntax")

    def test_a_refused_import_is_told_with_its_line_whatever_its_spelling(self):
        for line in ("import requests", "__import__('requests')", "def f():\n    from requests import get"):
            (fault,) = provide(company="import json\n" + line)
            self.assertEqual((fault["name"], fault["reason"]), ("company", "requests is not among the allowed packages. Ask for the file."))
            self.assertEqual(ran("import company")["status"], "error")
        self.assertNotIn("company", sys.modules)

    def test_the_name_of_a_module_that_is_there_is_none_for_a_helper(self):
        for name in ("json", "sys", "sandpiper"):
            (fault,) = modules.provide([{"name": name, "code": "x = 1"}], RULES)
            self.assertEqual((fault["name"], fault["line"]), (name, None))
        self.assertTrue(hasattr(__import__("json"), "dumps"))

    def test_code_that_no_parser_takes_is_a_fault_like_others(self):
        for code in ("x = '\0'", "x = " + "(" * 5_000 + ")" * 5_000, "return 1"):
            self.assertEqual([one["name"] for one in provide(company=code)], ["company"])

    def test_one_that_fails_when_it_is_imported_fails_the_script_alone(self):
        self.assertEqual(provide(company="x = {}['no']"), [])
        error = ran("import company")["error"]
        self.assertEqual(error["type"], "KeyError")
        self.assertIn('File "<helper company>", line 1', error["traceback"])
        self.assertEqual(ran("print(1)")["stdout"], "1\n")

    def test_without_the_policys_word_its_name_is_refused(self):
        provide(company=COMPANY)
        rules = {**RULES, "helpers": []}
        self.assertEqual([one["name"] for one in check.check("import company", rules)], ["company"])
