import os
import sys
import unittest

from running import Heard, as_json, fresh, go, kinds
from sandpiper import run


class Values(unittest.TestCase):
    def setUp(self):
        fresh()

    def test_the_last_expression_is_the_value(self):
        self.assertEqual(go("x = 20\nx + 1")["value"], "21")

    def test_none_and_statements_have_no_value(self):
        self.assertIsNone(go("None")["value"])
        self.assertIsNone(go("x = 1")["value"])

    def test_a_semicolon_hides_the_value(self):
        self.assertIsNone(go("1 + 1;")["value"])

    def test_names_live_on_between_runs(self):
        go("import math\ndef twice(x): return 2 * x\nkept = 5")
        self.assertEqual(go("twice(kept) + math.floor(1.5)")["value"], "11")

    def test_names_of_a_failed_run_are_kept_up_to_the_failure(self):
        go("first = 1\n1 / 0\nsecond = 2")
        self.assertEqual(go("first, 'second' in globals()")["value"], "(1, False)")

    def test_a_huge_repr_is_cut_with_a_note_of_how_much(self):
        value = go("'x' * 10**6")["value"]
        self.assertLess(len(value), 25_000)
        self.assertIn("characters left out", value)

    def test_classes_pickle_because_the_namespace_is_main(self):
        seen = go("import pickle\nclass A:\n    pass\ntype(pickle.loads(pickle.dumps(A()))).__name__")
        self.assertEqual(seen["value"], "'A'")

    def test_a_repr_that_raises_exits_or_lies_breaks_nothing(self):
        for body in ("raise ValueError('no')", "raise SystemExit(3)", "return 7", "return [][1]"):
            seen = go(f"class Bad:\n    def __repr__(self):\n        {body}\nBad()")
            self.assertEqual(seen["status"], "ok", body)
            self.assertIn("cannot be shown", seen["value"])


class Errors(unittest.TestCase):
    def setUp(self):
        fresh()

    def error(self, code):
        seen = go(code)
        self.assertEqual(seen["status"], "error")
        return seen["error"]

    def test_type_message_and_line_are_told(self):
        error = self.error("a = 1\nb = 0\na / b")
        self.assertEqual((error["type"], error["message"], error["line"]), ("ZeroDivisionError", "division by zero", 3))

    def test_the_traceback_quotes_the_script_and_none_of_the_runtime(self):
        trace = self.error("def f():\n    return {}['key']\nf()")["traceback"]
        self.assertIn("return {}['key']", trace)
        self.assertIn("line 3, in <module>", trace)
        self.assertNotIn("sandpiper", trace)

    def test_functions_of_earlier_runs_are_quoted_too(self):
        go("def broken():\n    raise RuntimeError('from before')")
        self.assertIn("raise RuntimeError('from before')", self.error("broken()")["traceback"])

    def test_a_library_keeps_two_frames_at_the_tail_and_no_cause_of_its_own(self):
        trace = self.error("import pandas as pd\npd.DataFrame({'a': [1]})['b']")["traceback"]
        self.assertTrue(trace.endswith("KeyError: 'b'"))
        self.assertLessEqual(trace.count('File "'), 3)
        self.assertNotIn("direct cause", trace)

    def test_a_cause_in_the_script_is_kept(self):
        trace = self.error("try:\n    1 / 0\nexcept Exception as e:\n    raise ValueError('worse') from e")["traceback"]
        self.assertIn("ZeroDivisionError", trace)
        self.assertIn("direct cause", trace)

    def test_a_syntax_error_has_its_line_and_caret(self):
        error = self.error("x = 1\ny = (2,\nz = 3 4")
        self.assertEqual(error["type"], "SyntaxError")
        self.assertIn("^", error["traceback"])
        self.assertIsNotNone(error["line"])

    def test_endless_recursion_is_an_error_and_the_kernel_goes_on(self):
        self.assertEqual(self.error("def f(): return f()\nf()")["type"], "RecursionError")
        self.assertEqual(go("1")["value"], "1")

    def test_hostile_exceptions_are_told_all_the_same(self):
        error = self.error("class E(Exception):\n    def __str__(self): raise E()\nraise E()")
        self.assertEqual((error["type"], error["line"]), ("E", 3))

    def test_an_exception_group_is_told_whole(self):
        self.assertIn("inner one", self.error("raise ExceptionGroup('both', [ValueError('inner one'), KeyError('k')])")["traceback"])

    def test_sys_exit_is_no_failure_unless_it_says_so(self):
        self.assertEqual(go("import sys\nsys.exit()")["status"], "ok")
        self.assertEqual(self.error("import sys\nsys.exit('bad')")["type"], "SystemExit")

    def test_an_interrupt_is_told_as_such(self):
        self.assertEqual(go("raise KeyboardInterrupt")["status"], "interrupted")

    def test_a_package_that_is_not_there_is_explained(self):
        run.needs.configure('{"packages": {"numpy": {"imports": ["numpy"], "depends": []}}}')
        notes = go("import requests")["notes"]
        self.assertIn("requests is not available here", notes[0])
        self.assertIn("numpy", notes[0])

    def test_no_network_is_explained(self):
        self.assertIn("no network here", go("import urllib.error\nraise urllib.error.URLError('x')")["notes"][0])


