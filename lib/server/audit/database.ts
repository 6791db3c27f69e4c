import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export const fileIn = (folder: string) => join(/* turbopackIgnore: true */ folder, "audit.sqlite");

/** The process stands still while it waits for another writer; an append takes milliseconds. */
const busyMs = 2_000;

/** `entry` is the canonical JSON of the content; the other columns are drawn from it and cannot disagree with it. */
const schema = `
  CREATE TABLE IF NOT EXISTS entries (
    seq INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    entry TEXT NOT NULL,
    type TEXT AS (json_extract(entry, '$.record.type')) VIRTUAL,
    receipt TEXT AS (json_extract(entry, '$.record.receipt')) VIRTUAL
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS one_outcome ON entries (receipt) WHERE receipt IS NOT NULL;
  CREATE TRIGGER IF NOT EXISTS no_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
  CREATE TRIGGER IF NOT EXISTS no_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
`;

/** Opens the audit of `folder`, made when missing. A commit returns after the disk has it. Throws what SQLite throws. */
export function openDatabase(folder: string): DatabaseSync {
  mkdirSync(/* turbopackIgnore: true */ folder, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(fileIn(folder), { timeout: busyMs });
  try {
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    alone(database, () => database.exec(schema));
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Runs `work` holding the only right to write; what it throws undoes it. */
export function alone<T>(database: DatabaseSync, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
