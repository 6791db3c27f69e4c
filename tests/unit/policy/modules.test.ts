import { expect, test } from "vitest";
import { checkCode } from "../../../lib/policy/check.ts";
import { readPolicy } from "../../../lib/policy/read-policy.ts";
import { codeRules } from "../../../lib/policy/rules.ts";
import { Policy } from "../../../lib/protocol/policy.ts";

const company = { name: "company", code: 'import pandas as pd\n\ndef fee(amount):\n    """Our fee."""\n    return amount * 0.02\n' };

const issuesOf = (...helpers: unknown[]) => {
  const read = readPolicy({ helpers });
  return read.ok ? [] : read.issues.map(({ path, message }) => `${path}: ${message}`);
};

test("a helper module is taken, and scripts may import it; without it they may not", () => {
  expect(issuesOf(company)).toEqual([]);
  const policy = Policy.parse({ helpers: [company] });
  expect(checkCode("from company import fee", policy)).toEqual([]);
  expect(checkCode("from company import fee", Policy.parse({}))).toHaveLength(1);
  expect(codeRules(policy).helpers).toEqual(["company"]);
});

test("helper modules may import one another", () => {
  expect(issuesOf(company, { name: "prices", code: "from company import fee" })).toEqual([]);
});

test("a denied name stays denied, also where it is a helper's", () => {
  expect(checkCode("import company", { ...Policy.parse({ helpers: [company] }), deniedModules: ["company"] })).toHaveLength(1);
});

const refused: [string, unknown[], RegExp][] = [
  ["a name with a dash", [{ ...company, name: "our-company" }], /^helpers\[0\]\.name: is not a module name/],
  ["a name with a path", [{ ...company, name: "../company" }], /^helpers\[0\]\.name/],
  ["a name with an underscore in front", [{ ...company, name: "__main__" }], /^helpers\[0\]\.name/],
  ["a word of Python's", [{ ...company, name: "class" }], /^helpers\[0\]\.name: class is a word/],
  ["the name of a standard module", [{ ...company, name: "json" }], /^helpers\[0\]\.name: json is a module that is there/],
  ["our own name", [{ ...company, name: "sandpiper" }], /^helpers\[0\]\.name: sandpiper/],
  ["the name of an allowed module", [{ ...company, name: "pandas" }], /^helpers\[0\]\.name: pandas is among/],
  ["the name of a denied module", [{ ...company, name: "micropip" }], /^helpers\[0\]\.name: micropip is among/],
  ["a name that is given twice", [company, company], /^helpers\[1\]\.name: company is given twice/],
  ["no code", [{ name: "company", code: "" }], /^helpers\[0\]\.code/],
  ["too much code", [{ name: "company", code: "#".repeat(50_001) }], /^helpers\[0\]\.code/],
  ["too much code in all", ["a", "b", "c", "d", "e"].map((name) => ({ name: `${name}${name}`, code: "#".repeat(45_000) })), /^helpers: all together have 225000/],
  ["too many", Array.from({ length: 21 }, (_, at) => ({ name: `module${at}`, code: "x = 1" })), /^helpers/],
  ["an import that is not allowed", [{ name: "company", code: "import json\n\nimport requests" }], /^helpers\[0\]\.code: line 3: requests is not among the allowed/],
  ["an import that is denied", [company, { name: "net", code: "from urllib import request" }], /^helpers\[1\]\.code: line 1: urllib\.request is not allowed/],
  ["a field more", [{ ...company, trusted: true }], /^helpers\[0\]/],
];
test.each(refused)("%s is refused, with the place", (_, helpers, message) => {
  expect(issuesOf(...helpers)).toEqual([expect.stringMatching(message)]);
});
