import { statSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { AuditReceipt, AuditRecord } from "../../protocol/audit.ts";
import { alone, fileIn, openDatabase } from "./database.ts";
import { type Content, canonical, codeOf, genesis, sha256 } from "./entry.ts";
import { reasonOf } from "./reason.ts";

export type Draft = { actor: string; at: string; record: AuditRecord };
export type Appended = { ok: true; receipt: AuditReceipt } | { ok: false; kind: "conflict" | "unavailable"; reason: string };

const HeadRow = z.object({ seq: z.number(), hash: z.string() });
const Row = HeadRow.extend({ entry: z.string() });
const TypeRow = z.object({ type: z.string() });

/** The audit of one folder. One writer in this process; others may write the same file, since the head is read inside the transaction. */
export class AuditStore {
  readonly #folder: string;
  #open: { database: DatabaseSync; inode: number } | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Returns after the entry is on disk. Never throws for anything the disk or the record did. */
  append(draft: Draft): Appended {
    try {
      const database = this.#database();
      return alone(database, () => insert(database, draft));
    } catch (error) {
      this.close();
      console.error(`audit: ${error}`);
      return { ok: false, kind: "unavailable", reason: reasonOf(error) };
    }
  }

  /** At most `limit` entries after `seq`, in order, as they stand even where they were tampered with. Throws what SQLite throws. */
  read(seq: number, limit: number): { entries: unknown[]; last: number } {
    const rows = this.#database().prepare("SELECT seq, hash, entry FROM entries WHERE seq > ? ORDER BY seq LIMIT ?").all(seq, limit);
    const parsed = z.array(Row).parse(rows);
    return { entries: parsed.map(unpack), last: parsed.at(-1)?.seq ?? seq };
  }

  /** Null when the audit can be written, else the reason. */
  problem(): string | null {
    try {
      const database = this.#database();
      alone(database, () => null);
      return null;
    } catch (error) {
      this.close();
      return reasonOf(error);
    }
  }

  close() {
    const open = this.#open;
    this.#open = null;
    try {
      open?.database.close();
    } catch {
      // A handle that cannot be closed is of no more use either way.
    }
  }

  /** A file taken away under an open handle would swallow what is written: then the handle is given up. */
  #database(): DatabaseSync {
    if (this.#open !== null && inodeOf(this.#folder) !== this.#open.inode) this.close();
    if (this.#open === null) {
      const database = openDatabase(this.#folder);
      this.#open = { database, inode: inodeOf(this.#folder) };
    }
    return this.#open.database;
  }
}

const inodeOf = (folder: string) => statSync(fileIn(folder), { throwIfNoEntry: false })?.ino ?? -1;

function insert(database: DatabaseSync, draft: Draft): Appended {
  const conflict = conflictOf(database, draft.record);
  if (conflict !== null) return { ok: false, kind: "conflict", reason: conflict };
  const last = HeadRow.optional().parse(database.prepare("SELECT seq, hash FROM entries ORDER BY seq DESC LIMIT 1").get());
  const code = codeOf(draft.record);
  const content: Content = {
    ...draft,
    seq: (last?.seq ?? 0) + 1,
    codeSha256: code === null ? null : sha256(code),
    previous: last?.hash ?? genesis,
  };
  const entry = canonical(content);
  const hash = sha256(entry);
  database.prepare("INSERT INTO entries (seq, hash, entry) VALUES (?, ?, ?)").run(content.seq, hash, entry);
  return { ok: true, receipt: { receipt: hash, seq: content.seq, at: content.at } };
}

/** An outcome names the receipt of a recorded run, and each run has one outcome. */
function conflictOf(database: DatabaseSync, record: AuditRecord): string | null {
  if (record.type !== "outcome") return null;
  const run = TypeRow.optional().parse(database.prepare("SELECT type FROM entries WHERE hash = ?").get(record.receipt));
  if (run?.type !== "run") return "The outcome names no run that was recorded.";
  const earlier = database.prepare("SELECT type FROM entries WHERE receipt = ?").get(record.receipt);
  return earlier === undefined ? null : "The outcome of this run is recorded already.";
}

function unpack({ entry, hash }: z.infer<typeof Row>): unknown {
  try {
    const content: unknown = JSON.parse(entry);
    return typeof content === "object" && content !== null ? { ...content, hash } : { entry, hash };
  } catch {
    return { entry, hash };
  }
}
