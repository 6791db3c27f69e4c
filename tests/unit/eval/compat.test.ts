import { expect, test } from "vitest";
import { judged, readScripts } from "../../../eval/compat.ts";
import { compatPage, compatText } from "../../../eval/compat-report.ts";
import type { Observation } from "../../../lib/protocol/observation.ts";

const script = { name: "a/b", area: "a", code: "", expected: "one\ntwo\n" };
const seen = (stdout: string): Observation => ({ status: "ok", stdout, stderr: "", droppedChars: 0, durationMs: 3, artifacts: [], notes: [], value: null, answer: null });

test("the same output is the same, whatever blanks end its lines", () => {
  expect(judged(script, seen("one  \r\ntwo")).same).toBe(true);
});

test("another output is told by its first line that differs", () => {
  expect(judged(script, seen("one\nthree"))).toMatchObject({ same: false, reason: "output", detail: 'line 2: expected "two", printed "three"' });
  expect(judged({ ...script, why: "32 bits" }, seen("")).detail).toMatch(/^line 1: .*; known: 32 bits$/);
  expect(judged(script, seen("one\ntwo\nmore"))).toMatchObject({ reason: "output", detail: 'line 3: expected null, printed "more"' });
});

test("reasons are told apart", () => {
  const error = { type: "NameError", message: "x", traceback: "", line: 1 };
  expect(judged(script, { ...seen(""), status: "error", error }).reason).toBe("error");
  expect(judged(script, { status: "refused", message: "socket" }).reason).toBe("refused");
  expect(judged(script, { status: "not run", message: "" }).reason).toBe("not run");
});

test("what ships are at least 150 scripts of eleven areas, each with what CPython prints", async () => {
  const scripts = await readScripts("eval/compat");
  console.log(`${scripts.length} scripts in ${new Set(scripts.map(({ area }) => area)).size} areas`);
  expect(scripts.length).toBeGreaterThanOrEqual(150);
  expect(new Set(scripts.map(({ area }) => area)).size).toBe(11);
  expect(scripts.every(({ expected }) => expected.trim() !== "")).toBe(true);
});

test("the report says the share and why not", () => {
  const all = [judged(script, seen("one\ntwo")), judged({ ...script, name: "a/c" }, seen("<b>"))];
  expect(compatText(all)).toContain("50.0 %");
  expect(compatText(all)).toContain("a/c: output");
  expect(compatPage(all, [])).not.toContain("<b>");
});
