/** The product's own sandbox from lib/browser, in a page of its origin: frame, worker, headers and files are what ships. */
import { Assets } from "../../lib/browser/assets.ts";
import { LiveSandbox } from "../../lib/browser/sandbox.ts";
import { Policy } from "../../lib/protocol/policy.ts";
import { bigFile, bigGroup, csv, modelWork, pandasWork } from "../work.mjs";

const at = () => performance.now();
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

Object.assign(window, {
  bench: {
    async pandas() {
      await box.ready(never);
      const booted = at();
      const { value } = await run(pandasWork);
      return { booted, first: at(), value, longest: Math.max(0, ...long) };
    },
    async model() {
      const began = at();
      const { artifacts } = await run(modelWork);
      return { ms: at() - began, model: at(), value: artifacts.map(({ kind }) => kind).join() };
    },
    /** From a file dropped to its profile, which is more than anybody else does with it. */
    async profile() {
      const file = new File([csv()], "visits.csv");
      const began = at();
      await box.open([{ name: file.name, file }], never);
      return { ms: at() - began };
    },
    /** The run is stopped where nothing can interrupt it; then the next run is waited for. */
    async restart() {
      const observation = await box.run("sum(range(10**12))", quiet, AbortSignal.timeout(200));
      if (observation.status !== "killed") throw new Error("the run was not killed");
      const began = at();
      await run("import pandas\n1 + 1");
      return { ms: at() - began };
    },
    /** What the product adds to Python's own time. */
    async overhead() {
      const began = at();
      const { durationMs } = await run("1 + 1");
      return { ms: at() - began - durationMs };
    },
    /** A large file dropped, to its profile; then grouped. */
    async big(bytes: number) {
      const file = bigFile(bytes);
      const began = at();
      const { opened } = await box.open([{ name: file.name, file }], never);
      const [table] = opened.files.flatMap(({ tables }) => tables);
      if (!table) throw new Error(JSON.stringify(opened.problems).slice(0, 500));
      const read = at();
      const { value, peakMemoryBytes } = await run(bigGroup(table.variable));
      return { bytes: file.size, opened: read - began, grouped: at() - read, memory: peakMemoryBytes, value };
    },
    async work(code: string) {
      const began = at();
      await run(code);
      return { ms: at() - began };
    },
  },
});
