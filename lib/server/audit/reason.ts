import { z } from "zod";

const SqliteError = z.object({ errcode: z.number() });
const Coded = z.object({ code: z.string() });

/** SQLite's primary result codes that a person can do something about. */
const known: Record<number, string> = {
  5: "another process holds the audit database for too long",
  8: "the audit database cannot be written (read-only); check the rights of the folder in SANDPIPER_DATA",
  10: "the disk gave an error while the audit database was read or written",
  11: "the audit database is damaged; move it aside, keep it as evidence and start again",
  13: "the disk or the audit database is full; make room in the folder in SANDPIPER_DATA",
  14: "the audit database cannot be opened; check the folder in SANDPIPER_DATA",
  26: "the file in SANDPIPER_DATA is not an audit database",
};

const said = (reason: string) => `The audit record could not be written: ${reason}. Nothing runs without it.`;

export function sqliteReason(error: unknown): string {
  const code = SqliteError.safeParse(error).data?.errcode;
  const file = Coded.safeParse(error).data?.code;
  if (code === undefined) return said(`the folder in SANDPIPER_DATA cannot be used (${file ?? "unknown error"})`);
  return said(known[code & 0xff] ?? `SQLite error ${code}`);
}

/** Codes of Postgres and of the connection to it. */
const knownPostgres: Record<string, string> = {
  ECONNREFUSED: "no database answers at the address in DATABASE_URL; is it running?",
  ENOTFOUND: "the host in DATABASE_URL is not known",
  EAI_AGAIN: "the host in DATABASE_URL could not be looked up",
  ENOENT: "the socket in DATABASE_URL does not exist; is the database running?",
  ETIMEDOUT: "the database in DATABASE_URL did not answer in time",
  ECONNRESET: "the connection to the database broke",
  "28P01": "the database refused the password in DATABASE_URL",
  "28000": "the database refused the user in DATABASE_URL",
  "3D000": "the database that DATABASE_URL names does not exist",
  "42501": "the user in DATABASE_URL may not create or write the audit's tables",
  "25006": "the database is read-only; DATABASE_URL must name the primary server",
  "53100": "the disk of the database is full",
  "53300": "the database has no connection left",
  "55P03": "another process holds the audit for too long",
  "57014": "another process holds the audit for too long",
  "57P01": "the database is shutting down",
  "57P03": "the database is starting up or shutting down",
};

export function postgresReason(error: unknown): string {
  const code = Coded.safeParse(error).data?.code;
  if (code === undefined) return said("the database in DATABASE_URL cannot be reached");
  return said(knownPostgres[code] ?? `the database in DATABASE_URL gave the error ${code.replaceAll(/\W/g, "").slice(0, 40)}`);
}
