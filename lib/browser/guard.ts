import type { Passage } from "../policy/gate.ts";
import type { Guard as Core, Lesson } from "../policy/guard.ts";
import type { Asked } from "./guard.worker.ts";
import { deferred } from "./wait.ts";

type Waiting = { take: (event: MessageEvent) => void; reject: (reason: unknown) => void };

/** The guard in its worker. It is ours and asked only from here; answers come in the order of the questions. */
export class Guard {
  private readonly worker = new Worker("/sandbox/guard.js");
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;

  constructor(key: Uint8Array) {
    this.worker.onmessage = (event) => this.settle(event.data.id)?.take(event);
    this.worker.onerror = (event) => {
      const reason = new Error(`The guard of masked values could not work: ${event.message || "its script could not be loaded"}.`);
      for (const id of [...this.waiting.keys()]) this.settle(id)?.reject(reason);
    };
    void this.ask({ what: "start", with: key });
  }

  learn = (lesson: Lesson): Promise<void> => this.ask({ what: "learn", with: lesson });
  mask = (texts: readonly string[]): Promise<ReturnType<Core["mask"]>> => this.ask({ what: "mask", with: texts });
  gate = (body: string): Promise<Passage> => this.ask({ what: "gate", with: body });

  end(): void {
    this.worker.terminate();
    for (const id of [...this.waiting.keys()]) this.settle(id)?.reject(new Error("The session was closed."));
  }

  private ask<T>(asked: Asked): Promise<T> {
    const { promise, resolve, reject } = deferred<T>();
    this.asked += 1;
    this.waiting.set(this.asked, { take: ({ data }) => resolve(data.answer), reject });
    this.worker.postMessage({ id: this.asked, asked });
    return promise;
  }

  private settle(id: number): Waiting | undefined {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    return waiting;
  }
}
