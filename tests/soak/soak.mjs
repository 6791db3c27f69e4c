/**
 * Runs, kills, reloads and deletions, over and over, in a real browser against the production server: `npm run test:soak -- [--minutes 60]`. After each cycle it says what the
 * page holds; at its end whether the heap has grown by less than a tenth since the third cycle, and whether a frame, a thread or a file is left of what is gone. docs/reliability.md
 */
import { parseArgs } from "node:util";
import { entry, say } from "../../scripts/say.mjs";
import { reload, work } from "./cycle.mjs";
import { gauge } from "./measure.mjs";
import { openWorld } from "./world.mjs";

const { values } = parseArgs({ options: { minutes: { type: "string", default: "60" } } });
const minutes = Number(values.minutes);
/** The first cycles fill caches: the code that the browser compiles, the files that Python starts from. */
const settled = 3;
const most = 0.1;
/** A fresh session at rest: the kernel that reads, the one that runs, and at most one warm kernel behind it. */
const kernels = 3;

const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
const head = "cycle  seconds   heap MB  buffers MB   nodes  listeners  frames  threads  files  entries";
const line = (cycle, seconds, at) =>
  [cycle, seconds.toFixed(0), megabytes(at.heap), megabytes(at.buffers), at.nodes, at.listeners, at.frames, at.workers, at.files, at.entries]
    .map((value, column) => String(value).padStart([5, 9, 10, 12, 8, 11, 8, 9, 7, 9][column]))
    .join("");

/** What is there and belongs to nothing: frames beyond the kernels that a session has, threads beyond one for each frame, files and entries of sessions that were deleted. */
const orphans = (at) => ({ frames: Math.max(0, at.frames - kernels), threads: Math.max(0, at.workers - at.frames), files: at.files, entries: at.entries });
const sum = (counts) => Object.values(counts).reduce((all, count) => all + count, 0);

/** Gives what is being ended the time to end: the look that finds least is the one that counts. */
async function rested(look) {
  let at = await look();
  for (let round = 0; round < 20 && sum(orphans(at)) > 0; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    at = await look();
  }
  return at;
}

async function soak(world) {
  const [page, other] = [await world.context.newPage(), await world.context.newPage()];
  for (const one of [page, other]) await one.goto("/");
  const look = await gauge(page);
  const seen = [];
  say(head);
  for (const end = Date.now() + minutes * 60_000; Date.now() < end || seen.length <= settled; ) {
    const since = performance.now();
    await reload(other);
    await work(page);
    world.forget();
    seen.push(await rested(look));
    say(line(seen.length, (performance.now() - since) / 1000, seen.at(-1)));
  }
  return seen;
}

await entry(async () => {
  const world = await openWorld();
  try {
    const seen = await soak(world);
    const [first, last] = [seen[settled - 1], seen.at(-1)];
    const held = ({ heap, buffers }) => heap + buffers;
    const growth = held(last) / held(first) - 1;
    const left = seen.map(orphans).reduce((worst, one) => (sum(one) > sum(worst) ? one : worst));
    const words = Object.entries(left).map(([what, count]) => `${count} ${what}`);
    say(`soak: ${seen.length} cycles in ${minutes} minutes; heap and buffers ${megabytes(held(first))} MB after the third cycle, ${megabytes(held(last))} MB at the end: ${(growth * 100).toFixed(1)} % (goal below ${most * 100} %); orphans ${sum(left)} (${words.join(", ")})`);
    if (growth >= most || sum(left) > 0) process.exitCode = 1;
  } finally {
    await world.close();
  }
});
