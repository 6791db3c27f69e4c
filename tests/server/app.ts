import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GET as models } from "../../app/api/models/route.ts";
import { type CompleteRequest, ModelChunk } from "../../lib/protocol/complete.ts";

const names = [
  "OPENAI_API_KEY",
  "OPENAI_BASE_URL",
  "OPENAI_MODEL",
  "SANDPIPER_MODEL_TOOLS",
  "SANDPIPER_MODEL_IMAGES",
  "SANDPIPER_POLICY",
  "SANDPIPER_DATA",
  "SANDPIPER_SECRET",
  "SANDPIPER_ORIGIN",
  "SANDPIPER_AUDIT_KEY",
  "SANDPIPER_ADMIN_HEADER",
  "SANDPIPER_ADMINS",
  "SANDPIPER_TRUSTED_PROXY",
  "DATABASE_URL",
  "ADMIN_TOKEN",
];

export type Setup = { env?: Record<string, string>; limits?: Record<string, number> };

/** Gives this process the environment of an app: these variables and no other of ours, limits by a policy file, data in a new folder. */
export function setUp({ env = {}, limits = {} }: Setup = {}) {
  const folder = mkdtempSync(join(tmpdir(), "sandpiper-server-"));
  for (const name of names) delete process.env[name];
  const policy = join(folder, "policy.json");
  writeFileSync(policy, JSON.stringify({ version: "test", limits }));
  Object.assign(process.env, { SANDPIPER_DATA: join(folder, "data"), SANDPIPER_POLICY: policy, ...env });
  return { folder, data: join(folder, "data"), policy, clear: () => rmSync(folder, { recursive: true, force: true }) };
}

export type Handler = (request: Request) => Promise<Response>;

export const home = "http://localhost:3000";

/** A session as the page gets one; nothing where the server cannot give any. */
export const cookieOf = async () => (await get(models)).headers.get("set-cookie")?.split(";")[0] ?? "";

/** A POST as the app's own page sends it, in a session of its own; `headers` replace, an empty one removes. */
export async function post(
  handler: Handler,
  body: unknown,
  { headers = {}, signal }: { headers?: Record<string, string>; signal?: AbortSignal } = {},
) {
  const cookie = headers["cookie"] ?? (await cookieOf());
  const all = { host: "localhost:3000", origin: home, "content-type": "application/json", ...headers, cookie };
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return handler(new Request(`${home}/api`, { method: "POST", headers: sent, body: text, signal: signal ?? null }));
}

export const get = (handler: Handler, query = "", headers: Record<string, string> = {}) =>
  handler(new Request(`${home}/api${query}`, { headers: { host: "localhost:3000", ...headers } }));

export const ask = (more: Partial<CompleteRequest> = {}): CompleteRequest => ({
  session: "page",
  turn: 0,
  step: 0,
  attempt: 0,
  model: "one",
  messages: [{ role: "user", content: "How much did we sell?" }],
  brief: { question: "How much did we sell?", files: [], links: [], steps: [], history: [] },
  ...more,
});

/** Every line of the stream, parsed, as it comes. */
export async function* linesOf(response: Response) {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of response.body ?? []) {
    const parts = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = parts.pop() ?? "";
    for (const line of parts) yield ModelChunk.parse(JSON.parse(line));
  }
}

export async function chunksOf(response: Response): Promise<ModelChunk[]> {
  const chunks: ModelChunk[] = [];
  for await (const chunk of linesOf(response)) chunks.push(chunk);
  return chunks;
}

export const textOf = (chunks: ModelChunk[], type: "text" | "reasoning" | "tool" = "text") =>
  chunks.map((chunk) => (chunk.type === type && "text" in chunk ? chunk.text : "")).join("");
