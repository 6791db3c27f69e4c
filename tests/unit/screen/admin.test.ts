import { describe, expect, test } from "vitest";
import { headIn } from "../../../components/admin/head-in.ts";
import { moneyText } from "../../../components/admin/money.ts";
import { groupOf, placeOf, policyValueText, withHelper } from "../../../components/admin/policy-value.ts";
import { hrefOf, routeOf } from "../../../components/admin/route.ts";
import { agreed, turnsOf } from "../../../lib/browser/admin/story.ts";
import { erasedIn, type Told, toldOf } from "../../../lib/browser/admin/told.ts";
import { fieldsOf } from "../../../lib/policy/fields.ts";
import { Policy } from "../../../lib/protocol/policy.ts";
import { speak } from "../../support/spoken.ts";

speak("en");

const hash = "ab".repeat(32);

test("a head is read from what people note it in", () => {
  for (const text of [
    `120 ${hash}`,
    `entry 120, ${hash}`,
    `seq=120&hash=${hash.toUpperCase()}`,
    JSON.stringify({ seq: 120, hash }),
    JSON.stringify({ type: "head", head: { seq: 120, hash } }),
  ])
    expect(headIn(text), text).toEqual({ seq: 120, hash });
  for (const text of ["", "120", hash, `0 ${hash}`, `120 ${hash}0`, "{}", `-- ${hash.slice(1)}`]) expect(headIn(text), text).toBeNull();
});

test("a place in the page is read from its address, and an unknown one is the first", () => {
  expect(routeOf("#audit?session=a%20b").query.get("session")).toBe("a b");
  expect(routeOf(hrefOf("story", { session: "x&y=z", turn: 2 })).query.get("session")).toBe("x&y=z");
  expect(routeOf("#nowhere")).toMatchObject({ section: "overview", story: false });
});

test("every field of the policy has a group and a value in words with a unit", () => {
  for (const [path, value] of fieldsOf(Policy.parse({}))) {
    expect(groupOf(path)).toBeTruthy();
    expect(policyValueText(path, value, "USD"), path).not.toMatch(/^$|undefined|NaN|\[object/);
  }
  expect(policyValueText("limits.runMs", 30_000, "USD")).toBe("30 s");
  expect(policyValueText("limits.memoryBytes", 1024 ** 3, "USD")).toBe("1.1 GB");
  expect(policyValueText("budgets.dayCostMicros", 2_500_000, "EUR")).toBe("2.50 EUR");
  expect(policyValueText("budgets.dayCostMicros", null, "EUR")).toBe("no bound");
  expect(policyValueText("allowedPackages", null, "EUR")).toBe("all that set-up brought");
  expect(policyValueText("helpers", [{ name: "company", code: "def fee(): ...\ndef _x(): ...\nclass Account: ..." }, { name: "rates", code: "x = 1" }], "EUR")).toBe("company (fee, Account), rates (none)");
  expect(moneyText(1_234, "USD")).toBe("0.0012 USD");
});

test("a helper module from a file joins the draft, or takes the place of the one of its name; all else stays as it was", () => {
  const first = withHelper('{ "version": "a", "limits": { "steps": 3 } }', { name: "company", code: "x = 1" }) ?? "";
  expect(JSON.parse(first)).toEqual({ version: "a", limits: { steps: 3 }, helpers: [{ name: "company", code: "x = 1" }] });
  const second = withHelper(first, { name: "rates", code: "y = 2" }) ?? "";
  const { helpers } = JSON.parse(withHelper(second, { name: "company", code: "x = 3" }) ?? "");
  expect(helpers).toEqual([{ name: "rates", code: "y = 2" }, { name: "company", code: "x = 3" }]);
  for (const text of ["", "[]", "{", '{ "helpers": 5 }']) expect(withHelper(text, { name: "company", code: "x = 1" })).toBeNull();
  expect(placeOf(second, "helpers[1].code")?.start).toBe(second.lastIndexOf('"code"'));
});

test("a mistake is found in the text by its path", () => {
  const text = JSON.stringify({ version: "runMs", limits: { runMs: -1 }, masking: { columns: [{ column: "x", rule: "hide" }] } }, null, 2);
  const at = (path: string) => {
    const place = placeOf(text, path);
    return place && text.slice(place.start, place.end + 6);
  };
  expect(at("limits.runMs")).toBe('"runMs": -1\n ');
  expect(at("masking.columns[0].rule")).toBe('"rule": "hid');
  expect(placeOf(text, "")).toBeNull();
  expect(placeOf(text, "nowhere")).toBeNull();
});

const entry = (seq: number, record: Record<string, unknown>, more: Record<string, unknown> = {}): Told => {
  const told = toldOf({ seq, at: `2026-11-25T10:00:0${seq}.000Z`, actor: "ann", record, previous: hash, hash, ...more });
  if (!told) throw new Error("no entry");
  return told;
};

describe("the story of a session", () => {
  const where = { session: "s", turn: 0, step: 0, attempt: 0 };
  const entries = [
    entry(1, { type: "completion", ...where, usage: { inputTokens: 5, outputTokens: 2 }, promptSha256: "p", replySha256: "r" }),
    entry(2, { type: "generated", ...where, prompt: "How?", promptSha256: "p", replySha256: "r" }),
    entry(3, { type: "run", ...where, step: 1 }),
    entry(4, { type: "erasure", session: "s" }),
    entry(5, { type: "generated", ...where, turn: 1, promptSha256: "p", replySha256: "other" }),
  ];

  test("is told by question and step, and entries of neither are left out", () => {
    const [first, second] = turnsOf(entries);
    expect(first).toMatchObject({ turn: 0, prompt: "How?", runs: 1, tokens: 7, actor: "ann" });
    expect(first?.steps.map(({ entries }) => entries.map(({ seq }) => seq))).toEqual([[1, 2], [3]]);
    expect(second).toMatchObject({ turn: 1, prompt: null, runs: 0 });
  });

  test("says whether page and server speak of the same reply", () => {
    const [completion, same, run, , other] = entries;
    if (!completion || !same || !run || !other) throw new Error("missing");
    expect(agreed(same, entries)).toBe(true);
    expect(agreed(other, [completion, other])).toBe(false);
    expect(agreed(same, [same])).toBeNull();
    expect(agreed(run, entries)).toBeNull();
  });
});

test("what was erased is named; a field of another form than expected is shown as none, and no entry as none", () => {
  const told = entry(1, { type: "run", session: "s", turn: "x", code: 7 }, { digests: { code: hash, inputs: hash } });
  expect(told.record.turn).toBeUndefined();
  expect(erasedIn(told)).toEqual(["code", "inputs"]);
  expect(toldOf({ record: { type: "run" } })).toBeNull();
  expect(toldOf(null)).toBeNull();
});
