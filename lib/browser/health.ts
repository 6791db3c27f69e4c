import { FromKernel } from "../protocol/kernel.ts";
import type { Observation } from "../protocol/observation.ts";
import type { Life } from "./life.ts";
import { deadline } from "./wait.ts";

/** A healthy kernel answers in a few milliseconds. */
const answerMs = 5_000;

/** What is wrong with the kernel, null when nothing is or when it is dead already. */
async function diagnosis(life: Life, deep: boolean): Promise<string | null> {
  const limit = deadline(answerMs, new AbortController().signal);
  const asked = life.call(FromKernel.Health, (kernel) => kernel.health(deep));
  const first = await Promise.race([asked, limit.over]);
  limit.clear();
  if (first === "timeout" || first === "stopped") return "Python did not answer after the run";
  if (first.type === "failed") return "Python could not be examined after the run";
  if (first.type === "died" || first.value.changed.length === 0) return null;
  return `the code had changed what Python itself rests on (${first.value.changed.join(", ").slice(0, 300)})`;
}

/**
 * The observation of a run, once it is known that the kernel can go on. One that cannot is ended, so that a fresh one takes its
 * place, and the observation says so. After errors and interrupts the look is a deeper one.
 */
export async function examined(life: Life, told: Observation): Promise<Observation> {
  const wrong = life.alive ? await diagnosis(life, told.status !== "ok") : null;
  if (wrong === null) return told;
  const note = `After this run ${wrong}; Python is started anew and all variables are lost.`;
  life.kill({ reason: "fatal", message: note });
  const notes = [...told.notes, note];
  return told.status === "killed" ? { ...told, notes, state: "lost" } : { ...told, notes };
}
