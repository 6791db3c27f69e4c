import type { Audit } from "../agent/ports.ts";
import type { Session } from "../agent/session.ts";
import { digestOf } from "./digest.ts";

/** What is about to leave the page by the person's hand; `artifact` is the id of what it was made of, null for the whole session. */
export interface Leaving {
  readonly artifact: string | null;
  /** Its file name and format, as the person gets it. */
  readonly file: string;
  readonly format: string;
  readonly content: Blob;
  /** Whether it holds values that are masked elsewhere. */
  readonly unmasked: boolean;
}

/** `reason` is for the person. */
export type Recorded = { readonly ok: true } | { readonly ok: false; readonly reason: string };

type Book = { readonly audit: Audit; readonly id: string; readonly session: Session };

/** Puts an export on record; nothing may be handed out unless it is ok. Never rejects. */
export async function recordExport({ audit, id, session }: Book, leaving: Leaving): Promise<Recorded> {
  const { file, format, unmasked, content } = leaving;
  const sha256 = await digestOf(content, new AbortController().signal).catch(() => null);
  if (sha256 === null) return { ok: false, reason: "It could not be read any more." };
  const appended = await audit.append({
    type: "export",
    ...placeOf(session, leaving.artifact),
    session: id,
    file: file.slice(0, 500),
    format: format.slice(0, 50),
    bytes: content.size,
    sha256,
    unmasked,
  });
  return appended.ok ? { ok: true } : { ok: false, reason: appended.reason };
}

/** Masked values that are shown in clear: which column and how many, never which. */
export interface Shown {
  readonly artifact: string | null;
  readonly table: string;
  readonly column: string;
  readonly values: number;
}

/** Puts it on record; the page shows them whatever comes of it, for they are the person's own. Never rejects. */
export async function recordShown({ audit, id, session }: Book, { artifact, table, column, values }: Shown): Promise<void> {
  const names = { table: table.slice(0, 500), column: column.slice(0, 500) };
  await audit.append({ type: "unmask", ...placeOf(session, artifact), session: id, ...names, values });
}

/** The step that made an artifact; the latest one for what no step made. */
function placeOf({ turns }: Session, artifact: string | null): { turn: number; step: number; attempt: number } {
  const steps = turns.flatMap((turn) => turn.steps.map((step) => ({ turn: turn.index, step: step.index, state: step.state })));
  const maker = steps.find(({ state }) => state.type === "ran" && state.observation.artifacts.some(({ id }) => id === artifact));
  const { turn, step } = maker ?? steps.at(-1) ?? { turn: 0, step: 0 };
  return { turn, step, attempt: 0 };
}
