import unittest

from sandpiper import rebuild


def needed(*codes, ok=True):
    return [one["needed"] for one in rebuild.plan([{"code": code, "ok": ok} for code in codes])]


class Needed(unittest.TestCase):
    def test_a_script_that_only_looks_is_left_out(self):
        self.assertEqual(needed("x = [1, 2]", "print(len(x), max(x))", "df.head()", "show(df.groupby('a')['b'].sum(), 't')"), [True, False, False, False])

    def test_what_is_made_anew_before_it_is_read_is_left_out(self):
        self.assertEqual(needed("x = 1", "x = 2"), [False, True])
        self.assertEqual(needed("x = 1", "x += 2"), [True, True])
        self.assertEqual(needed("x = 1", "y = x", "x = 2"), [True, True, True])
        self.assertEqual(needed("x = 1", "if flag:\n    x = 2"), [True, True])

    def test_a_failed_script_makes_nothing_for_sure(self):
        codes = [{"code": "x = 1", "ok": True}, {"code": "fail()\nx = 2", "ok": False}]
        self.assertEqual([one["needed"] for one in rebuild.plan(codes)], [True, True])

    def test_what_stands_after_the_answer_may_not_have_run(self):
        self.assertEqual(needed("x = 1", "final_answer('a')\nx = 2"), [True, True])
        self.assertEqual(needed("x = 1", "def end(): final_answer('a')", "end()\nx = 2"), [True, True, True])

    def test_a_change_of_a_thing_by_another_name_counts(self):
        self.assertEqual(needed("x = []", "y = x", "y[0:0] = [1]", "y = 2"), [True, True, True, True])

    def test_a_call_that_is_not_known_counts(self):
        for code in ("x.append(1)", "f(x)", "random.seed(3)", "df.sample(3)", "df.sort_values('a', inplace=True)", "open('/output/a', 'w')", "df['a'] = 1", "del x[0]", "x.a = 1"):
            self.assertEqual(needed("x = [1]", code), [True, True], code)

    def test_functions_of_the_session_are_looked_into(self):
        self.assertEqual(needed("def f(x): return len(x)", "print(f('a'))"), [True, False])
        self.assertEqual(needed("def f(x): seen.append(x)", "print(f('a'))"), [True, True])
        self.assertEqual(needed("def g(): return k", "k = 1", "print(g())\nr = g()", "k = 2"), [True, True, True, True])
        self.assertEqual(needed("def f():\n    global n\n    n = 1", "print(f())"), [True, True])

    def test_a_name_that_hides_a_known_one_is_not_trusted(self):
        self.assertEqual(needed("len = f", "print(len(x))"), [True, True])
        self.assertEqual(needed("def head(self): pass", "df.head()"), [True, True])

    def test_iterators_properties_and_operators_leave_nothing_out(self):
        for code in ("it = iter([1, 2])", "it = (n for n in [1])", "def g():\n    yield 1", "class A:\n    @property\n    def a(self): return 1", "class A:\n    def __len__(self): return 1"):
            self.assertEqual(needed(code, "print(list(it))"), [True, True], code)

    def test_what_runs_texts_needs_all_that_came_before(self):
        self.assertEqual(needed("x = 1", "exec('y = x')", "x = 2"), [True, True, True])
        self.assertEqual(needed("x = 1", "y = sql('select * from x')", "x = 2"), [True, True, True])

    def test_what_does_not_parse_did_nothing(self):
        self.assertEqual(needed("x = (", "x = 1", ok=False), [False, True])

    def test_names_and_what_never_comes_again_are_told(self):
        one, two, three = rebuild.plan([{"code": code, "ok": True} for code in ("import time\nat = time.time()", "a, b = 1, at", "del b")])
        self.assertEqual((one["passing"], one["makes"], two["passing"]), (True, ["at", "time"], False))
        self.assertEqual((two["reads"], two["binds"], three["drops"]), (["at"], ["a", "b"], ["b"]))

    def test_a_script_that_awaits_is_understood(self):
        self.assertEqual(needed("import asyncio\nx = await asyncio.sleep(0, 3)"), [True])
