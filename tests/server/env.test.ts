import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Policy } from "../../lib/protocol/policy.ts";
import { readEnv } from "../../lib/server/env.ts";
import { modelList } from "../../lib/server/models.ts";
import { loadPolicy, publicSlice } from "../../lib/server/policy.ts";
import { keptSecret } from "../../lib/server/secret.ts";

const folder = mkdtempSync(join(tmpdir(), "sandpiper-env-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function settings(variables: Record<string, string | undefined>) {
  const read = readEnv(variables);
  if (!read.ok) throw new Error(read.problems.join("; "));
  return read.settings;
}

test("an empty environment offers the built-in analyst alone, as the default", () => {
  for (const variables of [{}, { OPENAI_API_KEY: "", OPENAI_MODEL: " " }]) {
    expect(modelList(settings(variables))).toEqual({
      models: [expect.objectContaining({ id: "builtin", builtin: true })],
      default: "builtin",
      notes: [],
    });
  }
});

test("models are offered in their order under their labels, the first as default, the built-in analyst always", () => {
  const list = modelList(settings({ OPENAI_API_KEY: "sk-x", OPENAI_MODEL: "big=The big one, org/small:8b" }));
  expect(list.models.map(({ id, label }) => [id, label])).toEqual([
    ["big", "The big one"],
    ["org/small:8b", "org/small:8b"],
    ["builtin", expect.any(String)],
  ]);
  expect(list.default).toBe("big");
});

test("a base URL without a key is enough, a model without either is not and is said", () => {
  expect(modelList(settings({ OPENAI_BASE_URL: "http://localhost:11434/v1", OPENAI_MODEL: "qwen" })).default).toBe("qwen");
  const half = modelList(settings({ OPENAI_MODEL: "qwen" }));
  expect(half).toMatchObject({ default: "builtin", notes: [expect.stringContaining("OPENAI_API_KEY")] });
  expect(modelList(settings({ OPENAI_API_KEY: "sk-x" })).notes).toEqual([expect.stringContaining("OPENAI_MODEL")]);
});

test.each([
  ["OPENAI_BASE_URL", "localhost:11434"],
  ["OPENAI_BASE_URL", "http://user:hunter2@host/v1"],
  ["OPENAI_BASE_URL", "http://host/v1?key=hunter2"],
  ["OPENAI_API_KEY", "sk hunter2"],
  ["OPENAI_MODEL", "builtin"],
  ["OPENAI_MODEL", "one,one"],
  ["OPENAI_MODEL", "=hunter2"],
  ["SANDPIPER_MODEL_TOOLS", "hunter2"],
  ["SANDPIPER_SECRET", "hunter2"],
  ["SANDPIPER_ORIGIN", "https://a.example/hunter2"],
  ["ADMIN_TOKEN", "hunter2"],
])("%s set to %s is a problem that names the variable and not the value", (name, value) => {
  const read = readEnv({ [name]: value });
  if (read.ok) throw new Error("it was taken");
  expect(read.problems.join()).toContain(name);
  expect(read.problems.join()).not.toContain("hunter2");
});

function policyFile(text: string) {
  const file = join(folder, "policy.json");
  writeFileSync(file, text);
  return loadPolicy(file);
}

test("a policy file is in force, and what it leaves out is the default", () => {
  const { policy, problem } = policyFile('{"version": "acme-3", "limits": {"runMs": 5000}}');
  expect(problem).toBeNull();
  expect(policy).toEqual({ ...Policy.parse({}), version: "acme-3", limits: { ...Policy.parse({}).limits, runMs: 5000 } });
});

test.each([
  ['{"limits": {"runMs": "long"}}', "limits.runMs"],
  ['{"limits": {"runMs": -1}}', "limits.runMs"],
  ['{"limit": {}}', "limit"],
  ["[]", "whole file"],
  ["{", "not JSON"],
])("the policy %s is refused with its place and a reason, and the default is in force", (text, place) => {
  const { policy, problem } = policyFile(text);
  expect(problem).toContain(place);
  expect(policy).toEqual(Policy.parse({}));
});

test("a policy file that is missing leaves the default in force and is said", () => {
  expect(loadPolicy(join(folder, "nowhere.json"))).toMatchObject({ policy: Policy.parse({}), problem: expect.stringContaining("ENOENT") });
});

test("what a page may know of the policy is itself a policy", () => {
  const { policy } = loadPolicy(null);
  expect(Policy.parse(JSON.parse(JSON.stringify(publicSlice(policy))))).toEqual(policy);
});

test("the secret is made once and found again", () => {
  const made = keptSecret(join(folder, "data"));
  expect(made.length).toBeGreaterThanOrEqual(43);
  expect(keptSecret(join(folder, "data"))).toBe(made);
  expect(keptSecret(join(folder, "other"))).not.toBe(made);
});
