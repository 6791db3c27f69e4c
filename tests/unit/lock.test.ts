import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { absent, platform } from "../../scripts/complete-lock.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const read = (name: string) => JSON.parse(readFileSync(join(root, name), "utf8"));

test("the platform of a native build is read from its name", () => {
  expect(platform("@next/swc-linux-arm64-musl")).toEqual({ cpu: ["arm64"], libc: ["musl"], os: ["linux"] });
  expect(platform("@biomejs/cli-darwin-x64")).toEqual({ cpu: ["x64"], os: ["darwin"] });
  expect(platform("@tailwindcss/oxide-linux-arm-gnueabihf")).toEqual({ cpu: ["arm"], os: ["linux"] });
});

test("a lock that lacks a platform is noticed", () => {
  const lock = { packages: { "node_modules/a": { optionalDependencies: { "@a/b-win32-x64": "1.2.3" } } } };
  expect(absent(lock)).toEqual([["node_modules/@a/b-win32-x64", { version: "1.2.3", cpu: ["x64"], os: ["win32"], optional: true }]]);
});

test("npm ci works on every platform: the lock holds each optional build (mend it with scripts/complete-lock.mjs)", () => {
  expect(absent(read("package-lock.json"))).toEqual([]);
});

test("the lock holds each dependency in the version that package.json pins, with its digest", () => {
  const { dependencies, devDependencies } = read("package.json");
  const { packages } = read("package-lock.json");
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
    expect(packages[`node_modules/${name}`]?.integrity, name).toMatch(/^sha512-/);
  }
});
