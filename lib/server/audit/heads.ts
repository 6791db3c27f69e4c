import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { SignedHead } from "../../protocol/audit.ts";
import type { Database } from "./database.ts";

const Row = z.object({ seq: z.coerce.number(), hash: z.string(), at: z.string(), key: z.string(), signature: z.string() });

/** Signed heads in the database of entries after `after`, in their order. */
export async function headsOf(database: Database, after = 0): Promise<SignedHead[]> {
  return z.array(Row).parse(await database.read("SELECT seq, hash, at, key, signature FROM heads WHERE seq > ?1 ORDER BY seq", after));
}

export const keepHead = (database: Database, { seq, hash, at, key, signature }: SignedHead) =>
  database.alone((sql) =>
    sql("INSERT INTO heads (seq, hash, at, key, signature) VALUES (?1, ?2, ?3, ?4, ?5)", seq, hash, at, key, signature),
  );

/** Heads are kept in a file beside the database too, so that who reaches only the database cannot take them away. */
export class HeadFile {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Lines that are no heads are left out. */
  read(): SignedHead[] {
    try {
      const text = readFileSync(/* turbopackIgnore: true */ this.path, "utf8");
      return text.split("\n").flatMap((line) => headIn(line));
    } catch {
      return [];
    }
  }

  /** Throws what the file system throws. */
  add(head: SignedHead) {
    mkdirSync(/* turbopackIgnore: true */ dirname(this.path), { recursive: true, mode: 0o700 });
    const file = openSync(/* turbopackIgnore: true */ this.path, "a", 0o600);
    try {
      writeSync(file, `${JSON.stringify(head)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }
}

function headIn(line: string): SignedHead[] {
  try {
    const head = SignedHead.safeParse(JSON.parse(line));
    return head.success ? [head.data] : [];
  } catch {
    return [];
  }
}
