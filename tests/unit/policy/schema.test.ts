import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { fieldsOf } from "../../../lib/policy/fields.ts";
import { Policy } from "../../../lib/protocol/policy.ts";
import { docsText, files, schemaText, tableText } from "../../../scripts/policy-schema.mjs";

const again = "run `node scripts/policy-schema.mjs` and commit what it wrote";

test("public/policy.schema.json is what the schema in the code says", () => {
  expect(readFileSync(files.schema, "utf8") === schemaText(), again).toBe(true);
});

test("the table of docs/policy.md is what the schema in the code says", () => {
  const text = readFileSync(files.docs, "utf8");
  expect(text === docsText(text), again).toBe(true);
});

test("every field of a policy has a row with a meaning, and every number a unit", () => {
  const rows = tableText().split("\n").slice(2);
  const named = rows.map((row) => /^\| `([^`]+)` \|/.exec(row)?.[1]);
  expect(named.sort()).toEqual([...fieldsOf(Policy.parse({})).keys()].sort());
  for (const row of rows) expect(row).toMatch(/\| \S[^|]{10,} \|$/);
});

test("a unit is told by the end of the name, and those that are plain counts are known", () => {
  const counts = tableText()
    .split("\n")
    .filter((row) => row.includes("| count |"))
    .map((row) => row.split("`")[1]);
  expect(counts).toEqual([
    "limits.rebuildRuns",
    "limits.artifactsPerRun",
    "limits.files",
    "limits.steps",
    "limits.repairs",
    "limits.unreadableReplies",
    "limits.modelTries",
  ]);
});

test("the JSON Schema allows no field beside those it names, and asks for none", () => {
  const schema = z.looseObject({ additionalProperties: z.literal(false), properties: z.record(z.string(), z.unknown()) }).parse(JSON.parse(schemaText()));
  expect(Object.keys(schema.properties)).toEqual(Object.keys(Policy.shape));
  expect(schema).not.toHaveProperty("required");
});

test.each(["https://*.example.org", "https://a.example;script-src", "https://a.example/", "https://a.example/x", "null", "*", "ftp://a.example", "https://a.example 'unsafe-inline'", "https://A.example", "http://a.example:80", "data:", "https://user@a.example"])(
  "%s may not embed: it is no origin",
  (origin) => {
    expect(Policy.safeParse({ embedOrigins: [origin] }).success).toBe(false);
  },
);

test.each(["https://intranet.example.org", "http://localhost:3001", "http://127.0.0.1:8080", "https://[::1]:8443", "https://xn--bcher-kva.example"])("%s is an origin", (origin) => {
  expect(Policy.safeParse({ embedOrigins: [origin] }).error).toBeUndefined();
});
