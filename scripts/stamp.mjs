import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fingerprint } from "./digest.mjs";

/** Files below `path`, sorted; the path itself when it is a file; none when it is not there. Hidden and generated folders are left out. */
export async function filesBelow(path, skip = () => false) {
  const found = await readdir(path, { withFileTypes: true }).catch((error) => {
    if (error.code === "ENOTDIR") return null;
    if (error.code === "ENOENT") return [];
    throw error;
  });
  if (found === null) return [path];
  const inner = found.filter(
    ({ name }) => !name.startsWith(".") && name !== "__pycache__" && name !== "node_modules" && !skip(join(path, name)),
  );
  const lists = await Promise.all(
    inner.map((item) => (item.isDirectory() ? filesBelow(join(path, item.name), skip) : [join(path, item.name)])),
  );
  return lists.flat().sort();
}

/** One digest over names and bytes of all files below `paths`, and over `extra`. */
export async function keyOf(root, paths, { skip, extra = "" } = {}) {
  const lists = await Promise.all(paths.map((path) => filesBelow(join(root, path), skip)));
  const prints = await Promise.all(lists.flat().map(async (file) => `${file.slice(root.length)} ${(await fingerprint(file))?.sha256}`));
  return createHash("sha256")
    .update([...prints, extra].join("\n"))
    .digest("hex");
}

const stampFile = (root, name) => join(root, ".sandpiper/stamps", `${name}.json`);

async function outputsOf(root, paths) {
  const files = (await Promise.all(paths.map((path) => filesBelow(join(root, path))))).flat();
  const prints = await Promise.all(files.map(async (file) => [file.slice(root.length + 1), (await fingerprint(file)).sha256]));
  return Object.fromEntries(prints);
}

/** True when the step ran to its end with this key and all that it made is still there, byte for byte. */
export async function done(root, name, key) {
  const text = await readFile(stampFile(root, name), "utf8").catch(() => null);
  if (text === null) return false;
  const stamp = JSON.parse(text);
  if (stamp.key !== key) return false;
  const checks = Object.entries(stamp.outputs).map(async ([file, digest]) => (await fingerprint(join(root, file)))?.sha256 === digest);
  return (await Promise.all(checks)).every(Boolean);
}

/** Written last, so that a step that broke off is done again. */
export async function markDone(root, name, key, outputs) {
  await mkdir(dirname(stampFile(root, name)), { recursive: true });
  await writeFile(stampFile(root, name), JSON.stringify({ key, outputs: await outputsOf(root, outputs) }, null, 1));
}

/** Runs `work` unless it is done; says which it was. `outputs` is a list, or a function that gives it once they are there. */
export async function once(root, { name, key, outputs }, work) {
  if (await done(root, name, key)) return "unchanged";
  await work();
  await markDone(root, name, key, typeof outputs === "function" ? await outputs() : outputs);
  return "done";
}
