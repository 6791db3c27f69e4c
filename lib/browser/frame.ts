import type { FrameControl, FrameStart } from "../protocol/kernel.ts";
import { orAborted } from "./wait.ts";

/** What a message hands over for good. */
function handedOver(message: FrameControl): ArrayBuffer[] {
  if (message.type === "core") return [message.wasm.buffer];
  if (message.type === "libraries") return message.pack ? [message.pack.bytes.buffer] : [];
  return message.type === "later" ? (message.files ?? []).map(({ bytes }) => bytes.buffer) : [];
}

/** The opaque frame with its three ports. Nothing of the page is ever exposed on them. */
export type Frame = {
  kernel: MessagePort;
  signals: MessagePort;
  control: MessagePort;
  tell(message: FrameControl): void;
  remove(): void;
};

function element(url: string): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  frame.hidden = true;
  frame.title = "Sandbox";
  frame.src = url;
  return frame;
}

const loaded = (frame: HTMLIFrameElement): Promise<void> => new Promise((resolve) => frame.addEventListener("load", () => resolve(), { once: true }));

/** Puts a frame into the page and starts its worker, with a cap of its memory; what it is to compile is told to it then. Rejects when `signal` aborts. */
export async function openFrame(url: string, memoryBytes: number, signal: AbortSignal): Promise<Frame> {
  signal.throwIfAborted();
  const frame = element(url);
  const ready = loaded(frame);
  document.body.append(frame);
  await orAborted(ready, signal).catch((error: unknown) => {
    frame.remove();
    throw error;
  });
  const [kernel, signals, control] = [new MessageChannel(), new MessageChannel(), new MessageChannel()];
  const start: FrameStart = { type: "start", memoryBytes };
  // "*" is forced by the opaque origin; there is nothing secret in the message.
  frame.contentWindow?.postMessage(start, "*", [kernel.port2, signals.port2, control.port2]);
  return {
    kernel: kernel.port1,
    signals: signals.port1,
    control: control.port1,
    tell: (message) => control.port1.postMessage(message, handedOver(message)),
    remove: () => {
      frame.remove();
      for (const port of [kernel.port1, signals.port1, control.port1]) port.close();
    },
  };
}
