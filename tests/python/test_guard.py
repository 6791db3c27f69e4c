import ast
import builtins
import contextlib
import json
import signal
import sys
import unittest
from unittest import mock

from sandpiper import guard, host, run, show


class Guard(unittest.TestCase):
    def setUp(self):
        self.examine = guard.watch()

    def test_all_is_well_when_nothing_was_changed(self):
        self.assertEqual(self.examine(True), [])
        self.assertEqual(self.examine(True), [])

    def test_new_names_and_new_modules_of_ours_are_no_harm(self):
        with mock.patch.object(builtins, "brand_new", 1, create=True):
            self.assertEqual(self.examine(False), [])

    def test_each_of_these_is_noticed_and_named(self):
        poisons = {
            "builtins.sum": mock.patch.object(builtins, "sum", 0),
            "builtins.print": mock.patch.object(builtins, "print", lambda *_: None),
            "builtins.__import__": mock.patch.object(builtins, "__import__", __import__("functools").partial(__import__)),
            "json.dumps": mock.patch.object(json, "dumps", lambda *_a, **_k: "{}"),
            "ast.parse": mock.patch.object(ast, "parse", lambda *_a, **_k: None),
            "sys.modules['json']": mock.patch.dict(sys.modules, {"json": None}),
            "sandpiper.run.execute": mock.patch.object(run, "execute", None),
            "sandpiper.host.emit": mock.patch.object(host, "emit", lambda *_: None),
            "sandpiper.show.table": mock.patch.object(show, "table", None),
            "sys.modules['sandpiper.run']": mock.patch.dict(sys.modules, {"sandpiper.run": json}),
        }
        for name, poison in poisons.items():
            with poison:
                self.assertIn(name, self.examine(False), name)
            self.assertEqual(self.examine(True), [], name)

    def test_a_removed_builtin_is_noticed(self):
        kept = builtins.sorted
        try:
            del builtins.sorted
            changed = self.examine(False)
        finally:
            builtins.sorted = kept
        self.assertEqual(changed, ["builtins.sorted"])

    def test_swapped_code_of_a_function_is_noticed(self):
        kept = run.finish.__code__
        try:
            run.finish.__code__ = (lambda before: None).__code__
            self.assertIn("sandpiper.run.finish.__code__", self.examine(False))
        finally:
            run.finish.__code__ = kept

    def test_imports_that_no_longer_work_are_noticed_after_an_error(self):
        with mock.patch.object(sys, "meta_path", []):
            self.assertEqual(self.examine(False), [])
            self.assertIn("import", self.examine(True)[0])

    def test_a_tracer_a_recursion_limit_and_a_signal_handler_are_put_back(self):
        with contextlib.suppress(ValueError):
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        sys.setrecursionlimit(2_000)
        sys.setprofile(lambda *_: None)
        self.assertEqual(self.examine(False), [])
        self.assertEqual((sys.getrecursionlimit(), sys.getprofile()), (1_000, None))
        self.assertIs(signal.getsignal(signal.SIGINT), signal.default_int_handler)
