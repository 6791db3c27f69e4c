import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { found, timed } from "../support/fault-rows.ts";
import { loop } from "../support/loop.ts";
import { fence } from "../support/scripted/reply.ts";
import { startScripted } from "../support/scripted-server.ts";
import { pageOf, type Serving, serving, until } from "../support/serving.ts";

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

const token = "the-token-of-the-operator";
const limits = { modelCallsPerMinute: 1_000_000, auditRecordsPerMinute: 1_000_000, modelTries: 1 };

/** What several servers of one deployment share: a model that answers, a policy, a folder. */
async function deployment() {
  const folder = mkdtempSync(join(tmpdir(), "sandpiper-disk-"));
  const script = ({ messages }: { messages: readonly { content: string }[] }) => (messages.at(-1)?.content.includes("<observation") === true ? { text: "It is one." } : fence("I look.", "print(1)"));
  const model = await startScripted({ script });
  const policy = join(folder, "policy.json");
  writeFileSync(policy, JSON.stringify({ version: "disk", limits }));
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }), model.close);
  const env = { OPENAI_API_KEY: "x", OPENAI_BASE_URL: model.url, OPENAI_MODEL: "one", SANDPIPER_POLICY: policy, SANDPIPER_DATA: join(folder, "data"), ADMIN_TOKEN: token };
  return async (more: Record<string, string> = {}, form: { start?: string[] } = {}): Promise<Serving> => {
    const server = await serving({ ...env, ...more }, form);
    cleanups.push(() => server.child.kill("SIGKILL"));
    return server;
  };
}

/** A `fetch` of one page, over the wire. */
async function over(url: string): Promise<typeof fetch> {
  const headers = await pageOf(url);
  return (path, init) => fetch(`${url}${path}`, { ...init, headers: { ...headers }, keepalive: false });
}

const run = (step: number) => ({ type: "run", session: "page", turn: 0, step, attempt: 0, code: "x = 1  # and so on\n".repeat(50), by: "model", policyVersion: "disk" });
const Verified = z.looseObject({ ok: z.boolean(), entries: z.number() });
const verified = async (url: string) => Verified.parse(await (await fetch(`${url}/api/audit/verify`, { headers: { authorization: `Bearer ${token}` } })).json());
const record = (fetcher: typeof fetch, body: unknown) => fetcher("/api/audit", { method: "POST", body: JSON.stringify(body) });

test("on a full disk no run is permitted and none is made, the reason can be read, and once there is room all goes on", { timeout: 120_000 }, async () => {
  const start = await deployment();
  const { url, child } = await start();
  const fetcher = await over(url);
  const acknowledged: string[] = [];
  expect((await loop(fetcher, limits, acknowledged)).ended.outcome).toBe("answered");
  expect(acknowledged.length).toBeGreaterThan(0);

  execFileSync("prlimit", ["--pid", String(child.pid), "--fsize=600000:unlimited"]);
  let refused: Response | null = null;
  for (let step = 0; step < 2_000 && refused === null; step += 1) {
    const response = await record(fetcher, run(step));
    if (!response.ok) refused = response;
  }
  expect(refused?.status).toBe(503);
  expect(await refused?.text()).toMatch(/Nothing runs without it/);
  // Not a byte more, so that a smaller record does not find room where this one did not.
  execFileSync("prlimit", ["--pid", String(child.pid), "--fsize=4096:unlimited"]);
  await until("not ready", async () => (await fetch(`${url}/api/ready`)).status === 503);

  const ran: string[] = [];
  let ended: Awaited<ReturnType<typeof loop>> | null = null;
  const ms = await timed(async () => {
    ended = await loop(fetcher, limits, ran);
  });
  expect(ran).toEqual([]);
  expect(ended).toMatchObject({ ended: { outcome: "failed", message: expect.stringMatching(/Nothing runs without it/) } });

  execFileSync("prlimit", ["--pid", String(child.pid), "--fsize=unlimited:unlimited"]);
  await until("ready again", async () => (await fetch(`${url}/api/ready`)).status === 200);
  expect((await loop(fetcher, limits, ran)).ended.outcome).toBe("answered");
  expect(await verified(url)).toMatchObject({ ok: true });
  found("server", "disk", [{ fault: "the disk of the server is full", outcome: "no permit, no run, reason said", ms, after: "works once there is room" }]);
});

test("two servers whose clocks are an hour apart take one another's sessions and write one sound chain", { timeout: 120_000 }, async () => {
  const start = await deployment();
  const ahead = `const at = Date.now; Date.now = () => at() + 3_600_000; const Was = Date; globalThis.Date = class extends Was { constructor(...given) { if (given.length === 0) super(Was.now()); else super(...given); } };`;
  const [one, other] = [await start(), await start({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(ahead)}` })];
  const headers = await pageOf(other.url);
  const times: string[] = [];
  for (let step = 0; step < 6; step += 1) {
    const { url } = step % 2 === 0 ? one : other;
    const response = await fetch(`${url}/api/audit`, { method: "POST", headers: { ...headers, origin: url }, body: JSON.stringify(run(step)) });
    expect(response.status).toBe(200);
    expect(response.headers.get("set-cookie")).toBeNull();
  }
  const text = await (await fetch(`${one.url}/api/audit?limit=100&type=run`, { headers: { authorization: `Bearer ${token}` } })).text();
  for (const line of text.split("\n").filter(Boolean)) times.push(z.looseObject({ at: z.string() }).parse(JSON.parse(line)).at);
  const apart = times.map((at, place) => Math.round((Date.parse(at) - Date.parse(times[place - 1] ?? at)) / 3_600_000));
  expect(apart).toEqual([0, 1, -1, 1, -1, 1]);
  expect(await verified(one.url)).toMatchObject({ ok: true });
  found("server", "skew", [{ fault: "two servers an hour apart", outcome: "one session, one sound chain", ms: 0, after: "works" }]);
});
