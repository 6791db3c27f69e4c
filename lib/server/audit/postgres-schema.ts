const appendOnly = (table: string) => `
  CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION append_only();
  CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION append_only();
`;

/** The tables of sqlite-schema.ts; the entry is text, since Postgres would write JSON anew. The table of guesses comes last: where it is, all is. */
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
`;
