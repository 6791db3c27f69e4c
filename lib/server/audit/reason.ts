import { z } from "zod";

const SqliteError = z.object({ errcode: z.number() });
const FileError = z.object({ code: z.string() });

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

/** Why the audit cannot be written, for a person: what is wrong and what to do, no path. */
export function reasonOf(error: unknown): string {
  const code = SqliteError.safeParse(error).data?.errcode;
  const file = FileError.safeParse(error).data?.code;
  const reason =
    code === undefined
      ? `the folder in SANDPIPER_DATA cannot be used (${file ?? "unknown error"})`
      : (known[code & 0xff] ?? `SQLite error ${code}`);
  return `The audit record could not be written: ${reason}. Nothing runs without it.`;
}
