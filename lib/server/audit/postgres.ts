import { Pool, type PoolClient } from "pg";
import { z } from "zod";
import { report } from "../log.ts";
import type { Database, Sql, Value } from "./database.ts";
import { schema } from "./postgres-schema.ts";
import { postgresReason } from "./reason.ts";

/** An arbitrary number that all instances agree on: who holds it is the only writer. */
const lock = 7_267_261_337;

const begin = `BEGIN; SET LOCAL search_path = sandpiper_audit; SET LOCAL statement_timeout = '20s'`;
const beginAlone = `${begin}; SET LOCAL synchronous_commit = on; SET LOCAL lock_timeout = '5s'; SELECT pg_advisory_xact_lock(${lock})`;

const beginSole = `${begin}; SET LOCAL synchronous_commit = off; SET LOCAL lock_timeout = '5s'; SELECT pg_advisory_xact_lock(${lock + 1})`;
const beginQuick = `${begin}; SET LOCAL synchronous_commit = off; SET LOCAL lock_timeout = '2s'`;

/** The audit in a Postgres database, written by any number of instances. Each statement stands in a transaction of its own settings, so that a pooler in between does no harm. */
export class Postgres implements Database {
  readonly #pool: Pool;
  #made: Promise<void> | null = null;

  constructor(url: string) {
    this.#pool = new Pool({
      connectionString: url,
      max: 10,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      allowExitOnIdle: true,
    });
    // An idle connection that breaks has left the pool; the next use opens another.
    this.#pool.on("error", (error) => report("audit: an idle connection broke", error));
  }

  read: Sql = async (text, ...values) => {
    await this.#ready();
    return this.#within(begin, (sql) => sql(text, ...values));
  };

  async alone<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    await this.#ready();
    return this.#within(beginAlone, work);
  }

  async sole<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    await this.#ready();
    return this.#within(beginSole, work);
  }

  async quick<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    await this.#ready();
    return this.#within(beginQuick, work);
  }

  /** Rows that were deleted stay in the file until a vacuum; it wants the owner of the table. */
  async scrub() {
    await this.#ready();
    await this.#pool.query("VACUUM sandpiper_audit.keys");
  }

  close = () => this.#pool.end();

  reason = postgresReason;

  /** Makes the tables where they are missing; what fails is tried again at the next use. */
  #ready(): Promise<void> {
    this.#made ??= this.#make().catch((error) => {
      this.#made = null;
      throw error;
    });
    return this.#made;
  }

  async #make() {
    const found = await this.#pool.query("SELECT to_regclass('sandpiper_audit.late') AS found");
    if (z.object({ found: z.string().nullable() }).parse(found.rows[0]).found !== null) return;
    await this.#within(beginAlone, async (_, client) => void (await client.query(schema)));
  }

  async #within<T>(start: string, work: (sql: Sql, client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    client.on("error", brokenInUse);
    try {
      await client.query(start);
      const result = await work(statement(client), client);
      await client.query("COMMIT");
      leave(client, false);
      return result;
    } catch (error) {
      await client.query("ROLLBACK").then(
        () => leave(client, false),
        () => leave(client, true),
      );
      throw error;
    }
  }
}

/** A connection that breaks in use says so twice: to the statement, which fails, and here, where nobody listening would end the process. */
const brokenInUse = (error: Error) => report("audit: a connection broke", error);

function leave(client: PoolClient, broken: boolean) {
  client.off("error", brokenInUse);
  client.release(broken);
}

const statement =
  (client: PoolClient): Sql =>
  async (text, ...values) => {
    const { rows } = await client.query(text.replaceAll(/\?(\d+)/g, "$$$1"), values.map(bytes));
    return z.array(z.unknown()).parse(rows);
  };

const bytes = (value: Value) => (value instanceof Uint8Array ? Buffer.from(value) : value);
