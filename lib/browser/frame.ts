import type { FrameControl, FrameStart } from "../protocol/kernel.ts";
import { orAborted } from "./wait.ts";

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

/** Puts a frame into the page and starts its worker with these bytes of wasm, these libraries and this cap of its memory. Rejects when `signal` aborts or there are no bytes. */
export async function openFrame(url: string, order: Promise<Omit<FrameStart, "type">>, signal: AbortSignal): Promise<Frame> {
  signal.throwIfAborted();
  const frame = element(url);
  const ready = loaded(frame);
  document.body.append(frame);
  const started = await orAborted(Promise.all([order, ready]), signal).catch((error: unknown) => {
    frame.remove();
    throw error;
  });
  const [kernel, signals, control] = [new MessageChannel(), new MessageChannel(), new MessageChannel()];
  const start: FrameStart = { type: "start", ...started[0] };
  // "*" is forced by the opaque origin; there is nothing secret in the message.
  frame.contentWindow?.postMessage(start, "*", [start.wasm.buffer, start.libraries.buffer, kernel.port2, signals.port2, control.port2]);
  return {
    kernel: kernel.port1,
    signals: signals.port1,
    control: control.port1,
    tell: (message) => control.port1.postMessage(message, message.type === "later" ? (message.files ?? []).map(({ bytes }) => bytes.buffer) : []),
    remove: () => {
      frame.remove();
      for (const port of [kernel.port1, signals.port1, control.port1]) port.close();
    },
  };
}
