/**
 * Stock Pyodide as chat applications use it, Open WebUI among them: a new worker for each run, its packages found in the code by regular expressions.
 * Nothing lives on from one run to the next, so that the model's run does the pandas work anew.
 */
import { again, modelWork, pandasWork, savePicture, smallStep } from "../work.mjs";
import { at, started, timed } from "./worker.js";

const worker = `
import { loadPyodide } from "/stock/pyodide.mjs";
self.onmessage = async ({ data }) => {
  try {
    const python = await loadPyodide({ indexURL: "/stock/" });
    await python.loadPackage(data.packages, { messageCallback() {} });
    postMessage({ value: String(await python.runPythonAsync(data.code)) });
  } catch (error) {
    postMessage({ error: String(error) });
  }
};
`;

const known = [
  ["numpy", /\bnumpy\b/],
  ["pandas", /\bpandas\b/],
  ["scipy", /\bscipy\b/],
  ["scikit-learn", /\bsklearn\b/],
  ["matplotlib", /\bmatplotlib\b/],
  ["seaborn", /\bseaborn\b/],
  ["sympy", /\bsympy\b/],
];

async function run(code) {
  const live = started(worker);
  const value = await live.ask({ code, packages: known.flatMap(([name, used]) => (used.test(code) ? [name] : [])) });
  live.end();
  return value;
}

window.bench = {
  async pandas() {
    await run(pandasWork);
    return { first: at() };
  },
  async model() {
    await run(pandasWork + modelWork + savePicture);
    return { model: at() };
  },
  restart: () => timed(() => run(again)),
  async overhead() {
    const { ms, value } = await timed(() => run(smallStep));
    return { ms: ms - Number(value) };
  },
  work: (code) => timed(() => run(code)),
};
