import type { FrameControl, FrameSignal, FrameStart } from "../../lib/protocol/kernel.ts";
import { capMemory } from "./memory.ts";

/** The worker's whole script, put in by the build. */
declare const WORKER_SCRIPT: string;

/** Element 0 is Pyodide's signal, 1 the run that may be hit, 2 the last run that was. Null where memory cannot be shared. */
const shared = globalThis.crossOriginIsolated ? new Int32Array(new SharedArrayBuffer(12)) : null;
const interruptSignal = 2;

function interrupt(run: number, worker: Worker): void {
  if (shared && Atomics.load(shared, 1) === run) {
    Atomics.store(shared, 2, run);
    Atomics.store(shared, 0, interruptSignal);
    Atomics.notify(shared, 0);
  }
  worker.postMessage({ type: "interrupt", run });
}

function answer(control: MessagePort, worker: Worker): void {
  const say = (signal: FrameSignal) => control.postMessage(signal);
  worker.onerror = (event) => {
    event.preventDefault();
    say({ type: "failed", message: event.message || "the worker's script could not be started" });
  };
  control.onmessage = ({ data }: MessageEvent<FrameControl>) => {
    if (data.type === "ping") say({ type: "pong" });
    if (data.type === "interrupt") interrupt(data.run, worker);
  };
}

async function start({ wasm, memoryBytes }: Omit<FrameStart, "type">, ports: readonly MessagePort[]): Promise<void> {
  const [kernel, signals, control] = ports;
  if (!kernel || !signals || !control) return;
  const url = URL.createObjectURL(new Blob([WORKER_SCRIPT], { type: "text/javascript" }));
  const worker = new Worker(url);
  answer(control, worker);
  try {
    capMemory(wasm, memoryBytes);
    const module = await WebAssembly.compile(wasm);
    worker.postMessage({ type: "start", module, shared }, [kernel, signals]);
  } catch (error) {
    control.postMessage({ type: "failed", message: `WebAssembly did not compile: ${String(error)}` });
  }
}

/** A check by hand: a schema library in here would weigh more than the frame. */
function startIn(data: unknown): Omit<FrameStart, "type"> | null {
  if (typeof data !== "object" || data === null || !("wasm" in data) || !("memoryBytes" in data)) return null;
  const { wasm, memoryBytes } = data;
  return wasm instanceof Uint8Array && typeof memoryBytes === "number" ? { wasm: new Uint8Array(wasm), memoryBytes } : null;
}

function listen(event: MessageEvent<unknown>): void {
  const order = event.source === parent ? startIn(event.data) : null;
  if (!order) return;
  removeEventListener("message", listen);
  void start(order, event.ports);
}

addEventListener("message", listen);
