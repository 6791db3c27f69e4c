import { releaseProxy, type Remote, transferHandlers, wrap } from "comlink";
import type { z } from "zod";
import { type FrameControl, FrameSignal, type Kernel, KernelSignal } from "../protocol/kernel.ts";
import type { KillReason } from "../protocol/observation.ts";
import type { Frame } from "./frame.ts";
import { Gauge } from "./gauge.ts";
import { deferred } from "./wait.ts";

// The sandbox never hands the page anything that is called or awaited through a port of its own.
transferHandlers.delete("proxy");

export type Death = { reason: KillReason; message: string };
export type Outcome<T> = { type: "done"; value: T } | { type: "failed"; message: string } | { type: "died"; death: Death };
type Heard = Exclude<KernelSignal, { type: "fatal" | "wants" }>;

const pingMs = 2_000;
const missedPings = 6;

const chars = (signal: KernelSignal): number =>
  signal.type === "output" ? signal.text.length : signal.type === "progress" ? signal.what.length : 0;

const said = (error: unknown): string =>
  (error instanceof Error && typeof error.message === "string" ? error.message : "the kernel failed without a reason").slice(-2_000);

/** One kernel from its frame to its death. Whatever it says is parsed; whatever goes wrong ends it, once, with a reason. */
export class Life {
  readonly death: Promise<Death>;
  /** Set to hear output and progress. */
  hear: (signal: Heard) => void = () => undefined;
  /** Set to hear that the kernel needs the files now that were to come later. */
  wanted: () => void = () => undefined;
  private readonly frame: Frame;
  private readonly kernel: Remote<Kernel>;
  private readonly gauge = new Gauge(() => performance.now());
  private readonly die: (death: Death) => void;
  private readonly pulse: ReturnType<typeof setInterval>;
  private unanswered = 0;
  private dead = false;

  constructor(frame: Frame) {
    const { promise, resolve } = deferred<Death>();
    this.death = promise;
    this.die = resolve;
    this.frame = frame;
    this.kernel = wrap<Kernel>(frame.kernel);
    frame.kernel.addEventListener("message", () => this.count(0));
    frame.signals.onmessage = ({ data }) => this.listen(data);
    frame.control.onmessage = ({ data }) => this.listenToFrame(data);
    this.pulse = setInterval(() => this.ping(), pingMs);
  }

  get alive(): boolean {
    return !this.dead;
  }

  /** Ends it at once: the frame leaves the page and its thread with it. Comlink holds a port for as long as its proxy is there, and this life with it, unless the proxy is released. */
  kill(death: Death): void {
    if (this.dead) return;
    this.dead = true;
    clearInterval(this.pulse);
    this.frame.remove();
    this.kernel[releaseProxy]();
    this.die(death);
  }

  interrupt(run: number): void {
    if (!this.dead) this.frame.tell({ type: "interrupt", run });
  }

  /** Hands its frame something to compile, or the files that were to come later. */
  tell(message: Extract<FrameControl, { type: "core" | "libraries" | "later" }>): void {
    if (!this.dead) this.frame.tell(message);
  }

  /** Asks the kernel. Never rejects; an answer that does not fit the schema ends the kernel. */
  call<T>(schema: z.ZodType<T>, ask: (kernel: Remote<Kernel>) => Promise<unknown>): Promise<Outcome<T>> {
    const died = this.death.then((death): Outcome<T> => ({ type: "died", death }));
    if (this.dead) return died;
    const answered = ask(this.kernel).then(
      (value) => this.parse(schema, value, died),
      (error: unknown): Outcome<T> => ({ type: "failed", message: said(error) }),
    );
    return Promise.race([answered, died]);
  }

  private parse<T>(schema: z.ZodType<T>, value: unknown, died: Promise<Outcome<T>>): Outcome<T> | Promise<Outcome<T>> {
    const parsed = schema.safeParse(value);
    if (parsed.success) return { type: "done", value: parsed.data };
    this.kill({ reason: "fatal", message: "The kernel answered with something that is no answer." });
    return died;
  }

  private count(size: number): boolean {
    const flood = this.gauge.over(size);
    if (flood) this.kill({ reason: "flood", message: "The code sent far more messages than a run may." });
    return flood;
  }

  private listen(data: unknown): void {
    const parsed = KernelSignal.safeParse(data);
    if (this.dead || this.count(parsed.success ? chars(parsed.data) : 0) || !parsed.success) return;
    const signal = parsed.data;
    if (signal.type === "fatal") this.kill({ reason: "fatal", message: `Python ended: ${signal.message.slice(0, 500)}` });
    else if (signal.type === "wants") this.wanted();
    else this.hear(signal);
  }

  private listenToFrame(data: unknown): void {
    const parsed = FrameSignal.safeParse(data);
    if (!parsed.success) return;
    if (parsed.data.type === "pong") this.unanswered = 0;
    else this.kill({ reason: "fatal", message: parsed.data.message.slice(0, 500) });
  }

  private ping(): void {
    this.unanswered += 1;
    if (this.unanswered > missedPings) this.kill({ reason: "memory", message: "The sandbox's process ended, most likely for want of memory." });
    else this.frame.tell({ type: "ping" });
  }
}
