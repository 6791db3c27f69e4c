import { z } from "zod";
import { Sha256 } from "../../lib/protocol/audit.ts";

const Head = z.object({ seq: z.coerce.number().int().positive(), hash: Sha256 });
export type Head = z.infer<typeof Head>;

/** A head as people note it: a number and a hash, or JSON that holds both. Null for anything else. */
export function headIn(text: string): Head | null {
  const hash = /\b[0-9a-f]{64}\b/i.exec(text)?.[0] ?? "";
  const seq = /\b\d{1,15}\b/.exec(text.replace(hash, ""))?.[0];
  return Head.safeParse(jsonIn(text) ?? { seq, hash: hash.toLowerCase() }).data ?? null;
}

function jsonIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "head" in value ? value.head : value;
  } catch {
    return null;
  }
}
