import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { canonical, genesis } from "../../lib/policy/chain/canonical.ts";
import { headText } from "../../lib/policy/chain/claims.ts";
import type { SignedHead } from "../../lib/protocol/audit.ts";
import type { ServerFacts } from "../../lib/protocol/audit-log.ts";
import { type Content, digestOf, sha256 } from "../../lib/server/audit/entry.ts";
import { newKey, seal } from "../../lib/server/audit/seal.ts";

export const facts: ServerFacts = { app: "test", policy: { version: "test", sha256: sha256("policy") }, lockSha256: null };

/** An entry as it is read: the sealed code opened. */
export type Entry = Omit<Content, "record"> & { record: Record<string, unknown>; hash: string };

export const hashOf = ({ hash: _, ...content }: Entry) => {
  const record = Object.fromEntries(Object.entries(content.record).filter(([name]) => content.digests[name] === undefined));
  return sha256(canonical({ ...content, record }));
};

const key = newKey();

export function link(previous: Entry | undefined, more: Partial<Entry> = {}): Entry {
  const seq = (previous?.seq ?? 0) + 1;
  const code = `x = ${seq}`;
  const entry: Entry = {
    seq,
    at: "2026-11-23T10:00:00.000Z",
    actor: "someone",
    record: { type: "run", session: "page", turn: 0, step: seq, attempt: 0, code, by: "model", policyVersion: "test" },
    digests: { code: digestOf(code) },
    sealed: { key: "one", data: seal({ code }, key, `sandpiper audit entry ${seq}`) },
    server: facts,
    previous: previous?.hash ?? genesis,
    hash: "",
    ...more,
  };
  return { ...entry, hash: hashOf(entry) };
}

export function chain(length: number): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at < length; at += 1) entries.push(link(entries.at(-1)));
  return entries;
}

export function signer() {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const spki = publicKey.export({ format: "der", type: "spki" });
  const id = createHash("sha256").update(spki).digest("hex");
  const head = ({ seq, hash }: { seq: number; hash: string }): SignedHead => {
    const bare = { seq, hash, at: "2026-11-23T11:00:00.000Z" };
    return { ...bare, key: id, signature: sign(null, Buffer.from(headText(bare)), privateKey).toString("base64") };
  };
  return { publicKey: spki.toString("base64"), head };
}

/** A repeatable stream of whole numbers below `below`. */
export function numbers(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

export function nth(entries: readonly Entry[], at: number): Entry {
  const entry = entries[at];
  if (entry === undefined) throw new Error(`no entry ${at}`);
  return entry;
}

/** The entries from `from` on changed by `change`, then linked and hashed anew, as a forger with the code but without the key would. */
export function forged(entries: readonly Entry[], from: number, change: (entry: Entry) => Entry): Entry[] {
  const anew = entries.slice(0, from);
  for (const entry of entries.slice(from)) {
    const made = change({ ...entry, previous: anew.at(-1)?.hash ?? genesis });
    anew.push({ ...made, hash: hashOf(made) });
  }
  return anew;
}
