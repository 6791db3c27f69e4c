import { expect, test } from "vitest";
import { tighten } from "../../../lib/policy/tighten.ts";
import { Budgets, Limits, Policy } from "../../../lib/protocol/policy.ts";

const standard = Policy.parse({});
const strict = Policy.parse({
  limits: { runMs: 1_000, steps: 3 },
  masking: { mode: "masked", strict: true, smallGroupRows: 10, keepClass: ["email"], columns: [{ column: "pay", rule: "remove" }] },
  approval: "ask-first",
  budgets: { dayTokens: 1_000 },
  models: [{ id: "one", inputMicrosPerMillionTokens: 5 }, { id: "two" }],
  allowedPackages: ["numpy", "pandas"],
  allowedModules: ["numpy", "pandas", "sandpiper"],
  deniedModules: ["js"],
  helpers: [
    { name: "company", code: "def fee(): ..." },
    { name: "units", code: "kg = 1" },
  ],
});

test("no wish changes nothing", () => {
  expect(tighten(strict, {})).toEqual({ policy: strict, refused: [] });
});

const taken: [string, object, (policy: Policy) => unknown, unknown][] = [
  ["a lower limit", { limits: { runMs: 900 } }, ({ limits }) => [limits.runMs, limits.steps], [900, 3]],
  ["the same limit", { limits: { runMs: 1_000 } }, ({ limits }) => limits.runMs, 1_000],
  ["a stricter masking", { masking: { mode: "schema-only" } }, ({ masking }) => masking.mode, "schema-only"],
  ["larger groups", { masking: { smallGroupRows: 20 } }, ({ masking }) => masking.smallGroupRows, 20],
  ["fewer classes told", { masking: { keepClass: [] } }, ({ masking }) => masking.keepClass, []],
  [
    "a column more to leave out, before all other rules",
    { masking: { columns: [{ column: "age", rule: "remove" }] } },
    ({ masking }) => masking.columns.map(({ column }) => column),
    ["age", "pay"],
  ],
  ["a stricter approval", { approval: "ask-on-change" }, ({ approval }) => approval, "ask-on-change"],
  ["a lower budget", { budgets: { dayTokens: 999 } }, ({ budgets }) => budgets.dayTokens, 999],
  ["a budget where there was none", { budgets: { sessionTokens: 5 } }, ({ budgets }) => budgets.sessionTokens, 5],
  [
    "fewer models, at the policy's prices",
    { models: [{ id: "one", inputMicrosPerMillionTokens: 0 }] },
    ({ models }) => models,
    [{ id: "one", inputMicrosPerMillionTokens: 5, outputMicrosPerMillionTokens: 0 }],
  ],
  ["fewer packages", { allowedPackages: ["numpy"] }, ({ allowedPackages }) => allowedPackages, ["numpy"]],
  ["no package at all", { allowedPackages: [] }, ({ allowedPackages }) => allowedPackages, []],
  ["fewer modules", { allowedModules: ["sandpiper"] }, ({ allowedModules }) => allowedModules, ["sandpiper"]],
  ["fewer helper modules", { helpers: [{ name: "units", code: "kg = 1" }] }, ({ helpers }) => helpers.map(({ name }) => name), ["units"]],
  ["no helper module at all", { helpers: [] }, ({ helpers }) => helpers, []],
  ["more denied modules, beside those there are", { deniedModules: ["os"] }, ({ deniedModules }) => deniedModules, ["js", "os"]],
];
test.each(taken)("%s is taken", (_, wish, read, value) => {
  const { policy, refused } = tighten(strict, wish);
  expect(read(policy)).toEqual(value);
  expect(refused).toEqual([]);
});

