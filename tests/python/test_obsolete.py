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

    def test_the_kernels_versions_still_say_them(self):
        for case in CASES:
            if case["name"] in NEED_A_HOST:
                continue
            with self.subTest(case["name"]):
                kind, message = outcome(case["code"])
                self.assertEqual(kind, case["type"])
                self.assertEqual(message[:COMPARED].split(" (/")[0], case["message"][:COMPARED].split(" (/")[0])
