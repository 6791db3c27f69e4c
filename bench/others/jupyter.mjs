/**
 * JupyterLite with its Pyodide kernel, from its own packages on PyPI, over the same files of stock Pyodide. What the kernel needs besides them (IPython and what that
 * imports) comes from pip in the versions that Pyodide's lock names; a lock beside it names the digests of those wheels, which are PyPI's and not Pyodide's own builds.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { must, venv } from "./venv.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../../..");
const pinned = ["jupyterlite-core==0.8.6", "jupyterlite-pyodide-kernel==0.8.6", "jupyter-server==2.21.1"];
/** What the kernel installs at its start; comm is not in Pyodide's lock, so it goes where JupyterLite looks for wheels of a site. */
const needs = ["micropip", "jedi", "ipython"];
const comm = "comm==0.2.3";

const settings = { pyodideUrl: "/stock/pyodide.mjs", loadPyodideOptions: { lockFileURL: "/stock/pyodide-lock-jupyter.json" }, disablePyPIFallback: true };
const build = { LiteBuildConfig: { contents: [], apps: ["repl"], no_sourcemaps: true, output_dir: "site" } };
const lite = {
  "jupyter-lite-schema-version": 0,
  "jupyter-config-data": { exposeAppInBrowser: true, litePluginSettings: { "@jupyterlite/pyodide-kernel-extension:kernel": settings } },
};

const download = (python, folder, wanted) =>
  must(python, ["-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:", "--python-version", "3.14", "-d", folder, ...wanted]);

/** Every package that these come to need, by the lock. */
function closure(packages, names, seen = new Set()) {
  for (const name of names.filter((one) => !seen.has(one))) {
    seen.add(name);
    closure(packages, packages[name].depends.map((one) => one.replaceAll("_", "-")), seen);
  }
  return [...seen];
}

/** Wheels that stock lacks, and the lock that fits them. */
async function wheels(python, folder) {
  const lock = JSON.parse(await readFile(join(root, "node_modules/pyodide/pyodide-lock.json"), "utf8"));
  const lacking = closure(lock.packages, needs).filter((name) => !existsSync(join(root, "public/pyodide", lock.packages[name].file_name)));
  await download(python, folder, lacking.map((name) => `${name}==${lock.packages[name].version}`));
  for (const name of lacking) lock.packages[name].sha256 = createHash("sha256").update(await readFile(join(folder, lock.packages[name].file_name))).digest("hex");
  await writeFile(join(folder, "pyodide-lock-jupyter.json"), JSON.stringify(lock));
}

/** Packs what a good static host would pack. */
async function pack(site) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  const files = (await readdir(site, { recursive: true })).filter((name) => /\.(js|json|css|html|svg)$/.test(name));
  for (const name of files) await writeFile(join(site, `${name}.br`), brotliCompressSync(await readFile(join(site, name)), { params }));
}

/** Resolves to the folders that hold the site and the wheels, made once. */
export async function jupyter() {
  const { folder, python } = await venv("bench-jupyter", pinned);
  const [site, extra] = [join(folder, "site"), join(folder, "wheels")];
  if (existsSync(join(folder, "made"))) return { site, extra };
  await mkdir(extra, { recursive: true });
  await wheels(python, extra);
  await download(python, join(folder, "pypi"), [comm]);
  await writeFile(join(folder, "jupyter_lite_config.json"), JSON.stringify(build));
  await writeFile(join(folder, "jupyter-lite.json"), JSON.stringify(lite));
  await must(python, ["-m", "jupyter", "lite", "build", "--no-libarchive"], { cwd: folder });
  await pack(site);
  await writeFile(join(folder, "made"), "");
  return { site, extra };
}
