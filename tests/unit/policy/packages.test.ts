import { expect, test } from "vitest";
import { allowedLock } from "../../../lib/policy/packages.ts";
import type { Lock } from "../../../lib/protocol/kernel.ts";

const core = { file: "core", bytes: 1, sha256: "0" };
const one = (name: string, ...depends: string[]) => ({ name, version: "1", file: `${name}.whl`, bytes: 1, sha256: name, imports: [name], depends });
const packages = [one("a", "b"), one("b", "c"), one("c"), one("d-e"), one("f", "a")];
const lock: Lock = { pyodide: "1", python: "3", core: { wasm: core, stdlib: core }, packages: Object.fromEntries(packages.map((made) => [made.name, made])) };
const left = (allowedPackages: string[] | null) => Object.keys(allowedLock(lock, { allowedPackages }).packages);

test("without a list all that set-up brought is allowed", () => {
  expect(left(null)).toEqual(["a", "b", "c", "d-e", "f"]);
});

test("a list leaves the named packages and all below them, and no other", () => {
  expect(left(["a"])).toEqual(["a", "b", "c"]);
  expect(left(["c", "d-e"])).toEqual(["c", "d-e"]);
  expect(left([])).toEqual([]);
});

test("names are compared as package indexes do, and unknown ones bring nothing", () => {
  expect(left(["D_e", "nobody", "__proto__", "constructor"])).toEqual(["d-e"]);
});
