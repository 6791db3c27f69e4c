/**
 * Writes, beside each vendored wheel and the standard library, an archive of compiled modules: what Python would otherwise
 * compile in each person's browser, at each start. public/pyodide/compiled.json (`Compiled` in lib/protocol/kernel.ts) names
 * them; without it everything works from the wheels. Runs on the project's Node: `node scripts/compile-python.mjs`.
 */
import { readdir, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { loadPyodide } from "pyodide";
import { fingerprint, sha256 } from "./digest.mjs";
import { entry, megabytes, say, seconds } from "./say.mjs";
import { packFile, zstdOf } from "./packfile.mjs";
import { dropped } from "./slim.mjs";
import { writeWhole } from "./wheels.mjs";
import { archive, contents, entries, stored } from "./zip.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const folder = join(root, "public/pyodide");
const SITE = "/lib/python3.14/site-packages";
const ENDING = ".pyc.zip";
const PACKED = ".zstd";
/** Of zstd: smaller than brotli at 5, in a quarter of its time. */
const LEVEL = 9;

/** The compiler that ships: the same interpreter as in the browser, with a fixed hash seed so that the same source gives the same bytes. */
async function compiler() {
  const python = await loadPyodide({ indexURL: `${join(root, "node_modules/pyodide")}/`, env: { PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1", HOME: "/home/pyodide" } });
  python.runPython(await readFile(join(root, "scripts/compile_source.py"), "utf8"));
  const compiled = python.globals.get("compiled");
  return (source, name) => {
    const made = compiled(new Uint8Array(source), name);
    const bytes = made && Buffer.from(made.toJs());
    made?.destroy();
    return bytes;
  };
}

/** The entry as the browser gets it: nothing packed, and a module compiled where it can be. */
function convert(compile, one, place) {
  const bytes = contents(one);
  const made = one.name.endsWith(".py") ? compile(bytes, `${place}/${one.name}`) : null;
  return made ? stored(`${one.name}c`, made) : stored(one.name, bytes);
}

async function make(compile, { file, sha256: from }, { out, place }) {
  const kept = entries(await readFile(join(folder, file))).filter(({ name }) => !name.endsWith("/") && !dropped(name));
  const bytes = archive(kept.map((one) => convert(compile, one, place)));
  const packed = await zstdOf(bytes, LEVEL);
  await writeWhole(join(folder, `${out}${PACKED}`), packed);
  return { file: `${out}${PACKED}`, bytes: packed.length, sha256: sha256(packed), plainBytes: bytes.length, from };
}

const readJson = async (path) => JSON.parse(await readFile(path, "utf8").catch(() => "null"));

/** What was made of the same file by the same compiler, if it still lies there whole. */
async function still(before, { sha256: from }) {
  if (before?.from !== from) return null;
  const found = await fingerprint(join(folder, before.file));
  return found?.sha256 === before.sha256 ? before : null;
}

/** The interpreter is served packed as well: compressing 10 MB for each person who comes takes half a second. */
async function packWasm(before, { file, sha256: from }) {
  const kept = before?.from === from && (await fingerprint(join(folder, `${file}.br`)))?.sha256 === before.packed;
  return kept ? before : { from, packed: await packFile(folder, file, await readFile(join(folder, file))) };
}

async function prune(kept) {
  const stale = (await readdir(folder)).filter((name) => name.includes(ENDING) && !kept.includes(name));
  for (const name of stale) await rm(join(folder, name));
}

/** Everything that decides about the bytes, apart from what is compiled. */
async function compilerKey(lock) {
  const parts = ["scripts/compile-python.mjs", "scripts/compile_source.py", "scripts/packfile.mjs", "scripts/slim.mjs", "scripts/zip.mjs"];
  const texts = await Promise.all(parts.map((part) => readFile(join(root, part))));
  return sha256([lock.core.wasm.sha256, lock.core.stdlib.sha256, ...texts.map(sha256)].join("\n"));
}

/** Makes what is missing; `fresh` counts that. */
export async function compileAll() {
  const lock = await readJson(join(folder, "lock.json"));
  const by = await compilerKey(lock);
  const last = await readJson(join(folder, "compiled.json"));
  const before = last?.by === by ? last : null;
  let started = null;
  let fresh = 0;
  const one = async (old, pin, target) => {
    const kept = await still(old, pin);
    if (kept) return kept;
    const since = performance.now();
    started ??= await compiler();
    const made = await make(started, pin, target);
    fresh += 1;
    say(`  ${made.file}: ${megabytes(made.plainBytes)} (${seconds(since)})`);
    return made;
  };
  const stdlib = await one(before?.stdlib, lock.core.stdlib, { out: `python_stdlib${ENDING}`, place: "/lib/python314.zip" });
  const packages = {};
  for (const [name, pin] of Object.entries(lock.packages))
    packages[name] = await one(before?.packages[name], pin, { out: `${name}-${pin.version}${ENDING}`, place: SITE });
  const core = await packWasm(before?.core, lock.core.wasm);
  await writeWhole(join(folder, "compiled.json"), `${JSON.stringify({ by, wasm: lock.core.wasm.sha256, core, stdlib, packages }, null, 1)}\n`);
  const files = [stdlib, ...Object.values(packages)];
  await prune(files.map(({ file }) => file));
  return { fresh, files: files.length, bytes: files.reduce((sum, { plainBytes }) => sum + plainBytes, 0) };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await entry(async () => {
    const { fresh, files, bytes } = await compileAll();
    say(`  public/pyodide holds ${files} compiled archives (${megabytes(bytes)}); ${fresh} of them were made now`);
    process.exit(0);
  });
