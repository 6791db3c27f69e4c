/** The product's own sandbox from lib/browser, in a page of its origin: frame, worker, headers and files are what ships. */
import { Assets } from "../../lib/browser/assets.ts";
import { LiveSandbox } from "../../lib/browser/sandbox.ts";
import { Policy } from "../../lib/protocol/policy.ts";
import { again, bigFile, bigGroup, csv, modelWork, pandasWork, smallStep } from "../work.mjs";
import { at, timed } from "./worker.js";

const never = new AbortController().signal;
const quiet = () => undefined;

const policy = Policy.parse({});
const box = new LiveSandbox(policy, new Assets(policy, never), never);
const long: number[] = [];
new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask", buffered: true });

async function run(code: string) {
  const observation = await box.run(code, quiet, never);
  if (observation.status !== "ok") throw new Error(JSON.stringify(observation).slice(0, 2_000));
  return observation;
}

async function open(file: File) {
  const { opened } = await box.open([{ name: file.name, file }], never);
  const [table] = opened.files.flatMap(({ tables }) => tables);
  if (!table) throw new Error(JSON.stringify(opened.problems).slice(0, 500));
  return table;
}

/** The longest task of the page since this was asked last. */
const longest = () => Math.max(0, ...long.splice(0));

Object.assign(window, {
  bench: {
    async pandas() {
      await box.ready(never);
      const booted = at();
      await run(pandasWork);
      return { booted, first: at(), longest: longest() };
    },
    async model() {
      const { artifacts } = await run(modelWork);
      if (artifacts.length === 0) throw new Error("the chart was not shown");
      return { model: at(), longestRun: longest() };
    },
    /** From a file dropped to its profile, which is more than anybody else does with it. */
    profile: () => timed(() => open(new File([csv()], "visits.csv"))),
    /** The run is stopped where nothing can interrupt it; then the next run is waited for. */
    async restart() {
      const observation = await box.run("sum(range(10**12))", quiet, AbortSignal.timeout(200));
      if (observation.status !== "killed") throw new Error("the run was not killed");
      return timed(() => run(again));
    },
    /** What the product adds to Python's own time. */
    async overhead() {
      const { ms, value } = await timed(() => run(smallStep));
      return { ms: ms - Number(value.value) };
    },
    /** A large file dropped, to its profile; then grouped. */
    async big(bytes: number) {
      const file = bigFile(bytes);
      const opened = await timed(() => open(file));
      const grouped = await timed(() => run(bigGroup(opened.value.variable)));
      return { opened: opened.ms, grouped: grouped.ms, memory: grouped.value.peakMemoryBytes };
    },
    work: (code: string) => timed(() => run(code)),
  },
});
