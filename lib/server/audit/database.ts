export type Value = string | number | null | Uint8Array;

/** One statement: `?1`, `?2` ... stand for the values, on every database. */
export type Sql = (text: string, ...values: Value[]) => Promise<unknown[]>;

/** Where the audit is kept. What it promises is tried by tests/server/store.test.ts on each kind there is. */
export interface Database {
  /** Reads. Throws what the database throws. */
  read: Sql;
  /**
   * Runs `work` in one transaction as the only writer, over all processes; a read in it sees what the writer before left.
   * Resolves after the disk has it; what `work` throws undoes it.
   */
  alone<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** As `alone`, but only among those that come by this door, and without waiting for the disk: a process that dies forgets nothing, a power cut the last moments. */
  sole<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** As `alone`, but not as the only writer, and without waiting for the disk: for what a power cut may forget. */
  quick<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Takes deleted rows from the disk, as far as the database can. */
  scrub(): Promise<void>;
  /** Lets go of what is open; the next use opens it anew. */
  close(): Promise<void>;
  /** Why it cannot be used, for a person: what is wrong and what to mend, with no path, address or password. */
  reason(error: unknown): string;
}

/** `entry` is the canonical JSON of the content and alone counts as evidence; the other columns are for finding it. */
export const columns = "seq, hash, entry, type, actor, session, receipt, at";
