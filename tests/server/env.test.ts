import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Policy } from "../../lib/protocol/policy.ts";
import { readEnv } from "../../lib/server/env.ts";
import { modelList } from "../../lib/server/models.ts";
import { keptSecret } from "../../lib/server/secret.ts";

const folder = mkdtempSync(join(tmpdir(), "sandpiper-env-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const standard = Policy.parse({});

function settings(variables: Record<string, string | undefined>) {
  const read = readEnv(variables);
  if (!read.ok) throw new Error(read.problems.join("; "));
  return read.settings;
}

test("an empty environment offers the built-in analyst alone, as the default", () => {
  for (const variables of [{}, { OPENAI_API_KEY: "", OPENAI_MODEL: " " }]) {
    expect(modelList(settings(variables), standard)).toEqual({
      models: [expect.objectContaining({ id: "builtin", builtin: true })],
      default: "builtin",
      notes: [],
    });
  }
});

test("models are offered in their order under their labels, the first as default, the built-in analyst always", () => {
  const list = modelList(settings({ OPENAI_API_KEY: "sk-x", OPENAI_MODEL: "big=The big one, org/small:8b" }), standard);
  expect(list.models.map(({ id, label }) => [id, label])).toEqual([
    ["big", "The big one"],
    ["org/small:8b", "org/small:8b"],
    ["builtin", expect.any(String)],
  ]);
  expect(list.default).toBe("big");
});

test("a base URL without a key is enough, a model without either is not and is said", () => {
  expect(modelList(settings({ OPENAI_BASE_URL: "http://localhost:11434/v1", OPENAI_MODEL: "qwen" }), standard).default).toBe("qwen");
  const half = modelList(settings({ OPENAI_MODEL: "qwen" }), standard);
  expect(half).toMatchObject({ default: "builtin", notes: [expect.stringContaining("OPENAI_API_KEY")] });
  expect(modelList(settings({ OPENAI_API_KEY: "sk-x" }), standard).notes).toEqual([expect.stringContaining("OPENAI_MODEL")]);
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

test("the secret is made once and found again", () => {
  const made = keptSecret(join(folder, "data"));
  expect(made.length).toBeGreaterThanOrEqual(43);
  expect(keptSecret(join(folder, "data"))).toBe(made);
  expect(keptSecret(join(folder, "other"))).not.toBe(made);
});
