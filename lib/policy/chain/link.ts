import { z } from "zod";
import { Sha256 } from "../../protocol/audit.ts";
import { canonical } from "./canonical.ts";
import type { Crypto } from "./cryptography.ts";

/** Looked at from outside only: what is in it is the hash's affair, and a hundred thousand of them are to be read in seconds. */
const Plain = z.custom<Record<string, unknown>>((value) => typeof value === "object" && value !== null && !Array.isArray(value));

const Entry = z.looseObject({
  seq: z.number().int().positive(),
  at: z.string(),
  record: Plain,
  digests: z.record(z.string(), Sha256).optional(),
  previous: Sha256,
  hash: Sha256,
});

/** An entry as far as the chain goes; `flaw` says what is wrong with it by itself. */
export type Link = { seq: number; hash: string; previous: string; flaw: string | null };

/** Null for what is no entry at all. Fields that were opened for reading are held against their digests and left out of the hash. */
export function linkOf(raw: unknown, { sha256 }: Crypto): Link | null {
  const parsed = Entry.safeParse(raw);
  if (!parsed.success) return null;
  const { hash, ...content } = parsed.data;
  const { seq, previous, digests = {} } = content;
  const sealed = Object.entries(digests);
  const altered = sealed.find(([name, digest]) => {
    const value = content.record[name];
    return value !== undefined && sha256(typeof value === "string" ? value : canonical(value)) !== digest;
  });
  if (altered !== undefined) return { seq, hash, previous, flaw: `its ${altered[0]} is not what was recorded` };
  const record = Object.fromEntries(Object.entries(content.record).filter(([name]) => digests[name] === undefined));
  return { seq, hash, previous, flaw: sha256(canonical({ ...content, record })) === hash ? null : "its hash is not its own" };
}
