import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The secret kept in `folder`, made once. Throws when the folder cannot be used. */
export function keptSecret(folder: string): string {
  const file = join(/* turbopackIgnore: true */ folder, "secret");
  return read(file) ?? make(folder, file);
}

function read(file: string): string | null {
  try {
    return readFileSync(/* turbopackIgnore: true */ file, "utf8");
  } catch {
    return null;
  }
}

/** Written aside and linked into place: two processes that start at once end with the same secret, none sees half of it. */
function make(folder: string, file: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const aside = `${file}.${process.pid}.${randomBytes(6).toString("hex")}`;
  writeFileSync(aside, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  try {
    linkSync(aside, file);
  } catch {
    // Another process was first; what it wrote is read below.
  } finally {
    rmSync(aside, { force: true });
  }
  return readFileSync(/* turbopackIgnore: true */ file, "utf8");
}
