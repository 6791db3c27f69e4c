import { writeFile } from "node:fs/promises";

/** Runs before anything else of the page. */
function listen() {
  const tasks = [];
  const frames = [];
  Object.assign(globalThis, { benchTasks: tasks, benchFrames: frames });
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask", buffered: true });
  const script = ({ invoker, sourceURL, sourceFunctionName, duration }) => ({ invoker, sourceURL, sourceFunctionName, duration });
  new PerformanceObserver((list) => frames.push(...list.getEntries().map(({ duration, scripts }) => ({ duration, scripts: scripts.map(script) })))).observe({ type: "long-animation-frame", buffered: true });
}

const forget = () => {
  globalThis.benchTasks.length = 0;
  globalThis.benchFrames.length = 0;
};

/** The scripts of the longest frames, the longest first. */
const blame = (frames) =>
  frames
    .flatMap(({ scripts }) => scripts)
    .toSorted((one, other) => other.duration - one.duration)
    .slice(0, 4)
    .map(({ invoker, sourceURL, sourceFunctionName, duration }) => `${Math.round(duration)} ms ${invoker} ${sourceFunctionName} ${sourceURL.split("/").at(-1)}`);

/** Watches how long the page does not answer; `profile` names a file for a profile of its processor time. */
export async function watched(page, profile) {
  await page.addInitScript(listen);
  const session = await page.context().newCDPSession(page);
  if (profile) {
    await session.send("Profiler.enable");
    await session.send("Profiler.setSamplingInterval", { interval: 1_000 });
    await session.send("Profiler.start");
  }
  return {
    begin: () => page.evaluate(forget),
    async end() {
      const [tasks, frames] = await page.evaluate(() => [[...globalThis.benchTasks], [...globalThis.benchFrames]]);
      return { longest: Math.max(0, ...tasks), over: tasks.length, blamed: blame(frames) };
    },
    async close() {
      if (profile) await writeFile(profile, JSON.stringify((await session.send("Profiler.stop")).profile));
    },
  };
}
