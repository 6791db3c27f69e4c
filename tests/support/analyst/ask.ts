import { reply } from "../../../lib/analyst/analyse.ts";
import type { Brief } from "../../../lib/protocol/complete.ts";
import type { Observation } from "../../../lib/protocol/observation.ts";
import type { Opened } from "../../../lib/protocol/profile.ts";
import type { NodeSandbox } from "../node-sandbox.ts";

export interface Asked {
  readonly codes: string[];
  readonly observation: Observation;
  readonly failures: string[];
}

/** Asks the built-in analyst as the loop would: its code runs in the real kernel, errors go back, at most four steps. */
export async function askAnalyst(sandbox: NodeSandbox, opened: Opened, question: string, history: Brief["history"] = []): Promise<Asked> {
  const steps: Brief["steps"] = [];
  for (;;) {
    const { code } = reply({ question, files: opened.files, links: opened.links, steps, history });
    const observation = await sandbox.run(code, () => undefined, new AbortController().signal);
    const text = observation.status === "error" ? observation.error.traceback : "";
    steps.push({ code, status: observation.status, text });
    const answered = observation.status === "ok" && observation.answer !== null;
    if (answered || steps.length === 4)
      return {
        codes: steps.map((step) => step.code),
        observation,
        failures: steps.filter((step) => step.status !== "ok").map((step) => step.text),
      };
  }
}
