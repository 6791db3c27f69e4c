import type { Frame } from "../../../../lib/browser/frame.ts";
import type { FrameControl } from "../../../../lib/protocol/kernel.ts";

/** The kernel replaces `fetch` where it runs, which here is the page: its own two questions go to it, all others to the network. */
function share(): void {
  const network = globalThis.fetch.bind(globalThis);
  let kernels = network;
  const both: typeof fetch = (input, init) => (String(input).includes("sandpiper.invalid") ? kernels(input, init) : network(input, init));
  Object.defineProperty(globalThis, "fetch", { configurable: true, get: () => both, set: (given) => { kernels = given; } });
}

const script = (): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement("script"), { src: "/worker-in-the-page.js", onload: resolve, onerror: reject });
    document.head.append(element);
  });

/** In the place of lib/browser/frame.ts, for the control of the suite: Python in the page itself, as many apps run it. */
export async function openFrame(_url: string): Promise<Frame> {
  const [kernel, signals, control] = [new MessageChannel(), new MessageChannel(), new MessageChannel()];
  share();
  await script();
  globalThis.postMessage({ type: "start", shared: null }, "/", [kernel.port2, signals.port2]);
  control.port2.onmessage = async ({ data }: MessageEvent<FrameControl>) => {
    if (data.type === "core") globalThis.postMessage({ type: "compiled", module: await WebAssembly.compile(data.wasm), libraries: [], store: null }, "/");
    else control.port2.postMessage({ type: "pong" });
  };
  return { kernel: kernel.port1, signals: signals.port1, control: control.port1, tell: (message) => control.port1.postMessage(message), remove: () => undefined };
}