class Output(unittest.TestCase):
    def setUp(self):
        fresh()

    def test_streams_are_kept_apart(self):
        seen = go("import sys\nprint('out')\nprint('err', file=sys.stderr)")
        self.assertEqual((seen["stdout"], seen["stderr"]), ("out\n", "err\n"))

    def test_output_is_handed_on_in_batches_in_order(self):
        with Heard() as heard:
            go("import sys\nfor i in range(500): print(i)\nprint('end', file=sys.stderr)", outputChars=100_000)
        self.assertEqual("".join(text for stream, text in heard.pieces if stream == "stdout"), "".join(f"{i}\n" for i in range(500)))
        self.assertEqual(heard.pieces[-1], ("stderr", "end\n"))
        self.assertLess(len(heard.pieces), 90)

    def test_a_printed_line_is_handed_on_before_the_code_goes_on(self):
        with Heard() as heard:
            go("from sandpiper import host\nprint('first')\nprint('second')\nhost.emit('mark', '')")
        self.assertEqual(heard.pieces[:3], [("stdout", "first\n"), ("stdout", "second\n"), ("mark", "")])

    def test_what_exceeds_the_cap_is_counted_and_head_and_tail_are_kept(self):
        seen = go("for i in range(10_000): print(i)")
        self.assertTrue(seen["stdout"].startswith("0\n1\n"))
        self.assertTrue(seen["stdout"].endswith("9999\n"))
        self.assertLess(len(seen["stdout"]), 2_100)
        self.assertGreater(seen["droppedChars"], 40_000)

    def test_what_is_printed_before_an_error_is_kept(self):
        self.assertEqual(go("print('so far')\n1/0")["stdout"], "so far\n")

    def test_a_warning_is_shown_once_without_its_path(self):
        seen = go("import warnings\nfor _ in range(3): warnings.warn('careful')")
        self.assertEqual(seen["stderr"], "UserWarning (line 2): careful\n")

    def test_code_that_breaks_stdout_does_not_break_the_next_run(self):
        go("import sys\nsys.stdout = None\nsys.stderr = 3")
        self.assertEqual(go("print('fine')")["stdout"], "fine\n")
        self.assertIsNotNone(sys.stdout)


