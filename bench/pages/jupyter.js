/** JupyterLite's REPL as it is opened, in a frame that fills the page; code goes to the kernel that its console has started, by JupyterLab's own services. */
import { again, modelWork, pandasWork, smallStep } from "../work.mjs";
import { at, timed } from "./worker.js";

const frame = document.createElement("iframe");
frame.src = "/jupyter/repl/index.html?kernel=python";
frame.style = "position:fixed;inset:0;width:100%;height:100%;border:0";
document.body.append(frame);

async function until(look) {
  for (;;) {
    const found = look();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 10));
  }
}

async function opened() {
  const { kernels } = (await until(() => frame.contentWindow.jupyterapp)).serviceManager;
  const model = await until(() => [...kernels.running()][0]);
  return kernels.connectTo({ model });
}

const kernel = opened();

/** Resolves to the text of the last expression and the kinds of what was shown. */
async function run(code) {
  const shown = [];
  const asked = (await kernel).requestExecute({ code });
  asked.onIOPub = ({ content }) => content.data && shown.push(content.data);
  const { content } = await asked.done;
  if (content.status !== "ok") throw new Error(`${content.ename}: ${content.evalue}`);
  return { text: shown.at(-1)?.["text/plain"], kinds: shown.flatMap((data) => Object.keys(data)) };
}

window.bench = {
  async pandas() {
    await run(pandasWork);
    return { first: at() };
  },
  async model() {
    const { kinds } = await run(modelWork);
    if (!kinds.includes("image/png")) throw new Error("the chart was not shown");
    return { model: at() };
  },
  restart: () =>
    timed(async () => {
      await (await kernel).restart();
      await run(again);
    }),
  async overhead() {
    const { ms, value } = await timed(() => run(smallStep));
    return { ms: ms - Number(value.text) };
  },
  work: (code) => timed(() => run(code)),
};
