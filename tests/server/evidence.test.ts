import { createHash } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import type { Sandbox, World } from "../../lib/agent/ports.ts";
import { emptySession } from "../../lib/agent/session.ts";
import { runTurn } from "../../lib/agent/turn.ts";
import { auditServer } from "../../lib/browser/audit.ts";
import { KeepingAudit } from "../../lib/browser/keeping.ts";
import { remoteModel } from "../../lib/browser/model.ts";
import type { InputDigest } from "../../lib/protocol/audit.ts";
import { Message } from "../../lib/protocol/complete.ts";
import type { Observation } from "../../lib/protocol/observation.ts";
import { Policy } from "../../lib/protocol/policy.ts";
import { memoryKeep } from "../support/memory-keep.ts";
import { fence, type Reply } from "../support/scripted/reply.ts";
import { startScripted } from "../support/scripted-server.ts";
import { ownFetch } from "../support/served.ts";
import { setUp } from "./app.ts";
import { entries, token } from "./entries.ts";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0)) await clean();
});

const sha256 = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");
const seen = { stdout: "größe 🐦\n", stderr: "", droppedChars: 0, durationMs: 3, artifacts: [], notes: [], peakMemoryBytes: 5_000_000 };
const answer = { finding: "Done.", evidence: [], caveats: [], next: [] };
const input: InputDigest = { file: "sales.csv", bytes: 7, sha256: sha256("a,b\n1,2"), of: "content", tables: [{ rows: 1, columns: 2 }] };

/** A turn of the real loop through the real handlers: the model is scripted upstream of them, runs come out as given, in order. */
async function turn(replies: Reply[], runs: Observation[]) {
  const model = await startScripted({ script: replies });
  const app = setUp({ env: { OPENAI_API_KEY: "sk-x", OPENAI_BASE_URL: model.url, OPENAI_MODEL: "one", ADMIN_TOKEN: token } });
  cleanups.push(model.close, app.clear);
  const fetcher = ownFetch();
  const sandbox: Sandbox = { run: async () => runs.shift() ?? { status: "ok", ...seen, value: null, answer } };
  const policy = Policy.parse({ models: [{ id: "one", inputMicrosPerMillionTokens: 2_000_000, outputMicrosPerMillionTokens: 4_000_000 }] });
  const world: World = {
    model: remoteModel(fetcher),
    audit: new KeepingAudit({ ...calm, server: auditServer(fetcher) }),
    sandbox,
    clock: Date.now,
    emit: () => undefined,
    digest: async (content) => sha256(content),
    inputs: async () => [input],
    masked: () => ({ email: 3 }),
  };
  const ask = { session: "page", policy, past: emptySession, opened: { files: [], links: [] }, question: "Größe? 🐦🐦🐦", model: "one" };
  return runTurn(world, ask, new AbortController().signal);
}

const calm = {
  keep: memoryKeep(),
  digest: async (text: string) => sha256(text),
  clock: Date.now,
  mode: () => "refuse" as const,
  told: () => undefined,
};
const usage = { prompt_tokens: 11, completion_tokens: 7 };

test("what the page says of a reply and what the server says of it meet in both digests, whatever the pieces it came in", async () => {
  const code = "print('🐦🐦🐦🐦🐦🐦🐦')  # größe";
  const { outcome } = await turn(
    [
      { ...fence("🐦 I look 🐦 at 🐦🐦🐦🐦 it.", code), usage },
      { tool: "final_answer('🐦')", usage },
    ],
    [{ status: "ok", ...seen, value: null, answer: null }],
  );
  expect(outcome).toBe("answered");
  const [pages, servers] = [await entries("generated"), await entries("completion")];
  expect(pages).toHaveLength(2);
  for (const [at, { record }] of pages.entries()) {
    expect(record["promptSha256"]).toBe(servers[at]?.record["promptSha256"]);
    expect(record["replySha256"]).toBe(servers[at]?.record["replySha256"]);
    expect(record).toMatchObject({ usage: { inputTokens: 11, outputTokens: 7 }, costMicros: 50, maskCounts: { email: 3 } });
  }
});

test("the prompt is on record as it was sent, sealed, and its digest is the one in clear", async () => {
  await turn([{ ...fence("I look.", "print(1)"), usage }], []);
  const [page] = await entries("generated");
  const prompt = String(page?.record["prompt"]);
  expect(Message.array().parse(JSON.parse(prompt)).at(-1)?.content).toContain("Question: Größe? 🐦🐦🐦");
  expect(page?.digests?.["prompt"]).toBe(sha256(prompt));
  expect(page?.record["promptSha256"]).toBe(sha256(prompt));
});

test("a run names its inputs without a cell and the run before it, an outcome what went wrong and what came out", async () => {
  const error = { type: "KeyError", message: "'amount'", traceback: "", line: 1 };
  const png = Uint8Array.of(1, 2, 3);
  const picture = { id: "p", kind: "image" as const, title: "x", png, svg: null, alt: "" };
  await turn(
    [fence("I try.", "df['amount']"), fence("Again.", "chart()"), fence("Once more.", "final_answer('x')")],
    [
      { status: "error", ...seen, error },
      { status: "killed", ...seen, artifacts: [picture], reason: "timeout", state: "lost", message: "Too long." },
    ],
  );
  const [runs, outcomes] = [await entries("run"), await entries("outcome")];
  expect(runs.map(({ record }) => record["inputs"])).toEqual([[input], [input], [input]]);
  expect(runs.map(({ record }) => record["parent"])).toEqual([null, runs[0]?.hash, runs[1]?.hash]);
  expect(outcomes.map(({ record }) => [record["status"], record["errorType"]])).toEqual([
    ["error", "KeyError"],
    ["killed", "timeout"],
    ["ok", null],
  ]);
  const text = JSON.stringify({ artifacts: [], stderr: "", stdout: "größe 🐦\n", value: null });
  expect(outcomes[0]?.record).toMatchObject({
    outputSha256: sha256(text),
    outputBytes: Buffer.byteLength(text),
    peakMemoryBytes: 5_000_000,
  });
  const made = { alt: "", id: "p", kind: "image", png: { bytes: 3, sha256: sha256(png) }, svg: null, title: "x" };
  const drawn = JSON.stringify({ artifacts: [made], stderr: "", stdout: "größe 🐦\n", value: null });
  expect(outcomes[1]?.record).toMatchObject({ outputSha256: sha256(drawn), outputBytes: Buffer.byteLength(drawn) + 3 });
});
