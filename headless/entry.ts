import { exitCodes, Trouble } from "./outcome.ts";
import { tell } from "./say.ts";

/** A terminal and npm may both pass one Ctrl+C on. */
const sameMs = 700;

/** Aborted by the first signal; another one, later, does not wait. */
export function stopping(): AbortSignal {
  const stop = new AbortController();
  let at = 0;
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (stop.signal.aborted && Date.now() - at > sameMs) process.exit(exitCodes.interrupted);
      if (stop.signal.aborted) return;
      at = Date.now();
      tell("stopping; once more ends at once");
      stop.abort();
    });
  }
  return stop.signal;
}

/** Runs a command to its exit code. What a person can mend is told in words, a bug keeps its stack. */
export async function entry(main: () => Promise<number>): Promise<never> {
  try {
    process.exit(await main());
  } catch (error) {
    tell(error instanceof Trouble ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(error instanceof Trouble ? exitCodes[error.ended] : exitCodes.bug);
  }
}
