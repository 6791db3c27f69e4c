import { join } from "node:path";
import type { SignedHead } from "../../protocol/audit.ts";
import type { ServerFacts } from "../../protocol/audit-log.ts";
import { measure } from "../process.ts";
import { Retention } from "../retention.ts";
import { type Appended, type Draft, problemOf, record } from "./append.ts";
import type { Database } from "./database.ts";
import { HeadFile, headsOf } from "./heads.ts";
import { Notary } from "./notary.ts";
import { keptKey, type SigningKey } from "./signing-key.ts";

export type Place = { database: Database; folder: string; keyFile: string | null; clock: () => number };

const pace = { entries: 64, ms: 30_000 };

/** The audit of this server: the chain in its database, and the notary who signs its end. */
export class Ledger {
  readonly database: Database;
  readonly notary: Notary;
  /** The policy that this process last found or put on record. */
  policy: ServerFacts["policy"] | null = null;
  readonly retention = new Retention();
  readonly #file: HeadFile;
  readonly #place: Place;
  #key: SigningKey | null = null;
  #probe: Promise<string | null> | null = null;
  /** The last entry could not be written; until one is, a probe has to write as well. */
  #refused = false;

  constructor(place: Place) {
    this.#place = place;
    this.database = place.database;
    this.#file = new HeadFile(join(/* turbopackIgnore: true */ place.folder, "heads.jsonl"));
    this.notary = new Notary({ database: place.database, file: this.#file, key: () => this.key(), clock: place.clock }, pace);
  }

  /** Throws when the key can neither be read nor made. */
  key(): SigningKey {
    this.#key ??= keptKey(this.#place.folder, this.#place.keyFile);
    return this.#key;
  }

  /** Resolves after the entry is on disk. Never rejects. */
  async append(draft: Draft): Promise<Appended> {
    const began = performance.now();
    const appended = await record(this.database, draft);
    measure({ what: "audit-append", ms: performance.now() - began, ok: appended.ok });
    this.#refused = !appended.ok && appended.kind === "unavailable";
    if (appended.ok) this.notary.seen();
    return appended;
  }

  /** Null when the audit can be written, else the reason. Anyone may ask for the health: however many do at once, the database is asked once. */
  problem(): Promise<string | null> {
    this.#probe ??= problemOf(this.database, this.#refused).finally(() => {
      this.#probe = null;
    });
    return this.#probe;
  }

  /** Every signed head of the database and of the file beside it, in order, each once. */
  async heads(): Promise<SignedHead[]> {
    const all = [...(await headsOf(this.database)), ...this.#file.read()];
    return [...new Map(all.map((head) => [`${head.seq} ${head.hash} ${head.signature}`, head])).values()].sort((a, b) => a.seq - b.seq);
  }
}
