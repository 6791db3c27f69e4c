import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import type { Audit, World } from "../../lib/agent/ports.ts";
import { emptySession } from "../../lib/agent/session.ts";
import { runTurn } from "../../lib/agent/turn.ts";
import { auditServer } from "../../lib/browser/audit.ts";
import { KeepingAudit } from "../../lib/browser/keeping.ts";
import { verify } from "../../lib/policy/chain/verify.ts";
import { Policy } from "../../lib/protocol/policy.ts";
import { nodeCrypto as crypto } from "../../lib/server/audit/crypto.ts";
import { read } from "../../lib/server/audit/read.ts";
import { Sqlite } from "../../lib/server/audit/sqlite.ts";
import { memoryKeep } from "../support/memory-keep.ts";
import { type NodeSandbox, nodeSandbox } from "../support/node-sandbox.ts";
import { fence } from "../support/scripted/reply.ts";
import { scriptedModel } from "../support/scripted-model.ts";
import { setUp } from "./app.ts";
import { numbers } from "./chain.ts";

const wanted = 500;
const sha256 = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

let sandbox: NodeSandbox;
let app: ReturnType<typeof setUp>;
beforeAll(async () => {
  sandbox = await nodeSandbox();
}, 120_000);
afterAll(() => app.clear());

/** The server that keeps the log, killed again and again at random moments; another stands ready each time. */
class MortalServer {
  kills = 0;
  /** Requests that were sent to it. */
  asked = 0;
  #stopped = false;
  #living: Child | null = null;
  readonly #spares: Child[] = [];

  constructor(
    readonly port: number,
    private readonly below: ReturnType<typeof numbers>,
  ) {}

  async live() {
    this.#spares.push(this.#start(), this.#start());
    while (!this.#stopped) {
      const next = this.#spares.shift();
      this.#spares.push(this.#start());
      if (!next) continue;
      this.#living = next;
      await said(next, "ready");
      next.stdin.write("go\n");
      await said(next, "listening");
      await this.#moment();
      if (this.#stopped) break;
      next.kill("SIGKILL");
      this.kills += 1;
      await new Promise((resolve) => (next.exitCode === null && next.signalCode === null ? next.once("exit", resolve) : resolve(null)));
    }
  }

  /** After some requests of this life, at any point of the next one. */
  async #moment() {
    const until = this.asked + this.below(45);
    while (this.asked < until && !this.#stopped) await pause(2);
    await pause(this.below(20));
  }

  end() {
    this.#stopped = true;
    for (const child of [this.#living, ...this.#spares]) child?.kill("SIGKILL");
  }

  #start(): Child {
    const file = join(import.meta.dirname, "audit-process.ts");
    return heard(spawn(process.execPath, [file, String(this.port)], { stdio: ["pipe", "pipe", "ignore"] }));
  }
}

type Child = ChildProcessByStdio<Writable, Readable, null> & { heard: string };

function heard(child: ChildProcessByStdio<Writable, Readable, null>): Child {
  const listening = Object.assign(child, { heard: "" });
  child.stdout.on("data", (piece) => {
    listening.heard += piece;
  });
  child.stdin.on("error", () => undefined);
  return listening;
}

async function said(child: Child, word: string) {
  while (!child.heard.includes(word) && child.exitCode === null && child.signalCode === null) await pause(3);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** One turn of the real loop whose script, when Python truly runs it, notes its own number there. */
async function turn(audit: Audit, number: number): Promise<string> {
  const world: World = {
    model: scriptedModel([fence("I run.", `ran.append(${number})\nfinal_answer("ran")`)]),
    audit,
    sandbox,
    clock: Date.now,
    emit: () => undefined,
    digest: async (content) => sha256(content),
    inputs: async () => [],
  };
  const ask = {
    session: "page",
    policy: Policy.parse({}),
    past: emptySession,
    opened: { files: [], links: [] },
    question: "Run.",
    model: "one",
  };
  return (await runTurn(world, ask, new AbortController().signal)).outcome;
}

const never = new AbortController().signal;

/** The numbers that Python itself has noted. */
async function ranInPython(): Promise<number[]> {
  const seen = await sandbox.run("print(*ran)", () => undefined, never);
  return seen.stdout.trim().split(/\s+/).filter(Boolean).map(Number);
}

const forget = () => sandbox.run("ran = []", () => undefined, never);

const Run = z.object({ record: z.object({ type: z.literal("run"), code: z.string() }) });
const numberIn = (entry: unknown) => Number(/ran\.append\((\d+)\)/.exec(Run.safeParse(entry).data?.record.code ?? "")?.[1] ?? Number.NaN);

test("of 500 scripts that ran while the log was killed at random moments, none is without a record", { timeout: 600_000 }, async () => {
  app = setUp({ limits: { auditRecordsPerMinute: 1_000_000 } });
  const port = await freePort();
  const own = `http://127.0.0.1:${port}`;
  process.env["SANDPIPER_ORIGIN"] = own;
  const server = new MortalServer(port, numbers(7));
  const living = server.live();
  let cookie = "";
  const fetcher: typeof fetch = async (path, init) => {
    server.asked += 1;
    const headers = { ...Object.fromEntries(new Headers(init?.headers)), origin: own, cookie };
    const response = await fetch(`${own}${path}`, { ...init, headers });
    cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
    return response;
  };
  const audit = () =>
    new KeepingAudit({
      server: auditServer(fetcher),
      keep: memoryKeep(),
      digest: async (text) => sha256(text),
      clock: Date.now,
      mode: () => "refuse",
      told: () => undefined,
    });
  await forget();
  let [tried, answered] = [0, 0];
  while (answered < wanted) {
    const outcome = await turn(audit(), tried);
    tried += 1;
    if (outcome === "answered") answered += 1;
    else await pause(5);
  }
  server.end();
  await living;
  const ran = await ranInPython();
  const database = new Sqlite(app.data);
  const { entries } = await read(database, { after: 0, limit: 1_000_000 });
  await database.close();
  const recorded = new Set(entries.map(numberIn));
  const without = ran.filter((number) => !recorded.has(number));
  console.log(
    `log killed ${server.kills} times: ${tried} scripts tried, ${ran.length} ran, ${without.length} of them without a record, ${new Set(ran).size === ran.length ? "none" : "some"} twice`,
  );
  expect(without).toEqual([]);
  expect(new Set(ran).size).toBe(ran.length);
  expect(ran.length).toBeGreaterThanOrEqual(wanted);
  expect(server.kills).toBeGreaterThan(20);
  expect(tried).toBeGreaterThan(ran.length);
  expect(verify(entries, { crypto })).toMatchObject({ ok: true });
});

test("the same count finds every script, where the loop is given receipts without a log", { timeout: 60_000 }, async () => {
  await forget();
  const credulous: Audit = { append: async () => ({ ok: true, receipt: "made up" }) };
  for (let number = 0; number < 20; number += 1) await turn(credulous, 1_000_000 + number);
  const database = new Sqlite(app.data);
  const { entries } = await read(database, { after: 0, limit: 1_000_000 });
  await database.close();
  const recorded = new Set(entries.map(numberIn));
  expect((await ranInPython()).filter((number) => !recorded.has(number))).toHaveLength(20);
});
