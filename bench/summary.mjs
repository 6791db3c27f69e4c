import { bounds, targets } from "./targets.mjs";

const sorted = (list) => list.filter(Number.isFinite).toSorted((a, b) => a - b);

/** Median, least and greatest; null where nothing was measured. */
export function spread(list) {
  const all = sorted(list);
  if (all.length === 0) return null;
  const half = Math.floor(all.length / 2);
  const median = all.length % 2 === 1 ? all[half] : (all[half - 1] + all[half]) / 2;
  return { median, min: all[0], max: all.at(-1), count: all.length };
}

const of = (rounds, subject, measure) => spread(rounds.filter((one) => one.subject === subject).map((one) => one[measure]));

/** Every promise with what was measured: a ratio of medians, or the product's own median. */
export function summary(rounds, nativeMs) {
  const ratios = targets.flatMap((target) => {
    const [ours, stock] = [of(rounds, "ours", target.measure), of(rounds, "stock", target.measure)];
    return ours && stock ? [{ ...target, ours, stock, ratio: ours.median / stock.median, kept: ours.median / stock.median <= target.most }] : [];
  });
  const own = bounds.flatMap((bound) => {
    const ours = of(rounds, "ours", bound.measure);
    return ours ? [{ ...bound, ours, kept: bound.most === null ? null : ours.median <= bound.most }] : [];
  });
  const work = of(rounds, "ours", "warm.work");
  return { ratios, own, toNative: nativeMs && work ? work.median / nativeMs : null };
}

export const said = (value, unit) => (unit === "MB" ? `${(value / 1e6).toFixed(value < 1e6 ? 3 : 1)} MB` : value < 1_000 ? `${value.toFixed(0)} ms` : `${(value / 1_000).toFixed(2)} s`);
const range = ({ median, min, max }, unit) => `${said(median, unit)} (${said(min, unit)} to ${said(max, unit)})`;

/** One line for each promise. */
export function table({ ratios, own, toNative }) {
  const verdict = (kept) => (kept === null ? "      " : kept ? "kept  " : "MISSED");
  const goal = (most, unit) => (most === null ? "" : ` (target ${said(most, unit)})`);
  const lines = ratios.map(({ name, ours, stock, ratio, most, kept, unit }) => `${verdict(kept)} ${name}: ${ratio.toFixed(3)} (target ${most}); ours ${range(ours, unit)}, stock ${range(stock, unit)}`);
  lines.push(...own.map(({ name, ours, most, kept, unit }) => `${verdict(kept)} ${name}: ${range(ours, unit)}${goal(most, unit)}`));
  if (toNative) lines.push(`       the same work in the sandbox takes ${toNative.toFixed(2)} times native CPython`);
  return lines.join("\n");
}
