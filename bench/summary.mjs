import { subjects, targets } from "./targets.mjs";

/** Median, least and greatest; null where nothing was measured. */
export function spread(list) {
  const all = list.filter(Number.isFinite).toSorted((a, b) => a - b);
  if (all.length === 0) return null;
  const half = Math.floor(all.length / 2);
  const median = all.length % 2 === 1 ? all[half] : (all[half - 1] + all[half]) / 2;
  return { median, min: all[0], max: all.at(-1), count: all.length };
}

/** Everybody's figures for one measure, by subject, in the order in which they are told. */
function everybody(rounds, measure) {
  const found = Object.keys(subjects).map((subject) => [subject, spread(rounds.filter((one) => one.subject === subject).map((one) => one[measure]))]);
  return Object.fromEntries(found.filter(([, one]) => one !== null));
}

/** Each promise that these rounds can tell of: `value` is a ratio of medians or the product's own median, `goal` the target in the unit of the figures. */
export const summary = (rounds) =>
  targets.flatMap((target) => {
    const by = everybody(rounds, target.measure);
    if (!by.ours || (target.of && !by[target.of])) return [];
    const whole = target.of ? by[target.of].median : 1;
    const value = by.ours.median / whole;
    const goal = target.most === null ? null : target.most * whole;
    return [{ ...target, by, value, goal, kept: target.most === null ? null : value <= target.most }];
  });

const time = (ms) => (ms < 10 ? `${ms.toFixed(1)} ms` : ms < 1_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1_000).toFixed(2)} s`);
const size = (bytes) => (bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
export const said = (value, unit) => (unit === "ms" ? time(value) : size(value));

/** What was measured and what was promised, as a reader reads it. */
export const measuredText = ({ of, value, unit }) => (of ? `${value.toFixed(value < 0.1 ? 3 : 2)} × ${of}` : said(value, unit));
export const targetText = ({ of, most, unit }) => (most === null ? "none" : of ? `${most} × ${of}` : said(most, unit));

/** How often the product takes as long as Python outside of any browser; null where that was not measured. */
export const toNative = ({ by, unit }) => (by.native && unit === "ms" ? by.ours.median / by.native.median : null);

const verdict = (kept) => (kept === null ? "      " : kept ? "kept  " : "MISSED");
const range = ({ min, max, count }, unit) => (count > 1 ? ` (${said(min, unit)} to ${said(max, unit)})` : "");
const figure = (subject, spread, unit) => `${subjects[subject]} ${said(spread.median, unit)}${range(spread, unit)}`;

function line(promise) {
  const native = toNative(promise);
  const figures = Object.entries(promise.by).map(([subject, one]) => figure(subject, one, promise.unit));
  const head = `${verdict(promise.kept)} ${promise.name}: ${measuredText(promise)} (target ${targetText(promise)})${native ? `, ${native.toFixed(2)} times native` : ""}`;
  return `${head}\n         ${figures.join(", ")}`;
}

const proxyLine = ({ name, addedMs, goalMs, kept }, at) => `${verdict(kept)} the server adds to the first word, ${name}: ${addedMs.toFixed(2)} ms (target ${goalMs} ms), measured ${at.slice(0, 10)}`;

/** A line for each promise and one below it with everybody's figures. */
export function table({ sections, server }) {
  const parts = sections.map(({ title, promises }) => [title, ...promises.map(line)].join("\n"));
  const proxy = server ? server.ways.map((way) => proxyLine(way, server.at)) : ["       not measured yet: npm run bench:server"];
  return [...parts, ["The server", ...proxy].join("\n")].join("\n\n");
}
