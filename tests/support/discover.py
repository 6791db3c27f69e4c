"""Finds and runs the unittest tests of tests/python, one at a time, inside Pyodide."""

import glob
import os
import traceback
import unittest


def modules():
    """Names of all test modules below /repo/tests/python."""
    return sorted(os.path.basename(path)[:-3] for path in glob.glob("/repo/tests/python/test_*.py"))


def flatten(suite):
    for item in suite:
        if isinstance(item, unittest.TestSuite):
            yield from flatten(item)
        else:
            yield item


loaded = {}
ready = None


def load(module):
    """Test cases of one module by their ids. An import that fails is one failing case."""
    if module not in loaded:
        loaded[module] = {case.id(): case for case in flatten(unittest.defaultTestLoader.loadTestsFromName(module))}
    return loaded[module]


def run(module, identity):
    """None when the case passed, "skipped: why" when it was skipped, else the tracebacks."""
    case = loaded[module][identity]
    try:
        enter(type(case))
    except unittest.SkipTest as why:
        return f"skipped: {why}"
    except Exception:
        return traceback.format_exc()
    result = unittest.TestResult()
    case.run(result)
    if result.skipped:
        return "skipped: " + result.skipped[0][1]
    bad = [text for _, text in result.errors + result.failures]
    if result.unexpectedSuccesses:
        bad.append("passed, though marked as an expected failure")
    return "\n".join(bad) or None


def enter(kind):
    """Class fixtures: set up with the first case of a class, torn down when another class begins."""
    global ready
    if ready is kind:
        return
    if ready is not None:
        ready.tearDownClass()
        ready.doClassCleanups()
    ready = None
    kind.setUpClass()
    ready = kind


def run_all(names):
    """Runs the named modules with unittest's own report. True when all passed."""
    suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromName(name) for name in names)
    return unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful()
