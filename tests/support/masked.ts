import type { Artifact } from "../../lib/protocol/artifact.ts";
import type { AgentEvent } from "../../lib/protocol/event.ts";
import type { ColumnProfile } from "../../lib/protocol/profile.ts";
import type { Sent } from "../../lib/protocol/sent.ts";
import { pairs } from "./mapping.ts";
import type { Recorded } from "./session.ts";

const tokens = Object.keys(pairs).filter((token) => !/^\d/.test(token));
const [ann = "", zoe = ""] = tokens;
const text = (value: string) => new TextEncoder().encode(value);

const column = (name: string, part: Partial<ColumnProfile>): ColumnProfile => ({
  name, dtype: "str", kind: "text", semantic: null, nulls: 0, distinct: 4, min: null, max: null, mean: null, examples: [], top: [], note: null, ...part,
});

const table: Artifact = {
  id: "masked-table",
  kind: "table",
  title: `Orders of ${ann}`,
  columns: [{ name: "customer", dtype: "str" }, { name: ann, dtype: "int64" }, { name: "id", dtype: "int64" }],
  rows: tokens.map((token, at) => [token, at * 1_250, at % 2 ? 912345678901234 : 987654321098765]),
  totalRows: tokens.length,
  totalColumns: 3,
};

const chart: Artifact = {
  id: "masked-chart",
  kind: "chart",
  title: `Revenue by customer, ${ann} first`,
  alt: `Bars of revenue, ${ann} the highest`,
  spec: JSON.stringify({
    data: [{ type: "bar", name: zoe, x: tokens, y: tokens.map((_, at) => 100 - at * 6), text: tokens, hovertemplate: `<b>%{x}</b> of ${ann}<extra></extra>` }],
    layout: { title: { text: `Revenue, <b>${ann}</b> first` }, yaxis: { title: { text: "EUR" } }, height: 520 },
  }),
};

const bars = tokens.slice(0, 6).map((token, at) => `<rect x="200" y="${20 + at * 36}" width="${300 - at * 40}" height="24" fill="#0b6b66"/><text x="190" y="${37 + at * 36}" text-anchor="end" font-family="'DejaVu Sans', sans-serif" font-size="13">${token}</text>`);
const picture: Artifact = {
  id: "masked-picture",
  kind: "image",
  title: `Share of ${ann}`,
  alt: `Six bars, ${ann} the longest`,
  png: new Uint8Array([137, 80, 78, 71]),
  svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 260" width="640" height="260"><rect width="640" height="260" fill="#fff"/>${bars.join("")}</svg>`,
};

