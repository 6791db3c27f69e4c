import { describe, expect, test } from "vitest";
import { z } from "zod";
import { answerMarkdown } from "../../../../lib/agent/export/answer.ts";
import { markdownHtml } from "../../../../lib/agent/export/html.ts";
import { fileStem, madeFiles } from "../../../../lib/agent/export/made.ts";
import { notebook } from "../../../../lib/agent/export/notebook.ts";
import { reportHtml } from "../../../../lib/agent/export/report.ts";
import { english } from "../../../../lib/agent/export/words.ts";
import { german } from "../../../../lib/agent/export/words-de.ts";
import { unmasked } from "../../../../lib/agent/export/unmasked.ts";
import { foldAll } from "../../../../lib/agent/fold.ts";
import { fromLines, toLines } from "../../../../lib/agent/journal.ts";
import type { Session, Turn } from "../../../../lib/agent/session.ts";
import { Mapping } from "../../../../lib/policy/mask.ts";
import type { Artifact } from "../../../../lib/protocol/artifact.ts";
import type { AgentEvent } from "../../../../lib/protocol/event.ts";
import type { Observation } from "../../../../lib/protocol/observation.ts";

const none = { stdout: "", stderr: "", droppedChars: 0, durationMs: 5, artifacts: [], notes: [] };
const hostile = '<img src=x onerror=alert(1)><script>alert(1)</script>';

const artifacts: Artifact[] = [
  { id: "1", kind: "table", title: "../../Totals <b>", columns: [{ name: "region", dtype: "str" }, { name: "n", dtype: "int64" }], rows: [["=1+1", 3], ["North", -4]], totalRows: 2, totalColumns: 2 },
  { id: "2", kind: "image", title: "Chart", png: new Uint8Array([137, 80, 78, 71]), svg: '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', alt: hostile },
  { id: "3", kind: "chart", title: "Chart", spec: '{"data":[]}', alt: "" },
  { id: "4", kind: "file", title: "t", name: "sub/../totals.xlsx", mime: "x", bytes: new Uint8Array([1, 2]) },
];

const ran = (step: number, code: string, observation: Observation): AgentEvent[] => [
  { type: "action-chosen", turn: 0, step, at: 2, repair: 0, action: { type: "run", plan: `Plan ${step}.`, code } },
  { type: "run-permitted", turn: 0, step, at: 2, receipt: "r" },
  { type: "run-started", turn: 0, step, at: 2, code },
  { type: "run-ended", turn: 0, step, at: 3, observation, hints: [] },
];

const events: AgentEvent[] = [
  { type: "turn-started", turn: 0, at: 1_700_000_000_000, question: `Which region? ${hostile}`, model: "m" },
  ...ran(0, "x = 1\nprint(y)", { ...none, status: "error", error: { type: "NameError", message: "y", traceback: "NameError: y", line: 2 } }),
  ...ran(1, 'print(x)\nfinal_answer("ok")', { ...none, stdout: hostile, artifacts, status: "ok", value: null, answer: null }),
  ...ran(2, "while True: pass", { ...none, status: "killed", reason: "timeout", state: "lost", message: "Too long." }),
  {
    type: "turn-ended", turn: 0, at: 9, outcome: "answered", message: "", steps: 3, repairs: 0, usage: { inputTokens: 1, outputTokens: 2 },
    answer: { finding: `**North** leads ${hostile}`, evidence: ["a", "    code"], caveats: [hostile], next: [] },
  },
];
const session: Session = foldAll(events);
const [turn] = session.turns;
const only = (): Turn => {
  if (!turn) throw new Error("no turn");
  return turn;
};

