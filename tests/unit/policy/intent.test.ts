import { expect, test } from "vitest";
import { intentOf } from "../../../lib/policy/intent.ts";

test("a script is summed up by what it imports and which files it names where it writes", () => {
  const code = `import pandas as pd
from matplotlib import pyplot as plt
import numpy.random, pandas
df.to_csv("out/totals.csv", index=False)
save({"a": frame(1)}, 'book.xlsx')
with open("notes.txt", mode="w") as f: f.write(open("read.me").read())
fig.savefig(f"{name}.png")`;
  expect(intentOf(code)).toEqual({
    packages: ["pandas", "matplotlib", "numpy"],
    files: ["out/totals.csv", "book.xlsx", "{name}.png", "notes.txt"],
    unnamed: false,
    lines: 7,
  });
});

test("a file whose name is made elsewhere is told as one without a name; reading is not writing", () => {
  expect(intentOf("save(df, path)")).toMatchObject({ files: [], unnamed: true });
  expect(intentOf("open('a.csv').read()\nprint(text.to_string)")).toMatchObject({ files: [], unnamed: false });
});
