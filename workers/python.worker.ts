import { expose } from "comlink";
import { PythonKernel } from "./kernel.ts";
import { Later } from "./later.ts";
import { Stop } from "./stop.ts";
import { Voice } from "./voice.ts";

type Start = { type: "start"; module: WebAssembly.Module; libraries: [string, WebAssembly.Module][]; shared: Int32Array | null; store: Uint8Array | null };
type FromFrame = Start | { type: "interrupt"; run: number };

let kernel: PythonKernel | null = null;

function start({ module, libraries, shared, store }: Start, ports: readonly MessagePort[]): void {
  const [door, signals] = ports;
  if (kernel || !door || !signals) return;
  const voice = new Voice(signals);
  self.addEventListener("error", (event) => voice.fatal(event.message));
  kernel = new PythonKernel({ module, libraries: new Map(libraries) }, new Stop(shared), voice, new Later({ flags: shared, store, ask: voice.wants }));
  expose(kernel, door);
}

self.onmessage = ({ data, ports }: MessageEvent<FromFrame>) => {
  if (data.type === "start") start(data, ports);
  if (data.type === "interrupt") kernel?.interrupt(data.run);
};