const left: [string, unknown, string][] = [
  ["a higher limit", { limits: { runMs: 1_001 } }, "limits.runMs"],
  ["a limit of nothing", { limits: { runMs: 0 } }, "limits.runMs"],
  ["a limit that is none", { limits: { wishes: 3 } }, "limits.wishes"],
  ["open masking", { masking: { mode: "open" } }, "masking.mode"],
  ["masking that is not strict", { masking: { strict: false } }, "masking.strict"],
  ["smaller groups", { masking: { smallGroupRows: 9 } }, "masking.smallGroupRows"],
  ["more classes told", { masking: { keepClass: ["email", "iban"] } }, "masking.keepClass"],
  ["a column to show", { masking: { columns: [{ column: "pay", rule: "show" }] } }, "masking.columns"],
  ["tokens where the policy leaves the column out", { masking: { columns: [{ column: "p*", rule: "token" }] } }, "masking.columns"],
  ["no approval", { approval: "auto" }, "approval"],
  ["an approval that is none", { approval: "never" }, "approval"],
  ["a higher budget", { budgets: { dayTokens: 1_001 } }, "budgets.dayTokens"],
  ["no budget", { budgets: { dayTokens: null } }, "budgets.dayTokens"],
  ["another currency", { budgets: { currency: "JPY" } }, "budgets.currency"],
  ["a model more", { models: [{ id: "one" }, { id: "two" }, { id: "three" }] }, "models"],
  ["all models", { models: null }, "models"],
  ["a package more", { allowedPackages: ["numpy", "pandas", "scipy"] }, "allowedPackages"],
  ["all packages", { allowedPackages: null }, "allowedPackages"],
  ["a module more", { allowedModules: ["numpy", "pandas", "sandpiper", "os"] }, "allowedModules"],
  ["a helper module more", { helpers: [...strict.helpers, { name: "mine", code: "x = 1" }] }, "helpers"],
  ["other origins that may embed", { embedOrigins: ["https://evil.example"] }, "embedOrigins"],
  ["more told to the host", { embedResults: "shown" }, "embedResults"],
  ["runs without a record", { auditDown: "keep-locally" }, "auditDown"],
  ["another retention", { retentionDays: 1 }, "retentionDays"],
  ["another name", { version: "mine" }, "version"],
  ["a field that is none", { sudo: true }, "sudo"],
  ["a prototype", JSON.parse('{"__proto__": {"approval": "auto"}}'), "__proto__"],
  ["the prototype's fields", JSON.parse('{"limits": {"constructor": 1}}'), "limits.constructor"],
  ["limits that are a list", { limits: [1] }, "limits"],
  ["no object", "open", ""],
  ["nothing", null, ""],
];
test.each(left)("%s is left out and named", (_, wish, path) => {
  const { policy, refused } = tighten(strict, wish);
  expect(policy).toEqual(strict);
  expect(refused.map((one) => one.path)).toEqual([path]);
  expect(refused[0]?.reason).toMatch(/\w+/);
});

test("a helper module with other code is none of the policy's, and the policy's own is dropped with it", () => {
  const { policy, refused } = tighten(strict, { helpers: [{ name: "company", code: "import os" }] });
  expect(policy.helpers).toEqual([]);
  expect(refused).toEqual([{ path: "helpers", reason: expect.stringContaining("company") }]);
});

test("what is stricter is taken beside what is looser, which is named with its parts", () => {
  const wish = { limits: { runMs: 5, steps: 99 }, models: [{ id: "two" }, { id: "big" }], allowedModules: ["numpy", "os"] };
  const { policy, refused } = tighten(strict, wish);
  expect([policy.limits.runMs, policy.limits.steps, policy.models?.map(({ id }) => id), policy.allowedModules]).toEqual([5, 3, ["two"], ["numpy"]]);
  expect(refused.map(({ path }) => path)).toEqual(["limits.steps", "models", "allowedModules"]);
  expect(refused.map(({ reason }) => reason).join()).toMatch(/big.*os/);
});

/** A repeatable stream of chances. */
function chances(seed: number) {
  let state = seed;
  const below = (most: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * most);
  };
  const one = <T>(items: readonly T[]): T => {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error("nothing to choose from");
    return item;
  };
  const some = <T>(items: readonly T[]) => items.filter(() => below(2) === 0);
  return { below, one, some };
}
type Chances = ReturnType<typeof chances>;

const names = ["numpy", "pandas", "scipy", "js", "os", "socket"];
const ruleNames = ["show", "token", "integer", "shift", "year", "remove"] as const;

/** A part of a policy, any part, any valid value. */
function anyPart({ below, one, some }: Chances): Record<string, unknown> {
  const amount = () => one([null, 1 + below(1_000)]);
  const limits = Object.fromEntries(some(Object.keys(Limits.shape)).map((name) => [name, 1 + below(1_000_000)]));
  const budgets = Object.fromEntries(some(Object.keys(Budgets.shape).filter((name) => name !== "currency")).map((name) => [name, amount()]));
  const masking = {
    mode: one(["open", "masked", "schema-only"]),
    strict: below(2) === 0,
    smallGroupRows: 1 + below(20),
    keepClass: some(["email", "phone", "iban"]),
    columns: some(names).map((column) => ({ file: one(["*", "a.csv"]), column, rule: one(ruleNames) })),
  };
  const whole = {
    limits,
    budgets,
    masking: Object.fromEntries(some(Object.entries(masking))),
    approval: one(["auto", "ask-first", "ask-on-change"]),
    auditDown: one(["refuse", "keep-locally"]),
    embedResults: one(["none", "masked", "shown"]),
    models: one([null, some(names).map((id) => ({ id, inputMicrosPerMillionTokens: below(9) }))]),
    embedOrigins: some(["https://a.example", "https://b.example"]),
    retentionDays: amount(),
    allowedPackages: one([null, some(names)]),
    allowedModules: some(names),
    deniedModules: some(names),
    helpers: some(["one", "two", "three"]).map((name) => ({ name, code: one(["x = 1", "x = 2"]) })),
    version: one(["a", "b"]),
  };
  return Object.fromEntries(some(Object.entries(whole)));
}

