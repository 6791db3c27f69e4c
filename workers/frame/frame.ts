import type { FrameControl, FrameSignal } from "../../lib/protocol/kernel.ts";

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

async function start(wasm: Uint8Array<ArrayBuffer>, ports: readonly MessagePort[]): Promise<void> {
  const [kernel, signals, control] = ports;
  if (!kernel || !signals || !control) return;
  const url = URL.createObjectURL(new Blob([WORKER_SCRIPT], { type: "text/javascript" }));
  const worker = new Worker(url);
  answer(control, worker);
  try {
    const module = await WebAssembly.compile(wasm);
    worker.postMessage({ type: "start", module, shared }, [kernel, signals]);
  } catch (error) {
    control.postMessage({ type: "failed", message: `WebAssembly did not compile: ${String(error)}` });
  }
}

/** A check by hand: a schema library in here would weigh more than the frame. */
function wasmIn(data: unknown): Uint8Array<ArrayBuffer> | null {
  const named = typeof data === "object" && data !== null && "type" in data && data.type === "start" && "wasm" in data;
  return named && data.wasm instanceof Uint8Array ? new Uint8Array(data.wasm) : null;
}

function listen(event: MessageEvent<unknown>): void {
  const wasm = event.source === parent ? wasmIn(event.data) : null;
  if (!wasm) return;
  removeEventListener("message", listen);
  void start(wasm, event.ports);
}

addEventListener("message", listen);
