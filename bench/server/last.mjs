import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

/** What the last `npm run bench:server` said of the proxy's share of the first word, in milliseconds at the median; null where there was none. */
export async function lastServer(file = resolve(import.meta.dirname, "../results/server.json")) {
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return null;
  const { setting, first } = JSON.parse(text);
  const ours = first.filter(({ name }) => name !== "direct" && name !== "plain proxy");
  const plain = first.find(({ name }) => name === "plain proxy");
  const ways = ours.map(({ name, addedMs }) => ({ name, addedMs, goalMs: setting.goalMs, kept: addedMs <= setting.goalMs }));
  return { at: setting.at, load: setting.load, ways, plainMs: plain?.addedMs ?? null };
}