class Answers(unittest.TestCase):
    def setUp(self):
        fresh()

    def test_final_answer_ends_the_run_there(self):
        seen = go("final_answer('Sales rose', ['a', 2], next_questions='why?')\nprint('never')")
        self.assertEqual(seen["stdout"], "")
        self.assertEqual(seen["answer"], {"finding": "Sales rose", "evidence": ["a", "2"], "caveats": [], "next": ["why?"]})

    def test_except_exception_does_not_catch_it(self):
        self.assertEqual(go("try:\n    final_answer('x')\nexcept Exception:\n    pass\nprint('never')")["stdout"], "")

    def test_numbers_tables_and_hostile_values_become_text(self):
        code = "import pandas as pd\nclass Bad:\n    def __str__(self): raise ValueError\nfinal_answer(1.23456789, [pd.DataFrame({'a': [1]}), Bad()], {'k': 2.0})"
        answer = go(code)["answer"]
        self.assertEqual(answer["finding"], "1.23457")
        self.assertIn("a", answer["evidence"][0])
        self.assertEqual(answer["caveats"], ["k: 2"])
        self.assertTrue(all(isinstance(one, str) for one in answer["evidence"]))


class Files(unittest.TestCase):
    def setUp(self):
        fresh()

    def test_new_and_changed_files_below_output_are_handed_out(self):
        go("import os\nos.makedirs('/output/sub', exist_ok=True)\nopen('/output/sub/a.csv', 'w').write('x,y')")
        self.assertEqual(go("1")["artifacts"], [])
        seen = go("open('/output/sub/a.csv', 'a').write('more')\nopen('/output/b.bin', 'wb').write(b'\\0');")
        self.assertEqual([(made["name"], made["mime"]) for made in seen["artifacts"]], [("b.bin", "application/octet-stream"), ("sub/a.csv", "text/csv")])
        self.assertEqual(seen["artifacts"][1]["bytes"], b"x,ymore")

    def test_a_file_above_the_allowance_is_left_out_with_a_note(self):
        seen = go("open('/output/big.bin', 'wb').write(bytes(2_000_000));")
        self.assertEqual(seen["artifacts"], [])
        self.assertIn("big.bin was left out", seen["notes"][0])
        os.remove("/output/big.bin")

    def test_files_of_a_failed_run_are_handed_out_too(self):
        seen = go("open('/output/part.txt', 'w').write('half')\n1/0")
        self.assertEqual((seen["status"], kinds(seen)), ("error", ["file"]))

    def test_a_link_out_of_the_folder_is_not_followed(self):
        seen = go("import os\nos.path.lexists('/output/l.txt') or os.symlink('/lib/python314.zip', '/output/l.txt')\n'made'")
        self.assertEqual(seen["artifacts"], [])

    def test_no_more_artifacts_than_the_limit(self):
        seen = go("for i in range(8): table({'a': [i]}, f't{i}')")
        self.assertEqual(len(seen["artifacts"]), 5)
        self.assertIn("3 more results were left out", seen["notes"][0])

    def test_an_observation_is_json_with_its_bytes_apart(self):
        text = as_json(go("open('/output/c.txt', 'w').write('c')\n'\\ud800'"))
        self.assertEqual(text["artifacts"][0]["bytes"], {"blob": 0})


RULES = {"allowed": ["pandas"], "denied": ["socket"], "alternatives": {"requests": "Ask the person for the file."}}


class Rules(unittest.TestCase):
    def setUp(self):
        fresh()

    def test_what_the_policy_refuses_is_an_error_with_line_module_and_way_and_nothing_runs(self):
        seen = go("ran = True\nimport requests", rules=RULES)
        self.assertEqual((seen["status"], seen["error"]["type"], seen["error"]["line"]), ("error", "PolicyError", 2))
        self.assertIn("line 2: requests is not among the allowed packages. Ask the person for the file.", seen["error"]["message"])
        self.assertEqual(go("'ran' in globals()", rules=RULES)["value"], "False")

    def test_a_refusal_gets_no_second_note(self):
        self.assertEqual(go("import socket", rules=RULES)["notes"], [])

    def test_what_the_policy_allows_runs(self):
        self.assertEqual(go("import math\nmath.floor(1.5)", rules=RULES)["value"], "1")
        self.assertEqual(go("import socket\n1")["value"], "1")
