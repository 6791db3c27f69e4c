import type { SignedHead } from "../../lib/protocol/audit.ts";
import { sha256 } from "../../lib/server/audit/entry.ts";
import { chain, type Entry, forged, hashOf, nth, signer } from "./chain.ts";

export type Export = { entries: unknown[]; heads: unknown[] };

/** What someone without the signing key did to an export: `at` is the entry that verification must name, `says` what it must say. */
export type Tampered = Export & { at: number; says: RegExp };

const step = 8;
export const size = 60;
const own = signer();
const other = signer();
export const { publicKey } = own;
export const entries = chain(size);
const ends = entries.filter(({ seq }) => seq % step === 0 || seq === size);
export const heads = ends.map(own.head);

/** The last signed place before entry `seq`. */
const signedBefore = (seq: number) => Math.floor((seq - 1) / step) * step;
const upTo = (all: SignedHead[], seq: number) => all.filter((head) => head.seq <= seq);

type Pick = (below: number) => number;

const leaves: ((copy: Entry) => unknown)[] = [
  (copy) => ({ ...copy, at: "2026-11-23T10:00:00.001Z" }),
  (copy) => ({ ...copy, actor: "another" }),
  (copy) => ({ ...copy, record: { ...copy.record, step: 1_000 } }),
  (copy) => ({ ...copy, record: { ...copy.record, code: "x = 0" } }),
  (copy) => ({ ...copy, record: { ...copy.record, code: "x = 0" }, digests: { code: sha256("x = 0") } }),
  (copy) => ({ ...copy, record: { ...copy.record, more: true } }),
  (copy) => ({ ...copy, sealed: { ...copy.sealed, data: "AAAA" } }),
  (copy) => ({ ...copy, server: { ...copy.server, app: "2" } }),
  (copy) => ({ ...copy, digests: {} }),
  (copy) => ({ ...copy, hash: sha256(copy.hash) }),
  (copy) => ({ ...copy, previous: sha256(copy.previous) }),
  (copy) => ({ ...copy, seq: copy.seq + 1 }),
  (copy) => ({ ...copy, more: true }),
  (copy) => ({ ...copy, hash: "x" }),
  () => null,
  () => [],
  () => "entry",
];

function edit(pick: Pick): Tampered {
  const at = pick(size);
  const bad: unknown[] = [...entries];
  bad[at] = leaf(nth(entries, at), pick);
  return { entries: bad, heads, at: at + 1, says: /was edited|not of the form/ };
}

const ways: Record<string, (pick: Pick) => Tampered> = {
  edit,
  deletion(pick) {
    const at = pick(size - 1);
    return { entries: entries.toSpliced(at, 1), heads, at: at + 1, says: /missing/ };
  },
  swap(pick) {
    const a = pick(size - 1);
    const b = a + 1 + pick(size - 1 - a);
    return { entries: entries.with(a, nth(entries, b)).with(b, nth(entries, a)), heads, at: a + 1, says: /was moved/ };
  },
  repetition(pick) {
    const at = 1 + pick(size - 1);
    return { entries: entries.toSpliced(at, 0, nth(entries, pick(at))), heads, at: at + 1, says: /second time/ };
  },
  "cut tail"(pick) {
    const kept = pick(size);
    return { entries: entries.slice(0, kept), heads, at: kept + 1, says: /cut off/ };
  },
  "cut tail, heads and all"(pick) {
    const kept = unsigned(pick);
    const at = signedBefore(kept) + 1;
    return { entries: entries.slice(0, kept), heads: upTo(heads, kept), at, says: /under no signed head/ };
  },
  "entry written anew"(pick) {
    const at = unsigned(pick) - 1;
    const edit = { ...nth(entries, at), actor: "another" };
    return { entries: entries.with(at, { ...edit, hash: hashOf(edit) }), heads, at: at + 1, says: /written anew/ };
  },
  "chain written anew from an entry on"(pick) {
    const from = pick(size);
    return { entries: anewFrom(from), heads, at: signedBefore(from + 1) + 1, says: /written anew, the head/ };
  },
  "chain written anew, its heads taken out"(pick) {
    const from = pick(size);
    const kept = signedBefore(from + 1);
    return { entries: anewFrom(from), heads: upTo(heads, kept), at: kept + 1, says: /under no signed head/ };
  },
  "chain written anew, signed with another key"(pick) {
    const from = pick(size);
    const kept = signedBefore(from + 1);
    const anew = anewFrom(from);
    const resigned = ends.filter(({ seq }) => seq > kept).map(({ seq }) => other.head(nth(anew, seq - 1)));
    return { entries: anew, heads: [...upTo(heads, kept), ...resigned], at: resigned[0]?.seq ?? 0, says: /not signed by this key/ };
  },
  "head altered"(pick) {
    const at = pick(heads.length);
    const head = heads[at] ?? own.head(nth(entries, 0));
    const bad = [
      { ...head, hash: sha256(head.hash) },
      { ...head, at: "2020-01-01T00:00:00.000Z" },
      { ...head, signature: "" },
    ][pick(3)];
    return { entries, heads: heads.with(at, bad ?? head), at: head.seq, says: /not signed by this key/ };
  },
};

const anewFrom = (from: number) => forged(entries, from, (entry) => (entry.seq === from + 1 ? { ...entry, actor: "another" } : entry));
const leaf = (entry: Entry, pick: Pick) => leaves[pick(leaves.length)]?.(structuredClone(entry));

/** The number of an entry that no head names. */
function unsigned(pick: Pick): number {
  const seq = 1 + pick(size - 1);
  return seq % step === 0 ? seq - 1 : seq;
}

export const kinds = Object.keys(ways);

export function tamper(round: number, pick: Pick): Tampered & { kind: string } {
  const kind = kinds[round % kinds.length] ?? "edit";
  const way = ways[kind] ?? edit;
  return { kind, ...way(pick) };
}
