import { describe, expect, test } from "vitest";
import { alternatives, insteadOf } from "../../../lib/policy/alternatives.ts";
import { blank } from "../../../lib/policy/blank.ts";
import { checkCode, importsIn } from "../../../lib/policy/check.ts";
import { Policy } from "../../../lib/protocol/policy.ts";

const policy = Policy.parse({});
const names = (code: string) => checkCode(code, policy).map(({ name }) => name);

describe("imports that pass", () => {
  test.each([
    "import pandas as pd, numpy as np",
    "from sklearn.linear_model import LinearRegression",
    "import json, os.path\nfrom datetime import datetime",
    "from urllib.parse import quote",
    "import matplotlib.pyplot as plt; plt.plot()",
    "from __future__ import annotations",
    "from . import x",
    "# import requests",
    'x = "import requests"',
    'x = """\nimport requests\n"""',
    "x = 'it\\'s'\ny = 'import js'",
    "df['import requests'] = 1",
    "important = 1\nimports = 2",
    "x = {'a': 1}\nprint(x)",
  ])("%j", (code) => expect(names(code)).toEqual([]));
});

describe("imports that are refused", () => {
  test.each<[string, string[]]>([
    ["import requests", ["requests"]],
    ["import pandas, requests", ["requests"]],
    ["import os, socket", ["socket"]],
    ["from urllib import request", ["urllib.request"]],
    ["from urllib import (parse, request as r)", ["urllib.request"]],
    ["import urllib.request", ["urllib.request"]],
    ["x = 1; import js", ["js"]],
    ["try: import js\nexcept ImportError: pass", ["js"]],
    ["if x:\n    from pyodide.ffi import to_js", ["pyodide.ffi"]],
    ["import \\\n    js", ["js"]],
    ["import \uff4a\uff53", ["js"]],
    ["from statsmodels.api import OLS", ["statsmodels"]],
    ["x = '''a'''\nimport torch", ["torch"]],
    ["def f():\n\timport torch", ["torch"]],
  ])("%j", (code, expected) => expect(names(code)).toEqual(expected));

  test("come with the line, a reason and the nearest allowed way", () => {
    expect(checkCode("import pandas as pd\n\nimport statsmodels.api as sm", policy)).toEqual([
      {
        line: 3,
        name: "statsmodels",
        reason: "statsmodels is not among the allowed packages.",
        instead: expect.stringContaining("scipy.stats"),
      },
    ]);
  });

  test("have the right line after a broken line", () => {
    expect(checkCode("x = 1 + \\\n  2\nimport \\\n  js", policy)[0]?.line).toBe(3);
  });

  test("follow the policy, not a fixed list", () => {
    expect(checkCode("import pandas", { ...policy, allowedModules: [] })).toHaveLength(1);
    expect(checkCode("import requests", { ...policy, allowedModules: ["requests"] })).toEqual([]);
    expect(checkCode("import json", { ...policy, deniedModules: ["json"] })).toHaveLength(1);
  });
});

describe("the alternatives", () => {
  test("know every module that is denied by default", () => {
    const unknown = policy.deniedModules.filter((module) => !Object.hasOwn(alternatives, module));
    expect(unknown).toEqual([]);
  });
  test("never point to a package that is not allowed", () => {
    const imported = Object.values(alternatives).flatMap((text) => importsIn(text.replace(/`/g, "\n")));
    expect(imported).toEqual([]);
    expect(policy.allowedModules.filter((module) => Object.hasOwn(alternatives, module))).toEqual([]);
  });
  test("go by the full name first, then by the root", () => {
    expect(insteadOf("urllib.request")).toContain("no network");
    expect(insteadOf("polars.io")).toContain("pandas");
    expect(insteadOf("toString")).toContain("standard library");
  });
});

describe("blanking", () => {
  test("keeps length and lines", () => {
    const code = 'a = "x" # y\nb = """1\n2"""\nc = r"\\d"';
    expect(blank(code).text).toHaveLength(code.length);
    expect(blank(code).text.split("\n")).toHaveLength(4);
  });
  test("knows an open string", () => {
    expect(blank('x = """abc').open).toBe(true);
    expect(blank('x = "abc').open).toBe(false);
    expect(blank("x = '''a'''").open).toBe(false);
  });
});

test("a megabyte of code is checked in well under a second", () => {
  const code = "x = 'import js'  # import js\n".repeat(40_000);
  const started = performance.now();
  expect(names(`${code}import js`)).toEqual(["js"]);
  expect(performance.now() - started).toBeLessThan(1_000);
});
