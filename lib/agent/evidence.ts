import { canonical } from "../policy/chain/canonical.ts";
import { costOf } from "../policy/price.ts";
import { type AuditRecord, Sha256 } from "../protocol/audit.ts";
import type { Usage } from "../protocol/complete.ts";
import type { Observation } from "../protocol/observation.ts";
import type { Clearance } from "./approval.ts";
import type { Course } from "./course.ts";
import type { World } from "./ports.ts";
import type { Session } from "./session.ts";

type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;
/** A record without its place, which the course knows. */
export type Evidence = Without<AuditRecord, "session" | "turn" | "step" | "attempt">;
type Of<T extends Evidence["type"]> = Extract<Evidence, { type: T }>;

type Cleared = Extract<Clearance, { type: "cleared" }>;

/** The latest call and its reply. `prompt` is what the model was sent, as the canonical JSON that its digest is of. */
export interface Exchange {
  readonly prompt: string;
  readonly reply: string;
  readonly model: string;
  readonly responseId: string | null;
  readonly usage: Usage | null;
}

/** A script as the model wrote it, with what it was an answer to; the digests are those of the server's own `completion`. */
export async function generated({ world, ask, exchange }: Course, code: string): Promise<Of<"generated">> {
  const { prompt, reply, model, responseId, usage } = exchange;
  const [promptSha256, replySha256] = await Promise.all([world.digest(prompt), world.digest(reply)]);
  const costMicros = costOf(usage, ask.model, ask.policy);
  return { type: "generated", code, model, responseId, prompt, promptSha256, replySha256, usage, costMicros, ...counts(world) };
}

/** The permit that is asked for: what will run, on what, after what. */
export async function permit({ world, ask, session }: Pick<Course, "world" | "ask" | "session">, { code, by, approved, started }: Cleared): Promise<Of<"run">> {
  const inputs = await world.inputs();
  const policyVersion = ask.policy.version;
  return { type: "run", code, by, approved, ...started, policyVersion, inputs: inputs.slice(0, 500), parent: lastReceipt(session) };
}

/** Of the run before this one, in whichever turn. */
function lastReceipt({ turns }: Session): string | null {
  const receipts = turns.flatMap(({ steps }) => steps.flatMap(({ state }) => (state.type === "ran" ? [state.receipt] : [])));
  return Sha256.safeParse(receipts.at(-1)).data ?? null;
}

/** How a run came out. What it gave is told by digest and size; why it failed, in its own words. */
export async function outcome(world: World, receipt: string, seen: Observation): Promise<Of<"outcome">> {
  return {
    type: "outcome",
    receipt,
    status: seen.status,
    detail: detail(seen).slice(0, 2_000),
    durationMs: seen.durationMs,
    errorType: errorType(seen)?.slice(0, 200) ?? null,
    peakMemoryBytes: seen.peakMemoryBytes ?? null,
    ...(await output(world, seen)),
    ...counts(world),
  };
}

const counts = ({ masked }: World) => (masked ? { maskCounts: masked() } : {});

function detail(seen: Observation): string {
  switch (seen.status) {
    case "ok":
      return `${seen.artifacts.length} artifacts`;
    case "error":
      return `${seen.error.type}: ${seen.error.message}`;
    case "killed":
      return `${seen.reason}: ${seen.message}`;
    default:
      return seen satisfies never;
  }
}

/** The exception's class, or why the run was killed. */
function errorType(seen: Observation): string | null {
  if (seen.status === "ok") return null;
  return seen.status === "error" ? seen.error.type : seen.reason;
}

/** Of everything a run gave, as canonical JSON in which bytes stand as their own digest and size. */
async function output(world: World, seen: Observation): Promise<{ outputSha256: string; outputBytes: number }> {
  const { stdout, stderr, artifacts } = seen;
  let bytes = 0;
  const stand = async (value: unknown): Promise<unknown> => {
    if (!(value instanceof Uint8Array)) return value;
    bytes += value.byteLength;
    return { sha256: await world.digest(value), bytes: value.byteLength };
  };
  const made = [];
  for (const artifact of artifacts) {
    const fields = Object.entries(artifact).map(async ([name, value]) => [name, await stand(value)]);
    made.push(Object.fromEntries(await Promise.all(fields)));
  }
  const text = canonical({ stdout, stderr, value: "value" in seen ? seen.value : null, artifacts: made });
  return { outputSha256: await world.digest(text), outputBytes: bytes + new TextEncoder().encode(text).byteLength };
}
