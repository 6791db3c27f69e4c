import type { AddedFile, EmbedState } from "../../protocol/embed.ts";
import type { DeskState } from "../desk-state.ts";

/** Where the widget stands, in counts: what any host is told. */
export function standing({ phase, items, session, pending, asking }: DeskState): EmbedState {
  const count = (...types: string[]) => items.filter(({ state }) => types.includes(state.type)).length;
  const running = pending !== null || session.turns.at(-1)?.status === "running";
  const reading = count("reading", "waiting");
  const busy = asking !== null ? "asking" : running ? "running" : reading > 0 ? "reading" : phase;
  return { phase: busy, files: { open: count("open"), reading, failed: count("failed") }, turns: session.turns.length };
}

/** What became of a file that the host gave; one of the person's that is merely called the same is not told of. */
export function addedFile({ name, size }: File, { items }: DeskState): AddedFile {
  const state = items.find((item) => item.name === name && item.bytes === size)?.state;
  if (state?.type === "open") {
    const rows = state.profile.tables.reduce((sum, table) => sum + table.rows, 0);
    return { name, state: "open", rows, problems: state.problems.map(({ reason }) => reason) };
  }
  if (state?.type === "failed") return { name, state: "failed", rows: null, problems: state.problems.map(({ reason }) => reason) };
  return { name, state: "not-taken", rows: null, problems: ["It is larger, or there are more files, than the policy allows; the person is told which."] };
}
