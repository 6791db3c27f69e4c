/** Stock Pyodide as its documentation has it: a module worker, loadPackage, import. Built with WORK by bench/pages.mjs. */
import { bigFile, bigGroup, modelWork, pandasWork, savePicture } from "../work.mjs";

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

function started() {
  const thread = new Worker(URL.createObjectURL(new Blob([worker.replaceAll('"/stock/', `"${location.origin}/stock/`)], { type: "text/javascript" })), { type: "module" });
  const ask = (data) =>
    new Promise((resolve, reject) => {
      thread.onmessage = ({ data: told }) => (told.error ? reject(new Error(told.error)) : resolve(told.value));
      thread.onerror = (event) => reject(new Error(event.message));
      thread.postMessage(data);
    });
  return { ask, end: () => thread.terminate() };
}

const at = () => performance.now();
const run = (live, code, packages = []) => live.ask({ step: "run", code, packages });

let live = null;

window.bench = {
  async pandas() {
    live = started();
    await live.ask({ step: "boot" });
    const booted = at();
    const value = await run(live, pandasWork);
    return { booted, first: at(), value };
  },
  async model() {
    const began = at();
    const value = await run(live, modelWork + savePicture, ["scikit-learn", "matplotlib"]);
    return { ms: at() - began, model: at(), value };
  },
  async restart() {
    live.end();
    const began = at();
    live = started();
    await live.ask({ step: "boot" });
    await run(live, "import pandas\n1 + 1");
    return { ms: at() - began };
  },
  /** The pandas calls that the product's profile rests on: the file read, and each column looked over. */
  async big(bytes) {
    const file = bigFile(bytes);
    const began = at();
    await live.ask({ step: "mount", file });
    await run(live, "import pandas as pd\nbig = pd.read_csv('/mnt/big/big.csv')\nbig.describe(include='all').shape[0]");
    const read = at();
    const value = await run(live, bigGroup("big"));
    return { bytes: file.size, opened: read - began, grouped: at() - read, memory: Number(await live.ask({ step: "memory" })), value };
  },
  async work(code) {
    const began = at();
    await run(live, code);
    return { ms: at() - began };
  },
};
