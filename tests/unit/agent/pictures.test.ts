import { expect, test } from "vitest";
import { foldAll } from "../../../lib/agent/fold.ts";
import { makePrompt } from "../../../lib/agent/prompt.ts";
import { CompleteRequest } from "../../../lib/protocol/complete.ts";
import type { Artifact } from "../../../lib/protocol/artifact.ts";
import type { AgentEvent } from "../../../lib/protocol/event.ts";
import { Policy } from "../../../lib/protocol/policy.ts";

const head = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const image = (title: string, size = 40): Artifact => ({ id: title, kind: "image", title, svg: null, alt: "", png: Uint8Array.from({ length: size }, (_, at) => head[at] ?? at % 256) });
const seen = { stdout: "", stderr: "", droppedChars: 0, durationMs: 1, notes: [] };

const drawn = (turn: number, step: number, artifacts: Artifact[]): AgentEvent[] => [
  { type: "action-chosen", turn, step, at: 1, repair: 0, action: { type: "run", plan: "p", code: "draw()" } },
  { type: "run-ended", turn, step, at: 2, hints: [], observation: { status: "ok", ...seen, artifacts, value: null, answer: null } },
];
const started = (turn: number): AgentEvent => ({ type: "turn-started", turn, at: 0, question: "Draw", model: "m" });
const masking = (part: Partial<Policy["masking"]>) => Policy.parse({ masking: part });

const pictures = (events: AgentEvent[], policy: Policy, images = true) => makePrompt(foldAll(events), { opened: { files: [], links: [] }, policy, images });
const one = [started(0), ...drawn(0, 0, [image("By region")])];

test("a model that takes images looks at what it has just drawn, where the policy says so, and the record says that it did", () => {
  const prompt = pictures(one, masking({ pictures: true }));
  expect(prompt.pictures).toHaveLength(1);
  expect(prompt.messages.at(-1)?.content).toContain('Attached as pictures, as they were drawn: "By region".');
  const request = { session: "s", turn: 0, step: 1, attempt: 0, model: "m", messages: prompt.messages, brief: prompt.brief, pictures: [...prompt.pictures] };
  expect(CompleteRequest.safeParse(request).success).toBe(true);
});

test("by default, without a model that takes images, and where values are kept from it, there is no picture", () => {
  const tries = [
    pictures(one, masking({})),
    pictures(one, masking({ pictures: true }), false),
    pictures(one, masking({ pictures: true, mode: "schema-only" })),
    pictures(one, masking({ pictures: true, strict: true })),
  ];
  for (const prompt of tries) {
    expect(prompt.pictures).toEqual([]);
    expect(prompt.messages.map(({ content }) => content).join()).not.toContain("Attached");
  }
});

test("only the latest step of the turn under way is looked at, two pictures at most, none too large", () => {
  const policy = masking({ pictures: true });
  const many = [started(0), ...drawn(0, 0, [image("old")]), ...drawn(0, 1, [image("a"), image("huge", 600_000), image("b"), image("c")])];
  expect(pictures(many, policy).messages.at(-1)?.content).toContain('"a", "b"');
  expect(pictures(many, policy).pictures).toHaveLength(2);
  expect(pictures([...one, started(1)], policy).pictures).toEqual([]);
});
