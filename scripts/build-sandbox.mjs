/**
 * Builds public/sandbox/frame.html: one file with one inline script that holds the frame's code and, as a string, the whole
 * worker (Pyodide's loader and every .py of workers/python in it). public/sandbox/manifest.json names its digest, which
 * next.config.mjs puts into the frame's policy. `node scripts/build-sandbox.mjs`, or call `buildSandbox()`.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const out = join(root, "public/sandbox");
const python = join(root, "workers/python");

/** Python files by their path below workers/python. */
async function pythonSources() {
  const paths = (await readdir(python, { recursive: true })).filter((path) => path.endsWith(".py"));
  const texts = await Promise.all(paths.sort().map(async (path) => [path, await readFile(join(python, path), "utf8")]));
  return Object.fromEntries(texts);
}

/** `python-sources`: every .py file, as text by its path; `python-digest`: the digest of them all. */
export const pythonPlugin = {
  name: "python-sources",
  setup(builder) {
    builder.onResolve({ filter: /^python-(?:sources|digest)$/ }, ({ path }) => ({ path, namespace: "packed" }));
    builder.onLoad({ filter: /.*/, namespace: "packed" }, async ({ path }) => {
      const text = JSON.stringify(await pythonSources());
      return { contents: path === "python-digest" ? JSON.stringify(sha256(text, "hex")) : text, loader: "json" };
    });
  },
};

const common = { bundle: true, write: false, minify: true, format: "iife", target: "es2023", legalComments: "none", charset: "ascii" };

async function script(options) {
  const made = await build({ ...common, ...options });
  return made.outputFiles[0].text;
}

/**
 * Pyodide refuses a worker in which importScripts works: it is taken away first, and calling it is refused with an error that knows no stack. One that does has all of the script parsed
 * anew when it is thrown, for its lines (workers/thrown.ts).
 */
const refusal = `{
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const refused = new TypeError("a worker of the sandbox imports no scripts");
  Error.stackTraceLimit = stackTraceLimit;
  if (typeof importScripts === "function") self.importScripts = () => { throw refused; };
}`;

/** One classic script. */
export const worker = (plugins, entry = "workers/python.worker.ts") =>
  script({
    entryPoints: [join(root, entry)],
    plugins: [pythonPlugin, ...plugins],
    define: { "import.meta.url": JSON.stringify("https://sandpiper.invalid/pyodide.asm.mjs") },
    external: ["node:*", "ws"],
    banner: { js: refusal },
    keepNames: false,
  });

const frame = async (plugins) =>
  script({ entryPoints: [join(root, "workers/frame/frame.ts")], define: { WORKER_SCRIPT: JSON.stringify(await worker(plugins)) } });

/** What the HTML parser would read otherwise than as script text, written so that it means the same in JavaScript strings. */
const inline = (text) => text.replace(/<(?=\/script|script|!--)/gi, "\\x3c").replace(/\r\n?/g, "\n").replaceAll("\0", "\\0");

const sha256 = (text, encoding) => createHash("sha256").update(text).digest(encoding);

async function writeChanged(file, text) {
  const before = await readFile(file, "utf8").catch(() => null);
  if (before !== text) await writeFile(file, text);
}

/** Tests build variants of the worker into folders of their own; what ships has no plugins and no switches. */
export async function buildSandbox({ folder = out, plugins = [] } = {}) {
  const code = inline(await frame(plugins));
  const html = `<!doctype html><meta charset="utf-8"><title>Sandbox</title><script>${code}</script>\n`;
  const manifest = { version: sha256(html, "hex").slice(0, 16), script: sha256(code, "base64"), bytes: html.length };
  await mkdir(folder, { recursive: true });
  await writeChanged(join(folder, "frame.html"), html);
  await writeChanged(join(folder, "manifest.json"), `${JSON.stringify(manifest)}\n`);
  return manifest;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const manifest = await buildSandbox();
  console.log(`${relative(root, join(out, "frame.html"))} ${manifest.bytes} bytes, sha256-${manifest.script}`);
}
