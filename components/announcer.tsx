import type { DeskState } from "../lib/browser/desk-state.ts";
import { hostText } from "./host-text.ts";
import { startingOf } from "./starting.ts";
import { lookOf } from "./step-look.ts";
import { strings } from "./strings.ts";
import { Unmasked } from "./unmasked.tsx";

/** What a screen reader is told while things happen: one short line at a time, never the stream itself. */
export const Announcer = ({ state }: { state: DeskState }) => (
  <p role="status" aria-live="polite" className="sr-only">
    <Unmasked text={line(state)} />
  </p>
);

function line({ session, items, pending, kernel }: DeskState): string {
  if (pending !== null) return strings.pending;
  const turn = session.turns.at(-1);
  const reading = items.find((item) => item.state.type === "reading");
  if (turn?.status === "running") {
    const step = turn.steps.at(-1);
    return step ? lookOf(step, startingOf(kernel)).label : strings.thinking;
  }
  if (reading) return `${strings.reading} ${reading.name}`;
  if (turn) return turn.answer ? `${strings.answer}: ${turn.answer.finding}` : hostText(turn.message);
  return items
    .map((item) =>
      item.state.type === "open"
        ? `${item.name}: ${item.state.profile.tables.map(({ rows, columns }) => strings.size(rows, columns.length)).join("; ")}`
        : "",
    )
    .join(" ");
}
