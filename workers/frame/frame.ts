import type { FrameControl, FrameSignal, FrameStart, Parcel } from "../../lib/protocol/kernel.ts";
import { openedAll } from "../zstd.ts";
import { compiled } from "./libraries.ts";
import { capMemory } from "./memory.ts";

/** The worker's whole script, put in by the build. */
declare const WORKER_SCRIPT: string;

/** Element 0 is Pyodide's signal, 1 the run that may be hit, 2 the last run that was, 3 whether the files are there that came later. Null where memory cannot be shared. */
const shared = globalThis.crossOriginIsolated ? new Int32Array(new SharedArrayBuffer(16)) : null;
const interruptSignal = 2;

function interrupt(run: number, worker: Worker): void {
  if (shared && Atomics.load(shared, 1) === run) {
    Atomics.store(shared, 2, run);
    Atomics.store(shared, 0, interruptSignal);
    Atomics.notify(shared, 0);
  }
  worker.postMessage({ type: "interrupt", run });
}

/** Puts what came later where the worker sees it, also one that waits; null: it cannot be had. */
async function place(files: Parcel[] | null, store: Uint8Array | null): Promise<void> {
  if (!shared || !store) return;
  let at = 0;
  const plain = await openedAll(files ?? []).catch(() => null);
  for (const file of plain ?? []) {
    store.set(file, at);
    at += file.length;
  }
  Atomics.store(shared, 3, files && plain ? 1 : 2);
  Atomics.notify(shared, 3);
}

function answer(control: MessagePort, worker: Worker, store: Uint8Array | null): void {
  const say = (signal: FrameSignal) => control.postMessage(signal);
  worker.onerror = (event) => {
    event.preventDefault();
    say({ type: "failed", message: event.message || "the worker's script could not be started" });
  };
  control.onmessage = ({ data }: MessageEvent<FrameControl>) => {
    if (data.type === "ping") say({ type: "pong" });
    if (data.type === "interrupt") interrupt(data.run, worker);
    if (data.type === "later") void place(data.files, store);
  };
}

async function start({ wasm, libraries, librariesBytes, memoryBytes, laterBytes }: Omit<FrameStart, "type">, ports: readonly MessagePort[]): Promise<void> {
  const [kernel, signals, control] = ports;
  if (!kernel || !signals || !control) return;
  const url = URL.createObjectURL(new Blob([WORKER_SCRIPT], { type: "text/javascript" }));
  const worker = new Worker(url);
  const store = shared ? new Uint8Array(new SharedArrayBuffer(laterBytes)) : null;
  answer(control, worker, store);
  // The ports at once: what comes on them is unpacked while this compiles.
  worker.postMessage({ type: "start", shared, store }, [kernel, signals]);
  try {
    capMemory(wasm, memoryBytes);
    const [module, modules] = await Promise.all([WebAssembly.compile(wasm), compiled(libraries, librariesBytes)]);
    worker.postMessage({ type: "compiled", module, libraries: modules });
  } catch (error) {
    control.postMessage({ type: "failed", message: `WebAssembly did not compile: ${String(error)}` });
  }
}

const isBytes = (data: unknown): data is Uint8Array<ArrayBuffer> => data instanceof Uint8Array && data.buffer instanceof ArrayBuffer;

/** A check by hand: a schema library in here would weigh more than the frame. */
function startIn(data: unknown): Omit<FrameStart, "type"> | null {
  if (typeof data !== "object" || data === null || !("wasm" in data) || !("libraries" in data) || !("librariesBytes" in data) || !("memoryBytes" in data) || !("laterBytes" in data)) return null;
  const { wasm, libraries, librariesBytes, memoryBytes, laterBytes } = data;
  if (!isBytes(wasm) || !isBytes(libraries) || typeof librariesBytes !== "number" || typeof memoryBytes !== "number" || typeof laterBytes !== "number") return null;
  return { wasm, libraries, librariesBytes, memoryBytes, laterBytes };
}

function listen(event: MessageEvent<unknown>): void {
  const order = event.source === parent && event.ports.length === 3 ? startIn(event.data) : null;
  if (!order) return;
  removeEventListener("message", listen);
  void start(order, event.ports);
}

addEventListener("message", listen);
