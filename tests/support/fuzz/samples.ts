import type { z } from "zod";
import { FromKernel, type KernelSignal } from "../../../lib/protocol/kernel.ts";
import type { Observation } from "../../../lib/protocol/observation.ts";
import type { Opened } from "../../../lib/protocol/profile.ts";

const column = { name: "n", dtype: "int64", kind: "integer", semantic: null, nulls: 0, distinct: 2, min: "1", max: "2", mean: 1.5, examples: ["1"], top: [], note: null } as const;
const opened: () => Opened = () => ({
  files: [{ file: "a.csv", bytes: 4, format: "csv", notes: ["x"], tables: [{ variable: "a", part: null, rows: 2, columns: [{ ...column, examples: ["1"], top: [["1", 1]] }], duplicateRows: 0, oddLines: [{ line: 1, reason: "x", text: "y" }], oddLineCount: 1, notes: [] }] }],
  problems: [{ file: "b.csv", part: null, line: null, reason: "x", fix: "y" }],
  links: [{ left: { variable: "a", column: "n" }, right: { variable: "b", column: "n" }, overlap: 0.5, kind: "one-to-one" }],
});
const seen = () => ({ stdout: "x", stderr: "", droppedChars: 0, durationMs: 1, notes: ["note"] });
const observations: (() => Observation)[] = [
  () => ({ ...seen(), status: "ok", value: "1", answer: { finding: "f", evidence: ["e"], caveats: [], next: [] }, artifacts: [{ kind: "table", id: "1", title: "t", columns: [{ name: "n", dtype: "int64" }], rows: [[1]], totalRows: 1, totalColumns: 1 }] }),
  () => ({ ...seen(), status: "ok", value: null, answer: null, artifacts: [{ kind: "image", id: "2", title: "t", png: new Uint8Array(4), svg: null, alt: "a" }, { kind: "chart", id: "3", title: "t", spec: "{}", alt: "a" }] }),
  () => ({ ...seen(), status: "error", artifacts: [{ kind: "file", id: "4", title: "t", name: "n", mime: "m", bytes: new Uint8Array(4) }], error: { type: "E", message: "m", traceback: "t", line: 1 } }),
  () => ({ ...seen(), status: "killed", artifacts: [], reason: "timeout", state: "kept", message: "m" }),
];

export type Answer = { name: string; schema: z.ZodType; make: () => unknown };

/** Answers of a kernel as they should be, fresh at each call. */
export const answers: readonly Answer[] = [
  { name: "boot", schema: FromKernel.Booted, make: () => ({ python: "3", packages: ["a"], interruptible: true, ms: 1 }) },
  { name: "health", schema: FromKernel.Health, make: () => ({ changed: ["x"] }) },
  { name: "needs", schema: FromKernel.Needs, make: () => ["numpy", "pandas"] },
  { name: "open", schema: FromKernel.Opened, make: opened },
  { name: "page", schema: FromKernel.TablePage, make: () => ({ start: 0, rows: [[1]], totalRows: 1 }) },
  { name: "variables", schema: FromKernel.Variables, make: () => [{ name: "n", type: "int", summary: "1", bytes: 1 }] },
  ...observations.map((make) => ({ name: "run", schema: FromKernel.Observation, make })),
];

export const signals: readonly (() => KernelSignal)[] = [
  () => ({ type: "output", stream: "stdout", text: "x" }),
  () => ({ type: "progress", what: "x", done: 1, total: 2 }),
  () => ({ type: "beat" }),
  () => ({ type: "fatal", message: "x" }),
];

export const controls: readonly (() => unknown)[] = [() => ({ type: "pong" }), () => ({ type: "failed", message: "x" })];
