import { expect, test } from "vitest";
import { makeForesight } from "../../../lib/agent/foresight.ts";

function told(code: string, size: number): string[] {
  const heard: string[] = [];
  const take = makeForesight((imports) => heard.push(imports));
  for (let at = 0; at < code.length; at += size) take(code.slice(at, at + size));
  return heard;
}

const script = `import numpy as np, scipy.stats as st  # both
from sklearn.ensemble import (
    RandomForestClassifier,
)
def draw():
    from matplotlib import pyplot as plt
print("import nothing")
import pandas as pd; frame = 1
from the data we import only this
import seaborn`;

test("imports are told as soon as their line is whole, however the code arrives", () => {
  for (const size of [1, 3, 7, 1_000]) {
    const heard = told(script, size);
    expect(heard.at(-1)?.split("\n")).toEqual(["import numpy as np, scipy.stats as st", "import sklearn.ensemble", "import matplotlib"]);
  }
  expect(told(script, 1).map((text) => text.split("\n").length)).toEqual([1, 2, 3]);
});

test("the same import twice, and a line that never ends, tell nothing more", () => {
  expect(told("import os\nimport os\nimport seaborn", 2)).toEqual(["import os"]);
});

test("what is told is bounded", () => {
  const many = Array.from({ length: 500 }, (_, at) => `import m${at}\n`).join("");
  expect(told(many, 1_000).at(-1)?.split("\n")).toHaveLength(50);
});
