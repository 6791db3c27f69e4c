import type { Ask, Filter, Group } from "./ask.ts";
import { wantsChart } from "./cues.ts";
import { sameRef } from "./tables.ts";
import { fold, tokens } from "./words.ts";

/** Whether a question only makes sense with the one before it. */
export function follows(ask: Ask): boolean {
  const text = fold(ask.question).trim();
  if (ask.job === "sql" || ask.job === "help" || ask.job === "overview" || ask.job === "quality") return false;
  const short = tokens(text).length <= 7;
  const opened =
    /^(and|und|et|y|now|only|just|what about|how about|same|also|but|then|instead|the same|nur|jetzt|split|break|as an?|in a|excluding|without|show (it|that|this|them)|make (it|that)|plot (it|that|this)?|put (it|that)|(export|save|download) (it|that|this|them|the result)|per|by|nach|pro|for|in|since|with|top|bottom)\b/.test(
      text,
    );
  const pointed = /\b(it|that|this|them|these|those|das|dies|davon)\b(?! (table|file|data|column|month|year|quarter|week|sheet))/.test(
    text,
  );
  const bare = ask.measures.length === 0 && ask.agg === null && (ask.job === null || ask.job === "trend" || ask.job === "export");
  return (
    (opened && (short || bare)) ||
    (short && pointed && bare) ||
    (short && bare && ask.job === null && (ask.filters.length > 0 || ask.windows.length > 0 || ask.chart !== null || wantsChart(text)))
  );
}

/** The earlier ask with what the new question changes: groups are replaced (or added by "also", "and by"), filters and windows narrowed. */
export function follow(before: Ask, ask: Ask): Ask {
  const text = fold(ask.question);
  const base = before.base;
  const added = /\b(also|too|as well|additionally|auch|zusatzlich)\b|broken down|split/.test(text);
  const groups = ask.groups.length === 0 ? before.groups : added ? join(before.groups, ask.groups) : ask.groups;
  const measures =
    ask.measures.some((measure) => measure.type !== "rows") || (ask.agg === "count" && ask.measures.length > 0)
      ? ask.measures
      : before.measures;
  return {
    ...before,
    question: before.question,
    base,
    groups,
    measures,
    job: jobAfter(before, ask),
    agg: ask.agg ?? before.agg,
    filters: narrowed(before.filters, ask.filters),
    time: before.time,
    freq: ask.freq ?? before.freq,
    windows: ask.windows.length > 0 ? ask.windows : before.windows,
    top: ask.top === null ? before.top : { n: ask.top.n ?? before.top?.n ?? null, ascending: ask.top.ascending },
    chart: ask.chart ?? before.chart,
    save: ask.save ?? (before.save && ask.job === "export" ? before.save : null),
    horizon: ask.horizon ?? before.horizon,
    parts: ask.parts ?? before.parts,
    lost: ask.lost ?? before.lost,
    stray: ask.stray ?? before.stray,
    special: ask.special ?? (stays(before.special, ask) ? before.special : null),
    notes: [
      ...before.notes.filter((note) => !note.startsWith("Read as a follow-up")),
      `Read as a follow-up to "${before.question.replace(/[`*[\]<>]/g, "").slice(0, 80)}".`,
    ],
  };
}

/** A new job where the question names one; otherwise the old one, unless new groups turn a total into a ranking. */
function jobAfter(before: Ask, ask: Ask): Ask["job"] {
  if (ask.job !== null && ask.job !== "export" && ask.job !== "rows") return ask.job;
  if (ask.groups.length > 0 && (before.job === "trend" || before.job === "overview") && ask.freq === null)
    return before.freq !== null && /\balso|too|split|broken/.test(fold(ask.question)) ? "trend" : null;
  return before.job;
}

/** A computation of its own is kept where nothing is asked that it has no place for. */
const stays = (special: Ask["special"], ask: Ask): boolean =>
  special !== null &&
  ask.job === null &&
  ask.measures.length === 0 &&
  ask.agg === null &&
  (ask.groups.length === 0 || special.type === "statistics");

const join = (old: readonly Group[], more: readonly Group[]): Group[] => [
  ...old,
  ...more.filter((group) => !old.some((each) => each.type === "column" && group.type === "column" && sameRef(each.ref, group.ref))),
];

function narrowed(old: readonly Filter[], more: readonly Filter[]): Filter[] {
  return [...old.filter((each) => !more.some((filter) => sameRef(filter.ref, each.ref))), ...more];
}
