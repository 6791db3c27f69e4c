import { rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Longer than a waiting process sleeps between two tries. */
const pauseMs = 8;
/** A wait that was told longer ago than this is over. */
const freshMs = 200;

/**
 * A file beside the database by which a process that waits for it says so. SQLite has no queue: it lets in whoever comes at the right
 * moment, and a process that writes on and on would leave no such moment to another.
 */
export class Courtesy {
  readonly #file: string;

  constructor(folder: string) {
    this.#file = join(/* turbopackIgnore: true */ folder, "audit.sqlite-waiting");
  }

  /** Says that this process waits. Nothing depends on it but the time of waiting. */
  waits() {
    try {
      writeFileSync(this.#file, "");
    } catch {
      // Then the others do not know, and it takes luck again.
    }
  }

  /** Whoever still waits says it again. */
  served = () => rmSync(this.#file, { force: true });

  /** Stands back for a moment where another waits. */
  async letIn() {
    const told = statSync(this.#file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - told < freshMs) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
