import { z } from "zod";
import { AuditEntry } from "../../protocol/audit-log.ts";

const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);

/** The fields of a record that the page knows by name; every one may be missing, since erasure takes texts away. All texts are hostile. */
const Fields = z.looseObject({
  type: z.string(),
  session: text,
  turn: number,
  step: number,
  attempt: number,
  code: text,
  prompt: text,
  reason: text,
  detail: text,
  status: text,
  model: text,
  receipt: text,
  by: text,
  promptSha256: text,
  replySha256: text,
  errorType: text,
  durationMs: number,
  file: text,
  version: text,
  what: text,
});
export type Fields = z.infer<typeof Fields>;

export type Told = Omit<AuditEntry, "record"> & { record: Fields };

/** An entry for the screen; null for what is none. */
export function toldOf(raw: unknown): Told | null {
  const entry = AuditEntry.safeParse(raw).data;
  const record = Fields.safeParse(entry?.record).data;
  return entry === undefined || record === undefined ? null : { ...entry, record };
}

/** Fields of the record that were sealed and whose key is gone. */
export const erasedIn = ({ digests = {}, record }: Told): string[] => Object.keys(digests).filter((name) => record[name] === undefined);