/** Ways in which `after` is looser than `before`, told independently of how tighten.ts goes about it. */
function looserIn(before: Policy, after: Policy): string[] {
  const found: string[] = [];
  const check = (name: string, fine: boolean) => fine || found.push(name);
  const rank = (order: string[], one: string) => order.indexOf(one);
  const within = (part: readonly string[] | null, all: readonly string[] | null) => all === null || (part?.every((one) => all.includes(one)) ?? false);
  for (const [name, value] of Object.entries(after.limits)) check(name, value <= Number(Object.entries(before.limits).find(([other]) => other === name)?.[1]));
  for (const [name, value] of Object.entries(after.budgets)) {
    const held = Object.entries(before.budgets).find(([other]) => other === name)?.[1] ?? null;
    check(name, name === "currency" ? value === held : held === null || (value !== null && value <= held));
  }
  const mode = ["open", "masked", "schema-only"];
  check("mode", rank(mode, after.masking.mode) >= rank(mode, before.masking.mode));
  check("strict", after.masking.strict || !before.masking.strict);
  check("groups", after.masking.smallGroupRows >= before.masking.smallGroupRows);
  check("classes", within(after.masking.keepClass, before.masking.keepClass));
  // For every column: what held before holds after, or the column is left out.
  for (const file of ["a.csv", "b.csv"])
    for (const column of names) {
      const ruleIn = ({ masking }: Policy) => masking.columns.find((one) => (one.file === "*" || one.file === file) && one.column === column)?.rule;
      check(`column ${column}`, ruleIn(after) === "remove" || ruleIn(after) === ruleIn(before));
    }
  const approval = ["auto", "ask-first", "ask-on-change"];
  check("approval", rank(approval, after.approval) >= rank(approval, before.approval));
  const results = ["shown", "masked", "none"];
  check("embedResults", rank(results, after.embedResults) >= rank(results, before.embedResults));
  check("auditDown", after.auditDown === before.auditDown || after.auditDown === "refuse");
  check("models", within(after.models?.map(({ id }) => id) ?? null, before.models?.map(({ id }) => id) ?? null));
  for (const model of after.models ?? [])
    check("prices", before.models === null || before.models.some((one) => JSON.stringify(one) === JSON.stringify(model)));
  check("packages", within(after.allowedPackages, before.allowedPackages));
  check("modules", within(after.allowedModules, before.allowedModules));
  check("helpers", within(after.helpers.map((one) => JSON.stringify(one)), before.helpers.map((one) => JSON.stringify(one))));
  check("denied", within(before.deniedModules, after.deniedModules));
  for (const name of ["embedOrigins", "retentionDays", "version"] as const)
    check(name, JSON.stringify(before[name]) === JSON.stringify(after[name]));
  return found;
}

test("of 2,000 random wishes on random policies none makes a policy looser, and each wish twice is the wish once", { timeout: 60_000 }, () => {
  const random = chances(7);
  let [changed, named] = [0, 0];
  for (let round = 0; round < 2_000; round += 1) {
    const before = Policy.parse(anyPart(random));
    const wish = anyPart(random);
    const { policy, refused } = tighten(before, wish);
    expect(looserIn(before, policy), JSON.stringify({ before, wish })).toEqual([]);
    expect(Policy.parse(policy)).toEqual(policy);
    expect(tighten(policy, wish).policy).toEqual(policy);
    if (JSON.stringify(policy) !== JSON.stringify(before)) changed += 1;
    if (refused.length > 0) named += 1;
  }
  console.log(`2,000 random wishes: 0 made a policy looser; ${changed} changed it, in ${named} something was refused`);
  expect(changed).toBeGreaterThan(1_000);
  expect(named).toBeGreaterThan(1_000);
});

test("the judge of the test above knows what is looser", () => {
  const found = looserIn(strict, { ...standard, masking: { ...standard.masking, mode: "open" }, deniedModules: [], helpers: [{ name: "mine", code: "x = 1" }] });
  const told = ["helpers", "runMs", "steps", "dayTokens", "mode", "strict", "groups", "classes", "approval", "models", "packages", "modules", "denied"];
  expect(found).toEqual(expect.arrayContaining(told));
  expect(looserIn(strict, { ...strict, masking: { ...strict.masking, columns: [{ file: "*", column: "os", rule: "show" }] } })).toEqual(["column os", "column os"]);
  expect(looserIn(standard, { ...standard, approval: "ask-first", limits: { ...standard.limits, steps: 1 } })).toEqual([]);
});
