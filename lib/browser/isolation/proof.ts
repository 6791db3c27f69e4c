import type { Attempt, AttemptKind } from "../../policy/attempts.ts";
import { Arrivals, ProofBegun } from "../../protocol/admin.ts";
import type { Policy } from "../../protocol/policy.ts";
import type { AdminDoor } from "../admin/door.ts";
import { Assets } from "../assets.ts";
import { type BrowserSandbox, LiveSandbox } from "../sandbox.ts";
import { Box } from "../state.ts";
import { setCanaries, type Witness } from "./canaries.ts";
import { controlNames, sendControls } from "./controls.ts";
import { type Attempts, loadAttempts } from "./load.ts";

/** One attempt and what came of it. `told` is what its script printed: hostile text. Anything in `found` means that the wall is broken. `made` is false where the script did not come to its attempt. */
export type Tried = { kind: AttemptKind; name: string; told: string; ms: number; made: boolean; found: string[] };
export type Control = { name: string; arrived: boolean };

export type ProofState = {
  phase: "idle" | "starting" | "controls" | "trying" | "done" | "stopped" | "failed";
  /** For `starting` and `failed`: what is being done, or why it could not be. */
  message: string;
  total: number;
  sha256: string;
  begunAt: string;
  controls: Control[];
  tried: Tried[];
};

export const idle: ProofState = { phase: "idle", message: "", total: 0, sha256: "", begunAt: "", controls: [], tried: [] };

export const unmadeIn = ({ tried }: ProofState) => tried.filter(({ made }) => !made);

export const reachedIn = ({ tried }: ProofState) => tried.filter(({ found }) => found.length > 0);

/** Proven: every attempt was made, none got anywhere, and everything that the page itself sent was counted. */
export const isProven = (state: ProofState) =>
  state.phase === "done" &&
  state.tried.length === state.total &&
  unmadeIn(state).length === 0 &&
  reachedIn(state).length === 0 &&
  state.controls.every(({ arrived }) => arrived);

const attemptMs = 10_000;
const controlMs = 8_000;
/** The server is asked after so many attempts, and after the last. */
const askEvery = 4;

/** Tries, in a sandbox of the product's own and in this page, to get out of it in every way that is known here. */
export class Proof {
  readonly state = new Box<ProofState>(idle);
  #life = new AbortController();

  /** Never rejects; ends in `done`, `stopped` or `failed`. */
  async run(door: AdminDoor, policy: Policy): Promise<void> {
    this.#life = new AbortController();
    const { signal } = this.#life;
    this.state.set({ ...idle, phase: "starting", message: "Starting a sandbox", begunAt: new Date().toISOString() });
    const tried = unchecked(policy);
    const sandbox = new LiveSandbox(tried, new Assets(tried, signal), signal);
    let witness: Witness | null = null;
    try {
      const [attempts] = await Promise.all([loadAttempts(signal), sandbox.ready(signal)]);
      const begun = await door.post("/api/isolation", { attempts: attempts.all.length, sha256: attempts.sha256 }, ProofBegun, signal);
      if (!begun.ok) return this.#change({ phase: "failed", message: begun.refusal.message });
      this.#change({ phase: "controls", total: attempts.all.length, sha256: attempts.sha256 });
      const course: Course = { door, proof: begun.value.proof, base: `${location.origin}/api/isolation/${begun.value.proof}`, signal };
      await this.#control(course);
      witness = await setCanaries();
      await this.#tryAll(course, { attempts, sandbox, witness });
    } catch (error) {
      this.#change(
        signal.aborted ? { phase: "stopped" } : { phase: "failed", message: error instanceof Error ? error.message : String(error) },
      );
    } finally {
      sandbox.dispose();
      await witness?.remove();
    }
  }

  stop(): void {
    this.#life.abort();
  }

  async #control({ base, ...course }: Course): Promise<void> {
    sendControls(base);
    for (const until = Date.now() + controlMs; ; ) {
      const { byName } = await arrivals({ base, ...course });
      const controls = controlNames.map((name) => ({ name, arrived: (byName[name] ?? 0) > 0 }));
      this.#change({ controls });
      if (Date.now() > until || controls.every(({ arrived }) => arrived)) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async #tryAll(
    course: Course,
    { attempts, sandbox, witness }: { attempts: Attempts; sandbox: BrowserSandbox; witness: Witness },
  ): Promise<void> {
    this.#change({ phase: "trying" });
    for (const [at, attempt] of attempts.all.entries()) {
      const made = await tryOne(sandbox, attempt, attempts.script(attempt, course.base), course.signal);
      const tried = [...this.state.get().tried, { ...made, found: [...made.found, ...witness.look()] }];
      this.#change({ tried: at % askEvery === 0 ? withArrivals(tried, await arrivals(course)) : tried });
    }
    const { tried, controls } = this.state.get();
    const ended = {
      attempts: tried.length,
      reached: reachedIn(this.state.get()).length,
      controls: controls.filter(({ arrived }) => arrived).length,
    };
    const last = await course.door.post(`/api/isolation?proof=${course.proof}`, ended, Arrivals, course.signal);
    if (!last.ok) throw new Error(last.refusal.message);
    this.#change({ phase: "done", tried: withArrivals(tried, last.value) });
  }

  #change(part: Partial<ProofState>): void {
    this.state.set({ ...this.state.get(), ...part });
  }
}

type Course = { door: AdminDoor; proof: string; base: string; signal: AbortSignal };

/** So that what is tried meets the wall, and not the check of imports before it. */
const unchecked = (policy: Policy): Policy => ({
  ...policy,
  limits: { ...policy.limits, runMs: attemptMs },
  allowedModules: [...policy.allowedModules, ...policy.deniedModules],
  deniedModules: [],
});

async function tryOne(sandbox: BrowserSandbox, { kind, name }: Attempt, code: string, signal: AbortSignal): Promise<Tried> {
  const began = performance.now();
  const seen = await sandbox.run(code, () => undefined, signal);
  signal.throwIfAborted();
  const told = (
    seen.stdout.trim() ||
    (seen.status === "killed" ? seen.message : seen.status === "error" ? `${seen.error.type}: ${seen.error.message}` : "")
  ).slice(0, 400);
  const made = seen.status !== "error" || /^(?:refused|returned):/m.test(seen.stdout);
  return {
    kind,
    name,
    told,
    made,
    ms: performance.now() - began,
    found: seen.stdout.includes("CANARY") ? ["read what was not its own"] : [],
  };
}

async function arrivals({ door, proof, signal }: Course): Promise<Arrivals> {
  const answer = await door.get(`/api/isolation?proof=${proof}`, Arrivals, signal);
  if (!answer.ok) throw new Error(answer.refusal.message);
  return answer.value;
}

const arrivedWord = "arrived at the server";

/** What the server counted, on the attempts it was sent by: a late arrival too. What bears no known name is the last attempt's. */
function withArrivals(tried: readonly Tried[], { byName }: Arrivals): Tried[] {
  const known = new Set([...tried.map(({ name }) => name), ...controlNames]);
  const strays = Object.keys(byName).some((name) => !known.has(name));
  return tried.map((one, at) => {
    const arrived = (byName[one.name] ?? 0) > 0 || (strays && at === tried.length - 1);
    return arrived && !one.found.includes(arrivedWord) ? { ...one, found: [...one.found, arrivedWord] } : one;
  });
}
