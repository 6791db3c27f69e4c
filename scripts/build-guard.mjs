/**
 * Builds public/sandbox/guard.js, the worker in which the page looks for values that must not leave (lib/browser/guard.worker.ts), with the words that
 * stand in requests whatever the data is. `node scripts/build-guard.mjs`, or call `buildGuard()`.
 */
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { filesBelow } from "./stamp.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

/** What our own words of a request are written in. The lists of names in masking/ are no such words. */
const SPOKEN = ["lib/agent", "lib/analyst", "lib/protocol", "workers/python/sandpiper"];
const silent = /[\\/]masking[\\/]/;

/** Names and words of a text, in lower case. */
const wordsOf = (text) => text.match(/[\p{L}_][\p{L}\d_]+/gu)?.flatMap((word) => [word, ...word.split(/_|(?<=\p{Ll})(?=\p{Lu})/u)]) ?? [];

export async function publicWords() {
  const files = (await Promise.all(SPOKEN.map((folder) => filesBelow(join(root, folder))))).flat();
  const texts = await Promise.all(files.filter((file) => !silent.test(file) && /\.(ts|json|py)$/.test(file)).map((file) => readFile(file, "utf8")));
  const python = JSON.parse(await readFile(join(root, "lib/policy/python-words.json"), "utf8"));
  const words = [...texts.flatMap(wordsOf), ...python].map((word) => word.toLowerCase()).filter((word) => word.length > 1);
  return [...new Set(words)].sort();
}

const packWords = {
  name: "public-words",
  setup(builder) {
    builder.onResolve({ filter: /^public-words$/ }, () => ({ path: "public-words", namespace: "packed" }));
    builder.onLoad({ filter: /.*/, namespace: "packed" }, async () => ({ contents: JSON.stringify(await publicWords()), loader: "json" }));
  },
};

export async function buildGuard() {
  const made = await build({
    entryPoints: [join(root, "lib/browser/guard.worker.ts")],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2023",
    legalComments: "none",
    plugins: [packWords],
  });
  const file = join(root, "public/sandbox/guard.js");
  await writeFile(file, made.outputFiles[0].text);
  return { file, bytes: made.outputFiles[0].text.length };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { file, bytes } = await buildGuard();
  console.log(`${relative(root, file)} ${bytes} bytes`);
}
