"""Makes the suite: node tests/support/python.mjs eval/suite/generate.py. Everything comes from one seed, so a second run changes no file but the workbook's wrapping."""

import json
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here)

import data
import questions

SEED = 20261125


def make(folder, seed=SEED):
    """Writes files/ and questions.jsonl below `folder`."""
    made = data.make(seed, os.path.join(folder, "files"))
    items = questions.make(made)
    with open(os.path.join(folder, "questions.jsonl"), "w", encoding="utf-8", newline="\n") as file:
        for item in items:
            file.write(json.dumps(item, ensure_ascii=False) + "\n")
    return items


if __name__ == "__main__":
    print(f"{len(make(here))} questions")
