import type { NodeSandbox } from "../tests/support/node-sandbox.ts";
import type { Judge } from "./score.ts";

/** Runs tests of code in the kernel's Python. */
export const judgeIn =
  (sandbox: NodeSandbox): Judge =>
  async (solution, test) => {
    sandbox.python.runPython("from sandpiper import namespace; namespace.start()");
    const code = `solution = ${JSON.stringify(solution).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029")}\n${test}`;
    const observation = await sandbox.run(code, () => undefined, new AbortController().signal);
    if (observation.status === "ok") return null;
    return observation.status === "error" ? `${observation.error.type}: ${observation.error.message}` : observation.message;
  };
