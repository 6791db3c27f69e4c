/** The same work in CPython on this machine, with the same versions of the packages where pip has them. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { readFile } from "node:fs/promises";
import { run } from "../scripts/run.mjs";
import { heavyWork } from "./work.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../..");
const folder = join(root, ".sandpiper/bench-python");
const python = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");

async function must(command, args) {
  const { code, text } = await run(command, args);
  if (code !== 0) throw new Error(`${command} ${args.join(" ")}: ${text}`);
  return text;
}

async function installed() {
  if (existsSync(python)) return;
  const { packages } = JSON.parse(await readFile(join(root, "public/pyodide/lock.json"), "utf8"));
  await must(process.env.PYTHON ?? "python3", ["-m", "venv", folder]);
  const pinned = ["numpy", "pandas", "scikit-learn"].map((name) => `${name}==${packages[name].version}`);
  await must(python, ["-m", "pip", "install", "-q", "--disable-pip-version-check", ...pinned]);
}

/** Milliseconds: the median of three, after one that is not counted. One thread, as in the sandbox. */
export async function native() {
  await installed();
  const timed = `import time, sys\nwork = ${JSON.stringify(heavyWork)}\ntimes = []\nfor _ in range(4):\n    began = time.perf_counter(); exec(work, {}); times.append(time.perf_counter() - began)\nprint(sorted(times[1:])[1] * 1000)`;
  const one = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };
  const { code, text } = await run(python, ["-c", timed], { env: { ...process.env, ...one } });
  if (code !== 0) throw new Error(text);
  return Number(text.trim().split("\n").at(-1));
}
