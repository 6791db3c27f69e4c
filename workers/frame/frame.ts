import type { FrameControl, FrameSignal, FrameStart, Parcel } from "../../lib/protocol/kernel.ts";
import { openedAll } from "../zstd.ts";
import { compiled } from "./libraries.ts";
import { capMemory } from "./memory.ts";

/** The worker's whole script, put in by the build. */
declare const WORKER_SCRIPT: string;

/** Element 0 is Pyodide's signal, 1 the run that may be hit, 2 the last run that was, 3 whether the files are there that came later. Null where memory cannot be shared. */
const shared = globalThis.crossOriginIsolated ? new Int32Array(new SharedArrayBuffer(16)) : null;
const interruptSignal = 2;

type Compilable = Extract<FrameControl, { type: "core" | "libraries" }>;

function interrupt(run: number, worker: Worker): void {
  if (shared && Atomics.load(shared, 1) === run) {
    Atomics.store(shared, 2, run);
    Atomics.store(shared, 0, interruptSignal);
    Atomics.notify(shared, 0);
  }
  worker.postMessage({ type: "interrupt", run });
}

/** For the files that come later. */
let store: Uint8Array | null = null;

/** Puts them where the worker sees them, also one that waits; null: they cannot be had. */
async function place(files: Parcel[] | null): Promise<void> {
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

/** Compiles what comes, and hands it to the worker once both are there. */
function compiler(worker: Worker, memoryBytes: number, fail: (error: unknown) => void): (message: Compilable) => void {
  let core: Promise<WebAssembly.Module> | null = null;
  let libraries: ReturnType<typeof compiled> | null = null;
  return (message) => {
    if (message.type === "core") {
      core = capped(message.wasm, memoryBytes);
    } else {
      store = shared ? new Uint8Array(new SharedArrayBuffer(message.laterBytes)) : null;
      libraries = compiled(message.pack);
    }
    if (core && libraries) Promise.all([core, libraries]).then(([module, modules]) => worker.postMessage({ type: "compiled", module, libraries: modules, store }), fail);
  };
}

async function capped(wasm: Uint8Array<ArrayBuffer>, memoryBytes: number): Promise<WebAssembly.Module> {
  capMemory(wasm, memoryBytes);
  return WebAssembly.compile(wasm);
}

function start({ memoryBytes }: Omit<FrameStart, "type">, [kernel, signals, control]: readonly MessagePort[]): void {
  if (!kernel || !signals || !control) return;
  const say = (signal: FrameSignal) => control.postMessage(signal);
  const worker = new Worker(URL.createObjectURL(new Blob([WORKER_SCRIPT], { type: "text/javascript" })));
  worker.onerror = (event) => {
    event.preventDefault();
    say({ type: "failed", message: event.message || "the worker's script could not be started" });
  };
  const compile = compiler(worker, memoryBytes, (error) => say({ type: "failed", message: `WebAssembly did not compile: ${String(error)}` }));
  control.onmessage = ({ data }: MessageEvent<FrameControl>) => {
    if (data.type === "core" || data.type === "libraries") compile(data);
    if (data.type === "ping") say({ type: "pong" });
    if (data.type === "interrupt") interrupt(data.run, worker);
    if (data.type === "later") void place(data.files);
  };
  // The ports at once: what comes on them is unpacked while this compiles.
  worker.postMessage({ type: "start", shared }, [kernel, signals]);
}

/** A check by hand: a schema library in here would weigh more than the frame. */
function startIn(data: unknown): Omit<FrameStart, "type"> | null {
  if (typeof data !== "object" || data === null || !("type" in data) || data.type !== "start" || !("memoryBytes" in data)) return null;
  return typeof data.memoryBytes === "number" ? { memoryBytes: data.memoryBytes } : null;
}

function listen(event: MessageEvent<unknown>): void {
  const order = event.source === parent && event.ports.length === 3 ? startIn(event.data) : null;
  if (!order) return;
  removeEventListener("message", listen);
  start(order, event.ports);
}

addEventListener("message", listen);
