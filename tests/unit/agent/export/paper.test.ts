import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { cellText, paperOf, sizeOf, written } from "../../../../lib/agent/export/paper.ts";
import { rest } from "../../../../lib/agent/export/rest.ts";
import { plainText, runsOf } from "../../../../lib/agent/export/runs.ts";
import { script } from "../../../../lib/agent/export/script.ts";
import { english } from "../../../../lib/agent/export/words.ts";
import { german } from "../../../../lib/agent/export/words-de.ts";
import { unmaskedTurn } from "../../../../lib/agent/export/unmasked.ts";
import { foldAll } from "../../../../lib/agent/fold.ts";
import { Mapping } from "../../../../lib/policy/mask.ts";
import type { Turn } from "../../../../lib/agent/session.ts";
import type { Artifact } from "../../../../lib/protocol/artifact.ts";
import type { AgentEvent } from "../../../../lib/protocol/event.ts";
import type { Observation } from "../../../../lib/protocol/observation.ts";

const none = { stdout: "", stderr: "", droppedChars: 0, durationMs: 5, artifacts: [], notes: [] };
const usage = { inputTokens: 0, outputTokens: 0 };
const png = Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 1, 64, 0, 0, 0, 200]);
const artifacts: Artifact[] = [
  { id: "1", kind: "table", title: "T", columns: [{ name: "who", dtype: "str" }, { name: "n", dtype: "int64" }], rows: [["person_7F3K2Q9M", 3]], totalRows: 1, totalColumns: 2 },
  { id: "2", kind: "image", title: "P", png, svg: null, alt: "A picture" },
  { id: "3", kind: "chart", title: "C", spec: "{}", alt: "A chart" },
];

const ran = (step: number, code: string, observation: Observation): AgentEvent[] => [
  { type: "action-chosen", turn: 0, step, at: 2, repair: 0, action: { type: "run", plan: `Plan ${step}.\nimport os`, code } },
  { type: "run-permitted", turn: 0, step, at: 2, receipt: "r" },
  { type: "run-started", turn: 0, step, at: 2, code },
  { type: "run-ended", turn: 0, step, at: 3, observation, hints: [] },
];

const asked = 'What?\nimport os; os.abort()\u2028raise SystemExit("""';
const killed: Observation = { ...none, status: "killed", reason: "timeout", state: "lost", message: "Too long." };
const failed: Observation = { ...none, status: "error", error: { type: "NameError", message: "y", traceback: "NameError: y", line: 2 } };

function turnOf(answer: AgentEvent & { type: "turn-ended" }): Turn {
  const events: AgentEvent[] = [
    { type: "turn-started", turn: 0, at: 1, question: asked, model: "m" },
    ...ran(0, 'x = """a\n  b"""\nprint(y)', failed),
    ...ran(1, 'who = "person_7F3K2Q9M"\nprint(x)', { ...none, artifacts, status: "ok", value: null, answer: null }),
    ...ran(2, "await nothing()", { ...none, status: "ok", value: null, answer: null }),
    ...ran(3, "while True: pass", killed),
    answer,
  ];
  const turn = foldAll(events).turns[0];
  if (!turn) throw new Error("no turn");
  return turn;
}

const ended = { type: "turn-ended", turn: 0, at: 9, outcome: "answered", message: "", steps: 3, repairs: 0, usage } as const;
const turn = turnOf({ ...ended, answer: { finding: "**A** leads:\n\n- one\n- two\n\n    code", evidence: ["*so* it is"], caveats: [], next: [] } });
const ground = { prelude: "pass", helpers: [], files: ['a "b".csv'], places: [], made: "Made.", words: english };

