const appendOnly = (table: string) => `
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION append_only();
  CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION append_only();
`;

/** The tables of sqlite-schema.ts; the entry is text, since Postgres would write JSON anew. The table of late records comes last: where it is, all is. */
export const schema = `
  CREATE SCHEMA IF NOT EXISTS sandpiper_audit;
  CREATE TABLE IF NOT EXISTS entries (
    seq BIGINT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    entry TEXT NOT NULL,
    type TEXT NOT NULL,
    actor TEXT NOT NULL,
    session TEXT,
    receipt TEXT UNIQUE,
    at TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS by_session ON entries (session, seq);
  CREATE INDEX IF NOT EXISTS by_type ON entries (type, seq);
  CREATE TABLE IF NOT EXISTS heads (
    seq BIGINT NOT NULL, hash TEXT NOT NULL, at TEXT NOT NULL, key TEXT NOT NULL, signature TEXT NOT NULL, PRIMARY KEY (seq, signature)
  );
  CREATE TABLE IF NOT EXISTS keys (
    id TEXT PRIMARY KEY, actor TEXT NOT NULL, session TEXT NOT NULL, day TEXT NOT NULL, key BYTEA NOT NULL, UNIQUE (actor, session, day)
  );
  CREATE INDEX IF NOT EXISTS keys_by_session ON keys (session);
  CREATE INDEX IF NOT EXISTS keys_by_day ON keys (day);
  CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$;
  DROP TRIGGER IF EXISTS append_only ON entries;
  DROP TRIGGER IF EXISTS append_only_whole ON entries;
  DROP TRIGGER IF EXISTS append_only ON heads;
  DROP TRIGGER IF EXISTS append_only_whole ON heads;
  ${appendOnly("entries")}
  ${appendOnly("heads")}
  CREATE TABLE IF NOT EXISTS guesses (address TEXT PRIMARY KEY, failed INTEGER NOT NULL, at BIGINT NOT NULL);
  CREATE TABLE IF NOT EXISTS policies (id BIGINT PRIMARY KEY, at TEXT NOT NULL, name TEXT NOT NULL, policy TEXT);
  DROP TRIGGER IF EXISTS append_only ON policies;
  DROP TRIGGER IF EXISTS append_only_whole ON policies;
  ${appendOnly("policies")}
  CREATE TABLE IF NOT EXISTS usage (
    day TEXT NOT NULL, person TEXT NOT NULL, model TEXT NOT NULL, calls BIGINT NOT NULL, estimated BIGINT NOT NULL,
    input BIGINT NOT NULL, output BIGINT NOT NULL, cost BIGINT NOT NULL, PRIMARY KEY (day, person, model)
  );
  CREATE TABLE IF NOT EXISTS spent (
    scope TEXT NOT NULL, name TEXT NOT NULL, at BIGINT NOT NULL, tokens BIGINT NOT NULL, cost BIGINT NOT NULL, PRIMARY KEY (scope, name)
  );
  CREATE INDEX IF NOT EXISTS spent_by_at ON spent (at);
  CREATE TABLE IF NOT EXISTS reserved (
    id TEXT NOT NULL, scope TEXT NOT NULL, name TEXT NOT NULL, until BIGINT NOT NULL, tokens BIGINT NOT NULL, cost BIGINT NOT NULL, PRIMARY KEY (id, scope)
  );
  CREATE INDEX IF NOT EXISTS reserved_by_scope ON reserved (scope, name);
  CREATE TABLE IF NOT EXISTS rates (name TEXT PRIMARY KEY, free DOUBLE PRECISION NOT NULL);
  CREATE TABLE IF NOT EXISTS late (hash TEXT PRIMARY KEY, chain TEXT NOT NULL, number BIGINT NOT NULL, entry TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS late_by_place ON late (chain, number);
`;
