import { describe, expect, test } from "vitest";
import { hintsFor } from "../../../lib/agent/hints.ts";
import { nearest } from "../../../lib/agent/nearest.ts";
import type { Observation } from "../../../lib/protocol/observation.ts";
import cases from "./obsolete.json" with { type: "json" };

const known = { files: ["sales.csv"], columns: ["date", "region", "amount", "qty"], modules: ["sklearn"] };
const seen = { stdout: "", stderr: "", droppedChars: 0, durationMs: 1, artifacts: [], notes: [] };
const ok: Observation = { ...seen, status: "ok", value: null, answer: null };
const failed = (type: string, message: string): Observation => ({
  ...seen,
  status: "error",
  error: { type, message, traceback: "", line: null },
});
const killed = (reason: "timeout" | "memory"): Observation => ({ ...seen, status: "killed", reason, state: "lost", message: "" });

describe("what the kernel's own versions say", () => {
  test.each(cases)("is answered with a way out: $name", ({ code, type, message, stderr, hint }) => {
    const observation = type === null ? { ...ok, stderr } : { ...failed(type, message), stderr };
    expect(hintsFor(observation, code, known)[0]).toBe(hint);
  });
  test("covers more than a hundred messages", () => expect(cases.length).toBeGreaterThan(100));
});

describe("names that nearly fit", () => {
  const hint = (type: string, message: string) => hintsFor(failed(type, message), "", known).join(" ");
  test("are offered for a column", () => expect(hint("KeyError", "'Amount '")).toContain('"amount"'));
  test("are offered for several columns", () =>
    expect(hint("KeyError", "\"None of [Index(['Qty'], dtype='str')] are in the [columns]\"")).toContain('"qty"'));
  test("give way to the list of columns when nothing is near", () =>
    expect(hint("KeyError", "'customer_segment'")).toContain('"date", "region", "amount", "qty"'));
  test("say so when the column exists elsewhere", () => expect(hint("KeyError", "'region'")).toContain("reset_index"));
  test("are not invented for a position", () => expect(hint("KeyError", "0")).not.toContain("similar"));
  test("name the files that are there", () =>
    expect(hint("FileNotFoundError", "[Errno 44] No such file or directory: 'x.csv'")).toContain("/data/sales.csv"));
  test("name the allowed way for a module", () => expect(hint("ModuleNotFoundError", "No module named 'statsmodels'")).toContain("scipy"));
  test("rank the closest first", () =>
    expect(nearest("Order Date", ["order_id", "date", "order_date"])).toEqual(["order_date", "date", "order_id"]));
  test("are not far-fetched", () => expect(nearest("customer", ["amount", "region"])).toEqual([]));
});

test("a timeout and a lack of memory come with ways to need less", () => {
  expect(hintsFor(killed("timeout"), "", known)[0]).toContain("vectorised");
  expect(hintsFor(killed("memory"), "", known)[0]).toContain("usecols");
});

test("a good run gets no hints", () => expect(hintsFor(ok, "print(df.shape)", known)).toEqual([]));

test("a comparison with the object dtype is pointed out though nothing failed", () => {
  expect(hintsFor(ok, "[c for c in df if df[c].dtype == 'object']", known)[0]).toContain('"str"');
});

test("there are never more than four", () => {
  const everything = cases.map(({ message, stderr }) => `${message}\n${stderr}`).join("\n");
  expect(hintsFor(failed("ValueError", everything), cases.map(({ code }) => code).join("\n"), known).length).toBeLessThanOrEqual(4);
});
