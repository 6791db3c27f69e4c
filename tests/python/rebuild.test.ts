import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { Course } from "../../lib/agent/course.ts";
import { foldAll } from "../../lib/agent/fold.ts";
import { rebuild } from "../../lib/agent/rebuild.ts";
import type { Session } from "../../lib/agent/session.ts";
import type { AuditRecord } from "../../lib/protocol/audit.ts";
import type { AgentEvent } from "../../lib/protocol/event.ts";
import { FromKernel } from "../../lib/protocol/kernel.ts";
import { Policy } from "../../lib/protocol/policy.ts";
import { found } from "../support/fault-rows.ts";
import { type NodeSandbox, nodeSandbox } from "../support/node-sandbox.ts";

const sessions = 100;
const csv = "city,amount\nOslo,1.5\nBergen,2\nOslo,4\nTromsø,8.25\nBergen,16\n";
const policy = Policy.parse({});
const signal = new AbortController().signal;

type State = Record<string, string>;
type Lived = { session: Session; state: State; ran: number };

const hash = (text: string | Uint8Array) => createHash("sha256").update(text).digest("hex");
const at = (step: number) => ({ turn: 0, step, at: step });

/** What is in the namespace, by digest. */
const stateOf = ({ python }: NodeSandbox): State => JSON.parse(python.runPython("import json; json.dumps(pasts.state())"));

async function interpreter(): Promise<NodeSandbox> {
  const sandbox = await nodeSandbox(policy);
  await sandbox.open({ "sales.csv": csv });
  sandbox.python.runPython("import pasts");
  return sandbox;
}

/** A session as it happened: each script run, each event told. */
async function live(sandbox: NodeSandbox, number: number): Promise<Lived> {
  sandbox.python.runPython("pasts.fresh()");
  const scripts: string[] = JSON.parse(sandbox.python.runPython(`import json; json.dumps(pasts.session(${number}))`));
  const events: AgentEvent[] = [{ type: "turn-started", turn: 0, at: 0, question: "What is it?", model: "m" }];
  for (const [step, code] of scripts.entries()) {
    const observation = await sandbox.run(code, () => undefined, signal);
    events.push(
      { type: "action-chosen", ...at(step), repair: 0, action: { type: "run", plan: "", code } },
      { type: "run-permitted", ...at(step), receipt: hash(`${number} ${step}`) },
      { type: "run-started", ...at(step), code },
      { type: "run-ended", ...at(step), observation, hints: [] },
    );
  }
  return { session: foldAll(events), state: stateOf(sandbox), ran: scripts.length };
}

type Rebuilt = Extract<AgentEvent, { type: "namespace-rebuilt" }>;

/** The same session in another interpreter, from its journal alone. */
async function again(sandbox: NodeSandbox, { session }: Lived): Promise<{ state: State; told: Rebuilt | undefined; records: AuditRecord[] }> {
  sandbox.python.runPython("pasts.fresh()");
  const kernel = sandbox.python.pyimport("sandpiper.kernel");
  const events: AgentEvent[] = [];
  const records: AuditRecord[] = [];
  const rebuilding = {
    lacking: () => true,
    plan: async (runs: object[]) => FromKernel.Plan.parse(JSON.parse(kernel.plan(JSON.stringify(runs)))),
    replay: (code: string) => sandbox.run(code, () => undefined, signal),
    progress: () => undefined,
    settle: () => undefined,
  };
  const world = {
    model: { reply: async function* () {} },
    sandbox: { run: sandbox.run, rebuilding },
    audit: { append: async (record: AuditRecord) => ({ ok: true as const, receipt: hash(String(records.push(record))) }) },
    clock: Date.now,
    emit: (event: AgentEvent) => void events.push(event),
    digest: async (content: string | Uint8Array) => hash(content),
    inputs: async () => [],
  };
  await rebuild(new Course(world, { session: "s", policy, past: session, opened: { files: [], links: [] }, question: "q", model: "m" }), signal);
  return { state: stateOf(sandbox), told: events.find((event) => event.type === "namespace-rebuilt"), records };
}

const differences = (one: State, other: State) => [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => one[name] !== other[name]);

test(`${sessions} sessions are made again from their journals in another interpreter`, async () => {
  const first = await interpreter();
  const lived: Lived[] = [];
  for (let number = 0; number < sessions; number++) lived.push(await live(first, number));
  const second = await interpreter();
  const empty = { ...stateOf(second) };
  const since = performance.now();
  const unlike: string[] = [];
  let [ran, repeated, equal, blank, unsaid] = [0, 0, 0, 0, 0];
  for (const [number, one] of lived.entries()) {
    const { state, told, records } = await again(second, one);
    const different = differences(one.state, state);
    ran += one.ran;
    repeated += told?.repeated ?? 0;
    equal += different.length === 0 ? 1 : 0;
    blank += differences(one.state, empty).length === 0 ? 1 : 0;
    const named = new Set([...(told?.lost ?? []), ...(told?.renewed ?? [])].map((name) => `name ${name}`));
    unsaid += different.filter((name) => name.startsWith("name ") && !named.has(name)).length;
    if (different.length > 0) unlike.push(`${number}: ${different.join(", ")}`);
    const permits = records.flatMap((record) => (record.type === "run" ? [record] : []));
    expect(permits).toHaveLength(told?.repeated ?? -1);
    for (const { replays, step } of permits) expect(replays).toBe(hash(`${number} ${step}`));
  }
  console.log(`rebuild: ${equal} of ${sessions} namespaces equal (names, files, chance), ${repeated} of ${ran} runs repeated; different and not said: ${unsaid}; without rebuilding ${blank} equal${unlike.length > 0 ? `\n${unlike.join("\n")}` : ""}`);
  found("Python", "recovery", [{ fault: `Python lost, ${sessions} sessions made again`, outcome: `${equal} of ${sessions} equal to before`, ms: performance.now() - since, after: `${repeated} of ${ran} runs repeated, ${unsaid} differences not said` }]);
  expect(blank).toBe(0);
  expect(equal).toBeGreaterThanOrEqual(sessions * 0.99);
}, 600_000);
