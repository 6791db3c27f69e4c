/**
 * Builds public/sandbox/ground.py: the kernel's own Python, packed, and what puts it to use outside of the kernel. It is the first cell of every
 * notebook and the head of every script that is taken away. `node scripts/build-ground.mjs`, or call `ground()` for the text.
 */
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import { filesBelow } from "./stamp.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** What no notebook needs. */
const left = /\/masking\//;

export async function ground() {
  const folder = join(root, "workers/python");
  const all = await filesBelow(join(folder, "sandpiper"));
  const paths = all.filter((path) => path.endsWith(".py") && !left.test(path.replaceAll("\\", "/")));
  const sources = await Promise.all(paths.map(async (path) => [relative(folder, path).replaceAll("\\", "/"), await readFile(path, "utf8")]));
  const packed = deflateSync(JSON.stringify(Object.fromEntries(sources)), { level: 9 }).toString("base64");
  return `KERNEL = "${packed}"\n\n${await readFile(join(root, "headless/python/prelude.py"), "utf8")}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = await ground();
  const file = join(root, "public/sandbox/ground.py");
  await writeFile(file, text);
  console.log(`${relative(root, file)} ${text.length} bytes`);
}