const png = new Uint8Array(Array.from(atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="), (letter) => letter.charCodeAt(0)));
const large: Artifact = { ...picture, id: "masked-large", title: "A very large scatter", alt: "Scatter", svg: null, png };

const file = (name: string, bytes: Uint8Array<ArrayBuffer>): Artifact => ({ id: `masked-${name}`, kind: "file", title: name, name, mime: "application/octet-stream", bytes });
const files = [
  file(`of ${ann}.csv`, text(`who,n\n${tokens.map((token, at) => `${token},${at}`).join("\n")}\n`)),
  file("report.html", text(`<h1>About ${ann}</h1><p>${zoe}</p>`)),
  file("model.pkl", text(ann)),
];

const usage = { inputTokens: 900, outputTokens: 120 };
const seen = { stderr: "", droppedChars: 0, durationMs: 40, notes: [`${zoe} has no orders`], artifacts: [] };
const at = 1_780_000_000_000;
const step = (n: number) => ({ turn: 0, step: n, at: at + n * 1_000 });
const code = `top = orders[orders.customer == "${ann}"]\nids = [912345678901234]  # of ${zoe}\nprint(top)`;
const all = tokens.map((token) => `- **${token}** and \`${token}\`: ${token}`).join("\n");

const events: AgentEvent[] = [
  { type: "turn-started", turn: 0, at, question: `How much did ${ann} buy?`, model: "example" },
  { type: "model-called", ...step(0), attempt: 0, promptChars: 900 },
  { type: "model-replied", ...step(0), text: "", usage, model: "example", responseId: null },
  { type: "action-chosen", ...step(0), repair: 0, action: { type: "run", plan: `Filter for _${ann}_.\n\nThen compare with ${zoe}.`, code } },
  { type: "run-permitted", ...step(0), receipt: "r" },
  { type: "run-started", ...step(0), code },
  { type: "run-ended", ...step(0), hints: [`${ann} is a customer`], observation: { status: "error", stdout: `looking for ${ann}\n`, ...seen, error: { type: "KeyError", message: `'${ann}'`, line: 1, traceback: `Traceback\nKeyError: '${ann}'` } } },
  { type: "model-called", ...step(1), attempt: 0, promptChars: 900 },
  { type: "model-replied", ...step(1), text: "", usage, model: "example", responseId: null },
  { type: "action-chosen", ...step(1), repair: 1, action: { type: "run", plan: `Take ${ann} by its id.`, code: `${code}\nchart(fig)` } },
  { type: "run-permitted", ...step(1), receipt: "r2" },
  { type: "run-started", ...step(1), code },
  { type: "run-ended", ...step(1), hints: [], observation: { status: "ok", stdout: tokens.join("\n"), ...seen, value: `'${zoe}'`, answer: null, artifacts: [table, chart, picture, large, ...files] } },
  {
    type: "turn-ended", turn: 0, at: at + 9_000, outcome: "answered", message: "", steps: 2, repairs: 1, usage,
    answer: { finding: `**${ann}** bought most; ${zoe} followed. See [the page of ${ann}](https://shop.example/?customer=${ann}).`, evidence: [all, `${ann} (email_9XKD21AB@company) stands for 31 % of all, by id 912345678901234.`], caveats: [`${zoe} returned two orders.`], next: [`What else did ${zoe} buy?`] },
  },
];

const request = (question: string) => ({
  session: "recorded", turn: 0, step: 0, attempt: 0, model: "example",
  messages: [{ role: "user", content: `The dropped files\n<files>\norders: customer, n\n</files>\n\nQuestion: ${question}` }],
  brief: { question, files: [], links: [], steps: [], history: [] },
});
const body = (question: string) => JSON.stringify(request(question));
const leaking = body("How much did Ann Lee buy?");

export const sent: Sent[] = [
  { turn: 0, step: 0, attempt: 0, at, path: "/api/complete", body: body(`How much did ${ann} buy?`), system: "You are Sandpiper. Tokens such as person_7F3K2Q9M stand for values.", response: `Filter for ${ann}.`, verdict: "sent" },
  { turn: 0, step: 1, attempt: 0, at: at + 1_000, path: "/api/complete", body: leaking, system: null, verdict: "blocked", findings: [{ type: "original", at: leaking.indexOf("Ann Lee"), length: 7, where: "plain", token: ann }] },
];

/** A session under masking: every place that shows something holds tokens, and what they stand for is hostile. */
export const masked: Recorded = {
  files: [
    {
      profile: {
        file: "orders.csv", bytes: 48_200, format: "csv", notes: [],
        tables: [
          {
            variable: "orders", part: null, rows: 1_204, duplicateRows: 0, oddLines: [], oddLineCount: 0, notes: ["separator ,"],
            columns: [
              column("customer", { semantic: "person", distinct: 311, examples: ["Ann Lee", "Zoë O'Neil"], masked: { type: "person", reason: "the header says that it holds names of people" } }),
              column("email", { semantic: "email", distinct: 309, examples: ["ann.lee@acme.example"], masked: { type: "email", reason: "its values are e-mail addresses" } }),
              column("amount", { dtype: "float64", kind: "number", min: "1.5", max: "980.0", mean: 120.4, masked: null }),
              column("region", { kind: "category", top: [["North", 600], ["South", 604]], masked: null }),
            ],
          },
        ],
      },
      problems: [],
    },
  ],
  links: [],
  events,
  pairs,
  sent,
};
