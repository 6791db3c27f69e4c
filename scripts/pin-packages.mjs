/**
 * For whoever changes the package set: put an entry with its file, version, source, depends (and raw, drop, pure) into
 * scripts/packages.json, put the wheel into .sandpiper/cache, and run this. It writes bytes, sha256 and imports from the files.
 */
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { fingerprint, sha256 } from "./digest.mjs";
import { importNames, repack } from "./repack.mjs";
import { readPins } from "./vendor-pyodide.mjs";
import { writeWhole } from "./wheels.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const pins = await readPins();

async function pin({ version, source, file, raw, drop, pure, depends }) {
  const fetched = await readFile(join(root, ".sandpiper/cache", (raw ?? { file }).file));
  const made = raw ? repack(fetched, { drop, pure }) : fetched;
  const repacked = raw ? { raw: { file: raw.file, bytes: fetched.length, sha256: sha256(fetched) }, drop, pure } : {};
  return { version, source, file, bytes: made.length, sha256: sha256(made), imports: importNames(made), depends, ...repacked };
}

for (const part of Object.values(pins.core)) Object.assign(part, await fingerprint(join(root, "node_modules/pyodide", part.file)));
for (const [name, entry] of Object.entries(pins.packages)) pins.packages[name] = await pin(entry);
await writeWhole(join(root, "scripts/packages.json"), `${JSON.stringify(pins, null, 2)}\n`);
