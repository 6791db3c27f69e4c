import type { KernelSignal } from "../lib/protocol/kernel.ts";

/** The one-way port to the page. Says what happens; the page believes none of it unread. */
export class Voice {
  private readonly port: MessagePort;

  constructor(port: MessagePort) {
    this.port = port;
  }

  private say(signal: KernelSignal): void {
    this.port.postMessage(signal);
  }

  output = (stream: string, text: string): void => {
    this.say({ type: "output", stream: stream === "stderr" ? "stderr" : "stdout", text });
  };

  progress = (what: string, done: number, total: number): void => {
    this.say({ type: "progress", what, done, total });
  };

  wants = (): void => {
    this.say({ type: "wants" });
  };

  fatal(message: string): void {
    this.say({ type: "fatal", message });
  }
}
