/**
 * Takes the heap of the interpreter that ships, with what nearly every session needs imported, and writes it beside the wheels:
 * public/pyodide/snapshot.json (`Snapshot` in lib/protocol/kernel.ts) names its files. It is taken by the worker's own code
 * (workers/take.ts) in a context that has what a browser's worker has. `node scripts/snapshot.mjs`.
 */
import { randomInt } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { zstdDecompressSync } from "node:zlib";
import { pack } from "../lib/protocol/pack.ts";
import { worker } from "./build-sandbox.mjs";
import { sha256 } from "./digest.mjs";
import { packFile, packZstd, zstdOf } from "./packfile.mjs";
import { entry, megabytes, say } from "./say.mjs";
import { writeWhole } from "./wheels.mjs";
import { archive, entries, stored } from "./zip.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const folder = join(root, "public/pyodide");
const SITE = "/lib/python3.14/site-packages/";

/** Of zstd: a twelfth less than at 12, where it is as large as brotli's, for ten times the work. */
const LEVEL = 17;
/** For what nobody waits for. */
const LATER_LEVEL = 9;

/** Bytes of memory in one file. */
const PIECE = 8 * 1024 ** 2;

/** What the first look at a file may need. Of what is not imported while the heap is taken, the files lie ready. */
const PACKAGES = ["pandas", "openpyxl"];

const readJson = async (name) => JSON.parse(await readFile(join(folder, name), "utf8"));
const bytesOf = async ({ file }) => new Uint8Array(await readFile(join(folder, file)));
const plainOf = async (one) => new Uint8Array(zstdDecompressSync(await bytesOf(one)));

/** What a browser's worker has and this code asks for; nothing of Node. */
const WORKER = { console, TextDecoder, TextEncoder, URL, performance, crypto, setTimeout, clearTimeout, queueMicrotask, Response, Request, Blob, MessageChannel, AbortController, AbortSignal, Event, EventTarget, structuredClone };

/** Pyodide asks whether the scope is one of these. */
const WorkerGlobalScope = Object.defineProperty(() => undefined, Symbol.hasInstance, { value: () => true });

async function context() {
  const scope = createContext({ ...WORKER, WorkerGlobalScope, location: "https://sandpiper.invalid/" });
  runInContext("globalThis.self = globalThis", scope);
  runInContext(await worker([], "workers/take.ts"), scope, { filename: "take.js" });
  return scope;
}

const compileIn = (scope, bytes) => runInContext("(bytes) => WebAssembly.compile(bytes)", scope)(bytes);

/** A package and all that it depends on, by name. */
function closure(lock, name) {
  return [...new Set([...lock.packages[name].depends.flatMap((other) => closure(lock, other)), name])];
}

async function write(file, bytes) {
  await writeWhole(join(folder, file), bytes);
  await packFile(folder, file, bytes);
  await packZstd(folder, file, { bytes, level: LEVEL });
  return { file, bytes: bytes.length, sha256: sha256(bytes) };
}

/** What travels packed through page and frame, and is unpacked where it is needed: a fifth of the bytes to fetch, check and hand on. */
async function writePacked(file, bytes, level = LEVEL) {
  const packed = await zstdOf(bytes, level);
  await writeWhole(join(folder, file), packed);
  return { file, bytes: packed.length, sha256: sha256(packed), plainBytes: bytes.length };
}

/** Native libraries one behind the other, each on a multiple of 16, with a list of where they are. */
function together(libraries) {
  const index = {};
  const parts = [];
  let at = 0;
  for (const [path, bytes] of libraries) {
    index[path] = [at, bytes.length];
    parts.push(bytes, Buffer.alloc((16 - (bytes.length % 16)) % 16));
    at += bytes.length + parts.at(-1).length;
  }
  return pack(index, Buffer.concat(parts));
}

/** A compiled archive without the bytes of what is in the snapshot; the names stay, so that Python finds the files where they were. */
const without = (bytes, held) => archive(entries(Buffer.from(bytes)).map((one) => (held.has(SITE + one.name) ? stored(one.name, Buffer.alloc(0)) : one)));

/** Removes what an earlier snapshot has left. */
async function prune(kept) {
  const ours = (await readdir(folder)).filter((name) => /^snapshot\..*(?:head|heap|libraries)(?:\.br|\.zst|\.zstd)?$|\.(?:rest|large)\.zip(?:\.br|\.zstd)?$/.test(name));
  for (const name of ours.filter((one) => !kept.includes(one.replace(/\.(?:br|zst)$/, "")))) await rm(join(folder, name));
}

export async function snapshot() {
  const [lock, compiled] = await Promise.all([readJson("lock.json"), readJson("compiled.json")]);
  const names = [...new Set(PACKAGES.flatMap((name) => closure(lock, name)))];
  const archives = await Promise.all(names.map((name) => plainOf(compiled.packages[name])));
  const [scope, other] = await Promise.all([context(), context()]);
  const wasm = await bytesOf(lock.core.wasm);
  const module = await compileIn(scope, wasm);
  const order = { module, stdlib: await plainOf(compiled.stdlib), archives: archives.map((bytes) => bytes.slice()), seed: String(randomInt(1, 2 ** 32 - 1)) };
  const { heap, bytes } = await scope.take(order);
  const held = new Set(heap.libraries.map(({ path }) => path));
  const native = archives.flatMap((bytes) => entries(Buffer.from(bytes)).filter(({ name }) => held.has(SITE + name)).map(({ name, data }) => [SITE + name, data]));
  const libraries = await Promise.all(native.map(async ([path, data]) => [path, await compileIn(other, data)]));
  const head = await other.lighten({ heap, bytes, module: await compileIn(other, wasm), libraries });
  const packages = {};
  for (const [index, name] of names.entries())
    packages[name] = { ...(await writePacked(`${name}-${lock.packages[name].version}.rest.zip.zstd`, without(archives[index], held), LATER_LEVEL)), from: lock.packages[name].sha256 };
  const pieces = [];
  for (let at = 0; at < bytes.length; at += PIECE) pieces.push(await writePacked(`snapshot.${pieces.length}.heap.zstd`, Buffer.from(bytes.subarray(at, at + PIECE))));
  const made = {
    wasm: lock.core.wasm.sha256,
    stdlib: compiled.stdlib.sha256,
    head: await write("snapshot.head", Buffer.from(head)),
    pieces,
    libraries: await writePacked("snapshot.libraries.zstd", Buffer.from(together(native))),
    packages,
  };
  await packZstd(folder, lock.core.wasm.file, { bytes: await bytesOf(lock.core.wasm), level: LEVEL });
  await prune([made.head, ...pieces, made.libraries, ...Object.values(packages)].map(({ file }) => file));
  await writeWhole(join(folder, "snapshot.json"), `${JSON.stringify(made, null, 1)}\n`);
  return { libraries: held.size, bytes: bytes.length };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await entry(async () => {
    const { libraries, bytes } = await snapshot();
    say(`  public/pyodide holds a heap of ${megabytes(bytes)} with ${libraries} native libraries`);
  }).then(() => process.exit());
