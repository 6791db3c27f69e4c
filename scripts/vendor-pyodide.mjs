import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { admit, fingerprint, sha256 } from "./digest.mjs";
import { repack } from "./repack.mjs";
import { entry, megabytes, say, Trouble } from "./say.mjs";
import { gather, writeWhole } from "./wheels.mjs";

const here = resolve(fileURLToPath(import.meta.url), "../..");
const CDN = (version) => `https://cdn.jsdelivr.net/pyodide/v${version}/full/`;

export const readPins = async (root = here) => JSON.parse(await readFile(join(root, "scripts/packages.json"), "utf8"));

/** What has to be fetched for a package: the wheel itself, or the one that it is repacked from. */
const wanted = ([name, { version, source, file, bytes, sha256, raw }]) => ({ name, version, source, file, bytes, sha256, ...raw });

/** Our pins may not drift from what Pyodide's own release says. */
function agree(pins, official) {
  const known = new Map(Object.values(official.packages).map((entry) => [entry.file_name, entry.sha256]));
  for (const [name, { source, file, sha256 }] of Object.entries(pins.packages))
    if (source === "pyodide" && known.get(file) !== sha256)
      throw new Trouble(
        `scripts/packages.json and node_modules/pyodide/pyodide-lock.json disagree about ${name} (${file}); run npm ci, or pin it anew`,
      );
}

/** The lock that the sandbox loads by; its shape is `Lock` in lib/protocol/kernel.ts. */
export function lockOf({ pyodide, python, core, packages }) {
  const slim = Object.entries(packages).map(([name, { version, file, bytes, sha256, imports, depends }]) => [
    name,
    { name, version, file, bytes, sha256, imports, depends },
  ]);
  return { pyodide, python, core, packages: Object.fromEntries(slim) };
}

const pinnedFiles = ({ core, packages }) => [core.wasm, core.stdlib, ...Object.values(packages)];

/** The pinned files that `folder` does not hold as pinned; one that is there with other bytes is refused by name. */
async function lacking(folder, pins) {
  const lack = [];
  for (const pin of pinnedFiles(pins)) {
    const found = await fingerprint(join(folder, pin.file));
    if (found?.sha256 === pin.sha256) continue;
    if (found) say(`  refused public/pyodide/${pin.file}: expected sha256 ${pin.sha256}, found ${found.sha256}; making it anew`);
    lack.push(pin.file);
  }
  return lack;
}

async function vendorCore(root, out, core) {
  for (const pin of core) {
    const bytes = await readFile(join(root, "node_modules/pyodide", pin.file));
    await writeWhole(join(out, pin.file), admit(bytes, pin, "node_modules/pyodide", "run npm ci to install the package anew"));
  }
}

async function vendorWheel(cache, out, pin) {
  const bytes = await readFile(join(cache, (pin.raw ?? pin).file));
  const made = pin.raw ? repack(bytes, pin) : bytes;
  await writeWhole(join(out, pin.file), admit(made, pin, "the download cache", "delete .sandpiper/cache and try again"));
}

/** A folder that is a copy of another checkout's public/pyodide holds the repacked wheels already. */
async function takeRepacked(folder, out, packages) {
  const taken = [];
  for (const [name, pin] of packages.filter(([, { raw }]) => raw && folder)) {
    const bytes = await readFile(join(folder, pin.file)).catch(() => null);
    if (!bytes || sha256(bytes) !== pin.sha256) continue;
    await writeWhole(join(out, pin.file), bytes);
    taken.push(name);
  }
  return taken;
}

async function prune(out, pins) {
  const kept = new Set(pinnedFiles(pins).map(({ file }) => file));
  const stale = (await readdir(out)).filter((name) => /\.(whl|part)$/.test(name) && !kept.has(name));
  for (const name of stale) await rm(join(out, name));
}

/** Fills public/pyodide with checked files. Every file is hashed every time; only what is missing or damaged is made. */
export async function vendor({ root = here, folder = process.env.PYODIDE_WHEELS_DIR } = {}) {
  const pins = await readPins(root);
  agree(pins, JSON.parse(await readFile(join(root, "node_modules/pyodide/pyodide-lock.json"), "utf8")));
  const out = join(root, "public/pyodide");
  await mkdir(out, { recursive: true });
  const lack = await lacking(out, pins);
  if (lack.length > 0) await make({ root, out, folder, pins, lack });
  await prune(out, pins);
  await writeWhole(join(out, "lock.json"), `${JSON.stringify(lockOf(pins), null, 1)}\n`);
  const files = pinnedFiles(pins);
  return { made: lack.length, files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

async function make({ root, out, folder, pins, lack }) {
  const cache = join(root, ".sandpiper/cache");
  const core = Object.values(pins.core).filter(({ file }) => lack.includes(file));
  await vendorCore(root, out, core);
  const packages = Object.entries(pins.packages).filter(([, { file }]) => lack.includes(file));
  const taken = await takeRepacked(folder, out, packages);
  const rest = packages.filter(([name]) => !taken.includes(name));
  await gather({ cache, wanted: rest.map(wanted), folder, cdn: CDN(pins.pyodide), carrier: pins.carrier });
  for (const [, pin] of rest) await vendorWheel(cache, out, pin);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await entry(async () => {
    const { made, files, bytes } = await vendor();
    say(`  public/pyodide holds ${files} checked files (${megabytes(bytes)}); ${made} of them were made now`);
  });
