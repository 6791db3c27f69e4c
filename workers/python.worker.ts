import { expose } from "comlink";
import { PythonKernel } from "./kernel.ts";
import { Stop } from "./stop.ts";
import { Voice } from "./voice.ts";

type FromFrame = { type: "start"; module: WebAssembly.Module; shared: Int32Array | null } | { type: "interrupt"; run: number };

let kernel: PythonKernel | null = null;

function start(module: WebAssembly.Module, shared: Int32Array | null, ports: readonly MessagePort[]): void {
  const [door, signals] = ports;
  if (kernel || !door || !signals) return;
  const voice = new Voice(signals);
  self.addEventListener("error", (event) => voice.fatal(event.message));
  kernel = new PythonKernel(module, new Stop(shared), voice);
  expose(kernel, door);
}

self.onmessage = ({ data, ports }: MessageEvent<FromFrame>) => {
  if (data.type === "start") start(data.module, data.shared, ports);
  if (data.type === "interrupt") kernel?.interrupt(data.run);
};