describe("made files", () => {
  const files = madeFiles(only());
  test("each artifact becomes files with names that no system refuses and that lead nowhere", () => {
    expect(files.map(({ path }) => path)).toEqual(["tables/Totals-b.csv", "charts/Chart.png", "charts/Chart.svg", "charts/Chart.plotly.json", "files/sub-..-totals.xlsx"]);
    expect(files.every(({ path }) => !path.split("/").includes(".."))).toBe(true);
  });
  test("no cell of a csv is a formula", () => {
    expect(files[0]?.content).toBe("region,n\r\n'=1+1,3\r\nNorth,-4\r\n");
  });
  test("all rows are written where they are at hand", () => {
    const [table] = madeFiles(only(), { rows: new Map([["1", [["a", 1], ["b", 2], ["c", 3]]]]), pictures: new Map() });
    expect(String(table?.content).split("\r\n")).toHaveLength(5);
  });
  test("two of one name do not overwrite each other, and a name that is nothing gets one", () => {
    expect(fileStem("...")).toBe("result");
    const twice = { ...only(), steps: [...only().steps, ...only().steps] };
    const paths = madeFiles(twice).map(({ path }) => path.toLowerCase());
    expect(new Set(paths).size).toBe(paths.length);
  });
});

describe("report", () => {
  const html = reportHtml(session, [["Model", hostile]]);
  test("it loads nothing, runs nothing, and what is hostile stays text", () => {
    expect(html).not.toMatch(/<script|onerror=alert\(1\)>|<img src=x/);
    expect(html).toContain("default-src 'none'");
    expect([...html.matchAll(/\ssrc="([^"]*)"/g)].every(([, source = ""]) => source.startsWith("data:image/"))).toBe(true);
    expect(html).not.toMatch(/(?:href|src)="https?:/);
  });
  test("it holds the answer, pictures, tables and steps", () => {
    for (const part of ["<strong>North</strong> leads", "data:image/svg+xml;base64,", "<td class=\"n\">-4</td>", "NameError: y", "Too long."]) expect(html).toContain(part);
  });
});

test("markdown of answers: lists, code, bold, and no markup of its own", () => {
  expect(markdownHtml("**b** `<x>` *e*\n\n- one\n- two\n\n    a < b")).toBe("<p><strong>b</strong> <code>&lt;x&gt;</code> <em>e</em></p>\n<ul><li>one</li><li>two</li></ul>\n<pre>a &lt; b</pre>");
});

test("a sign behind a backslash is that sign and no mark", () => {
  expect(markdownHtml("a\\_b \\*x\\* \\<b>")).toBe("<p>a_b *x* &lt;b&gt;</p>");
});

test("an answer as markdown says how it ended", () => {
  expect(answerMarkdown(only())).toContain("## What carries it");
  expect(answerMarkdown({ ...only(), status: "partial", message: "Too many steps." })).toContain("*Answered in part.* Too many steps.");
});

test("a notebook is valid, opens the files first, guards what failed and leaves out what was killed", () => {
  const text = notebook(session, { prelude: "pass", helpers: [], files: ['a "b".csv'], places: [".."], made: "Made.", words: english });
  const Cells = z.object({ nbformat: z.literal(4), cells: z.array(z.object({ id: z.string(), cell_type: z.string(), source: z.array(z.string()) })) });
  const { cells } = Cells.parse(JSON.parse(text));
  const code = cells.filter(({ cell_type }) => cell_type === "code").map(({ source }) => source.join(""));
  expect(code).toEqual(["pass", 'open_dropped(["a \\"b\\".csv"], places=[".", ".."])', "%%attempt\nx = 1\nprint(y)", 'print(x)\nfinal_answer("ok")']);
  expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
});

describe("un-masking", () => {
  const mapping = new Mapping([["person_7F3K2Q9M", `O'Brien "Bo" <b>\\`]]);
  const token = "person_7F3K2Q9M";
  const [masked] = [
    foldAll(unmasked([
      { type: "turn-started", turn: 0, at: 1, question: `Who is ${token}?`, model: "m" },
      ...ran(0, `df[df.name == "${token}"]`, { ...none, status: "ok", value: token, answer: null, artifacts: [
        { id: "1", kind: "table", title: "t", columns: [], rows: [[token, 1]], totalRows: 1, totalColumns: 2 },
        { id: "2", kind: "chart", title: "t", spec: JSON.stringify({ data: [{ x: [token] }] }), alt: "" },
        { id: "3", kind: "image", title: "t", png: new Uint8Array([1]), svg: `<svg>${token}</svg>`, alt: "" },
      ] }),
    ], mapping)).turns[0],
  ];
  const step = masked?.steps[0];
  const made = step?.state.type === "ran" ? step.state.observation.artifacts : [];
  test("an answer is Markdown: a token that it has escaped is one all the same, and a value is never a mark", () => {
    const answer = { finding: "**person\\_7F3K2Q9M** leads", evidence: [], caveats: [], next: [] };
    const ended: AgentEvent = { type: "turn-ended", turn: 0, at: 1, outcome: "answered", message: "", steps: 0, repairs: 0, usage: { inputTokens: 0, outputTokens: 0 }, answer };
    const [event] = unmasked([ended], mapping);
    expect(event?.type === "turn-ended" && markdownHtml(event.answer?.finding ?? "")).toBe("<p><strong>O&#39;Brien &quot;Bo&quot; &lt;b&gt;\\</strong> leads</p>");
  });
  test("text and cells read as the person knows them", () => {
    expect(masked?.question).toBe(`Who is O'Brien "Bo" <b>\\?`);
    expect(made[0]?.kind === "table" && made[0].rows[0]?.[0]).toBe(`O'Brien "Bo" <b>\\`);
  });
  test("code stays code, a spec stays JSON, a drawing stays a drawing", () => {
    expect(step?.action?.type === "run" && step.action.code).toBe(`df[df.name == "O\\'Brien \\"Bo\\" <b>\\\\"]`);
    // Plotly reads markup in its labels: what a value holds of it is written so that it shows letter by letter, and no axis of texts becomes one of numbers.
    expect(made[1]?.kind === "chart" && JSON.parse(made[1].spec)).toEqual({
      data: [{ x: [`O'Brien "Bo" &lt;b>\\`] }],
      layout: { autotypenumbers: "strict", xaxis: { type: "category" } },
    });
    expect(made[2]?.kind === "image" && made[2].svg).toBe("<svg>O&#39;Brien &quot;Bo&quot; &lt;b&gt;\\</svg>");
  });
});

test("report, answer and notebook are in the language of whoever takes them away, and hold no English word of ours then", () => {
  const html = reportHtml(session, [], { words: german });
  for (const part of ['<html lang="de">', "Worauf sie sich stützt", "Was zu bedenken ist", "Wie das herauskam", "Schritt 1: Plan 0.", "Beantwortet"]) expect(html).toContain(part);
  expect(answerMarkdown({ ...only(), status: "partial", message: "" }, german)).toContain("*Teilweise beantwortet.*");
  const text = notebook(session, { prelude: "pass", helpers: [], files: [], places: [], made: german.made, words: german });
  for (const part of ["So wurde es in der Sitzung beantwortet", "Dieser Lauf wurde vor seinem Ende beendet:"]) expect(text).toContain(part);
  for (const word of [english.evidence, english.caveats, english.report.how, english.asAnswered, english.notebookNeeds, english.ended]) expect(html + text).not.toContain(word);
});

test("a journal read again gives the same report", () => {
  const again = foldAll(fromLines(toLines(events)).events);
  expect(reportHtml(again, [])).toBe(reportHtml(session, []));
});

test("a number that nothing computed is said to be so in what is taken away", () => {
  const { answer } = only();
  const flagged: Turn = { ...only(), answer: answer && { ...answer, traces: [{ number: "4,711", origin: { type: "nowhere" } }, { number: "3", origin: { type: "question" } }] } };
  const note = "Not found in what the code computed: 4,711.";
  expect(answerMarkdown(flagged)).toContain(`**${note}**`);
  expect(reportHtml({ turns: [flagged] }, [])).toContain(`<p class="bad">${note}</p>`);
  expect(answerMarkdown(only())).not.toContain("Not found");
});
