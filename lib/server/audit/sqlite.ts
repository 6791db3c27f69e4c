import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { z } from "zod";
import { Courtesy } from "./courtesy.ts";
import type { Database, Sql, Value } from "./database.ts";
import { sqliteReason } from "./reason.ts";
import { migrate, schema } from "./sqlite-schema.ts";

export const fileIn = (folder: string) => join(/* turbopackIgnore: true */ folder, "audit.sqlite");

/** How long another writer is waited for; an append takes milliseconds. */
const patienceMs = 2_000;
/** Statements that are kept ready. */
const most = 200;
const Busy = z.object({ errcode: z.number().refine((code) => (code & 0xff) === 5) });

/** Tries again while another holds the file. SQLite would wait by itself, and this process stand still meanwhile: also when the other is in it. */
async function patiently<T>(work: () => T, waits = () => {}): Promise<T> {
  for (const until = performance.now() + patienceMs; ; ) {
    try {
      return work();
    } catch (error) {
      if (!Busy.safeParse(error).success || performance.now() > until) throw error;
      waits();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
}

/** Opens the audit of `folder`, made when missing. A commit returns after the disk has it. Throws what SQLite throws. */
export function openFile(folder: string): DatabaseSync {
  mkdirSync(/* turbopackIgnore: true */ folder, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(fileIn(folder), { timeout: 0 });
  try {
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;");
    database.exec("BEGIN IMMEDIATE");
    migrate(database);
    database.exec(schema);
    database.exec("COMMIT");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The audit in a file of this machine. Others may write the same file; the work of this process takes turns. */
export class Sqlite implements Database {
  readonly #folder: string;
  readonly #courtesy: Courtesy;
  #open: { database: DatabaseSync; inode: number; statements: Map<string, StatementSync> } | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
    this.#courtesy = new Courtesy(folder);
  }

  read: Sql = (text, ...values) => this.#inTurn(async () => this.#all(await this.#database(), text, values));

  alone = <T>(work: (sql: Sql) => Promise<T>) => this.#transaction("FULL", work);

  /** A file has one writer at a time in any case. */
  sole = <T>(work: (sql: Sql) => Promise<T>) => this.#transaction("NORMAL", work);

  quick = <T>(work: (sql: Sql) => Promise<T>) => this.#transaction("NORMAL", work);

  #transaction<T>(synchronous: "FULL" | "NORMAL", work: (sql: Sql) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      const database = await this.#database();
      database.exec(`PRAGMA synchronous = ${synchronous}`);
      await this.#courteously(() => database.exec("BEGIN IMMEDIATE"));
      try {
        const result = await work(async (text, ...values) => this.#all(database, text, values));
        await patiently(() => database.exec("COMMIT"));
        return result;
      } catch (error) {
        if (database.isTransaction) database.exec("ROLLBACK");
        this.#close();
        throw error;
      }
    });
  }

  /** The log of writes still holds what was deleted: it is emptied too. */
  scrub = () =>
    this.#inTurn(async () => {
      const database = await this.#database();
      const done = await this.#all(database, "PRAGMA wal_checkpoint(TRUNCATE)", []);
      if (z.array(z.object({ busy: z.number() })).parse(done)[0]?.busy !== 0) throw new Error("a reader holds the log of writes");
    });

  close = () => this.#inTurn(async () => this.#close());

  reason = sqliteReason;

  #all = (database: DatabaseSync, text: string, values: Value[]) => patiently(() => z.array(z.unknown()).parse(this.#prepared(database, text).all(...values)));

  /** There are a few dozen statements, and all of them are asked again and again. */
  #prepared(database: DatabaseSync, text: string): StatementSync {
    const { statements } = this.#open ?? { statements: new Map<string, StatementSync>() };
    const known = statements.get(text) ?? database.prepare(text);
    if (statements.size < most) statements.set(text, known);
    return known;
  }

  /** Waits for its turn among the processes, and says so to the others. */
  async #courteously<T>(work: () => T): Promise<T> {
    let waited = false;
    const done = await patiently(work, () => {
      waited = true;
      this.#courtesy.waits();
    });
    if (waited) this.#courtesy.served();
    return done;
  }

  /** One after the other: a transaction that waits in its middle is not joined by another's statements. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work, work);
    this.#turn = mine.then(
      () => this.#courtesy.letIn(),
      () => {},
    );
    return mine;
  }

  #close() {
    const open = this.#open;
    this.#open = null;
    try {
      open?.database.close();
    } catch {
      // A handle that cannot be closed is of no more use either way.
    }
  }

  /** A file taken away under an open handle would swallow what is written: then the handle is given up. */
  async #database(): Promise<DatabaseSync> {
    if (this.#open !== null && inodeOf(this.#folder) !== this.#open.inode) this.#close();
    if (this.#open === null) {
      const database = await this.#courteously(() => openFile(this.#folder));
      this.#open = { database, inode: inodeOf(this.#folder), statements: new Map() };
    }
    return this.#open.database;
  }
}

const inodeOf = (folder: string) => statSync(fileIn(folder), { throwIfNoEntry: false })?.ino ?? -1;
