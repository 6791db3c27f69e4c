import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The secret kept in `folder`, made once. Throws when the folder cannot be used. */
export const keptSecret = (folder: string) =>
  kept(join(/* turbopackIgnore: true */ folder, "secret"), () => randomBytes(32).toString("base64url"));

/** What the file holds; made where it is missing, for its owner alone. Throws when it cannot be. */
export const kept = (file: string, make: () => string): string => read(file) ?? write(file, make());

function read(file: string): string | null {
  try {
    return readFileSync(/* turbopackIgnore: true */ file, "utf8");
  } catch {
    return null;
  }
}

/** Written aside and linked into place: two processes that start at once end with the same secret, none sees half of it. */
function write(file: string, text: string): string {
  mkdirSync(/* turbopackIgnore: true */ dirname(file), { recursive: true, mode: 0o700 });
  const aside = `${file}.${process.pid}.${randomBytes(6).toString("hex")}`;
  writeFileSync(aside, text, { mode: 0o600, flag: "wx" });
  try {
    linkSync(aside, file);
  } catch {
    // Another process was first; what it wrote is read below.
  } finally {
    rmSync(aside, { force: true });
  }
  return readFileSync(/* turbopackIgnore: true */ file, "utf8");
}
