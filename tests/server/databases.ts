import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { postgresFolder, type Server, startPostgres } from "../support/postgres.ts";

/** Databases to run the same tests on: `env` gives an app a new, empty one of its kind; several apps may share one. */
export type Kind = { name: string; env: () => Promise<Record<string, string>> };

const bin = postgresFolder();

/** SQLite, and Postgres where there is one. Call `stop` when the tests are over. */
export function databases(): { kinds: Kind[]; stop: () => Promise<void> } {
  const folders: string[] = [];
  let server: Promise<Server> | null = null;
  let made = 0;
  const sqlite: Kind = {
    name: "SQLite",
    async env() {
      const folder = mkdtempSync(join(tmpdir(), "sandpiper-data-"));
      folders.push(folder);
      return { SANDPIPER_DATA: folder };
    },
  };
  const postgres: Kind = {
    name: "Postgres",
    async env() {
      server ??= startPostgres(bin ?? "");
      made += 1;
      return { ...(await sqlite.env()), DATABASE_URL: await created(await server, `kind_${made}`) };
    },
  };
  return {
    kinds: bin === null ? [sqlite] : [sqlite, postgres],
    async stop() {
      await (await server)?.stop();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function created(server: Server, name: string): Promise<string> {
  const client = new Client({ connectionString: server.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}
