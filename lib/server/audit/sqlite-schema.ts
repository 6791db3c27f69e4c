import type { DatabaseSync } from "node:sqlite";

const appendOnly = (table: string) => `
  CREATE TRIGGER IF NOT EXISTS ${table}_no_update BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
  CREATE TRIGGER IF NOT EXISTS ${table}_no_delete BEFORE DELETE ON ${table} BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
`;

export const schema = `
  CREATE TABLE IF NOT EXISTS entries (
    seq INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    entry TEXT NOT NULL,
    type TEXT NOT NULL,
    actor TEXT NOT NULL,
    session TEXT,
    receipt TEXT,
    at TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS one_outcome ON entries (receipt) WHERE receipt IS NOT NULL;
  CREATE INDEX IF NOT EXISTS by_session ON entries (session, seq);
  CREATE INDEX IF NOT EXISTS by_type ON entries (type, seq);
  CREATE TABLE IF NOT EXISTS heads (
    seq INTEGER NOT NULL, hash TEXT NOT NULL, at TEXT NOT NULL, key TEXT NOT NULL, signature TEXT NOT NULL, PRIMARY KEY (seq, signature)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS keys (
    id TEXT PRIMARY KEY, actor TEXT NOT NULL, session TEXT NOT NULL, day TEXT NOT NULL, key BLOB NOT NULL, UNIQUE (actor, session, day)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS keys_by_session ON keys (session);
  CREATE INDEX IF NOT EXISTS keys_by_day ON keys (day);
  CREATE TABLE IF NOT EXISTS guesses (address TEXT PRIMARY KEY, failed INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS policies (id INTEGER PRIMARY KEY, at TEXT NOT NULL, name TEXT NOT NULL, policy TEXT) STRICT;
  CREATE TABLE IF NOT EXISTS usage (
    day TEXT NOT NULL, person TEXT NOT NULL, model TEXT NOT NULL, calls INTEGER NOT NULL, estimated INTEGER NOT NULL,
    input INTEGER NOT NULL, output INTEGER NOT NULL, cost INTEGER NOT NULL, PRIMARY KEY (day, person, model)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS spent (
    scope TEXT NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL, tokens INTEGER NOT NULL, cost INTEGER NOT NULL, PRIMARY KEY (scope, name)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS spent_by_at ON spent (at);
  CREATE TABLE IF NOT EXISTS reserved (
    id TEXT NOT NULL, scope TEXT NOT NULL, name TEXT NOT NULL, until INTEGER NOT NULL, tokens INTEGER NOT NULL, cost INTEGER NOT NULL, PRIMARY KEY (id, scope)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS reserved_by_scope ON reserved (scope, name);
  CREATE TABLE IF NOT EXISTS late (hash TEXT PRIMARY KEY, chain TEXT NOT NULL, number INTEGER NOT NULL, entry TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS late_by_place ON late (chain, number);
  CREATE TABLE IF NOT EXISTS rates (name TEXT PRIMARY KEY, free REAL NOT NULL) STRICT;
  ${appendOnly("entries")}
  ${appendOnly("heads")}
  ${appendOnly("policies")}
`;

/** The first form of the table drew two columns from the entry and knew no others; its rows go on as they are. */
export function migrate(database: DatabaseSync) {
  const found = database.prepare("SELECT name FROM pragma_table_xinfo('entries')").all();
  if (found.length === 0 || found.some(({ name }) => name === "actor")) return;
  database.exec(`
    DROP INDEX IF EXISTS one_outcome;
    DROP TRIGGER IF EXISTS no_update;
    DROP TRIGGER IF EXISTS no_delete;
    ALTER TABLE entries RENAME TO entries_before;
    ${schema}
    INSERT INTO entries SELECT seq, hash, entry, type, json_extract(entry, '$.actor'), json_extract(entry, '$.record.session'), receipt,
      json_extract(entry, '$.at') FROM entries_before ORDER BY seq;
    DROP TABLE entries_before;
  `);
}
