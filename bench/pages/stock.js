/** Stock Pyodide as its documentation has it: a module worker, loadPackage, import. */
import { again, bigFile, bigGroup, bigRead, modelWork, pandasWork, savePicture, smallStep } from "../work.mjs";
import { at, started, timed } from "./worker.js";

const worker = `
import { loadPyodide } from "/stock/pyodide.mjs";
const steps = {
  async boot() {
    self.python = await loadPyodide({ indexURL: "/stock/" });
    await python.loadPackage(["pandas"], { messageCallback() {} });
  },
  async run({ code, packages }) {
    if (packages.length > 0) await python.loadPackage(packages, { messageCallback() {} });
    return String(python.runPython(code));
  },
  async mount({ file }) {
    python.FS.mkdirTree("/mnt/big");
    python.FS.mount(python.FS.filesystems.WORKERFS, { blobs: [{ name: "big.csv", data: file }] }, "/mnt/big");
  },
  async memory() {
    return python._module.HEAPU8.length;
  },
};
self.onmessage = async ({ data }) => {
  try { postMessage({ value: await steps[data.step](data) }); } catch (error) { postMessage({ error: String(error) }); }
};
`;

let live = null;
const run = (code, packages = []) => live.ask({ step: "run", code, packages });

async function boot() {
  live = started(worker);
  await live.ask({ step: "boot" });
}

window.bench = {
  async pandas() {
    await boot();
    const booted = at();
    await run(pandasWork);
    return { booted, first: at() };
  },
  async model() {
    await run(modelWork + savePicture, ["scikit-learn", "matplotlib"]);
    return { model: at() };
  },
  async restart() {
    live.end();
    return timed(async () => {
      await boot();
      await run(again);
    });
  },
  async overhead() {
    const { ms, value } = await timed(() => run(smallStep));
    return { ms: ms - Number(value) };
  },
  async big(bytes) {
    const file = bigFile(bytes);
    const opened = await timed(async () => {
      await live.ask({ step: "mount", file });
      await run(bigRead("/mnt/big/big.csv"));
    });
    const grouped = await timed(() => run(bigGroup("big")));
    return { opened: opened.ms, grouped: grouped.ms, memory: await live.ask({ step: "memory" }) };
  },
  work: (code) => timed(() => run(code)),
};
