import type { Page } from "@playwright/test";
import type { Beside, Pictures } from "../lib/agent/export/made.ts";
import { foldAll } from "../lib/agent/fold.ts";
import { fromLines } from "../lib/agent/journal.ts";
import { artifactsOf, type Session } from "../lib/agent/session.ts";
import type { Cell } from "../lib/protocol/artifact.ts";
import type { AgentEvent } from "../lib/protocol/event.ts";
import { type FileNow, journal, now, rows, shown } from "./door.ts";
import { draw, drawSvg } from "./draw.ts";
import { type Ended, endedOf } from "./outcome.ts";

/** All that a session left behind. */
export interface Held {
  readonly id: string;
  readonly ended: Ended;
  /** Why, in words; empty when answered. */
  readonly message: string;
  /** As the page kept it: masked. */
  readonly journal: string;
  /** Un-masked, for the person. */
  readonly events: readonly AgentEvent[];
  readonly session: Session;
  readonly files: readonly FileNow[];
  readonly model: string;
  readonly beside: Beside;
  readonly ms: number;
}

/** Takes all that there is through the page's door; `ended` null: as the last turn ended. */
export async function gather(page: Page, { ended, started }: { ended: Ended | null; started: number }): Promise<Held> {
  const seen = await now(page);
  const kept = await journal(page);
  const events = (await shown(page)) ?? fromLines(kept.lines).events;
  const session = foldAll(events);
  const last = session.turns.at(-1);
  const unread = (seen?.files ?? []).filter(({ state }) => state === "failed").map(unreadOf);
  const own = endedOf(last);
  return {
    id: kept.id,
    ended: ended ?? (own === "answered" && unread.length > 0 ? "partial" : own),
    message: [...(last?.message ? [last.message] : []), ...unread].join(" "),
    journal: kept.lines,
    events,
    session,
    files: seen?.files ?? [],
    model: last?.model ?? seen?.model ?? "",
    beside: await besides(page, session, foldAll(fromLines(kept.lines).events)),
    ms: performance.now() - started,
  };
}

export const unreadOf = ({ name, problems }: FileNow): string => `${name} could not be read: ${problems.join(" ")}.`;

/** `masked` is the session as it was kept: a picture whose drawing differs from it is drawn anew. */
async function besides(page: Page, session: Session, masked: Session): Promise<Beside> {
  const all = new Map<string, Cell[][]>();
  const pictures = new Map<string, Pictures>();
  const drawnAs = new Map(masked.turns.flatMap(artifactsOf).map((artifact) => [artifact.id, artifact.kind === "image" ? artifact.svg : null]));
  for (const artifact of session.turns.flatMap(artifactsOf)) {
    if (artifact.kind === "table" && artifact.totalRows > artifact.rows.length) {
      const found = await rows(page, artifact.id);
      if (found) all.set(artifact.id, found);
    }
    if (artifact.kind === "chart") pictures.set(artifact.id, await draw(page, artifact.spec));
    if (artifact.kind === "image" && artifact.svg !== null && artifact.svg !== drawnAs.get(artifact.id))
      pictures.set(artifact.id, { svg: artifact.svg, png: await drawSvg(page, artifact.svg) });
  }
  return { rows: all, pictures };
}
