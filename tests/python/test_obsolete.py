import io
import json
import unittest
import warnings

import numpy as np
import pandas as pd

with open("/repo/tests/unit/agent/obsolete.json", encoding="utf-8") as file:
    CASES = [case for case in json.load(file) if case["type"] is not None]

NEED_A_HOST = {"input", "excel writer save"}
COMPARED = 100


def home_of(code):
    """The library a case is about; pandas where no other is named."""
    homes = {"sklearn": "sklearn", "scipy": "scipy", "seaborn": "drawing", "matplotlib": "drawing", "plotly": "drawing", "np.": "numpy"}
    return next((home for word, home in homes.items() if word in code), "pandas")


def namespace():
    df = pd.DataFrame({"date": pd.date_range("2024-01-31", periods=6, freq="D"), "region": list("NSNSNS"), "amount": [1.0, 2, 3, 4, None, 6], "qty": [1, 2, 3, 4, 5, 6]})
    return {"pd": pd, "np": np, "io": io, "df": df, "sales": df, "s": pd.Series([1.0, None, 3.0])}


def outcome(code):
    """Type and message of what `code` raises, as the kernel tells them."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(compile(code, "<step>", "exec"), namespace())
    except Exception as error:
        return type(error).__name__, error.msg if isinstance(error, SyntaxError) else str(error)
    return None, ""


class MessagesThatHintsRestOn(unittest.TestCase):
    """The table of hints (lib/agent/obsolete.ts) is matched against these messages in tests/unit/agent/hints.test.ts."""

    def check(self, home):
        cases = [case for case in CASES if home_of(case["code"]) == home and case["name"] not in NEED_A_HOST]
        self.assertGreater(len(cases), 5)
        for case in cases:
            with self.subTest(case["name"]):
                kind, message = outcome(case["code"])
                self.assertEqual(kind, case["type"])
                self.assertEqual(message[:COMPARED].split(" (/")[0], case["message"][:COMPARED].split(" (/")[0])

    def test_pandas_still_says_them(self):
        self.check("pandas")

    def test_numpy_still_says_them(self):
        self.check("numpy")

    def test_scipy_still_says_them(self):
        self.check("scipy")

    def test_scikit_learn_still_says_them(self):
        self.check("sklearn")

    def test_the_drawing_libraries_still_say_them(self):
        self.check("drawing")