test("stretches of Markdown: bold, emphasis, code, and signs behind a backslash", () => {
  expect(runsOf("a **b** *c* `d*` e\\*f")).toEqual([
    { text: "a ", look: "plain" },
    { text: "b", look: "bold" },
    { text: " ", look: "plain" },
    { text: "c", look: "italic" },
    { text: " ", look: "plain" },
    { text: "d*", look: "code" },
    { text: " e*f", look: "plain" },
  ]);
  expect(plainText("2 * 3 * 4 and **b\\_c**")).toBe("2 * 3 * 4 and b_c");
});

test("a document holds question, answer, pictures and tables, each of its own kind", () => {
  const blocks = paperOf(turn, { rows: new Map(), pictures: new Map([["3", { png: null, svg: null }]]) }, english);
  expect(blocks.map(({ type }) => type)).toEqual(["heading", "text", "list", "code", "heading", "list", "table", "picture", "text"]);
  expect(blocks[7]).toMatchObject({ width: 320, height: 200, alt: "A picture" });
  expect(blocks[8]).toMatchObject({ tone: "faint", runs: [{ text: "A chart" }] });
});

test("a turn without an answer says how it ended", () => {
  const [, said] = paperOf(turnOf({ ...ended, outcome: "stopped", message: "You stopped it.", answer: null }), { rows: new Map(), pictures: new Map() }, english);
  expect(said).toMatchObject({ tone: "faint", runs: [{ text: "Stopped. You stopped it." }] });
});

test("what is no PNG has no size, and a file of XML gets no sign that it cannot hold", () => {
  expect([sizeOf(new Uint8Array(4)), sizeOf(new Uint8Array(40))]).toEqual([null, null]);
  expect(written("a\u0000b\ud800c\ufffe\u{1f600}\n")).toBe("a\ufffdb\ufffdc\ufffd\u{1f600}\n");
  expect([cellText(null), cellText(1_234_567), cellText(0.1 + 0.2), cellText(true)]).toEqual(["", "1234567", "0.3", "true"]);
  expect(rest({ shown: 12, totalRows: 30, columns: 9, most: 8 }, english)).toBe("The first 12 of 30 rows. The first 8 of 9 columns.");
  expect(rest({ shown: 12, totalRows: 3_000, columns: 9, most: 8 }, german)).toBe("Die ersten 12 von 3.000 Zeilen. Die ersten 8 von 9 Spalten.");
  expect(rest({ shown: 3, totalRows: 3, columns: 2, most: 8 }, english)).toBe("");
});

test("a script opens the files, guards what failed, awaits what awaits, and runs nothing that is not code of the session", () => {
  const text = script({ turns: [turn] }, ground);
  const lines = text.split("\n").filter((line) => line.trim() && !line.startsWith("#"));
  expect(lines).toEqual([
    "SCRIPT = True",
    "pass",
    'open_dropped(["a \\"b\\".csv"], places=["."])',
    'attempt("", (',
    '    "x = \\"\\"\\"a\\n"',
    '    "  b\\"\\"\\"\\n"',
    '    "print(y)"',
    "))",
    'who = "person_7F3K2Q9M"',
    "print(x)",
    "awaited((",
    '    "await nothing()"',
    "))",
  ]);
  const python = "import ast, sys; print(len(ast.parse(sys.stdin.read()).body))";
  expect(execFileSync("python3", ["-c", python], { input: text, encoding: "utf8" }).trim()).toBe("7");
});

test("a turn is un-masked wherever a person reads it, in code as part of a literal", () => {
  const read = unmaskedTurn(turn, new Mapping([["person_7F3K2Q9M", 'Bo "B" O\'Brien']]));
  const [, step] = read.steps;
  expect(step?.action?.type === "run" && step.action.code).toBe('who = "Bo \\"B\\" O\\\'Brien"\nprint(x)');
  const made = step?.state.type === "ran" ? step.state.observation.artifacts[0] : null;
  expect(made?.kind === "table" && made.rows).toEqual([['Bo "B" O\'Brien', 3]]);
  expect(unmaskedTurn(turn, new Mapping([]))).toBe(turn);
});
