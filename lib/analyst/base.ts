import { durationCue } from "./cues.ts";
import { hoursOf } from "./derived.ts";
import type { Reading } from "./reading.ts";
import { isMeasured, isTime, type Ref, type Table, type Way, wayTo } from "./tables.ts";

/** The time column of a table: one called date, order, created or opened first; dates of birth last. */
export function timeOf(table: Table): Ref | null {
  const rank = (name: string): number =>
    /birth|geburt|dob|updat|modif/i.test(name)
      ? 9
      : /^(date|datum|time|timestamp|ts|day)$|order|sale|opened|created|submitted|reported/i.test(name)
        ? 0
        : /clos|resolv|end|exit|left|deliver|ship/i.test(name)
          ? 5
          : 2;
  const times = table.columns.filter(isTime).sort((a, b) => rank(a.name) - rank(b.name));
  return times[0] ? { table, column: times[0] } : null;
}

/** The table a question is about: the one that holds most of what it names, itself or within reach of a join. */
export function baseOf(read: Reading, tables: readonly [Table, ...Table[]], ways: readonly Way[]): Table {
  const counted =
    /(?:how many|number of|count of|wie viele|anzahl(?: der)?|most|fewest|combien de|show me the|list (?:all )?(?:the )?)\s+(?:\w+\s+)?$/;
  const scored = tables.map((table, index) => {
    const reach = (other: Table): boolean => wayTo(ways, table, other) !== null;
    let score = Math.log10(1 + table.rows) / 50 - index / 1_000;
    for (const each of read.columns) {
      const own = each.refs.find((ref) => ref.table.variable === table.variable);
      const far = each.refs.find((ref) => reach(ref.table));
      score += own ? each.score * (isMeasured(own.column) ? 1.2 : 1) : far ? each.score * 0.7 : 0;
      if (each.table?.variable === table.variable) score += counted.test(read.text.slice(0, read.words[each.start]?.start)) ? 2 : 0.8;
      else if (each.table && reach(each.table)) score += 0.4;
    }
    if (durationCue(read.text) && hoursOf(table, read.text)) score += 1.2;
    for (const each of read.values)
      score += each.refs.some((ref) => ref.table.variable === table.variable) ? 1 : each.refs.some((ref) => reach(ref.table)) ? 0.7 : 0;
    return { table, score };
  });
  return scored.reduce((best, each) => (each.score > best.score ? each : best)).table;
}
