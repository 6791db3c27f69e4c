import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { attemptKinds, attemptScript, attemptsIn, commonFile } from "../../../lib/policy/attempts.ts";

const folder = join(dirname(fileURLToPath(import.meta.url)), "../../../public/isolation");
const read = (file: string) => readFileSync(join(folder, file), "utf8");

test("every file of attempts belongs to a class that is named, and every class has its file", () => {
  const files = readdirSync(folder).filter((file) => file.endsWith(".py") && file !== commonFile);
  expect(files.sort()).toEqual(attemptKinds.map((kind) => `${kind}.py`));
});

test("each class holds attempts, at least sixty together, and no name stands twice in one class", () => {
  const all = attemptKinds.map((kind) => attemptsIn(kind, read(`${kind}.py`)));
  for (const some of all) expect(new Set(some.map(({ name }) => name)).size).toBe(some.length);
  for (const some of all) expect(some.length).toBeGreaterThan(0);
  const count = all.flat().length;
  console.log(`${count} attempts in ${all.length} classes`);
  expect(count).toBeGreaterThanOrEqual(60);
});

test("the script of an attempt holds what all begin with, its class, and ends by making it", () => {
  const [first] = attemptsIn("requests", read("requests.py"));
  if (!first) throw new Error("no attempt");
  const script = attemptScript(read(commonFile), first, "Target(1)");
  expect(script.startsWith(read(commonFile))).toBe(true);
  expect(script.endsWith(`\nawait attempt(${first.name}, Target(1))`)).toBe(true);
});
