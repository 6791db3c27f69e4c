import { expose } from "comlink";
import { type Compiled, PythonKernel } from "./kernel.ts";
import { Later } from "./later.ts";
import { Stop } from "./stop.ts";
import { Voice } from "./voice.ts";

type Start = { type: "start"; shared: Int32Array | null };
type Modules = { type: "compiled"; module: WebAssembly.Module; libraries: [string, WebAssembly.Module][]; store: Uint8Array | null };
type FromFrame = Start | Modules | { type: "interrupt"; run: number };

let kernel: PythonKernel | null = null;
let compiled: (modules: Compiled) => void = () => undefined;

function start({ shared }: Start, ports: readonly MessagePort[]): void {
  const [door, signals] = ports;
  if (kernel || !door || !signals) return;
  const voice = new Voice(signals);
  self.addEventListener("error", (event) => voice.fatal(event.message));
  const modules = new Promise<Compiled>((resolve) => {
    compiled = resolve;
  });
  kernel = new PythonKernel(modules, new Stop(shared), voice, new Later(shared, voice.wants));
  expose(kernel, door);
}

self.onmessage = ({ data, ports }: MessageEvent<FromFrame>) => {
  if (data.type === "start") start(data, ports);
  if (data.type === "compiled") compiled({ module: data.module, libraries: new Map(data.libraries), store: data.store });
  if (data.type === "interrupt") kernel?.interrupt(data.run);
};
