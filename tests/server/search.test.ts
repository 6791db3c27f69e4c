import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Search } from "../../lib/protocol/admin.ts";
import type { AuditRecord } from "../../lib/protocol/audit.ts";
import { AuditEntry } from "../../lib/protocol/audit-log.ts";
import { record } from "../../lib/server/audit/append.ts";
import type { Database } from "../../lib/server/audit/database.ts";
import { erase } from "../../lib/server/audit/erase.ts";
import { Postgres } from "../../lib/server/audit/postgres.ts";
import { search } from "../../lib/server/audit/search.ts";
import { Sqlite } from "../../lib/server/audit/sqlite.ts";
import { postgresFolder, type Server, startPostgres } from "../support/postgres.ts";
import { facts } from "./chain.ts";

const bin = postgresFolder();
let server: Server | null = null;
const folder = mkdtempSync(join(tmpdir(), "sandpiper-search-"));

beforeAll(async () => {
  if (bin !== null) server = await startPostgres(bin);
}, 400_000);
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

const kinds: Record<string, () => Database> = {
  SQLite: () => new Sqlite(folder),
  Postgres: () => new Postgres(server?.url ?? ""),
};

const where = (session: string, step = 0) => ({ session, turn: 0, step, attempt: 0 });

async function put(database: Database, actor: string, at: string, entry: AuditRecord): Promise<string> {
  const appended = await record(database, { actor, at, record: entry, server: facts });
  if (!appended.ok) throw new Error(appended.reason);
  return appended.receipt.receipt;
}

/** Three days of two people: six runs, with and without error, one refusal. */
async function filled(database: Database) {
  for (const [day, status] of [
    ["21", "ok"],
    ["22", "error"],
    ["23", "killed"],
  ] as const)
    for (const person of ["ann", "bob"]) {
      const at = `2026-11-${day}T23:59:59.000Z`;
      const code = person === "ann" ? "import pandas as pd\nprint('Größe')" : "from sklearn.linear_model import Ridge";
      const receipt = await put(database, person, at, { type: "run", ...where(`of-${person}`), code, by: "model", policyVersion: "test" });
      await put(database, person, at, {
        type: "outcome",
        ...where(`of-${person}`),
        receipt,
        status,
        detail: `ended ${status}`,
        durationMs: 1,
      });
    }
  await put(database, "bob", "2026-11-24T00:00:00.000Z", {
    type: "refused",
    ...where("of-bob", 1),
    code: "import socket",
    reason: "network",
  });
}

const seqs = (entries: readonly unknown[]) => entries.map((entry) => AuditEntry.parse(entry).seq);
const all = Array.from({ length: 13 }, (_, at) => 13 - at);

describe.each(Object.entries(kinds).filter(([name]) => name === "SQLite" || bin !== null))("searching the audit in %s", (_, open) => {
  const database: { now: Database | null } = { now: null };
  const found = async (query: Record<string, string | number>) => {
    if (database.now === null) {
      database.now = open();
      await filled(database.now);
    }
    return search(database.now, Search.parse(query));
  };
  afterAll(() => database.now?.close());

  test("without a condition it gives everything, newest first, page by page without a gap or a double", async () => {
    expect(seqs((await found({})).entries)).toEqual(all);
    const pages: number[] = [];
    let before: number | null = 100;
    while (before !== null) {
      const page = await found({ before, limit: 5 });
      pages.push(...seqs(page.entries));
      before = page.next;
    }
    expect(pages).toEqual(all);
  });

  test.each([
    [{ actor: "ann" }, [10, 9, 6, 5, 2, 1]],
    [{ session: "of-bob", type: "run" }, [11, 7, 3]],
    [{ status: "error" }, [8, 6]],
    [{ status: "killed", actor: "bob" }, [12]],
    [{ type: "refused" }, [13]],
    [{ imports: "pandas" }, [9, 5, 1]],
    [{ imports: "sklearn" }, [11, 7, 3]],
    [{ imports: "sklearn.linear_model" }, [11, 7, 3]],
    [{ imports: "klearn" }, []],
    [{ text: "größe" }, [9, 5, 1]],
    [{ text: "ENDED KILLED" }, [12, 10]],
    [{ text: "of-bob", type: "refused" }, [13]],
    [{ from: "2026-11-22", to: "2026-11-22" }, [8, 7, 6, 5]],
    [{ from: "2026-11-24" }, [13]],
    [{ to: "2026-11-21" }, [4, 3, 2, 1]],
    [{ actor: "ann' OR 1=1 --" }, []],
  ])("%o finds entries %o and no other", async (query, expected) => {
    expect(seqs((await found(query)).entries)).toEqual(expected);
  });

  test("what was erased is found by no word of it any more, and is still listed with its erasure", async () => {
    await found({});
    if (database.now === null) throw new Error("not open");
    await erase(database.now, { session: "of-ann" }, { actor: "admin", at: "2026-11-25T00:00:00.000Z", server: facts });
    expect(seqs((await found({ text: "größe" })).entries)).toEqual([]);
    expect(seqs((await found({ imports: "pandas" })).entries)).toEqual([]);
    expect(seqs((await found({ session: "of-ann" })).entries)).toEqual([14, 10, 9, 6, 5, 2, 1]);
  });

  test("a search that finds nothing in ten thousand entries stops there and says where to go on", async () => {
    await found({});
    const held = database.now;
    if (held === null) throw new Error("not open");
    await held.alone(async (sql) => {
      for (let at = 0; at < 10_500; at += 1)
        await sql(
          "INSERT INTO entries (seq, hash, entry, type, actor, session, receipt, at) VALUES (?1, ?2, ?3, 'x', 'x', NULL, NULL, '2026-11-26')",
          100 + at,
          `h${at}`,
          `{"record":{"type":"x"},"at":"${at}"}`,
        );
    });
    const first = await found({ imports: "sklearn" });
    expect(first).toMatchObject({ entries: [], looked: 10_000, next: 600 });
    const second = await found({ imports: "sklearn", before: first.next ?? 0 });
    expect(seqs(second.entries)).toEqual([11, 7, 3]);
    expect(second.next).toBeNull();
  }, 60_000);
});
