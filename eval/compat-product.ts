import { createServer } from "node:http";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { openBrowser } from "../headless/browser.ts";
import { startServer } from "../headless/server.ts";
import { holdSession } from "../headless/session.ts";
import type { Step } from "../lib/agent/session.ts";
import { type Compared, judged, type Script } from "./compat.ts";

/** So many scripts are asked of one kernel; the next ones get a fresh one. */
const perSession = 40;

/** Code that forgets what a script left, so that the next one begins as in a process of its own; then the turn ends. */
const closing = `import sys as _sys
for _name in [n for n in list(globals()) if not n.startswith("_") and n not in ("show", "table", "chart", "final_answer", "save", "sql", "load")]:
    del globals()[_name]
final_answer("The script has run.")`;

/** The default policy, but for a model that answers at once. */
const brisk = { version: "compatibility", limits: { modelCallsPerMinute: 10_000, auditRecordsPerMinute: 100_000 } };

const Asked = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) });

interface Dictating {
  readonly url: string;
  close(): Promise<void>;
}

/** A model that says the script named in the question, whatever else it is told: the product's own loop then runs it as it runs any model's code. */
async function dictate(scripts: readonly Script[]): Promise<Dictating> {
  const codes = new Map(scripts.map(({ name, code }) => [name, code]));
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => void parts.push(part));
    request.on("end", () => {
      const { messages } = Asked.parse(JSON.parse(Buffer.concat(parts).toString("utf8")));
      const text = messages.map(({ content }) => content).join("\n");
      const since = text.slice(text.lastIndexOf("Question: run "));
      const name = /^Question: run (\S+)/.exec(since)?.[1] ?? "";
      const code = since.includes("<observation ") ? closing : (codes.get(name) ?? closing);
      const content = `Running ${name}.\n\n\`\`\`\`python\n${code}\n\`\`\`\``;
      const piece = { id: "1", object: "chat.completion.chunk", created: 0, model: "dictated", choices: [{ index: 0, delta: { role: "assistant", content }, finish_reason: null }] };
      const end = { ...piece, choices: [{ index: 0, delta: {}, finish_reason: "stop" }] };
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(`data: ${JSON.stringify(piece)}\n\ndata: ${JSON.stringify(end)}\n\ndata: [DONE]\n\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Runs scripts in the product: its page in a real browser, its sandbox, its policy, its audit. */
export async function compareInProduct(scripts: readonly Script[], signal: AbortSignal, tell: (line: string) => void): Promise<Compared[]> {
  const model = await dictate(scripts);
  process.env.SANDPIPER_DICTATED_KEY = "none";
  const folder = mkdtempSync(join(tmpdir(), "sandpiper-compat-"));
  const [empty, policyFile] = [join(folder, "nothing.csv"), join(folder, "policy.json")];
  writeFileSync(empty, "nothing\n0\n");
  writeFileSync(policyFile, JSON.stringify(brisk));
  const server = await startServer({ policyFile, baseUrl: model.url, model: "dictated", keyFrom: "SANDPIPER_DICTATED_KEY" });
  const browser = await openBrowser();
  const made: Compared[] = [];
  try {
    for (let at = 0; at < scripts.length && !signal.aborted; at += perSession) {
      const part = scripts.slice(at, at + perSession);
      const job = { files: [empty], questions: part.map(({ name }) => `run ${name}`), model: "dictated", timeoutMs: 1_800_000 };
      const held = await holdSession(browser, server.url, job, signal, () => undefined);
      const ran = signal.aborted ? part.filter((_, place) => held.session.turns[place]?.steps[0]?.state.type === "ran") : part;
      for (const [place, script] of ran.entries()) made.push(ofStep(script, held.session.turns[place]?.steps[0]));
      tell(`${made.length} of ${scripts.length}: ${made.filter(({ same }) => same).length} as in CPython`);
    }
    return made;
  } finally {
    await browser.close().catch(() => undefined);
    await server.close();
    await model.close();
  }
}

function ofStep(script: Script, step: Step | undefined): Compared {
  if (step?.state.type === "ran") return judged(script, step.state.observation);
  if (step?.state.type === "refused") return judged(script, { status: "refused", message: step.state.findings.map(({ name, reason }) => `${name}: ${reason}`).join("; ") });
  return judged(script, { status: "not run", message: step?.state.type === "failed" ? step.state.message : "Its session ended before it." });
}
