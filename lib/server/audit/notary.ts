import { genesis } from "../../policy/chain/canonical.ts";
import { headText } from "../../policy/chain/claims.ts";
import type { Head } from "../../policy/chain/fault.ts";
import { Verifier } from "../../policy/chain/verify.ts";
import type { SignedHead } from "../../protocol/audit.ts";
import { report } from "../log.ts";
import { nodeCrypto } from "./crypto.ts";
import type { Database } from "./database.ts";
import { type HeadFile, headsOf, keepHead } from "./heads.ts";
import { read } from "./read.ts";
import type { SigningKey } from "./signing-key.ts";

export type Pace = { entries: number; ms: number };

export type Signed = { ok: true; head: SignedHead | null } | { ok: false; reason: string };

export type Office = { database: Database; file: HeadFile; key: () => SigningKey; clock: () => number };

const pageSize = 500;

/** Signs the end of the chain, after so many entries or so much time. It signs only what it verified from its last signature on. */
export class Notary {
  /** Why the last signature was not given; null when all is well. */
  problem: string | null = null;
  readonly #office: Office;
  readonly #pace: Pace;
  /** The head that was last signed or found; all before it was verified. */
  #last: SignedHead | null = null;
  #pending = 0;
  #timer: NodeJS.Timeout | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(office: Office, pace: Pace) {
    this.#office = office;
    this.#pace = pace;
  }

  /** An entry was appended. */
  seen() {
    this.#pending += 1;
    if (this.#pending >= this.#pace.entries) return void this.sign();
    this.#timer ??= setTimeout(() => void this.sign(), this.#pace.ms).unref();
  }

  /** Signs the end as it is now; null where there is no entry. Never rejects. */
  sign(): Promise<Signed> {
    this.#pending = 0;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const mine = this.#turn.then(() => this.#signed());
    this.#turn = mine;
    return mine;
  }

  async #signed(): Promise<Signed> {
    try {
      const signed = await this.#next();
      this.problem = signed.ok ? null : signed.reason;
      return signed;
    } catch (error) {
      report("audit: no head was signed", error);
      this.problem = "The end of the audit could not be signed: the folder in SANDPIPER_DATA or the database cannot be written.";
      return { ok: false, reason: this.problem };
    }
  }

  async #next(): Promise<Signed> {
    const { database, file, key, clock } = this.#office;
    const pair = key();
    const from = this.#last ?? { seq: 0, hash: genesis };
    if (!(await stands(database, from))) return tampered(`entry ${from.seq}, which was signed, is gone or another`);
    const found = [...(await headsOf(database, from.seq)), ...(this.#last === null ? file.read() : [])];
    const heads = found.filter((head) => head.key === pair.id);
    const result = await verifyFrom(database, new Verifier({ crypto: nodeCrypto, publicKey: pair.publicKey, heads }, from), from);
    if (!result.ok) return tampered(result.reason);
    const { head } = result;
    if (head === null || head.seq === this.#last?.seq) return { ok: true, head: this.#last };
    const existing = heads.find(({ seq }) => seq === head.seq);
    if (existing !== undefined) {
      this.#last = existing;
      return { ok: true, head: existing };
    }
    const bare = { ...head, at: new Date(clock()).toISOString() };
    const signed = { ...bare, key: pair.id, signature: pair.sign(headText(bare)) };
    file.add(signed);
    await keepHead(database, signed);
    this.#last = signed;
    return { ok: true, head: signed };
  }
}

const tampered = (reason: string): Signed => ({ ok: false, reason: `The audit was tampered with, its end is not signed: ${reason}.` });

async function stands(database: Database, { seq, hash }: Head): Promise<boolean> {
  return seq === 0 || (await database.read("SELECT seq FROM entries WHERE seq = ?1 AND hash = ?2", seq, hash)).length === 1;
}

/** Page by page, so that others are served in between. */
export async function verifyFrom(database: Database, check: Verifier, from: Head) {
  for (let after = from.seq; ; ) {
    const found = await read(database, { after, limit: pageSize });
    for (const entry of found.entries) check.add(entry);
    if (found.entries.length < pageSize) return check.result();
    after = found.last;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
