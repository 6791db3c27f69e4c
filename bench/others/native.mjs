/** The same work in CPython on this machine, with the same versions of the packages. One thread, as in the sandbox; a new process for each start. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { again, bigFile, bigGroup, bigRead, heavyWork, modelWork, pandasWork, savePicture } from "../work.mjs";
import { must, venv } from "./venv.mjs";

const script = resolve(import.meta.dirname, "native.py");
const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MPLBACKEND: "Agg" };

/** Resolves to the path of a Python that has the packages, installed once. */
export async function native() {
  const { packages } = JSON.parse(await readFile(resolve(import.meta.dirname, "../../public/pyodide/lock.json"), "utf8"));
  const { python } = await venv("bench-native", ["numpy", "pandas", "scikit-learn", "matplotlib"].map((name) => `${name}==${packages[name].version}`));
  return python;
}

/** Milliseconds that each piece took, the first from the start of the process; the peak of memory. */
async function pieces(python, list) {
  const began = Date.now();
  const { done, peak } = JSON.parse(await must(python, [script, JSON.stringify(list)], { env }));
  return { ms: done.map((at, index) => at - (done[index - 1] ?? began)), peak };
}

async function start(python) {
  const { ms } = await pieces(python, [pandasWork, modelWork + savePicture]);
  return { first: ms[0], model: ms[0] + ms[1] };
}

/** Measures by the names that a browser's round has. */
export async function nativeRound(python) {
  const [cold, warm] = [await start(python), await start(python)];
  const restart = await pieces(python, [again]);
  const works = await pieces(python, Array(4).fill(heavyWork));
  return {
    "cold.first": cold.first,
    "cold.model": cold.model,
    "warm.first": warm.first,
    "warm.model": warm.model,
    "warm.restart": restart.ms[0],
    "warm.work": works.ms.slice(1).toSorted((a, b) => a - b)[1],
  };
}

export async function nativeBig(python, bytes) {
  const folder = await mkdtemp(join(tmpdir(), "sandpiper-bench-"));
  try {
    const file = join(folder, "big.csv");
    await writeFile(file, bigFile(bytes).stream());
    const { ms, peak } = await pieces(python, [pandasWork, bigRead(file), bigGroup("big")]);
    return { "big.opened": ms[1], "big.grouped": ms[2], "big.memory": peak };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
