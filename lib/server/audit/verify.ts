import { AuditEntry, codeOf, genesis, hashOf, sha256 } from "./entry.ts";

export type Head = { seq: number; hash: string };

/** `at` is the place in the chain, counted from 1, where it first fails to hold. */
export type Verification =
  | { ok: true; entries: number; head: Head | null; unproved: string }
  | { ok: false; entries: number; at: number; reason: string };

/** Said with every good result, because it is what a chain by itself does not show. */
export const unproved =
  "A chain alone shows edits, deletions, insertions and swaps inside it. It does not show that its end was cut off, nor that all of it was written anew: compare the head with one noted elsewhere.";

/** Takes entries in the order of the chain, as they come; `known` is a head noted earlier, which must be found at its place. */
export function verifier(known: Head | null = null) {
  let head: Head = { seq: 0, hash: genesis };
  let broken: { at: number; reason: string } | null = null;
  const add = (raw: unknown) => {
    if (broken !== null) return;
    const next = follow(raw, head, known);
    if (next.ok) head = next.head;
    else broken = { at: head.seq + 1, reason: next.reason };
  };
  const result = (): Verification => {
    const fault = broken ?? cut(head, known);
    if (fault !== null) return { ok: false, entries: head.seq, ...fault };
    return { ok: true, entries: head.seq, head: head.seq === 0 ? null : head, unproved };
  };
  return { add, result };
}

const cut = (head: Head, known: Head | null) =>
  known === null || known.seq <= head.seq
    ? null
    : { at: head.seq + 1, reason: `the chain ends before entry ${known.seq}, which is known: its end was cut off` };

/** The whole chain at once. */
export function verify(entries: Iterable<unknown>, known: Head | null = null): Verification {
  const check = verifier(known);
  for (const entry of entries) check.add(entry);
  return check.result();
}

function follow(raw: unknown, head: Head, known: Head | null): { ok: true; head: Head } | { ok: false; reason: string } {
  const no = (reason: string) => ({ ok: false, reason }) as const;
  const parsed = AuditEntry.safeParse(raw);
  if (!parsed.success) return no("the entry is not of the agreed form");
  const { hash, ...content } = parsed.data;
  if (content.seq !== head.seq + 1) return no(`entry ${content.seq} stands where ${head.seq + 1} belongs`);
  if (content.previous !== head.hash) return no("the entry does not name the hash of the entry before it");
  const code = codeOf(content.record);
  if (content.codeSha256 !== (code === null ? null : sha256(code))) return no("the digest is not the code's");
  if (hashOf(content) !== hash) return no("the hash is not the entry's: it was edited");
  if (known?.seq === content.seq && known.hash !== hash) return no("the hash differs from the one known: the chain was written anew");
  return { ok: true, head: { seq: content.seq, hash } };
}
