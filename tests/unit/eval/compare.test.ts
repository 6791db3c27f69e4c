import { expect, test } from "vitest";
import { compare, comparedPage, comparedText } from "../../../eval/compare.ts";
import { readModel } from "../../../eval/models.ts";
import { runPage } from "../../../eval/page.ts";
import { masksIn } from "../../../eval/product-way.ts";
import type { Measured, Result } from "../../../eval/result.ts";
import { cells, tally } from "../../../eval/tally.ts";

const result = (id: string, right: boolean, more: Partial<Result> = {}): Result => ({
  id, category: "c", level: "easy", domain: "d", question: "<b>q</b>", right, parts: [{ name: "x", ok: right, why: right ? "" : "<script>" }], ended: "answered",
  finding: "f", steps: 2, repairs: 1, kills: 0, inputTokens: 100, outputTokens: 10, costMicros: 5, seconds: 1.5, masks: { person: 2 }, ...more,
});
const measured = (model: string, prompt: string, results: Result[]): Measured => ({
  run: { suite: "s", suiteSha256: "0".repeat(64), model, baseUrl: null, way: "node", asked: "bare", prompt, policy: "default", masking: "open", app: "1", at: "2026-01-01", currency: "USD" },
  results,
  promptText: `Same line\nOnly ${prompt}`,
});

test("two prompts are told apart, with what got better and what got worse", () => {
  const compared = compare([measured("m", "aaa", [result("1", true), result("2", false)]), measured("m", "bbb", [result("1", false), result("2", true)])]);
  expect(compared).toMatchObject({ gained: ["2"], lost: ["1"], prompt: ["- Only aaa", "+ Only bbb"] });
  expect(comparedText(compared)).toContain("The prompts differ.");
});

test("only what every run answered is counted, and that is said", () => {
  const compared = compare([measured("a", "p", [result("1", true), result("2", true)]), measured("b", "p", [result("1", false)])]);
  expect(compared.rows.find(([name]) => name === "right")).toEqual(["right", "1/1", "0/1"]);
  expect(compared.notes.join(" ")).toContain("Only the 1 questions");
});

test("figures add up", () => {
  const t = tally("all", [result("1", true), result("2", false, { costMicros: null })]);
  expect(t).toMatchObject({ asked: 2, right: 1, accuracy: 0.5, steps: 4, repairs: 2, tokens: 220, costMicros: 5, seconds: 3, masks: 4 });
  expect(cells(t, "USD")[8]).toBe("0.0000 USD");
});

test("pages hold what was said as text only", () => {
  const page = runPage(measured("<img src=x>", "p", [result("1", false)]), [], () => "");
  expect(page).not.toContain("<img src=x>");
  expect(page).not.toContain("<script>");
  expect(page).toContain("&lt;b&gt;q");
  expect(comparedPage(compare([measured("<i>", "p", []), measured("b", "p", [])]))).not.toContain("<i>");
});

test("models are named alone, with an address, and with where their key is", () => {
  expect(readModel("builtin")).toMatchObject({ model: "builtin", baseUrl: null });
  expect(readModel("m:1@http://127.0.0.1:9/v1#MY_KEY")).toMatchObject({ model: "m:1", baseUrl: "http://127.0.0.1:9/v1", keyFrom: "MY_KEY" });
  expect(() => readModel("@http://x")).toThrow(/write MODEL@BASE-URL/);
});

test("masks are what the audit counted", () => {
  const line = (record: object, session = "s") => `${JSON.stringify({ type: "entry", entry: { record: { session, ...record } } })}\n`;
  const extract = [line({ maskCounts: { person: 2 } }), line({}), line({ maskCounts: { person: 9 } }, "other"), line({ maskCounts: { person: 1, email: 4 } })];
  expect(masksIn(`{"type":"header"}\n${extract.join("")}`, "s")).toEqual({ person: 3, email: 4 });
});
